"""Phrase data: what ships loads; what is broken is refused with every problem at once, in both languages."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework.statements import StatementPhrases, check_items, load_statement_phrases

SHIPPED = Path(str(files("cnesg") / "methodology" / "statements"))

BROKEN_ITEMS = """\
basis: assumed
reference: docs/decisions/statement-phrases.md
topics:
  - {topic: tea, en: [tea, "*"], zh: [茶]}
  - {topic: coffee, en: [coffee, coffee], zh: [咖啡]}
  - {topic: juice, en: [juice], zh: [果汁]}
  - {topic: water_saving, en: [water saving], zh: [节水]}
items:
  - {item: E0201-04, about: [[water_saving]]}
  - {item: E9901-01, about: [[milk], [water_saving]], needs: [taste]}
  - {item: E99, about: [[]]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "statements")
    return tmp_path


@pytest.fixture(scope="module")
def shipped() -> StatementPhrases:
    return load_statement_phrases()


def problems(folder: Path, language: str) -> list[str]:
    with pytest.raises(MethodologyError) as caught:
        load_statement_phrases(folder)
    return caught.value.lines(language)  # type: ignore[arg-type]


def test_a_folder_loads_like_the_package(folder: Path, shipped: StatementPhrases) -> None:
    assert load_statement_phrases(folder) == shipped


def test_items_are_in_the_order_of_their_codes(shipped: StatementPhrases) -> None:
    codes = [entry.item for entry in shipped.items]

    assert codes == sorted(codes)


def test_every_problem_of_a_file_is_told_at_once(folder: Path) -> None:
    (folder / "statements" / "zz-broken.yaml").write_text(BROKEN_ITEMS, encoding="utf-8")

    told = "\n".join(problems(folder, "en"))

    for part in (
        "phrase '*': no part may be empty",
        "given twice: coffee",
        "a group without topics can never match",
        "item E0201-04 has phrases in two places",
        "no item asks for the topic 'juice'",
        "topic 'water_saving' is defined in two places",
        "item E9901-01 asks for the topic 'milk'",
        "E9901-01 asks for the cue 'taste'",
    ):
        assert part in told, told


def test_problems_are_told_in_chinese_too(folder: Path) -> None:
    (folder / "statements" / "zz-broken.yaml").write_text(BROKEN_ITEMS, encoding="utf-8")

    told = "\n".join(problems(folder, "zh"))

    assert "条目 E0201-04 的措辞出现两次" in told
    assert "主题 'milk' 没有定义" in told


def test_rules_may_only_ask_for_cues_that_exist(folder: Path) -> None:
    levels = folder / "statements" / "levels.yaml"
    text = levels.read_text(encoding="utf-8").replace("any: [zero]", "any: [nought]")
    levels.write_text(text, encoding="utf-8")

    assert any("asks for the cue 'nought'" in line for line in problems(folder, "en"))


def test_without_rules_of_the_level_nothing_can_be_judged(folder: Path) -> None:
    (folder / "statements" / "levels.yaml").unlink()

    assert any("statements/levels.yaml: the file is missing" in line for line in problems(folder, "en"))


def test_the_difference_between_items_and_phrases_is_told_both_ways(shipped: StatementPhrases) -> None:
    codes = [entry.item for entry in shipped.items]

    told = [problem.text("en") for problem in check_items(shipped, [*codes[1:], "Z0101-01"])]

    assert len(told) == 2
    assert f"item {codes[0]} is no item data point" in told[0]
    assert "item Z0101-01 of the methodology has no phrases" in told[1]


def test_the_last_rule_applies_to_every_sentence(shipped: StatementPhrases) -> None:
    last = shipped.levels.rules[-1]

    assert list(last.cues()) == []
