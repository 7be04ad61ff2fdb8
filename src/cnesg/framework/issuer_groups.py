"""Peer groups of issuers without listed shares: rules over the columns of the table of companies.

The files lie in `methodology/peer-groups/`. `cnesg.companies.issuer_groups` applies them to a table. Why these groups:
`docs/decisions/issuer-peer-groups.md`.
"""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.applicability import IssuerKind, Market, Ownership
from cnesg.framework.definitions.base import Definition, Name, Sourced
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, yaml_files

FOLDER = "peer-groups"
AdminLevel = Literal["province", "prefecture", "county"]
GroupColumn = Literal["industry", "admin_level", "region", "ownership", "incorporation"]


class IssuerConditions(Definition):
    """Which companies are meant: of each column that is given, one of the values."""

    market: tuple[Market, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    issuer_kind: tuple[IssuerKind, ...] = ()
    admin_level: tuple[AdminLevel, ...] = ()

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns that are given, with the values allowed."""
        every = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: values for name, values in every.items() if values}


class IssuerGroups(Sourced):
    """A family of peer groups.

    Attributes:
        code: begins the name of every group of the family.
        name: what readers call the family.
        companies: whom it is for.
        ladder: for each group, finest first, the columns whose values name it; `industry` stands for the industry and
            each industry above it. The last step has no column: everybody in the family.
    """

    code: str = Field(pattern=r"^[A-Z]+$")
    name: Name
    companies: IssuerConditions
    ladder: tuple[tuple[GroupColumn, ...], ...] = Field(min_length=1)


def load_issuer_groups(folder: Traversable | None = None) -> tuple[IssuerGroups, ...]:
    """The families of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Returns:
        In the order in which they are asked.

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> tuple[IssuerGroups, ...]:
    root = folder / FOLDER
    if not root.is_dir():
        raise MethodologyError.of("framework.no_file", file=f"{FOLDER}/", folder=folder)
    families: list[tuple[str, IssuerGroups]] = []
    problems: list[Problem] = []
    for name, source in yaml_files(root, FOLDER):
        try:
            content, found = parse_yaml(name, source.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            content, found = None, [Problem.of("framework.not_utf8", file=name)]
        if not found:
            entries, found = validate_entries(name, IssuerGroups, content)
            families += [(name, entry) for entry in entries]
        problems += found
    problems += _problems(families)
    if problems:
        raise MethodologyError(*problems)
    return tuple(family for _, family in families)


def _problems(families: list[tuple[str, IssuerGroups]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for file, family in families:
        if family.code in seen:
            yield Problem.of("issuer_groups.duplicate", file=file, entry=family.code)
        seen.add(family.code)
        if not family.companies.columns:
            yield Problem.of("issuer_groups.no_condition", file=file, entry=family.code)
        if family.ladder[-1]:
            yield Problem.of("issuer_groups.last_step", file=file, entry=family.code)
        for step, broader in zip(family.ladder, family.ladder[1:], strict=False):
            if not set(broader) < set(step):
                yield Problem.of("issuer_groups.not_broader", file=file, entry=family.code, step=", ".join(step))
        if any("industry" in step and len(step) > 1 for step in family.ladder):
            yield Problem.of("issuer_groups.industry_alone", file=file, entry=family.code)
