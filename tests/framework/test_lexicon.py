"""The lexicon: what is matched, and what its data files must hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg import extraction
from cnesg.framework.lexicon import _LISTS, Found, Lexicon, load_lexicon, parse_lexicon
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.wording import Entry, Grammar, Words

LEXICON = Lexicon(
    (
        Entry(metric="suppliers_total", kinds=("items",), en=("number of supplier",), zh=("供应商总数",)),
        Entry(metric="donations_total", kinds=("money",), en=("donated..to charity",), zh=("捐赠..资金",)),
        Entry(metric="employees", kinds=("persons",), label=Words(en=("staff",), zh=("员工",))),
        Entry(metric="fatalities", kinds=("persons",), zero=Words(en=("no fatalities",), zh=("无因工死亡",))),
    )
)


def found(text: str) -> Found:
    return LEXICON.find(matching_form(text))


def metrics(text: str) -> list[str]:
    return [LEXICON.entries[hit.entry].metric for hit in found(text).hits]


def test_singular_plural_case_and_hyphens_are_one() -> None:
    assert metrics("Number of Suppliers") == metrics("number-of-supplier") == ["suppliers_total"]


def test_latin_wording_ends_at_word_boundaries() -> None:
    assert metrics("staffing and nonstaff") == []
    assert metrics("the staff,") == ["employees"]


def test_wording_that_ends_with_the_beginning_of_a_year_meets_the_whole_year() -> None:
    near = Entry(metric="net_zero", kinds=("year",), en=("net zero",), near=Words(en=("by 20",), zh=("较20",)))
    lexicon = Lexicon((near,))
    assert lexicon.find("net zero by 2050").near == lexicon.find("net zero by 20").near == {0: [(9, 14)]}
    assert lexicon.find("较2020年").near == {0: [(0, 3)]}
    assert Lexicon((Entry(metric="ghg_scope1", kinds=("co2",), en=("scope 1",)),)).find("scope 12").hits == []


def test_words_that_mean_the_same_are_matched_alike() -> None:
    assert metrics("职工") == metrics("雇员") == metrics("员工") == ["employees"]


def test_a_wording_in_two_parts_may_hold_words_between_but_no_sentence_end() -> None:
    assert metrics("捐赠扶贫资金") == ["donations_total"]
    assert metrics("捐赠。资金") == []
    assert metrics("donated RMB 5 million to charity") == ["donations_total"]
    assert metrics("to charity we donated") == []


def test_the_weight_of_a_wording_in_two_parts_leaves_out_the_gap() -> None:
    (hit,) = found("捐赠扶贫资金").hits
    assert (hit.start, hit.end, hit.weight) == (0, 6, 4)


def test_however_a_part_is_spelled_the_nearest_that_follows_counts() -> None:
    donated = Entry(metric="donations_total", kinds=("money",), en=("donated..to charities",), zh=("捐赠..资金..用于",))
    lexicon = Lexicon((donated,))
    assert [hit.end for hit in lexicon.find("donated 3 to charity and 5 to charities").hits] == [20]
    assert [hit.weight for hit in lexicon.find("捐赠的资金全部用于助学").hits] == [6]
    assert lexicon.find("捐赠用于资金").hits == lexicon.find("资金用于").hits == []


def test_words_of_lists_are_not_looked_for() -> None:
    words = {purpose: Words(en=("certainly",)) for purpose in (*_LISTS, "target")}
    lexicon = Lexicon((), grammar=Grammar(words=words, confidence={}))
    assert lexicon.find("certainly").marks == {"target": [(0, 9)]}
    asked = "".join(path.read_text("utf-8") for path in Path(extraction.__file__).parent.rglob("*.py"))
    assert set(re.findall(r"marks\.\w+\(\"(\w+)\"", asked)) & _LISTS == set()


def test_zero_wording_is_kept_apart() -> None:
    assert [hit.entry for hit in found("There were no fatalities").zeros] == [3]
    assert found("There were no fatalities").hits == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_hits_lie_inside_the_text_and_are_ordered(before: str, after: str) -> None:
    text = matching_form(before + " 供应商总数 " + after)
    hits = LEXICON.find(text).hits
    assert [h.start for h in hits] == sorted(h.start for h in hits)
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
    assert any(text[h.start : h.end] == "供应商总数" for h in hits)


def test_every_problem_of_all_files_is_reported() -> None:
    _, problems = parse_lexicon(
        {
            "lexicon/a.yaml": "- {metric: x, kinds: [nonsense]}\n- {kinds: [mass]}",
            "lexicon/families.yaml": "- {metric: y, surprise: 1}",
            "lexicon/b.yaml": "not a list",
        }
    )
    assert {p.values["file"] for p in problems} == {"lexicon/a.yaml", "lexicon/families.yaml", "lexicon/b.yaml"}
    assert len(problems) == 4


@pytest.mark.parametrize(
    "role", ["row", "header", "parent", "caption", "heading", "beside", "clause", "sentence", "zero"]
)
def test_every_way_of_finding_has_a_confidence(role: str) -> None:
    assert 0 < load_lexicon().grammar.confidence[role] < 1


GROUPS = {"people": ("employees", "men and women"), "left": ("left us", "resigned")}
TOLD = Lexicon(
    (
        Entry(metric="turnover_count", kinds=("persons",), en=("<people>..<left>",), told=True),
        Entry(metric="new_hires", kinds=("persons",), en=("<people> joined us", "newcomers")),
    ),
    grammar=Grammar(words={}, word_groups=GROUPS, confidence={}),
)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("412 men and women chose to go and resigned", "turnover_count"),
        ("96 employees of the mine left us", "turnover_count"),
        ("men and women joined us", "new_hires"),
        ("employees of ours. Some resigned", None),
    ],
)
def test_words_of_a_group_stand_for_one_another(text: str, metric: str | None) -> None:
    hits = TOLD.find(matching_form(text), told=True).hits
    assert {TOLD.entries[hit.entry].metric for hit in hits} == ({metric} if metric else set())


def test_a_text_without_any_word_for_none_states_no_zero() -> None:
    lexicon = load_lexicon()
    states_none = [word for entry in lexicon.entries for word in entry.zero.all()] + [*lexicon.marks("none").all()]
    for words in states_none:
        told = re.sub(r"<(\w+)>", lambda group: lexicon.grammar.word_groups[group[1]][0], words.replace("..", " "))
        text = matching_form(told)
        assert lexicon.none_words.search(f"we saw {text} here"), words
    assert not lexicon.none_words.search("notes on the nobility of annual reports")


def test_wording_of_sentences_labels_nothing() -> None:
    assert TOLD.find("employees left us").hits == []
    assert len(TOLD.find("employees left us", told=True).hits) == 1


def test_scopes_are_matched_however_they_are_numbered() -> None:
    assert matching_form("范围1、范畴2、范畴三") == "范围一、范围二、范围三"
    assert matching_form("范围12") == "范围12"


def test_wording_of_whole_labels_counts_in_no_longer_one() -> None:
    lexicon = Lexicon((Entry(metric="exits", kinds=("persons",), whole_label=True, label=Words(en=("exits",))),))
    texts = ("exits", "exits (no.)", "emergency exits", "exits of the plant")
    assert [bool(lexicon.find(text).hits) for text in texts] == [True, True, False, False]
