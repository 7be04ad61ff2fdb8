"""Whether what was found in a document can be the figures of a company's report."""

from collections.abc import Sequence

from cnesg.extraction.knowledge import Knowledge
from cnesg.model import Quantity

_NO_AMOUNTS = frozenset({"money", "years"})


def is_of_a_company(know: Knowledge, rows: Sequence[Quantity]) -> bool:
    """Whether the figures of a document are those of a company, as far as they can tell.

    A foundation's accounts or a price list share words with reports (donations, dividends, investments), but measure
    nothing of the environment and none of a company's own people and results. A few figures prove nothing.

    Args:
        know: vocabulary, units and what companies' reports state at least (`content` in the grammar).
        rows: all quantities of the document.
    """
    content = know.lexicon.grammar.content
    if len(rows) < content.fewest_rows or not content.of_companies:
        return True
    return any(row.metric in content.of_companies or _measures_nature(know, row) for row in rows)


def _measures_nature(know: Knowledge, row: Quantity) -> bool:
    """Whether a quantity is of the environment and no sum of money or date."""
    metric = know.metrics.get(row.metric)
    if metric is None or metric.dimension != "E":
        return False
    reading = know.units.whole(row.unit)
    return reading is None or reading.kinds.isdisjoint(_NO_AMOUNTS)
