"""Regular expressions that are compiled when they are first asked."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import cnesg
from cnesg.framework import regexes
from cnesg.framework.regexes import regex

TEXT = "Scope 1: 9,120 tCO2e; scope 2: 4,512 tCO2e"


def test_it_answers_as_a_compiled_one() -> None:
    expression = r"scope (?P<number>[12])"
    one, plain = regex(expression, re.IGNORECASE), re.compile(expression, re.IGNORECASE)
    assert one.pattern == plain.pattern
    assert [found.span() for found in one.finditer(TEXT)] == [found.span() for found in plain.finditer(TEXT)]
    for name in ("search", "match", "fullmatch"):
        for span in ((), (3,), (3, 30)):
            found, wanted = getattr(one, name)(TEXT, *span), getattr(plain, name)(TEXT, *span)
            assert (found and found.groupdict()) == (wanted and wanted.groupdict())
    assert (one.findall(TEXT), one.split(TEXT)) == (plain.findall(TEXT), plain.split(TEXT))
    assert (one.sub("", TEXT), one.subn("", TEXT)) == (plain.sub("", TEXT), plain.subn("", TEXT))
    assert (one.flags, one.groups, one.groupindex) == (plain.flags, plain.groups, plain.groupindex)


def test_it_is_compiled_once_and_not_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    digits = re.compile("[0-9]+")

    def counting(text: str, _: re.RegexFlag) -> re.Pattern[str]:
        compiled.append(text)
        return digits

    monkeypatch.setattr(re, "compile", counting)
    one = regex("[0-9]+")
    assert not compiled
    assert one.search(TEXT) is not None
    assert one.match(TEXT) is None
    assert one.sub("", "12 t") == " t"
    assert compiled == ["[0-9]+"]


def test_a_broken_one_is_told_when_it_is_asked() -> None:
    with pytest.raises(re.error):
        regex("(").search(TEXT)


def test_all_of_the_package_are_expressions() -> None:
    found = [one for held in _modules() for one in _regexes(held)]
    assert len(found) > 2_000
    broken = []
    for one in found:
        try:
            re.compile(one.pattern, one._flags)
        except re.error as error:
            broken.append(f"{one}: {error}")
    assert not broken


def test_what_reads_holds_none_that_is_compiled_on_import() -> None:
    held = [(name, one) for names in _modules() for name, one in names.items() if isinstance(one, re.Pattern)]
    assert [name for name, one in held if isinstance(one.pattern, str)] == []


def _modules() -> Iterator[dict[str, object]]:
    """What each module of the packages that read has by name."""
    for module in pkgutil.walk_packages(cnesg.__path__, "cnesg."):
        if module.name.split(".")[1] in {"extraction", "text", "framework", "disclosure", "companies", "gap"}:
            yield vars(importlib.import_module(module.name))


def _regexes(held: object) -> list[regexes._WhenAsked]:
    """Those that a module holds, alone or in lists of its own."""
    if isinstance(held, regexes._WhenAsked):
        return [held]
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, tuple | list) else ()
    return [one for part in parts if isinstance(part, regexes._WhenAsked | tuple | list) for one in _regexes(part)]
