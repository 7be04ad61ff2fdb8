"""Lines of a column of labels, and whether one goes on with the label of the lines above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.layout import Band
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.geometry.two_languages import script_of
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox

WRAP_LEADING = 0.2
INDENT = 3.0
_OTHER_SIZE = 0.045
_OTHER_SCRIPT = 0.2
_FARTHEST = 0.9
_LOOSE = 0.25  # of the characters' height: 一 and other flat characters begin lower
_CLOSE = 0.6  # of the characters' height: lines of one label around their values stand no further apart
_SQUARELY = 0.25  # of the characters' height
_FEW = 2  # characters
_RULED = 3  # characters' heights: shorter lines are drawn under words
_RUNS_ON = regex(r"^[a-z(/&]|^(?:and|or|of|by)\b")
_MEASURE = regex(r"[/%³²₂€£$]|\d|[kMGT]Wh|[GTMP]J$|^[kMG]?t$")
OPEN_WORDS = r"\b(?:and|or|of|by|the|in|for|to|with|per|from|on|as)"  # what no label and no head ends with
_OPEN_END = regex(rf"(?:,|/|-|–|{OPEN_WORDS})$|[、，和及与的（(]$")
_GROUP_END = regex(r"[:：]$")
_CLOSING = regex(r"^[^(（]*[)）]")
HAN = regex(r"[\u4e00-\u9fff]")
_LATIN = regex(
    r"[A-Za-z%]"
)  # a sign of per cent is drawn as letters are, in another font than Chinese: 员工流失率（%）


@dataclass
class LabelLine:
    """One printed line of the label column."""

    fragments: list[Fragment]
    band: int | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(f.text for f in self.fragments)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.fragments[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.fragments[-1].x1

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(f.bbox[1] for f in self.fragments)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(f.bbox[3] for f in self.fragments)

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return self.fragments[0].middle

    @property
    def height(self) -> float:
        """Height of its characters."""
        return self.fragments[0].height


@dataclass(frozen=True)
class Spacing:
    """How lines of a column of labels stand.

    Attributes:
        pitch: the usual gap between two rows; None where it is not known.
        right: the edge at which lines break; beyond all where none do.
        leading: how far the lines of one label stand apart in a table of two languages; None in another.
        closest: the least gap between two lines that may be one label's; lines of one stand no much further apart.
    """

    pitch: float | None
    right: float
    leading: float | None
    closest: float = float("inf")


def label_lines(fragments: Sequence[Fragment], rows: Sequence[Band]) -> list[LabelLine]:
    """The label column's lines from top to bottom, each with the band on its base line."""
    found: list[LabelLine] = []
    for fragment in sorted(fragments, key=lambda f: f.middle):
        if found and fragment.middle - found[-1].middle < 0.5 * fragment.height:
            found[-1].fragments.append(fragment)
        else:
            found.append(LabelLine([fragment]))
    for line in found:
        line.fragments.sort(key=lambda f: f.x0)
        near = [i for i, band in enumerate(rows) if abs(band.middle - line.middle) < 0.45 * line.height]
        line.band = min(near, key=lambda i: abs(rows[i].middle - line.middle)) if near else None
    return found


def goes_on(
    above: Sequence[LabelLine],
    line: LabelLine,
    rows: Sequence[Band],
    rulings: Sequence[BoundingBox],
    spacing: Spacing,
) -> bool:
    """Whether a line goes on with the label of the lines above it.

    Args:
        above: the lines of the label so far.
        line: the next line.
        rows: the rows' values.
        rulings: lines drawn on the page.
        spacing: how lines of the column stand.
    """
    return (
        _says_again(above, line, spacing.leading)
        or _wraps(above, line, spacing, rulings)
        or _are_around(above, line, rows, rulings)
        or _in_one_cell(above, line, rows, rulings)
    )


def _wraps(above: Sequence[LabelLine], line: LabelLine, spacing: Spacing, rulings: Sequence[BoundingBox]) -> bool:
    """Whether a line goes on with the label of the lines above it."""
    last = above[-1]
    gap = line.top - last.bottom
    if gap > _FARTHEST * line.height or (line.band is not None and any(x.band is not None for x in above)):
        return False
    titled = last.band is None and _GROUP_END.search(last.text)
    if titled or _ruled_off(last, line, rulings):
        return False
    if _RUNS_ON.search(line.text) or is_unit_line(line.text) or _OPEN_END.search(last.text) or _closes(above, line):
        return True
    titles = last.band is None and parts_a_whole(last.text)  # By region 按地區劃分: the title of the rows below it
    if titles or _other_size(last, line) or line.x0 < last.x0 - INDENT:
        return False
    tight = gap < spacing.closest + _LOOSE * line.height
    if spacing.pitch is not None and gap < spacing.pitch - WRAP_LEADING * line.height and tight:
        return True
    full = last.x1 > spacing.right - 1.5 * last.height
    return full and last.band is None and HAN.search(last.text[-1:]) is not None  # hanging indents included


def _are_around(
    above: Sequence[LabelLine], line: LabelLine, rows: Sequence[Band], rulings: Sequence[BoundingBox]
) -> bool:
    """Whether two lines, none of them beside values, have a row of values right in their middle: Share of staff:|30-50.

    Then the first is no title of a group, though it ends as one.
    """
    last = above[-1]
    if len(above) > 1 or last.band is not None or line.band is not None or _ruled_off(last, line, rulings):
        return False
    if line.top - last.bottom > _CLOSE * line.height or _other_size(last, line):
        return False
    middle = (last.middle + line.middle) / 2
    return any(abs(band.middle - middle) < _SQUARELY * line.height for band in rows)


def _in_one_cell(
    above: Sequence[LabelLine], line: LabelLine, rows: Sequence[Band], rulings: Sequence[BoundingBox]
) -> bool:
    """Whether two lines stand between the same drawn lines, with one row of values in the middle between those."""
    first, drawn = above[0], _drawn_across(line, rulings)
    over = max((y for y in drawn if y <= first.top + 1), default=None)
    under = min((y for y in drawn if y > first.middle), default=None)
    if over is None or under is None or under < line.middle or _other_size(above[-1], line):
        return False
    inside = [band.middle for band in rows if over < band.middle < under]
    return len(inside) == 1 and abs(inside[0] - (over + under) / 2) < _SQUARELY * line.height


def _says_again(above: Sequence[LabelLine], line: LabelLine, leading: float | None) -> bool:
    """Whether a line goes on with a label in the same language, or says it again in the other.

    Args:
        above: the lines of the label so far.
        line: the next line.
        leading: how far the lines of one label stand apart in a table of two languages; None in another.
    """
    if leading is None or line.top - above[-1].bottom > leading + _LOOSE * above[-1].height:
        return False
    if line.band is not None and any(one.band is not None for one in above):
        return False
    own = script_of(line.text)
    scripts = [script_of(one.text) for one in above]
    return own == scripts[-1] or (bool(own) and own not in scripts)


def _other_size(above: LabelLine, line: LabelLine) -> bool:
    """Whether a line is set in another size than the one above; another script has a height of its own.

    So have one or two Chinese characters, which fill their squares more or less: 其中：光伏自发自|用.
    """
    one_script = _scripts(above.text) == _scripts(line.text)  # 所產生的有害廢|棄物總量 may have English before it
    one_script = one_script and not (len(line.text) <= _FEW and HAN.search(line.text))
    return abs(line.height - above.height) > (_OTHER_SIZE if one_script else _OTHER_SCRIPT) * line.height


def _scripts(text: str) -> tuple[bool, bool]:
    """Whether a text has Chinese characters, and whether it has Latin letters."""
    return HAN.search(text) is not None, _LATIN.search(text) is not None


def is_unit_line(text: str) -> bool:
    """Whether a line is a unit, in Chinese, in signs or in brackets: `Employees` may be a heading."""
    return (text[0] in "(（" or HAN.search(text) is not None or _MEASURE.search(text) is not None) and is_unit(text)


def _closes(above: Sequence[LabelLine], line: LabelLine) -> bool:
    """Whether a line closes a bracket that the lines above it left open: 碳排放总量（吨二氧化碳当|量）."""
    opened = sum(
        text.count("(") + text.count("（") - text.count(")") - text.count("）") for text in (x.text for x in above)
    )
    return opened > 0 and _CLOSING.search(line.text) is not None


def _ruled_off(above: LabelLine, below: LabelLine, rulings: Sequence[BoundingBox]) -> bool:
    return any(above.middle < y < below.middle for y in _drawn_across(above, rulings))


def _drawn_across(line: LabelLine, rulings: Sequence[BoundingBox]) -> list[float]:
    """At which heights lines are drawn across the column where a label stands."""
    return [r[1] for r in rulings if r[0] < line.x1 and line.x0 < r[2] and r[2] - r[0] > _RULED * line.height]
