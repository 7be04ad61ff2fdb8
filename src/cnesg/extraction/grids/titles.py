"""Titles of tables: whether one is the name of a metric, and whether a label leaves it to the title to name one."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from cnesg.extraction.grids.bare_titles import bare_name, bare_title, without_unit
from cnesg.extraction.grids.classes import GridClasses
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

# A caption that says what a table is about, so that its rows need not: 环保投入情况, 公益支出, employees by age
_ANNOUNCES = regex(
    r"(?i)(?:公益|慈善|捐赠|捐款|捐助)[^,，。;；:：]{0,6}(?:支出|投入|款项|金额|项目|清单|名单)?$|情况|统计|构成|结构|分布|分类|划分|明细|如下|一览|对比|汇总|清单|^[(（]?\s?[表图]\s?[\d一二三四五六七八九十]|\btable\b|\bby\b"
)


def announces(text: str) -> bool:
    """Whether a line says what a table below it is about: 环保投入情况, 公益支出."""
    return _ANNOUNCES.search(text) is not None


class GridTitles:
    """Reads the lines above tables; holds what is fixed for a document."""

    def __init__(self, know: Knowledge, classes: GridClasses, find: Callable[[str], Found]) -> None:
        self._know = know
        self._classes = classes
        self._find = find

    def measures(self, text: str, kinds: AbstractSet[str], near: AbstractSet[int] | None = None) -> bool:
        """Whether a text names a metric that a value may be of: `Natural gas` names none of what is in tCO2e.

        Args:
            text: a label or head.
            kinds: what the value may be of by its unit; nothing where that is not known.
            near: wording whose own words stand around, without which 投入 alone is no name of a metric; None for all.
        """
        found, entries = self._find(text), self._know.lexicon.entries
        hits = [h for h in found.hits if h.entry not in found.never]
        if near is not None:
            hits = [h for h in hits if not entries[h.entry].near.all() or h.entry in near]
        return any(not kinds or not kinds.isdisjoint(self._know.lexicon.kinds[h.entry]) for h in hits)

    def tells(self, text: str, *, bare_row: bool, measured: bool) -> bool:
        """Whether a line above a table says what rows are of that leave it to a title.

        Args:
            text: the line.
            bare_row: neither label nor head of the row names a metric.
            measured: they have a unit of their own, so that a title which but announces the table says no more.
        """
        return (announces(text) and not measured) or (bare_row and self.is_alone(bare_title(text), measured=measured))

    def is_alone(self, text: str, *, measured: bool = False) -> bool:
        """Whether a line above a table is nothing but the name of a metric: 员工培训总支出.

        Args:
            text: the line.
            measured: its rows have units of their own, so that 董事会 above them names none.
        """
        bare = without_unit(text, self._know.units)
        if self._classes.counts(bare):
            return True
        bare = bare_name(bare)
        hits = [h for h in self._find(bare).hits if h.end - h.start >= len(bare) - 2] if bare else []
        whole = (
            self._know.lexicon.grammar.narrowing.whole
        )  # metrics of the company as a whole: no row is a part of them
        accounts = self._know.lexicon.grammar.narrowing.accounts
        named = ((self._know.lexicon.entries[h.entry].metric, h.label_only) for h in hits)
        return any(
            metric not in whole or (alone and not measured and metric not in accounts) for metric, alone in named
        )
