"""Values are checked on the page: by form, by keyboard, with undo, and only by those who may."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from tests.web.conftest import ClientOf, Look, Served
from tests.web.market import COMPANY

from cnesg.errors import InputError
from cnesg.verification.opinion_book import Given, OpinionBook
from cnesg.verification.opinions import Opinion
from cnesg.web.pages.verification import parse_number


def asked(text: str) -> str:
    """The value that the page asks about."""
    found = re.search(r'name="observation" value="([0-9a-f]+)"', text)
    assert found is not None, text[:2000]
    return found.group(1)


def test_an_answer_is_written_down_and_the_next_value_comes(app: FastAPI, client_of: ClientOf) -> None:
    verifier = client_of("verifier")
    first = asked(verifier.get("/verify").text)
    assert asked(verifier.get("/verify").text) == first  # it stays until it is answered
    answer = verifier.post("/verify/answer", data={"observation": first, "said": "confirmed"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/verify")
    assert asked(verifier.get("/verify").text) != first
    opinions = app.state.site.ledger.opinions.all()
    assert [(one.observation_id, one.answer, one.by) for one in opinions] == [(first, "confirmed", "verifier")]


@pytest.mark.heavy
def test_the_sheet_is_for_a_value_that_one_has_and_nothing_for_one_that_was_answered(client_of: ClientOf) -> None:
    verifier = client_of("verifier")
    first = asked(verifier.get("/verify").text)
    drawn = verifier.get("/verify/sheet", params={"observation": first})
    assert (drawn.status_code, "<svg" in drawn.text) == (200, True)
    verifier.post("/verify/answer", data={"observation": first, "said": "confirmed"})
    late = verifier.get("/verify/sheet", params={"observation": first})
    assert (late.status_code, late.text) == (204, "")


def test_an_answer_taken_back_is_asked_again(app: FastAPI, client_of: ClientOf) -> None:
    verifier = client_of("verifier")
    first = asked(verifier.get("/verify").text)
    verifier.post("/verify/answer", data={"observation": first, "said": "not-found"})
    verifier.get("/verify")
    assert verifier.post("/verify/undo").status_code == 303
    assert asked(verifier.get("/verify").text) == first
    again = verifier.post("/verify/undo")
    assert (again.status_code, again.headers["location"]) == (303, "/verify?already=taken-back")
    page = verifier.get(again.headers["location"])
    assert "Already taken back" in page.text
    assert asked(page.text) == first
    verifier.post("/verify/answer", data={"observation": first, "said": "confirmed"})
    assert [one.answer for one in app.state.site.ledger.opinions.all(first)] == ["not-found", "withdrawn", "confirmed"]


@pytest.mark.parametrize(
    ("said", "more"),
    [("confirmed", {}), ("not-found", {}), ("corrected", {"value": "7.5"}), ("rejected", {"reason": "another year"})],
)
def test_an_answer_sent_again_is_already_stored(
    app: FastAPI, client_of: ClientOf, said: str, more: dict[str, str]
) -> None:
    verifier, ledger = client_of("verifier"), app.state.site.ledger
    about = asked(verifier.get("/verify").text)
    fields = {"observation": about, "said": said, **more}
    assert verifier.post("/verify/answer", data=fields).headers["location"] == "/verify"
    for _ in range(2):
        again = verifier.post("/verify/answer", data=fields)
        assert (again.status_code, again.headers["location"]) == (303, "/verify?already=stored")
    assert "Already stored" in verifier.get("/verify?already=stored").text
    assert "此前已保存" in verifier.get("/verify?already=stored", headers={"accept-language": "zh"}).text
    other = {"observation": about, "said": "rejected", "reason": "something else"}
    assert verifier.post("/verify/answer", data=other).status_code == 409
    assert [one.answer for one in ledger.opinions.all()] == [said]


def test_an_undo_with_nothing_before_it_is_refused(client_of: ClientOf) -> None:
    assert client_of("verifier").post("/verify/undo").status_code == 409


def test_a_confirmation_cut_short_is_completed_when_it_is_sent_again(
    app: FastAPI, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifier, desk, ledger = client_of("verifier"), app.state.site.desk, app.state.site.ledger
    shown = desk.next_value("verifier")
    while not 2 <= len(desk.also_asked("verifier", shown.row)) <= 12:
        desk.skip("verifier", shown.row["observation_id"])
        shown = desk.next_value("verifier")
    about, also = shown.row["observation_id"], [one["observation_id"] for one in desk.also_asked("verifier", shown.row)]
    give, given = OpinionBook.give, list[str]()

    def cut_short(book: OpinionBook, opinion: Opinion, settled: Any) -> Given:
        if len(given) == 2:
            raise KeyboardInterrupt
        given.append(opinion.observation_id)
        return give(book, opinion, settled)

    with monkeypatch.context() as patched:
        patched.setattr(OpinionBook, "give", cut_short)
        with pytest.raises(KeyboardInterrupt):
            desk.confirm("verifier", about, also)
    assert not desk.confirm("verifier", about, also).already
    assert {one.observation_id for one in ledger.opinions.all()} == {about, *also}
    fields = {"observation": about, "said": "confirmed", "also": also}
    assert verifier.post("/verify/answer", data=fields).headers["location"] == "/verify?already=stored"
    given.clear()
    with monkeypatch.context() as patched:
        patched.setattr(OpinionBook, "give", cut_short)
        with pytest.raises(KeyboardInterrupt):
            desk.undo("verifier")
    assert desk.undo("verifier").already
    taken = [one.observation_id for one in ledger.opinions.all() if one.answer == "withdrawn"]
    assert sorted(taken) == sorted([about, *also])
    assert asked(verifier.get("/verify").text) == about


def test_neighbours_in_the_same_table_are_confirmed_along_with_a_value(app: FastAPI, client_of: ClientOf) -> None:
    verifier, desk, ledger = client_of("verifier"), app.state.site.desk, app.state.site.ledger
    shown = desk.next_value("verifier")
    while not 2 <= len(desk.also_asked("verifier", shown.row)) <= 12:  # as many as the page shows
        desk.skip("verifier", shown.row["observation_id"])
        shown = desk.next_value("verifier")
    about, offered = shown.row["observation_id"], desk.also_asked("verifier", shown.row)
    page = verifier.get("/verify").text
    near = {one["observation_id"] for one in shown.neighbours[:12]}
    also = re.findall(r'name="also" form="answer" value="([0-9a-f]+)"', page)
    assert set(also) == {one["observation_id"] for one in offered} & near
    assert {(one["method"], one["page"]) for one in offered} == {("table", shown.row["page"])}
    elsewhere = next(one for one in desk.values["observation_id"] if one not in {about, *near, *also})
    held, also = also[-1], also[:-1][:9]  # somebody else has this one by now; three that can't be make 12, the most
    assert ledger.opinions.lease([desk.queue.asked_of("ann", held, senior=True)], "ann", datetime.now(UTC), 10)
    fields = {"observation": about, "said": "confirmed", "also": [*also, held, elsewhere, "x"]}
    assert verifier.post("/verify/answer", data=fields).status_code == 303
    opinions = ledger.opinions.all()
    assert {(one.observation_id, one.answer, one.by) for one in opinions} == {
        (one, "confirmed", "verifier") for one in (about, *also)
    }
    assert len({round(one.seconds, 3) for one in opinions}) == 1
    assert not {one["observation_id"] for one in desk.also_asked("verifier", shown.row)} & {about, *also}
    assert verifier.post("/verify/undo").status_code == 303
    taken = [one.observation_id for one in ledger.opinions.all() if one.answer == "withdrawn"]
    assert set(taken) == {about, *also}
    assert asked(verifier.get("/verify").text) == about


@pytest.mark.heavy
def test_what_is_passed_over_comes_back_when_nothing_else_is_left(app: FastAPI, client_of: ClientOf) -> None:
    verifier, desk = client_of("verifier"), app.state.site.desk
    order = [asked(verifier.get("/verify").text)]
    assert verifier.post("/verify/skip", data={"observation": order[0]}).status_code == 303
    for _ in range(desk.queue.count - 1):
        order.append(str(desk.next_value("verifier").row["observation_id"]))
        desk.skip("verifier", order[-1])
    assert len(set(order)) == len(order)
    assert asked(verifier.get("/verify").text) in order
    assert app.state.site.ledger.opinions.all() == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"said": "corrected", "value": "five"}, "not a number"),
        ({"said": "corrected", "value": "nan"}, "not a number"),
        ({"said": "rejected", "reason": " "}, "say why"),
    ],
)
def test_what_is_wrong_is_told_beside_the_value_and_nothing_is_stored(
    app: FastAPI, client_of: ClientOf, fields: dict[str, str], told: str
) -> None:
    verifier = client_of("verifier")
    about = asked(verifier.get("/verify").text)
    answer = verifier.post("/verify/answer", data={"observation": about, **fields})
    assert answer.status_code == 422
    assert told in answer.text
    assert asked(answer.text) == about
    assert app.state.site.ledger.opinions.all() == []


@pytest.mark.heavy
def test_a_value_that_somebody_else_has_cannot_be_answered(app: FastAPI, client_of: ClientOf) -> None:
    verifier, senior = client_of("verifier"), client_of("senior")
    hers, his = asked(verifier.get("/verify").text), asked(senior.get("/verify").text)
    assert hers != his
    assert senior.post("/verify/answer", data={"observation": hers, "said": "confirmed"}).status_code == 409
    assert app.state.site.ledger.opinions.all() == []


def test_numbers_are_read_as_people_type_them() -> None:
    assert parse_number("1,234.5") == 1234.5
    assert parse_number("１ ２３４") == 1234
    assert parse_number("−3") == -3
    with pytest.raises(InputError, match="not a number"):
        parse_number("12 t")


def test_pictures_are_for_those_who_check_and_for_the_company_itself(app: FastAPI, client_of: ClientOf) -> None:
    (document,) = app.state.site.desk.documents
    address = f"/picture/{document}/3"
    for role, expected in (
        ("verifier", 200),
        ("senior", 200),
        ("administrator", 200),
        ("issuer", 200),
        ("reader", 403),
    ):
        assert client_of(role).get(address).status_code == expected, role  # type: ignore[arg-type]
    app.state.site.accounts.add("issuer", "issuer", None, "L02")
    other = client_of("issuer")
    app.state.site.accounts.add("issuer", "issuer", None, "L02")
    other.cookies.set("cnesg", app.state.site.accounts.begin("issuer"))
    assert other.get(address).status_code == 403
    verifier = client_of("verifier")
    answer = verifier.get(address)
    assert answer.content[8:12] == b"WEBP"
    assert "max-age" in answer.headers["cache-control"]
    for wrong in (f"/picture/{document}/999", f"/picture/{'0' * 64}/1", f"/picture/{document}/0"):
        assert verifier.get(wrong).status_code in {404, 422}, wrong


@pytest.mark.heavy
def test_decisions_reach_the_log_while_the_page_is_served(served: Served, folder: Path, look: Look) -> None:
    """A person at the keyboard: accept, correct, undo, help, zoom; without the mouse."""
    one = look("verifier")
    page = one.open("/verify")
    one.accessible()
    one.keep("verify-en-light")
    first = asked(page.content())
    near = page.locator("#sheet").get_attribute("viewBox")
    page.keyboard.press("z")
    assert page.locator("#sheet").get_attribute("viewBox") != near
    page.keyboard.press("Shift+?")
    assert page.locator("#keys").is_visible()
    one.accessible()
    page.screenshot(path=Path(__file__).parents[2] / "build" / "screenshots" / "verify-keys.png")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("a")
    second = asked(page.content())
    assert second != first
    page.keyboard.press("c")
    page.keyboard.type("5,776")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("r")
    page.keyboard.type("another year")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("u")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert one.complaints == []
    ledger = served.app.state.site.ledger
    said = [(one.answer, one.value) for one in ledger.opinions.all()]
    assert said == [
        ("confirmed", None),
        ("corrected", 5776.0),
        ("rejected", None),
        ("withdrawn", None),
        ("not-found", None),
    ]


@pytest.mark.heavy
def test_the_page_is_accessible_in_chinese_and_dark_and_ticks_neighbours_by_keyboard(
    served: Served, look: Look
) -> None:
    one, desk = look("senior", "zh", "dark"), served.app.state.site.desk
    shown = desk.next_value("senior", senior=True)
    while not desk.also_asked("senior", shown.row, senior=True):
        desk.skip("senior", shown.row["observation_id"])
        shown = desk.next_value("senior", senior=True)
    page = one.open("/verify")
    one.accessible()
    ticks = page.locator('input[name="also"]')
    for ticked in (True, False):
        page.keyboard.press("t")
        assert [ticks.nth(n).is_checked() for n in range(ticks.count())] == [ticked] * ticks.count() != []
    one.keep("verify-zh-dark")
    # long neighbours scroll in their own box: they make the page no wider than a phone
    page.evaluate("document.querySelectorAll('.asked tbody td').forEach((cell) => cell.append('9,833,000,000'))")
    one.keep("verify-zh-dark-long")


@pytest.mark.heavy
def test_a_number_is_shown_on_its_page(app: FastAPI, look: Look) -> None:
    about = app.state.site.desk.values["observation_id"][0]
    for role in ("senior", "reader"):
        one = look(role)
        one.open(f"/evidence/{about}")
        one.accessible()
        one.keep(f"evidence-{role}")
        assert one.page.locator("#sheet").count() == (role == "senior")
    assert app.state.site.desk.values["company_id"][0] == COMPANY
