"""Shares of money by kind, 新产品开发 | 12,600 | 63%: they make up the whole, and are no shares of the revenue."""

from collections.abc import Iterable, Iterator, Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.grids.staff_parts import Told
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_SUM = regex(r"合计|总计|小计|共计|总额")
_ALL = 100  # per cent


def without_compositions(facts: Iterable[Candidate], told: Sequence[Told], know: Knowledge) -> Iterator[Candidate]:
    """The facts of a table without the shares of a sum of money that its parts make up, of which the sum is all.

    Args:
        facts: the facts as they are read.
        told: each fact of the rows with the name of its group and its label.
        know: tells which metrics are shares of what is paid.
    """
    families = know.lexicon.families.values()
    shares = {one.share for one in families if one.share and know.unit_of(one.metric).startswith("CNY")}
    whole = {one.metric for one, _, label in told if one.metric in shares and one.value == _ALL and _SUM.search(label)}
    return (one for one in facts if one.metric not in whole)
