"""The message catalogue is complete in both languages, and every id used in the code exists."""

import ast
import re
import string
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import cnesg
from cnesg.errors import InputError, Problem, current_language, render

MESSAGES = files("cnesg.errors") / "messages"
AREAS = sorted(e.name.removesuffix(".toml") for e in MESSAGES.iterdir() if e.name.endswith(".toml"))
SOURCES = sorted(Path(cnesg.__file__).parent.rglob("*.py"))
CALLS = {"of", "render", "message", "text"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def words_of(text: str) -> str:
    """What is left of a wording without its placeholders and signs; symbols alone need no translation."""
    literal = "".join(part for part, _, _, _ in string.Formatter().parse(text))
    return "".join(c for c in literal if c.isalpha())


def used_ids() -> set[tuple[str, str]]:
    """Message ids in the code: first argument `area.name` of a call named of, render, message or text."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                value = node.args[0].value
                if name in CALLS and isinstance(value, str) and value.split(".")[0] in AREAS and value.count(".") == 1:
                    found.add((value, str(path)))
    return found


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_things(area: str) -> None:
    entries = tomllib.loads((MESSAGES / f"{area}.toml").read_text(encoding="utf-8"))
    for name, wording in entries.items():
        assert set(wording) == {"en", "zh"}, f"{area}.{name}"
        assert placeholders(wording["en"]) == placeholders(wording["zh"]), f"{area}.{name}"
        if words_of(wording["en"]):
            assert any("一" <= c <= "鿿" for c in wording["zh"]), f"{area}.{name}: no Chinese in the Chinese wording"


_NOUNS = (
    "accounts answers cells companies days entries errors facts files figures findings items lines minutes notes "
    "numbers observations pages points quantities reports rows rules seconds statements values warnings"
)
COUNTED = re.compile(
    r"\{\w+(?::,)?\} (?:(?:business|data|estimated|known|more|new|other) )*"
    rf"(?:{_NOUNS.replace(' ', '|')})\b|\w\((?:s|ies)\)"
)
"""A number before a plural; it takes `{count:# row|# rows}`."""
NOT_COUNTED = {"doctor.ledger": "a database that answers"}


@pytest.mark.parametrize("area", AREAS)
def test_a_number_before_a_noun_has_a_form_for_one(area: str) -> None:
    entries = tomllib.loads((MESSAGES / f"{area}.toml").read_text(encoding="utf-8"))
    bare = {name: found.group() for name, wording in entries.items() if (found := COUNTED.search(wording["en"]))}
    assert {name: found for name, found in bare.items() if f"{area}.{name}" not in NOT_COUNTED} == {}


@pytest.mark.parametrize(
    ("rows", "told"),
    [(1, "1 row"), (0, "0 rows"), (2, "2 rows"), (1200, "1,200 rows"), ("1", "1 row"), ("5.5", "5.5 rows")],
)
def test_one_and_many_are_told_apart(rows: object, told: str) -> None:
    assert render("cli.import_done", "en", path="a.csv", rows=rows, kind="x").startswith(f"a.csv: {told} of")
    assert render("cli.extract_known", "en", known=1).startswith("1 file had been read before and was left as it is")


def test_every_id_used_in_the_code_is_in_the_catalogue() -> None:
    ids = used_ids()
    assert ids, "the scan found no message id: it no longer sees how messages are made"
    missing = []
    for message_id, path in sorted(ids):
        area, name = message_id.split(".")
        if name not in tomllib.loads((MESSAGES / f"{area}.toml").read_text(encoding="utf-8")):
            missing.append(f"{message_id} ({path})")
    assert not missing


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_HK", "LC_ALL": "C"}, "en"),
        ({"CNESG_LANG": "zh", "LC_ALL": "C"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_language_follows_the_locale(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("CNESG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert current_language() == language


def test_an_error_carries_all_its_problems() -> None:
    error = InputError(Problem.of("text.missing_file", path="a.pdf"), Problem.of("text.empty_file", path="b.pdf"))
    assert [line.split(":")[0] for line in error.lines("en")] == ["a.pdf", "b.pdf"]
    assert "找不到" in error.lines("zh")[0]
    assert render("text.missing_file", "en", path="x") in InputError.of("text.missing_file", path="x").lines("en")
