"""Tables for terminals: numbers right-aligned, names in the reader's language, intervals and shares beside scores."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from cnesg.companies.issuer_groups import group_name
from cnesg.errors import current_language, render
from cnesg.framework import Methodology
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.pipeline.writing import facts_bytes
from cnesg.store import Finding

_PIPE_WIDTH = 120
_NUMBERS = {"value", "rows", "stored", "warnings", "spearman", "kendall", "companies_rated", "points", "cause_share"}
_NUMBERS |= {
    "our_place",
    "style_place",
    "external_place",
    "move",
    "score",
    "ninety",
    "above_next",
    "own",
    "rank_place",
    "tier",
    "scope",
    "measurement",
    "weights",
}
_NUMBERS |= {
    "events",
    "choice_count",
    "index_total",
    "index_first",
    "places_moved",
    "top_quartile",
    "place_range",
    "say_do",
}
_GIVE_WAY = {"quote": 2, "source": 1, "metric": 1, "headline": 3, "told_event": 2}
_MOST = {"company": 22, "name": 30}
_LEAST_NUMBER = 5
_SENTENCES = {"why"}
_NAME_WIDTHS = {"company": 19, "name": 23, "industry": 18}
_NUMBER_WIDTHS = {"ninety": 9, "score": 5, "interval": 10, "grade": 5, "rank": 7, "reported": 8, "estimated": 9}


def console() -> Console:
    """A console on standard output; in a pipe wide enough that nothing wraps at 80 columns."""
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False)


def plain_table(*heads: str) -> Table:
    """A table without lines; heads by their names in `messages/tables.toml`, numbers right-aligned."""
    # Texts give way on a narrow screen; numbers never do.
    texts = _GIVE_WAY.keys() & set(heads)
    table = Table(box=None, pad_edge=False, header_style="bold", expand=bool(texts))
    for head in heads:
        side: Literal["left", "right"] = "right" if head in _NUMBERS else "left"
        title = render(f"tables.{head}")
        least = max(len(title), _NUMBER_WIDTHS.get(head, _LEAST_NUMBER)) if head in _NUMBERS else None
        wraps = head in _SENTENCES
        table.add_column(
            title,
            justify=side,
            no_wrap=not wraps,
            ratio=_GIVE_WAY.get(head),
            min_width=least,
            max_width=_MOST.get(head),
        )
    return table


def print_findings(findings: Sequence[Finding], output: str, sound: str) -> int:
    """What a check found, as lines or JSON, or that all is sound; returns 1 where something is damaged, else 0."""
    damaged = any(finding.severity == "error" for finding in findings)
    if output == "json":
        rows = [{"severity": finding.severity, "finding": finding.problem.text()} for finding in findings]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return int(damaged)
    for finding in findings:
        typer.echo(f"{finding.severity}: {finding.problem.text()}", err=finding.severity == "error")
    if not damaged:
        typer.echo(sound)
    return int(damaged)


def print_plain(rows: pl.DataFrame, output: Literal["json", "csv"]) -> None:
    """Rows for other programs, as JSON or CSV."""
    if output == "json":
        typer.echo(rows.write_json())
    else:
        typer.echo(facts_bytes(rows.to_dicts(), "csv").decode("utf-8-sig"), nl=False)


def print_mapping(values: Mapping[str, Any]) -> None:
    """Names and values, one a line."""
    table = Table.grid(padding=(0, 2))
    for name, value in values.items():
        table.add_row(name.replace("_", " "), "-" if value is None else f"{value:,}" if _count(value) else str(value))
    console().print(table)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def name_of(company: Mapping[str, Any]) -> str:
    """A company's name in the reader's language, else the one there is."""
    order = ("short_name", "name_zh", "name_en") if current_language() == "zh" else ("name_en", "short_name", "name_zh")
    return next((str(company[key]) for key in order if company.get(key)), str(company["company_id"]))


def print_scores(frame: pl.DataFrame, companies: pl.DataFrame, methodology: Methodology, limit: int) -> None:
    """Scores as a table, at most `limit` rows (0: all), with the count of those left out."""
    language = current_language()
    families = load_issuer_groups(methodology.folder)
    names = {row["company_id"]: name_of(row) for row in companies.iter_rows(named=True)}
    several = frame["company_id"].n_unique() > 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    heads = ["company" if several else "code", "name", "industry", "score", "interval", "grade", "rank"]
    for head in [*heads, "reported", "estimated"]:
        number = head in {"score", "rank", "reported", "estimated", "interval"}
        # Names give way on a narrow screen; numbers never do.
        least = _NUMBER_WIDTHS.get(head)
        title = render(f"tables.{head}")
        most = _NAME_WIDTHS.get(head)
        table.add_column(title, justify="right" if number else "left", no_wrap=True, min_width=least, max_width=most)
    shown = frame.head(limit) if limit and several else frame
    few = methodology.rules.least_peers.value
    for row in shown.iter_rows(named=True):
        group = group_name(row["peer_group"], families, methodology.industries)
        code = row["code"]
        table.add_row(
            row["company_id"] if several else f"{code}  {row['kind']}" if frame["kind"].n_unique() > 1 else code,
            names.get(row["company_id"], "") if several else _entry_name(methodology, code, language),
            getattr(group, language) if group else row["peer_group"],
            *standing_cells(row, few),
            f"{row['coverage']:.0%}",
            f"{row['estimated_share']:.0%}",
        )
    out = console()
    out.print(table)
    if shown.height < frame.height:
        out.print(render("tables.more", count=frame.height - shown.height))
    if shown["no_score"].is_not_null().any():
        out.print(render("tables.why_not_rated"))
    if shown.filter(pl.col("score").is_not_null(), pl.col("peer_count") < few).height:
        out.print(render("tables.few_peers", least=few))


def standing_cells(row: Mapping[str, Any], few: float) -> tuple[str, str, str, str]:
    """Score, interval, grade and rank of a row of SCORES, as a table shows them; a rank among `few` has a mark."""
    if row["score"] is None:
        return render("tables.not_rated"), "-", "-", "-"
    interval, rank = (
        f"{row['low']:.1f}-{row['high']:.1f}",
        f"{row['rank']}/{row['peer_count']}",
    )
    mark = "*" if row["peer_count"] < few else ""
    return f"{row['score']:.1f}", interval, row["grade"] or "", f"{rank}{mark}"


def _entry_name(methodology: Methodology, code: str, language: str) -> str:
    for entries in (methodology.dimensions, methodology.level1, methodology.level2):
        if code in entries:
            return str(getattr(entries[code].name, language))
    return render("tables.total")
