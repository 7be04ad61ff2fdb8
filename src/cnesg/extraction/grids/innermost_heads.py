"""What the innermost of a column's heads says by itself: 申请 below 2023年, and 累计数量 over 获得数.

Heads in several rows are read as one text, in which wording that counts only as a whole label is none.
"""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.grids.grid import GridState
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_SO_FAR = regex(r"(?:历年|期末)?(?:累计|累积)(?:总?数量?|总?量|情况|(?:专利)?(?:件|项|个)数)?(?:\([件项个]\))?")


def named_over(find: Callable[[str], Found], header: str, state: GridState) -> Found:
    """What the heads over a column name, put together and the innermost alone.

    Args:
        find: finds wording in a text.
        header: the heads as one text.
        state: which of them is the innermost.
    """
    found, own = find(header), state.own_from(header)
    alone = (hit for hit in find(state.own_head).hits if hit.end - hit.start == len(state.own_head)) if own else ()
    known = {hit.entry for hit in found.hits}
    more = [replace(hit, start=hit.start + own, end=hit.end + own) for hit in alone if hit.entry not in known]
    return replace(found, hits=[*found.hits, *more]) if more else found


def sums_all_years(header: str, state: GridState) -> bool:
    """Whether what stands over a column's own head says no more than that it is a sum so far: 累计数量 | 获得数(个).

    Args:
        header: the heads as one text.
        state: which of them is the innermost.
    """
    return _SO_FAR.fullmatch(header[: state.own_from(header)].strip()) is not None
