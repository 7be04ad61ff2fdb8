"""The drawn methodologies of a run: variants of every group of choices, and the inputs that each needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from cnesg.framework.issuer_groups import IssuerGroups, load_issuer_groups
from cnesg.framework.methodology import Methodology
from cnesg.framework.multiverse import Variant, world
from cnesg.imputation import impute, select_inputs
from cnesg.pipeline.runs.basis import ScoringBasis, counted_facts
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class InputsVariant:
    """What a draw of the group `inputs` gives.

    Attributes:
        selected: table INPUTS before anything is estimated.
        inputs: with estimates for whatever some draw asks; the penalty is 1 for an average, and 1 a year for what is
            carried.
        families: peer groups of issuers without listed shares.
    """

    selected: pl.DataFrame
    inputs: pl.DataFrame
    families: tuple[IssuerGroups, ...]


def inputs_of(
    workspace: Workspace, basis: ScoringBasis, drawn: Mapping[str, Sequence[Variant]]
) -> tuple[InputsVariant, ...]:
    """The inputs under every variant of the group `inputs`, and under the rules in force, the last."""
    chosen = [*({"inputs": variant} for variant in drawn.get("inputs", ())), {}]
    return tuple(_inputs(workspace, basis, one, drawn) for one in chosen)


def _inputs(
    workspace: Workspace,
    basis: ScoringBasis,
    chosen: Mapping[str, Variant],
    drawn: Mapping[str, Sequence[Variant]],
) -> InputsVariant:
    base = basis.methodology
    methodology = _asking_all(world(base, basis.profile, chosen).methodology, drawn)
    folder = chosen["inputs"].methodology.folder if chosen else base.folder
    families = basis.families if folder == base.folder else load_issuer_groups(folder)
    by = replace(basis, methodology=methodology, families=families)
    observations = counted_facts(workspace, basis, by)
    selected = select_inputs(observations, methodology, basis.fiscal_year, basis.companies, families)
    estimated = impute(
        selected,
        observations,
        basis.companies,
        methodology,
        basis.fiscal_year,
        as_of=basis.instant,
        families=families,
    )
    return InputsVariant(selected, estimated, families)


def _asking_all(methodology: Methodology, drawn: Mapping[str, Sequence[Variant]]) -> Methodology:
    """With every measure that some draw has, so that what any of them needs is estimated; penalties of one point."""
    level2 = {}
    for code, entry in methodology.level2.items():
        measures = dict.fromkeys(entry.measures)
        for group in ("measures", "mixes"):
            for variant in drawn.get(group, ()):
                measures |= dict.fromkeys(variant.methodology.level2[code].measures)
        level2[code] = entry.model_copy(update={"measures": tuple(measures)})
    rules = methodology.rules
    one = {
        name: getattr(rules, name).model_copy(update={"value": 1.0}) for name in ("carry_penalty", "average_penalty")
    }
    return replace(methodology, level2=level2, rules=rules.model_copy(update=one))
