"""Reports against a standard, without or with a workspace of peers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from cnesg.companies.peer_groups import peer_groups, ranking_groups
from cnesg.disclosure import statement_extractor
from cnesg.engine import Engine, Failure, Limits, LocalEngine
from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.framework.coverage import ANSWERS
from cnesg.framework.definitions import Profile
from cnesg.framework.mappings import load_mappings
from cnesg.framework.methodology import Methodology
from cnesg.framework.overrides import with_everything
from cnesg.framework.standards import load_standards
from cnesg.gap import Gap, gap_finder
from cnesg.gap.engine import Report
from cnesg.pipeline.reports.avoided_pages import NONE_AVOIDED, AvoidedPages
from cnesg.pipeline.reports.extracting import limit_problem
from cnesg.pipeline.reports.opening import open_report, refuse_unread
from cnesg.pipeline.workspace import Workspace
from cnesg.text import PassingSentences
from cnesg.text.unread import unread_problems

_ANSWERING_LEVELS = ("policy", "system", "target", "action", "result", "assurance")


@dataclass(frozen=True)
class GapOptions:
    """What to hold reports against.

    Attributes:
        standard: the standard's code.
        year: fiscal year of the reports; None as each report says.
        profile: a profile as JSON: its overrides of wording and requirements are in force, and only its data points
            count; None for the methodology as it ships.
    """

    standard: str
    year: int | None = None
    profile: str | None = None


@dataclass(frozen=True)
class GapResult:
    """What one file gave: the comparison and the pages left out, or the problems that kept it from being read."""

    path: Path
    gap: Gap | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    seconds: float = 0.0


class GapTask(NamedTuple):
    """A report to compare in a child process; see `ReportTask`."""

    path: Path
    options: GapOptions
    avoided: AvoidedPages = NONE_AVOIDED

    def without(self, failure: Failure) -> "GapTask | None":
        """The same without the page at which an attempt failed."""
        avoided = self.avoided.after(failure)
        return None if avoided is None else self._replace(avoided=avoided)


def gap_of_file(path: Path, options: GapOptions, avoided: AvoidedPages = NONE_AVOIDED) -> Gap:
    """One report against a standard, read in this process.

    Args:
        path: the file.
        options: what to hold it against.
        avoided: pages that are not to be tried.

    Raises:
        UnreadableDocumentError: the file can't be read.
        InputError: there is no such standard.
    """
    methodology = _methodology(options.profile)
    finder = gap_finder(methodology, options.standard)
    document = open_report(path, avoided)
    passing = PassingSentences(document)
    try:
        quantities = extract_quantities(passing.document, methodology, year=options.year)
    except InputError as error:
        # A document without a year states no figures for one; its sentences may still answer.
        if any(problem.message_id != "extraction.no_year" for problem in error.problems):
            raise
        quantities = []
    found = passing.sentences()
    said = statement_extractor(methodology).said(document, year=options.year, read=found)
    names = (document.sha256, document.name)
    refuse_unread(path, document)
    found_gap = finder.find(Report(*names, found, quantities, said.statements, options.year, said.talk, said.areas))
    return replace(found_gap, unread=document.unread)


@cache
def _methodology(profile: str | None) -> Methodology:
    """The methodology that reports are held against; made once a process."""
    shipped = load_methodology()
    return shipped if profile is None else with_everything(shipped, Profile.model_validate_json(profile))


def gaps_of_files(
    paths: Sequence[Path],
    options: GapOptions,
    *,
    engine: Engine | None = None,
    limits: Limits | None = None,
    on_done: Callable[[], None] | None = None,
) -> list[GapResult]:
    """Many reports against a standard, each read in a child process within limits; in the order given.

    Args:
        paths: the files.
        options: the standard and the year.
        engine: what reads; one child process of this machine by default.
        limits: on time and memory of a file.
        on_done: called for each report; for progress bars.

    Raises:
        InputError: there is no such standard.
        MethodologyError: the methodology data is broken.
    """
    load_standards().named(options.standard)
    limits = limits or Limits()
    results: dict[int, GapResult] = {}
    for outcome in (engine or LocalEngine()).run(_attempt, [GapTask(path, options) for path in paths], limits=limits):
        path = paths[outcome.index]
        if outcome.failure is None:
            results[outcome.index] = replace(outcome.result, seconds=outcome.seconds)
        else:
            results[outcome.index] = GapResult(path, None, (limit_problem(path, outcome.failure, limits),))
        if on_done:
            on_done()
    return [results[index] for index in range(len(paths))]


def _attempt(task: GapTask) -> GapResult:
    path = task.path
    try:
        gap = gap_of_file(*task)
        return GapResult(path, gap, notes=unread_problems(path, gap.unread))
    except MethodologyError:
        raise  # that is no fault of the file
    except InputError as error:
        return GapResult(path, None, error.problems)


def with_peers(gap: Gap, workspace: Workspace, company: str | None = None) -> Gap:
    """The same with the share of peers that answer each item through the data points mapped to it.

    Whether the report itself does is measured in the same way (`ItemGap.like_peers`). Peers are the companies of the
    workspace that state anything for the report's fiscal year (the latest year that is there, if it is none of them):
    those of the company's Level I industry if one is named, else all. The company itself does not count.

    Args:
        gap: a report against a standard.
        workspace: where the peers' observations are.
        company: id, code or name of the reporting company.
    """
    observations = workspace.store.read("observations").filter(pl.col("value_kind") == "actual")
    known = observations["fiscal_year"].unique().to_list()
    year = gap.year if gap.year in known else max(known, default=None)
    observations = observations.filter(pl.col("fiscal_year") == year)
    peers = _peers(workspace, observations, company)
    if not peers:
        return gap
    said = (pl.col("kind") != "statement") | (
        pl.col("text").is_in(_ANSWERING_LEVELS) & ~pl.col("negated").fill_null(False)
    )
    answers = observations.filter(said & pl.col("data_point").is_not_null() & pl.col("company_id").is_in(peers))
    by_point = {
        code: set(group["company_id"].to_list())
        for (code,), group in answers.group_by("data_point")
        if code is not None
    }
    mapped = _mapped(gap)
    items = {
        key: replace(
            item,
            peers=_share(mapped[key], by_point, len(peers)),
            like_peers=not mapped[key].isdisjoint(gap.answered) if mapped[key] else None,
        )
        for key, item in gap.items.items()
    }
    return replace(gap, items=items)


def _peers(workspace: Workspace, observations: pl.DataFrame, company: str | None) -> list[str]:
    ids = set(observations["company_id"].to_list())
    if company is not None:
        own = workspace.company_id(company)
        groups = ranking_groups(peer_groups(workspace.companies(), workspace.methodology.industries))
        group = dict(groups.iter_rows())
        ids = {other for other in ids if other != own and group.get(other) == group.get(own)}
    return sorted(ids)


def _mapped(gap: Gap) -> dict[str, frozenset[str]]:
    """The data points that answer each item; those of a general disclosure count for its aspect."""
    mappings = load_mappings()
    found = {}
    for item in gap.items:
        links = (link for key in (item, f"{item} General Disclosure") for link in mappings.of_item(gap.standard, key))
        found[item] = frozenset(link.code for link in links if link.match in ANSWERS)
    return found


def _share(codes: frozenset[str], by_point: dict[str, set[str]], peers: int) -> float | None:
    if not codes:
        return None
    return len(set().union(*(by_point.get(code, set()) for code in codes))) / peers
