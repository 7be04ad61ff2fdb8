"""What must hold across the methodology's files."""

from collections.abc import Iterator

from cnesg.errors import Problem
from cnesg.framework.methodology import Methodology


def check(methodology: Methodology) -> Iterator[Problem]:
    """Every problem that the typed entries have with one another."""
    yield from ()
