"""Who people are at an organisation's provider: by issuer and subject, which are never given to somebody else.

A name or an address may be changed, or go to a new colleague; an account found by it would go with it.
"""

from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import Engine, ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from cnesg.errors import InputError
from cnesg.verification.account_tables import Deed, Login
from cnesg.verification.accounts import Accounts, Role, Visitor
from cnesg.verification.schema import Base, Instant, insert_into

_LONGEST = 400


class IdentityRow(Base):
    """To whom at a provider an account belongs.

    Without issuer and subject it is of an account that signed in by name alone under an earlier cnesg: whoever signs in
    under this name first is linked, once.
    """

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)
    name: Mapped[str] = mapped_column(ForeignKey("logins.name"), primary_key=True)
    issuer: Mapped[str | None] = mapped_column(String(_LONGEST))
    subject: Mapped[str | None] = mapped_column(String(_LONGEST))
    linked_at: Mapped[datetime] = mapped_column(Instant)


def link_later(session: Session) -> None:
    """Have accounts that signed in at a provider under an earlier cnesg be linked when they next do."""
    signed_in = select(Deed.number).where(Deed.by == Login.name, Deed.deed == "signed-in").exists()
    came_by_provider = select(Login.name).where(Login.open, Login.password.is_(None), signed_in)
    now = datetime.now(UTC)
    for name in session.scalars(came_by_provider).all():
        session.execute(insert_into(session, IdentityRow).values(name=name, linked_at=now).on_conflict_do_nothing())


class Identities:
    """The identities of a ledger.

    Args:
        engine: the ledger's database.
        accounts: of the same.
    """

    def __init__(self, engine: Engine, accounts: Accounts) -> None:
        self._engine = engine
        self._accounts = accounts
        self._making = Lock()

    def link(self, name: str, issuer: str, subject: str) -> None:
        """Have an account belong to somebody at a provider; takes the place of an earlier link.

        Args:
            name: of the account, which has no password.
            issuer: address of the provider, as its ID tokens name it.
            subject: who it is there (claim `sub`).

        Raises:
            InputError: no such account, one with a password, or somebody who has an account already.
        """
        if not all(one and one == one.strip() and len(one) <= _LONGEST for one in (issuer, subject)):
            raise InputError.of("accounts.link_incomplete", longest=_LONGEST)
        with Session(self._engine) as session, session.begin():
            login = session.get(Login, name)
            if login is None or not login.open:
                raise InputError.of("accounts.unknown", name=name)
            if login.password is not None:
                raise InputError.of("accounts.link_password", name=name)
            other = session.scalar(_name_of(issuer, subject))
            if other is not None and other != name:
                raise InputError.of("accounts.link_taken", name=other, issuer=issuer, subject=subject)
            row = {"issuer": issuer, "subject": subject, "linked_at": datetime.now(UTC)}
            linked = insert_into(session, IdentityRow).values(name=name, **row)
            session.execute(linked.on_conflict_do_update(index_elements=["name"], set_=row))

    def sign_in(self, issuer: str, subject: str, name: str, role: Role | None, *, mapped: bool) -> Visitor | None:
        """Who signs in by a provider; None where they have no account and get none.

        Accounts with a password, and those that were closed, are not opened by it: an account has one way in.

        Args:
            issuer: the provider.
            subject: who it says it is; of every further sign-in this alone counts.
            name: what the account is called, where it has to be made.
            role: that their groups give; None where none does.
            mapped: whether groups decide on roles. Then who has none may not sign in, and the account is made or gets
                the role; else only accounts that are linked may. An issuer's role and company stay as they were given.

        Raises:
            InputError: a name that can't be an account's, or one of an account that is not linked to this person.
        """
        known = self._linked(issuer, subject)
        if known is None:
            known = self._new(issuer, subject, name, role if mapped else None)
        if known is None:
            return None
        with Session(self._engine) as session:
            row = session.get(Login, known)
            if row is None or not row.open or row.password is not None:
                return None
            has = row.role
        if mapped and has != "issuer":
            if role is None:
                return None
            if has != role:
                self._accounts.add(known, role, None)
        return self._accounts.visitor(known)

    def all(self) -> dict[str, tuple[str | None, str | None]]:
        """Issuer and subject of each account that has or awaits them."""
        with Session(self._engine) as session:
            return {row.name: (row.issuer, row.subject) for row in session.scalars(select(IdentityRow))}

    def _linked(self, issuer: str, subject: str) -> str | None:
        with Session(self._engine) as session:
            return session.scalar(_name_of(issuer, subject))

    def _new(self, issuer: str, subject: str, name: str, role: Role | None) -> str | None:
        """The account of somebody who was not here before: one that awaits a link, or one that is made."""
        with self._making:
            with Session(self._engine) as session:
                login, awaits = session.get(Login, name), session.get(IdentityRow, name)
            if login is None:
                if role is None:
                    return None
                self._accounts.add(name, role, None)
            elif awaits is None or awaits.subject is not None:
                raise InputError.of("accounts.oidc_not_linked", name=name, subject=subject, issuer=issuer)
            try:
                self.link(name, issuer, subject)
            except IntegrityError as error:  # another server was quicker
                raise InputError.of("accounts.oidc_not_linked", name=name, subject=subject, issuer=issuer) from error
            self._accounts.note(name, "linked", f"{subject} {issuer}")
        return name


def _name_of(issuer: str, subject: str) -> Select[str]:
    return select(IdentityRow.name).where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
