"""English sentences in which a fact stands: what is to be read of them is what is read of the plain sentence.

Half of the facts and half of the frames are the lot `kept`, whose misses are never looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import yaml

FOLDER = Path(__file__).parents[2] / "cases" / "extraction" / "frames"
YEAR = 2023
FACT = re.compile(
    r"(?P<noun>[^|]+?) \| (?P<act>[^|]*?) ?\| (?P<done>[^|]*?) ?\| "
    r"(?P<now>[^|]+?) \| (?P<before>.+?) => (?P<metric>\w+)"
)
FIELD = re.compile(r"\{(?P<name>[A-Za-z]+?)(?P<which>[23]?)(?P<more>[~@][^}]+)?\}")
NUMBER = re.compile(r"\d[\d,.]*")
HEAD_ENDS = re.compile(
    r" (?:of|sent|diverted|due|used|in|on|per|to|worked|audited|trained|granted|planted|promoted|certified) "
)
SCALE = re.compile(r"(?:million|billion|thousand)\b")


@dataclass(frozen=True)
class Fact:
    """A fact with the ways to say it; in `act` and `done` the figure stands at `<>`."""

    kind: str
    noun: str
    act: str
    done: str
    now: str
    before: str
    metric: str

    @property
    def lot(self) -> str:
        return lot_of(self.noun)

    @property
    def value(self) -> float:
        return value_of(self.now)

    @property
    def rises(self) -> bool:
        return value_of(self.now) > value_of(self.before)

    @property
    def is_plural(self) -> bool:
        head = HEAD_ENDS.split(f"{self.noun} ")[0].split()[-1]
        return head.endswith("s") and head != "gas"


@dataclass(frozen=True)
class Frame:
    """A sentence with fields, and which of the facts it tells: now, before, now2 ..."""

    name: str
    text: str
    wanted: tuple[str, ...]

    @property
    def lot(self) -> str:
        return lot_of(self.name)

    @property
    def others(self) -> int:
        return max((int(found["which"] or 1) for found in FIELD.finditer(self.text)), default=1) - 1

    def fits(self, facts: tuple[Fact, ...]) -> bool:
        for found in FIELD.finditer(self.text):
            fact = facts[int(found["which"] or 1) - 1]
            name = found["name"].lower()
            if name in {"act", "done", "did"} and not (fact.act if name == "act" else fact.done):
                return False
            if name == "b" and " of " in f"{fact.act} " and fact.kind == "share":
                continue
            if name in {"n", "u"} and not fact.now[0].isdigit():
                return False
            if name == "u" and not NUMBER.sub("", fact.now, count=1).startswith(" "):
                return False
        return True

    def say(self, facts: tuple[Fact, ...]) -> str:
        return FIELD.sub(lambda found: said(found, facts[int(found["which"] or 1) - 1]), self.text)


def lot_of(name: str) -> str:
    return "kept" if crc32(name.encode()) % 2 else "read"


def drawn(text: str, of: int) -> int:
    return crc32(text.encode()) % of


def value_of(figure: str) -> float:
    found = NUMBER.search(figure)
    assert found
    return float(found[0].replace(",", ""))


def aim_of(fact: Fact) -> str:
    """Another figure, of the same number of digits, for aims and other companies."""
    turned = dict(zip("123456789", "214365789", strict=True))
    found = NUMBER.search(fact.now)
    assert found
    digits = "".join(turned.get(c, c) for c in found[0])
    return fact.now.replace(found[0], digits, 1)


def figure_of(fact: Fact, which: str) -> str:
    """A figure; things counted stand behind it in what was done, not behind their own name."""
    return {"t": aim_of(fact), "b": fact.before}.get(which, fact.now)


def bare(fact: Fact, figure: str) -> str:
    return figure.split(maxsplit=1)[0] if fact.kind == "count" and fact.noun.startswith("number ") else figure


def filled(pattern: str, figure: str, fact: Fact) -> str:
    """A way to say a fact with another figure in it: things counted are in the figure itself."""
    return pattern.replace("<>", figure)


def said(found: re.Match[str], fact: Fact) -> str:
    name, more = found["name"], found["more"] or ""
    figure = figure_of(fact, more[1:] if more.startswith("@") else "")
    approximate = f"{more[1:]} " if more.startswith("~") else ""
    change = f"{abs(fact.value / value_of(fact.before) - 1) * 100:.1f}%"
    up = fact.rises
    fields = {
        "noun": fact.noun,
        "Noun": fact.noun[0].upper() + fact.noun[1:],
        "NOUN": fact.noun.upper(),
        "is": "were" if fact.is_plural else "was",
        "was": "was",
        "f": bare(fact, fact.now),
        "b": bare(fact, fact.before),
        "t": bare(fact, aim_of(fact)),
        "n": (NUMBER.match(fact.now) or [""])[0],
        "u": NUMBER.sub("", fact.now, count=1).strip(),
        "act": filled(fact.act, approximate + figure, fact),
        "done": filled(fact.done, figure, fact),
        "Done": filled(fact.done, figure, fact),
        "did": filled(fact.done, "", fact).strip().removeprefix("of ").replace(" were ", " ").replace(" was ", " "),
        "rose": "rose" if up else "fell",
        "up": "up" if up else "down",
        "sign": "+" if up else "-",
        "higher": "higher" if up else "lower",
        "increase": "increase" if up else "decrease",
        "change": change,
    }
    return fields[name]


@cache
def facts_of() -> tuple[Fact, ...]:
    told = yaml.safe_load((FOLDER / "facts_en.yaml").read_text(encoding="utf-8"))
    return tuple(
        Fact(kind, **found.groupdict())
        for kind, lines in told.items()
        for line in lines.splitlines()
        if (found := FACT.fullmatch(line.strip()))
    )


@cache
def frames_of() -> tuple[Frame, ...]:
    told = yaml.safe_load((FOLDER / "frames_en.yaml").read_text(encoding="utf-8"))
    frames = []
    for group, lines in told.items():
        for name, line in lines.items():
            text, _, wanted = line.rpartition(" => ")
            frames.append(Frame(f"{group}: {name}", text, tuple(wanted.split())))
    return tuple(frames)


def told_in(frame: Frame, facts: tuple[Fact, ...] | None = None) -> Iterator[tuple[Fact, ...]]:
    """Each fact with as many others of its kind as the frame tells, in an order that is always the same."""
    known = facts if facts is not None else facts_of()
    asked = {name for name in ("act", "done") if name in frame.text.lower()}
    for fact in sorted(known, key=lambda one: drawn(f"{frame.name} {one.noun}", 1 << 30)):
        others = [
            one
            for one in sorted(known, key=lambda one: drawn(f"{frame.name} {fact.noun} {one.noun}", 1 << 30))
            if one.kind == fact.kind
            and one.metric != fact.metric
            and one.lot == fact.lot
            and (bool(one.act and one.done) or not {"act", "done"} & asked)
        ]
        chosen = (fact, *others[: frame.others])
        metrics = {one.metric for one in chosen}
        if len(chosen) == frame.others + 1 == len(metrics) and frame.fits(chosen):
            yield chosen
