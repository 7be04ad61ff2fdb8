"""Labelled news as users bring it: files of incidents and their subjects, and of bad news and its subjects."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import InputError, Problem
from cnesg.foreign import ask
from cnesg.foreign.json_texts import JsonFile
from cnesg.sentiment.models.negative import NamedText, Verdict
from cnesg.sentiment.training.negative import JudgedText

NOBODY = ("", "NaN", "nan")
_BETWEEN = ";"
_MOST_PROBLEMS = 20
INCIDENT_FIELDS = ("id", "text", "type", "subject")
NEGATIVE_FIELDS = ("id", "title", "text", "names", "negative", "subjects")


@dataclass(frozen=True)
class LabelledText:
    """A text and the events it tells.

    Attributes:
        text: as it came.
        events: pairs of type and subject, each once; none where it tells no event of any type.
    """

    text: str
    events: tuple[tuple[str, str], ...]


def incident_rows(file: Path) -> list[LabelledText]:
    """The texts of a file whose rows are id, text, type, subject; rows of one text are put together.

    A row whose subject is empty or `NaN` tells no event.

    Raises:
        InputError: the file is no list of such rows; every row that isn't one is named.
    """
    events: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for _, text, kind, subject in _rows(file, INCIDENT_FIELDS):
        events[text] |= {} if subject in NOBODY else {(kind, subject): None}
    return [LabelledText(text, tuple(found)) for text, found in events.items()]


def negative_rows(file: Path) -> list[JudgedText]:
    """The texts of a file whose rows are id, title, text, names, negative (0 or 1), subjects; names apart by `;`.

    A row of column names is passed over.

    Raises:
        InputError: the file is no list of such rows; every row that isn't one is named.
    """
    found = []
    for _, title, text, names, negative, subjects in _rows(file, NEGATIVE_FIELDS):
        if negative in ("0", "1"):
            wanted = frozenset(_names(subjects)) if negative == "1" else frozenset[str]()
            found.append(JudgedText(NamedText(title, text, _names(names)), Verdict(negative == "1", wanted)))
    return found


def _names(held: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in held.split(_BETWEEN) if name))


def _rows(file: Path, fields: Sequence[str]) -> Iterator[list[str]]:
    """Rows as lists of strings, from a list of lists or of objects."""
    held: Any = ask(JsonFile(file), file)
    if not isinstance(held, list) or not held:
        raise InputError.of("models.no_labels", path=str(file), fields=", ".join(fields))
    rows = [[row.get(name) for name in fields] if isinstance(row, dict) else row for row in held]
    wrong = [number for number, row in enumerate(rows, 1) if not _sound(row, len(fields))]
    if wrong:
        raise InputError(
            *(
                Problem.of("models.wrong_label_row", path=str(file), row=number, fields=", ".join(fields))
                for number in wrong[:_MOST_PROBLEMS]
            )
        )
    for row in rows:
        yield list(map(str, row))


def _sound(row: object, length: int) -> bool:
    return isinstance(row, list) and len(row) == length and all(isinstance(value, str) for value in row)
