"""Labels that are read right in a plain table, each with a unit and figures that fit: what forms are tried on.

They are those of worked tables, of near metrics and of the lexicon's own wording. Half of them are the lot `read`,
whose misses may be looked at; of the lot `kept` only the sums are. A label of the near metrics stays in its lot.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import yaml
from tests.extraction.test_near_metrics import GROUPS
from tests.extraction.test_trade_tables import IDEOGRAPH
from tests.extraction.texts import KNOW

from cnesg.framework.phrase_table import matching_form

CASES = Path(__file__).parents[2] / "cases" / "extraction"
TABLES = (
    "trade-tables",
    "english-trade-tables",
    "environment-labels",
    "people-labels",
    "finance-technology-tables",
    "governance-labels",
    "kpi-tables",
)
NEVER_READ = re.compile(r"(?m)^(?:never looked at|\w+_held):")
GROUP = re.compile(r"^\S.*:\s*$")
ROW = re.compile(
    r"\s*(?:- )?(?P<label>[^|]+) \| (?P<unit>[^|]*) \| [^|]*\d[^|]*(?: \|[^|]*)*? (?:=>|\|) (?P<metric>[a-z]\w+)\b"
)
FIGURE = re.compile(r"[\d.,]+%?")  # where a table has no units, the first figure
LONGEST = 70
EVERY_WORDING = 8  # one in so many wordings of the lexicon is taken
UNITS = {  # English; the first that a metric may be in
    "percent": "%",
    "mass": "tonnes",
    "co2": "tCO2e",
    "energy": "MWh",
    "volume": "m3",
    "money": "RMB million",
    "persons": "persons",
    "person_times": "person-times",
    "items": "number",
    "cases": "cases",
    "occasions": "times",
    "hours": "hours",
    "days": "days",
}
CAPITALS = re.compile(
    r"\b(?:ghg|nox|sox|so2|co2|voc|vocs|cod|bod|pm10|r&d|rd|ltifr|ltir|trir|esg|hfcs|ch4|lpg|lng|cng|iso|it|ltifr|nmvoc|hcfc|ods)\b"
)
AS_PRINTED = {"nox": "NOx", "sox": "SOx", "vocs": "VOCs", "hfcs": "HFCs"}


@dataclass(frozen=True)
class Plain:
    """A label with its unit and the figures of two years, as a plain table prints them.

    Attributes:
        label: the label.
        unit: the unit beside it.
        metric: what it is known to name.
        source: where it is from: near, table or lexicon.
        lot: read or kept.
        figures: of the report's year and the one before.
    """

    label: str
    unit: str
    metric: str
    source: str
    lot: str
    figures: tuple[str, str]


def drawn(text: str, of: int) -> int:
    """A number below `of` that is always the same for a text."""
    return crc32(text.encode()) % of


def figures_of(label: str, unit: str) -> tuple[str, str]:
    """Two figures that a unit may have, none of which another label is likely to have."""
    last, before = 100 + drawn(label, 897), 100 + drawn(f"{label} before", 897)
    if unit in {"%", "percent"}:
        return f"{last / 10:.1f}", f"{before / 10 + 0.01:.2f}"
    if unit in {"tonnes", "tCO2e", "MWh", "m3", "GJ", "kWh", "kg", "hours", "t"}:
        return f"{drawn(label, 7) + 1},{last}", f"{drawn(label, 5) + 1},{before}"
    return str(last), str(before)


@cache
def labels(language: str = "en") -> tuple[Plain, ...]:
    """All labels of a language, in order of their source."""
    known: dict[str, Plain] = {}
    for one in (*_near(), *_of_tables(), *_of_lexicon()):
        if bool(IDEOGRAPH.search(one.label)) == (language == "zh") and len(one.label) <= LONGEST:
            known.setdefault(matching_form(one.label), one)
    return tuple(known.values())


def _plain(label: str, unit: str, metric: str, source: str, lot: str = "") -> Plain:
    lot = lot or ("kept" if drawn(label[::-1], 2) else "read")  # as drawn otherwise than what is taken of the lexicon
    return Plain(label, unit, metric, source, lot, figures_of(label, unit))


def _near() -> Iterator[Plain]:
    for path in sorted(GROUPS.glob("*.yaml")):
        for line in yaml.safe_load(path.read_text(encoding="utf-8"))["rows"].splitlines():
            content, _, told = line.partition(" => ")
            if " :: " not in content and re.fullmatch(r"[a-z]\w+(?: \{.*\})?", told):
                label, unit, _ = (cell.strip() for cell in content.split(" |"))
                lot = "kept" if crc32(line.encode()) % 2 else "read"
                yield _plain(label, unit, told.partition(" ")[0], "near", lot)


def _of_tables() -> Iterator[Plain]:
    for name in TABLES:
        lot = ""
        for line in (CASES / f"{name}.yaml").read_text(encoding="utf-8").splitlines():
            if GROUP.match(line):
                lot = "kept" if NEVER_READ.match(line) else ""
            found = ROW.match(line)
            if found and found["metric"] in KNOW.metrics and not FIGURE.fullmatch(found["unit"].strip()):
                yield _plain(found["label"].strip(" \"'"), found["unit"].strip(), found["metric"], "table", lot)


def _of_lexicon() -> Iterator[Plain]:
    for entry in KNOW.lexicon.entries:
        unit = next((UNITS[kind] for kind in entry.kinds if kind in UNITS), None)
        for phrase in entry.en if unit and not entry.told else ():
            if ".." not in phrase and "<" not in phrase and not drawn(phrase, EVERY_WORDING):
                yield _plain(_capitals(phrase), unit or "", entry.metric, "lexicon")


def _capitals(phrase: str) -> str:
    printed = CAPITALS.sub(lambda found: AS_PRINTED.get(found[0], found[0].upper()), phrase)
    return printed[:1].upper() + printed[1:]
