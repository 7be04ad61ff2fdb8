"""Text files: which encoding they are in, and their lines."""

import codecs

from cnesg.framework.regexes import regex
from cnesg.text.document import Line, Page
from cnesg.text.marked_tables import without_marks

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = regex(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_HAN = regex(r"[\u4e00-\u9fff]")
# What Markdown sets before a heading or in a line for no reader: `## Waste`, `9\. Waste`, `<!-- PageNumber="9" -->`
_MARKS = regex(
    r"^\s{0,3}#(?:#{1,5}\s+(?=\S)|\s+(?=[A-Z\d\u4e00-\u9fff])(?!.*\d\s*$))|(?<=\d)\\(?=[.)]\s)|^\s*<!--.*-->\s*$"
)
_MOST_CONTROL = 0.001
_LEAST_COMMON = 0.6


def decode_text(content: bytes) -> str | None:
    """The text in UTF-8 (with or without BOM), UTF-16, UTF-32 with a BOM, or GB18030; None where none of them fits."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content, encoding)
    if (utf16 := _utf16_without_bom(content)) is not None:
        return utf16
    text = _strict(content, "utf-8")
    if text is not None:
        return text
    text = _strict(content, "gb18030")
    return text if text is not None and _common_characters(text) >= _LEAST_COMMON else None


def _strict(content: bytes, encoding: str) -> str | None:
    """The decoded text, None where bytes do not fit or the result holds control characters that no text has."""
    try:
        text = content.decode(encoding)
    except UnicodeError:
        return None
    return text if len(_CONTROL.findall(text)) <= _MOST_CONTROL * len(text) else None


def _utf16_without_bom(content: bytes) -> str | None:
    """Text in UTF-16 that lacks its mark: blanks, digits and line ends put NUL bytes on one side only."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 200) or min(even, odd) > max(even, odd) // 20:
        return None
    return _strict(content, "utf-16-le" if odd > even else "utf-16-be")


def _common_characters(text: str) -> float:
    """Share of the Chinese characters that are in the 3,755 most used ones (level 1 of GB 2312).

    GB18030 accepts nearly any bytes; read wrongly (from Big5, or from no text at all) they become rare characters.
    """
    han = _HAN.findall(text[:20_000])
    if not han:
        return 0.0
    codes = [character.encode("gb18030") for character in han]
    return sum(1 for lead, trail, *_ in codes if 0xB0 <= lead <= 0xD7 and trail >= 0xA1) / len(han)


def text_lines(text: str) -> tuple[Line, ...]:
    """Lines numbered from 1 as an editor numbers them; they have no words, because nothing has a place on a page.

    Rows of tables that are marked up are lines of their own (`marked_tables`): behind them a line is counted as it is
    read, and has its number in the file beside it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = without_marks(plain)
    if parts and not parts[-1][1]:
        parts.pop()
    return tuple(
        Line(text=_MARKS.sub("", part), number=number, page=None, in_file=at if at != number else None)
        for number, (at, part) in enumerate(parts, start=1)
    )


def text_page(text: str) -> Page:
    """A text file as the one page that it is, without measures."""
    return Page(number=None, width=0.0, height=0.0, lines=text_lines(text))
