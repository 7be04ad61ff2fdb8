"""Rows of the board among rows of staff: Board, then Executives, Managers and Graduates, which are no parts of it."""

from collections.abc import Iterable

from cnesg.framework.regexes import regex

_BOARD = regex(
    r"(?i)(?:the )?(?:supervisory |plc )?board(?: of directors| directors| members(?:hip)?)?"
    r"|(?:company |plc |group )?directors(?: of the (?:company|group|plc))?|董事会(?:成员)?"
)
_OF_DIRECTORS = frozenset({"gender", "age", "nationality", "ethnicity", "region", "title", "education"})


def names_board(label: str) -> bool:
    """Whether a label is of the board and says nothing else.

    >>> names_board("Board of Directors"), names_board("Board meetings")
    (True, False)
    """
    return _BOARD.fullmatch(label.strip()) is not None


def parts_no_board(dimensions: Iterable[str]) -> bool:
    """Whether classes are of staff rather than of directors, whom gender, age and the like part.

    Args:
        dimensions: what the classes of a row's label are of; none where it has no class.

    >>> parts_no_board({"level"}), parts_no_board({"gender"})
    (True, False)
    """
    return _OF_DIRECTORS.isdisjoint(dimensions)
