"""One run of a made-up market, as a hash of its bits: `python -m tests.scoring.bits [pieces] [seed of the order]`."""

import hashlib
import json
import sys

import numpy as np
import polars as pl
from tests.imputation.panels import AS_OF, YEAR, as_observations, industries_by_revenue, panel
from tests.imputation.recovery import shown_facts

from cnesg.framework import load_methodology
from cnesg.framework.materiality import load_materiality
from cnesg.imputation import impute, select_inputs
from cnesg.scoring import score

AGES = ("under 20", "20-30", "30-40", "40-50", "over 50")


def classes(facts: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Headcounts by age that need not be whole: their sums depend on the order of adding, if it were not fixed."""
    random = np.random.default_rng(seed)
    ids = facts["company_id"].unique().sort()
    return pl.concat(
        [
            pl.DataFrame(
                {
                    "company_id": ids,
                    "concept": "employees",
                    "breakdown": json.dumps({"age": age}),
                    "fiscal_year": YEAR,
                    "canonical_value": 10.0 ** random.uniform(-3, 5, len(ids)),
                },
                schema_overrides={"fiscal_year": facts.schema["fiscal_year"]},
            )
            for age in AGES
        ]
    )


def scattered(frame: pl.DataFrame, pieces: int, order: int) -> pl.DataFrame:
    """The same rows in another order (0 keeps it) and in so many chunks."""
    if order:
        frame = frame.sample(fraction=1.0, shuffle=True, seed=order)
    size = max(1, -(-frame.height // pieces))
    return pl.concat(list(frame.iter_slices(size)), rechunk=False)


def bits(pieces: int, order: int) -> str:
    """A hash of inputs, scores and parts, in the order in which they come."""
    by = load_methodology()
    made = panel(120, industries_by_revenue(by, 12), 1)
    facts = shown_facts(made, "at random", 1, misprints=False)
    facts = facts.filter(pl.col("concept") != "employees_total")
    facts = pl.concat([facts, classes(facts, 1).select(facts.columns)])
    observed = scattered(as_observations(facts), pieces, order)
    companies = scattered(made.companies, pieces, order)
    selected = scattered(select_inputs(observed, by, YEAR, companies), pieces, order)
    inputs = impute(selected, observed, companies, by, YEAR, as_of=AS_OF)
    tables = score(
        scattered(inputs, pieces, order),
        companies,
        by,
        by.profiles["default"],
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=load_materiality(),
    )
    digest = hashlib.sha256()
    for table in (inputs, *tables):
        digest.update(table.write_ndjson().encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(bits(*(int(argument) for argument in sys.argv[1:])))
