"""Staff of a business, a firm or a place that a sentence names: "P&C insurance employed| 6,158 persons".

So do shares of the whole staff ("Finland had| 33 per cent of the personnel") and places with the staff of each in
brackets behind them ("our main locations are Austria (|312 employees; |10.8% of the workforce) and Chile (...)").
"""

import re

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_STAFF = r"(?:people|persons|employees|staff|staff members|colleagues|workers|team members|associates|ftes?)"
_ALL_STAFF = (
    r"\s(?:of|in)\s(?:the\s|our\s|its\s|all\s)?(?:(?:group|bank|company)(?:['’]s)?\s|total\s|global\s|entire\s|overall\s){0,2}"
    r"(?:personnel|work\s?force|staff|employees|headcount|colleagues)\b"
)
_BEFORE_VERB = r"(?P<who>[^,;:.()\d]{2,60}?)"
_EMPLOYS = regex(
    rf"(?i){_BEFORE_VERB}(?:\s(?:is|was|remains|remained)\s[^,;:.\d]{{3,60}}?\sand)?\s(?:currently\s|now\s|directly\s)?"
    rf"(?P<verb>(?:ha[sd]\s|have\s)?employ(?:s|ed)|ha[sd]|have|account(?:s|ed)? for|represent(?:s|ed)?"
    r"|(?:make|made)s?\sup)\s"
    rf"(?:a total of\s)?{ABOUT}"
)
_NEXT = regex(rf"(?i)(?:{_ALL_STAFF})?(?:,|,?\sand|,?\swhile)\s{_BEFORE_VERB}\s{ABOUT}")
_LEADS = regex(
    r"(?i)(?:(?:and|while|but|also|today|currently)\s|(?:at|by|in|as of|as at|during)\s(?:the\s)?"
    r"(?:(?:end|close)\s(?:of\s)?(?:the\s)?)?(?:(?:financial\s|fiscal\s|reporting\s)?year(?:[- ]end)?|\d{4})\s"
    r"|the\s|our\s|its\s)+"
)
_WHOLE = regex(
    r"(?i)(?:.*\s)?(?:we|it|they|who|which|that|there|each|all|both|others?|group|company|bank|firm|corporation|organi[sz]ation"
    r"|industry|sector|market|women|men|subsidiaries|suppliers?|contractors?|customers?|partners?|agencies|economy|employers?"
    r"|[a-z]*selves|itself|subsidiary|parent|affiliate|board|report|team)"
)
_BUSINESS = regex(
    r"(?i).*\b(?:business(?:es)?|business (?:area|unit|line)|operations?|divisions?|segments?|arm|units?|activities)"
)
_ARTICLE = regex(r"(?i)^(?:the|our|its)\s")
_SITE = regex(
    r"(?i).*\b(?:plants?|sites?|factory|factories|mills?|offices?|branch|branches|yard|depot|warehouse|hub)(?:\s(?:in|at|near)\s.+)?"
)
_OWNED = regex(r"(?i)(?:parent company|parent|subsidiary|affiliate)\s(?=\S)")
_LOWER = regex(r"\S+(?:\s(?:and\s|&\s)?[a-z][a-z'’-]+){1,3}")
_PLACE = r"(?P<place>(?:the\s)?[A-Z][\w.'’-]*(?:\s(?:and\s|of\s|the\s)?[A-Z][\w.'’-]*){0,3})"
_OPENS = regex(rf"{_PLACE}\s\({ABOUT}$")
_WITH = regex(rf"(?:\b(?:in|at|near|of)\s){_PLACE}\s?(?:,\s)?(?:with|employing)\s{ABOUT}$")
_COUNTED = regex(rf"{_PLACE}\s\({ABOUT}[\d,]+\s{_STAFF}[;,]\s(?:or\s)?{ABOUT}$")
_CLOSES = regex(rf"(?i)\s?{_STAFF}\s?[;,)(]")
_OF_ALL_STAFF = regex(rf"(?i){_ALL_STAFF}")
_NOUN = regex(rf"(?i)\s?{_STAFF}\b")
_COUNTED_KINDS = COUNTS | {"bare"}
_SAME_ONES = regex(rf"(?i)\s?{_STAFF}\s?(?:\(|,\sor\s){ABOUT}")
_GOES_ON = regex(rf"(?i)(?:\s?{_STAFF}|{_ALL_STAFF})?(?:,|,?\sand|,?\swhile)\s(?:the\s|our\s|its\s)?")
_SHARE_OF = regex(
    rf"(?i)\s?(?:the\s)?(?:share|proportion)\s(?:of|for)\s(?P<who>[^;:.()\d]{{2,60}}?)\s"
    rf"(?:was|is|came to|stood at|amounted to)\s{ABOUT}"
)
_REACH = 90
_COST = 0.4


def staff_named(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a number or a share of staff whose place, firm or business the sentence names; None without one.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    metric = _metric(sentence, number)
    if metric is None or not part_named(know, sentence, number, metric):
        return None
    entry = know.lexicon.first_entries[metric]
    return Choice(_COST, Hit(entry, number.start, number.unit_end), Fit(metric, know.unit_of(metric)), "clause")


def part_named(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> dict[str, str]:
    """The business, firm or place whose staff a number or a share is told of; empty where the sentence names none.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        metric: what it measures.
    """
    if metric != _metric(sentence, number):
        return {}
    text = sentence.text
    for form in (_COUNTED,) if "percent" in number.kinds else (_OPENS, _WITH):
        low = number.start - _REACH if form is _COUNTED else max(sentence.start, number.start - _REACH)
        found = form.search(text, max(0, low), number.start)
        if found is not None and ("percent" in number.kinds or _CLOSES.match(text, number.end)):
            return _place(know, sentence, metric, found)
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    start = max(sentence.clauses.span(number.start)[0], sentence.start)
    if before is None or told is None:
        found = _EMPLOYS.fullmatch(text, _past_lead(text, start, number.start), number.start) or _share_of(
            sentence, number
        )
        return _class_of(know, sentence, metric, found) if found is not None else {}
    if told[0].fit.metric in sentence.roles.staff and told[1] and _SAME_ONES.fullmatch(text, before.end, number.start):
        return told[1] if "percent" in number.kinds else {}  # 1,349 employees (|46.6% of the workforce)
    behind = _GOES_ON.match(text, before.unit_end, number.start)
    found = _EMPLOYS.fullmatch(text, max(start, behind.end()), number.start) if behind is not None else None
    found = found or (_NEXT.fullmatch(text, before.unit_end, number.start) if told[1] else None)
    return _class_of(know, sentence, metric, found) if found is not None else {}


def _share_of(sentence: Sentence, number: Number) -> re.Match[str] | None:
    """A share of those named, where the sentence before told others of the staff: The share of Denmark was| 19%."""
    last = sentence.previous
    shares = last is not None and any(c.fit.metric == sentence.roles.staff_share for c, _ in last.read.values())
    return _SHARE_OF.fullmatch(sentence.text, sentence.start, number.start) if shares else None


def _metric(sentence: Sentence, number: Number) -> str | None:
    """What a number of staff or a share of the whole staff measures, by what stands behind it; None for others."""
    text, roles = sentence.text, sentence.roles
    if "percent" in number.kinds:
        before = sentence.before(number)
        told = sentence.read.get(before.start) if before is not None else None
        goes_on = told is not None and told[0].fit.metric == roles.staff_share and bool(told[1])
        goes_on = goes_on or _OF_ALL_STAFF.match(text, number.unit_end) is not None
        return roles.staff_share if goes_on or _share_of(sentence, number) is not None else None
    if not number.kinds & _COUNTED_KINDS or _NOUN.match(text, number.end) is None:
        return None
    return roles.staff_total


def _place(know: Knowledge, sentence: Sentence, metric: str, found: re.Match[str]) -> dict[str, str]:
    """The place before a bracket: the region that words name, else as a site."""
    told = class_words(know, sentence.found, sentence.text, *found.span("place"), metric)
    if "region" in told:
        return {"region": told["region"]}
    name = found["place"].removeprefix("the ").removeprefix("The ")
    return {} if _WHOLE.fullmatch(name) else {"site": name.lower()}


def _class_of(know: Knowledge, sentence: Sentence, metric: str, found: re.Match[str]) -> dict[str, str]:
    """The class of a subject: a region that words name, a plant, a business, a firm that is owned."""
    who = _ARTICLE.sub("", found["who"])
    told = class_words(know, sentence.found, sentence.text, *found.span("who"), metric)
    if set(told) == {"region"}:
        return told
    if told or _WHOLE.fullmatch(who):
        return {}
    if (owned := _OWNED.match(who)) is not None:
        return {"entity": who[owned.end() :].lower()}
    if _SITE.fullmatch(who):
        return {"site": who.lower()}
    return {"segment": who.lower()} if _BUSINESS.fullmatch(who) or _LOWER.fullmatch(who) else {}


def _past_lead(text: str, start: int, end: int) -> int:
    """Where a clause's subject begins, behind when and where it says so and the article."""
    while start < end and text[start] in " ,;:":
        start += 1
    lead = _LEADS.match(text, start, end)
    return lead.end() if lead is not None else start
