"""Item lists of standards: complete, never invented, and a broken list is refused with every problem at once."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.errors import InputError, MethodologyError
from cnesg.framework.standards import Standards, load_standards

# Facts about the standards that can be counted in their publishers' texts, apart from our lists.
COUNTS = {
    "hkex-app27": {"aspect": 12, "policy": 12, "kpi": 36},
    "hkex-c2": {"aspect": 11, "policy": 11, "kpi": 34},
    "sasb-gic": {"topic": 5 + 26},
    "sdg": {"goal": 17, "target": 156},
    "tcfd": {"topic": 4, "disclosure": 11},
    "tnfd": {"topic": 4, "disclosure": 14},
    "esrs-2023": {"disclosure": 82},
    "esrs-simplified-2025": {"standard": 12},
    "pcaf": {"standard": 3},
    "ungc": {"requirement": 10},
}


@pytest.fixture(scope="module")
def standards() -> Standards:
    return load_standards()


def test_the_lists_have_as_many_entries_as_the_standards(standards: Standards) -> None:
    for code, counts in COUNTS.items():
        items = standards.named(code).items
        assert {kind: sum(item.kind == kind for item in items) for kind in counts} == counts, code


@pytest.mark.parametrize("code", ["sse-2024", "szse-2024", "bse-2024"])
def test_the_exchanges_have_21_topics_and_all_their_articles(standards: Standards, code: str) -> None:
    ids = set(standards.named(code).by_id)
    assert {f"Topic {number}" for number in range(1, 22)} <= ids
    last = 62 if code == "bse-2024" else 63
    assert {f"Article {number}" for number in range(1, last + 1)} <= ids
    assert f"Article {last + 1}" not in ids


# Lists and entries written after the shared tables, with what of them public pages show; all else must say unverified.
SEEN_LATER = {
    "cbam": {"Regulation (EU) 2023/956", "Annex I", "Annex IV", "Article 9"},
    "esrs-simplified-2025": {
        *("ESRS 1", "ESRS 2", "ESRS E1", "ESRS E2", "ESRS E3", "ESRS E4", "ESRS E5"),
        *("ESRS S1", "ESRS S2", "ESRS S3", "ESRS S4", "ESRS G1"),
        *("BP-1", "SBM-3", "IRO-2", "GDR-P", "GDR-A", "GDR-M", "GDR-T"),
        *(f"E1-{number}" for number in range(1, 12)),
    },
    "exchanges-guides-2026": {"Guides", *(f"No. {number}" for number in range(1, 6)), "No. 2-Climate impacts"},
    "pcaf": {"Part A", *(f"A-5.{number}" for number in range(1, 8)), "A-6", "Part B", "Part C"},
}
ADDED_LATER = {
    "ifrs-s2": {"S2.29A", "S2.29B", "S2.29C", "S2.B62A", "S2.B63A"},
    "mof-climate-2025": {
        *("C-Climate impacts", "C-Risks and opportunities", "C-GHG method", "C-Transition risk assets"),
        *("C-Physical risk assets", "C-Opportunity assets", "C-Capital deployed", "C-Carbon price"),
        *("C-Remuneration", "C-Carbon credits"),
    },
    "tnfd": {
        *("TNFD-C1.0", "TNFD-C1.1", "TNFD-C2.0", "TNFD-C2.1", "TNFD-C2.2", "TNFD-C2.3", "TNFD-C2.4"),
        *("TNFD-C3.0", "TNFD-C3.1", "TNFD-C4.0", "TNFD-C5.0"),
        *("TNFD-C7.0", "TNFD-C7.1", "TNFD-C7.2", "TNFD-C7.3", "TNFD-C7.4"),
    },
}
SEEN_ADDED = {"S2.29A", "TNFD-C1.0", "TNFD-C2.4", "TNFD-C3.1"}


def test_no_id_is_invented_and_what_was_not_seen_says_so(standards: Standards, shared_data: Path) -> None:
    for code, standard in standards.by_code.items():
        if standard.extract or code in SEEN_LATER:
            continue
        with (shared_data / "reference" / "standards" / f"{code}.csv").open(encoding="utf-8-sig") as file:
            rows = {row["id"]: row for row in csv.DictReader(file)}
        added = ADDED_LATER.get(code, set())
        assert set(standard.by_id) == set(rows) | added, code
        for item in standard.items:
            if item.id in added:
                assert item.verified == (item.id in SEEN_ADDED), (code, item.id)
                continue
            row = rows[item.id]
            expected = (row["parent"] or None, row["kind"], row["pillar"], row["verified"] == "true")
            assert (item.parent, item.kind, item.pillar, item.verified) == expected, (code, item.id)


def test_a_list_without_a_shared_table_calls_verified_only_what_was_seen(standards: Standards) -> None:
    for code, seen in SEEN_LATER.items():
        assert {item.id for item in standards.named(code).items if item.verified} == seen, code


# What public pages show of the laws and rules that are listed in extracts, written down apart from the files.
SEEN = {
    "company-law-2023": {"121", "123", "129", "130", "132", "170", "208"},
    "csrc-annual-matters": {"19", "30"},
    "csrc-governance-2025": {"5"},
    "exchange-rules": {"SZSE 2012 13.1.2", "SZSE 2017 5"},
    "green-factory-2024": {"7", "12", "15", "16"},
    "oecd-2023": {"IV.A.4", "IV.C", "V.D.4"},
    "soe-party-2019": {"13"},
}


def test_an_extract_calls_verified_only_what_was_seen(standards: Standards) -> None:
    extracts = {code: standard for code, standard in standards.by_code.items() if standard.extract}
    assert set(extracts) == set(SEEN)
    for code, standard in extracts.items():
        verified = [item.id for item in standard.items if item.verified and item.kind != "topic"]
        assert {name.replace("Article ", "") for name in verified} == SEEN[code], code


def test_titles_are_short_and_in_both_languages(standards: Standards) -> None:
    for code, standard in standards.by_code.items():
        for item in standard.items:
            assert len(item.title.en) <= 100, (code, item.id)
            assert not _chinese(item.title.en), (code, item.id)
            assert _chinese(item.title.zh), (code, item.id)


def test_what_asks_nothing_is_no_question(standards: Standards) -> None:
    questions = {item.id for item in standards.named("sse-2024").questions()}
    assert {"Article 35(1)", "Article 40", "Article 58"} <= questions
    assert not {"Article 35", "Article 34", "Article 63", "Topic 6"} & questions


def test_an_item_counts_on_the_days_on_which_it_is_in_force(standards: Standards) -> None:
    gri = standards.named("gri-2021")

    def asked(day: date) -> set[str]:
        return {item.id for item in gri.questions(day)}

    assert {"304-1", "302-1"} <= asked(date(2025, 12, 31))
    assert not {"101-5", "103-2"} & asked(date(2025, 12, 31))
    assert {"101-5", "302-1"} <= asked(date(2026, 1, 1))
    assert "304-1" not in asked(date(2026, 1, 1))
    assert {"103-2", "305-7"} <= asked(date(2027, 1, 1))
    assert not {"302-1", "305-1", "201-2"} & asked(date(2027, 1, 1))


def test_the_amendments_of_december_2025_count_from_2027(standards: Standards) -> None:
    added = {"S2.29B", "S2.29C", "S2.B62A", "S2.B63A"}
    climate = standards.named("ifrs-s2")
    assert not added & {item.id for item in climate.questions(date(2026, 12, 31))}
    assert added <= {item.id for item in climate.questions(date(2027, 1, 1))}


def test_the_new_code_of_hong_kong_replaces_the_old_without_a_gap(standards: Standards) -> None:
    new, old = standards.named("hkex-c2"), standards.named("hkex-app27")
    assert new.succeeds == old.standard
    assert {phase.fiscal_years_until for phase in old.phases} == {date(2024, 12, 31)}
    assert min(phase.fiscal_years_from for phase in new.phases if phase.fiscal_years_from) == date(2025, 1, 1)
    moved = {"A1.2", "A4.1"}
    assert moved <= set(old.by_id)
    assert not moved & set(new.by_id)


def test_only_frameworks_from_beyond_china_are_international(standards: Standards) -> None:
    assert {code for code, standard in standards.by_code.items() if standard.international} == {
        "cbam",
        "esrs-2023",
        "esrs-simplified-2025",
        "gri-2021",
        "ifrs-s1",
        "ifrs-s2",
        "oecd-2023",
        "pcaf",
        "sasb-gic",
        "sdg",
        "tcfd",
        "tnfd",
        "ungc",
    }


def test_an_unknown_standard_is_told_with_those_there_are(standards: Standards) -> None:
    with pytest.raises(InputError, match=r"hkex-c3: no such standard.*hkex-app27, hkex-c2"):
        standards.named("hkex-c3")


def test_shipped_lists_are_read_once() -> None:
    assert load_standards() is load_standards()


def _chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


# A small standard that is whole; each case below breaks it.


def _standard(**changes: Any) -> dict[str, Any]:
    return {
        "standard": "lake-rules",
        "short": "Lake",
        "name": {"en": "Lake rules", "zh": "湖泊规则"},
        "publisher": {"en": "Lake board", "zh": "湖泊委员会"},
        "reach": "mainland",
        "edition": "2024",
        "basis": "published",
        "reference": "Lake rules",
        "seen_in": {"en": "Official text", "zh": "官方文本"},
        "phases": [{"issuers": {"en": "all", "zh": "全部"}, "obligation": "voluntary", "verified": True}],
        "items": [_item("1", kind="topic"), _item("1.1", parent="1")],
    } | changes


def _item(code: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": code,
        "kind": "paragraph",
        "pillar": "E",
        "title": {"en": f"Fish {code}", "zh": f"鱼 {code}"},
        "verified": True,
    } | changes


def _write(folder: Path, **files: dict[str, Any]) -> Path:
    (folder / "standards").mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / "standards" / f"{name.replace('_', '-')}.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def _problems(folder: Path) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        load_standards(folder)
    return [problem.text("en") for problem in caught.value.problems]


def test_a_small_standard_loads(tmp_path: Path) -> None:
    standard = load_standards(_write(tmp_path, lake_rules=_standard())).named("lake-rules")
    assert standard.headings == {"1"}
    assert [item.id for item in standard.questions()] == ["1.1"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"items": [_item("1"), _item("1")]}, "1 is already defined"),
        ({"items": [_item("1", parent="2")]}, "no item 2"),
        ({"items": [_item("1", parent="2"), _item("2", parent="1")]}, "stands under itself"),
        ({"items": [_item("1", kind="wish")]}, "must be one of"),
        ({"items": [_item("1") | {"verified": None}]}, "verified"),
        ({"items": [{k: v for k, v in _item("1").items() if k != "verified"}]}, "verified is missing"),
        ({"items": [_item("1", applies_from=date(2025, 1, 1), applies_until=date(2024, 1, 1))]}, "ends before"),
        ({"items": [_item("1") | {"id": 6.3}]}, "must be text"),
        ({"standard": "pond-rules"}, "pond-rules.yaml"),
        ({"succeeds": "sea-rules"}, "no standard sea-rules"),
        ({"phases": []}, "phases"),
        ({"reach": "moon"}, "must be one of"),
    ],
)
def test_a_broken_standard_is_refused(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    told = _problems(_write(tmp_path, lake_rules=_standard(**changes)))
    assert any(words in line for line in told), told


def test_all_problems_of_all_lists_are_told_at_once(tmp_path: Path) -> None:
    phase = _standard()["phases"][0] | {"items": ["9"]}
    folder = _write(
        tmp_path,
        lake_rules=_standard(items=[_item("1", parent="2"), _item("1")]),
        pond_rules=_standard(standard="pond-rules", phases=[phase], edition="new"),
        river_rules=_standard(standard="lake-rules"),
        sea_rules=_standard(standard="sea-rules", phases=[phase]),
    )
    told = "\n".join(_problems(folder))
    for words in ("no item 2", "1 is already defined", "edition", "lake-rules is already defined", "no item 9"):
        assert words in told


def test_a_methodology_without_standards_says_where_they_belong(tmp_path: Path) -> None:
    assert "standards/" in _problems(tmp_path)[0]
