"""Staff that end an English list of ranks: "14 executives, 96 managers and |1,120 staff" are those of no such rank."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.wordings.parts_of_counts import count_right_before
from cnesg.framework.regexes import regex

_LEVEL = "level"
_BETWEEN = regex(rf"(?i)\s(?:[a-z-]+ ){{0,2}}[a-z-]+(?:,|,? and)\s{ABOUT}")  # | managers and |
_REST = regex(
    r"(?i)\s?(?P<who>(?:(?:other|general|remaining|ordinary|frontline|rank-and-file)\s)?(?:staff|employees|workers|colleagues))"
    r"(?=\s?[.,;:)]|\s(?:and|in|at|as|on|across|worldwide)\b|\s?$)"
)
_COST = 0.8


def rest_of_ranks(_know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the ranks before a number of staff that ends their list; None where it ends none.

    Args:
        _know: vocabulary and wording, which this form needs none of; all forms are asked alike.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = _last_rank(sentence, number)
    if last is None or _REST.match(sentence.text, number.end, sentence.end) is None:
        return None
    return replace(sentence.read[last.start][0], cost=_COST, role="sentence", carried=True, sure=True)


def rank_of_rest(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of such a number: what it counts, by the name that the list gives it.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording chosen for it.
    """
    last = _last_rank(sentence, number)
    if last is None or sentence.read[last.start][0].fit.metric != choice.fit.metric:
        return {}
    rest = _REST.match(sentence.text, number.end, sentence.end)
    return {_LEVEL: rest["who"].lower()} if rest is not None else {}


def _last_rank(sentence: Sentence, number: Number) -> Number | None:
    """The number of people of a rank right before a number of a list."""
    last = count_right_before(sentence, number)
    if last is None:
        return None
    choice, classes = sentence.read[last.start]
    if choice.fit.metric not in sentence.roles.staff or set(classes) != {_LEVEL}:
        return None
    return last if _BETWEEN.fullmatch(sentence.text, last.end, number.start) is not None else None
