"""Money under a bare sign: `$` and `¥` are of the currency in which the document says that it reports.

What reads a number takes `$` for US dollars and `¥` for yuan. A document that says otherwise (All amounts are in
Canadian dollars), or gives other money in a currency of that sign (NT$, yen) and none in the one that was taken,
means its own. So does one that names a country of dollars and no other, and nowhere the United States. Money in
plain 元 is of Taiwan or Hong Kong where other money is in their dollars and none in renminbi.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.framework.regexes import regex

_TAKEN = {"CAD": "USD", "AUD": "USD", "NZD": "USD", "SGD": "USD", "TWD": "USD", "HKD": "USD", "JPY": "CNY"}
_NAMES = {
    "canadian": "CAD",
    "australian": "AUD",
    "new zealand": "NZD",
    "singapore": "SGD",
    "new taiwan": "TWD",
    "hong kong": "HKD",
    "yen": "JPY",
    "ntd": "TWD",
}
_STATED = regex(
    r"(?i)\b(?:all|amounts?|figures|values|dollars?|currency|report(?:ed|ing|s)?|presented|expressed|stated)\b[^.]{0,60}"
    r"\b(?:in|to|are|is)\s(?:(?:thousands|millions|billions) of )?"
    r"(?:(canadian|australian|new zealand|singapore|new taiwan|hong kong) dollars?|(?:japanese )?(yen)"
    r"|(CAD|AUD|NZD|SGD|TWD|NTD|HKD|JPY))\b"
)
_SAYS_TAKEN = {
    "USD": regex(r"(?i)\bUSD?\b|\bU\.S\.|美"),
    "CNY": regex(r"(?i)\b(?:RMB|CNY|yuan|renminbi)\b|元|人民"),
}
_FEWEST = 2  # rows in a currency that show it to be the document's own, or places that its country is named at
_COUNTRIES = {
    "CAD": regex(
        r"\bCanad(?:a|ian)|\bOntario\b|\bQu[eé]bec\b|\bAlberta\b|\bBritish Columbia\b|\bSaskatchewan\b|\bManitoba\b"
        r"|\bNova Scotia\b|\bNew Brunswick\b|\bNewfoundland\b|\bToronto\b|\bVancouver\b|\bCalgary\b|\bMontr[eé]al\b"
    ),
    "AUD": regex(
        r"\bAustralian?\b|\bNew South Wales\b|\bNSW\b|\bQueensland\b|\bTasmania\b|\bSydney\b|\bMelbourne\b"
        r"|\bBrisbane\b|\bAdelaide\b|\bPty\b|\bASX\b"
    ),
    "NZD": regex(r"\bNew Zealand|\bAotearoa\b|\bAuckland\b|\bNZX\b"),
}
_JAPAN = regex(r"\bJapan(?:ese)?\b|\bTokyo\b|\bOsaka\b|\bNagoya\b|\bKyoto\b|\bYokohama\b")
_OF_CHINA = regex(r"\bChin(?:a|ese)\b|\bRMB|\bCNY|\b[Yy]uan\b|[\u4e00-\u9fff]")
_OF_THE_STATES = regex(r"\bUS\b(?!\$)|\bUSA\b|\bU\.S|\bUnited States\b|\b(?<!North )American?\b")
_MORE_OFTEN = 3  # times as often as the States a document names the country of its dollars; US$ is no name of theirs
_YUAN = ("TWD", "HKD")  # whose Chinese name is 元 too
_RENMINBI = regex(r"(?i)人民[币幣]|\bRMB\b|\bCNY\b|[¥￥]")
_TRADITIONAL = regex(
    r"[萬億費總資營積與為環廢員訓務發達僅項]"
)  # a mainland firm that gave something in Hong Kong has 元 too


def in_own_currency(facts: list[Candidate], lines: Iterable[str]) -> list[Candidate]:
    """Facts, money under a bare sign in the document's own currency.

    Args:
        facts: the facts of a document.
        lines: its first lines, folded, which may say in which currency it reports.
    """
    units = Counter(side.split()[0] for one in facts for side in one.unit.split("/")[:2] if side)
    if not (units["USD"] or units["CNY"]):
        return facts
    text = list(lines)
    facts = _in_own_yuan(facts, units, text)
    own = _own(units, text)
    if own is None:
        return facts
    taken = _TAKEN[own]
    says = _SAYS_TAKEN[taken]
    return [
        replace(one, unit=one.unit.replace(taken, own, 1))
        if is_in(one.unit, taken) and not says.search(f"{one.place.quote} {one.raw_unit}")
        else one
        for one in facts
    ]


def is_in(unit: str, currency: str) -> bool:
    """Whether a unit is a currency, or something for one of it: CNY, tCO2e/CNY million.

    Args:
        unit: the unit of a fact.
        currency: a currency's code.
    """
    top, _, below = unit.partition("/")
    return top == currency or below.partition(" ")[0] == currency


def _in_own_yuan(facts: list[Candidate], units: Counter[str], lines: list[str]) -> list[Candidate]:
    """Facts, money in plain 元 in the only other currency of that name: 支出共计新台币80万元,其中处理费|20万元."""
    own = [one for one in _YUAN if units[one]]
    if len(own) != 1 or not units["CNY"]:
        return facts
    quotes = [one.place.quote for one in facts if is_in(one.unit, "CNY")]
    if any(map(_RENMINBI.search, quotes)) or any(map(_RENMINBI.search, lines)):
        return facts
    if not all(map(_TRADITIONAL.search, quotes)):
        return facts
    return [
        replace(one, unit=one.unit.replace("CNY", own[0], 1))
        if is_in(one.unit, "CNY") and "元" in one.place.quote
        else one
        for one in facts
    ]


def _own(units: Counter[str], text: list[str]) -> str | None:
    """The currency of a document that reports in none of those taken."""
    found = next((found for line in text if _may_state(line) and (found := _STATED.search(line)) is not None), None)
    if found is not None:
        name = next(group for group in found.groups() if group).lower()
        own = _NAMES.get(name, name.upper())
    else:
        shown = [unit for unit in _TAKEN if units[unit] >= _FEWEST and unit != "HKD"]
        own = shown[0] if len(shown) == 1 else ""
    if not own:
        if units["USD"] and not units["CNY"]:
            return _of_its_country(text)
        return "JPY" if units["CNY"] and not units["USD"] and _is_of_japan(text) else None
    if (found is None or own == "JPY") and any(map(_SAYS_TAKEN[_TAKEN[own]].search, text)):
        return None
    return own


def _of_its_country(lines: list[str]) -> str | None:
    """The dollars of the one country that a document names more than once, where it names no other as often.

    The United States may be named now and then; a document that marks some sums as US$ means others without the mark.
    """
    states = sum(len(_OF_THE_STATES.findall(line)) for line in lines)
    named = {own: sum(len(country.findall(line)) for line in lines) for own, country in _COUNTRIES.items()}
    told = [own for own, times in named.items() if times]
    return told[0] if len(told) == 1 and named[told[0]] >= max(_FEWEST, _MORE_OFTEN * states) else None


def _is_of_japan(lines: list[str]) -> bool:
    """Whether a document names Japan more than once and neither China nor its money, so that `¥` is yen."""
    if any(map(_OF_CHINA.search, lines)):
        return False
    return sum(len(_JAPAN.findall(line)) for line in lines) >= _FEWEST


def _may_state(line: str) -> bool:
    """Whether a line may name a currency: cheap, as a text file has ten thousand lines."""
    return "ollar" in line or "yen" in line or "D " in line or "D," in line or line.endswith("D") or "JPY" in line
