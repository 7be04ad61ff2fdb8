"""Ratings that a user brings: a company and a number or letter a row, read whole and checked before use."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.pipeline.workspace import Workspace
from cnesg.sources import read_table

_COMPANY = {"company": "company", "company_id": "company", "code": "company", "name": "company", "ticker": "company"}
_COMPANY |= {
    "公司": "company",
    "公司编号": "company",
    "证券代码": "company",
    "股票代码": "company",
    "公司名称": "company",
}
_RATING = {
    "rating": "rating",
    "score": "rating",
    "grade": "rating",
    "评级": "rating",
    "评分": "rating",
    "得分": "rating",
}
HEADERS: Mapping[str, str] = {**_COMPANY, **_RATING}
"""How the two columns may be headed, in lower case."""

# Letters from worst to best. A file's scale is the first that has most of its letters.
SCALES = (
    ("CCC", "B", "BB", "BBB", "A", "AA", "AAA"),
    ("C", "CC", "CCC", "B", "BB", "BBB", "A", "AA", "AAA"),
    ("D", "C", "CC", "CCC", "B", "BB", "BBB", "A", "AA", "AAA"),
    ("D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+"),
)
"""Scales of letters that are understood."""


_UNKNOWN = ("companies.unknown", "companies.unknown_near")


@dataclass(frozen=True)
class OutsideRatings:
    """The ratings of a file.

    Attributes:
        rows: `company_id` and `rating`, more is better; letters are numbered from worst to best.
        unknown: companies of the file that the workspace does not have; other raters rate others too.
    """

    rows: pl.DataFrame
    unknown: tuple[str, ...] = ()


def read_ratings(workspace: Workspace, path: Path) -> OutsideRatings:
    """The ratings of a file, without those of companies that the workspace does not have.

    Args:
        workspace: knows the companies by id, code or name.
        path: CSV, XLSX, JSON Lines or Parquet.

    Raises:
        InputError: every row that cannot be used: a company that may be several, a company twice, no rating, no number
            or letter. Where there is such a row, or no company is known, unknown companies are told too.
    """
    table = read_table(path, HEADERS)
    table = table.rename(
        {c: HEADERS[c.strip().lower()] for c in table.columns if c.strip().lower() in HEADERS}, strict=False
    )
    missing = [name for name in ("company", "rating") if name not in table.columns]
    if missing:
        raise InputError(*(Problem.of("divergence.no_column", file=path, column=column) for column in missing))
    letters = _letters(table["rating"].drop_nulls().to_list())
    problems: list[Problem] = []
    unknown: dict[str, Problem] = {}
    seen: dict[str, float] = {}
    finder = workspace.finder()
    for number, (company, text) in enumerate(table.select("company", "rating").iter_rows(), start=2):
        try:
            company_id = finder.find(company or "")
        except InputError as error:
            what = " ".join(problem.text() for problem in error.problems)
            problem = Problem.of("divergence.no_company", file=path, row=number, what=what)
            if company and all(one.message_id in _UNKNOWN for one in error.problems):
                unknown[company] = problem
            problems.append(problem)
            continue
        rating = letters.get((text or "").strip().upper(), _number(text))
        if rating is None:
            problems.append(Problem.of("divergence.no_rating", file=path, row=number, text=text or ""))
        elif company_id in seen:
            problems.append(Problem.of("divergence.twice", file=path, row=number, company=company_id))
        else:
            seen[company_id] = rating
    if problems and (not seen or any(problem not in unknown.values() for problem in problems)):
        raise InputError(*problems)
    rows = pl.DataFrame(
        {"company_id": list(seen), "rating": list(seen.values())},
        schema={"company_id": pl.String, "rating": pl.Float64},
    )
    return OutsideRatings(rows, tuple(unknown))


def _letters(texts: list[str]) -> Mapping[str, float]:
    """The numbers of letters on the scale that has most of them, the first of equals; none where all are numbers."""
    used = [text.strip().upper() for text in texts if _number(text) is None]
    fits = [sum(letter in scale for letter in used) for scale in SCALES]
    scale = SCALES[fits.index(max(fits))] if used else ()
    return {letter: float(place) for place, letter in enumerate(scale, start=1)}


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").replace(",", "").removesuffix("%"))
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
