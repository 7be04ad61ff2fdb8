"""JSON from others: lines of records and whole files, no deeper than anything that we read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import InputError, Problem
from cnesg.foreign.bounds import DEPTH, LINE, MIB
from cnesg.foreign.texts import bounded
from cnesg.workers import got_on

_ROWS = 2_000
_BYTES = 8 * MIB
_BOM = b"\xef\xbb\xbf"


class JsonError(ValueError):
    """A text is no JSON, or none that is read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def json_of(text: str, path: Path, row: int) -> Any:
    """What a JSON text holds.

    Raises:
        JsonError: it is none, or it is nested too deep.
    """
    # Counted before parsing, as most texts have so few brackets that they can't be deep.
    if text.count("[") + text.count("{") > DEPTH and _depth(text) > DEPTH:
        raise JsonError(Problem.of("foreign.too_deep", path=path, row=row, most=DEPTH))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = row + error.lineno - 1
        raise JsonError(Problem.of("sources.damaged", path=path, what=f"line {line}: {error.msg}")) from error
    except ValueError as error:  # a number with thousands of digits
        what = f"line {row}: {error}"
        raise JsonError(Problem.of("sources.damaged", path=path, what=what)) from error


def _depth(text: str) -> int:
    """The most brackets that are open at once, outside of strings."""
    deepest = depth = place = 0
    quoted, length = False, len(text)
    while place < length:
        sign = text[place]
        if quoted:
            if sign == "\\":
                place += 1
            elif sign == '"':
                quoted = False
        elif sign == '"':
            quoted = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
        place += 1
    return deepest


@dataclass(frozen=True)
class JsonFile:
    """A file that is one JSON text in UTF-8."""

    path: Path

    def __call__(self) -> Any:
        """What it holds.

        Raises:
            InputError: it is missing, too large, or no JSON.
        """
        try:
            return json_of(bounded(self.path).read_text(encoding="utf-8-sig"), self.path, 1)
        except JsonError as error:
            raise InputError(error.problem) from error
        except UnicodeDecodeError as error:
            raise InputError.of("foreign.no_json", path=self.path, what="not UTF-8") from error


@dataclass(frozen=True)
class Records:
    """Some records of a file with one JSON object a line.

    Attributes:
        path: the file.
        start: the byte at which they begin.
        line: the number of the first line there.
    """

    path: Path
    start: int = 0
    line: int = 1

    def __call__(self) -> "tuple[list[tuple[int, dict[str, Any] | Problem]], Records | None]":
        """Records with the numbers of their lines, a problem for each line that is none, and where the next begin."""
        found: list[tuple[int, dict[str, Any] | Problem]] = []
        with self.path.open("rb") as file:
            file.seek(self.start)
            for number, line in enumerate(iter(lambda: file.readline(LINE), b""), start=self.line):
                whole = line.endswith(b"\n") or len(line) < LINE
                if not whole:
                    _to_its_end(file)
                if line.strip():
                    found.append((number, self._record(line, number) if whole else self._too_long(number)))
                if len(found) >= _ROWS or file.tell() - self.start >= _BYTES:
                    return found, Records(self.path, file.tell(), number + 1)
        return found, None

    def _too_long(self, number: int) -> Problem:
        return Problem.of("foreign.long_line", path=self.path.name, row=number, most=LINE)

    def _record(self, line: bytes, number: int) -> dict[str, Any] | Problem:
        place = f"{self.path.name}:{number}"
        text = _decoded(line.removeprefix(_BOM))
        if text is None:
            return Problem.of("news.encoding", place=place)
        try:
            row = json_of(text, Path(self.path.name), number)
        except JsonError as error:
            deep = error.problem.message_id == "foreign.too_deep"
            return error.problem if deep else Problem.of("news.not_json", place=place)
        return row if isinstance(row, dict) else Problem.of("news.not_json", place=place)


def _to_its_end(file: Any) -> None:
    """Pass over the rest of a line."""
    pieces: Iterator[bytes] = iter(lambda: file.readline(LINE), b"")
    for piece in pieces:
        got_on()
        if piece.endswith(b"\n"):
            return


def _decoded(line: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
