"""Pairwise judgements: how much more one issue matters than another, as files that anybody can write.

Ours lie in `methodology/judgements/`: one for the dimensions (`TOTAL.yaml`), one for the Level I indicators of each
dimension (`E.yaml`), and `scale.yaml` with Saaty's scale and random index. What they give: `cnesg.framework.ahp`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import PurePosixPath

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.ahp import Deviation, Matrix, Priorities, deviations, priorities, reciprocal_matrix
from cnesg.framework.definitions.base import Basis, Definition, Name, Real, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import mapping_file, of_folder, parse_yaml, validate_mapping, yaml_files

FOLDER = "judgements"
SCALE_FILE = "scale.yaml"


class SaatyScale(Sourced):
    """The scale of judgements and what random judgements would give.

    Attributes:
        greatest: the strongest preference that can be stated; 1 is equal importance.
        random_index: mean consistency index of random matrices of 1, 2, 3 ... members.
        acceptable_ratio: judgements with a consistency ratio from here on should be thought over.
    """

    greatest: Real = Field(gt=1)
    random_index: tuple[Real, ...] = Field(min_length=3)
    acceptable_ratio: Real = Field(gt=0)


class Pair(Definition):
    """One judgement: `more` is `by` times as important as `less`; 1 where both are equal, in either order."""

    more: str
    less: str
    by: Real = Field(ge=1)
    reason: Name | None = None


class Judgements(Definition):
    """Members of one group, and a judgement for each pair of them.

    Attributes:
        of: the code above them: `TOTAL` for dimensions, `E` for its Level I indicators; any word in a user's file.
        question: what was asked for each pair.
        members: what is compared, in the order in which weights are printed.
        pairs: every pair once, in any order.
        basis: as everywhere; judgements are assumed.
        reference: who judged, or the page that says so.
    """

    of: str = Field(min_length=1)
    question: Name | None = None
    members: tuple[str, ...] = Field(min_length=2)
    pairs: tuple[Pair, ...]
    basis: Basis = Basis.ASSUMED
    reference: str = ""


@dataclass(frozen=True)
class Weighed:
    """Judgements with the weights that they give.

    Attributes:
        judgements: as written.
        priorities: weights in the order of the members, and consistency.
        deviations: judgements beside what all together imply, the one that disagrees most first.
        acceptable: whether the consistency ratio is below the scale's limit.
    """

    judgements: Judgements
    priorities: Priorities
    deviations: tuple[Deviation, ...]
    acceptable: bool

    @property
    def weights(self) -> Mapping[str, float]:
        """Weights by member."""
        return dict(zip(self.judgements.members, self.priorities.weights, strict=True))


@dataclass(frozen=True)
class JudgementSet:
    """All judgements of a methodology, checked, by the code above their members, dimensions first."""

    scale: SaatyScale
    by_parent: Mapping[str, Weighed]


def weigh(judgements: Judgements, scale: SaatyScale) -> Weighed:
    """The weights that checked judgements give."""
    matrix = _matrix(judgements)
    found = priorities(matrix, scale.random_index)
    acceptable = found.consistency_ratio < scale.acceptable_ratio
    return Weighed(judgements, found, deviations(matrix, found.weights), acceptable)


def _matrix(judgements: Judgements) -> Matrix:
    place = {member: number for number, member in enumerate(judgements.members)}
    ratios = {(place[pair.more], place[pair.less]): pair.by for pair in judgements.pairs}
    return reciprocal_matrix(len(place), ratios)


def read_judgements(name: str, source: Traversable, scale: SaatyScale) -> tuple[Judgements | None, list[Problem]]:
    """The judgements of one file, or every problem that it has."""
    try:
        content, problems = parse_yaml(name, source.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [Problem.of("framework.not_utf8", file=name)]
    if problems:
        return None, problems
    found, problems = validate_mapping(name, Judgements, content)
    if found is not None:
        problems += _problems_within(name, found, scale)
    return (None if problems else found), problems


def _problems_within(file: str, found: Judgements, scale: SaatyScale) -> Iterator[Problem]:
    members = set(found.members)
    for member in sorted({m for m in found.members if found.members.count(m) > 1}):
        yield Problem.of("judgements.member_twice", file=file, member=member)
    if len(members) > len(scale.random_index):
        most = len(scale.random_index)
        yield Problem.of("judgements.too_many", file=file, count=len(members), most=most)
    judged: set[frozenset[str]] = set()
    for pair in found.pairs:
        both, text = frozenset((pair.more, pair.less)), f"{pair.more} - {pair.less}"
        for member in sorted(both - members):
            yield Problem.of("judgements.no_member", file=file, pair=text, member=member)
        if len(both) == 1:
            yield Problem.of("judgements.with_itself", file=file, member=pair.more)
        elif both in judged:
            yield Problem.of("judgements.pair_twice", file=file, pair=text)
        judged.add(both)
        if pair.by > scale.greatest:
            yield Problem.of("judgements.off_scale", file=file, pair=text, greatest=f"{scale.greatest:g}")
    for one, other in combinations(dict.fromkeys(found.members), 2):
        if frozenset((one, other)) not in judged:
            yield Problem.of("judgements.no_pair", file=file, pair=f"{one} - {other}")


def load_judgements(folder: Traversable | None = None) -> JudgementSet:
    """The judgements of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file; a file of judgements that are not consistent enough is one.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> JudgementSet:
    root = folder / FOLDER
    scale, problems = mapping_file(folder, f"{FOLDER}/{SCALE_FILE}", SaatyScale)
    if scale is None:
        raise MethodologyError(*problems)
    found: dict[str, Weighed] = {}
    for name, source in yaml_files(root, FOLDER):
        if PurePosixPath(name).name == SCALE_FILE:
            continue
        judgements, read_problems = read_judgements(name, source, scale)
        problems += read_problems
        if judgements is None:
            continue
        if PurePosixPath(name).stem != judgements.of:
            problems.append(Problem.of("judgements.file_name", file=name, code=judgements.of))
        found[judgements.of] = weigh(judgements, scale)
        problems += _problems_of_ours(name, found[judgements.of], scale)
    if problems:
        raise MethodologyError(*problems)
    return JudgementSet(scale, {code: found[code] for code in sorted(found, key=lambda c: ("TESG".find(c[0]), c))})


def _problems_of_ours(file: str, weighed: Weighed, scale: SaatyScale) -> Iterator[Problem]:
    """What a methodology's own judgements need beyond a user's: reasons, a reference, and consistency."""
    if not weighed.judgements.reference:
        yield Problem.of("judgements.no_reference", file=file)
    for pair in weighed.judgements.pairs:
        if pair.reason is None:
            yield Problem.of("judgements.no_reason", file=file, pair=f"{pair.more} - {pair.less}")
    if not weighed.acceptable:
        ratio, worst = weighed.priorities.consistency_ratio, weighed.deviations[0]
        members = weighed.judgements.members
        yield Problem.of(
            "judgements.inconsistent",
            file=file,
            ratio=f"{ratio:.3f}",
            limit=f"{scale.acceptable_ratio:g}",
            pair=f"{members[worst.row]} - {members[worst.column]}",
        )


def check_judgements(judgements: JudgementSet, methodology: Methodology) -> Iterator[Problem]:
    """Whether judgements and indicators fit: the dimensions, and every dimension's Level I indicators, are judged."""
    for code in ("TOTAL", *methodology.dimensions):
        file = f"{FOLDER}/{code}.yaml"
        if code not in judgements.by_parent:
            yield Problem.of("framework.no_file", file=file, folder=methodology.folder)
        elif set(judgements.by_parent[code].judgements.members) != set(methodology.children(code)):
            wanted = ", ".join(methodology.children(code))
            yield Problem.of("judgements.other_members", file=file, members=wanted)
    for code in judgements.by_parent:
        if code not in ("TOTAL", *methodology.dimensions):
            yield Problem.of("judgements.unknown_parent", file=f"{FOLDER}/{code}.yaml", code=code)
