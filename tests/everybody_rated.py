"""Small markets without floors: their companies publish two figures each, and would all go without a rating."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cnesg.framework.definitions.rules import LeastInformation


@contextmanager
def everybody_rated(least: float = 0.0) -> Iterator[None]:
    """In this process every score is given that rests on a share of data of at least `least`.

    Who is not rated under the floors of the methodology is tested elsewhere.
    """

    def floor(_: LeastInformation, code: str, _kind: str) -> float:
        return least if code == "TOTAL" or len(code) == 1 else 0.0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LeastInformation, "floor", floor)
        yield
