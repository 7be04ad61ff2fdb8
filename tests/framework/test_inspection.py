"""All parts of a methodology in one inspection: what is broken anywhere, and what does not meet."""

import shutil
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.inspection import check_methodology

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "methodology"))


def message_ids(folder: Path) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        check_methodology(folder)
    return [problem.message_id for problem in caught.value.problems]


@pytest.mark.heavy
def test_the_shipped_methodology_is_whole_in_all_its_parts() -> None:
    assert check_methodology() is load_methodology()


@pytest.mark.heavy
def test_broken_parts_of_all_kinds_are_reported_together(copy: Path) -> None:
    (copy / "rules.yaml").write_text("quartile_scores: 1\n", encoding="utf-8")
    (copy / "units.yaml").unlink()
    (copy / "lexicon" / "broken.yaml").write_text("- metric: [\n", encoding="utf-8")
    (copy / "statements" / "broken.yaml").write_bytes("basis: 假设".encode("gb18030"))
    ids = message_ids(copy)
    assert ids.count("framework.no_file") == 1
    assert {"framework.field_missing", "framework.field_mapping", "framework.yaml", "framework.not_utf8"} <= set(ids)


@pytest.mark.heavy
def test_wording_of_a_metric_that_is_not_there_is_named(copy: Path) -> None:
    (copy / "lexicon" / "zz.yaml").write_text(
        '- metric: moonlight\n  kinds: [energy]\n  en: ["moonlight used"]\n  zh: ["月光用量"]\n', encoding="utf-8"
    )
    with pytest.raises(MethodologyError) as caught:
        check_methodology(copy)
    assert caught.value.lines("en") == [
        "lexicon/: moonlight: there is no metric moonlight. Mend the name or add it under metrics/."
    ]


@pytest.mark.heavy
def test_an_item_without_phrases_is_named(copy: Path) -> None:
    file = copy / "indicators" / "G01-strategic-management.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("G0102-01") == 2
    file.write_text(text.replace("G0102-01", "G0102-07"), encoding="utf-8")
    assert message_ids(copy) == [
        "disclosure.unknown_item",
        "disclosure.item_without_phrases",
        "standards.unknown_code",
        "standards.unmapped",
    ]


@pytest.mark.heavy
def test_standards_mappings_and_policies_are_part_of_it(copy: Path) -> None:
    (copy / "standards" / "tcfd.yaml").unlink()
    (copy / "policies.yaml").write_text("- id: CN1\n", encoding="utf-8")
    (copy / "mappings" / "E01.yaml").write_text("level1: E02\n", encoding="utf-8")
    ids = set(message_ids(copy))
    assert {"standards.unknown_standard", "framework.field_pattern", "framework.field_missing"} <= ids


@pytest.mark.heavy
def test_a_data_point_that_no_mapping_knows_is_named(copy: Path) -> None:
    (copy / "mappings" / "G10.yaml").unlink()
    assert set(message_ids(copy)) == {"standards.unmapped", "standards.unjustified"}


def test_a_folder_that_is_not_there_is_named_once(tmp_path: Path) -> None:
    assert message_ids(tmp_path / "nowhere") == ["framework.no_folder"]
