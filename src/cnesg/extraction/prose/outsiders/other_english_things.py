"""English words around a number that say it counts or measures another thing than the wording found for it."""

from collections.abc import Set as AbstractSet

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, PEOPLE_OR_HOUSEHOLDS

_REFERENCE = regex(  # International Standard 3000, pages 14 to 15, Note 12
    r"(?:\b[Pp]ages? (?:\d+ ?(?:to|and|-|–|,) ?)*"
    r"|\b(?:Standards?|[Ee]ngagements|Regulation|Directive|Chapter|Section|Article|Appendix|Notes?|Form|Figure|Table"
    r"|Schedule|Clause|Rule|Part|Phase|Version|Goal|SDG|ISO|ISAE|ISA|IEC|IFRS|IAS|HKFRS|GRI|SASB)s?(?: No\.?)?)\s?$"
)
_LARGEST = regex(r"(?i)\blargest (?:customer|supplier|client|vendor)(s?)\b")
_OF_SCOPES = regex(r"(?i)\bscopes? (?:[123]\s?(?:,|&|\+|-|–|/|and|to)?\s?)*$")
_ITEM = regex(r"[.)](?=[A-Z])")
_FOR_WHAT = regex(r"(?i)(?:in|on|for|of|to|as)\s")
_TAKES_PART = regex(r"(?i)\b(?:in|to|through|over|across)\s(?:over |more than |about |some )?$")
_COURSES = regex(r"(?i)\s(?:[a-z-]+\s){0,3}(?:courses|sessions|workshops|modules|seminars|classes|events|campaigns)\b")
_PLACES = regex(
    r"(?i)\s(?:[a-z]+\s)?(?:countries|markets(?! days)|states|provinces|cities|offices|locations|languages|geographies"
    r"|nations|territories|jurisdictions|continents|time zones)\b"
)
_SITES = regex(  # No complaints were received at| 14 hotels
    r"(?i)\s(?:[a-z-]+\s){0,2}?(?:sites|plants|factories|mills|mines|hotels|stores|shops|branches|warehouses|depots|ports"
    r"|terminals|stations|properties|buildings|farms|estates|hospitals|laboratories|subsidiaries)\b"
)
_AT = regex(r"(?i)\b(?:at|in|across|within|over|throughout|from)\s(?:all |our |all our |the |some |more than |over )?$")
_STAFF_OF = regex(r"(?i)\s(?:[a-z&-]+\s){1,4}?(?:personnel|staff|employees|workers)\b")
_THINGS = regex(r"\s(?:[a-z-]+[a-rt-z-]\s){0,2}?([a-z]+(?<!s)s)(?=[\s,.;])")
_PERSONS = regex(
    r"(?:[eo]rs|ists|ees|ants|ents|ians|men|women|ls|ates|(?<!concer)(?<!questio)(?<!suggestio)(?<!objectio)ns"
    r"|staff|technics|nurses|workers|has|was|is|less|across|as|versus|plus"
    r"|its|this|years|colleagues|pilots|apprentices|recruits|trades)$"
)
_HOURS = regex(r"(?i)\s(?:[a-z-]+\s){1,2}hours\b")
_SOME_OF = regex(r"(?i)\sof (?:our|the|its|their|these|all)\b")
_OF_NOUN = regex(r"(?i)\sof (?!which\b|whom\b|these\b|them\b|it\b|this\b|our\b|the\b|its\b|total\b)[a-z]")
_WHO_ANSWERED = regex(  # our survey, which| 81% of colleagues completed
    r"(?i)\b(?:survey|questionnaire|poll)s?,? (?:(?:which|that|to which|in which) )?(?:about |some |nearly |over )?$"
)
_ANSWERED = regex(
    r"(?i)\sof (?:[a-z-]+ ){1,4}?(?:completed|answered|responded|replied|took part|participated|returned|filled)\b"
)
_POINTS_MOVED = regex(  # a score of 72%,| three points up
    r"(?i)\s?(?:percentage )?(?:points?|pts|pp) (?:up|down|higher|lower|more|less|better|worse|above|below)\b"
)
_RAISED_BY = regex(  # raised salaries by 3% to| 6%
    r"(?i)\b(?:salar(?:y|ies)|wages?|pay|allowances?|prices?|tariffs?|premiums?|rents?|fees)\b[^.;%]{0,48}\bby\s"
    r"(?:between )?[\d.]+\s?(?:%|per ?cent)? ?(?:to|and|[-–]) $"
)
_AMOUNTS = frozenset({"mass", "volume", "energy"})
_BARE = frozenset({"bare", "items", "cases", "occasions", "persons"})
_SHARE_OF_IT = regex(r"(?i)\d\s?(?:%|per ?cent) of (?:our |its |the |annual |consolidated |average |group )*$")
_OF = "of "
_OR = regex(rf"(?i)[^\d.,;()]{{0,24}}(?:,? (?:or|i\.e\.,?|which is|equal to|equivalent to|being)|,|\s\() ?{ABOUT}")


def is_of_other_english_thing(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether English words right around a number say what it counts, and that is not what the metric counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if is_reference(sentence, number) or _measures_next(sentence, number, choice):
        return True
    if _POINTS_MOVED.match(sentence.text, number.end) or _answered_survey(sentence, number):
        return True
    if "percent" in number.kinds and _RAISED_BY.search(sentence.text, sentence.start, number.start):
        return True
    return choice.fit.metric in sentence.roles.of_top_five and _is_of_largest(sentence, number)


def is_reference(sentence: Sentence, number: Number) -> bool:
    """Whether a number is part of a name: of a standard, a page, a scope, an item of a list ("3.Working with others").

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    text, low = sentence.text, max(sentence.start, number.start - 24)
    if number.printed.is_integer() and number.printed <= 3 and _OF_SCOPES.search(text, low, number.start):
        return True
    if number.unit_end > number.end or not number.kinds & _BARE:
        return False
    if number.start == sentence.start and _ITEM.match(text, number.end):
        return True
    return _REFERENCE.search(text, low, number.start) is not None


def _measures_next(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether an amount is of the noun behind it, as another before it: 90 m3 of water and 5 kg| of paper."""
    if choice.hit.end > number.start or not number.kinds & _AMOUNTS:
        return False
    if _OF_NOUN.match(sentence.text, number.unit_end) is None:
        return False
    before = (n for n in sentence.numbers if n.unit_end < choice.hit.end and n.kinds & _AMOUNTS - number.kinds)
    return any(_OF_NOUN.match(sentence.text, n.unit_end) for n in before)


def _answered_survey(sentence: Sentence, number: Number) -> bool:
    """Whether a share is of those who answered a survey, whatever the survey was about."""
    if "percent" not in number.kinds or _ANSWERED.match(sentence.text, number.unit_end) is None:
        return False
    return _WHO_ANSWERED.search(sentence.text, max(sentence.start, number.start - 32), number.start) is not None


def _is_of_largest(sentence: Sentence, number: Number) -> bool:
    """Whether of two shares in turn this one is of the largest alone: "largest and five largest: 12% and 35%"."""
    chain = sentence.chain(number)
    told = [found[1] for found in _LARGEST.finditer(sentence.text, sentence.start, chain[0].start)][-len(chain) :]
    return len(chain) > 1 and len(told) == len(chain) and not told[chain.index(number)]


def counts_courses(number: Number, sentence: Sentence) -> bool:
    """Whether a number counts courses, and not who took part: took part in| 310 safety courses; 18 |courses for all."""
    courses = _COURSES.match(sentence.text, number.unit_end) if number.kinds & (COUNTS | {"bare"}) else None
    if courses is None:
        return False
    if _TAKES_PART.search(sentence.text, max(sentence.start, number.start - 24), number.start):
        return True
    return "bare" in number.kinds and not sentence.people_behind(number, courses.end())


def of_sum_before(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording says what the sum or share right before it is of, and a number is of something else.

    Words behind the number say what it is for (2.3 billion |in taxes and 1.1 billion in dividends), or it is the share
    once more (1.6% of |pre-tax profit, or £23.1 million).
    """
    text = sentence.text
    if "money" not in number.kinds:
        return False
    begin = hit.start + len(_OF) * text.startswith(_OF, hit.start)
    if _SHARE_OF_IT.search(text, sentence.start, begin) and _OR.fullmatch(text, hit.end, number.start):
        return True
    if _FOR_WHAT.match(text, number.unit_end + 1) is None:
        return False
    before = [n for n in sentence.numbers if "money" in n.kinds and n.unit_end <= hit.start < number.start]
    return any(_FOR_WHAT.match(text, n.unit_end + 1) and text.count(" ", n.unit_end, hit.start) <= 2 for n in before)


def counts_things(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether an English number without a unit counts what follows it: 640 people managing 212|properties."""
    if "bare" not in number.kinds:
        return False
    metric = know.lexicon.entries[hit.entry].metric
    if _PLACES.match(sentence.text, number.unit_end) or (
        number.spelled and number.printed == 1 and not _happens(know, metric)
    ):
        return True
    if (metric not in know.lexicon.roles.sites and _is_where(number, sentence)) or (
        metric in know.lexicon.roles.staff_of_function and _is_of_other_function(hit, number, sentence)
    ):
        return True
    if (metric in know.lexicon.wholes and _SOME_OF.match(sentence.text, number.unit_end)) or (
        _counts_hours(know, hit, number, sentence)
    ):
        return True  # 50 of our largest suppliers
    if hit.end > number.start or not know.lexicon.kinds[hit.entry] <= PEOPLE_OR_HOUSEHOLDS:
        return False
    thing = _THINGS.match(sentence.text, number.unit_end)
    counted = thing is not None and _PERSONS.search(thing[1]) is None
    return counted and not sentence.people_behind(number, number.end + 24)


def _counts_hours(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a number counts hours and the wording people: volunteers gave |650 service hours."""
    of_people = know.lexicon.kinds[hit.entry] <= PEOPLE_OR_HOUSEHOLDS
    return of_people and _HOURS.match(sentence.text, number.unit_end) is not None


def _is_where(number: Number, sentence: Sentence) -> bool:
    """Whether a number without a unit says at how many places something was: drills in| 14 plants."""
    if _SITES.match(sentence.text, number.unit_end) is None:
        return False
    return _AT.search(sentence.text, max(sentence.start, number.start - 24), number.start) is not None


def _is_of_other_function(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a number has staff of its own, and another the wording: 640| production staff, 90 R&D staff."""
    if _STAFF_OF.match(sentence.text, number.unit_end) is None:
        return False
    others = (n for n in sentence.numbers if n is not number)
    return any(n.unit_end + 1 == hit.start or hit.start < n.start < hit.end for n in others)


def counts_next(number: Number, sentence: Sentence, kinds: AbstractSet[str]) -> bool:
    """Whether a number without a unit counts the noun right behind it, and no thing before: training |to 14 regions.

    Args:
        number: the number.
        sentence: its sentence.
        kinds: what the wording before measures; of people the noun says more than that it is one.
    """
    if "bare" not in number.kinds or kinds <= PEOPLE_OR_HOUSEHOLDS:
        return False
    return _THINGS.match(sentence.text, number.unit_end) is not None


def measures_another(know: Knowledge, metric: str, number: Number) -> bool:
    """Whether a count has a measure word that the metric is not counted in: 36家, 14 sites."""
    measures = know.lexicon.grammar.measures
    counted = measures.get(number.raw_unit[-1:], measures.get(number.raw_unit.lower()))
    return counted is not None and metric not in counted and bool(number.kinds & COUNTS)


def _happens(know: Knowledge, metric: str) -> bool:
    """Whether the metric counts what happens, of which a sentence may tell a single one: "One data breach"."""
    return (
        metric in know.lexicon.grammar.zero_metrics
        or know.unit_of(metric) == "cases"
        or metric in know.lexicon.roles.single_ones
    )
