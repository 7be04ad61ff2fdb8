"""The polarity lexicons: what ships is sound, and what does not fit is told."""

import shutil
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework.polarity import PolarityGroup, forms_of, load_polarity
from cnesg.framework.yaml_files import own_folder


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    folder = tmp_path / "methodology"
    shutil.copytree(str(own_folder()), folder)
    file = folder / "sentiment" / "polarity-zh.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_each_group_of_one_kind_says_good_or_bad() -> None:
    for words in load_polarity().values():
        for group in words.groups:
            assert -1.5 <= group.weight <= 1.5
            assert (group.kind in {"negator", "contrast"}) <= (group.weight == 0)


def test_a_term_given_twice_is_told(tmp_path: Path) -> None:
    folder = _changed(tmp_path, "terms: [预增, ", "terms: [预增, 预亏, ")
    with pytest.raises(MethodologyError) as caught:
        load_polarity(folder)
    (line,) = caught.value.lines("en")
    assert line.startswith("sentiment/polarity-zh.yaml: results-good gives 预亏, which results-bad gives already.")


def test_an_unknown_kind_and_a_missing_file_are_told_at_once(tmp_path: Path) -> None:
    folder = _changed(tmp_path, "kind: stop", "kind: halt")
    (folder / "sentiment" / "polarity-en.yaml").unlink()
    with pytest.raises(MethodologyError) as caught:
        load_polarity(folder)
    told = "\n".join(caught.value.lines("en"))
    assert "entry stops, field kind" in told
    assert "polarity-en.yaml" in told


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("rise", {"rise", "rises", "rised", "rising"}),
        ("rally", {"rally", "rallies", "rallied", "rallying"}),
        ("slash", {"slash", "slashes", "slashed", "slashing"}),
        ("weigh on", {"weigh on", "weighs on", "weighed on", "weighing on"}),
    ],
)
def test_forms_of_verbs(verb: str, forms: set[str]) -> None:
    group = PolarityGroup(code="x", kind="event", weight=1, verb=True, terms=(verb,))
    assert set(forms_of(group)) == forms
