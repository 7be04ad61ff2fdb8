"""Numbers that add up to one before them, whose parts they are then."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from cnesg.extraction.breakdowns import class_words, residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_FEWEST_PARTS, _MOST_PARTS = 2, 8  # of a total
_FEWEST_OTHERWISE = 3  # ... where they have another measure word than it: 培训73项,其中管理类15个
_LONGEST_LIST = 24
_LEAST = 4  # that parts can add up to without chance having done it
_SENTENCES = 3  # before a number that its total may stand in
_LONGEST_NAME = 16  # characters of a part's name
_SUMMED = COUNTS | {"money"}
_STOP = "。"
_NAME = regex(r"[\u4e00-\u9fff]{2}")
_EMITTED = frozenset({"t", "tCO2e"})  # units of emissions, of which a sum prints the shorter
_ROUNDED = 0.002  # of a sum: how far rounded parts may miss it
_CARRIED = 20.0
_REGULAR = regex(r"正式|在岗|在职|在册|合同|全职")
_TOTALLED = regex(  # 范围一8吨,范围二4吨,合计|12吨; 8 tonnes and 4 tonnes, giving a total of| 12 tonnes
    r"(?i)[,，;；(]?\s?(?:[两二三]者)?(?:合计|共计|总计|总共|总量)(?:排放)?(?:约|共|为|达到?)*"
    r"|[^.;:\d]{0,48}?,?\s(?:and )?(?:(?:giving|for|with|bringing|making) )?(?:(?:a|the|our) )?(?:combined )?"
    r"(?:total (?:of|to|was|is)|totall?ing|in total,?|(?:emissions |both )?together|totall?ed|added up to|adding up to)"
    r"(?: (?:came to|stood at|stayed at|amounted to|were|was|reached|totall?ed|making|make|made))? (?:about |some )?"
    r"|[.;,]?\s(?:sub-?)?total:?\s"  # Scope 1 (tCO2e) 1,210 Scope 2 (tCO2e) 3,640 Total| 4,850
)
_ASIDE = regex(  # 31 hours (male: 32; female: |29)
    r"(?i)[^.;()\d]{0,32}\((?:[a-z][a-z -]{2,24}:\s?[\d.,]*\d[a-z ]{0,8}[;,]\s?)*[a-z][a-z -]{2,24}:\s?"
)


def adds_up_to(sentence: Sentence, number: Number, total: Number) -> bool:
    """Whether a number and those beside it, up to the next full stop, add up to a total of the same unit before them.

    Args:
        sentence: the sentence of the number.
        number: a number that may be a part.
        total: a number of this sentence or one before it.
    """
    _, high = sentence.stops
    parts = [n for n in sentence.listed if total.start < n.start < high and n.raw_unit == total.raw_unit]
    count = adding_up(parts[:_MOST_PARTS], total.value) if total.value >= 2 * _FEWEST_PARTS else 0
    return count >= _FEWEST_PARTS and number.start in {n.start for n in parts[:count]}


def adding_up(numbers: Sequence[Number], total: float) -> int:
    """How many of the numbers, from the first one on, add up to a total; 0 where none do.

    Args:
        numbers: numbers of one unit, in the order in which they stand.
        total: the value that they may add up to.
    """
    sums = accumulate(n.value for n in numbers)
    return next((n for n, value in enumerate(sums, start=1) if abs(value - total) < 1e-6 * total), 0)


def summed_part(know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of a total that a number and those listed after it add up to, across full stops and semicolons.

    Of 供应商351家。按地域划分:华北160家,占46%;东北191家 both are suppliers, whatever their labels say; shares between
    the parts are passed over. Arithmetic makes it sure.

    Args:
        know: wording, which tells what words of a label say nothing.
        sentence: the sentence of the number, with what was read of it.
        earlier: the sentences before it in the passage.
        number: the number.
    """
    if not number.kinds & _SUMMED or not number.raw_unit:
        return None
    label = residual(know, sentence.own_label(number))
    if not 1 < len(label) <= _LONGEST_NAME:
        return None
    for told in (sentence, *reversed(earlier[-_SENTENCES:])):
        for total in (n for n in reversed(told.numbers) if n.start < number.start and n.start in told.read):
            parts = _parts_after(sentence.listed, total)
            choice, _ = told.read[total.start]
            if choice.fit.metric in sentence.roles.undivided or number.start not in {n.start for n in parts}:
                continue
            if not _are_named(sentence.text, total, parts):
                continue
            sentence.used.setdefault((choice.hit.start, choice.hit.end), (total, {}))
            return replace(choice, cost=_CARRIED, role="sentence", carried=True, sure=True)
    return None


def _parts_after(listed: Sequence[Number], total: Number) -> Sequence[Number]:
    """The numbers of one unit right after a total that add up to it; none where too few do."""
    if total.value < _LEAST or not total.kinds & _SUMMED:
        return ()
    behind = [n for n in listed if n.start > total.start and n.kinds & total.kinds & _SUMMED]
    parts = [n for n in behind[:_LONGEST_LIST] if n.raw_unit == behind[0].raw_unit]
    count = adding_up(parts, total.value)
    fewest = _FEWEST_PARTS if behind and behind[0].raw_unit == total.raw_unit else _FEWEST_OTHERWISE
    return parts[:count] if count >= fewest else ()


def _are_named(text: str, total: Number, parts: Sequence[Number]) -> bool:
    """Whether words stand before each part, and all in one sentence: those of a list have names."""
    if not parts or _STOP in text[parts[0].unit_end : parts[-1].start]:
        return False
    ends = (total.unit_end, *(n.unit_end for n in parts[:-1]))
    return all(_NAME.search(text, end, n.start) is not None for end, n in zip(ends, parts, strict=True))


def bare_part(know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of a count that bare numbers with classes add up to: 412 employees (male: 310; female: 102).

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        earlier: the sentences before it in the passage.
        number: the number.
    """
    if "bare" not in number.kinds:
        return None
    low, _ = sentence.stops
    for told in (sentence, *(one for one in reversed(earlier) if low <= one.start)):
        for total in (n for n in told.numbers if n.start < number.start and n.start in told.read):
            choice, classes = told.read[total.start]
            family = know.lexicon.families.get(choice.fit.metric)
            of_parts = _ASIDE.fullmatch(sentence.text, total.unit_end, number.start)
            counted = of_parts is not None or (family is not None and family.classed)
            is_part = (of_parts and choice.fit.metric in sentence.roles.quotients) or (
                counted and total.kinds == number.kinds and adds_up_to(sentence, number, total)
            )
            if not classes and is_part and _has_class(know, sentence, number, choice.fit.metric):
                sentence.used.setdefault((choice.hit.start, choice.hit.end), (total, {}))
                return replace(choice, cost=_CARRIED, role="passage", carried=True)
    return None


def _has_class(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a class stands between the numbers around a number."""
    numbers = sentence.numbers
    at = numbers.index(number)
    low = numbers[at - 1].unit_end if at else sentence.start
    high = numbers[at + 1].start if at + 1 < len(numbers) else sentence.end
    return bool(class_words(know, sentence.found, sentence.text, low, high, metric))


def _may_be_summed(sentence: Sentence, parts: Sequence[Number]) -> bool:
    """Whether figures of one metric are of a class each, all different, and add up: 本科生12人、硕士生8人."""
    told = [sentence.read[n.start][1] for n in parts]
    metric = sentence.read[parts[0].start][0].fit.metric
    apart = all(told) and len({tuple(sorted(one.items())) for one in told}) == len(told)
    return apart and "percent" not in parts[0].kinds and metric not in sentence.roles.quotients


def _are_all_kinds(classes: list[dict[str, str]]) -> bool:
    """Whether classes part the whole staff: men and women, or regular staff and others by how they are employed."""
    told = [[v for k, v in one.items() if k != "entity"] for one in classes]
    if any(len(one) != 1 for one in told) or len({name for (name,) in told}) < max(len(told), _FEWEST_PARTS):
        return False
    dimensions = {k for one in classes for k in one} - {"entity"}
    names = [name for (name,) in told]
    return dimensions == {"gender"} or (dimensions == {"employment"} and any(map(_REGULAR.search, names)))


def _all_employed(sentence: Sentence, number: Number, parts: Sequence[Number], metrics: set[str]) -> Choice | None:
    """The wording of all employees, where the counts before, read or not, add up: 在岗320人,返聘8人,合计|328人."""
    total = sentence.roles.staff_total
    kinds = [n for n in parts if sentence.read[n.start][0].fit.metric == sentence.roles.staff_of_class]
    if total not in metrics and _are_all_kinds([sentence.read[n.start][1] for n in kinds]):
        last = sentence.read[kinds[-1].start][0]
        of_all = replace(last, fit=replace(last.fit, metric=total), role="sentence", carried=False)
        return of_all if sum(n.value for n in kinds) == number.value else None
    if total not in metrics or metrics != {total, sentence.roles.staff_of_class}:
        return None
    counts = [n for n in sentence.numbers if parts[0].start <= n.start < number.start and n.unit == number.unit]
    if sum(n.value for n in counts) != number.value or not all(sentence.read[n.start][1] for n in parts):
        return None
    whole = next(n for n in parts if sentence.read[n.start][0].fit.metric == total)
    return replace(sentence.read[whole.start][0], role="sentence", carried=False)


def sum_of_parts(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the whole that the figures before a number are the parts of and add up to.

    Args:
        know: vocabulary and the identities, which say what is the sum of what.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = sentence.before(number)
    if last is None or know.identities is None or not _TOTALLED.fullmatch(sentence.text, last.unit_end, number.start):
        return None
    before = (n for n in sentence.numbers if n.end <= number.start and n.start in sentence.read)
    bare = "bare" in number.kinds
    parts = [n for n in before if bare or n.unit == number.unit or {n.unit, number.unit} <= _EMITTED]
    metrics = {sentence.read[n.start][0].fit.metric for n in parts}
    if (staff := _all_employed(sentence, number, parts, metrics)) is not None:
        return staff
    if abs(sum(n.value for n in parts) - number.value) > _ROUNDED * abs(number.value):
        return None
    if len(metrics) == 1 and len(parts) >= _FEWEST_PARTS and _may_be_summed(sentence, parts):
        choice = sentence.read[parts[-1].start][0]
        return replace(choice, role="sentence", carried=False)
    for whole in know.identities.sums:
        if len(parts) == len(metrics) > 1 and metrics <= {*whole.parts, *whole.optional}:
            choice = sentence.read[parts[-1].start][0]
            return replace(choice, fit=replace(choice.fit, metric=whole.total), role="sentence", carried=False)
    return None
