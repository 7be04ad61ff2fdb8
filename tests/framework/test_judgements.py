"""Pairwise judgements: ours are whole and consistent, anybody's are checked with all problems at once."""

import shutil
from dataclasses import replace
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.judgements import check_judgements, load_judgements, read_judgements, weigh

SCALE = load_judgements().scale


def test_dimensions_and_all_level1_indicators_are_judged() -> None:
    assert not list(check_judgements(load_judgements(), load_methodology()))
    judged = [m for w in load_judgements().by_parent.values() for m in w.judgements.members]
    assert sorted(judged) == sorted([*load_methodology().dimensions, *load_methodology().level1])


def test_ours_are_consistent_and_each_has_its_own_reason() -> None:
    pairs = [pair for weighed in load_judgements().by_parent.values() for pair in weighed.judgements.pairs]
    assert len(pairs) == 3 + 10 + 15 + 45
    reasons = [pair.reason for pair in pairs if pair.reason]
    for language in ("en", "zh"):
        assert len({getattr(reason, language) for reason in reasons}) == len(pairs)
    for weighed in load_judgements().by_parent.values():
        assert weighed.priorities.consistency_ratio < 0.1
        assert weighed.acceptable
        assert {frozenset((p.more, p.less)) for p in weighed.judgements.pairs} == {
            frozenset(both) for both in combinations(weighed.judgements.members, 2)
        }


def problems(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    found, problems = read_judgements("own.yaml", file, SCALE)
    assert (found is None) == bool(problems)
    return [problem.text() for problem in problems]


def test_a_user_needs_members_and_pairs_only(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    text = "of: price\nmembers: [a, b, c]\npairs: [{more: a, less: b, by: 2}, {more: a, less: c, by: 4}, "
    file.write_text(text + "{more: b, less: c, by: 2}]", encoding="utf-8")
    found, none = read_judgements("own.yaml", file, SCALE)
    assert found is not None
    assert not none
    assert weigh(found, SCALE).weights == pytest.approx({"a": 4 / 7, "b": 2 / 7, "c": 1 / 7})


def test_all_problems_of_a_file_are_told_together(tmp_path: Path) -> None:
    text = (
        "of: X\nmembers: [a, b, c, c]\npairs: [{more: a, less: b, by: 10}, {more: b, less: a, by: 2}, "
        "{more: a, less: a, by: 1}, {more: a, less: d, by: 2}]"
    )
    told = problems(tmp_path, text)
    for words in (
        "member c stands there more than once",
        "a - b: by is at most 9",
        "b - a is judged more than once",
        "a is compared with itself",
        "d is not among the members",
        "a - c: no judgement",
        "b - c: no judgement",
    ):
        assert sum(words in line for line in told) == 1, words
    assert len(told) == 7


def test_too_many_members(tmp_path: Path) -> None:
    told = problems(tmp_path, f"of: X\nmembers: {[f'm{n}' for n in range(11)]}\npairs: []")
    assert "11 members, but the random index ends at 10" in told[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("of: X\nmembers: [a]\npairs: []", "members"),
        ("of: X\nmembers: [a, b]\npairs: [{more: a, less: b, by: 0.5}]", "by"),
        ("of: X\nmembers: [a, b]\npairs: [{more: a, less: b, by: lots}]", "by"),
        ("- a", "own.yaml"),
        ("of: [", "own.yaml"),
    ],
)
def test_what_is_no_judgement(tmp_path: Path, text: str, words: str) -> None:
    assert words in problems(tmp_path, text)[0]


def test_what_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in read_judgements("own.yaml", file, SCALE)[1][0].text()


@pytest.fixture
def own_methodology(tmp_path: Path) -> Path:
    shutil.copytree(Path(str(files("cnesg"))) / "methodology" / "judgements", tmp_path / "judgements")
    return tmp_path


def told(folder: Path) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        load_judgements(folder)
    return [problem.text() for problem in caught.value.problems]


def test_a_methodology_s_judgements_need_reasons_a_reference_and_consistency(own_methodology: Path) -> None:
    assert load_judgements(own_methodology) == load_judgements()
    (own_methodology / "judgements" / "E.yaml").write_text(
        "of: E1\nmembers: [E01, E02, E03]\n"
        "pairs: [{more: E01, less: E02, by: 9}, {more: E02, less: E03, by: 9}, {more: E03, less: E01, by: 9}]",
        encoding="utf-8",
    )
    lines = told(own_methodology)
    assert sum("no reason" in line for line in lines) == 3
    assert sum("no reference" in line for line in lines) == 1
    assert sum("consistency ratio is" in line for line in lines) == 1
    assert sum("Name it E1.yaml" in line for line in lines) == 1
    assert len(lines) == 6


def test_without_a_scale_nothing_can_be_judged(own_methodology: Path) -> None:
    (own_methodology / "judgements" / "scale.yaml").unlink()
    assert told(own_methodology)[0].startswith("judgements/scale.yaml: missing")


def test_judgements_must_fit_the_indicators() -> None:
    methodology, judgements = load_methodology(), load_judgements()
    fewer = {code: entry for code, entry in methodology.level1.items() if code != "S06"}
    by_parent = {"X" if code == "G" else code: weighed for code, weighed in judgements.by_parent.items()}
    found = [
        problem.text()
        for problem in check_judgements(replace(judgements, by_parent=by_parent), replace(methodology, level1=fewer))
    ]
    assert len(found) == 3
    assert "judgements/S.yaml: the members must be S01, S02, S03, S04, S05." in found[0]
    assert "judgements/G.yaml: missing" in found[1]
    assert "X is neither TOTAL nor a dimension" in found[2]
