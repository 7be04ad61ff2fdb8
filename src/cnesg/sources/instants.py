"""Instants as feeds and tables write them."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from cnesg.model import available_instant

_CHINESE = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日?\s*(?:(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?)?")
_SLASHES = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}$")
_EPOCH = re.compile(r"^\d{10}(\d{3})?$")


def parse_instant(text: str) -> datetime | None:
    """An instant in UTC; None where the text is none.

    ISO 8601, `2022年11月1日 10:20`, RFC 2822 and seconds or milliseconds since 1970 are read. A day without a time is
    the end of that day in Shanghai, a time without a zone is Shanghai's.
    """
    text = text.strip()
    try:
        if _EPOCH.match(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if found := _CHINESE.match(text):
            numbers = [int(part) for part in found.groups() if part is not None]
            return available_instant(datetime(*numbers) if len(numbers) > 3 else date(*numbers))  # type: ignore[arg-type] # noqa: DTZ001
        iso = _SLASHES.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text)
        if _DAY.match(iso):
            return available_instant(date(*(int(part) for part in iso.split("-"))))
        return available_instant(datetime.fromisoformat(iso))
    except (ValueError, OverflowError):
        return _mail_date(text)


def _mail_date(text: str) -> datetime | None:
    try:
        return available_instant(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
