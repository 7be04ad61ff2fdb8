"""What changed since the run before: score by score at once, and why in words when asked."""

from dataclasses import dataclass

import polars as pl

from cnesg.explanation.comparison import Comparison
from cnesg.framework import TOTAL
from cnesg.framework.definitions import Name
from cnesg.pipeline.comparison.comparing import Instant, compare
from cnesg.pipeline.views.company import name_of_code
from cnesg.pipeline.views.later import Background, Refused
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.views.runs import ShownRun
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class ScoreChange:
    """A synthetic score at two runs; None where one of them has none."""

    code: str
    name: Name
    before: float | None
    after: float | None

    @property
    def points(self) -> float | None:
        """Later less earlier."""
        return None if self.before is None or self.after is None else self.after - self.before


def score_changes(
    workspace: Workspace, memory: Memory, before: ShownRun, after: ShownRun, company_id: str
) -> tuple[ScoreChange, ...]:
    """TOTAL, dimensions and issues at two runs, the total first, then as everyone says it: E, S, G."""
    key = (str(workspace.folder), "score-changes", before.run_id, after.run_id, company_id)
    return memory.get(key, lambda: _read(workspace, before, after, company_id))


def _read(workspace: Workspace, before: ShownRun, after: ShownRun, company_id: str) -> tuple[ScoreChange, ...]:
    wanted = (
        (pl.col("company_id") == company_id)
        & (pl.col("kind") == "synthetic")
        & ((pl.col("code") == TOTAL) | (pl.col("code").str.len_chars() <= 3))
    )
    runs = [before.run_id, after.run_id]
    rows = workspace.store.read("scores", where=wanted, columns=["run_id", "code", "score"], runs=runs)
    scores = {(run, code): score for run, code, score in rows.iter_rows()}
    codes = sorted({code for _, code in scores}, key=lambda code: ("TESG".index(code[0]), code))
    return tuple(
        ScoreChange(
            code,
            name_of_code(workspace, code),
            scores.get((before.run_id, code)),
            scores.get((after.run_id, code)),
        )
        for code in codes
    )


def why(
    background: Background, before: ShownRun, after: ShownRun, company_id: str, code: str = TOTAL
) -> Comparison | Refused | None:
    """Why a score changed between two runs; None while it is worked out, which takes seconds and more.

    Runs never change, so that the answer is kept for good.
    """
    ends = Instant(before.run_id), Instant(after.run_id)
    found: Comparison | Refused | None = background.ask(
        _key(before, after, company_id, code), lambda opened: compare(opened, company_id, *ends, code), Comparison
    )
    return found


def known_why(
    background: Background, before: ShownRun, after: ShownRun, company_id: str, code: str = TOTAL
) -> Comparison | Refused | None:
    """The same where it was worked out already; None otherwise, and nothing is begun."""
    found: Comparison | Refused | None = background.ready(_key(before, after, company_id, code), Comparison)
    return found


def _key(before: ShownRun, after: ShownRun, company_id: str, code: str) -> tuple[str, ...]:
    ends = [part for one in (before, after) for part in (one.run_id, one.recorded_at.isoformat())]
    return ("why", *ends, company_id, code)
