"""Titles that are numbered, and labels whose number names one: 9.其他项目, and below it 9.2投入金额."""

from collections.abc import Mapping

from cnesg.framework.regexes import regex

_TITLE = regex(r"^(\d{1,2})\s?[.、•·]\s?(?=[\u4e00-\u9fff])")
_UNDER = regex(r"^(?:其中[:：]?\s?)?(\d{1,2})\s?[.,]\s?\d{1,2}(?=\s?[.、]?\s?[\u4e00-\u9fff“\"])")
_LONGEST_TITLE = 16


def take_numbered(text: str, titles: dict[str, str]) -> None:
    """Keep a text that is a numbered title, by its number."""
    if len(text) <= _LONGEST_TITLE and (number := _TITLE.match(text)):
        titles[number[1]] = text


def is_under(label: str) -> bool:
    """Whether a label is numbered in two steps: 1.1产业扶贫项目类型."""
    return _UNDER.match(label) is not None


def title_of(label: str, titles: Mapping[str, str]) -> str:
    """The title that the number of a row's label names, or nothing."""
    number = _UNDER.match(label) if titles else None
    return titles.get(number[1], "") if number else ""
