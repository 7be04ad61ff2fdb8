"""What the papers of a delivery say of it is true of its data: nine products of the demo, claim by claim."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.demo.built import built_demo
from tests.products.claims import CLAIMS, Claim, Delivery

from cnesg.products.disclosure import disclosure_sheet
from cnesg.products.schema import PRODUCTS

pytestmark = pytest.mark.timeout(900)  # the first test builds the demo
SHEET = disclosure_sheet()


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Delivery]:
    found = {}
    for manifest in (built_demo(tmp_path_factory) / "deliveries").rglob("manifest.json"):
        told = json.loads(manifest.read_text(encoding="utf-8"))
        found[told["product"]] = Delivery.read(manifest.parent, told)
    assert found.keys() == set(PRODUCTS)
    return found


@pytest.mark.parametrize("product", PRODUCTS)
def test_each_answer_of_the_disclosure_sheet_is_true_of_the_delivery(
    product: str, deliveries: dict[str, Delivery]
) -> None:
    untrue = [
        f"{item}: {claim}"
        for item, answer in SHEET.answers(product)
        for claim in answer.claims
        if not CLAIMS[claim](deliveries[product])
    ]
    assert not untrue


OF_THE_METHODOLOGY = {
    "global compact is mapped",
    "judgements are consistent",
    "models have cards",
    "rules have a basis",
    "targets are scored",
    "topics are mapped",
    "weights are published",
}
"""Claims about what ships; they do not look at the delivery."""

OTHERWISE: dict[str, Callable[[Delivery], Delivery]] = {
    "event score multiplies": lambda one: _events(one, score=pl.col("score") + 0.1),
    "events of six months": lambda one: _events(one, first_at=pl.col("first_at").dt.offset_by("-1y")),
    "frequency": lambda one: Delivery(one.told | {"calendar": {"frequency": "daily"}}, one.tables),
    "grades by steps": lambda one: one.with_main(grade=pl.lit("AAA")),
    "interval holds score": lambda one: one.with_main(low=pl.col("score") + 1),
    "no temperature": lambda one: one.with_main(temperature=pl.lit(1.5)),
    "nothing later": lambda one: one.with_main(as_of=pl.lit(one.day).dt.offset_by("1d")),
    "papers are there": lambda one: Delivery(one.told | {"files": {}}, one.tables),
    "range": lambda one: one.with_main(score=pl.lit(200.0)),
    "score from events": lambda one: one.with_main(score=pl.col("score") / 2),
    "scores of the run": lambda one: one.with_main(as_of=pl.lit(one.day).dt.offset_by("1d")),
    "no news text": lambda one: _events(one, title=pl.lit("a headline")),
    "no page": lambda one: one.with_main(page=pl.lit(1)),
}


def _events(delivery: Delivery, **changed: pl.Expr) -> Delivery:
    if "events" not in delivery.tables:
        return delivery
    return Delivery(delivery.told, delivery.tables | {"events": delivery.tables["events"].with_columns(**changed)})


@pytest.mark.parametrize("claim", sorted(CLAIMS.keys() - OF_THE_METHODOLOGY - {"problems of the manifest", "root"}))
def test_each_claim_can_be_untrue(claim: str, deliveries: dict[str, Delivery]) -> None:
    """Of another product, or of a delivery that was altered."""
    holds: Claim = CLAIMS[claim]
    other: Callable[[Delivery], Delivery] = OTHERWISE.get(claim, lambda one: one)
    assert not all(holds(other(one)) for one in deliveries.values() if _applies(claim, one))


def _applies(claim: str, delivery: Delivery) -> bool:
    """Altered deliveries must be of a product that makes the claim; the others of any."""
    makes = {one for _, answer in SHEET.answers(delivery.product) for one in answer.claims}
    return claim not in OTHERWISE or claim in makes


def test_every_claim_is_checked_and_every_check_is_a_claim() -> None:
    assert SHEET.claims() == CLAIMS.keys()


def test_an_answer_without_a_claim_leaves_it_to_the_maker_or_refers() -> None:
    bare = {answer.text for item in SHEET.items for answer in item.answers if not answer.claims}
    assert bare == {"to be filled in by the maker of the delivery", "see (f)"}


def test_what_is_met_of_codes_of_conduct_is_said_with_what_is_not(deliveries: dict[str, Delivery]) -> None:
    """No page is in a delivery, so that page tracing is not called met."""
    paper = next(path for path in (Path(__file__).parents[2] / "src").rglob("self-assessment.md")).read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in paper.splitlines() if line.startswith("| ")]
    of_pages = [state for title, how, state in rows if "Page and box" in how or how.startswith("as IOSCO 5")]
    traced = any(not CLAIMS["no page"](one) for one in deliveries.values())
    assert len(of_pages) == 2
    assert not traced
    assert all(state.startswith("partly") for state in of_pages)
