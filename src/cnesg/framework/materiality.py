"""Industry materiality: how much each environmental and social issue matters in each industry, and why.

The files lie in `methodology/materiality/`: one for each Level I industry of the Shenwan tree (`740000.yaml`),
`scale.yaml`, which says what a rating means, and `documents.yaml`, the public documents that ratings rest on. They are
read apart from the rest of the methodology by whoever weighs issues by industry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Sourced, Whole
from cnesg.framework.incidents import Scale
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, validate_mapping, yaml_files

FOLDER = "materiality"
SCALE_FILE = "scale.yaml"
DOCUMENTS_FILE = "documents.yaml"


class Document(Definition):
    """A law, rule, standard or policy that ratings cite by its English name.

    Attributes:
        name: the English name is what `reference` fields cite; the Chinese one is official where there is one.
        issuer: who issued it.
        number: the document number, such as `GB 13223-2011`; None where it has none or we do not know it.
        year: of issue or, for a revised one, of the revision meant.
        verified: its name or number was seen in public text other than our own.
        unverified: ids and articles of it that are cited but were not seen in public text.
    """

    name: Name
    issuer: Name
    number: str | None = Field(default=None, min_length=1)
    year: Whole = Field(ge=1949, le=2100)
    verified: bool
    unverified: tuple[str, ...] = ()


class Citation(NamedTuple):
    """One document of a reference, and the id or article in it; the place is empty where the whole is meant."""

    document: str
    place: str


class MaterialityRating(Sourced):
    """How much an issue matters in an industry.

    Attributes:
        code: the Level I indicator.
        rating: a step of the scale, 0 (not material) to 3 (high).
        reason: what in this industry makes it so: the process, product, rule or risk.
        reference: documents of `documents.yaml`, parted by `; `, each with a place in it after `, ` if need be.
    """

    code: str = Field(pattern=r"^[ES]\d{2}$")
    rating: Whole = Field(ge=0)
    reason: Name

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The documents that the rating rests on, as cited."""
        parts = (part.strip().partition(", ") for part in self.reference.split(";"))
        return tuple(Citation(document, place) for document, _, place in parts)


class _IndustryFile(Definition):
    industry: str = Field(pattern=r"^\d{6}$")
    ratings: list[dict[str, Any]]


@dataclass(frozen=True)
class Materiality:
    """All ratings, checked. Mappings are in code order; treat them as read-only.

    Attributes:
        scale: what the ratings mean, lowest first.
        documents: by English name.
        industries: ratings by Level I industry, then by Level I indicator.
    """

    scale: Scale
    documents: Mapping[str, Document]
    industries: Mapping[str, Mapping[str, MaterialityRating]]

    def rating(self, industry: str, issue: str) -> MaterialityRating:
        """The rating of a Level I indicator (`E03`) in a Level I industry (`740000`).

        Raises:
            KeyError: there is none; sub-industries have the rating of their Level I industry, governance has none.
        """
        return self.industries[industry][issue]

    def vector(self, industry: str) -> tuple[int, ...]:
        """An industry's ratings as plain numbers in the order of the indicators' codes."""
        return tuple(entry.rating for entry in self.industries[industry].values())


@dataclass
class MaterialityDraft:
    """What the files gave before it is checked.

    Attributes:
        scales: one, if `scale.yaml` is whole.
        documents: in file order.
        ratings: with the industry that each belongs to.
        broken: files that could not be read as a whole, so that nothing which refers to them is reported too.
    """

    scales: list[Scale] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    ratings: list[tuple[str, MaterialityRating]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def load_materiality(folder: Traversable | None = None) -> Materiality:
    """The ratings of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Materiality:
    from cnesg.framework.materiality_checks import check_draft

    root = folder / FOLDER
    if not root.is_dir():
        raise MethodologyError.of("materiality.no_folder", folder=folder)
    draft = MaterialityDraft()
    problems = [
        Problem.of("framework.no_file", file=f"{FOLDER}/{name}", folder=folder)
        for name in (SCALE_FILE, DOCUMENTS_FILE)
        if not (root / name).is_file()
    ]
    draft.broken |= {problem.values["file"] for problem in problems}
    for name, source in yaml_files(root, FOLDER):
        found = list(_read(name, source, draft))
        if found:
            draft.broken.add(name)
        problems += found
    problems += check_draft(draft)
    if problems:
        raise MethodologyError(*problems)
    return Materiality(
        draft.scales[0], {document.name.en: document for document in draft.documents}, _by_industry(draft.ratings)
    )


def _read(name: str, source: Traversable, draft: MaterialityDraft) -> Iterator[Problem]:
    try:
        content, problems = parse_yaml(name, source.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        yield Problem.of("framework.not_utf8", file=name)
        return
    if problems:
        yield from problems
    elif PurePosixPath(name).name == SCALE_FILE:
        scale, problems = validate_mapping(name, Scale, content)
        draft.scales += [scale] if scale else []
        yield from problems
    elif PurePosixPath(name).name == DOCUMENTS_FILE:
        documents, problems = validate_entries(name, Document, content)
        draft.documents += documents
        yield from problems
    else:
        yield from _read_industry(name, content, draft)


def _read_industry(name: str, content: Any, draft: MaterialityDraft) -> Iterator[Problem]:
    header, problems = validate_mapping(name, _IndustryFile, content)
    yield from problems
    if header is None:
        return
    ratings, problems = validate_entries(name, MaterialityRating, header.ratings)
    yield from problems
    if PurePosixPath(name).stem != header.industry:
        yield Problem.of("materiality.file_name", file=name, industry=header.industry)
    draft.ratings += [(header.industry, rating) for rating in ratings]


def _by_industry(ratings: list[tuple[str, MaterialityRating]]) -> dict[str, dict[str, MaterialityRating]]:
    industries: dict[str, dict[str, MaterialityRating]] = {}
    for industry, rating in sorted(ratings, key=lambda entry: (entry[0], entry[1].code)):
        industries.setdefault(industry, {})[rating.code] = rating
    return industries
