"""Numbers that are no values at all: ticks of an axis, section numbers, members of committees."""

import re
from itertools import pairwise

from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence

_WHOLE = {"persons", "person-times", "households", "cases", "count"}  # units of what comes whole
_FEWEST_TICKS = 4
_OF_BOARDS = ("_directors", "supervisors")
# 提名委员会由3名董事组成: members of a committee, not of the board
_COMMITTEE = re.compile(r"委员会[\"”》]?[,，:：]?\s?(?:[^,，。;；:：董监]{0,8})由(?:(?!董事会|监事会|公司)[^。;；])*$")
_MADE_UP = re.compile(r"[^。;；,，]{0,24}(?:组成|构成|担任)")
_BOARD = re.compile(r"(监事会)|董事会")
_THE_REST = re.compile(r"(?:其余|其他|其它|除[^,，。;；]{2,20}外)[^,，。;；]{0,4}$")  # of committees


def is_no_value(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a number beside a wording measures nothing of the company.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    return (
        _is_broken(number, choice)
        or _is_tick(sentence, number)
        or _is_of_committee(sentence, number, choice.fit.metric)
    )


def _is_broken(number: Number, choice: Choice) -> bool:
    """Whether what comes whole is printed with decimals and no scale word: the 9.1 of "9.1 项目个数"."""
    return choice.fit.unit in _WHOLE and number.value == number.printed and not number.value.is_integer()


def _is_tick(sentence: Sentence, number: Number) -> bool:
    """Whether it is one of four numbers or more in equal steps with nothing between: 400 350 300 250, an axis."""
    numbers = sentence.numbers
    at = next((i for i, one in enumerate(numbers) if one.start == number.start), 0)
    for first in range(max(0, at - _FEWEST_TICKS + 1), at + 1):
        pairs = list(pairwise(numbers[first : first + _FEWEST_TICKS]))
        steps = {round(other.printed - one.printed, 6) for one, other in pairs}
        if len(pairs) == _FEWEST_TICKS - 1 and len(steps) == 1 and all(_follows(sentence, *pair) for pair in pairs):
            return steps != {0.0}
    return False


def _follows(sentence: Sentence, one: Number, other: Number) -> bool:
    return not sentence.text[one.unit_end : other.start].strip()


def _is_of_committee(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether directors are those of a committee, or committees those of supervisors, or only some of them."""
    before = sentence.text[sentence.start : number.start]
    if metric.endswith(_OF_BOARDS):
        return _COMMITTEE.search(before) is not None and _MADE_UP.match(sentence.text, number.unit_end) is not None
    if metric == "board_committees":
        boards = list(_BOARD.finditer(before))
        return bool(boards and boards[-1][1]) or _THE_REST.search(before) is not None
    return False
