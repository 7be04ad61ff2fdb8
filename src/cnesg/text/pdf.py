"""PDF files with a text layer as documents."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cnesg.errors import Problem, UnreadableDocumentError
from cnesg.model.records import BoundingBox
from cnesg.text import recognition
from cnesg.text.document import Line, OnStage, Page, no_stage
from cnesg.text.garbage import is_garbage
from cnesg.text.pdf_drawings import area, drawings
from cnesg.text.pdf_frame import page_frame, upright_origin
from cnesg.text.pdf_lines import page_lines
from cnesg.text.pdf_words import page_characters, placed_words
from cnesg.text.sideways import turn_of, turned_back, turned_words
from cnesg.text.unread import NOT_TRIED, Reason, unread_problems

_Loaded = tuple[Any, Any]  # a page and its text
_TAIL = 65_536
_LINEARIZED_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)")
_ENOUGH_LETTERS = 4_000
_ENOUGH_RECOGNISED = 200
_LEAST_LETTERS_A_PAGE = 8
_MOST_PICTURE = 0.12  # share of a page; smaller pictures are logos and ornaments
_MOST_KEPT = 8  # pages of the sample, which are mostly read next
_MOST_LETTERS = 300  # printed on a picture as large as the page; on more it is a background


def refuse_truncated(path: Path, content: bytes) -> None:
    """Raise where a PDF lacks its end: a reader would mend it in silence and give fewer pages than were published."""
    announced = _LINEARIZED_LENGTH.search(content[:2048])
    if (announced and int(announced.group(1)) > len(content)) or b"%%EOF" not in content[-_TAIL:]:
        raise UnreadableDocumentError.of("text.truncated_pdf", path=path)


def open_pdf(path: Path) -> Any:
    """An open PDF; the caller closes it.

    Raises:
        UnreadableDocumentError: it needs a password, or is damaged.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        # pdfium may still hold the code of the file before this one.
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) and _is_encrypted(path)
        message = "text.password" if locked else "text.damaged_pdf"
        raise UnreadableDocumentError.of(message, path=path) from error
    if len(document) == 0:
        document.close()
        raise UnreadableDocumentError.of("text.damaged_pdf", path=path)
    return document


def page_size(path: Path, number: int) -> tuple[float, float]:
    """Width and height in points of a page, by its 1-based number.

    Raises:
        UnreadableDocumentError: as `open_pdf`, or the page is damaged.
        IndexError: there is no such page.
    """
    with closing(open_pdf(path)) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        with _loading(path, number), closing(document[number - 1]) as page:
            width, height = page.get_size()
            return float(width), float(height)


def _is_encrypted(path: Path) -> bool:
    return b"/Encrypt" in path.read_bytes()


class PdfPages:
    """The pages of a PDF file, read anew each time they are asked for, one page in memory at a time.

    A page that can't be read is blank, and noted with the reason: the others are read.

    Attributes:
        path: the file.
        recognise: pictures are read too, where the `ocr` extra is installed.
        unread: pages that were not read, or not wholly, with the reason, as far as pages were read.
    """

    def __init__(
        self,
        path: Path,
        *,
        recognise: bool = True,
        on_recognised: Callable[[], None] | None = None,
        on_stage: OnStage = no_stage,
        left_out: Mapping[int, Reason] | None = None,
    ) -> None:
        self.path = path
        self.recognise = recognise and recognition.available()
        self._left_out = left_out or {}
        self.unread: dict[int, Reason] = {n: why for n, why in self._left_out.items() if why in NOT_TRIED}
        self._on_recognised = on_recognised
        self._on_stage = on_stage
        self._recognised: dict[int, tuple[Line, ...]] = {}  # text only: small, and dear to find again
        self._opened: tuple[Any, dict[int, _Loaded]] | None = None  # by `sample`, for who goes through the pages next

    def __getstate__(self) -> dict[str, Any]:
        """What another process may have: no open file."""
        return {**self.__dict__, "_opened": None}

    def sample(self) -> tuple[int, str]:
        """Number of pages, and text from pages spread over the document, enough to tell its language.

        Raises:
            UnreadableDocumentError: as `open_pdf`, or no page has text worth the name and none can be recognised.
        """
        with ExitStack() as opened:
            document = opened.enter_context(closing(open_pdf(self.path)))
            count = len(document)
            stride = max(1, count // 7)
            parts: list[str] = []
            letters = 0
            numbers = sorted(range(count), key=lambda n: (n % stride, n))
            kept: dict[int, _Loaded] = {}
            for number in numbers:
                loaded = self._load_with_text(document, number)
                if loaded is None:
                    continue
                text = page_characters(loaded[1])
                if len(kept) < _MOST_KEPT:
                    kept[number] = loaded
                else:
                    _close(loaded)
                if is_garbage(text.split()):
                    text = ""
                parts.append(text)
                letters += sum(map(str.isalnum, text))
                if letters >= _ENOUGH_LETTERS:
                    break
            self._on_stage(0, "page")
            if parts and letters >= _LEAST_LETTERS_A_PAGE * len(parts):
                opened.pop_all()
                self._opened = document, kept
                return count, "\n".join(parts)
            if not parts:
                raise UnreadableDocumentError(*unread_problems(self.path, self.unread))
            if not self.recognise:
                raise UnreadableDocumentError.of("text.no_text_layer", path=self.path, pages=count)
            return count, self._recognised_sample(document, numbers)

    def _recognised_sample(self, document: Any, numbers: Iterable[int]) -> str:
        parts: list[str] = []
        for number in numbers:
            loaded = self._load_with_text(document, number)
            if loaded is None:
                continue
            parts += [line.text for line in self._page(loaded, number + 1).lines]
            if sum(map(len, parts)) >= _ENOUGH_RECOGNISED:
                break
        if not parts:
            blank = Problem.of("text.blank_pdf", path=self.path)
            raise UnreadableDocumentError(*unread_problems(self.path, self.unread) or [blank])
        return "\n".join(parts)

    def page(self, number: int) -> Page:
        """One page, by its 1-based number.

        Raises:
            UnreadableDocumentError: as `open_pdf`, or the page is damaged.
            IndexError: there is no such page.
        """
        with closing(open_pdf(self.path)) as document:
            if not 1 <= number <= len(document):
                raise IndexError(number)
            with (
                _loading(self.path, number),
                closing(document[number - 1]) as page,
                closing(page.get_textpage()) as text,
            ):
                return self._seen(page, text, number)

    def __call__(self) -> Iterator[Page]:
        """The pages in order."""
        (document, kept), self._opened = self._opened or (open_pdf(self.path), {}), None
        with closing(document):
            for number in range(len(document)):
                loaded = kept.pop(number, None) or self._load_with_text(document, number)
                yield self._page(loaded, number + 1) if loaded else _blank(number + 1)

    def _load_with_text(self, document: Any, number: int) -> _Loaded | None:
        """A page and its text, by its 0-based number; None where it is left out or damaged, which is noted."""
        if self.unread.get(number + 1) in NOT_TRIED:
            return None
        self._on_stage(number + 1, "page")
        try:
            page = document[number]
            return page, page.get_textpage()
        except pypdfium2.PdfiumError:
            self.unread[number + 1] = "damaged"
            return None

    def _page(self, loaded: _Loaded, number: int) -> Page:
        self._on_stage(number, "page")
        with closing(loaded[0]) as page, closing(loaded[1]) as textpage:
            try:
                return self._seen(page, textpage, number)
            except pypdfium2.PdfiumError:
                self.unread[number] = "damaged"
                return _blank(number)

    def _seen(self, page: Any, textpage: Any, number: int) -> Page:
        frame = page_frame(page)
        width, height = page.get_size()
        words = placed_words(textpage, frame, upright_origin(page))
        turn = turn_of(words)
        if turn is not None:
            words = turned_words(words, turn, width, height)
        lines = page_lines(words, number)
        if turn is not None:
            lines = turned_back(lines, turn, width, height)
        drawn = drawings(page, frame, width, height)
        whole = max(width * height, 1.0)
        unreadable = _is_unreadable(lines)
        if unreadable or area(_untouched(drawn.pictures, lines, whole)) > _MOST_PICTURE * whole:
            lines = self._with_pictures(page, number, lines, unreadable=unreadable)
        share = round(min(1.0, area(drawn.pictures) / whole), 4)
        return Page(
            number, width, height, lines, drawn.rulings, share, turn=turn, shapes=drawn.shapes, areas=drawn.areas
        )

    def _with_pictures(self, page: Any, number: int, lines: tuple[Line, ...], *, unreadable: bool) -> tuple[Line, ...]:
        """The lines of a page with those that its pictures hold; instead of its own where these are no text."""
        own = () if unreadable else lines
        garbled = unreadable and _is_garbled(lines)
        if not self.recognise:
            if unreadable and _shows_something(page):
                self.unread[number] = "garbled" if garbled else "picture"
            return () if garbled else lines
        found = self._recognise(page, number, own)
        if found is None or (garbled and not found and _shows_something(page)):
            self.unread[number] = "unrecognised" if unreadable else "pictures"
        return own + (found or ())

    def _recognise(self, page: Any, number: int, lines: tuple[Line, ...]) -> tuple[Line, ...] | None:
        """The lines that a page's pictures hold; None where recognising them failed."""
        if number in self._left_out:
            return None
        if number not in self._recognised:
            self._on_stage(number, "pictures")
            known = [word.bbox for line in lines for word in line.words if word.bbox]
            found = recognition.recognised_lines(page, number, known, len(lines) + 1)
            if found is None:
                return None
            self._recognised[number] = found.lines
            if found.partly:
                self.unread[number] = "partly"
            if self._on_recognised:
                self._on_recognised()
            self._on_stage(number, "page")
        return self._recognised[number]


def _untouched(pictures: Iterable[BoundingBox], lines: Iterable[Line], whole: float) -> list[BoundingBox]:
    """Pictures that are no background of printed text and no scan with a text layer of its own."""
    pictures = list(pictures)
    if not pictures:
        return []
    words = [(word.bbox, len(word.text)) for line in lines for word in line.words if word.bbox]
    untouched = []
    for picture in pictures:
        x0, y0, x1, y1 = picture
        inside = sum(n for box, n in words if x0 <= box[0] and y0 <= box[1] and box[2] <= x1 and box[3] <= y1)
        if inside * whole <= _MOST_LETTERS * area([picture]):
            untouched.append(picture)
    return untouched


def _is_unreadable(lines: Iterable[Line]) -> bool:
    words = (word.text for line in lines for word in line.words)
    letters = islice(filter(str.isalnum, chain.from_iterable(words)), _LEAST_LETTERS_A_PAGE)
    return len(tuple(letters)) < _LEAST_LETTERS_A_PAGE or _is_garbled(lines)


def _is_garbled(lines: Iterable[Line]) -> bool:
    return is_garbage([word.text for line in lines for word in line.words])


def _shows_something(page: Any) -> bool:
    """Whether a page is not blank."""
    picture = page.render(scale=0.2).to_numpy()
    return bool(picture.min() != picture.max())


def _blank(number: int) -> Page:
    """What stands for a page that can't be read."""
    return Page(number, 0.0, 0.0, ())


def _close(loaded: _Loaded) -> None:
    page, textpage = loaded
    textpage.close(), page.close()


@contextmanager
def _loading(path: Path, number: int) -> Iterator[None]:
    """What the PDF library says of a page, in our words."""
    try:
        yield
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError.of("text.damaged_page", path=path, page=number) from error
