"""Metrics whose value is a year: carbon neutrality by 2060, 2030年前碳达峰."""

import re
from collections.abc import Iterator

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.clauses import Clauses
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import Entry

_YEAR = regex(r"(?<!\d)20[2-9]\d(?!\d)")
_REACH_ZH, _REACH_EN = 20, 70
_ACROSS_CLAUSE = 30
_SHARE = regex(r"\d\s?(?:%|per ?cent\b)")  # of another aim: cut emissions by 42% by 2030 and be net zero by|2050
_ON_THE_WAY = regex(  # cut emissions by 50% by 2030, |with an end goal of net zero
    r"(?i),? (?:with|as a step|on (?:the|our|its) (?:way|path)|before|ahead of|towards?)\b(?!.*\b20[2-9]\d)"
)
_SOON = 2  # years after the report's in which things are told rather than aimed at
_TOLD_OF = regex(  # In March 2024, we published our net zero plan
    r"(?i)(?:\b(?:in|since|from|during|on|until)\s|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|plan|report|strategy|roadmap|statement|review)\s)$"
)
# net zero in our plants by 2035 |and across our supply chain by 2045
_AND_BY = regex(
    r"(?i)(?:,? and|;)\s(?:(?:also|then|to (?:be|become|reach|do so))\s)?(?:in|for|across|throughout)\s"
    r"(?:the |our |its )?(?P<part>[a-z][a-z ,'&-]{2,48}?)\s(?:by|in)\s(?P<year>20[2-9]\d)\b"
)
# 2025年实现运营碳中和,|2035年实现价值链|碳中和: each part of the company has its year
_PART_BY = regex(
    r"(?P<year>20[2-9]\d)年(?:底|末)?(?:前|之前|以前)?(?:力争|争取|全面|率先|逐步){0,2}(?:实现|达成|达到)(?:公司|集团)?"
    r"(?P<part>(?:(?![国省市世]|社会|全球|行业|碳)[\u4e00-\u9fff]){2,12}?)的?(?=碳中和|净零)"
)
# 我国力争|2030年前碳达峰; not what the company aims at after it named the country's aim
_OF_COUNTRY = regex(
    r"(?:我国|国家(?!电[网投]|能源集团|管网|开发银行|级|队)|党中央|国务院|习近平|联合国|巴黎协定|全球(?=气候|各国|[^,，。;；]{0,6}目标)|全国|全社会"
    r"|[全我本](?:省|市)|中国(?=将|力争|提出|承诺|宣布|政府|明确|二氧化碳|碳排放|[在向]))"
    r"(?:(?!公司|集团|我们|我行|本行|本集团)[^。;；,，]){0,40}$"
)
_OWN_PART = regex(r"[^,，。;；\d]{0,8}(?:自身|运营|价值链)")  # 2045年|实现自身碳中和
_COMPANY = regex(r"公司|集团|我们|我行|本行|[,，;；](?:并|同时)?(?:计划|承诺)")
_OF_OTHER = regex(  # net zero fuel by 2030, a net zero economy by 2050, the Net Zero Alliance
    r"(?i)[ -](?:fuels?|vehicles?|ships?|vessels?|buildings?|homes?|econom(?:y|ies)|world|alliances?|insurance|banking"
    r"|asset|standard|initiative|forum|summit|act\b)"
)

_OF_STATE = regex(  # in step with the Government's goal of |carbon neutrality before 2050
    r"(?i)\b(?:governments?|nation|country|city|state|china|hong kong|singapore|uk|eu|india|japan)['’]s?"
    r" (?:[a-z-]+ ){0,3}?(?:goals?|targets?|aims?|ambitions?|pledges?|commitments?|plans?|strategy|vision)"
    r"(?: [a-z-]+){0,4} $"
)


def target_years(know: Knowledge, passage: Passage, found: Found, clauses: Clauses, year: int) -> Iterator[Candidate]:
    """Years that a sentence gives for metrics of kind `year`, each metric with the nearest year.

    Args:
        know: vocabulary and wording.
        passage: the passage.
        found: what the lexicon found in it.
        clauses: the clauses of the sentence.
        year: the document's fiscal year; a target year is later.
    """
    hits = [h for h in found.hits if clauses.start <= h.start < clauses.end and not h.label_only]
    hits = [h for h in hits if know.lexicon.entries[h.entry].kinds == ("year",)]
    hits = [h for h in hits if not _OF_OTHER.match(passage.text, h.end)]
    hits = [h for h in hits if not _OF_STATE.search(passage.text, clauses.start, h.start)]
    if not hits:
        return
    years = [m for m in _YEAR.finditer(passage.text, clauses.start, clauses.end) if _may_be_aim(passage.text, m, year)]
    years = _of_company(passage.text, years, clauses.start)
    pairs = sorted(
        (
            (_distance(passage.text, h, m, clauses), m.start(), h.start, h.entry, i, m, h)
            for i, m in enumerate(years)
            for h in hits
            if _within(passage.text, h, m) and not _is_of_share(passage.text, h, m, clauses)
        ),
        key=lambda pair: pair[:5],
    )
    seen: set[str | int] = set()
    for _, _, _, _, index, best, hit in pairs:
        entry = know.lexicon.entries[hit.entry]
        if entry.metric in seen or index in seen:
            continue
        seen |= {entry.metric, index}
        yield _aim(passage, entry, year, best.span(), {})
        part = _AND_BY.match(passage.text, best.end(), clauses.end)
        if part is not None:
            seen |= {i for i, one in enumerate(years) if one.start() == part.start("year")}
            yield _aim(passage, entry, year, part.span("year"), {"scope": part["part"].lower()})
    yield from _parts_aimed(know, passage, hits, [m for i, m in enumerate(years) if i not in seen], year, seen)


def _parts_aimed(
    know: Knowledge, passage: Passage, hits: list[Hit], years: list[re.Match[str]], year: int, seen: set[str | int]
) -> Iterator[Candidate]:
    """More years of a metric that has one: those that parts of the company have before a wording of their own."""
    for named in years:
        part = _PART_BY.match(passage.text, named.start())
        hit = next((h for h in hits if part is not None and h.start == part.end()), None)
        entry = know.lexicon.entries[hit.entry] if hit is not None else None
        if part is not None and entry is not None and entry.metric in seen:
            yield _aim(passage, entry, year, part.span("year"), {"scope": part["part"]})


def _aim(passage: Passage, entry: Entry, year: int, span: tuple[int, int], part: dict[str, str]) -> Candidate:
    """The year at a place of a passage as what is aimed at, maybe for a part of the company."""
    place, told = passage.place(*span), passage.text[slice(*span)]
    return Candidate(
        entry.metric, float(told), "year", told, "", None, {**entry.breakdown, **part}, year,
        "actual", "clause", "text", place, (place.page or 0, place.line, passage.origin[span[0]]),
    )  # fmt: skip


def _may_be_aim(text: str, found: re.Match[str], year: int) -> bool:
    """Whether a year lies after the report's, and is not of what was done in the months before the report came out."""
    value = int(found.group())
    if value <= year:
        return False
    return value > year + _SOON or not _TOLD_OF.search(text, max(0, found.start() - 12), found.start())


def _of_company(text: str, years: list[re.Match[str]], start: int) -> list[re.Match[str]]:
    """Years by which no country aims at something; what follows such a one is its, up to where a company is named.

    Args:
        text: folded text.
        years: the years of a sentence, in order.
        start: where the sentence begins.
    """
    kept: list[re.Match[str]] = []
    begin, national = start, False
    for one in years:
        own = _COMPANY.search(text, begin, one.start()) or _OWN_PART.match(text, one.end())
        goes_on = national and own is None
        national = goes_on or _OF_COUNTRY.search(text, begin, one.start()) is not None
        begin = one.end()
        if not national:
            kept.append(one)
    return kept


def _is_of_share(text: str, hit: Hit, found: re.Match[str], clauses: Clauses) -> bool:
    """Whether a year is by when another aim is to be met, one in per cent: 碳中和路线图,到|2030年100%采用绿电."""
    if text[hit.start : hit.end].isascii() and found.end() <= hit.start:
        own = _SHARE.search(text, clauses.start, found.start()) is not None
        return own and _ON_THE_WAY.match(text, found.end(), hit.start) is not None
    if text[hit.start : hit.end].isascii() or hit.end > found.start() or not clauses.between(hit.start, found.start()):
        return False
    return _SHARE.search(text, found.end(), clauses.span(found.start())[1]) is not None


def _distance(text: str, hit: Hit, found: re.Match[str], clauses: Clauses) -> int:
    """How far a year is from its wording; one that another aim was named with before counts as farther."""
    apart = _between(hit, found) + _ACROSS_CLAUSE * clauses.between(hit.start, found.start())
    of_other = found.end() <= hit.start and _SHARE.search(text, clauses.start, found.start()) is not None
    return apart + (_ACROSS_CLAUSE if of_other else 0)


def _between(hit: Hit, found: re.Match[str]) -> int:
    return max(found.start() - hit.end, hit.start - found.end(), 0)


def _within(text: str, hit: Hit, found: re.Match[str]) -> bool:
    reach = _REACH_EN if text[hit.start : hit.end].isascii() else _REACH_ZH
    return _between(hit, found) <= reach
