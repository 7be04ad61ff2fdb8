"""Which tests marked `heavy` run in `make test`: a seeded tenth of each module's; all do in `make test-full`."""

import random
from collections.abc import Iterable, Mapping, Sequence

SHARE = 10
SEED = 20261128


def drawn(tests: Mapping[str, Sequence[str]], *, seed: int = SEED, share: int = SHARE) -> frozenset[str]:
    """A seeded sample of heavy tests.

    Args:
        tests: the ids of the heavy tests of each module, which is named by its path.
        seed: another one draws others.
        share: one test of so many is drawn.

    Returns:
        The ids drawn: of each module one of `share`, rounded up, so that none is left without. What other modules hold
        changes nothing, nor does the order of tests.
    """
    return frozenset(
        test
        for module, ids in tests.items()
        for test in random.Random(f"{seed} {module}").sample(sorted(ids), -(-len(ids) // share))
    )


def by_module(ids: Iterable[str]) -> dict[str, list[str]]:
    """Ids of tests by the module that they stand in."""
    modules: dict[str, list[str]] = {}
    for test in ids:
        modules.setdefault(test.partition("::")[0], []).append(test)
    return modules
