"""A workspace: one folder with a store, and everything a user does with it."""

from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from cnesg.companies import CompanyFinder, companies_as_of
from cnesg.framework import Methodology, load_methodology
from cnesg.store import Store


class Workspace:
    """A folder with a store and the methodology it is read with. Use as a context manager.

    Attributes:
        folder: where it lies.
        store: its tables and snapshots.
    """

    def __init__(self, folder: Path, store: Store, methodology: Methodology | None = None) -> None:
        self.folder = folder
        self.store = store
        self._methodology = methodology

    @property
    def methodology(self) -> Methodology:
        """The indicators, rules and reference data in use; loaded when first asked for, as much can do without."""
        if self._methodology is None:
            self._methodology = load_methodology()
        return self._methodology

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new workspace.

        Raises:
            WorkspaceError: the folder holds one already, or other files.
        """
        methodology = load_methodology()  # first, so that a broken one leaves no empty workspace behind
        return cls(folder, Store.create(folder), methodology)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """An existing workspace.

        Raises:
            WorkspaceError: there is none, or a newer version of cnesg made it.
        """
        return cls(folder, Store.open(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    def companies(self, as_of: datetime | None = None) -> pl.DataFrame:
        """Particulars of companies in force at an instant (now by default), one row a company."""
        instant = as_of or datetime.now(UTC)
        return companies_as_of(self.store.read("companies"), instant)

    def company_id(self, wanted: str, as_of: datetime | None = None) -> str:
        """The id of the company a user means by id, code or any name, also a former one.

        Args:
            wanted: what the user typed.
            as_of: names and codes published later do not count; None takes all.

        Raises:
            InputError: nothing or several fit.
        """
        return self.finder(as_of).find(wanted)

    def finder(self, as_of: datetime | None = None) -> CompanyFinder:
        """Everything that companies can be called by, for many look-ups; `as_of` as for `company_id`."""
        companies, names, listings = (self.store.read(name) for name in ("companies", "names", "listings"))
        return CompanyFinder(companies, names, listings, as_of)

    def status(self) -> dict[str, Any]:
        """What the workspace holds: counts, the latest run and what waits for verification."""
        observations = self.store.read("observations")
        runs = self.store.read("runs").sort("as_of", "position")
        latest = runs.row(-1, named=True) if runs.height else None
        return {
            "folder": str(self.folder),
            "position": self.store.position,
            "companies": self.store.read("companies")["company_id"].n_unique(),
            "documents": self.store.read("documents").height,
            "observations": observations.height,
            "unreviewed": int((observations["review"] == "unreviewed").sum()),
            "runs": runs.height,
            "latest_run": latest and latest["run_id"],
            "latest_month": latest and latest["as_of"].strftime("%Y-%m"),
            "newest_publication": _iso(observations["available_at"].max()) if observations.height else None,
            "methodology_version": self.methodology.versions.methodology,
        }


def _iso(instant: object) -> str | None:
    return instant.isoformat() if isinstance(instant, datetime) else None
