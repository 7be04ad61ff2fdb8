"""The metrics that a text of a table names, and the kinds of which some of them are totals."""

from collections.abc import Set as AbstractSet

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found


def metrics_named(found: Found, know: Knowledge) -> set[str]:
    """The metrics of what the lexicon finds in a text, but for wordings that another word there forbids."""
    return {know.lexicon.entries[hit.entry].metric for hit in found.hits if hit.entry not in found.never}


def kinds_of_totals(metrics: AbstractSet[str], know: Knowledge) -> set[str]:
    """The kinds of the totals among some metrics: of emissions the scopes."""
    families = know.lexicon.families
    return {kind for one in metrics & know.lexicon.roles.totals for kind in families[one].by_class.values()}
