"""What the default install brings binds nobody by more than Apache-2.0 does, and the page tells all of it."""

from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from release.licences import Licensed, licence_of, packages

PAGE = Path(__file__).resolve().parents[2] / "docs" / "licences.md"


def test_nothing_strict_is_in_the_default_install() -> None:
    found = packages("cnesg")
    assert len(found) > 30
    assert [one for one in found if one.strict] == []


def test_the_page_has_every_package_of_the_default_install_with_its_licence() -> None:
    text = PAGE.read_text(encoding="utf-8")
    lines = text[text.index("## Default install") : text.index("## Extra ")].splitlines()
    assert [one for one in packages("cnesg") if f"| {one.name} | {one.licence} |" not in lines] == []


def test_extras_bring_their_packages_and_theirs() -> None:
    base = {one.name for one in packages("cnesg")}
    web = {one.name for one in packages("cnesg", ["web"])}
    assert base < web
    assert {"fastapi", "starlette", "argon2-cffi-bindings"} <= web - base


@pytest.mark.parametrize(
    ("licence", "strict"),
    [
        ("MIT", False),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3", False),
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("AGPL-3.0", True),
        ("LGPL-3.0 AND GPL-2.0", True),
        ("SSPL-1.0", True),
        ("", True),
    ],
)
def test_licences_that_bind_users_are_strict(licence: str, *, strict: bool) -> None:
    assert Licensed("x", licence).strict is strict


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT"), ("License", "GPL")], "MIT"),
        ([("Classifier", "License :: OSI Approved :: BSD License"), ("License", "x")], "BSD License"),
        ([("License", "Apache-2.0")], "Apache-2.0"),
        ([("License", "Permission is hereby granted\nto any person")], ""),
        ([("Classifier", "License :: OSI Approved")], ""),
    ],
)
def test_a_licence_is_read_where_metadata_have_it(fields: list[tuple[str, str]], licence: str) -> None:
    class Installed:
        metadata = Message()

    for name, value in fields:
        Installed.metadata[name] = value
    installed: Any = Installed()
    assert licence_of(installed) == licence
