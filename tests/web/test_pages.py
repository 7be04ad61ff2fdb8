"""Every page without arguments: its languages, its accessibility, how it looks."""

import pytest
from tests.web.conftest import ClientOf, Look


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_speak_the_readers_language(client_of: ClientOf, language: str) -> None:
    client = client_of("reader")
    client.cookies.set("language", language)
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert ("概览" in answer.text) == (language == "zh")


@pytest.mark.heavy
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh", "dark")])
def test_first_pages_are_accessible_and_fit_a_phone(look: Look, language: str, theme: str) -> None:
    stranger = look(None, language, theme)
    stranger.open("/login")
    stranger.accessible()
    stranger.keep(f"login-{language}-{theme}")
    reader = look("reader", language, theme)
    reader.open("/")
    reader.accessible()
    reader.keep(f"home-{language}-{theme}")
