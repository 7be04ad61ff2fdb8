"""What an English text says of each company named in it: views of the text from that company's place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cnesg.sentiment.lexicon import PolarityReader, Told, step
from cnesg.sentiment.models.masks import JUDGED, OTHER, replaced
from cnesg.sentiment.models.views import Row, View

VIEWS = (
    View("whole", "word", 1, 3, 1.0),
    View("several", "word", 1, 3, 0.7),
    View("own", "word", 1, 3, 1.0),
    View("others", "word", 1, 2, 0.5),
    View("near", "flag", 2, 4, 1.0),
    View("kinds", "flag", 1, 4, 1.0),
    View("begins", "flag", 1, 3, 0.7),
    View("characters", "character", 3, 4, 0.7),
    View("name", "flag", 1, 1, 0.7),
    View("signs", "flag", 1, 1, 1.5),
)

_TOKEN = re.compile(rf"[{JUDGED}{OTHER}]|[A-Za-z]+(?:[-'’&][A-Za-z]+)*|\d[\d,.]*|[^\sA-Za-z\d]")
_BREAK = re.compile(
    r"[;?!–—]|:(?=\s)|,(?=\s)|\s-\s"
    r"|\b(?:as|but|while|despite|after|though|although|amid|whereas|even as|yet)\b",
    re.IGNORECASE,
)
_AMONG = rf"[{JUDGED}{OTHER}]"
_LISTED = re.compile(rf"{_AMONG}(?:\s*(?:,|&|/|\band\b|, and\b)\s*{_AMONG})+", re.IGNORECASE)
_PLAIN = re.compile(
    r"on|as|after|to|of|for|by|in|with|from|at|over|than|vs|and|amid|despite|ahead|against|while"
    r"|the|its|is|will|rs|says|[?:;,!%-]"
)
"""Words and signs that are seen as they are; they tell who does what to whom."""
_REACH = 6


@dataclass(frozen=True, slots=True)
class Parts:
    """A text cut at its clauses, seen from one company.

    Attributes:
        text: with names masked, and names in one list taken for one.
        place: of the judged name.
        own: spans of clauses that name it.
        free: spans of clauses that name nobody.
        others: spans of clauses that only name others.
    """

    text: str
    place: int
    own: tuple[tuple[int, int], ...]
    free: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]


def hidden(text: str, name: str, others: Iterable[str] = ()) -> str:
    """The text with the judged name and other names masked, in whatever case they stand there.

    Names are whole words; a judged name that is found only within words is masked there (`Alibab` in `Alibaba`).
    """
    signs = {other.casefold(): OTHER for other in others if other}
    if name:
        signs[name.casefold()] = JUDGED
    if not signs:
        return text
    masked = _hidden_words(text, signs)
    if not name or JUDGED in masked:
        return masked
    return re.sub(re.escape(name), f" {JUDGED} ", masked, flags=re.IGNORECASE)


def _hidden_words(text: str, signs: Mapping[str, str]) -> str:
    """The text with names that are whole words replaced by signs, the longest first; `signs` by casefolded name."""
    folded = text.lower()
    if len(folded) == len(text):  # sign for sign; a few letters are two in lower case
        return replaced(text, folded, {n: f" {sign} " for n, sign in signs.items() if n in folded}, whole=True)
    names = "|".join(re.escape(one) for one in sorted(signs, key=lambda one: (-len(one), one)))
    return re.sub(
        rf"(?<![A-Za-z0-9])(?:{names})(?![A-Za-z0-9])",
        lambda m: f" {signs.get(m[0].casefold(), OTHER)} ",
        text,
        flags=re.IGNORECASE,
    )


def by_words(masked_text: str, reader: PolarityReader) -> float:
    """The polarity for the judged company by the lexicon alone; clauses about others alone don't count."""
    parts = parts_of(masked_text)
    told = [t for t in _seen(parts, reader) if not any(a <= t.start < b for a, b in parts.others)]
    return reader.polarity_of(reader.weighed(told, ())[0])


def _seen(parts: Parts, reader: PolarityReader) -> list[Told]:
    others = [m.start() for m in re.finditer(OTHER, parts.text)]
    return reader.seen_from(parts.place, reader.told(parts.text), parts.text, others)


def parts_of(masked_text: str) -> Parts:
    """The clauses of a text in which the judged name and others are masked (`masks.masked`)."""
    text = _LISTED.sub(lambda m: JUDGED if JUDGED in m[0] else OTHER, masked_text)
    if JUDGED not in text:
        text = f"{JUDGED} {text}"
    own: list[tuple[int, int]] = []
    free: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    start = 0
    for end in [*(m.start() for m in _BREAK.finditer(text)), len(text)]:
        clause = text[start:end]
        (own if JUDGED in clause else others if OTHER in clause else free).append((start, end))
        start = end
    return Parts(text, text.index(JUDGED), tuple(own), tuple(free), tuple(others))


def row(masked_text: str, reader: PolarityReader, name: str) -> Row:
    """The views of a text in the order of `VIEWS`."""
    parts = parts_of(masked_text)
    text = parts.text
    told = _seen(parts, reader)
    kinds = _kinds(text, reader)
    place = kinds.index(JUDGED)
    near = kinds[max(0, place - _REACH) : place + _REACH + 1]
    words = _words(text)
    about = [w for a, b in sorted((*parts.own, *parts.free)) for w in _words(text[a:b])]
    several = OTHER in text
    return (
        " ".join(about),
        " ".join(words) if several else "",
        " ".join(w for a, b in parts.own for w in _words(text[a:b])),
        " ".join(w for a, b in parts.others for w in _words(text[a:b])),
        " ".join(near),
        " ".join(kinds),
        " ".join(word[:4] for word in about),
        " ".join(about),
        " ".join(_name_signs(name, reader)),
        " ".join(_signs(parts, told, words)),
    )


def _name_signs(name: str, reader: PolarityReader) -> Iterator[str]:
    """What sort of thing a name names, as far as its form tells; never the name itself."""
    words = name.lower().split()
    whole, last, others = " ".join(words), words[-1:], words[:-1]
    found = [f"{kind}-last" for kind, known in reader.name_words.items() if known.intersection(last)]
    found += [kind for kind, known in reader.name_words.items() if whole in known or known.intersection(others)]
    yield from found or ["plain"]
    yield from (f"words{min(len(words), 4)}", f"lower{name[:1].islower()}", f"upper{name.isupper()}")


def _words(text: str) -> list[str]:
    return ["0" if t[0].isdigit() else t.lower() for t in _TOKEN.findall(text)]


def _kinds(text: str, reader: PolarityReader) -> list[str]:
    """The text with each term of the lexicon written as its group, and words that say nothing as a line."""
    found = reader.found(text)
    kinds: list[str] = []
    number = 0
    for token in _TOKEN.finditer(text):
        while number < len(found) and found[number].end <= token.start():
            number += 1
        if number < len(found) and found[number].start <= token.start():
            if token.start() == found[number].start:
                kinds.append(reader.groups[found[number].group].code)
            continue
        kinds.append(_kind(token[0].lower()))
    return kinds


def _kind(word: str) -> str:
    if word in (JUDGED, OTHER) or _PLAIN.fullmatch(word):
        return word
    return "0" if word[0].isdigit() else "_"


def _signs(parts: Parts, told: Sequence[Told], words: Sequence[str]) -> Iterator[str]:
    """How much good and bad is told, and where, in steps; and where the name stands."""
    place = parts.place
    inside, free, others = (_within(told, spans) for spans in (parts.own, parts.free, parts.others))
    after, before = [t for t in inside if t.start > place], [t for t in inside if t.start < place]
    following, preceding = parts.text.find(OTHER, place), parts.text.rfind(OTHER, 0, place)
    up_to_next = [t for t in told if t.start > place and (following < 0 or t.start < following)]
    since_last = [t for t in told if preceding < t.start < place]
    sums = {
        "inside": inside,
        "free": free,
        "others": others,
        "after": after,
        "before": before,
        "all": told,
        "next": up_to_next,
        "last": since_last,
        "first-next": up_to_next[:1],
        "first-last": since_last[-1:],
        "first-after": after[:1],
        "last-before": before[-1:],
    }
    for name, hits in sums.items():
        yield f"{name}{_step(hits)}"
    for name, one, two in (("both", inside, others), ("around", after, before), ("own", inside, free)):
        yield f"{name}{_step(one)}{_step(two)}"
    yield from _standing(words, len(parts.free))


def _standing(words: Sequence[str], free: int) -> Iterator[str]:
    """Where the name stands, and in what company."""
    place = words.index(JUDGED)
    colon, last = ":" in words[:place], place == len(words) - 1
    yield from (f"first{place == 0}", f"end{last}", f"colon{colon}", f"colonend{colon}{last}")
    yield from (f"many{min(words.count(OTHER), 3)}", f"asks{'?' in words}", f"long{min(len(words) // 4, 5)}")
    yield f"frees{free}"


def _within(told: Sequence[Told], spans: Sequence[tuple[int, int]]) -> list[Told]:
    return [one for one in told if any(start <= one.start < end for start, end in spans)]


def _step(hits: Sequence[Told]) -> int:
    return step(sum(hit.value for hit in hits)) if hits else 0
