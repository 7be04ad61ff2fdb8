"""Which rows of a workspace quality control has looked at: its record of checks, to which every check adds one row.

The first check of a profile looks at everything. A later month looks at what came after the last month whose check was
settled: no error was left open, or somebody let each of them pass by name in a delivery. What the first check of a
month left out stays fixed, so that checking the month again looks at the same rows.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from cnesg.framework.profiles import find_profile, run_label
from cnesg.model.checks import CHECKS
from cnesg.pipeline.workspace import Workspace
from cnesg.quality import Finding
from cnesg.quality.month import Checked, Month


@dataclass(frozen=True)
class _Check:
    """One row of CHECKS, without what the log adds."""

    month: str
    profile: str
    run_id: str
    as_of: datetime
    fiscal_year: int
    store_position: int
    since_position: int | None
    since_as_of: datetime | None
    since_year: int | None
    rows: int
    errors: tuple[str, ...]
    overridden: tuple[str, ...]
    settled: bool

    @property
    def since(self) -> Checked | None:
        if self.since_position is None or self.since_as_of is None or self.since_year is None:
            return None
        return Checked(self.since_position, self.since_as_of, self.since_year)

    @property
    def reaches(self) -> Checked:
        return Checked(self.store_position, self.as_of, self.fiscal_year)


class Checks:
    """The checks of the months of a profile.

    Args:
        workspace: where they are.
        profile: name or file of the profile.
    """

    def __init__(self, workspace: Workspace, profile: str) -> None:
        self._workspace = workspace
        self._profile = run_label(find_profile(workspace.methodology, profile), workspace.methodology)
        rows = workspace.store.read(CHECKS.name, where=pl.col("profile") == self._profile).sort("position")
        self._all = [_check(row) for row in rows.drop("recorded_at", "position").iter_rows(named=True)]

    def before(self, month: str) -> Checked | None:
        """What a month need not look at, as earlier months did; None if nothing was checked before.

        Args:
            month: YYYY-MM.
        """
        for check in self._all:
            if check.month == month:
                return check.since
        earlier = [one for one in self._settled() if one.month < month]
        last = max(earlier, key=lambda one: (one.month, one.store_position), default=None)
        return last.reaches if last else None

    def unsettled_before(self, month: str) -> str | None:
        """The earlier month whose rows a month leaves out though errors in them are open again; None if there is none.

        A check that was settled is not any more if the same run was checked anew and an error was found.
        """
        left_out, until = self.before(month), month
        while left_out is not None:
            reach = [one for one in self._all if one.month < until and one.reaches == left_out]
            settled = [one for one in self._settled() if one in reach]
            if not settled:
                return reach[-1].month if reach else until
            left_out, until = settled[-1].since, settled[-1].month
        return None

    def record(self, month: Month, findings: Iterable[Finding], overridden: Collection[str] = ()) -> None:
        """Keep that a month was checked; nothing is written if the record says so already.

        Args:
            month: what was checked.
            findings: all that was found.
            overridden: keys of errors that somebody lets pass by name.

        Raises:
            WorkspaceError: another process is writing, or the workspace can't be written to.
        """
        run = month.run
        same = [one for one in self._all if (one.month, one.run_id) == (month.label, run["run_id"])]
        errors = tuple(sorted(one.key for one in findings if one.severity == "error"))
        passed = tuple(sorted({*overridden, *(key for one in same for key in one.overridden)}))
        check = _Check(
            month=month.label,
            profile=self._profile,
            run_id=run["run_id"],
            as_of=month.as_of,
            fiscal_year=month.fiscal_year,
            store_position=run["store_position"],
            since_position=month.checked.position if month.checked else None,
            since_as_of=month.checked.as_of if month.checked else None,
            since_year=month.checked.fiscal_year if month.checked else None,
            rows=month.unchecked,
            errors=errors,
            overridden=passed,
            settled=set(errors) <= set(passed),
        )
        if same and _says_the_same(same[-1], check):
            return
        rows = pl.DataFrame([vars(check) | {"errors": list(errors), "overridden": list(passed)}], schema=_STORED)
        self._workspace.store.commit({CHECKS.name: rows}, note=f"quality control {month.label}")
        self._all.append(check)

    def _settled(self) -> list[_Check]:
        """The last check of each run, if no error was left open."""
        last = {(one.month, one.run_id): one for one in self._all}
        return [one for one in last.values() if one.settled]


_STORED = {name: dtype for name, dtype in CHECKS.dtypes.items() if name not in {"recorded_at", "position"}}


def _says_the_same(one: _Check, other: _Check) -> bool:
    """Whether nothing would come of keeping another check of the same run."""
    return (
        one.overridden == other.overridden
        and one.settled == other.settled
        and (one.settled or one.errors == other.errors)
    )


def _check(row: dict[str, Any]) -> _Check:
    return _Check(**row | {"errors": tuple(row["errors"]), "overridden": tuple(row["overridden"])})
