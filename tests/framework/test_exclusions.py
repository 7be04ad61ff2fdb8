"""What keeps figures out: every mistake of a file at once, and metrics that the vocabulary lacks."""

import shutil
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import exclusions as module
from cnesg.framework.exclusions import load_exclusions, try_exclusions
from cnesg.framework.inspection import check_methodology

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"
HEAD = "basis: assumed\nreference: docs/decisions/exclusions.md\nexclusions:\n"
ONE = "  - {{metrics: [{metric}], of: donors of blood, {pattern}, example: 员工献血。, figure: 1}}\n"


def written(folder: Path, text: str) -> Path:
    place = folder / "exclusions" / "people.yaml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_without_exclusions_has_none(tmp_path: Path) -> None:
    assert load_exclusions(tmp_path).of("employees") == ()


def test_a_beginning_stands_for_all_metrics_that_begin_so(tmp_path: Path) -> None:
    exclusions = load_exclusions(written(tmp_path, HEAD + ONE.format(metric="'safety_*'", pattern="around: 献血")))
    assert [len(exclusions.of(name)) for name in ("safety_training_people", "training_people")] == [1, 0]


def test_every_broken_pattern_of_a_file_is_told(tmp_path: Path) -> None:
    patterns = ("before: '(献'", "behind: '<whom>献血'", "unless: 血")
    text = HEAD + "".join(ONE.format(metric="employees", pattern=pattern) for pattern in patterns)
    with pytest.raises(MethodologyError) as caught:
        load_exclusions(written(tmp_path, text))
    told = str(caught.value)
    assert "before: missing )" in told
    assert "behind: 'whom'" in told
    assert "no pattern" in told


def test_our_own_are_tried_where_that_is_asked_and_not_when_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, HEAD + ONE.format(metric="employees", pattern="before: '(献'"))
    monkeypatch.setattr(module, "own_folder", lambda: folder)
    assert len(load_exclusions(folder).of("employees")) == 1
    with pytest.raises(MethodologyError, match=r"before: missing \)"):
        try_exclusions(folder)


@pytest.mark.heavy
def test_the_check_of_a_methodology_tries_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "methodology"))
    monkeypatch.setattr(module, "own_folder", lambda: folder)
    written(folder, HEAD + ONE.format(metric="employees", pattern="before: '(献'"))
    with pytest.raises(MethodologyError, match=r"before: missing \)"):
        check_methodology(folder)


@pytest.mark.heavy
def test_a_metric_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "methodology"))
    text = HEAD + "".join(ONE.format(metric=name, pattern="around: 献血") for name in ("blood_donors", "'blood_*'"))
    written(folder, text)
    with pytest.raises(MethodologyError) as caught:
        check_methodology(folder)
    assert [(p.message_id, p.values["metric"]) for p in caught.value.problems] == [
        ("framework.unknown_metric", "blood_*"),
        ("framework.unknown_metric", "blood_donors"),
    ]


def test_a_flag_that_patterns_put_together_cannot_have_is_told(tmp_path: Path) -> None:
    label = (
        "labels:\n- metrics: [employees]\n  of: others\n  label: '(?i)staff of others'\n  examples: [Staff of others]\n"
    )
    with pytest.raises(MethodologyError, match="label: global flags not at the start"):
        load_exclusions(written(tmp_path, HEAD.replace("exclusions:\n", "") + label))
