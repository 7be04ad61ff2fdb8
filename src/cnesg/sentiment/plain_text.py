"""What a feed sends as plain text: markup taken out, wrong encodings turned back, and a bound on its length."""

import html
import re

_TAG = re.compile(r"<(?:!--.*?--|(script|style)\b.*?</\1\s*|/?[a-zA-Z][^<>]{0,2000}|![^<>]{0,200})>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|br|div|li|tr|h[1-6]|table|ul|ol|section|article)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b-\u200f\u202a-\u202e]")
_LATIN = re.compile(r"[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_SHARE = 0.25


def plain_text(text: str, longest: int) -> str:
    """A text as it can be read and quoted.

    Args:
        text: as it came; may hold markup, entities, control characters or a wrong decoding.
        longest: how many characters are read at most; of a longer text its beginning and its end, half each.

    Returns:
        The text; the same one if there is nothing to mend.
    """
    if len(text) > longest:
        half = longest // 2
        text = f"{text[:half]}\n{text[-half:]}"
    if not text.isascii():
        text = _decoded(text)
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(_gap, text)
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text


def _gap(tag: re.Match[str]) -> str:
    return "\n" if _BLOCK.match(tag[0]) else ""


def _decoded(text: str) -> str:
    """Chinese that was read as Western text, read again; any other text as it is."""
    sample = text[:4000]
    latin = len(_LATIN.findall(sample))
    if latin < 4 or latin < _LEAST_SHARE * len(sample) or _HAN.search(sample):
        return text
    for wrong, right in (("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"), ("cp1252", "gb18030")):
        found = _redecoded(text, wrong, right)
        if found is not None and len(_HAN.findall(found[:4000])) >= _LEAST_SHARE * min(len(found), 4000):
            return found
    return text


def _redecoded(text: str, wrong: str, right: str) -> str | None:
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return None
