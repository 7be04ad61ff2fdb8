"""Numbers that lean on the count before them: "46 % of them women", "18 of them in Asia"."""

from dataclasses import replace

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.class_shares import is_of_unknown_whole, share_in_whole
from cnesg.extraction.prose.leaning.named_wholes import of_named_whole
from cnesg.extraction.prose.leaning.nameless_parts import repeats_its_whole
from cnesg.extraction.prose.leaning.of_these import begins_with_these, goes_on_with_these, says_who_they_are
from cnesg.extraction.prose.leaning.part_names import OF_THEM, part_named
from cnesg.extraction.prose.leaning.parts_of_hires import is_part_of_hires, part_of_hires, represented
from cnesg.extraction.prose.leaning.same_whole import of_same_whole
from cnesg.extraction.prose.sentences.predicates import past_share
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS
from cnesg.text.language import is_latin

_OF_WHOM = regex(r"(?i)(?:\bof (?:whom|which|these|them|those)|\bamong (?:them|these|those|whom))\b[^.;:\d]*$")
_WITH = regex(r"(?i)\s?with\s(?:about |some |nearly |over |approximately |more than )?")
_BASED = regex(
    r"(?i)\s(?:of (?:them|these|whom|employees|staff)\s)?(?:being\s)?"
    r"(?:based|located|situated|working|employed|women|female|male|men|aged|under|over)\b"
)
_ALONE = regex(r"(?:其中|当中|[,，:：约近超过逾达有])*")
_ARE = regex(  # 员工3,218人,46%|以上为女性, 八成|来自当地
    r"\s?(?:以上|左右|多)?的?(?:员工|职工|雇员|人员|人)?(?:[均都]?(?:为|是|系|属于?)|(?=来自))"
)
_TOPIC = regex(
    r"(?i)\s*(?:(?:out )?of|among) (?:(?:all |the |our |its |these |those )(?:\d[\d,]*\s)?|\d[\d,]*\s)[^,.;\d]{3,40},"
)
# what a share of the employees is reached by: "reviews covered 92% of women"
_COVERS = regex(
    r"(?i)\b(?:reach(?:ed|es|ing)|cover(?:ed|s|ing)|includ(?:ed|es)|(?:given|provided|offered|available|open) to|with"
    r"|(?:completed|attended|taken up|used|received|signed) by)\s(?:about |some |nearly |over |more than )?$"
)
_BOTH_DID = regex(  # 86%| of male employees and 91% of female employees received training
    r"(?i)\s?of (?:[a-z-]+ ){1,4}?(?:and|while|,) (?:about |some )?\d[\d.]*\s?(?:%|per ?cent) of (?:[a-z-]+ ){1,4}?"
    r"(?:(?:have|had|were|has) )?(?:received|attended|completed|took part|taken part|participated|underwent|undergone"
    r"|trained|covered|joined|signed|passed|finished|given|provided)\b"
)
_AND_SHARE = regex(r"(?i) of [a-z -]{2,32}(?:,? and|,|, while)\s(?:about |some )?")  # 96% of managers,|91%
_SPLIT = regex(  # 61% men and 39% women
    r"(?i)\d[\d.]*\s?(?:%|per ?cent) (?:(?:are|were|being|is) )?(?P<one>(?:fe)?males?|(?:wo)?men)(?:,? and |, | / |/)"
    r"\d[\d.]*\s?(?:%|per ?cent) (?:(?:are|were|being|is) )?(?P<other>(?:fe)?males?|(?:wo)?men)\b"
)
_ROUNDED = 1.0
_NEAR = 60  # characters between the count and the number that leans on it
_COST = 1.0
_LEANS = COUNTS | {"bare", "percent"}
_OF_ALL = {"status", "period", "entity", "segment"}


def leaning(
    know: Knowledge, sentence: Sentence, earlier: list[Sentence], number: Number, options: list[Choice]
) -> Choice | None:
    """What a number counts that leans on another; None where it leans on none, or has words of its own that say it.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        earlier: the sentences before it.
        number: the number.
        options: the wordings that fit it in the sentence.
    """
    if not number.kinds & _LEANS:
        return None
    if (split := of_split_count(know, sentence, number)) is not None:
        return split
    if (more := of_same_whole(know, sentence, number)) is not None:
        return more
    firm = on_topic(know, sentence, number, options)
    if firm is None and all(o.carried or "percent" in number.kinds for o in options):
        firm = of_them(know, sentence, earlier, number)
    return firm


def of_split_count(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """What the shares of men and women are shares in that add up to a hundred: 412 hires, 61% men and |39% women.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
    """
    if "percent" not in number.kinds:
        return None
    start, end = max(sentence.start, number.start - _NEAR), number.unit_end + _NEAR
    for pair in _SPLIT.finditer(sentence.text, start, min(end, sentence.end)):
        if pair.start() <= number.start < pair.end() and pair["one"].lower()[0] != pair["other"].lower()[0]:
            shares = [n for n in sentence.numbers if pair.start() <= n.start < pair.end()]
            counts = [n for n in sentence.numbers if n.unit_end <= pair.start() and n.start in sentence.read]
            whole = len(shares) == 2 and abs(sum(n.value for n in shares) - 100) <= _ROUNDED
            if whole and counts and counts[-1].kinds & (COUNTS | {"bare"}):
                return _share_of_count(know, sentence.read[counts[-1].start][0])
            return _of_those_named(know, sentence, pair.start()) if whole and not counts else None
    return None


def _of_those_named(know: Knowledge, sentence: Sentence, start: int) -> Choice | None:
    """The share in those who were named but not counted: "New hires consisted of |65% men and 35% women"."""
    named = [hit for hit in sentence.hits if hit.end <= start and not hit.label_only]
    if not named or any(n.unit_end <= start for n in sentence.numbers):
        return None
    end = max(hit.end for hit in named)
    for hit in named:
        relatives = know.lexicon.families.get(know.lexicon.entries[hit.entry].metric)
        composition = relatives and relatives.composition
        if hit.end == end and relatives and composition and composition != relatives.share:
            return Choice(_COST, hit, Fit(composition, "%"), "sentence")
    return None


def of_them(know: Knowledge, sentence: Sentence, earlier: list[Sentence], number: Number) -> Choice | None:
    """What a number "of them" or "of whom" counts: a part of the count before, or its share in it.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        earlier: the sentences before it.
        number: the number.
    """
    told = _count_before(sentence, earlier, number) if leans(sentence, number) else None
    if told is None:
        return None
    choice, _ = told
    metric = choice.fit.metric
    if "percent" in number.kinds:
        relatives = know.lexicon.families.get(metric)
        composition = relatives and (relatives.composition or (relatives.classed and relatives.share))
        if not composition:
            return None
        how = Fit(composition, "%")
    elif number.kinds & (COUNTS | {"bare"}):
        how = choice.fit
    else:
        return None
    if _named_part(know, sentence, number, how.metric) is None:
        return None
    return replace(choice, cost=_COST, fit=how, role="sentence", carried=True)


def on_topic(know: Knowledge, sentence: Sentence, number: Number, options: list[Choice]) -> Choice | None:
    """The whole that a sentence begins with, for what it says of parts: "Of our new hires, 61 % were men, 43 % ...".

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        options: the wordings that fit it in the sentence.
    """
    topic = _TOPIC.match(sentence.text, sentence.start)
    if topic is None:
        return None
    first = next((n for n in sentence.numbers if n.start in sentence.read), None)
    if "percent" not in number.kinds:
        return _part_of_count(know, sentence, topic.end(), first, number, options)
    if first is None:
        return _of_phrase(know, topic.end(), number, options)
    if first.start < topic.end() and first.kinds & (COUNTS | {"bare"}):
        return _share_of_count(know, sentence.read[first.start][0])
    return _of_first(know, sentence, first, number, options)


def _of_first(
    know: Knowledge, sentence: Sentence, first: Number, number: Number, options: list[Choice]
) -> Choice | None:
    """What the first share of a sentence is a share in, for a later one whose own words name nothing else."""
    if "percent" not in first.kinds or first.start >= number.start:
        return None
    compositions = {one.composition for one in know.lexicon.families.values()}
    choice = sentence.read[first.start][0]
    if choice.hit.end > first.start or choice.fit.metric not in compositions:
        return None
    if any(o.fit.metric not in compositions and not o.carried for o in options):
        return None
    return replace(choice, cost=_COST, role="sentence", carried=False)


def _share_of_count(know: Knowledge, counted: Choice) -> Choice | None:
    """The share in what was counted: "Of our 4,102 new hires, 46% were women"."""
    relatives = know.lexicon.families.get(counted.fit.metric)
    composition = relatives and relatives.composition
    if not composition:
        return None
    return replace(counted, cost=_COST, fit=Fit(composition, "%"), role="sentence", carried=False)


def _part_of_count(
    know: Knowledge, sentence: Sentence, end: int, first: Number | None, number: Number, options: list[Choice]
) -> Choice | None:
    """The count that a sentence begins with, for a part of it: "Of our 4,102 employees, 1,200 work in Asia"."""
    if first is None or not (first.start < end <= number.start):
        return None
    choice, _ = sentence.read[first.start]
    if number.value > first.value:
        return None
    if any(not o.carried and o.fit.metric not in sentence.roles.staff for o in options):
        return None
    low, high = number.unit_end, sentence.clauses.span(number.unit_end)[1]
    later = [n.start for n in sentence.numbers if n.start >= low]
    if not class_words(know, sentence.found, sentence.text, low, min([high, *later]), choice.fit.metric):
        return None
    return replace(choice, cost=_COST, role="sentence", carried=True)


def _of_phrase(know: Knowledge, end: int, number: Number, options: list[Choice]) -> Choice | None:
    """The share in what the phrase before the first comma names: "Among those who joined, 37 % are women"."""
    for option in options:
        relatives = know.lexicon.families.get(know.lexicon.entries[option.hit.entry].metric)
        if option.hit.end <= min(end, number.start) and relatives is not None and relatives.composition is not None:
            fit = Fit(relatives.composition, "%")
            return replace(option, cost=_COST, fit=fit, role="sentence", carried=False)
    return None


def leans(sentence: Sentence, number: Number) -> bool:
    """Whether a number says itself that it is a part of the count before it."""
    return (
        OF_THEM.match(sentence.text, past_share(sentence.text, number.unit_end)) is not None
        or _after_whom(sentence, number)
        or begins_with_these(sentence, number)
        or _says_what_they_are(sentence, number)
    )


def _says_what_they_are(sentence: Sentence, number: Number) -> bool:
    """Whether a per cent with no words of its own says what part of those just counted are: 员工3,218人,46%为女性."""
    if "percent" not in number.kinds or _ARE.match(sentence.text, number.unit_end) is None:
        return False
    return _ALONE.fullmatch(sentence.own_label(number)) is not None


def _of_unread(sentence: Sentence, number: Number) -> bool:
    """Whether a share is one of a count that was read as nothing: "1.4 million inhabitants, 38 % of whom ..."."""
    if "percent" not in number.kinds or OF_THEM.match(sentence.text, number.unit_end) is None:
        return False
    counts = [n for n in sentence.numbers if n.unit_end <= number.start and n.kinds & (COUNTS | {"bare"})]
    return bool(counts) and not any(n.start in sentence.read for n in counts)


def part_leaning(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> dict[str, str]:
    """The classes that a number which leans on the count before names behind it; none where it leans on none.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        metric: the metric whose classes are wanted.
    """
    return _classes_behind(know, sentence, number, metric) if leans(sentence, number) else {}


def topic_count(sentence: Sentence, number: Number) -> Number | None:
    """The count that a sentence begins with, where a number behind it is of a part: "Of our 220 leaders,| 84 are"."""
    topic = _TOPIC.match(sentence.text, sentence.start)
    if topic is None or number.start < topic.end():
        return None
    first = next((n for n in sentence.numbers if n.start in sentence.read), None)
    counts = first is not None and first.start < topic.end() and first.kinds & (COUNTS | {"bare"})
    return first if counts else None


def _after_whom(sentence: Sentence, number: Number) -> bool:
    own = sentence.own_label(number)
    if "percent" in number.kinds and _WITH.fullmatch(own) and _BASED.match(sentence.text, number.unit_end):
        return True
    return is_latin(own) and _OF_WHOM.search(own) is not None


def _named_part(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> str | None:
    """The class or place that the words behind a number that leans on another name; None where they name none."""
    named = _classes_behind(know, sentence, number, "") or _classes_behind(know, sentence, number, metric)
    return next(iter(named.values()), None) or part_named(sentence, number) or None


def _classes_behind(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> dict[str, str]:
    """The classes that the words behind a number that leans on another name: 46% of whom were|women."""
    behind = OF_THEM.match(sentence.text, past_share(sentence.text, number.unit_end))
    low = past_share(sentence.text, behind.end() if behind else number.unit_end)
    later = [n.start for n in sentence.numbers if n.start >= low]
    high = min([sentence.clauses.span(low)[1], *later])
    return class_words(know, sentence.found, sentence.text, low, high, metric)


def _count_before(sentence: Sentence, earlier: list[Sentence], number: Number) -> tuple[Choice, dict[str, str]] | None:
    """What the nearest count before a number was read as, here or else in the sentence before."""
    before = [n for n in sentence.numbers if n.unit_end <= number.start]
    counts = [n for n in before if n.start in sentence.read and n.kinds & (COUNTS | {"bare"})]
    if counts:
        return sentence.read[counts[-1].start] if number.start - counts[-1].unit_end <= 2 * _NEAR else None
    if not earlier or (before and not goes_on_with_these(sentence, number)):
        return None
    last = earlier[-1]
    counts = [n for n in last.numbers if n.start in last.read and n.kinds & (COUNTS | {"bare"})]
    return last.read[counts[-1].start] if counts else None


def composed(
    know: Knowledge, sentence: Sentence, number: Number, choice: Choice, breakdown: dict[str, str]
) -> tuple[Choice, dict[str, str]] | None:
    """The share that a class has in what the wording names: 40 % of the new hires were women, no rate of hiring.

    What leans on a count takes the place it names as its class. None where the sentence names no class of which it
    could be the share, and where the count was read as nothing.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        breakdown: the classes found right beside it.
    """
    unread = _of_unread(sentence, number) or is_of_unknown_whole(know, sentence, number, choice, breakdown)
    told = None if unread else breakdown or _part_told(know, sentence, number, choice)
    if told is None or repeats_its_whole(sentence, number, choice, told):
        return None
    breakdown = of_named_whole(sentence, number, choice, told)
    share = share_in_whole(know, sentence, number, choice, breakdown)
    if share is not None or is_part_of_hires(know, sentence, number, choice):
        return share or part_of_hires(know, sentence, number, choice, breakdown)
    entry = know.lexicon.entries[choice.hit.entry]
    relatives = know.lexicon.families.get(entry.metric)
    metric = choice.fit.metric
    compositions = {one.composition for one in know.lexicon.families.values()}
    rate = relatives is not None and relatives.composition is not None and metric == relatives.share
    if not entry.told or "percent" not in number.kinds or not (rate or metric in compositions):
        return choice, breakdown
    if rate and metric not in sentence.roles.rates:
        return choice, breakdown
    if not {k for k, v in breakdown.items() if k not in _OF_ALL and v != "target"}:
        low, high = number.unit_end, sentence.clauses.span(number.unit_end)[1]
        named = class_words(know, sentence.found, sentence.text, low, high, metric)
        named = named or represented(know, sentence, number, metric)
        if not named and (metric in sentence.roles.rates or metric == sentence.roles.hired_share):
            return None
        breakdown = breakdown | named
    if rate and relatives is not None and relatives.composition is not None:
        choice = replace(choice, fit=replace(choice.fit, metric=relatives.composition))
    return choice, breakdown


def _part_told(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str] | None:
    """The class of a number that leans on another; None where it names none: of whom 300 came late.

    Of a count whose parts, or their shares, have a metric of their own a part is never all.
    """
    if not leans(sentence, number):
        return {}
    part = part_named(sentence, number)
    classes = _classes_behind(know, sentence, number, choice.fit.metric) or ({"type": part} if part else {})
    return classes if classes or not _is_divided(know, choice, number) else None


def _is_divided(know: Knowledge, choice: Choice, number: Number) -> bool:
    """Whether a wording names a count whose parts, or their shares, have a metric of their own."""
    relatives = know.lexicon.families.get(know.lexicon.entries[choice.hit.entry].metric)
    if relatives is None:
        return False
    return (relatives.composition if "percent" in number.kinds else relatives.classed) is not None


def reaches(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a per cent of people says whom something reached, not who they are: reviews reached 92% of|women."""
    metric = know.lexicon.entries[hit.entry].metric
    of_staff = metric == sentence.roles.staff_share or metric in sentence.roles.staff
    if of_staff and "percent" in number.kinds and number.start <= hit.start:
        both = _BOTH_DID.match(sentence.text, number.unit_end)
        if both is not None and hit.end < both.end():
            return True
    behind = metric == sentence.roles.staff_share and hit.start >= number.start
    covers = _COVERS.search(sentence.own_label(number)) if behind else None
    if not behind or covers is not None:
        return behind and not (covers is not None and says_who_they_are(sentence, number, covers[0]))
    last = [n for n in sentence.numbers if n.unit_end <= number.start and n.start in sentence.read][-1:]
    if not last or "percent" not in last[0].kinds or sentence.read[last[0].start][0].fit.metric == metric:
        return False
    return _AND_SHARE.fullmatch(sentence.text, last[0].unit_end, number.start) is not None
