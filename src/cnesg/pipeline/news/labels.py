"""News that users labelled: which company a text is good or bad for, and what events it tells of whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from cnesg.errors import InputError, Problem
from cnesg.framework.incidents import load_incidents
from cnesg.sources import KnownNames, SourceKind, read_table, validate_table
from cnesg.sources.instants import parse_instant
from cnesg.text.language import language_of

NO_EVENT = "none"


@dataclass
class CompanyLabels:
    """What is true of a company in a text.

    Attributes:
        polarity: `positive`, `negative` or `neutral`; None where that is not labelled.
        incidents: codes of types; empty where no event is told; None where that is not labelled.
        negative: whether it is the subject of bad news; None where that is not labelled.
    """

    polarity: str | None = None
    incidents: set[str] | None = None
    negative: bool | None = None


@dataclass(frozen=True)
class LabelledNews:
    """A text with what is true of each company labelled in it.

    Attributes:
        row: first row of the file that has it.
        title: headline.
        text: body.
        published: when; None where that is not told.
        companies: labels by name, in the order of the file.
    """

    row: int
    title: str
    text: str
    published: datetime | None
    companies: dict[str, CompanyLabels] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """Headline and body."""
        return f"{self.title}\n{self.text}".strip()

    @property
    def language(self) -> str:
        """`zh` or `en`, by its characters."""
        return language_of(self.whole[:2000])


@cache
def labels_kind() -> SourceKind:
    """The columns of a file of labels."""
    content = yaml.safe_load((files("cnesg.pipeline.news") / "labels.yaml").read_text(encoding="utf-8"))
    return SourceKind.model_validate(content)


def read_labels(path: Path) -> list[LabelledNews]:
    """The texts of a file in its order, each with its companies.

    Args:
        path: CSV, XLSX, JSON Lines or Parquet; one row for each company of a text and event of it.

    Raises:
        InputError: every bad cell and row, by number.
    """
    kind = labels_kind()
    table = validate_table(read_table(path, kind.headers()), kind, KnownNames(), path)
    rows = [row | {"incident": _code(row["incident"])} for row in table.iter_rows(named=True)]
    problems = [problem for row in rows for problem in _row_problems(row, path)]
    found: dict[tuple[str, str], LabelledNews] = {}
    for row in rows:
        key = (row["title"] or "", row["text"] or "")
        published = parse_instant(row["published_at"]) if row["published_at"] else None
        news = found.setdefault(key, LabelledNews(row["row"], *key, published))
        problems += _take(news.companies.setdefault(row["company"], CompanyLabels()), row, path)
    if not rows:
        problems.append(Problem.of("news.no_labels", path=path))
    if problems:
        raise InputError(*sorted(problems, key=lambda one: one.values.get("row", 0)))
    return list(found.values())


@cache
def _codes() -> Mapping[str, str]:
    """Codes of incident types by their names in either language, without the names that several types have."""
    types = load_incidents().types
    told = [(name.casefold(), code) for code, kind in types.items() for name in (kind.name.en, kind.name.zh)]
    times = Counter(name for name, _ in told)
    return {name: code for name, code in told if times[name] == 1}


def _code(told: str | None) -> str | None:
    """The code of a type that is called by its name; anything else as it is."""
    return told and _codes().get(told.strip().casefold(), told)


def _row_problems(row: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """What is wrong with a row by itself."""
    where = {"path": path, "row": row["row"]}
    if not (row["title"] or row["text"]):
        yield Problem.of("news.label_without_text", **where)
    elif row["company"] not in f"{row['title'] or ''}\n{row['text'] or ''}":
        yield Problem.of("news.label_company_not_in_text", company=row["company"], **where)
    if row["incident"] and row["incident"] != NO_EVENT and row["incident"] not in load_incidents().types:
        yield Problem.of("news.label_unknown_incident", code=row["incident"], **where)
    if row["published_at"] and parse_instant(row["published_at"]) is None:
        yield Problem.of("news.label_bad_date", text=row["published_at"], **where)
    if row["polarity"] is None and row["incident"] is None and row["negative"] is None:
        yield Problem.of("news.label_says_nothing", **where)


def _take(labels: CompanyLabels, row: Mapping[str, Any], path: Path) -> Iterable[Problem]:
    """Put a row's labels to those that the company has from rows before; problems where they contradict each other."""
    contradicted = []
    for name in ("polarity", "negative"):
        known, given = getattr(labels, name), row[name]
        if known is not None and given is not None and known != given:
            contradicted.append(Problem.of("news.label_contradiction", path=path, row=row["row"], column=name))
        setattr(labels, name, given if known is None else known)
    if row["incident"]:
        told = {row["incident"]} - {NO_EVENT}
        if labels.incidents is not None and bool(labels.incidents) != bool(told):
            contradicted.append(Problem.of("news.label_contradiction", path=path, row=row["row"], column="incident"))
        labels.incidents = (labels.incidents or set()) | told
    return contradicted
