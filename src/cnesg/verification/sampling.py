"""Which values are checked blind or shown with a planted error: by a seeded draw that no order of work changes."""

import hashlib
from collections.abc import Iterable

_RANGE = 2**64


def lot(seed: str, purpose: str, observation_id: str) -> float:
    """The number drawn for a value, 0 to below 1; the same whenever and wherever it is drawn."""
    drawn = hashlib.sha256(f"{seed}\x1f{purpose}\x1f{observation_id}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") / _RANGE


def sampled(observation_id: str, share: float, seed: str, purpose: str) -> bool:
    """Whether a value is in the sample.

    Args:
        observation_id: the value.
        share: of all values that the sample holds, 0 to 1.
        seed: of the workspace; nobody who checks knows it.
        purpose: what the sample is for; samples for several purposes don't depend on each other.
    """
    return lot(seed, purpose, observation_id) < share


def sample(observation_ids: Iterable[str], share: float, seed: str, purpose: str) -> set[str]:
    """Those of many values that are in the sample."""
    return {one for one in observation_ids if sampled(one, share, seed, purpose)}
