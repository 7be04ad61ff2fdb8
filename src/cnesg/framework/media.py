"""Media: which outlet a piece of news comes from, and how far its word carries.

The files lie in `methodology/media/`: `tiers.yaml` (what the tiers of influence are and weigh), `rules.yaml` (how an
outlet that nobody listed is placed by its address or name) and any number of files of outlets. A user's own list of any
size joins them (`MediaRegistry.extended`). They are
read by `cnesg.framework.media_files`. How an address and a name decide together: `docs/decisions/media-placement.md`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints

from cnesg.errors import render
from cnesg.framework.definitions.base import Definition, Name, Sourced, SourcedNumber

_HOST = r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$"
Domain = Annotated[str, StringConstraints(pattern=_HOST)]
TierCode = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Tier(Definition):
    """A tier of influence.

    Attributes:
        code: `official`.
        name: what readers call it.
        meaning: which outlets belong to it.
        weight: how far its word carries, 0 to 1; the highest tier has 1.
    """

    code: TierCode
    name: Name
    meaning: Name
    weight: SourcedNumber


class Outlet(Definition):
    """A medium that is listed.

    Attributes:
        domains: its own addresses; every host below one belongs to it, unless another outlet is listed there.
        name: as the outlet calls itself; None where a user's list gives none.
        aliases: other names under which its articles are quoted.
        tier: code of its tier.
        language: language of most of its articles, ISO 639.
    """

    domains: tuple[Domain, ...] = Field(min_length=1)
    name: Name | None = None
    aliases: tuple[str, ...] = ()
    tier: TierCode
    language: str = Field(pattern=r"^[a-z]{2}$")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        own = () if self.name is None else (self.name.en, self.name.zh)
        return (*own, *self.aliases)


class PlacementRule(Sourced):
    """How outlets that are not listed are placed; the first rule that fits decides.

    Attributes:
        code: names the rule.
        tier: where it places them.
        reason: what a reader is told.
        domains: fits these addresses and every host below them; the nearest domain of all rules and outlets decides.
        hosts: regular expressions; fits hosts in which one of them is found, where no domain decides.
        names: regular expressions; fits names in which one of them is found, where the address says nothing.
        platform: others publish there, so that a listed name counts for more than the address.
        before_outlets: its hosts are asked first of all: parts of a listed site that are not its newsroom.
        examples: addresses or names which the rules alone place by this one; proved on loading.
    """

    code: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    tier: TierCode
    reason: Name
    domains: tuple[Domain, ...] = ()
    hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    platform: bool = False
    before_outlets: bool = False
    examples: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def _host_patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.hosts)

    @cached_property
    def _name_patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.names)

    def fits_host(self, host: str) -> bool:
        """Whether one of its patterns places a host."""
        return any(pattern.search(host) for pattern in self._host_patterns)

    def fits_name(self, name: str) -> bool:
        """Whether it places a name in the form of `plain_name`."""
        return any(pattern.search(name) for pattern in self._name_patterns)


class Placement(NamedTuple):
    """Where an outlet belongs, and why.

    Attributes:
        tier: its tier, with the weight.
        reason: for readers.
        by: `outlet`, `name`, or the code of the rule; for machines.
    """

    tier: Tier
    reason: Name
    by: str


class MediaRegistry:
    """Everything known of media; frozen once made, and quick to ask."""

    def __init__(self, tiers: Iterable[Tier], rules: Iterable[PlacementRule], outlets: Iterable[Outlet]) -> None:
        """Args: tiers by code, rules in the order in which they are asked, outlets; a later outlet wins its domain."""
        self.tiers: Mapping[str, Tier] = {tier.code: tier for tier in tiers}
        self.rules = tuple(rules)
        self.outlets = tuple(outlets)
        # Outlets after rules: whoever lists an outlet at a rule's domain means that outlet.
        self._by_domain: dict[str, PlacementRule | Outlet] = {d: rule for rule in self.rules for d in rule.domains}
        self._by_domain |= {domain: outlet for outlet in self.outlets for domain in outlet.domains}
        self._by_name = {plain_name(name): outlet for outlet in self.outlets for name in outlet.names}

    def __len__(self) -> int:
        return len(self.outlets)

    def extended(self, outlets: Iterable[Outlet]) -> "MediaRegistry":
        """This registry with more outlets; they come before listed ones of the same domain or name."""
        return MediaRegistry(self.tiers.values(), self.rules, (*self.outlets, *outlets))

    def tier_of(self, address: str | None, name: str | None = None) -> Placement:
        """The tier of the outlet at an address, under a name, or both, with the reason.

        Args:
            address: URL, host or domain; None, or what is no address, where only the name is known.
            name: name of the outlet or account.

        Returns:
            What the address says, save on a platform or where it says nothing: there a listed name comes first. Then
            the platform, a rule for names, and the last rule, which takes everything.
        """
        host = host_of(address or "")
        found = self._at(host) if host else None
        if isinstance(found, Outlet):
            return self._listed(found, "outlet")
        if found is not None and not found.platform:
            return self._ruled(found)
        plain = plain_name(name or "")
        if plain in self._by_name:
            return self._listed(self._by_name[plain], "name")
        by_name = next((rule for rule in self.rules if plain and rule.fits_name(plain)), None)
        return self._ruled(found or by_name or self.rules[-1])

    def account_of(self, address: str | None, name: str | None = None) -> str | None:
        """One name for the listed outlet behind an address or a name; None where no listed outlet is behind it."""
        host = host_of(address or "")
        found = self._at(host) if host else None
        if isinstance(found, Outlet):
            return found.domains[0]
        if found is None or found.platform:
            listed = self._by_name.get(plain_name(name or ""))
            return listed.domains[0] if listed else None
        return None

    def _at(self, host: str) -> PlacementRule | Outlet | None:
        """What is known of a host: a part of a site, the nearest domain, or a pattern."""
        part = next((rule for rule in self.rules if rule.before_outlets and rule.fits_host(host)), None)
        nearest = next((self._by_domain[domain] for domain in _upwards(host) if domain in self._by_domain), None)
        return part or nearest or next((rule for rule in self.rules if rule.fits_host(host)), None)

    def _listed(self, outlet: Outlet, by: Literal["outlet", "name"]) -> Placement:
        name = outlet.name or Name(en=outlet.domains[0], zh=outlet.domains[0])
        reason = Name(en=render("media.listed", "en", name=name.en), zh=render("media.listed", "zh", name=name.zh))
        return Placement(self.tiers[outlet.tier], reason, by)

    def _ruled(self, rule: PlacementRule) -> Placement:
        return Placement(self.tiers[rule.tier], rule.reason, rule.code)


def host_of(address: str) -> str | None:
    """The host of a URL, or of a host or domain as such: lower case, without `www.`; None if it is no such thing."""
    text = address.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii")
    except ValueError:  # brackets that close nothing, labels that are empty or too long
        return None
    host = host.removeprefix("www.")
    return host if re.match(_HOST, host) else None


@lru_cache(maxsize=65_536)
def plain_name(name: str) -> str:
    """A name as names are compared: simplified, folded, without blanks, quotation marks and full stops."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    kept = "".join(c for c in folded if unicodedata.category(c)[0] in "LN")
    return kept if kept.isascii() else _simplifier().convert(kept)


@cache
def _simplifier() -> Any:
    import opencc  # only names outside ASCII need it, and it is slow to import

    return opencc.OpenCC("t2s")


def _upwards(host: str) -> Iterator[str]:
    """A host and the domains it lies in, nearest first: `finance.sina.com.cn`, `sina.com.cn`, `com.cn`, `cn`."""
    while host:
        yield host
        host = host.partition(".")[2]
