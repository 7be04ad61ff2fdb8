"""Mappings: every data point has its items or a reason, every id exists, and broken files are refused whole."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.coverage import ANSWERS
from cnesg.framework.mappings import Link, Mappings, check_mappings, load_mappings
from cnesg.framework.standards import load_standards

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"

# A specialist's knowledge of what the standards ask, written down apart from the files.
KNOWN = [
    ("E0401-01", "gri-2021", "305-1", "equal"),
    ("E0401-01", "hkex-c2", "28(a)", "equal"),
    ("E0401-02", "ifrs-s2", "S2.29(a)(i)(2)", "equal"),
    ("E0401-03", "hkex-app27", "A1.2", "narrower"),
    ("E0102-01", "hkex-c2", "A2.1", "narrower"),
    ("E0201-01", "gri-2021", "303-3", "narrower"),
    ("E0201-01", "gri-2021", "303-5", "related"),
    ("E0303-01", "gri-2021", "305-7", "narrower"),
    ("S0103-01", "hkex-c2", "B2.1", "narrower"),
    ("S0301-02", "hkex-app27", "B6.1", "equal"),
    ("S0402-01", "sse-2024", "Article 40", "narrower"),
    ("G0802-03", "ifrs-s2", "S2.29(g)(i)", "related"),
    ("G0401-01", "gri-2021", "2-9", "narrower"),
    ("G0103-01", "soe-party-2019", "Article 13", "narrower"),
    ("G0503-02", "company-law-2023", "Article 130", "narrower"),
    ("G0302-02", "oecd-2023", "IV.A.4", "narrower"),
]


@pytest.fixture(scope="module")
def mappings() -> Mappings:
    return load_mappings()


def test_mappings_and_indicators_fit(mappings: Mappings) -> None:
    assert [problem.text("en") for problem in check_mappings(mappings, load_methodology())] == []


def test_every_indicator_stands_on_an_international_item_or_on_a_chinese_policy(mappings: Mappings) -> None:
    """The source: 13 % of 90 are specific to China, 87 % overlap with at least one international framework."""
    level2 = load_methodology().level2
    specific = {code for code, indicator in level2.items() if indicator.china_specific}
    assert (len(specific), len(mappings.level2), len(level2)) == (12, 78, 90)
    assert specific | set(mappings.level2) == set(level2)


def test_only_what_nothing_public_asks_for_names_no_paragraph(mappings: Mappings) -> None:
    """Results of models, titles that a ministry gives without asking anything back, the debt of governments."""
    without = {code for code, entry in mappings.data_points.items() if entry.no_item}
    assert without == {"E0303-05", "E0504-01", "E0504-02", "G0705-03", "G0902-02"}


def test_indicators_that_no_international_item_asks_for_are_few(mappings: Mappings) -> None:
    """Their items abroad are of the same subject only; what asks for them stands in Chinese rules."""
    standards = load_standards()
    asked = {
        link.code[:5]
        for link in mappings.links
        if standards.named(link.standard).international and link.match in ANSWERS
    }
    assert set(mappings.level2) - asked == {"G0701", "G0703", "G0705"}


def test_every_entry_of_an_extract_speaks_to_a_data_point(mappings: Mappings) -> None:
    for code, standard in load_standards().by_code.items():
        if standard.extract:
            assert [item.id for item in standard.questions() if not mappings.of_item(code, item.id)] == [], code


@pytest.mark.parametrize(("code", "standard", "item", "match"), KNOWN)
def test_what_specialists_know_stands_in_the_files(
    mappings: Mappings, code: str, standard: str, item: str, match: str
) -> None:
    assert mappings.data_points[code].items[standard].get(item) == match


def test_what_justifies_an_indicator_is_answered_by_one_of_its_data_points_or_stands_beside_one(
    mappings: Mappings,
) -> None:
    """An indicator is not justified by an item of a framework to which none of its data points has a link."""
    for code, entry in mappings.level2.items():
        frameworks = {link.standard for link in mappings.links if link.code.startswith(code)}
        assert set(entry.justified_by) & frameworks, code


def test_the_exchanges_are_mapped_alike_where_their_articles_are_alike(mappings: Mappings) -> None:
    for entry in mappings.data_points.values():
        assert entry.items.get("sse-2024") == entry.items.get("szse-2024") == entry.items.get("bse-2024"), entry.code


def test_the_old_and_the_new_code_of_hong_kong_agree_on_what_both_hold(mappings: Mappings) -> None:
    standards = load_standards()
    both = set(standards.named("hkex-c2").by_id) & set(standards.named("hkex-app27").by_id)
    both -= {"13", "14"}  # split into parts in one of the two only
    for entry in mappings.data_points.values():
        old, new = entry.items.get("hkex-app27", {}), entry.items.get("hkex-c2", {})
        climate = entry.code.startswith(("E04", "E05"))  # climate moved from A1 and A4 to Part D
        for item in both:
            assert climate or old.get(item) == new.get(item), (entry.code, item)


def test_most_items_are_asked_in_part(mappings: Mappings) -> None:
    """A data point is rarely the whole of an item: many `equal` would be a sign of careless mapping."""
    matches = [link.match for link in mappings.links]
    assert matches.count("equal") < 0.05 * len(matches)
    assert matches.count("related") < 0.4 * len(matches)


def test_links_of_an_item_come_best_first(mappings: Mappings) -> None:
    links = mappings.of_item("gri-2021", "305-1")
    assert links[0] == Link("E0401-01", "gri-2021", "305-1", "equal")
    assert [link.code for link in links if link.match == "narrower"] == ["E0401-08"]  # methane alone
    assert {link.match for link in links[1:]} == {"narrower", "related"}
    assert mappings.of_item("gri-2021", "410-1") == ()


def test_links_of_a_standard_may_be_asked_for_below_a_code(mappings: Mappings) -> None:
    every = mappings.of_standard("tcfd")
    assert {link.code[0] for link in mappings.of_standard("tcfd", "E")} == {"E"}
    assert sum(len(mappings.of_standard("tcfd", dimension)) for dimension in "ESG") == len(every)


def test_reasons_are_given_in_both_languages_and_used_once(mappings: Mappings) -> None:
    reasons = [entry.no_item for entry in mappings.data_points.values() if entry.no_item]
    assert len({reason.why.en for reason in reasons}) == len({reason.why.zh for reason in reasons}) == len(reasons)
    for reason in reasons:
        assert any("一" <= character <= "鿿" for character in reason.why.zh)


def test_every_file_rests_on_a_decision_page() -> None:
    for path in (SHIPPED / "mappings").glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert (SHIPPED.parents[2] / content["reference"]).is_file()


# A small methodology that is whole; each case below breaks it.


def _standard(code: str, reach: str, *items: str) -> dict[str, Any]:
    name = {"en": code, "zh": "规则"}
    return {
        "standard": code,
        "short": code[:4],
        "name": name,
        "publisher": name,
        "reach": reach,
        "edition": "2024",
        "basis": "published",
        "reference": code,
        "seen_in": name,
        "phases": [{"issuers": name, "obligation": "voluntary", "verified": True}],
        "items": [
            {"id": item, "kind": "kpi", "pillar": "E", "title": {"en": item, "zh": "鱼"}, "verified": True}
            for item in items
        ],
    }


def _mapping(**changes: Any) -> dict[str, Any]:
    return {
        "level1": "E01",
        "basis": "assumed",
        "reference": "docs/decisions/standard-mappings.md",
        "level2": [{"code": "E0101", "justified_by": {"sea-rules": ["S1"]}}],
        "data_points": [_point("E0101-01")],
    } | changes


def _point(code: str, **changes: Any) -> dict[str, Any]:
    return {"code": code, "items": {"lake-rules": {"L1": "equal"}}} | changes


def _write(folder: Path, **files: dict[str, Any]) -> Path:
    standards = {"lake-rules": _standard("lake-rules", "mainland", "L1", "L2")}
    standards["sea-rules"] = _standard("sea-rules", "international", "S1")
    for place, contents in (("standards", standards), ("mappings", files)):
        (folder / place).mkdir(exist_ok=True)
        for name, content in contents.items():
            text = yaml.safe_dump(content, allow_unicode=True)
            (folder / place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def _problems(folder: Path) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        load_mappings(folder)
    return [problem.text("en") for problem in caught.value.problems]


def test_a_small_mapping_loads(tmp_path: Path) -> None:
    mappings = load_mappings(_write(tmp_path, E01=_mapping()))
    assert mappings.links == (Link("E0101-01", "lake-rules", "L1", "equal"),)
    assert mappings.level2["E0101"].justified_by == {"sea-rules": ("S1",)}


NO_ITEM = {"reason": "own", "why": {"en": "ours", "zh": "自有"}}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"data_points": [_point("E0101-01", items={"lake-rules": {"L9": "equal"}})]}, "lake-rules has no item L9"),
        ({"data_points": [_point("E0101-01", items={"moon-rules": {"L1": "equal"}})]}, "no standard moon-rules"),
        ({"data_points": [_point("E0101-01", items={"lake-rules": {"L1": "same"}})]}, "must be one of"),
        ({"data_points": [_point("E0101-01", items={})]}, "either items or"),
        ({"data_points": [_point("E0101-01", items={"lake-rules": {}})]}, "either items or"),
        ({"data_points": [_point("E0101-01", no_item=NO_ITEM)]}, "either items or"),
        ({"data_points": [_point("E0101-01"), _point("E0101-01")]}, "E0101-01 is already defined"),
        ({"data_points": [_point("E0201-01")]}, "E0201-01 stands in the file of E01"),
        ({"data_points": [_point("E01-01")]}, "must look like"),
        ({"level2": [{"code": "E0101", "justified_by": {"lake-rules": ["L1"]}}]}, "no international framework"),
        ({"level2": [{"code": "E0101", "justified_by": {"sea-rules": ["S1", "S1"]}}]}, "S1 is given twice"),
        ({"level2": [{"code": "E0101", "justified_by": {"sea-rules": ["S2"]}}]}, "sea-rules has no item S2"),
        ({"level2": [{"code": "E0101", "justified_by": {}}]}, "justified_by"),
        ({"level1": "E02"}, "holds E02"),
    ],
)
def test_a_broken_mapping_is_refused(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    told = _problems(_write(tmp_path, E01=_mapping(**changes)))
    assert any(words in line for line in told), told


def test_an_item_given_twice_is_refused(tmp_path: Path) -> None:
    folder = _write(tmp_path, E01=_mapping())
    path = folder / "mappings" / "E01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("L1: equal", "L1: equal\n      L1: related"))
    assert "duplicate key 'L1'" in _problems(folder)[0]


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    bad = _point("E0101-01", items={"lake-rules": {"L8": "equal"}})
    other = _point("E0201-01", items={"lake-rules": {"L9": "equal"}})
    told = "\n".join(
        _problems(
            _write(
                tmp_path,
                E01=_mapping(data_points=[bad]),
                E02=_mapping(level1="E02", level2=[], data_points=[other, bad]),
            )
        )
    )
    for words in ("no item L8", "no item L9", "stands in the file of E02", "already defined in mappings/E01.yaml"):
        assert words in told


def test_broken_item_lists_do_not_hide_broken_mappings(tmp_path: Path) -> None:
    folder = _write(tmp_path, E01=_mapping(data_points=[_point("E0101-01", items={})]))
    (folder / "standards" / "sea-rules.yaml").write_text("standard: [\n", encoding="utf-8")
    told = _problems(folder)
    assert any("either items or" in line for line in told)
    assert any("standards/sea-rules.yaml" in line for line in told)
    assert len(told) == 2


def test_what_indicators_lack_or_mappings_invent_is_told(tmp_path: Path) -> None:
    found = {p.text("en") for p in check_mappings(load_mappings(_write(tmp_path, E01=_mapping())), load_methodology())}
    assert any("mappings/E01.yaml: E0101-02 is missing" in line for line in found)
    assert any("mappings/E01.yaml: E0102: no international item" in line for line in found)
    assert not any("E0101-01 " in line for line in found)
    invented = load_mappings(_write(tmp_path, E01=_mapping(data_points=[_point("E0199-01")])))
    assert any("E0199-01: there is no such" in p.text("en") for p in check_mappings(invented, load_methodology()))


def test_a_methodology_without_mappings_says_where_they_belong(tmp_path: Path) -> None:
    folder = _write(tmp_path)
    (folder / "mappings").rmdir()
    assert "mappings/" in _problems(folder)[0]
