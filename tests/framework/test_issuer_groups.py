"""Families of peer groups for issuers without listed shares: loaded whole, or refused with every problem."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.errors import MethodologyError
from cnesg.errors.catalogue import messages
from cnesg.framework.definitions import Basis
from cnesg.framework.issuer_groups import FOLDER, load_issuer_groups
from cnesg.model import COMPANIES
from cnesg.sources import source_kind

LAST_STEP = "the last step of the ladder must be empty, so that everybody has a group. Add []."
REPOSITORY = Path(__file__).resolve().parents[2]


def family(code: str, ladder: list[list[str]], **companies: list[str]) -> dict[str, Any]:
    name = {"en": code, "zh": "组"}
    return {
        "code": code,
        "name": name,
        "companies": companies,
        "ladder": ladder,
        "basis": "assumed",
        "reference": "tests",
    }


def write(folder: Path, families: list[dict[str, Any]]) -> Path:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "issuers.yaml").write_text(yaml.safe_dump(families, allow_unicode=True), encoding="utf-8")
    return folder


def test_what_ships_is_for_governments_vehicles_and_other_issuers_in_this_order() -> None:
    families = load_issuer_groups()
    assert [entry.code for entry in families] == ["LGOV", "LGFV", "ISSUER"]
    for entry in families:
        assert entry.basis is Basis.ASSUMED
        assert (REPOSITORY / entry.reference).is_file()


def test_the_values_asked_for_are_those_that_can_be_imported() -> None:
    columns = {column.name: column.choices for column in source_kind("companies").columns}
    for entry in load_issuer_groups():
        for name, values in entry.companies.columns.items():
            assert set(values) <= set(columns[name]), name
        assert {name for step in entry.ladder for name in step} <= set(COMPANIES.dtypes)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    families = [
        family("A", [["region"], ["admin_level"], []], market=["bond"]),
        family("A", [["industry", "region"], []]),
        family("B", [["industry"]], market=["unlisted"]),
    ]
    with pytest.raises(MethodologyError) as caught:
        load_issuer_groups(write(tmp_path, families))
    assert caught.value.lines("en") == [
        "peer-groups/issuers.yaml: A: the step after [region] must be broader: some of its columns and no other.",
        "peer-groups/issuers.yaml: A is there twice. Keep one of them.",
        "peer-groups/issuers.yaml: A: companies must name at least one column, or listed companies would be meant too.",
        "peer-groups/issuers.yaml: A: industry must stand alone in its step, as it stands for several groups.",
        f"peer-groups/issuers.yaml: B: {LAST_STEP}",
    ]
    assert len(caught.value.lines("zh")) == 5


def test_unknown_columns_and_values_are_told(tmp_path: Path) -> None:
    families = [family("A", [["colour"], []], market=["bond"]), family("B", [[]], market=["moon"])]
    with pytest.raises(MethodologyError) as caught:
        load_issuer_groups(write(tmp_path, families))
    assert len(caught.value.problems) == 2


def test_a_folder_that_is_missing_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError, match="peer-groups/: missing"):
        load_issuer_groups(tmp_path)
    write(tmp_path, [])
    (tmp_path / FOLDER / "odd.yaml").write_bytes("- 组".encode("gb18030"))
    with pytest.raises(MethodologyError, match=r"odd\.yaml"):
        load_issuer_groups(tmp_path)


def test_every_message_has_both_languages() -> None:
    assert all(set(wording) == {"en", "zh"} for wording in messages("issuer_groups").values())
