"""Training a model of embellished accounts on labels that a user brings, and applying it."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import polars as pl
import yaml

import cnesg
from cnesg.companies import universe
from cnesg.companies.issuer_groups import compared_groups
from cnesg.errors import InputError, Problem
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.whitewash import Whitewash, load_whitewash
from cnesg.model import available_instant
from cnesg.pipeline.as_of.industries import with_industries
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.whitewash.screening import accounts_known
from cnesg.pipeline.workspace import Workspace
from cnesg.sources import KnownNames, SourceKind, read_table, validate_table
from cnesg.store.durable import write_atomically
from cnesg.whitewash import boosting, ratios_of, results, signals_of
from cnesg.whitewash.boosting import features_of
from cnesg.whitewash.card import Card, Evaluation, Measures, card_path, card_text, digest, ratios_version
from cnesg.whitewash.digits import digit_tests
from cnesg.whitewash.evaluation import Flags, Floats, area_under_curve, first_test_year, precision_at


@cache
def labels_kind() -> SourceKind:
    """The columns of a file of labels."""
    content = yaml.safe_load((files("cnesg.pipeline.whitewash") / "fraud-labels.yaml").read_text(encoding="utf-8"))
    return SourceKind.model_validate(content)


@dataclass(frozen=True)
class Trained:
    """A model with its card.

    Attributes:
        model: the text.
        card: what it is and how it did.
        without_accounts: labelled company years that had no figures in time.
    """

    model: str
    card: Card
    without_accounts: int

    def write(self, path: Path) -> None:
        """Write the model, its card beside it (`.card.json`) and the card to read (`.card.md`).

        Raises:
            InputError: the place can't be written to.
        """
        card = card_path(path)
        try:
            write_atomically(path, [self.model.encode()])
            write_atomically(card, [(self.card.model_dump_json(indent=2) + "\n").encode()])
            write_atomically(card.with_suffix(".md"), [card_text(self.card).encode()])
        except OSError as error:
            raise InputError.of("whitewash.unwritable", path=path, reason=error.strerror) from error


def read_labels(path: Path, companies: Sequence[str]) -> pl.DataFrame:
    """Labels: `company_id`, `year`, `fraud`, `published`.

    Raises:
        InputError: every bad cell, and every company that the workspace does not have.
    """
    kind = labels_kind()
    table = validate_table(read_table(path, kind.headers()), kind, KnownNames(), path)
    unknown = table.filter(~pl.col("company_id").is_in([*companies]))
    if unknown.height:
        rows = unknown.select("row", pl.col("company_id").alias("company")).to_dicts()
        raise InputError(*(Problem.of("sources.unknown_company", path=path, **row) for row in rows))
    return table.drop("row")


def train(workspace: Workspace, labels: Path, as_of: date, name: str, k: int | None = None) -> Trained:
    """Train a model on labelled company years and test it on the last ones.

    Each company year is seen as it was known some months after its end (`training.known_months`), so that corrections
    made when a fraud came out are not seen. The test lets a model learn from the years before the last ones, with the
    frauds that were known by then, and judge the last ones. The model that is kept learns from all years.

    Args:
        workspace: where the figures are.
        labels: the user's file.
        as_of: no figure and no label published later is used.
        name: of the model.
        k: how many of the highest the test looks at; as many as there are frauds by default.

    Raises:
        InputError: LightGBM is missing, labels are bad, or there are too few to learn from and to test on.
    """
    library = boosting.library_version()
    drain(workspace)
    given = read_labels(labels, workspace.store.read("companies")["company_id"].unique().to_list())
    definition = load_whitewash(workspace.methodology.folder)
    rows = _labelled(workspace, given, definition, as_of)
    if rows["fiscal_year"].n_unique() < 2:
        raise InputError.of("whitewash.one_year", path=labels, rows=rows.height)
    evaluation = _evaluated(rows, definition, labels, k)
    fraud = rows["fraud"].to_numpy()
    model = boosting.train(features_of(rows, definition), fraud, tuple(definition.ratios), definition.training)
    dated = rows.filter(pl.col("fraud") & pl.col("published").is_null())
    first, last = rows["fiscal_year"].sort()[0], rows["fiscal_year"].sort()[-1]
    card = Card(
        name=name,
        sha256=digest(model),
        features=tuple(definition.ratios),
        definition=ratios_version(definition),
        known_until=as_of,
        rows=rows.height,
        frauds=int(fraud.sum()),
        undated=dated.height,
        years=(first, last),
        weight=boosting.fraud_weight(fraud),
        settings={**boosting.settings(definition.training), "rounds": int(definition.training.rounds.value)},
        library=library,
        code=cnesg.__version__,
        evaluation=evaluation,
    )
    return Trained(model, card, given.height - rows.height)


def _labelled(workspace: Workspace, labels: pl.DataFrame, definition: Whitewash, as_of: date) -> pl.DataFrame:
    """The ratios and results of all labelled company years, each as it was known in its time, sorted."""
    frames = []
    for year in labels["year"].unique().sort():
        known_on = min(as_of, _months_after(year, int(definition.training.known_months.value)))
        ratios = _ratios_of_year(workspace, definition, year, known_on)
        no_amounts = pl.DataFrame(schema={"company_id": pl.String(), "line": pl.String(), "value": pl.Float64()})
        signals = signals_of(ratios, digit_tests(no_amounts, definition.digits), definition)
        result = results(signals, definition).select("company_id", pl.col("value").alias("_result"))
        mine = labels.filter(pl.col("year") == year).rename({"year": "fiscal_year"})
        frames.append(mine.join(ratios, on="company_id").join(result, on="company_id"))
    rows = pl.concat(frames).sort("fiscal_year", "company_id")
    found_out = pl.col("published").is_null() | (pl.col("published") <= as_of)
    return rows.with_columns((pl.col("fraud") & found_out).alias("fraud"))


def _ratios_of_year(workspace: Workspace, definition: Whitewash, year: int, known_on: date) -> pl.DataFrame:
    instant = available_instant(known_on)
    methodology = with_industries(workspace, workspace.methodology, instant)
    companies = universe(workspace.store.read("companies"), workspace.store.read("listings"), instant)
    groups = compared_groups(companies, methodology.industries, load_issuer_groups(methodology.folder))
    years = range(year - int(max(definition.past_years.value, 1)), year + 1)
    figures = accounts_known(workspace, methodology, definition.metrics, years, instant)
    return ratios_of(figures, groups, definition, year, methodology.rules.least_peers.value)


def _months_after(year: int, months: int) -> date:
    """The last day of the month that lies so many months after a fiscal year's end."""
    then, month = year + 1 + (months - 1) // 12, (months - 1) % 12 + 1
    return date(then, month, calendar.monthrange(then, month)[1])


def _evaluated(rows: pl.DataFrame, definition: Whitewash, path: Path, k: int | None) -> Evaluation:
    """The test on the last years."""
    years = rows["fiscal_year"].to_numpy()
    test_from = first_test_year(years, definition.training.test_share.value)
    early, late = rows.filter(pl.col("fiscal_year") < test_from), rows.filter(pl.col("fiscal_year") >= test_from)
    # What came out only later was taken for honest then; to leave it out would tell that something was to come.
    found_out = pl.col("published").is_null() | (pl.col("published") <= date(test_from, 12, 31))
    known = early.select(pl.col("fraud") & found_out)["fraud"].to_numpy()
    fraud = late["fraud"].to_numpy()
    for part, flags in (("train", known), ("test", fraud)):
        if flags.all() or not flags.any():
            told = {"frauds": int(flags.sum()), "rows": len(flags), "year": test_from}
            raise InputError.of(f"whitewash.one_sided_{part}", path=path, **told)
    model = boosting.train(features_of(early, definition), known, tuple(definition.ratios), definition.training)
    found = boosting.probabilities(model, features_of(late, definition), boosting.fraud_weight(known))
    wanted = min(k or int(fraud.sum()), late.height)
    return Evaluation(
        test_from=test_from,
        train_rows=early.height,
        train_frauds=int(known.sum()),
        test_rows=late.height,
        test_frauds=int(fraud.sum()),
        k=wanted,
        model=_measured(found, fraud, wanted),
        m_score=_measured(_last_if_missing(late["m_score"]), fraud, wanted),
        signals=_measured(_last_if_missing(late["_result"]), fraud, wanted),
        without_m_score=late["m_score"].null_count(),
    )


def _last_if_missing(scores: pl.Series) -> Floats:
    return scores.fill_null(float("-inf")).to_numpy()


def _measured(scores: Floats, fraud: Flags, k: int) -> Measures:
    return Measures(area=area_under_curve(scores, fraud), precision=precision_at(scores, fraud, k))
