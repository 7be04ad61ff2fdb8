"""Writes the training sentences of news: hand-written cores of each incident type, told in varied frames.

`python -m training.news.sentences` reads `cores/*.yaml` (five ways a type and language in which the event is told),
`frames.yaml` (how news tells events) and `plain.yaml` (news without one), and writes `incidents_zh.yaml` and
`incidents_en.yaml`. Companies are invented, of the characters of the brands of the demo. The same files give the same
output:
each type draws from a generator seeded by its own code.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from cnesg.framework.incidents import IncidentType, load_incidents

HERE = Path(__file__).parent
BRANDS = HERE.parent.parent / "src" / "cnesg" / "demo" / "data" / "brands.yaml"
STANDINGS = ("denied", "rumoured", "hypothetical", "historic")
_MARK = re.compile(r"\s*#([+-]?[01])$")
_AMOUNT = re.compile(r"(?<![\dA-Za-z.,-])\d{1,3}(?=万|亿|千|百|吨|%|件|台|座|名|家|亩| million| billion|,000)")
_UNFIT = re.compile(r"^[的被因遭收获入列]|了|已|完成|通过|获|曾|被")
_NEWS_IN_LIST = 3

Row = dict[str, Any]


def _load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


class Writer:
    """Writes the sentences of one language.

    Args:
        language: `zh` or `en`.
        frames: the content of `frames.yaml`.
    """

    def __init__(self, language: str, frames: Mapping[str, Any]) -> None:
        self._language = language
        self._frames = frames[language]
        self._words = frames["words"][language]
        brands = yaml.safe_load(BRANDS.read_text(encoding="utf-8"))
        self._first, self._second, self._avoid = brands["first"], brands["second"], set(brands["avoid"])

    def company(self, rng: random.Random, *, expert: bool = False) -> tuple[str, str]:
        """An invented company: as news call it, and its full name."""
        while True:
            first, second = rng.choice(list(self._first)), rng.choice(list(self._second))
            sound = self._first[first] + self._second[second]
            if sound not in self._avoid:
                break
        trade = rng.choice(self._words["experts" if expert else "trades"])
        if self._language == "en":
            return f"{sound} {trade}", f"{sound} {trade} {rng.choice(['Co., Ltd.', 'Group', 'Holdings', 'Inc.'])}"
        brand = first + second
        if expert:
            return brand + trade, brand + trade
        short = rng.choice([brand + trade] * 5 + [f"{brand}股份", f"{brand}集团", f"{rng.choice('川粤浙鲁苏')}{brand}"])
        return short, f"{brand}{trade}{rng.choice(['股份有限公司', '集团股份有限公司', '有限公司'])}"

    def invented(self, text: str) -> str:
        """The brand of an invented company in a text; empty where there is none."""
        if self._language == "zh":
            brand = re.search(f"[{''.join(self._first)}][{''.join(self._second)}]", text)
        else:
            brand = re.search(rf"\b(?:{'|'.join(self._first.values())})(?:{'|'.join(self._second.values())})\b", text)
        return brand[0] if brand else ""

    def told(self, core: str, standing: str, form: str, frame: str, rng: random.Random) -> tuple[str, str, list[str]]:
        """A core told by a frame: the text, the company's name in it, and the names of others."""
        short, full = self.company(rng)
        other, _ = self.company(rng, expert="法律" in frame or "研报" in frame or "advised" in frame or "note" in frame)
        within = "{o}" in core
        whole, bare = self._clause(core.replace("{o}", other), short)
        number = rng.choice([f"60{rng.randrange(1000, 9999)}", f"00{rng.randrange(1000, 3999)}"])
        text = frame.format(
            s=short,
            f=full,
            e=whole,
            c=bare,
            o=other,
            t=short.replace(" ", ""),
            code=number,
            place=rng.choice(self._words["places"]),
            medium=rng.choice(self._words["media"]),
            person=rng.choice(self._words["persons"]),
            day=rng.choice(self._words["days"]),
        )
        name = short if short in text else full
        if self._language == "en":
            text = text[0].upper() + text[1:] if standing != "rumoured" and form != "post" else text
        return text, name, [other] if within or "{o}" in frame else []

    def _clause(self, core: str, name: str) -> tuple[str, str]:
        """The event with its company, and without where the company stands at the beginning."""
        gap = "" if self._language == "zh" else " "
        if "{s}" in core:
            return core.replace("{s}", name), ""
        return f"{name}{gap}{core}", core

    def frames(self, core: str, standing: str) -> list[tuple[str, str]]:
        """The frames that fit a core, each with its form."""
        known = self._frames[standing]
        every = [(form, one) for form, ones in known.items() for one in ones] if isinstance(known, dict) else []
        every = every or [(standing, one) for one in known]
        if standing == "planned" and ("{s}" in core or _UNFIT.search(core)):
            return []
        # A core that names the company itself, or belongs to its name, cannot be parted from it.
        joined = "{s}" in core or core.startswith("的")
        return [(form, one) for form, one in every if not (joined and "{c}" in one)]


def _cores() -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted((HERE / "cores").glob("*.yaml")):
        found |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _split(line: str, polarity: int) -> tuple[str, int]:
    """A core without its mark, and whether it is good news for the company."""
    mark = _MARK.search(line)
    return (line[: mark.start()], int(mark[1])) if mark else (line.strip(), polarity)


def _varied(core: str, rng: random.Random) -> str:
    """The same with other amounts."""
    return _AMOUNT.sub(lambda found: str(rng.randrange(2, 9) * 10 ** (len(found[0]) - 1) + rng.randrange(0, 9)), core)


def _row(text: str, subjects: Sequence[Row], others: Sequence[str], standing: str, form: str, core: str) -> Row:
    return {
        "text": text,
        "subjects": list(subjects),
        "bystanders": list(others),
        "standing": standing,
        "form": form,
        "core": core,
    }


def sentences_of(
    writer: Writer, language: str, code: str, cores: Sequence[tuple[str, int]], draw: int
) -> Iterator[Row]:
    """The sentences of a type: each core as happened, some again as planned, denied, rumoured, feared or long past."""
    rng = random.Random(f"{language} {code} {draw}")
    forms = ["headline", "wire", "announcement", rng.choice(["weibo", "post"]), "aside", "wire", "headline"]
    rng.shuffle(forms)
    for number, (core, sign) in enumerate(cores):
        fitting = writer.frames(core, "happened")
        wanted = [one for one in fitting if one[0] == forms[number % len(forms)]] or fitting
        form, frame = rng.choice(wanted)
        text, name, others = writer.told(_varied(core, rng) if draw else core, "happened", form, frame, rng)
        yield _row(
            text,
            [{"name": name, "type": code, "polarity": sign}],
            others,
            "happened",
            form,
            f"{language}/{code}/{number}",
        )
    standings = rng.sample(STANDINGS, 3 if language == "zh" else 1) + (
        ["planned"] if all(sign >= 0 for _, sign in cores) else []
    )
    for standing in standings:
        number = rng.randrange(len(cores))
        core, sign = cores[number]
        fitting = writer.frames(core, standing)
        if not fitting:
            continue
        form, frame = rng.choice(fitting)
        text, name, others = writer.told(_varied(core, rng), standing, form, frame, rng)
        shown = sign if standing in {"rumoured", "planned"} else 0
        yield _row(
            text,
            [{"name": name, "type": code, "polarity": shown}],
            others,
            standing,
            form,
            f"{language}/{code}/{number}",
        )


def lists(
    writer: Writer, language: str, cores: Mapping[str, Sequence[tuple[str, int]]], count: int, draw: int
) -> Iterator[Row]:
    """Headlines that tell of several companies, each with its own event."""
    rng = random.Random(f"{language} lists {draw}")
    codes = sorted(cores)
    for _ in range(count):
        subjects, pieces, used = [], [], []
        for code in rng.sample(codes, rng.choice([2, 2, _NEWS_IN_LIST])):
            number = rng.randrange(len(cores[code]))
            core, sign = cores[code][number]
            text, name, _ = writer.told(_varied(core, rng), "happened", "", "{e}", rng)
            pieces.append(text)
            subjects.append({"name": name, "type": code, "polarity": sign})
            used.append(f"{language}/{code}/{number}")
        if len({one["name"] for one in subjects}) < len(subjects):
            continue
        joint = rng.choice(["；", "；", " ", "。"] if language == "zh" else ["; ", "; ", ". ", " | "])
        head = rng.choice(["", "", "公告精选：", "早报丨"] if language == "zh" else ["", "", "Briefs: "])
        yield _row(head + joint.join(pieces), subjects, [], "happened", "list", used[0])


def plain(writer: Writer, language: str, lines: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """News of companies that tell no event of any type; the key says whether they are good for the company."""
    rng = random.Random(f"{language} plain")
    for sign, texts in lines.items():
        for number, line in enumerate(texts):
            for again in range(2):
                varied = line if not again else _varied(line, rng)
                short, full = writer.company(rng)
                other, _ = writer.company(rng)
                expert, _ = writer.company(rng, expert=True)
                text = varied.format(s=short, f=full, o=other, x=expert)
                names = [name for name, key in ((short, "{s}"), (full, "{f}")) if key in varied][:1]
                others = [name for name, key in ((other, "{o}"), (expert, "{x}")) if key in varied]
                subjects = [{"name": name, "type": None, "polarity": int(sign)} for name in names]
                yield _row(text, subjects, others, "happened", "plain", f"{language}/plain/{sign}/{number}")


def defined(writer: Writer, language: str, types: Mapping[str, IncidentType]) -> Iterator[Row]:
    """What the types themselves say: name, definition and example, each told of a company."""
    rng = random.Random(f"{language} defined")
    whose = "公司" if language == "zh" else "The company"
    gap = "：" if language == "zh" else ": "
    for code, kind in types.items():
        for number, line in enumerate((kind.name.zh, kind.definition.zh) if language == "zh" else _english(kind)):
            name, _ = writer.company(rng)
            text = line.replace(whose, name, 1) if whose in line else f"{name}{gap}{line}"
            subjects = [{"name": name, "type": code, "polarity": kind.polarity}]
            yield _row(text, subjects, [], "happened", "defined", f"{language}/{code}/defined{number}")
        example = getattr(kind.examples.positive, language)
        if name := writer.invented(example):
            subjects = [{"name": name, "type": code, "polarity": kind.polarity}]
            yield _row(example, subjects, [], "happened", "defined", f"{language}/{code}/example")


def _english(kind: IncidentType) -> tuple[str, str]:
    return kind.name.en, kind.definition.en


def rows(language: str, draws: int = 1) -> list[Row]:
    """All sentences of a language; with more than one draw each core stands in as many texts.

    Each row has `text`; `subjects`, a list of `name`, `type` (None: no event) and `polarity`; `bystanders`;
    `standing`; `form`; and `core`, by which rows are to be grouped when they are split.
    """
    types, cores = load_incidents().types, _cores()
    writer = Writer(language, _load("frames.yaml"))
    lines = {code: [one.strip() for one in told[language].splitlines() if one.strip()] for code, told in cores.items()}
    split = {code: [_split(line, types[code].polarity) for line in told] for code, told in lines.items()}
    found: list[Row] = []
    for draw in range(draws):
        for code in sorted(split):
            found += sentences_of(writer, language, code, split[code], draw)
        found += lists(writer, language, split, len(cores) if language == "zh" else len(cores) // 3, draw)
    found += defined(writer, language, types)
    return found + list(plain(writer, language, _load("plain.yaml")[language]))


def main() -> None:
    """Write both files."""
    for language in ("zh", "en"):
        found = rows(language)
        written = "".join(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in found)
        (HERE / f"incidents_{language}.yaml").write_text(written, encoding="utf-8")
        print(language, len(found), "sentences")


if __name__ == "__main__":
    main()
