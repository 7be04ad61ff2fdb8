"""A folder of results, one file a report, that a later run goes on with instead of doing the work again.

What was done stands in `.cnesg-extracted`, one JSON object a line, written after the file itself is in its place: a run
that was broken off at any moment repeats at most the reports it was at.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cnesg import __version__
from cnesg.errors import InputError, Problem
from cnesg.framework import load_methodology
from cnesg.pipeline.reports.extracting import Extraction, ExtractionOptions, content_hash
from cnesg.pipeline.writing import Format, facts_bytes, write_whole

RECORD = ".cnesg-extracted"
_SHOWN = 12  # characters of the content's hash in a file name


@dataclass(frozen=True)
class Done:
    """A report that an earlier run read: its file of facts, how many there are, and what was left out of it."""

    output: Path
    quantities: int
    statements: int
    notes: tuple[Problem, ...] = ()


class ResultFolder:
    """Files of facts in a folder, named after report and content: `name-1a2b3c4d5e6f.jsonl`.

    Args:
        folder: made if it is not there.
        options: what is read from each report.
        file_format: how facts are written.

    Raises:
        InputError: the folder can't be written to.
    """

    def __init__(self, folder: Path, options: ExtractionOptions, file_format: Format) -> None:
        self.folder = folder
        self._format = file_format
        version = load_methodology().versions.extraction
        self._made_with = {"cnesg": __version__, "extraction": version, "format": file_format} | asdict(
            replace(options, debug=None)
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._done = {entry["output"]: entry for entry in self._entries()}
        except OSError as error:
            raise InputError.of("pipeline.unwritable", path=folder, reason=error.strerror) from error

    def _entries(self) -> list[dict[str, Any]]:
        record = self.folder / RECORD
        if not record.is_file():
            return []
        entries = []
        for line in record.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
            except json.JSONDecodeError:
                continue  # the line that a crash cut short
            if isinstance(entry, dict) and isinstance(entry.get("output"), str):
                entries.append(entry)
        return entries

    def output(self, path: Path, document: str) -> Path:
        """The file for a report's facts."""
        return self.folder / f"{path.stem}-{document[:_SHOWN]}.{self._format}"

    def done(self, path: Path) -> Done | None:
        """What an earlier run made of the same content with the same version and options; None if nothing."""
        document = content_hash(path)
        if document is None:
            return None  # reading it will tell
        output = self.output(path, document)
        entry = self._done.get(output.name)
        if entry is None or entry.get("document") != document or entry.get("made_with") != self._made_with:
            return None
        if not output.is_file() or output.stat().st_size != entry.get("size"):
            return None
        notes = tuple(Problem.of(one["what"], **one["values"]) for one in entry.get("notes", ()))
        return Done(output, int(entry["quantities"]), int(entry["statements"]), notes)

    def keep(self, extraction: Extraction) -> Path:
        """Write the facts of a report that was read, and note it as done.

        Raises:
            InputError: the folder can't be written to.
        """
        if extraction.document is None:
            message = f"{extraction.path} was not read"
            raise ValueError(message)
        output = self.output(extraction.path, extraction.document.sha256)
        data = facts_bytes(fact_rows(extraction), self._format)
        write_whole(output, data)
        entry = {
            "output": output.name,
            "report": str(extraction.path),
            "document": extraction.document.sha256,
            "size": len(data),
            "quantities": len(extraction.quantities),
            "statements": len(extraction.statements),
            "notes": [
                {"what": note.message_id, "values": {name: str(value) for name, value in note.values.items()}}
                for note in extraction.notes
            ],
            "made_with": self._made_with,
        }
        self._note(entry)
        return output

    def _note(self, entry: dict[str, Any]) -> None:
        line = (json.dumps(entry, ensure_ascii=False) + "\n").encode()
        try:
            # One write at the end of the file, so that two runs never mix their lines; the line break before it ends
            # a line that a crash cut short.
            descriptor = os.open(self.folder / RECORD, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                os.write(descriptor, b"\n" + line)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise InputError.of("pipeline.unwritable", path=self.folder / RECORD, reason=error.strerror) from error
        self._done[entry["output"]] = entry


def fact_rows(extraction: Extraction) -> list[dict[str, Any]]:
    """The facts of a report as published rows: quantities, then statements."""
    return [q.as_row() for q in extraction.quantities] + [s.as_row() for s in extraction.statements]
