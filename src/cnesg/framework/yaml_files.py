"""Reading the methodology's YAML files: safely, without duplicate keys, and with every error of a file at once."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.foreign import UnreadFileError, ask
from cnesg.foreign.texts import bounded
from cnesg.foreign.yaml_texts import OthersYaml, Parsed, parsed

Shape = TypeVar("Shape", bound=BaseModel)
Kept = TypeVar("Kept")
_KEPT: ContextVar[dict[tuple[Any, Traversable], Any] | None] = ContextVar("parts of folders", default=None)


# What pydantic finds wrong, by its error type, as a message of ours with both languages; anything else keeps its words.
_MESSAGES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "literal_error": "field_choice",
    "enum": "field_choice",
    "string_pattern_mismatch": "field_pattern",
    "string_too_short": "field_empty",
    "string_type": "field_text",
    "float_type": "field_number",
    "float_parsing": "field_number",
    "finite_number": "field_number",
    "int_from_float": "field_number",
    "int_type": "field_number",
    "int_parsing": "field_number",
    "greater_than": "field_range",
    "greater_than_equal": "field_range",
    "less_than": "field_range",
    "less_than_equal": "field_range",
    "model_type": "field_mapping",
    "dict_type": "field_mapping",
    "tuple_type": "field_list",
    "date_from_datetime_parsing": "field_date",
    "date_parsing": "field_date",
    "date_type": "field_date",
}


def of_folder(load: Callable[[Traversable], Kept], folder: Traversable | None) -> Kept:
    """What a loader reads of a methodology folder; of the package's own, named or not, it is read once a process.

    Args:
        load: reads a folder.
        folder: the folder; None means the package's own.
    """
    if folder is None or folder == own_folder():
        packaged: Kept = _of_package(load)
        return packaged
    if isinstance(folder, Path):  # not one that lies over another: that holds what we wrote
        _parse_folder_elsewhere(folder)
    kept = _KEPT.get()
    if kept is None:
        return load(folder)
    if (load, folder) not in kept:
        kept[load, folder] = load(folder)
    once: Kept = kept[load, folder]
    return once


@contextmanager
def each_part_once() -> Iterator[None]:
    """While this lasts, what loaders read of a folder other than the package's own is read once; nobody changes it."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def own_folder() -> Traversable:
    """The methodology folder of the package."""
    return files("cnesg") / "methodology"


@cache
def _of_package(load: Callable[[Traversable], Any]) -> Any:
    return load(own_folder())


def yaml_files(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    """All YAML files below a folder with their relative names, in sorted order."""
    yield from ((name, file) for name, file in files_below(folder, under) if name.endswith((".yaml", ".yml")))


def files_below(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    """All files below a folder with their relative names, in sorted order."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = str(PurePosixPath(under) / entry.name)
        if entry.is_dir():
            yield from files_below(entry, name)
        else:
            yield name, entry


def parse_yaml(name: str, text: str) -> tuple[Any, list[Problem]]:
    """The content of a YAML text, or the problem that keeps it from being read.

    Args:
        name: the file's name, for the problem.
        text: what the file holds; the same text is parsed once a process, and each caller has a copy of its own.
    """
    packed, line, what = _others.get(text) or _parsed(text)
    if packed is None:
        return None, [Problem.of("framework.yaml", file=name, line=line, what=what)]
    return pickle.loads(packed), []  # noqa: S301 - our own, of a line ago


@lru_cache(maxsize=1_024)
def _parsed(text: str) -> Parsed:
    """As `parsed`, kept: several loaders read some files, and a copy of a methodology has most of the package's."""
    return parsed(text)


def others_yaml(path: Path) -> tuple[Any, list[Problem]]:
    """The content of a user's YAML file, parsed in a child process within limits, or the problem with it.

    Raises:
        InputError: it is missing or too large.
    """
    try:
        text = bounded(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, [Problem.of("framework.not_utf8", file=path.name)]
    _parse_elsewhere(path.name, text)
    return parse_yaml(path.name, text)


_others: dict[str, Parsed] = {}
"""What texts hold that users wrote, parsed in a child process."""

_looked_at: dict[Path, frozenset[tuple[str, int, int]]] = {}
"""Users' folders, and the state of the files in each when they were parsed."""


def _parse_folder_elsewhere(folder: Path) -> None:
    """Have a user's YAML files parsed in a child process, those that differ from the package's; loaders find them."""
    files_here = list(yaml_files(folder)) if folder.is_dir() else []
    found = {name: Path(str(file)) for name, file in files_here}
    state = frozenset((name, told.st_size, told.st_mtime_ns) for name, file in found.items() for told in (file.stat(),))
    if _looked_at.get(folder) == state:
        return
    own = own_folder()
    for name, file in found.items():
        try:
            text = bounded(file).read_text(encoding="utf-8")
        except InputError as error:
            raise MethodologyError(*error.problems) from error
        except UnicodeDecodeError:
            continue  # whoever loads it says so
        shipped = own.joinpath(*name.split("/"))
        if not (shipped.is_file() and shipped.read_text(encoding="utf-8") == text):
            _parse_elsewhere(name, text)
    _looked_at[folder] = state


def _parse_elsewhere(name: str, text: str) -> None:
    if text not in _others:
        try:
            _others[text] = ask(OthersYaml(text), name)
        except UnreadFileError as error:
            _others[text] = None, "?", error.problems[0].text()


def validate_entries(name: str, shape: type[Shape], entries: Any) -> tuple[list[Shape], list[Problem]]:
    """Typed entries of a list, and a problem for every field that does not fit, each with the entry it is in."""
    if not isinstance(entries, list):
        return [], [Problem.of("framework.not_a_list", file=name)]
    adapter = TypeAdapter(shape)
    good: list[Shape] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, start=1):
        try:
            good.append(adapter.validate_python(entry))
        except ValidationError as error:
            problems += [_problem(name, entry, str(number), detail) for detail in error.errors()]
    return good, problems


def validate_mapping(name: str, shape: type[Shape], content: Any) -> tuple[Shape | None, list[Problem]]:
    """The typed content of a file that is one mapping, or a problem for every field that does not fit."""
    if not isinstance(content, dict):
        return None, [Problem.of("framework.not_a_mapping", file=name)]
    try:
        return TypeAdapter(shape).validate_python(content), []
    except ValidationError as error:
        return None, [_problem(name, content, "-", detail) for detail in error.errors()]


def mapping_file(folder: Traversable, file: str, shape: type[Shape]) -> tuple[Shape | None, list[Problem]]:
    """The typed content of a file that is one mapping, or every problem of it; that it is not there is one.

    Args:
        folder: a methodology folder.
        file: the file's place in it.
        shape: what the mapping must be.
    """
    source = folder.joinpath(*file.split("/"))
    if not source.is_file():
        return None, [Problem.of("framework.no_file", file=file, folder=folder)]
    content, problems = parse_yaml(file, source.read_text(encoding="utf-8"))
    return (None, problems) if problems else validate_mapping(file, shape, content)


def _problem(name: str, raw: Any, label: str, detail: ErrorDetails) -> Problem:
    """A problem that names the innermost entry with a code or name on the way to the field, and the rest of the way."""
    way = detail["loc"]
    entry, start = _label(raw) or label, 0
    for depth, step in enumerate(way, start=1):
        raw = _inner(raw, step)
        if inner := _label(raw):
            entry, start = inner, depth
    field = ".".join(str(step) for step in way[start:]) or "-"
    message = _MESSAGES.get(detail["type"], "field")
    return Problem.of(f"framework.{message}", file=name, entry=entry, field=field, what=_expected(detail))


def _expected(detail: ErrorDetails) -> str:
    """What the field should have been, in signs rather than words, so that it reads in either language."""
    context = detail.get("ctx", {})
    for key, sign in (("gt", ">"), ("ge", ">="), ("lt", "<"), ("le", "<=")):
        if key in context:
            return f"{sign} {context[key]:g}"
    if "expected" in context:
        return str(context["expected"]).replace(" or ", ", ")
    return str(context.get("pattern") or detail["msg"])


def _label(raw: Any) -> str | None:
    """What names an entry: its code, metric or plain name; names in two languages name nothing."""
    if not isinstance(raw, Mapping):
        return None
    return next(
        (str(raw[key]) for key in ("code", "name", "item", "metric", "series") if isinstance(raw.get(key), str)), None
    )


def _inner(raw: Any, step: int | str) -> Any:
    if isinstance(raw, Mapping):
        return raw.get(step)
    if isinstance(raw, Sequence) and not isinstance(raw, str) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


def keyed_entries(folder: Traversable, file: str, shape: type[Shape], key: Callable[[Shape], str]) -> dict[str, Shape]:
    """The entries of a file that is one list, by their keys, in the order of the file.

    Args:
        folder: a methodology folder.
        file: the file's name in it.
        shape: what each entry must be.
        key: what tells entries apart.

    Raises:
        MethodologyError: the folder has no such file, or with every problem of it; a key given twice is one.
    """
    source = folder / file
    if not source.is_file():
        raise MethodologyError.of("framework.no_file", file=file, folder=folder)
    content, problems = parse_yaml(file, source.read_text(encoding="utf-8"))
    entries: list[Shape] = []
    if not problems:
        entries, problems = validate_entries(file, shape, content)
    found: dict[str, Shape] = {}
    for entry in entries:
        if key(entry) in found:
            problems.append(Problem.of("standards.duplicate", file=file, entry=key(entry), other=file))
        found.setdefault(key(entry), entry)
    if problems:
        raise MethodologyError(*problems)
    return found
