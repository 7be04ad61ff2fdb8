"""Figures of classes below a title, in English text files: `Workforce by region`, and below it `Hong Kong 61.2%`.

A label may stand on the line of its figure or above it, and where columns were lost, behind the figure before. What
comes first below the title says which is whose: a label there is that of the figure behind it, and so to the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_FIGURE = (
    r"(?!(?:19|20)\d\d\b(?![.,%]))(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    r"(?:\s?%|\s?(?:[kMGT]?Wh|[GMT]J|tCO2e|tonnes|kg|m3)(?![A-Za-z])|\s(?:hours?|persons?|people|employees|days)(?![A-Za-z]))?"
)
_ITEM = regex(rf"(?P<label>\S.*?)\s?:?\s(?P<figure>{_FIGURE})(?:\s(?P<share>\(\d[\d.]*%\)|\d[\d.]*%))?")
_FIGURES = regex(rf"(?<!\S){_FIGURE}(?!\S)")
_TURNED = regex(rf"(?P<figure>{_FIGURE})\s(?P<label>[A-Z<>≤≥].*)")
_ALONE = regex(_FIGURE)
_SHARE = regex(r"\(\d[\d.]*%\)")
_LABEL = regex(r"(?:[-–—•]\s)?[A-Za-z<>≤≥][A-Za-z\d&,'’()/<>≤≥ –-]{1,44}")
_ROW = regex(r"\s\d[\d,.]*\s\d[\d,.]*$")  # Tap water 52 55 | 1,000 m3
_LAST_FIGURE = regex(r"(?<!\bto)(?<!\band)(?<!\bor)(?<![-–—])\s\d[\d,.]*\s?%?$")
_BY = regex(r"(?i)\bby\b|\bdistribution\b|\bbreakdown\b|\bcomposition\b")
_PARTS = regex(r"(?i)by [a-z][a-z ]{2,40}")
_HEADS = regex(  # Level |% Male % Female, over two columns
    r"(?i)(?:\bm(?:ales?|en)\s?%?[\s|%/]+(?:females?|women)|\b(?:females?|women)\s?%?[\s|%/]+m(?:ales?|en))\s?%?$"
)
_NO_TITLE = regex(r"(?i)[.;!?,]$|\.\s|\b(?:by|of|and|per|in|the|for|to)$")
_YEAR = regex(r"\b20\d\d\b")
_FEWEST, _LABEL_LINES, _TITLE_LINES = 2, 2, 2
_LONGEST_TITLE = 100
_MOST_OF_IT = 0.6


@dataclass(frozen=True)
class _Token:
    """A label or a figure, and where it stands."""

    kind: str
    line: Line
    start: int
    end: int

    @property
    def cell(self) -> Cell:
        text = self.text.strip("() ") if self.kind == "share" else self.text
        return Cell(text, self.line, self.start, self.end)

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def classed_grids(lines: Sequence[Line], know: Knowledge) -> tuple[list[Grid], set[int]]:
    """A table for each title with the rows below it, and the numbers of the lines that they take up.

    Args:
        lines: the lines of a page.
        know: the vocabulary.
    """
    grids: list[Grid] = []
    taken: set[int] = set()
    printed = [line for line in lines if line.text.strip()]
    at = 0
    whole = ""  # the title that `By gender` below it parts
    while at < len(printed):
        title = _title(printed, at, know)
        if _PARTS.fullmatch(printed[at - 1].text.strip()) and at:
            whole = _title(printed, at - 1, know).replace("\n", " ") or whole
            title = title or whole
        elif title:
            whole = ""
        items, end = _run(printed, at, title, know) if title else ([], at)
        if title and not items:
            items, end = _turned(printed, at, know)
        if len(items) < _FEWEST or not _are_classes(items, title, know):
            at += 1
            continue
        above = printed[at - title.count("\n") - 1 : at]
        whole = title.replace("\n", " ")
        head = (Cell(title.replace("\n", " "), above[-1], 0, len(above[-1].text)),)
        grids.append(Grid((head, *map(_row, items)), (head[0].text,) if _YEAR.search(title) else ()))
        taken |= {line.number for line in (*above, *printed[at:end])}
        at = end
    return grids, taken


def _title(lines: Sequence[Line], at: int, know: Knowledge) -> str:
    """The title right above a line, its lines apart by line breaks; empty where none names a metric."""
    for count in range(1, _TITLE_LINES + 1):
        above = [line.text.strip() for line in lines[max(0, at - count) : at]]
        text = " ".join(above)
        if len(above) < count or len(text) > _LONGEST_TITLE or _NO_TITLE.search(text) or not is_latin(text):
            return ""
        if _is_class(text, know) and not _find(text, know).marks.get("total"):
            return ""
        if (
            "\t" in text
            or _HEADS.search(text)
            or any(_ALONE.fullmatch(one) or _ITEM.fullmatch(one) or _TURNED.fullmatch(one) for one in above)
        ):
            return ""
        if count > 1 and not (above[-1][:1].islower() or above[-1][:1] == "(" or _NO_TITLE.search(above[0])):
            return ""
        if text[0].isupper() and _find(text, know).hits:
            return "\n".join(above)
    return ""


def _tokens(line: Line) -> list[_Token]:
    """The label and the figure of a line, in order; nothing where it is anything else."""
    text = line.text.rstrip()
    low = len(text) - len(text.lstrip())
    if not is_latin(text) or "\t" in text:
        return []
    if _SHARE.fullmatch(text, low):
        return [_Token("share", line, low, len(text))]
    if _ALONE.fullmatch(text, low):
        return [_Token("figure", line, low, len(text))]
    if (found := _ITEM.fullmatch(text, low)) and (
        _age_alone(found["label"])
        or (not _age(text) and _is_one_label(found["label"]) and not _ROW.search(found["label"]))
    ):
        order = ("label", "figure", "share") if found["share"] else ("label", "figure")
    elif _age(text):
        return [_Token("label", line, low, len(text))]
    elif (found := _TURNED.fullmatch(text, low)) and _is_one_label(found["label"]):
        order = ("figure", "label")
    else:
        alone = [_Token("label", line, low, len(text))] if _LABEL.fullmatch(text, low) else []
        return _several(line, text, low) or alone
    return [_Token(kind, line, *found.span(kind)) for kind in order]


def _age(text: str) -> bool:
    """Whether a label names an age, maybe behind the stroke or dot of a list: – Aged below 30."""
    return age_of_cell(text.strip().lstrip("-–—•· ")) is not None


def _age_alone(text: str) -> bool:
    """Whether a label is an age and holds no figure behind it: no row of two, aged 50–60 1011 | 1064."""
    figure = _LAST_FIGURE.search(text.rstrip())
    return _age(text) and (figure is None or not _age(text[: figure.start()]))


def _is_one_label(text: str) -> bool:
    """Whether a text is a label, with no figure of its own but that of an age."""
    if _age(text):
        return True
    return _LABEL.fullmatch(text) is not None and _FIGURES.search(text) is None


def _several(line: Line, text: str, low: int) -> list[_Token]:
    """The labels and figures of a line that holds more than one of each: Europe 36% Asia 41%, 13.5 hours Female."""
    found: list[_Token] = []
    at = low
    for figure in _FIGURES.finditer(text, low):
        if label := text[at : figure.start()].strip():
            start = text.index(label, at)
            found.append(_Token("label", line, start, start + len(label.rstrip(" :"))))
        found.append(_Token("figure", line, *figure.span()))
        at = figure.end()
    if rest := text[at:].strip():
        found.append(_Token("label", line, text.index(rest, at), len(text)))
    labels = [one for one in found if one.kind == "label"]
    figures = len(found) - len(labels)
    return found if figures and labels and all(_LABEL.fullmatch(one.text) for one in labels) else []


def _run(lines: Sequence[Line], at: int, title: str, know: Knowledge) -> tuple[list[list[_Token]], int]:
    """Labels each with the figure behind it, from a line on, and where they end; none where a figure begins."""
    items: list[list[_Token]] = []
    label: list[_Token] = []
    end = at
    for number in range(at, len(lines)):
        tokens = _tokens(lines[number])
        if not tokens:
            break
        for token in tokens:
            if token.kind == "label" and items and not label and _ends(items[-1], token, know):
                items[-1].insert(-1, token)
                end = number + 1
            elif token.kind == "label":
                label = [*label, token]
            elif token.kind == "share" and items and not label:
                items[-1].append(token)
                end = number + 1
            elif token.kind == "figure" and label and len(label) <= _LABEL_LINES:
                items.append([*label, token])
                label, end = [], number + 1
            else:
                return items, end
        if len(label) > _LABEL_LINES or (label and _is_title(label[-1].text, title, know)):
            break
    return items, end


def _ends(item: Sequence[_Token], token: _Token, know: Knowledge) -> bool:
    """Whether words behind a figure are the rest of its label: 16 hours| management, below `Below middle`."""
    if not token.text[:1].islower() or token.line is not item[-1].line:
        return False
    before = " ".join(one.text for one in item if one.kind == "label")
    return _is_class(f"{before} {token.text}", know)


def _is_title(text: str, over: str, know: Knowledge) -> bool:
    """Whether words are no label of the run but begin another: they name a metric, or say how it is divided.

    What is a class names none below a title that divides: Executives.
    """
    if _BY.search(text) is not None:
        return True
    return _names_more_than_class(text, know) and not (_BY.search(over) and _is_class(text, know))


def _turned(lines: Sequence[Line], at: int, know: Knowledge) -> tuple[list[list[_Token]], int]:
    """Figures each with the known class behind it, where the last of the run is a class: 31% over `Male`."""
    items: list[list[_Token]] = []
    end = at
    while end + 1 < len(lines):
        tokens = [*_tokens(lines[end]), *_tokens(lines[end + 1])]
        if [one.kind for one in tokens] != ["figure", "label"] or not _is_class(tokens[1].text, know):
            break
        items.append([tokens[1], tokens[0]])
        end += 2
    goes_on = end < len(lines) and any(one.kind != "label" for one in _tokens(lines[end]))
    return ([], at) if goes_on else (items, end)


def _are_classes(items: Sequence[Sequence[_Token]], title: str, know: Knowledge) -> bool:
    """Whether the labels are classes: all of them known, or at least half where the title divides."""
    labels = [" ".join(one.text.strip() for one in item if one.kind == "label") for item in items]
    divided = _BY.search(title) is not None
    if len(set(labels)) < len(labels):
        return False
    if any(_names_more_than_class(one, know) and not (divided and _is_class(one, know)) for one in labels):
        return False
    known = sum(_is_class(label, know) for label in labels)
    return known == len(labels) or (divided and 2 * known >= len(labels))


def _is_class(label: str, know: Knowledge) -> bool:
    found = _find(label, know)
    covered = sum(end - start for start, end, _ in found.classes)
    return _age(label) or covered >= _MOST_OF_IT * len(label) or bool(found.marks.get("total"))


def _names_more_than_class(label: str, know: Knowledge) -> bool:
    """Whether a label names a metric of its own, other than the staff."""
    entries, staff = know.lexicon.entries, know.lexicon.roles.staff
    return any(entries[h.entry].metric not in staff and not h.label_only for h in _find(label, know).hits)


def _find(text: str, know: Knowledge) -> Found:
    return know.lexicon.find(printed_form(text))


def _row(item: Sequence[_Token]) -> GridRow:
    labels = [one for one in item if one.kind == "label"]
    values = [one for one in item if one.kind != "label"]
    text = " ".join(one.text.strip().rstrip(":") for one in labels)
    return (Cell(text, labels[-1].line, labels[-1].start, labels[-1].end), *(one.cell for one in values))
