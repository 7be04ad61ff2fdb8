"""The gap report: which items of a standard a report answers, explains or leaves out, and where."""

from cnesg.gap.engine import GapFinder, gap_finder
from cnesg.gap.model import Evidence, Gap, ItemGap

__all__ = ["Evidence", "Gap", "GapFinder", "ItemGap", "gap_finder"]
