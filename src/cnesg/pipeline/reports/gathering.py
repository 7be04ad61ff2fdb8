"""Which files are meant: files, folders, patterns and lists as a user names them."""

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cnesg.errors import InputError, Problem

REPORT_SUFFIXES = frozenset({".pdf", ".txt"})
_LIST_MARK = "@"
_WILD = frozenset("*?[")


@dataclass(frozen=True)
class Gathered:
    """The files that were named, each once and in the order named, and what names nothing."""

    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]


def gather(names: Iterable[str | Path]) -> Gathered:
    """The files behind names.

    Args:
        names: a file, whatever it is called; a folder, of which the reports (.pdf, .txt) are taken, those in
            subfolders included, hidden ones not; a pattern (`reports/**/*2023*.pdf`); `@list.txt`, a text with one of
            these a line.

    Returns:
        The files, and a problem for each folder, pattern or list that gives none. Whether a file can be read is found
        out when it is read.
    """
    paths: dict[Path, Path] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            for path in _behind(str(name), lists=True):
                paths.setdefault(_identity(path), path)
        except InputError as error:
            problems += error.problems
    return Gathered(tuple(paths.values()), tuple(problems))


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a circle of links, say
        return path.absolute()


def _behind(name: str, *, lists: bool) -> Iterator[Path]:
    path = Path(name)
    if _is_there(path):
        yield from _of_folder(path) if path.is_dir() else [path]
    elif lists and name.startswith(_LIST_MARK):
        yield from _of_list(Path(name[1:]))
    elif _WILD & set(name):
        yield from _of_pattern(name)
    else:
        yield path  # reading it will tell what is wrong


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def _of_folder(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.rglob("*") if _is_report(path.relative_to(folder), path))
    except OSError as error:
        raise InputError.of("text.unreadable_file", path=folder, reason=error.strerror) from error
    if not found:
        raise InputError.of("pipeline.no_reports_in_folder", folder=folder)
    yield from found


def _is_report(inside: Path, path: Path) -> bool:
    if any(part.startswith(".") for part in inside.parts):
        return False
    return path.suffix.lower() in REPORT_SUFFIXES and path.is_file()


def _of_pattern(pattern: str) -> Iterator[Path]:
    found = sorted(Path(name) for name in glob.iglob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns too
    files = [path for path in found if path.is_file()]
    if not files:
        raise InputError.of("pipeline.no_such_reports", pattern=pattern)
    yield from files


def _of_list(path: Path) -> Iterator[Path]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError.of("pipeline.unreadable_list", path=path, reason=error.strerror) from error
    except UnicodeError as error:
        raise InputError.of("pipeline.unreadable_list", path=path, reason="not UTF-8") from error
    names = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not names:
        raise InputError.of("pipeline.empty_list", path=path)
    problems: list[Problem] = []
    for name in names:
        try:
            yield from _behind(name, lists=False)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
