"""Weights as plain data for people and programs: pairwise judgements weighed, and every level's effective weights."""

from pathlib import Path
from typing import Any

from cnesg.errors import InputError, MethodologyError
from cnesg.framework.judgements import JudgementSet, Weighed, read_judgements, weigh


def weigh_file(file: Path, judgements: JudgementSet) -> Weighed:
    """The weights that a user's file of judgements gives, on the scale of the methodology.

    Raises:
        InputError: there is no such file.
        MethodologyError: with every problem of the file. Judgements that are not consistent enough are none.
    """
    if not file.is_file():
        raise InputError.of("judgements.bad_file", file=file)
    found, problems = read_judgements(file.name, file, judgements.scale)
    if found is None:
        raise MethodologyError(*problems)
    return weigh(found, judgements.scale)


def judged(weighed: Weighed) -> dict[str, Any]:
    """Judgements and their weights as plain data.

    Returns:
        `of`, `weights` by member, `eigenvalue`, `consistency_index`, `consistency_ratio`, `acceptable`, and `pairs`:
        each judgement beside the ratio of the weights (`implied`), the one that disagrees most first.
    """
    members, found = weighed.judgements.members, weighed.priorities
    return {
        "of": weighed.judgements.of,
        "weights": dict(weighed.weights),
        "eigenvalue": found.eigenvalue,
        "consistency_index": found.consistency_index,
        "consistency_ratio": found.consistency_ratio,
        "acceptable": weighed.acceptable,
        "pairs": [
            {
                "first": members[one.row],
                "second": members[one.column],
                "given": one.given,
                "implied": one.implied,
            }
            for one in weighed.deviations
        ],
    }
