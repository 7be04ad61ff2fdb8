"""Files, folders, patterns and lists."""

from pathlib import Path

import pytest

from cnesg.pipeline.reports.gathering import gather


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports, one of them deep down, and what is none."""
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.PDF", "in/deep/er/b.txt", "in/c.docx", "in/.hidden/d.pdf", "in/.e.pdf", "odd.dat"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "in" / "folder.pdf").mkdir()
    return tmp_path


def named(*names: str) -> tuple[list[str], list[str]]:
    found = gather(names)
    return [path.as_posix() for path in found.paths], [problem.message_id for problem in found.problems]


def test_of_a_folder_the_reports_are_taken(tree: Path) -> None:
    assert named("in") == (["in/a.PDF", "in/deep/er/b.txt"], [])


def test_a_file_named_by_itself_is_taken_whatever_it_is_called(tree: Path) -> None:
    assert named("odd.dat", "in/c.docx", "gone.pdf") == (["odd.dat", "in/c.docx", "gone.pdf"], [])


def test_patterns_reach_into_subfolders(tree: Path) -> None:
    assert named("in/**/*.txt") == (["in/deep/er/b.txt"], [])
    assert named(str(tree / "i?" / "*.[pP][dD]F")) == ([str(tree / "in/a.PDF")], [])


def test_a_file_named_twice_is_read_once(tree: Path) -> None:
    assert named("in/a.PDF", "in", str(tree / "in/a.PDF")) == (["in/a.PDF", "in/deep/er/b.txt"], [])


def test_a_list_names_files_and_folders(tree: Path) -> None:
    (tree / "list.txt").write_text("\ufeff# what to read\n\nodd.dat\n in \n", encoding="utf-8")
    assert named("@list.txt") == (["odd.dat", "in/a.PDF", "in/deep/er/b.txt"], [])


def test_a_file_whose_name_looks_like_a_pattern_or_a_list_is_that_file(tree: Path) -> None:
    for name in ("@x.pdf", "[1].pdf"):
        (tree / name).touch()
    assert named("@x.pdf", "[1].pdf") == (["@x.pdf", "[1].pdf"], [])


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("in/.hidden/../deep/none*.pdf", "no_such_reports"),
        ("empty", "no_reports_in_folder"),
        ("@gone.txt", "unreadable_list"),
        ("@latin.txt", "unreadable_list"),
        ("@blank.txt", "empty_list"),
        ("@bad.txt", "no_reports_in_folder"),
    ],
)
def test_what_names_nothing_is_told_and_the_rest_goes_on(tree: Path, name: str, problem: str) -> None:
    (tree / "empty").mkdir()
    (tree / "latin.txt").write_bytes(b"caf\xe9\n")
    (tree / "blank.txt").write_text("\n# nothing\n", encoding="utf-8")
    (tree / "bad.txt").write_text("empty\nin\n", encoding="utf-8")
    paths, problems = named(name, "odd.dat")
    assert paths[-1] == "odd.dat"
    assert problems == [f"pipeline.{problem}"]
    for found in gather([name]).problems:
        assert Path(name.lstrip("@")).name in found.text("en") or "empty" in found.text("en")
        assert found.text("zh") != found.text("en")


def test_a_circle_of_links_is_walked_once(tree: Path) -> None:
    (tree / "in" / "loop").symlink_to(tree / "in")
    assert named("in") == (["in/a.PDF", "in/deep/er/b.txt"], [])


def test_a_name_no_file_can_have_is_left_to_the_reader() -> None:
    assert len(gather(["x" * 5000]).paths) == 1
