"""Parts of a group of the staff that the sentence before counts, where the figures say that they are its parts.

中层管理人员119人。研究生|3人,本科|55人,大专及以下|61人: they add up to 119. 工程板块812人。35岁以下|400人,占49.26%.
"""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.leaning.adding_up import adding_up
from cnesg.extraction.prose.sentences.sentence import Sentence

_WHO_THEY_ARE = frozenset({"education", "title", "gender", "age"})  # dimensions that part any group
_WHOSE = frozenset({"level", "function", "segment", "entity", "site", "type"})  # dimensions of groups
_FEWEST = 2
_ROUNDED = 0.006  # percentage points that rounding to two places may be out by


def of_last_group(sentence: Sentence, number: Number, metric: str, own: dict[str, str]) -> dict[str, str]:
    """The classes of a number of people with those of the group whose part the figures say that it is.

    Args:
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
        own: the classes found for it.
    """
    before = sentence.previous
    if metric != sentence.roles.staff_of_class or not own or before is None or not set(own) <= _WHO_THEY_ARE:
        return own
    if "persons" not in number.kinds:
        return own
    for start, (choice, classes) in reversed(before.read.items()):
        if choice.fit.metric not in {metric, sentence.roles.staff_total} or not classes or not set(classes) <= _WHOSE:
            continue
        whole = next((n for n in before.numbers if n.start == start), None)
        if whole is not None and _is_part(sentence, number, whole):
            return classes | own
    return own


def _is_part(sentence: Sentence, number: Number, whole: Number) -> bool:
    """Whether a number and its neighbours add up to the whole, or the per cent behind it is its share of that."""
    at = sentence.numbers.index(number)
    share = sentence.numbers[at + 1] if at + 1 < len(sentence.numbers) else None
    if share is not None and "percent" in share.kinds and number.value < whole.value:
        return abs(100 * number.value / whole.value - share.value) < _ROUNDED
    people = [n for n in sentence.numbers if "persons" in n.kinds]
    at = people.index(number)
    runs = ((first, adding_up(people[first:], whole.value)) for first in range(at + 1))
    return any(count >= _FEWEST and first + count > at for first, count in runs)
