"""Loading: what is whole comes out typed and versioned; what is broken is refused with every problem at once.

The broken folders under `tests/data/broken-methodologies` are overlays on a small methodology of one indicator, so that
the exact messages depend on nothing but the case; `case.yaml` says what is broken and what the reader is told.
"""

import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.checks import CHECKS
from cnesg.framework.choices import check_choices
from cnesg.framework.loader import KINDS, OTHER_PLACES

DATA = Path(__file__).resolve().parents[1] / "data"
SMALL = DATA / "small-methodology"
BROKEN = DATA / "broken-methodologies"
CASES = sorted(folder.name for folder in BROKEN.iterdir())
SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "methodology"))


def _check_alternatives(folder: Path) -> None:
    raise MethodologyError(*check_choices(load_methodology(folder)))


def problems_of(case: str, folder: Path) -> tuple[MethodologyError, dict[str, list[str]]]:
    expected = yaml.safe_load((BROKEN / case / "case.yaml").read_text(encoding="utf-8"))
    shutil.copytree(BROKEN / case, folder, dirs_exist_ok=True)
    (folder / "case.yaml").unlink()
    for name in expected.get("remove", []):
        (folder / name).unlink()
    # Alternatives are asked only of what is whole, by `check_methodology`.
    refuse = _check_alternatives if expected.get("stage") == "choices" else load_methodology
    with pytest.raises(MethodologyError) as caught:
        refuse(folder)
    return caught.value, expected


@pytest.mark.parametrize("case", CASES)
def test_a_broken_methodology_is_refused_with_every_problem_in_both_languages(case: str, small: Path) -> None:
    error, expected = problems_of(case, small)
    for language in ("en", "zh"):
        lines = [line.replace(str(small), "FOLDER") for line in error.lines(language)]
        assert lines == expected[language]


def test_the_broken_methodologies_show_every_message_that_a_methodology_can_earn(tmp_path: Path) -> None:
    shown = set()
    for case in CASES:
        error, _ = problems_of(case, Path(shutil.copytree(SMALL, tmp_path / case)))
        shown |= {problem.message_id.partition(".")[2] for problem in error.problems}
    catalogue = SHIPPED.parent / "errors" / "messages" / "framework.toml"
    messages = {
        name for name in tomllib.loads(catalogue.read_text(encoding="utf-8")) if not name.startswith("formula_")
    }
    # `field` is the last resort; the others have tests of their own: `test_plausibility.py`, `test_unscored.py`.
    elsewhere = {"field", "no_folder", "not_utf8", "bounds_order", "bounds_twice", "no_bounds"}
    elsewhere |= {"scored_metric", "unscored_metric"}
    assert messages - shown == elsewhere


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.__name__)
def test_every_check_finds_something_in_some_broken_methodology(
    rule: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cnesg.framework.checks.CHECKS", (rule,))
    found = 0
    for case in CASES:
        folder = Path(shutil.copytree(SMALL, tmp_path / case))
        shutil.copytree(BROKEN / case, folder, dirs_exist_ok=True)
        (folder / "case.yaml").unlink()
        if case == "shared-rules":
            (folder / "profiles" / "default.yaml").unlink()
        if case not in ("files", "syntax", "fields"):  # these are refused before any check across files
            try:
                load_methodology(folder)
            except MethodologyError:
                found += 1
    assert found


def test_the_small_methodology_itself_is_whole(small: Path) -> None:
    methodology = load_methodology(small)
    assert methodology.label == "small.1"
    assert list(methodology.data_points) == ["E0101-01", "E0101-02", "E0101-03"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError) as caught:
        load_methodology(tmp_path / "nowhere")
    assert caught.value.lines("en") == [
        f"{tmp_path / 'nowhere'}: no such folder. Give the folder that holds the methodology's YAML files."
    ]


def test_a_file_in_another_encoding_is_named(small: Path) -> None:
    (small / "profiles" / "default.yaml").write_bytes("title: 全部".encode("gb18030"))
    with pytest.raises(MethodologyError) as caught:
        load_methodology(small)
    assert caught.value.lines("en") == ["profiles/default.yaml: not UTF-8 text. Save it as UTF-8."]


def test_the_shipped_methodology_is_read_once() -> None:
    assert load_methodology() is load_methodology()


def test_a_copy_of_the_shipped_folder_is_equal_to_it(tmp_path: Path) -> None:
    copy = load_methodology(Path(shutil.copytree(SHIPPED, tmp_path / "copy")))
    assert copy == load_methodology()


@pytest.mark.parametrize(
    ("file", "version"),
    [
        ("indicators/E01-energy.yaml", "methodology"),
        ("rules.yaml", "methodology"),
        ("profiles/default.yaml", "methodology"),
        ("derivations.yaml", "methodology"),
        ("incidents/E01.yaml", "methodology"),
        ("metrics/energy.yaml", "extraction"),
        ("lexicon/energy.yaml", "extraction"),
        ("statements/E01.yaml", "extraction"),
        ("units.yaml", "extraction"),
        ("factors.yaml", "reference"),
        ("industries.yaml", "reference"),
    ],
)
def test_a_change_of_one_byte_changes_one_version(small: Path, file: str, version: str) -> None:
    before = load_methodology(small).versions
    path = small / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n# touched\n")
    after = load_methodology(small).versions
    changed = {
        name for name in ("methodology", "extraction", "reference") if getattr(before, name) != getattr(after, name)
    }
    assert changed == {version}
    assert all(len(getattr(after, name)) == 16 for name in ("methodology", "extraction", "reference"))


def test_the_page_on_the_files_names_every_place() -> None:
    page = (SHIPPED.parents[2] / "docs" / "methodology-files.md").read_text(encoding="utf-8")
    for place in (*(kind.place for kind in KINDS), *OTHER_PLACES):
        assert f"`{place}" in page, place
