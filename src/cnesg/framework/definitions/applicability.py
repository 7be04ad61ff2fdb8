"""To whom and when a Level II indicator or a data point applies."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cnesg.framework.definitions.base import Definition, Name, Sourced

Market = Literal["a-share", "hk", "bond", "unlisted"]
Ownership = Literal["central-soe", "local-soe", "private", "foreign", "other"]
IssuerKind = Literal["corporate", "financing-vehicle", "local-government"]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
IndustryCode = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]


class Case(Definition):
    """Companies and years that share a condition; of the conditions given, every one must hold.

    Attributes:
        key: names the case within its indicator.
        reason: what a reader is told where the indicator does not apply because of it.
        market: one of these markets.
        incorporation: one of these places of incorporation, ISO 3166.
        ownership: one of these kinds of owner.
        issuer_kind: one of these kinds of issuer.
        industries: one of these Shenwan industries, or an industry below one of them.
        since: fiscal years that end on this day or later.
        until: fiscal years that end on this day or earlier.
        data_point: an item or list entry that was found for the year; estimates never count.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    reason: Name
    market: tuple[Market, ...] = ()
    incorporation: tuple[Country, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    issuer_kind: tuple[IssuerKind, ...] = ()
    industries: tuple[IndustryCode, ...] = ()
    since: date | None = None
    until: date | None = None
    data_point: str | None = None

    @property
    def decides(self) -> bool:
        """Whether there is any condition at all."""
        of_company = self.market or self.incorporation or self.ownership or self.issuer_kind
        whom = of_company or self.industries or self.data_point
        return bool(whom) or self.since is not None or self.until is not None


class Applicability(Sourced):
    """An indicator or a variant of a data point applies where every case of `only` holds and no case of `unless` does.

    A condition that can't be decided, as no place of incorporation is known, keeps nobody out: `only` then counts as
    met and `unless` as not met. A variant applies only where all is decided. Why: `docs/decisions/applicability.md`,
    `docs/decisions/variants.md`.
    """

    only: tuple[Case, ...] = ()
    unless: tuple[Case, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """All cases, in the order in which they are asked."""
        return (*self.only, *self.unless)

    def reason(self, key: str) -> Name | None:
        """What to tell where a case keeps a company out; None for a key that there is not."""
        return next((case.reason for case in self.cases if case.key == key), None)
