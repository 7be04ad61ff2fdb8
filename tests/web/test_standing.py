"""Pages and answers say of a number that it was replaced or is disputed, link to what stands, and refuse a dispute."""

from typing import Any

import polars as pl
import pytest
from fastapi import FastAPI
from tests.web.conftest import ClientOf, Look
from tests.web.market import COMPANY
from typer.testing import CliRunner

from cnesg.cli.app import app as cli
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.verification.disputes import DisputeBook

REASON = "Table 4 of the annual report says 3 GWh."


def electricity(app: FastAPI) -> dict[str, Any]:
    """The imported electricity of the company, on which scores rest."""
    where = (pl.col("company_id") == COMPANY) & (pl.col("concept") == "electricity") & (pl.col("origin") == "imported")
    with app.state.site.workspace() as lent:
        return dict(lent.store.read("observations", where=where).row(0, named=True))


def corrected(app: FastAPI, about: str, value: float) -> str:
    with app.state.site.workspace() as lent:
        return decide(lent, [Wanted(about, "corrected", value=value)], "boss")[0].decision_id


def test_a_corrected_number_says_so_links_to_the_new_one_and_is_not_disputed(app: FastAPI, client_of: ClientOf) -> None:
    about = str(electricity(app)["observation_id"])
    by = corrected(app, about, 3.0)
    issuer = client_of("issuer")
    old, new = issuer.get(f"/evidence/{about}").text, issuer.get(f"/evidence/{by}").text
    assert "Replaced: a person corrected it to 3 GWh." in old
    assert f'href="/evidence/{by}"' in old
    assert 'action="/disputes"' not in old
    assert 'action="/disputes"' in new
    assert "Replaced: a person" not in new
    for language, told in (("en", "was replaced by"), ("zh", "该数值已失效")):
        refused = issuer.post(
            "/disputes", data={"observation": about, "reason": REASON}, headers={"accept-language": language}
        )
        assert refused.status_code == 409
        assert told in refused.text
        assert by in refused.text
    assert DisputeBook(app.state.site.ledger.engine).all() == []
    explained = client_of("reader").get(f"/api/v1/companies/{COMPANY}/explanation?depth=10")
    assert f'"superseded_by": "{by}"' in explained.text
    ran = CliRunner().invoke(cli, ["explain", COMPANY, "-w", str(app.state.site.folder)], env={"CNESG_LANG": "en"})
    assert f"NO LONGER HOLDS: corrected by a person to 3 GWh ({by})" in " ".join(ran.output.replace("│", " ").split())
    rows = client_of("reader").get(f"/api/v1/observations?company={COMPANY}&concept=electricity").json()["rows"]
    told_of = {row["observation_id"]: (row["state"], row["superseded_by"]) for row in rows}
    assert told_of[about] == ("corrected", by)
    assert told_of[by] == ("standing", None)


def test_a_disputed_number_says_so_and_is_not_disputed_again(app: FastAPI, client_of: ClientOf) -> None:
    about = str(electricity(app)["observation_id"])
    issuer, reader = client_of("issuer"), client_of("reader")
    assert issuer.post("/disputes", data={"observation": about, "reason": REASON}).status_code == 303
    page = issuer.get(f"/evidence/{about}").text
    assert "The company disputes this number." in page
    assert 'action="/disputes"' not in page
    refused = issuer.post("/disputes", data={"observation": about, "reason": "once more"})
    assert refused.status_code == 409
    (dispute,) = DisputeBook(app.state.site.ledger.engine).all()
    assert dispute.dispute_id in refused.text
    rows = reader.get(f"/api/v1/observations?company={COMPANY}&concept=electricity").json()["rows"]
    assert {row["observation_id"]: row["state"] for row in rows}[about] == "disputed"
    exported = reader.get(f"/api/v1/observations?company={COMPANY}&concept=electricity&format=csv").text
    assert "superseded_by" in exported.splitlines()[0]


@pytest.mark.heavy
def test_what_has_become_of_a_number_looks_well(app: FastAPI, look: Look) -> None:
    about = str(electricity(app)["observation_id"])
    corrected(app, about, 3.0)
    for language in ("en", "zh"):
        reader = look("issuer", language, name=f"issuer-{language}")
        reader.open(f"/evidence/{about}")
        reader.accessible()
        reader.keep(f"evidence-replaced-{language}")
        reader.open(f"/companies/{COMPANY}")
        reader.keep(f"company-without-news-{language}")
