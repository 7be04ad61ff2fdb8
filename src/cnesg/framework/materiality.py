"""Industry materiality as its files say it: how much each environmental and social issue matters in each industry.

Level I indicators are rated in every industry, Level II indicators where they differ from their Level I indicator.

The files lie in `methodology/materiality/`: one for each Level I industry of the Shenwan tree (`740000.yaml`),
`scale.yaml`, which says what a rating means, and `documents.yaml`, the public documents that ratings rest on. They are
read apart from the rest of the methodology by whoever weighs issues by industry.
"""

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition
from cnesg.framework.incidents import Scale
from cnesg.framework.materiality_checks import check_draft
from cnesg.framework.materiality_ratings import (
    DOCUMENTS_FILE,
    FOLDER,
    SCALE_FILE,
    Document,
    Materiality,
    MaterialityDraft,
    MaterialityRating,
)
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, validate_mapping, yaml_files


class _IndustryFile(Definition):
    industry: str = Field(pattern=r"^\d{6}$")
    ratings: list[dict[str, Any]]


def load_materiality(folder: Traversable | None = None) -> Materiality:
    """The ratings of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Materiality:
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
        draft.scales[0],
        {document.name.en: document for document in draft.documents},
        _by_industry((industry, rating) for industry, rating in draft.ratings if rating.code == rating.issue),
        _by_industry((industry, rating) for industry, rating in draft.ratings if rating.code != rating.issue),
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


def _by_industry(ratings: Iterable[tuple[str, MaterialityRating]]) -> dict[str, dict[str, MaterialityRating]]:
    industries: dict[str, dict[str, MaterialityRating]] = {}
    for industry, rating in sorted(ratings, key=lambda entry: (entry[0], entry[1].code)):
        industries.setdefault(industry, {})[rating.code] = rating
    return industries
