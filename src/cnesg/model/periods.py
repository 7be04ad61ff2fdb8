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
