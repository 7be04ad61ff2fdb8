"""For whom a company stands: one without shares of its own for the listed company that controls it."""

from datetime import date
from typing import Any

import polars as pl

_HALF = 50.0
_FOREVER = date.max.toordinal()


class Holders:
    """Who controls whom on which day, as far as the market knew.

    Args:
        companies: table COMPANIES.
        listings: table LISTINGS.
        relations: table RELATIONS.
        control: percent that a company above must hold more of.
    """

    def __init__(
        self, companies: pl.DataFrame, listings: pl.DataFrame, relations: pl.DataFrame, control: float
    ) -> None:
        self._own = {*companies.filter(pl.col("market") != "unlisted")["company_id"], *listings["company_id"]}
        self._above: dict[str, list[tuple[str, int, int, float]]] = {}
        for row in relations.sort("company_id", "valid_from", "available_at", "position").iter_rows(named=True):
            share = row["share"]
            held = share > control if share is not None else control <= _HALF
            if row["relation"] == "subsidiary" and held:
                self._above.setdefault(row["company_id"], []).append(_link(row))

    def of(self, company: str, day: int, when: float) -> str:
        """The company for which one stands: itself if it has shares of its own or nobody controls it.

        Args:
            company: its id.
            day: ordinal of the day.
            when: timestamp; relations published later are not known.
        """
        if company in self._own or company not in self._above:
            return company
        seen, level = {company}, [company]
        while level:
            higher: list[str] = []
            for below in level:
                for parent, first, last, known in reversed(self._above.get(below, [])):
                    if parent in seen or not (first <= day <= last and known <= when):
                        continue
                    if parent in self._own:
                        return parent
                    seen.add(parent)
                    higher.append(parent)
            level = higher
        return company


def _link(row: dict[str, Any]) -> tuple[str, int, int, float]:
    last = row["valid_to"].toordinal() if row["valid_to"] else _FOREVER
    return row["parent_id"], row["valid_from"].toordinal(), last, row["available_at"].timestamp()
