"""Incident types: the source's events stand where it puts them, and a broken tree is refused with every problem."""

import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.definitions import Basis
from cnesg.framework.incident_checks import LANGUAGES, check_indicators
from cnesg.framework.incidents import IncidentTree, IncidentType, load_incidents
from cnesg.text.normalise import fold

REPOSITORY = Path(__file__).resolve().parents[2]

# The source's table of news events, spelled as there, by the Level I indicator that it maps them to.
SOURCE_EVENTS = {
    "E01": ("Energy consumption", "Energy saving"),
    "E03": (
        "Environmental protection violation",
        "Illegal discharge",
        "Waste gas emission reduction",
        "Waste water emission reduction",
    ),
    "E05": (
        "Green technology innovation",
        "Roll out green technology",
        "Green certification",
        "Renewable energy investment",
    ),
    "S01": (
        "Equity incentive",
        "Brain drain",
        "Layoffs",
        "Strikes",
        "Personnel changes",
        "Personnel violations of discipline",
        "Salary",
    ),
    "S02": ("Centralized dependence", "Supplier situation"),
    "S03": (
        "Information leakage",
        "Insufficient capacity",
        "Centralized dependence",
        "Product quality",
        "Fake products",
        "Customer complaints",
        "Production suspension for rectification",
        "Product recall",
        "Product sales",
    ),
    "S04": ("Public welfare", "Brand awareness"),
    "S06": ("Technological innovation", "Intellectual property rights", "Honors and awards"),
    "G01": ("Business cooperation", "Development adjustment", "Corporate strategy"),
    "G07": (
        "Company liquidation",
        "Operation accident",
        "Abnormal operation",
        "Radical behavior",
        "Special treatment",
        "Delisting",
        "Suspension of listing",
        "Bankruptcy liquidation",
        "Bankruptcy reorganization",
        "Bankruptcy closing",
        "Internal control loopholes",
        "Internal control rectification",
        "Business shutdown",
        "Set off",
        "Dumping",
        "Capital problems",
        "Risk announcement",
    ),
    "G08": ("Rating executive pay drop",),
    "G09": ("Audit report", "Debt rating", "Principal"),
    "G10": (
        "Financial fraud",
        "Business fraud",
        "Income profit fraud",
        "Bill fraud",
        "Expense fraud",
        "Accounting treatment violations",
        "Assets fraud",
        "Debt fraud",
        "Cash fraud",
    ),
}


@pytest.fixture(scope="module")
def tree() -> IncidentTree:
    return load_incidents()


def test_the_source_lists_65_events_and_maps_one_of_them_twice() -> None:
    events = Counter(event for names in SOURCE_EVENTS.values() for event in names)
    assert len(events) == 65
    assert [event for event, times in events.items() if times > 1] == ["Centralized dependence"]


def test_the_events_of_the_source_stand_where_it_maps_them(tree: IncidentTree) -> None:
    published = Counter((kind.level1, kind.source_event) for kind in tree.types.values() if kind.source_event)
    assert published == Counter((level1, event) for level1, names in SOURCE_EVENTS.items() for event in names)


def test_there_are_371_types_under_the_21_key_issues(tree: IncidentTree) -> None:
    assert list(tree.groups) == list(load_methodology().level1)
    assert [len(tree.under(dimension)) for dimension in "ESG"] == [98, 134, 139]
    assert len(tree.types) == 371


def test_what_the_source_does_not_name_rests_on_a_decision_page(tree: IncidentTree) -> None:
    for kind in tree.types.values():
        if kind.basis is Basis.PUBLISHED:
            assert kind.reference.startswith("source: "), kind.code
        else:
            assert (REPOSITORY / kind.reference).is_file(), kind.code
    for scale in (tree.scales.polarity, tree.scales.severity):
        assert (REPOSITORY / scale.reference).is_file()


def test_scales_cover_what_types_may_have(tree: IncidentTree) -> None:
    assert [step.step for step in tree.scales.polarity.steps] == [-1, 0, 1]
    assert [step.step for step in tree.scales.severity.steps] == [1, 2, 3, 4, 5]


def test_types_map_to_indicators_that_exist(tree: IncidentTree) -> None:
    methodology = load_methodology()
    problems = check_indicators(tree, list(methodology.level1), list(methodology.level2))
    assert [problem.text("en") for problem in problems] == []


def test_exclusions_and_near_misses_name_types_that_exist(tree: IncidentTree) -> None:
    for kind in tree.types.values():
        for language in LANGUAGES:
            for code in _codes_in(getattr(kind.exclusion, language)):
                known = code in tree.types if "-" in code else code in load_methodology().level1
                assert known or code[:3] not in tree.groups, (kind.code, code)
                assert code != kind.code


def test_both_languages_of_an_exclusion_point_to_the_same_types(tree: IncidentTree) -> None:
    for kind in tree.types.values():
        assert set(_codes_in(kind.exclusion.en)) == set(_codes_in(kind.exclusion.zh)), kind.code


def test_cues_are_in_the_form_into_which_text_is_folded(tree: IncidentTree) -> None:
    for kind in tree.types.values():
        for language in LANGUAGES:
            for cue in getattr(kind.cues, language):
                assert fold(cue).casefold() == cue, kind.code


def test_few_types_speak_to_no_indicator_and_one_indicator_is_silent(tree: IncidentTree) -> None:
    """Ratings by others, liquidity, profit and the value of assets, brands and denials: no indicator measures these."""
    unmapped = [code for code, kind in tree.types.items() if not kind.indicators]
    assert len(unmapped) == 11
    assert list(tree.silent) == ["G0103"]


@pytest.mark.parametrize(("language", "least"), [("en", 0.25), ("zh", 0.70)])
def test_cues_reach_headlines_that_were_written_without_them(tree: IncidentTree, language: str, least: float) -> None:
    """Cues find a part of the events that the press words freely, and hardly ever name another type alone."""
    cases = yaml.safe_load((REPOSITORY / "tests" / "cases" / "incidents" / "headlines.yaml").read_text("utf-8"))
    headlines = cases["held_out"]
    found, misled = 0, []
    for headline in headlines:
        text = fold(headline[language])
        reach = {kind.code: _longest(kind, text, language) for kind in tree.types.values()}
        hits = {code for code, length in reach.items() if length}
        found += headline["type"] in hits and reach[headline["type"]] == max(reach.values())
        misled += [(headline[language], hits)] if hits and headline["type"] not in hits else []
    assert found >= least * len(headlines)
    assert len(misled) <= 0.03 * len(headlines), misled


def test_companies_in_examples_are_invented(tree: IncidentTree) -> None:
    """Their names are made of the characters that no listed company begins with, and sound the same in English."""
    data = REPOSITORY / "src" / "cnesg" / "demo" / "data" / "brands.yaml"
    brands = yaml.safe_load(data.read_text(encoding="utf-8"))
    sounds = {**brands["second"], **{name: sound.lower() for name, sound in brands["first"].items()}}
    for kind in tree.types.values():
        for example in (kind.examples.positive, kind.examples.near_miss):
            names = {
                (sounds[first] + sounds[second]).capitalize()
                for first, second in pairwise(example.zh)
                if first in brands["first"] and second in sounds
            }
            assert any(name in example.en for name in names), (kind.code, example.en)
            assert not [name for name in brands["avoid"] if name in example.en], kind.code


def test_every_example_is_used_once(tree: IncidentTree) -> None:
    texts = Counter(
        getattr(example, language)
        for kind in tree.types.values()
        for example in (kind.examples.positive, kind.examples.near_miss)
        for language in LANGUAGES
    )
    assert [text for text, times in texts.items() if times > 1] == []


def test_shipped_types_are_read_once() -> None:
    assert load_incidents() is load_incidents()


def _longest(kind: IncidentType, text: str, language: str) -> int:
    return max((len(cue) for cue in kind.cues_in(text, "en" if language == "en" else "zh")), default=0)


def _codes_in(text: str) -> list[str]:
    return re.findall(r"[ESG]\d{2}(?:-\d{3})?", text)


# A small tree that is whole; each case below breaks it in one way or in several at once.


def _kind(code: str, **changes: Any) -> dict[str, Any]:
    number = code[-1]
    kind: dict[str, Any] = {
        "code": code,
        "group": "spills",
        "name": {"en": f"Spill of sort {number}", "zh": f"{number}类泄漏"},
        "polarity": -1,
        "severity": 3,
        "definition": {"en": _DEFINITIONS[number][0], "zh": _DEFINITIONS[number][1]},
        "exclusion": {"en": "Planned release.", "zh": "有计划的排放。"},
        "cues": {
            "en": [f"{word} {number}x" for word in ("leak", "spill", "seep", "gush", "burst")],
            "zh": [f"{word}{number}号" for word in ("泄漏", "溢出", "渗漏", "喷涌", "破裂")],
        },
        "examples": {
            "positive": {"en": f"A leak {number}X at the dock.", "zh": f"码头发生泄漏{number}号事故。"},
            "near_miss": {"en": "The dock was painted.", "zh": "码头重新刷漆。"},
        },
        "indicators": ["E0301"],
        "basis": "assumed",
        "reference": "docs/decisions/incident-granularity.md",
    }
    return kind | changes


_DEFINITIONS = {
    "1": ("Oil runs into a river.", "油品流入河道。"),
    "2": ("A tank of acid bursts and people flee.", "酸罐破裂，人员撤离。"),
    "3": ("Brine seeps from a mine.", "矿井渗出卤水。"),
}
_SPILLS_OF_BOTH = {"en": "A big leak 1X at the dock.", "zh": "码头发生泄漏1号事故。"}
_NEAR_MISS = {"en": "An old spill 2X was cleared.", "zh": "溢出2号已清理。"}


def _write(folder: Path, types: list[dict[str, Any]], name: str = "E03.yaml", **changes: Any) -> Path:
    root = folder / "incidents"
    root.mkdir(exist_ok=True)
    shipped = REPOSITORY / "src" / "cnesg" / "methodology" / "incidents" / "scales.yaml"
    (root / "scales.yaml").write_bytes(shipped.read_bytes())
    content: dict[str, Any] = {
        "level1": "E03",
        "groups": [{"group": "spills", "name": {"en": "Spills", "zh": "泄漏"}}],
        "types": types,
    }
    (root / name).write_text(yaml.safe_dump(content | changes, allow_unicode=True), encoding="utf-8")
    return folder


def _problems(folder: Path) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        load_incidents(folder)
    assert all(line for line in caught.value.lines("zh"))
    return caught.value.lines("en")


def test_the_small_tree_is_whole(tmp_path: Path) -> None:
    tree = load_incidents(_write(tmp_path, [_kind("E03-002"), _kind("E03-001")]))
    assert list(tree.types) == ["E03-001", "E03-002"]
    assert tree.under("E") == tree.under("E03") == tuple(tree.types.values())
    assert tree.types["E03-001"].cues_in("A LEAK 1X, then a gush 1x", "en") == ("leak 1x", "gush 1x")


BROKEN = {
    "duplicate": ([_kind("E03-001"), _kind("E03-001")], "E03-001 is already defined in incidents/E03.yaml"),
    "group": ([_kind("E03-001"), _kind("E03-002", group="fires")], "E03-002: there is no group fires"),
    "no severity": ([_kind("E03-001", severity=None)], "E03-001: events of polarity -1 have a severity"),
    "severity of good news": ([_kind("E03-001", polarity=1)], "all others have none"),
    "severity off the scale": ([_kind("E03-001", severity=6)], "field severity: must be <= 5"),
    "polarity off the scale": ([_kind("E03-001", polarity=-2)], "field polarity: must be >= -1"),
    "published without event": ([_kind("E03-001", basis="published")], "a published type names its source_event"),
    "assumed with event": ([_kind("E03-001", source_event="Spill")], "an assumed one has none"),
    "neither indicator nor reason": ([_kind("E03-001", indicators=[])], "E03-001 must either name Level II indicators"),
    "indicator and reason": (
        [_kind("E03-001", no_indicator={"en": "None fits.", "zh": "均不合适。"})],
        "or say under no_indicator why none fits",
    ),
    "reason in one language": (
        [_kind("E03-001", indicators=[], no_indicator={"en": "None fits.", "zh": "None fits."})],
        "field no_indicator: en must be English",
    ),
    "example of another": (
        [
            _kind("E03-001", examples=_kind("E03-001")["examples"] | {"positive": _SPILLS_OF_BOTH}),
            _kind("E03-002", cues=_kind("E03-002")["cues"] | {"en": ["big leak 1x", "b2", "c2", "d2", "e2"]}),
        ],
        "the positive example (en) has a cue of E03-002 as long as its own: 'big leak 1x'",
    ),
    "near miss decided by a third": (
        [
            _kind("E03-001", near_miss_of="E03-002", examples=_kind("E03-001")["examples"] | {"near_miss": _NEAR_MISS}),
            _kind("E03-002", definition={"en": "A tank of acid bursts.", "zh": "酸罐破裂。"}),
            _kind("E03-003", cues=_kind("E03-003")["cues"] | {"en": ["old spill 2x", "b3", "c3", "d3", "e3"]}),
        ],
        "the near miss (en) has a cue of E03-003 as long as that of E03-002: 'old spill 2x'",
    ),
    "cue in another form": (
        [_kind("E03-001", cues=_kind("E03-001")["cues"] | {"en": ["leak 1x", "ﬁre 1x", "c1", "d1", "e1"]})],
        "cue 'ﬁre 1x' must be lower case",
    ),
    "untranslated": ([_kind("E03-001", name={"en": "Spill", "zh": "Spill"})], "field name: en must be English"),
    "traditional": ([_kind("E03-001", exclusion={"en": "Planned.", "zh": "計劃排放。"})], "計劃 is not"),
    "four cues": ([_kind("E03-001", cues={"en": ["a"] * 4, "zh": ["泄漏1号"] * 5})], "field cues.en"),
    "cue in capitals": (
        [_kind("E03-001", cues=_kind("E03-001")["cues"] | {"en": ["leak 1x", "Spill", "c1", "d1", "e1"]})],
        "cue 'Spill' must be lower case",
    ),
    "shared cue": (
        [_kind("E03-001"), _kind("E03-002", cues=_kind("E03-001")["cues"], examples=_kind("E03-001")["examples"])],
        "cue 'leak 1x' is also a cue of E03-001",
    ),
    "needless cue": (
        [_kind("E03-001", cues=_kind("E03-001")["cues"] | {"en": ["leak 1x", "big leak 1x", "c1", "d1", "e1"]})],
        "cue 'big leak 1x' holds 'leak 1x'",
    ),
    "positive missed": (
        [
            _kind(
                "E03-001",
                examples={
                    "positive": {"en": "All is well.", "zh": "平安无事。"},
                    "near_miss": {"en": "So.", "zh": "好。"},
                },
            )
        ],
        "the positive example (zh) has none of its cues",
    ),
    "near miss hit": (
        [_kind("E03-001", examples=_kind("E03-001")["examples"] | {"near_miss": {"en": "No spill 1x.", "zh": "无。"}})],
        "the near miss (en) has the cue 'spill 1x'",
    ),
    "near miss of nothing": ([_kind("E03-001", near_miss_of="E03-009")], "near_miss_of names E03-009"),
    "near miss of itself": ([_kind("E03-001", near_miss_of="E03-001")], "near_miss_of names E03-001"),
    "near miss unrecognised": (
        [_kind("E03-001", near_miss_of="E03-002"), _kind("E03-002")],
        "the near miss (en) is said to be E03-002 but has none of its cues",
    ),
    "same name": (
        [_kind("E03-001"), _kind("E03-002", name={"en": "spill of sort 1", "zh": "另一类"})],
        "E03-002 has the same name as E03-001",
    ),
    "adjective": (
        [_kind("E03-001"), _kind("E03-002", name={"en": "Large spill of sort 1", "zh": "另一类"})],
        "E03-002 is named as E03-001 (Spill of sort 1) with an addition",
    ),
    "adjective in Chinese": (
        [_kind("E03-001"), _kind("E03-002", name={"en": "Flood", "zh": "重大1类泄漏"})],
        "E03-002 is named as E03-001",
    ),
    "same definition": (
        [
            _kind("E03-001"),
            _kind("E03-002", definition={"en": "Oil runs into a  river.", "zh": "酸罐破裂，人员撤离。"}),
        ],
        "E03-002 has nearly the same definition as E03-001 (en)",
    ),
    "wrong place": ([_kind("E04-001")], "E04-001 stands in the file of E03"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_tree_is_refused(case: str, tmp_path: Path) -> None:
    types, message = BROKEN[case]
    assert [line for line in _problems(_write(tmp_path, types)) if message in line]


def test_the_broken_trees_show_every_message_of_the_loader(tmp_path: Path) -> None:
    shown = {"no_folder", "no_scales", "file_name", "empty_group"}  # these have their own tests, as have the next three
    shown |= {"unknown_indicator", "unknown_level1", "no_types", "unspoken", "not_silent"}
    for number, (types, _) in enumerate(BROKEN.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(MethodologyError) as caught:
            load_incidents(_write(folder, types))
        ids = {problem.message_id for problem in caught.value.problems}
        shown |= {name.removeprefix("incidents.") for name in ids if name.startswith("incidents.")}
    catalogue = REPOSITORY / "src" / "cnesg" / "errors" / "messages" / "incidents.toml"
    assert shown == set(tomllib.loads(catalogue.read_text(encoding="utf-8")))


def test_every_problem_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    _write(tmp_path, [_kind("E03-001", severity=None), _kind("E03-002", group="fires")])
    _write(tmp_path, [_kind("E04-001", severity=9)], name="E05.yaml", level1="E04")
    lines = _problems(tmp_path)
    for part in (
        "E03-001: events of polarity",
        "no group fires",
        "entry E04-001, field severity",
        "E05.yaml: holds types of E04. Name it E04.yaml",
        "E04: group spills has no types",
    ):
        assert any(part in line for line in lines), (part, lines)


def test_what_refers_to_a_file_that_is_not_there_is_let_be(tmp_path: Path) -> None:
    assert load_incidents(_write(tmp_path, [_kind("E03-001", near_miss_of="G07-001")])).types


def test_a_folder_without_incidents_and_one_without_scales_are_named(tmp_path: Path) -> None:
    assert "no folder incidents/" in _problems(tmp_path)[0]
    _write(tmp_path, [_kind("E03-001")])
    (tmp_path / "incidents" / "scales.yaml").unlink()
    assert _problems(tmp_path) == ["incidents/scales.yaml: missing. It says what polarity and severity mean."]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    _write(tmp_path, [_kind("E03-001")])
    (tmp_path / "incidents" / "E04.yaml").write_bytes("level1: E04 # 气候".encode("gb18030"))
    assert _problems(tmp_path) == ["incidents/E04.yaml: not UTF-8 text. Save it as UTF-8."]


def test_the_tree_is_compared_with_the_indicators(tmp_path: Path) -> None:
    silent = [{"indicator": code, "why": {"en": "No news.", "zh": "无新闻。"}} for code in ("E0302", "E0309", "E0401")]
    tree = load_incidents(_write(tmp_path, [_kind("E03-001", indicators=["E0309"])], silent=silent))
    lines = [problem.text("en") for problem in check_indicators(tree, ["E01"], ["E0301", "E0302"])]
    unspoken = "no incident type speaks to it. Map one in any file under incidents/, or say under silent in "
    unspoken += "incidents/E03.yaml why news tell nothing of it."
    not_silent = "stands under silent but is no Level II indicator, or a type speaks to it. Take it out."
    assert lines == [
        "E03-001: there is no Level II indicator E0309. Mend the code or leave it out.",
        f"E0301: {unspoken}",
        f"incidents/E03.yaml: E0309 {not_silent}",
        f"incidents/E04.yaml: E0401 {not_silent}",
        "incidents/E03.yaml: there is no Level I indicator E03. Rename or remove the file.",
        "E01 has no incident types. Add incidents/E01.yaml.",
    ]
