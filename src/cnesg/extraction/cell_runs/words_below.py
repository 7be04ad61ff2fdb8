"""Figures set large whose labels go on below them in small letters: `41%` over `women in our workforce`.

Where one label of a run begins so, all labels of it stand below their figures. A figure of the year before may stand
in brackets below the label: (39% in 2021), (2021: 39%).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.cell_runs.tokens import Token, Tokens, is_sentence
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_LONGEST, _LABEL_LINES = 60, 3
_SMALL = regex(r"[a-z(]")
_TIES = regex(r"(?:of|in) (?:our |the |all )?(?=[a-z])")
_ABOUT = regex(r"(?i)over|more than|about|around|nearly|almost|close to|approximately|up to|some")
_BEGINS = regex(r"[A-Za-z]")
_OPEN = regex(
    r"(?i)(?:\b(?:of|and|per|by|in|the|for|to|with|or|on|at|from|over|than|about|our|an?|is|was|are|were|has|have|had)|[,;:&/(-])$"
)
_FIGURE = (
    r"(?:US|HK|NZ|[ACRS])?[$€£R]?\s?\d(?:[\d,.]|\s(?=\d{3}))*(?:\s?%|\s?(?:million|billion|m|bn)\b|\s?[A-Za-z]\w{0,6})?"
)
_YEAR = r"(?:FY ?)?(?P<{}>(?:19|20)\d\d)"
_EARLIER = regex(
    rf"\(?(?:(?:in )?{_YEAR.format('before')}:?\s?(?P<one>{_FIGURE})|(?P<two>{_FIGURE}) in {_YEAR.format('behind')})\)?"
)


@dataclass(frozen=True)
class Item:
    """A figure, the lines of its label, its unit from the line below, and a figure of an earlier year with its year.

    The line above the figure is its label instead, where labels come first.
    """

    value: Token
    label: tuple[Line, ...]
    unit: str = ""
    earlier: Token | None = None
    earlier_year: Token | None = None
    above: Line | None = None

    @property
    def text(self) -> str:
        """The label in one line."""
        return " ".join(line.text.strip() for line in self.label)

    @property
    def is_small(self) -> bool:
        """Whether the label goes on from the figure."""
        return self.text[:1].islower()

    @property
    def bare(self) -> str:
        """The label without the preposition that ties it to the figure: of |waste recycled."""
        return _TIES.sub("", self.text)


def figures_over_words(lines: Sequence[Line], tokens: Tokens) -> Iterator[list[Item]]:
    """Runs of figures each with its label below it.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
    """
    at = 0
    while at < len(lines):
        run: list[Item] = []
        begin, headed = at, 0
        while (found := _item(lines, at, tokens)) is not None:
            item = replace(found[0], above=lines[at - 1] if at else None)
            run.append(item)
            at = found[1]
            headed = _heading(lines, at, tokens)
            at += headed
        alone = (
            not headed and at < len(lines) and _alone(lines[at], tokens) is not None
        )  # the last of a list whose labels come first
        if any(one.is_small or one.earlier is not None for one in run) and not alone and not _goes_on(lines, begin):
            yield run
        at = max(at, begin + 1)


def _item(lines: Sequence[Line], at: int, tokens: Tokens) -> tuple[Item, int] | None:
    """The figure on a line with its label below, and the line behind it."""
    value = _alone(lines[at], tokens) if at + 1 < len(lines) else None
    if value is None or (at and tokens.are_figures(lines[at - 1])):
        return None
    label: list[Line] = []
    end = at + 1
    unit = lines[end].text.strip()
    if end + 1 < len(lines) and tokens.is_unit(unit):  # 11,402, and below it tonnes CO2e
        end += 1
    else:
        unit = ""
    if end + 1 < len(lines) and _EARLIER.fullmatch(lines[end].text.strip()):
        end += 1
    first = end
    while end < len(lines) and len(label) < _LABEL_LINES and _is_label(lines[end], tokens):
        text = lines[end].text.strip()
        if label and not (text[:1].islower() or _OPEN.search(label[-1].text.strip())):
            break
        label.append(lines[end])
        end += 1
    if not label:
        return None
    between = _EARLIER.fullmatch(lines[first - 1].text.strip()) if first > at + 1 else None
    told = between or (_EARLIER.fullmatch(lines[end].text.strip()) if end < len(lines) else None)
    if told is None:
        return Item(value, tuple(label), unit), end
    line = lines[first - 1 if between else end]
    by = len(line.text) - len(line.text.lstrip())
    figure, year = ("one", "before") if told["one"] else ("two", "behind")
    spans = [(by + told.start(name), by + told.end(name)) for name in (figure, year)]
    return Item(value, tuple(label), unit, Token("value", line, *spans[0]), Token("year", line, *spans[1])), end + (
        not between
    )


def _alone(line: Line, tokens: Tokens) -> Token | None:
    """The figure that a line consists of."""
    found = tokens.of(line)
    if len(found) > 1 and found[0].kind == "words" and _ABOUT.fullmatch(found[0].text):
        found = found[1:]
    return found[0] if len(found) == 1 and found[0].kind == "value" else None


def _is_label(line: Line, tokens: Tokens) -> bool:
    text = line.text.strip()
    return (
        len(text) <= _LONGEST
        and _BEGINS.match(text) is not None
        and is_latin(text)
        and not is_sentence(text)
        and "\t" not in text
        and all(one.kind != "value" for one in tokens.of(line)[:1])
    )


def _heading(lines: Sequence[Line], at: int, tokens: Tokens) -> int:
    """How many lines of a heading stand between a label and the next figure: at most one."""
    if at + 1 >= len(lines) or _alone(lines[at + 1], tokens) is None or not _is_label(lines[at], tokens):
        return 0
    return int(lines[at].text.strip()[:1].isupper())


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the figure on a line is a part of the sentence above it."""
    if at == 0:
        return False
    above = lines[at - 1].text.strip()
    return len(above) > _LONGEST or _OPEN.search(above) is not None
