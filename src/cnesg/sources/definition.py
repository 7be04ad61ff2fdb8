"""The kinds of table that can be imported, read from `<kind>/source.yaml`."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from cnesg.errors import InputError, Language

CellType = Literal[
    "text",
    "number",
    "year",
    "date",
    "flag",
    "industry",
    "industry-code",
    "concept",
    "breakdown",
    "domain",
    "tier",
    "credit-code",
    "exchange-code",
]


class SourceColumn(BaseModel):
    """One column of an import: its type, whether each row needs it, the values allowed, and what it means.

    `also` are headers by which other tables call it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: CellType
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""
    meaning: dict[Language, str]
    also: tuple[str, ...] = ()


class SourceKind(BaseModel):
    """A kind of table: its columns, and the columns that may not repeat together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    title: dict[Language, str]
    key: tuple[str, ...]
    columns: tuple[SourceColumn, ...]

    def headers(self) -> dict[str, str]:
        """How headers may be written, in lower case, and the column each means."""
        return {name.lower(): column.name for column in self.columns for name in (column.name, *column.also)}

    def template(self) -> str:
        """A CSV with the header and one example row, ready to be imported."""
        header = ",".join(column.name for column in self.columns)
        example = ",".join(_quoted(column.example) for column in self.columns)
        return f"{header}\n{example}\n"


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text or '"' in text else text


@cache
def source_kinds() -> tuple[str, ...]:
    """Names of all kinds that can be imported, sorted."""
    return tuple(sorted(e.name for e in files("cnesg.sources").iterdir() if (e / "source.yaml").is_file()))


@cache
def source_kind(name: str) -> SourceKind:
    """The definition of a kind.

    Raises:
        InputError: there is no such kind; the message lists those there are.
    """
    if name not in source_kinds():
        raise InputError.of("sources.unknown_kind", kind=name, kinds=", ".join(source_kinds()))
    content: Any = yaml.safe_load((files("cnesg.sources") / name / "source.yaml").read_text(encoding="utf-8"))
    return SourceKind.model_validate(content)
