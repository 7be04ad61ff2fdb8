"""Rows of a grid called no more than 密度, `Intensity` or 占营业收入比例: they are of what the row above gives."""

from collections.abc import Callable

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.acts_below_titles import with_title
from cnesg.extraction.grids.grid import Grid, GridRow, GridState, RowLabel
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.labels.bare_rates import named_below, with_noun_before
from cnesg.extraction.tables.rows.intensities import for_each, is_bare_intensity
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_BRACKET = regex(r"\s?[(\[][^()\[\]]*[)\]]$")
_SCOPE = regex(r"(?i)\W*(?:范[围畴]|类别|scope)\s?[一二三1-3](?![\d+＋、和及与&])")
_SUM = regex(r"(?i)\W*(?:(?:排放)?(?:总(?:排放)?[量计]?|合计|小计|共计)|(?:grand )?total)\W*(?:\([^()]*\))?")
_WHOLE, _WHOLE_LATIN = "温室气体排放总量", "Total GHG emissions"
_PARTS = 2
_ENERGY = regex(r"(?:[A-Z]?\d[\d.]*\s?)?(?:综合)?能源?(?:使用|消耗|耗用|资源)?(?:总?量)?(?:情况)?")
_OF_ALL = regex(r"总|合计|小计|共计|能源|能耗")
_ABOVE_RATE = 4  # rows above a rate of which it may be
_SHARE_OF_ALL = regex(  # what it is a share of, and not what of
    r"占(?:母?公司|本?集团|当年|全年|全部|在[职岗册]|主营业务|营业|销售|总|的)*(?:收入|营收|营业额|员工|人员|职工|人数)(?:总[数额]|总人数)?"
    r"的?(?:比例|比重|比率|百分比)(?:[(（][%％][)）])?"
)


def named_above(
    label: str, row: GridRow, grid: Grid, state: GridState, units: GridUnits, find: Callable[[str], Found]
) -> str:
    """The label under which a row's values are read: that of the row above where its own says no more than 密度.

    Args:
        label: the row's label as printed.
        row: its cells; only an amount for each of something is an intensity.
        grid: the table, whose title may stand above it.
        state: the rows so far.
        units: reads units.
        find: finds wording in a text.
    """
    if _SHARE_OF_ALL.fullmatch(label) and state.labels and state.labels[-1].has_values and state.labels[-1].metric:
        return _BRACKET.sub("", state.labels[-1].text) + label  # 研发投入(万元), below it 占营业收入比例(%)
    above_it = (one.text for one in reversed(state.labels[-_ABOVE_RATE:]) if one.has_values)
    rate = with_noun_before(label, above_it, find) or named_below(label, state.group or grid.title, find)
    if rate:
        return rate  # 重复利用水量, below it 重复利用率
    if not is_bare_intensity(label):
        return with_title(label, grid, state, find)
    reading = units.of_row(row, label)
    above = next((one.text for one in reversed(state.labels) if one.has_values and not is_bare_intensity(one.text)), "")
    each = for_each(label)
    if not above or reading is None or (reading.family is None and not each):
        return label
    if each:
        of = _BRACKET.sub("", above) if units.in_brackets(compact(above)[0]) is not None else above
        return f"{of} {each}"
    own = _BRACKET.search(label)
    if not label.isascii() and (title := _sum_of_carriers(grid, state)):
        above = title
    if _is_of_all_scopes(state.labels[-_PARTS:]):
        above = _WHOLE_LATIN if label.isascii() else _WHOLE
    return _BRACKET.sub("", above) + (own[0] if own is not None else "")


def _sum_of_carriers(grid: Grid, state: GridState) -> str:
    """The title of energy over several rows of which none is the sum: 能源消耗, below it 汽油, 电力 and 密度."""
    titles = [at for at, one in enumerate(state.labels) if not one.has_values]
    rows = [one.text for one in state.labels[titles[-1] + 1 if titles else 0 :]]
    line = compact(grid.above[-1])[0] if grid.above else ""
    title = state.labels[titles[-1]].text if titles else line
    bare = _BRACKET.sub("", title)
    if len(rows) < _PARTS or _ENERGY.fullmatch(bare) is None or any(_OF_ALL.search(one) for one in rows):
        return ""
    return bare


def _is_of_all_scopes(last: list[RowLabel]) -> bool:
    """Whether two scopes stand above, or a scope and the sum: 范围一, 范围二, 密度. One alone has its own."""
    texts = [compact(one.text)[0] for one in last if one.has_values]
    if len(texts) < _PARTS or not _SCOPE.match(texts[0]) or "/" in texts[0]:
        return False  # an intensity, too, is kept under the scope that it is of
    return _SUM.fullmatch(texts[1]) is not None or _SCOPE.match(texts[1]) is not None
