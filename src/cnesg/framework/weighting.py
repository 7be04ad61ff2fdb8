"""How Level I weights come about: the share of standards' items that ask for an issue, and pairwise judgements.

`methodology/weighting.yaml` says how the two are mixed and which standards speak with one voice. Why so:
`docs/decisions/level1-weights.md`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from math import floor, fsum

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.coverage import ANSWERS
from cnesg.framework.definitions.base import Definition, Name, Sourced, SourcedNumber, Whole
from cnesg.framework.judgements import JudgementSet
from cnesg.framework.mappings import Mappings
from cnesg.framework.methodology import Methodology
from cnesg.framework.standards import Standards
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "weighting.yaml"


class Voice(Definition):
    """Standards that speak with one voice, because one publisher keeps them or their lists are nearly the same."""

    name: Name
    standards: tuple[str, ...] = Field(min_length=1)


class Weighting(Sourced):
    """How Level I weights are derived.

    Attributes:
        items_share: part of the weight that follows the items of standards, 0 to 1; the rest follows judgements.
        decimals: to how many decimals weights are written.
        voices: which standards count, and which of them together.
    """

    items_share: SourcedNumber
    decimals: Whole = Field(ge=1, le=6)
    voices: tuple[Voice, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Level1Weight:
    """A Level I weight with its two inputs; all are shares among the issues of the dimension.

    Attributes:
        code: the Level I indicator.
        items: mean over the voices of the share of items that ask for it.
        by_voice: that share for each voice that asks for anything in the dimension, in the order of the voices.
        judged: its weight by pairwise judgements.
        mixed: the two inputs mixed, before rounding.
        derived: to the printed digits; sums to 1 over the dimension.
    """

    code: str
    items: float
    by_voice: Mapping[str, float]
    judged: float
    mixed: float
    derived: float


def load_weighting(folder: Traversable | None = None) -> Weighting:
    """The file of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Weighting:
    weighting, problems = mapping_file(folder, FILE, Weighting)
    if weighting is not None and not 0 <= weighting.items_share.value <= 1:
        problems.append(Problem.of("judgements.no_share", file=FILE, entry="items_share"))
    if weighting is None or problems:
        raise MethodologyError(*problems)
    return weighting


def check_weighting(weighting: Weighting, standards: Standards) -> Iterator[Problem]:
    """Whether the voices fit the standards: each that no other has replaced belongs to exactly one.

    Extracts have none: we chose their entries, so their shares would count our choice.
    """
    replaced = {standard.succeeds for standard in standards.by_code.values()}
    extracts = {code for code, standard in standards.by_code.items() if standard.extract}
    named = [code for voice in weighting.voices for code in voice.standards]
    for code in sorted(set(named)):
        if code not in standards.by_code:
            yield Problem.of("judgements.unknown_standard", file=FILE, code=code)
        elif code in replaced:
            yield Problem.of("judgements.replaced_standard", file=FILE, code=code)
        elif code in extracts:
            yield Problem.of("judgements.extract", file=FILE, code=code)
        if named.count(code) > 1:
            yield Problem.of("judgements.standard_twice", file=FILE, code=code)
    for code in standards.by_code:
        if code not in named and code not in replaced | extracts:
            yield Problem.of("judgements.no_voice", file=FILE, code=code)


def item_counts(mappings: Mappings, standards: Sequence[str], issues: Sequence[str]) -> dict[str, float]:
    """How many items of these standards ask for each issue.

    An item asks for an issue where a data point of the issue answers it, wholly or in part; one that asks for several
    of the issues counts in equal parts for each.
    """
    asked: dict[tuple[str, str], set[str]] = {}
    for link in mappings.links:
        if link.standard in standards and link.match in ANSWERS and link.code[:3] in issues:
            asked.setdefault((link.standard, link.item), set()).add(link.code[:3])
    parts: dict[str, list[float]] = {issue: [] for issue in issues}
    for found in asked.values():
        for issue in found:
            parts[issue].append(1 / len(found))
    return {issue: fsum(sorted(counts)) for issue, counts in parts.items()}


def level1_weights(
    methodology: Methodology, mappings: Mappings, judgements: JudgementSet, weighting: Weighting
) -> dict[str, Level1Weight]:
    """The derived weight of every Level I indicator, in code order.

    What variants of data points answer counts for nothing, since weights are those of all companies.

    Raises:
        KeyError: a dimension without judgements; `check_judgements` says so in words.
    """
    found: dict[str, Level1Weight] = {}
    of_all = mappings.of_points(methodology.bases)
    for dimension in methodology.dimensions:
        issues = methodology.children(dimension)
        voices = _shares(of_all, weighting, issues)
        items = {issue: fsum(shares[issue] for shares in voices.values()) / len(voices) for issue in issues}
        judged = judgements.by_parent[dimension].weights
        part = weighting.items_share.value
        mixed = {issue: part * items[issue] + (1 - part) * judged[issue] for issue in issues}
        derived = rounded(mixed, weighting.decimals)
        for issue in issues:
            by_voice = {name: shares[issue] for name, shares in voices.items()}
            found[issue] = Level1Weight(issue, items[issue], by_voice, judged[issue], mixed[issue], derived[issue])
    return found


def _shares(mappings: Mappings, weighting: Weighting, issues: Sequence[str]) -> dict[str, dict[str, float]]:
    """By voice (its English name), the share of its items that ask for each issue; voices that ask nothing left out."""
    shares: dict[str, dict[str, float]] = {}
    for voice in weighting.voices:
        counts = item_counts(mappings, voice.standards, issues)
        total = fsum(counts.values())
        if total:
            shares[voice.name.en] = {issue: count / total for issue, count in counts.items()}
    return shares


def rounded(shares: Mapping[str, float], decimals: int) -> dict[str, float]:
    """Shares to a number of decimals that still sum to 1: all cut, then the largest remainders raised by one.

    Of equal remainders the earlier is raised.
    """
    unit = 10**decimals
    parts = {name: floor(share * unit + 1e-9) for name, share in shares.items()}
    missing = unit - sum(parts.values())
    for name in sorted(shares, key=lambda name: parts[name] - shares[name] * unit)[:missing]:
        parts[name] += 1
    return {name: part / unit for name, part in parts.items()}
