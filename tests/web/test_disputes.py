"""A company answers back: in public, to a deadline, never deleted; what is upheld changes the value and its scores."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest
from fastapi import FastAPI
from tests.web.conftest import ClientOf, Look
from tests.web.market import AS_OF, COMPANY

from cnesg.errors import InputError
from cnesg.framework.verification_rules import load_verification_rules
from cnesg.pipeline.checking.added_documents import added_documents
from cnesg.pipeline.checking.disputing import Objection, open_dispute, settle_dispute
from cnesg.pipeline.delivery.delivering import Wanted, deliver
from cnesg.pipeline.delivery.editions import editions
from cnesg.pipeline.delivery.settlement import follow_up
from cnesg.verification.accounts import Role
from cnesg.verification.agreement import wilson
from cnesg.verification.disputes import DisputeBook
from cnesg.verification.quotas import Quota

PAGES: tuple[tuple[Role, str, str], ...] = (
    ("senior", "/verify/quality", "quality"),
    ("administrator", "/accounts", "accounts"),
    ("administrator", "/operations", "operations"),
)
KINDS = ("digits", "neighbour", "scale", "unit", "year")
REASON = "Table 4 of the annual report says 3 GWh; yours is the plant's."


def electricity(app: FastAPI, company: str) -> dict[str, Any]:
    """The imported electricity of a company, on which scores rest."""
    with app.state.site.workspace() as lent:
        rows = lent.store.read(
            "observations",
            where=(pl.col("company_id") == company)
            & (pl.col("concept") == "electricity")
            & (pl.col("origin") == "imported"),
        )
    return dict(rows.row(0, named=True))


def standing(app: FastAPI, fact_key: str) -> dict[str, Any]:
    with app.state.site.workspace() as lent:
        rows = lent.store.standing_observations(where=pl.col("fact_key") == fact_key)
    return dict(rows.filter(pl.col("decision").is_not_null()).row(0, named=True))


@pytest.mark.heavy
def test_a_dispute_is_public_and_has_a_deadline(app: FastAPI, client_of: ClientOf) -> None:
    row = electricity(app, COMPANY)
    about = row["observation_id"]
    fields = {"observation": about, "reason": REASON, "value": "3"}
    document = {"document": ("../../etc/annual report.pdf", b"%PDF-1.7 a figure", "application/pdf")}
    answer = client_of("issuer").post("/disputes", data=fields, files=document)
    assert answer.status_code == 303
    (dispute,) = DisputeBook(app.state.site.ledger.engine).all()
    assert dispute.due_at - dispute.opened_at == timedelta(days=load_verification_rules().dispute_days.value)
    assert dispute.document_name == "annual report.pdf"
    with app.state.site.workspace() as lent:
        assert lent.store.snapshots.get(str(dispute.document)) == b"%PDF-1.7 a figure"
    assert standing(app, row["fact_key"])["review"] == "disputed"
    address = f"/disputes/{dispute.dispute_id}/document"
    fetched = client_of("senior").get(address)
    assert fetched.content == b"%PDF-1.7 a figure"
    assert "attachment" in fetched.headers["content-disposition"]
    assert client_of("issuer").get(address).status_code == 200
    assert client_of("reader").get(address).status_code == 403
    reader = client_of("reader")
    for path in ("/disputes", f"/disputes/{dispute.dispute_id}", f"/evidence/{about}"):
        text = reader.get(path).text
        assert dispute.dispute_id in text
        assert "Liquor 1" in text
    assert REASON.split(";", maxsplit=1)[0] in reader.get(f"/evidence/{about}").text
    assert not dispute.overdue(dispute.due_at)
    assert dispute.overdue(dispute.due_at + timedelta(seconds=1))


def test_a_company_adds_a_document_and_hears_what_became_of_it(app: FastAPI, client_of: ClientOf) -> None:
    issuer, senior, reader = client_of("issuer"), client_of("senior"), client_of("reader")
    fields = {"note": "<b>Energy</b> table of the plant"}
    for name, content, told in (("x.exe", b"MZ\x00\x01", "neither a PDF"), ("y.pdf", b"%PDF-1.7", "")):
        document = {"document": (f"../{name}", content, "application/pdf")}
        answer = issuer.post("/documents", data=fields if not told else {}, files=document)
        assert answer.status_code == (422 if told else 303)
        assert not told or (told in answer.text and "Say what the document shows" in answer.text)
    issuer.post("/documents", data=fields, files={"document": ("again.pdf", b"%PDF-1.7", "application/pdf")})
    (added,) = added_documents(app.state.site.ledger)
    assert (added.company_id, added.name, added.outcome) == (COMPANY, "y.pdf", None)
    shown = reader.get("/documents").text
    assert "&lt;b&gt;Energy&lt;/b&gt;" in shown
    assert f'href="/documents/{added.entry_id}"' not in shown
    assert reader.get(f"/documents/{added.entry_id}").status_code == 403
    assert senior.get(f"/documents/{added.entry_id}").content == b"%PDF-1.7"
    assert reader.post(f"/documents/{added.entry_id}/settle", data={"outcome": "taken-in"}).status_code == 403
    for outcome, expected in (("not-needed", 303), ("not-needed", 303), ("taken-in", 422)):
        answer = senior.post(f"/documents/{added.entry_id}/settle", data={"outcome": outcome})
        assert answer.status_code == expected
    assert "not needed" in issuer.get("/documents").text


def test_a_dispute_and_its_settlement_sent_again_are_already_stored(app: FastAPI, client_of: ClientOf) -> None:
    site, issuer, senior = app.state.site, client_of("issuer"), client_of("senior")
    about = electricity(app, COMPANY)["observation_id"]
    opening = {"observation": about, "reason": REASON, "value": "11.5"}
    place = issuer.post("/disputes", data=opening).headers["location"]
    assert issuer.post("/disputes", data=opening).headers["location"] == f"{place}?already=stored"
    settling = {"outcome": "upheld", "answer": "You are right.", "value": "11.5"}
    assert senior.post(f"{place}/settle", data=settling).headers["location"] == place
    again = senior.post(f"{place}/settle", data=settling)
    assert again.headers["location"] == f"{place}?already=stored"
    assert "Already stored" in senior.get(again.headers["location"]).text
    for other in ({"value": "12"}, {"outcome": "dismissed"}, {"answer": "No."}):
        assert senior.post(f"{place}/settle", data=settling | other).status_code == 409
    verdicts = [decision.verdict for decision, _ in site.ledger.decisions(about)]
    assert verdicts == ["disputed", "corrected"]
    deeds = [one["deed"] for one in site.accounts.deeds()]
    assert (deeds.count("disputed"), deeds.count("settled")) == (1, 1)


@pytest.mark.heavy
def test_upholding_corrects_the_value_and_tells_which_scores_it_changed(app: FastAPI, client_of: ClientOf) -> None:
    site, row = app.state.site, electricity(app, "L02")
    out = site.settings.deliveries_of(site.folder)
    with site.workspace() as lent:
        first = list(deliver(lent, Wanted(AS_OF, out, ("a-share-scores", "a-share-sentiment"))))
        assert [one.how for one in first] == ["made", "failed"]  # nothing was in the news
        said = Objection(row["observation_id"], "L02", "issuer of L02", REASON, 11.5)
        dispute = open_dispute(lent, site.ledger, said)
        settled = settle_dispute(lent, site.ledger, dispute.dispute_id, "upheld", "You are right.", "sue", 11.5)
        assert settled.outcome == "upheld"
        assert (standing(app, row["fact_key"])["review"], standing(app, row["fact_key"])["value"]) == (
            "corrected",
            11.5,
        )
        changes = follow_up(lent, site.ledger, dispute.dispute_id, out)
        again = follow_up(lent, site.ledger, dispute.dispute_id, out)
        with pytest.raises(InputError, match="settled already"):
            settle_dispute(lent, site.ledger, dispute.dispute_id, "dismissed", "No.", "tom")
        runs = lent.store.read("runs")["run_id"].to_list()
    assert [changes["before"], changes["after"]] == runs
    moved = {(one["company_id"], one["code"]) for one in changes["scores"]}
    assert ("L02", "TOTAL") in moved  # 2 GWh were in the best quarter of electricity for revenue, 11.5 are in the worst
    (product,) = changes["products"]
    assert (product["product"], product["before"], product["after"], product["others"]) == ("a-share-scores", 1, 2, 0)
    assert product["changed"]["changed"] > 0
    assert again == dict(changes) | {"before": changes["after"]}  # what was made is told again, nothing is made anew
    assert [one.number for one in editions(out, "a-share-scores")] == [1, 2]
    reader = client_of("reader")
    DisputeBook(site.ledger.engine).note_changes(dispute.dispute_id, changes)
    text = reader.get(f"/disputes/{dispute.dispute_id}").text
    for told in ("You are right.", changes["after"], "/deliveries/a-share-scores/2024-06/2"):
        assert told in text
    newest = reader.get("/deliveries/a-share-scores/2024-06/2").text
    assert f"dispute {dispute.dispute_id} was upheld" in newest
    assert "A later edition" in reader.get("/deliveries/a-share-scores/2024-06/1").text
    file = reader.get("/deliveries/a-share-scores/2024-06/2/scores.csv")
    assert file.content == (out / "a-share-scores/2024-06/edition-2/scores.csv").read_bytes()
    verdicts = [decision.verdict for decision, _ in site.ledger.decisions(row["observation_id"])]
    assert verdicts == ["disputed", "corrected"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"company_id": "L03"}, "disputes.not_yours"),
        ({"observation_id": "0" * 32}, "disputes.not_yours"),
        ({"reason": "  "}, "disputes.no_reason"),
        ({"document": ("x.exe", b"MZ\x00\x01")}, "disputes.no_document"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(app: FastAPI, changed: dict[str, Any], told: str) -> None:
    site, row = app.state.site, electricity(app, "L02")
    fields = {"observation_id": row["observation_id"], "company_id": "L02", "by": "issuer", "reason": REASON}
    with site.workspace() as lent, pytest.raises(InputError) as caught:
        open_dispute(lent, site.ledger, Objection(**fields | changed))
    assert [problem.message_id for problem in caught.value.problems] == [told]
    assert DisputeBook(site.ledger.engine).all() == []
    assert site.ledger.decisions() == []


def test_nobody_settles_their_own_dispute(app: FastAPI) -> None:
    site, row = app.state.site, electricity(app, "L02")
    with site.workspace() as lent:
        dispute = open_dispute(lent, site.ledger, Objection(row["observation_id"], "L02", "ann", REASON))
        with pytest.raises(InputError, match="Nobody settles"):
            settle_dispute(lent, site.ledger, dispute.dispute_id, "upheld", "Yes.", "ann")
    assert isinstance(dispute.opened_at, datetime)
    assert DisputeBook(site.ledger.engine).all()[0].outcome is None


@pytest.mark.heavy
def test_disputes_quality_and_accounts_look_well(app: FastAPI, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    # Which errors are planted is drawn anew in every workspace: the page is looked at with all kinds.
    monkeypatch.setattr("cnesg.pipeline.checking.values.catch_rates", lambda _: dict.fromkeys(KINDS, wilson(41, 60)))
    about = electricity(app, COMPANY)["observation_id"]
    issuer = look("issuer")
    page = issuer.open(f"/evidence/{about}")
    issuer.accessible()
    issuer.keep("evidence-issuer")
    page.fill("#reason", REASON)
    page.fill("#value", "3")
    with page.expect_navigation():
        page.click("button.main")
    senior = look("senior", "zh", "dark")
    page = senior.open("/disputes")
    senior.accessible()
    senior.keep("disputes-zh-dark")
    with page.expect_navigation():
        page.click("tbody a")
    senior.accessible()
    senior.keep("dispute-zh-dark")
    desk = app.state.site.desk
    for number, by in enumerate(("ann", "bo", "ann", "bo", "ann", "bo")):
        assert desk.next_value(by) is not None
        desk.answer(by, "not-found" if number == 4 else "confirmed")
    for role, path, name in PAGES:
        one = look(role)
        one.open(path)
        one.accessible()
        one.keep(name)


def test_quality_goes_out_as_a_file(app: FastAPI, client_of: ClientOf) -> None:
    desk = app.state.site.desk
    desk.next_value("=cmd()")
    desk.answer("=cmd()", "confirmed")
    answer = client_of("senior").get("/verify/quality.csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert "'=cmd()" in answer.text  # no formula for a spreadsheet
    assert client_of("verifier").get("/verify/quality.csv").status_code == 403
    assert len(client_of("administrator").get("/verify/quality.jsonl").text.splitlines()) > 5


@pytest.mark.heavy
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_no_dispute_and_no_settlement_brings_a_number_that_is_none(
    app: FastAPI, client_of: ClientOf, value: float
) -> None:
    site, about = app.state.site, electricity(app, "L02")["observation_id"]
    with site.workspace() as lent:
        with pytest.raises(InputError, match="finite number"):
            open_dispute(lent, site.ledger, Objection(about, "L02", "issuer of L02", REASON, value))
        dispute = open_dispute(lent, site.ledger, Objection(about, "L02", "issuer of L02", REASON, 11.5))
        with pytest.raises(InputError, match="finite number"):
            settle_dispute(lent, site.ledger, dispute.dispute_id, "upheld", "You are right.", "senior", value)
    fields = {"observation": electricity(app, COMPANY)["observation_id"], "reason": REASON, "value": str(value)}
    assert client_of("issuer").post("/disputes", data=fields).status_code == 422


def test_an_account_brings_no_more_on_a_day_than_it_may(app: FastAPI, client_of: ClientOf) -> None:
    site, about = app.state.site, electricity(app, COMPANY)["observation_id"]
    site.settings = replace(site.settings, disputes_a_day=Quota(2), documents_a_day=Quota(2, 1000))
    issuer = client_of("issuer")
    told = [
        issuer.post("/disputes", data={"observation": about, "reason": f"{REASON} {number}"}).status_code
        for number in range(4)
    ]
    assert told[2:] == [429, 429]
    large = {"document": ("b.txt", b"Our figures. " * 100)}
    assert issuer.post("/documents", data={"note": "x"}, files=large).status_code == 429
    small = [
        issuer.post("/documents", data={"note": "x"}, files={"document": ("a.txt", b"figures %d" % number)})
        for number in range(3)
    ]
    assert [one.status_code for one in small] == [303, 303, 429]
    assert "Go on tomorrow" in small[2].text
    assert len(DisputeBook(site.ledger.engine).all()) <= 2
