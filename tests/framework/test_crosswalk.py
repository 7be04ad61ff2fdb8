"""The crosswalk from the Hang Seng classification: complete, dated, disjoint, and refused whole where broken."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import MethodologyError
from cnesg.errors.catalogue import messages
from cnesg.framework import load_methodology
from cnesg.framework.crosswalk import FOLDER, Crosswalk, check_crosswalk, load_crosswalk
from cnesg.framework.definitions import Basis

REPOSITORY = Path(__file__).resolve().parents[2]
DAY = date(2023, 12, 31)
COLUMNS = {"行業代碼": 2, "業務代碼": 4, "業務子代碼": 6}


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    return load_crosswalk()


def node(code: str, **fields: Any) -> dict[str, Any]:
    return {"code": code, "name": {"en": code, "zh": "业"}, "valid_from": date(2019, 9, 9), **fields}


def row(hsics: str, *targets: tuple[str, float], **fields: Any) -> dict[str, Any]:
    shenwan = [{"code": code, "confidence": confidence} for code, confidence in targets]
    plain = {"hsics": hsics, "shenwan": shenwan, "note": {"en": "n", "zh": "注"}, "valid_from": date(2019, 9, 9)}
    return {**plain, "basis": "assumed", "reference": "tests", **fields}


def write(folder: Path, nodes: list[dict[str, Any]], rows: list[dict[str, Any]]) -> Path:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "hsics.yaml").write_text(yaml.safe_dump(nodes, allow_unicode=True), encoding="utf-8")
    (folder / FOLDER / "hsics-shenwan.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    return folder


def test_the_classification_has_12_industries_and_31_sectors(crosswalk: Crosswalk) -> None:
    assert Counter(len(node.code) for node in crosswalk.nodes) == {2: 12, 4: 31, 6: 95}


def test_the_codes_are_those_of_public_lists_of_issuers(crosswalk: Crosswalk, shared_data: Path) -> None:
    with (shared_data / "reference" / "hk" / "HKEX_firm_industry.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    # The list drops leading zeros.
    used = {row[column].zfill(width) for row in rows for column, width in COLUMNS.items()}
    assert used == {node.code for node in crosswalk.nodes}


def test_every_code_has_a_row_with_note_and_decision(crosswalk: Crosswalk) -> None:
    assert {row.hsics for row in crosswalk.rows} == {node.code for node in crosswalk.nodes}
    for found in crosswalk.rows:
        assert found.basis is Basis.ASSUMED
        assert (REPOSITORY / found.reference).is_file()
        assert 0.5 <= sum(target.confidence for target in found.shenwan) <= 1


def test_every_target_is_a_shenwan_industry_and_none_lies_in_another(crosswalk: Crosswalk) -> None:
    assert [p.text("en") for p in check_crosswalk(crosswalk, load_methodology().industries)] == []


@pytest.mark.parametrize(
    ("hsics", "first"),
    [
        ("501010", "480000"),  # banks
        ("400010", "410100"),  # electricity
        ("601020", "430100"),  # property developers
        ("281030", "370200"),  # Chinese medicine
        ("703010", "270100"),  # semiconductors
        ("102010", "421100"),  # shipping and ports
        ("400030", "760100"),  # water, which Shenwan puts under environmental protection
        ("800010", "510100"),  # conglomerates
    ],
)
def test_plain_cases_go_where_one_would_put_them(crosswalk: Crosswalk, hsics: str, first: str) -> None:
    assert crosswalk.shenwan_of(hsics, DAY)[0][0] == first


def test_the_most_probable_comes_first(crosswalk: Crosswalk) -> None:
    assert crosswalk.shenwan_of("001010", DAY) == (("750100", 0.55), ("750300", 0.4))


def test_an_unknown_subsector_is_placed_as_its_sector(crosswalk: Crosswalk) -> None:
    assert crosswalk.shenwan_of("501099", DAY) == crosswalk.shenwan_of("5010", DAY)
    assert crosswalk.shenwan_of("409999", DAY) == crosswalk.shenwan_of("40", DAY)
    assert crosswalk.shenwan_of("990000", DAY) == ()


def test_a_subsector_that_was_split_is_placed_as_its_sector_from_then_on(crosswalk: Crosswalk) -> None:
    assert crosswalk.shenwan_of("702020", date(2024, 9, 8))[0] == ("450600", 0.35)
    assert crosswalk.shenwan_of("702020", date(2024, 9, 9)) == crosswalk.shenwan_of("7020", date(2024, 9, 9))


def test_nothing_is_known_before_the_classification_was_revised(crosswalk: Crosswalk) -> None:
    assert crosswalk.shenwan_of("501010", date(2019, 9, 8)) == ()


@given(st.sampled_from([node.code for node in load_crosswalk().nodes]), st.integers(0, 4000))
def test_confidences_are_probabilities_on_every_day(code: str, days: int) -> None:
    found = load_crosswalk().shenwan_of(code, date(2019, 9, 9) + timedelta(days=days))
    assert found
    assert all(0 < confidence <= 1 for _, confidence in found)
    assert sum(confidence for _, confidence in found) <= 1 + 1e-9
    assert list(found) == sorted(found, key=lambda target: -target[1])


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    rows = [
        row("10", ("640000", 0.7), ("630000", 0.4)),
        row("10", ("640000", 1.0), valid_from=date(2022, 1, 1)),
        row("99", ("640000", 1.0), valid_to=date(2000, 1, 1)),
    ]
    write(tmp_path, [node("10"), node("10"), node("2010")], rows)
    with pytest.raises(MethodologyError) as caught:
        load_crosswalk(tmp_path)
    assert caught.value.lines("en") == [
        "crosswalk/hsics.yaml: 10 is there twice. Keep one of them.",
        "crosswalk/hsics.yaml: 2010: there is no 20 above it. Add it.",
        "crosswalk/hsics-shenwan.yaml: 10: the confidences add up to more than 1. Lower them.",
        "crosswalk/hsics-shenwan.yaml: 10: two rows hold on the same day. End the earlier one.",
        "crosswalk/hsics-shenwan.yaml: 99 is no code of crosswalk/hsics.yaml. Mend it.",
        "crosswalk/hsics-shenwan.yaml: 99: valid_to lies before valid_from. Mend one of them.",
    ]
    assert len(caught.value.lines("zh")) == 6


def test_unknown_and_nested_shenwan_codes_are_told(tmp_path: Path) -> None:
    rows = [
        row("10", ("640000", 0.5), ("640100", 0.4)),
        row("20", ("999999", 0.5)),
        row("30", ("640000", 0.5), ("640000", 0.4)),
    ]
    crosswalk = load_crosswalk(write(tmp_path, [node("10"), node("20"), node("30")], rows))
    assert [p.text("en").split(": ", 1)[1] for p in check_crosswalk(crosswalk, load_methodology().industries)] == [
        "10: 640100 is there twice or lies within another industry of the row. Keep one of them.",
        "20: 999999 is no Shenwan industry. Mend it.",
        "30: 640000 is there twice or lies within another industry of the row. Keep one of them.",
    ]


def test_consecutive_rows_of_a_code_are_told_apart_by_day(tmp_path: Path) -> None:
    rows = [
        row("10", ("640000", 1.0), valid_to=date(2021, 12, 31)),
        row("10", ("630000", 1.0), valid_from=date(2022, 1, 1)),
    ]
    crosswalk = load_crosswalk(write(tmp_path, [node("10")], rows))
    assert crosswalk.shenwan_of("10", date(2021, 12, 31)) == (("640000", 1.0),)
    assert crosswalk.shenwan_of("10", date(2022, 1, 1)) == (("630000", 1.0),)


def test_missing_files_and_other_encodings_are_named(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError) as caught:
        load_crosswalk(tmp_path)
    assert [line.split(":")[0] for line in caught.value.lines("en")] == [
        "crosswalk/hsics.yaml",
        "crosswalk/hsics-shenwan.yaml",
    ]
    write(tmp_path, [], [])
    (tmp_path / FOLDER / "hsics.yaml").write_bytes("- 业".encode("gb18030"))
    with pytest.raises(MethodologyError, match=r"hsics\.yaml"):
        load_crosswalk(tmp_path)


def test_every_message_has_both_languages() -> None:
    assert all(set(wording) == {"en", "zh"} for wording in messages("crosswalk").values())
