"""Hashes of passwords: few at a time in a process, and as many for names that no account has."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cnesg.verification import Ledger, passwords
from cnesg.verification.accounts import Accounts


class Hasher:
    """In place of argon2: notes how often it is asked, and how many ask at a time."""

    def __init__(self) -> None:
        self.verified: list[str] = []
        self.at_once = self.most = 0
        self._lock = threading.Lock()

    def hash(self, password: str) -> str:
        self._work()
        return f"hash of {password}"

    def verify(self, kept: str, password: str) -> bool:
        self._work()
        self.verified.append(kept)
        return kept == f"hash of {password}"

    def _work(self) -> None:
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        time.sleep(0.005)
        with self._lock:
            self.at_once -= 1


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hasher]:
    made = Hasher()
    monkeypatch.setattr(passwords, "_hasher", lambda: made)
    passwords._nobodys.cache_clear()
    yield made
    passwords._nobodys.cache_clear()


def test_at_most_three_are_computed_at_a_time(hasher: Hasher) -> None:
    with ThreadPoolExecutor(20) as many:
        assert all(many.map(lambda _: passwords.matches("a", passwords.hashed("a")), range(40)))
    assert hasher.most == 3


def test_every_name_costs_one_hash_whether_or_not_it_may_sign_in(hasher: Hasher, tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        accounts = Accounts(ledger.engine)
        accounts.add("ann", "reader", "correct horse battery")
        accounts.add("robot", "reader", None)
        accounts.add("gone", "reader", "correct horse battery")
        accounts.close("gone")
        for name in ("ann", "robot", "gone", "nobody", "x\x00"):
            hasher.verified.clear()
            assert accounts.check(name, "wrong", f"192.0.2.{len(name)}") is None
            assert len(hasher.verified) == 1, name
