"""How much an account may bring on a day, counted in the database: requests at the same time share one count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import BigInteger, Engine, Integer, String, delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from cnesg.errors import QuotaError
from cnesg.model.periods import SHANGHAI
from cnesg.verification.schema import Base, insert_into

Kind = Literal["disputes", "documents"]
_MIB = 1024 * 1024


class UsageRow(Base):
    """What an account has brought of a kind on a day in Shanghai; earlier days are deleted."""

    __tablename__ = "usage"
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True)
class Quota:
    """What an account may bring of a kind on a day.

    Attributes:
        count: how many.
        size: bytes of all of them; None where only their number counts.
    """

    count: int
    size: int | None = None


class Quotas:
    """The usage of all accounts of a ledger.

    Args:
        engine: the ledger's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, name: str, kind: Kind, quota: Quota, size: int = 0) -> None:
        """Count one more, before anything of it is stored; what is then refused for other reasons counts as well.

        Args:
            name: of the account.
            kind: of what it brings.
            quota: what it may bring on a day.
            size: bytes.

        Raises:
            QuotaError: it is one too many, or too large for what is left of the day; nothing is counted then.
        """
        day = f"{datetime.now(SHANGHAI):%Y-%m-%d}"
        empty = {"name": name, "kind": kind, "day": day, "count": 0, "size": 0}
        mine = (UsageRow.name == name, UsageRow.kind == kind, UsageRow.day == day)
        room = [UsageRow.count < quota.count]
        if quota.size is not None:
            room.append(UsageRow.size + size <= quota.size)
        one_more = update(UsageRow).where(*mine, *room).values(count=UsageRow.count + 1, size=UsageRow.size + size)
        with Session(self._engine) as session, session.begin():
            session.execute(delete(UsageRow).where(UsageRow.day < day))
            session.execute(insert_into(session, UsageRow).values(**empty).on_conflict_do_nothing())
            taken = bool(cast("Any", session.execute(one_more)).rowcount)
        if not taken:
            mib = "" if quota.size is None else quota.size // _MIB
            raise QuotaError.of(f"accounts.quota_{kind}", count=quota.count, mib=mib)
