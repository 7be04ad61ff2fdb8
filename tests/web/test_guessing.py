"""Guessing passwords at a real server: in parallel, from several addresses; what it costs, and whom it keeps out."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.web.server_process import GOOD, WRONG, Server, served

PEOPLE = tuple(f"person {number}" for number in range(40))


@pytest.fixture(scope="module")
def server(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("guessing") / "workspace"
    with served(market, folder, names=("ann", "bo", *PEOPLE)) as running:
        yield running


@pytest.mark.heavy
def test_parallel_guesses_are_counted_before_they_are_tried_and_unknown_names_too(server: Server) -> None:
    for name, address in (("ann", "127.0.1.1"), ("nobody", "127.0.1.2")):
        guesser = server.at(address)
        with ThreadPoolExecutor(60) as many:
            told = Counter(many.map(lambda _, g=guesser, n=name: g.sign_in(n, WRONG), range(60)))
        assert told == {401: 5, 429: 55}, name


@pytest.mark.heavy
def test_forty_who_sign_in_at_once_from_one_office_all_get_in_and_stay_within_memory(server: Server) -> None:
    office = server.at("127.0.1.3")
    with ThreadPoolExecutor(40) as many:
        told = list(many.map(lambda name: office.sign_in(name, GOOD), PEOPLE))
    assert told == [303] * 40
    assert server.megabytes_at_most() < 600


@pytest.mark.heavy
def test_pages_are_answered_while_many_sign_in(server: Server) -> None:
    guesser = server.at("127.0.1.4")
    with ThreadPoolExecutor(60) as many:
        guesses = [many.submit(guesser.sign_in, f"name {number}", WRONG) for number in range(60)]
        answered = server.at("127.0.1.5").client.get("/login")
        assert answered.status_code == 200
        assert not all(one.done() for one in guesses), "the page waited until all had been tried"
        told = Counter(one.result() for one in guesses)
    assert {*told} == {401, 429}
    assert 30 <= told[401] < 40, "thirty from one address, and one more each half minute"


@pytest.mark.heavy
def test_who_guesses_a_password_does_not_keep_its_owner_out(server: Server) -> None:
    stranger, home = server.at("127.0.1.6"), server.at("127.0.1.7")
    browser = home.answer("bo", GOOD).cookies["cnesg-browser"]
    assert [stranger.sign_in("bo", WRONG) for _ in range(8)] == [401] * 5 + [429] * 3
    assert stranger.sign_in("bo", GOOD) == 429
    assert server.at("127.0.1.8").sign_in("bo", GOOD) == 303  # where bo never was
    assert home.sign_in("bo", GOOD) == 303  # a known address
    assert stranger.sign_in("bo", GOOD, browser) == 303  # a known browser at the guesser's own address
