"""Loading the methodology: all files read and checked, all problems of all files reported at once."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.checks import Draft, check
from cnesg.framework.definitions import (
    Derivation,
    Dimension,
    Edition,
    Factor,
    IndicatorFile,
    Industry,
    Metric,
    Profile,
    Rules,
)
from cnesg.framework.methodology import Methodology, Versions
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, validate_mapping, yaml_files

Shape = TypeVar("Shape", bound=BaseModel)


class Kind(NamedTuple):
    """A kind of file: its name or folder, the shape of its content, whether it is one mapping instead of a list."""

    place: str
    shape: type[BaseModel]
    single: bool
    version: str


KINDS = (
    Kind("methodology.yaml", Edition, single=True, version="methodology"),
    Kind("dimensions.yaml", Dimension, single=False, version="methodology"),
    Kind("rules.yaml", Rules, single=True, version="methodology"),
    Kind("derivations.yaml", Derivation, single=False, version="methodology"),
    Kind("indicators/", IndicatorFile, single=True, version="methodology"),
    Kind("profiles/", Profile, single=True, version="methodology"),
    Kind("metrics/", Metric, single=False, version="extraction"),
    Kind("factors.yaml", Factor, single=False, version="reference"),
    Kind("industries.yaml", Industry, single=False, version="reference"),
)
LABELS = ("code", "name", "metric", "series")
# Read by their own loaders; here they only count towards a version.
OTHER_PLACES = {
    "alternatives.yaml": "methodology",
    "company-names.yaml": "reference",
    "crosswalk/": "reference",
    "disclosure/": "extraction",
    "exclusions/": "extraction",
    "identities.yaml": "extraction",
    "incidents/": "methodology",
    "judgements/": "methodology",
    "lexicon/": "extraction",
    "materiality/": "methodology",
    "mappings/": "methodology",
    "media/": "reference",
    "models/": "extraction",
    "official-lists.yaml": "methodology",
    "peer-groups/": "reference",
    "plausibility.yaml": "reference",
    "policies.yaml": "methodology",
    "products/": "methodology",
    "quality.yaml": "methodology",
    "rating-styles.yaml": "methodology",
    "sections.yaml": "methodology",
    "sentiment/": "methodology",
    "standards/": "methodology",
    "statements/": "extraction",
    "topics.yaml": "extraction",
    "units.yaml": "extraction",
    "unscored-metrics.yaml": "methodology",
    "verification.yaml": "methodology",
    "weighting.yaml": "methodology",
    "whitewash.yaml": "methodology",
}


@dataclass
class Contents:
    """What the files gave.

    Attributes:
        entries: typed entries by shape, each with the file it stands in.
        problems: what was wrong so far.
        digests: SHA-256 of each file's bytes.
        files: the file of each entry, by code or name.
        broken: codes and names that stand in files with problems, so that what refers to them is not reported too.
        whole: every file could at least be parsed; otherwise checks across files would only report the gap.
    """

    entries: dict[type[BaseModel], list[tuple[str, BaseModel]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    whole: bool = True

    def of(self, shape: type[Shape]) -> Iterator[tuple[str, Shape]]:
        """The entries of a shape with their files, in file order."""
        for file, entry in self.entries.get(shape, []):
            assert isinstance(entry, shape)
            yield file, entry


def load_methodology(folder: Path | None = None) -> Methodology:
    """The methodology in a folder, or the one that ships with the package; the latter is read once a process.

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Methodology:
    if not folder.is_dir():
        raise MethodologyError.of("framework.no_folder", folder=folder)
    contents = _read(folder)
    problems = contents.problems
    required = [kind for kind in KINDS if not kind.place.endswith("/")]
    problems += [
        Problem.of("framework.no_file", file=kind.place, folder=folder)
        for kind in required
        if kind.place not in contents.digests
    ]
    if not contents.whole or Edition not in contents.entries or Rules not in contents.entries:
        raise MethodologyError(*problems)
    methodology = _assemble(folder, contents)
    problems += check(Draft(methodology, contents.files, frozenset(contents.broken)))
    if problems:
        raise MethodologyError(*problems)
    return methodology


def _read(folder: Traversable) -> Contents:
    contents = Contents()
    for name, file in yaml_files(folder):
        data = file.read_bytes()
        contents.digests[name] = hashlib.sha256(data).digest()
        if name.startswith(tuple(OTHER_PLACES)):
            continue
        kind = next((k for k in KINDS if name == k.place or (k.place.endswith("/") and name.startswith(k.place))), None)
        if kind is None:
            places = ", ".join([*(k.place for k in KINDS), *OTHER_PLACES])
            contents.problems.append(Problem.of("framework.unknown_file", file=name, places=places))
            continue
        _read_file(contents, kind, name, data)
    return contents


def _read_file(contents: Contents, kind: Kind, name: str, data: bytes) -> None:
    try:
        raw, problems = parse_yaml(name, data.decode("utf-8"))
    except UnicodeDecodeError:
        raw, problems = None, [Problem.of("framework.not_utf8", file=name)]
    if problems:
        contents.problems += problems
        contents.whole = False
        return
    entries: list[Any] = []
    if kind.single:
        entry, problems = validate_mapping(name, kind.shape, raw)
        entries = [entry] if entry else []
    else:
        entries, problems = validate_entries(name, kind.shape, raw)
    contents.problems += problems
    if problems:
        contents.broken |= set(_labels(raw))
    if entries:
        contents.entries.setdefault(kind.shape, []).extend((name, entry) for entry in entries)


def _labels(raw: Any) -> Iterator[str]:
    """All codes and names in a raw content."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in LABELS and isinstance(value, str):
                yield value
            else:
                yield from _labels(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _labels(value)


def _assemble(folder: Traversable, contents: Contents) -> Methodology:
    indicators = list(contents.of(IndicatorFile))
    level2 = [(file, entry) for file, group in indicators for entry in group.level2]
    factors: dict[str, list[Factor]] = {}
    for file, factor in contents.of(Factor):
        factors.setdefault(factor.series, []).append(factor)
        contents.files.setdefault(factor.series, file)
    return Methodology(
        label=next(contents.of(Edition))[1].label,
        folder=folder,
        versions=_versions(contents.digests),
        dimensions=_table(contents.of(Dimension), lambda e: e.code, contents),
        level1=_table(((file, group.level1) for file, group in indicators), lambda e: e.code, contents),
        level2=_table(level2, lambda e: e.code, contents),
        data_points=_table(
            ((file, point) for file, entry in level2 for point in entry.data_points), lambda e: e.code, contents
        ),
        metrics=_table(contents.of(Metric), lambda e: e.name, contents),
        rules=next(contents.of(Rules))[1],
        derivations=tuple(entry for _, entry in contents.of(Derivation)),
        factors={
            series: tuple(sorted(entries, key=lambda f: (f.data_year or 0, f.published)))
            for series, entries in sorted(factors.items())
        },
        industries=_table(contents.of(Industry), lambda e: e.code, contents),
        profiles=_table(contents.of(Profile), lambda e: e.name, contents),
    )


def _table(entries: Iterable[tuple[str, Shape]], key: Callable[[Shape], str], contents: Contents) -> dict[str, Shape]:
    """Entries by key, sorted (E before S before G); an entry with a key that is taken is a problem."""
    found: dict[str, tuple[str, Shape]] = {}
    for file, entry in entries:
        name = key(entry)
        if name in found:
            contents.problems.append(Problem.of("framework.duplicate", file=file, entry=name, other=found[name][0]))
        else:
            found[name] = file, entry
            contents.files[name] = file
    return {name: found[name][1] for name in sorted(found, key=lambda n: ("ESG".find(n[0]), n))}


def _versions(digests: dict[str, bytes]) -> Versions:
    def version(places: tuple[str, ...]) -> str:
        whole = hashlib.sha256()
        for name in sorted(digests):
            if name.startswith(places):
                whole.update(name.encode() + b"\0" + digests[name])
        return whole.hexdigest()[:16]

    def places(group: str) -> tuple[str, ...]:
        others = (place for place, counts_towards in OTHER_PLACES.items() if counts_towards == group)
        return (*(kind.place for kind in KINDS if kind.version == group), *others)

    return Versions(
        methodology=version(places("methodology")),
        extraction=version(places("extraction")),
        reference=version(places("reference")),
    )
