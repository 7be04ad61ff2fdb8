"""Pictures of the pages on which numbers stand, with boxes of number, label, unit and year: made once, kept on disk."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cnesg.errors import Problem, UnreadableDocumentError
from cnesg.extraction.tracing import Sought, Trace
from cnesg.framework import Methodology
from cnesg.framework.lexicon import load_lexicon
from cnesg.framework.phrase_table import matching_form
from cnesg.model.records import BoundingBox
from cnesg.pipeline.reports.page_reader import PageReader
from cnesg.pipeline.reports.page_tasks import Around, Lines, Measures, Picture
from cnesg.store.durable import write_atomically

_LABEL = re.compile(r"^[^\d]{2,80}?(?=[\s:：]*[-(（]?\d)")
_LINES = 6


@dataclass(frozen=True)
class PageSize:
    """A page's measures in PDF points."""

    width: float
    height: float


class PagePictures:
    """Pictures of pages in a folder of one's own.

    Args:
        folder: gets them; it is only a cache and may be deleted at any time.
        methodology: whose wording tells labels.
        reader: reads and draws; its own by default.
    """

    def __init__(self, folder: Path, methodology: Methodology, reader: PageReader | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._methodology = methodology
        self._reader = reader or PageReader()

    def warm(self) -> None:
        """Make ready to draw."""
        self._reader.warm()

    def close(self) -> None:
        """Let go of the process that draws."""
        self._reader.close()

    def picture(self, snapshot: Path, page: int) -> Path:
        """A file with the picture (WebP) of a page of a report.

        Args:
            snapshot: the report, named by its SHA-256.
            page: 1-based.

        Raises:
            UnreadableDocumentError: there is no such page, or it can't be drawn.
        """
        target = self._folder / snapshot.name / f"{page:04}.webp"
        if not target.is_file():
            _keep(target, self._reader.ask(Picture(snapshot, page)))
        return target

    def refused(self, snapshot: Path, page: int) -> Problem | None:
        """Why a page is not drawn, where it was tried and is not tried again."""
        return self._reader.refused(Picture(snapshot, page)) or self._reader.refused(Measures(snapshot, page))

    def size(self, snapshot: Path, page: int) -> PageSize:
        """A page's measures, without drawing it.

        Raises:
            UnreadableDocumentError: there is no such page, or it can't be read.
        """
        told = self._folder / snapshot.name / f"{page:04}.json"
        if not told.is_file():
            width, height = self._reader.ask(Measures(snapshot, page))
            _keep(told, json.dumps(asdict(PageSize(width, height))).encode())
        return PageSize(**json.loads(told.read_text("utf-8")))

    def around(self, snapshot: Path, row: Mapping[str, Any], *, wait: bool = True) -> Trace | None:
        """The boxes of a number's label, unit and year on its page, as far as they are found there again.

        Args:
            snapshot: the report.
            row: of OBSERVATIONS, with `page` and `bbox`.
            wait: look for them if nobody has yet, which takes a tenth of a second; else None then.
        """
        asked = (
            f"{row['bbox']}{row['concept']}{row['fiscal_year']}{row['unit']}"  # a planted error may change some of it
        )
        kept = self._folder / snapshot.name / f"{row['page']:04}-{sha256(asked.encode()).hexdigest()[:24]}.json"
        if not kept.is_file():
            if not wait:
                return None
            try:
                asked_for = Around(snapshot, row["page"], self._sought(row), self._methodology.folder)
                found = self._reader.ask(asked_for)
            except UnreadableDocumentError:
                return Trace()
            _keep(kept, json.dumps(asdict(found)).encode())
        told = json.loads(kept.read_text("utf-8"))
        return Trace(**{name: tuple(_box(box) for box in boxes) for name, boxes in told.items()})

    def lines(self, snapshot: Path, line: int) -> list[tuple[int, str]]:
        """The lines of a text report around one of them, each with its own number.

        Raises:
            UnreadableDocumentError: it can't be read.
        """
        found: list[tuple[int, str]] = self._reader.ask(Lines(snapshot, 0, line, _LINES))
        return found

    def _sought(self, row: Mapping[str, Any]) -> Sought:
        quote = row["quote"] or ""
        in_table = row["method"] == "table"
        own = _LABEL.match(quote)
        named = [own.group().strip()] if own and in_table else []
        lexicon, text = load_lexicon(self._methodology.folder), matching_form(quote)
        hits = [hit for hit in lexicon.find(text).hits if lexicon.entries[hit.entry].metric == row["concept"]]
        named += [quote[hit.start : hit.end] for hit in sorted(hits, key=lambda hit: hit.start - hit.end)]
        return Sought(
            number=_box(row["bbox"]),
            role="row" if in_table else "sentence",
            named=tuple(named),
            raw_unit=row["raw_unit"] or "",
            unit=row["unit"] or "",
            year=row["fiscal_year"],
        )


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(path, [content])


def _box(box: Any) -> BoundingBox:
    x0, y0, x1, y1 = (float(value) for value in box)
    return x0, y0, x1, y1
