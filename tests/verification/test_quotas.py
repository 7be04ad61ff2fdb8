"""What an account may bring on a day, also when it brings all of it at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from cnesg.errors import QuotaError
from cnesg.verification import Ledger, quotas
from cnesg.verification.quotas import Quota, Quotas

MIB = 1024 * 1024


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as made:
        yield made


def test_no_more_than_the_quota_is_taken_by_requests_at_the_same_time(ledger: Ledger) -> None:
    book = Quotas(ledger.engine)

    def taken(_: int) -> bool:
        try:
            book.take("ann", "disputes", Quota(5))
        except QuotaError:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(taken, range(40))) == 5


def test_bytes_count_together_and_what_is_too_large_leaves_room_for_what_is_not(ledger: Ledger) -> None:
    book, quota = Quotas(ledger.engine), Quota(10, 4 * MIB)
    book.take("ann", "documents", quota, 3 * MIB)
    with pytest.raises(QuotaError, match="10 documents and 4 MiB"):
        book.take("ann", "documents", quota, 2 * MIB)
    book.take("ann", "documents", quota, MIB)
    with pytest.raises(QuotaError):
        book.take("ann", "documents", quota, 1)
    book.take("ann", "disputes", Quota(1))
    book.take("bo", "documents", quota, 4 * MIB)


def test_the_next_day_begins_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    book, today = Quotas(ledger.engine), ["2026-03-01T23:59:00+08:00"]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.fromisoformat(today[0]).astimezone(tz)  # type: ignore[arg-type]

    monkeypatch.setattr(quotas, "datetime", Clock)
    book.take("ann", "disputes", Quota(1))
    with pytest.raises(QuotaError, match="1 value today"):
        book.take("ann", "disputes", Quota(1))
    today[0] = "2026-03-02T00:01:00+08:00"
    book.take("ann", "disputes", Quota(1))
