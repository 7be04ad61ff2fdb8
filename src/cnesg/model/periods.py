"""Periods and instants: what a value is about, and when the market could know it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def fiscal_period(year: int, year_end: tuple[int, int] = (12, 31)) -> tuple[date, date]:
    """First and last day of the fiscal year that ends in `year` on month and day `year_end`."""
    month, day = year_end
    last = date(year, month, day)
    before = date(year - 1, month, day)
    return before + timedelta(days=1), last


def year_ending(last: date) -> tuple[date, date]:
    """First and last day of the year that ends on a day."""
    after = last + timedelta(days=1)
    # A year that ends on 28 February of a leap year begins on the 29th of February before, if there is one.
    first = date(after.year - 1, 3, 1) if (after.month, after.day) == (2, 29) else after.replace(year=after.year - 1)
    return first, last


def period_interval(first: date, last: date) -> str:
    """An ISO 8601 interval, both days included: `2021-01-01/2021-12-31`."""
    return f"{first.isoformat()}/{last.isoformat()}"


def available_instant(published: date | datetime) -> datetime:
    """When a publication counts as known, in UTC.

    A date without a time means the end of that day in Shanghai: nobody can be shown to have known it earlier. A
    datetime without a zone is read as Shanghai time.
    """
    if isinstance(published, datetime):
        local = published if published.tzinfo else published.replace(tzinfo=SHANGHAI)
        return local.astimezone(UTC)
    return datetime.combine(published, time(23, 59, 59), tzinfo=SHANGHAI).astimezone(UTC)
