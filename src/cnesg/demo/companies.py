"""The fictional companies: names, listing, owners, size and character."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from cnesg.demo.draws import Draws
from cnesg.demo.profiles import IndustryProfile, Story, Traits, Words, brands, industry_profiles, stories

PRINTED = Draws("printed")
"""Draws of the companies whose reports are printed: their figures must not move with the seed."""


@dataclass(frozen=True)
class Company:
    """A fictional company.

    Attributes:
        company_id: brand and trade, `jize-liquor`.
        name: full name.
        short_name: name on the exchange.
        code: exchange code from a range that no exchange gives out.
        market: a-share or hk.
        ownership: as in the companies table.
        profile: what is typical of its industry.
        size: revenue against the industry's typical one.
        traits: what it is like.
        draws: its chance; fixed where its reports are printed.
        report: whether PDF reports of it are packaged.
        story: what to look at, for companies with a character.
    """

    company_id: str
    name: Words
    short_name: str
    code: str
    market: str
    ownership: str
    profile: IndustryProfile
    size: float
    traits: Traits
    draws: Draws
    report: bool
    story: Words | None


@dataclass(frozen=True)
class _Character:
    """What does not follow from name and industry."""

    ownership: str
    size: float
    traits: Traits
    draws: Draws
    story: Story | None = None


def fictional_companies(draws: Draws) -> tuple[Company, ...]:
    """All companies of the market, by industry, those with a story first."""
    told = stories()
    free = _free_brands({story.brand for story in told})
    serial = count(1)
    found: list[Company] = []
    for profile in industry_profiles():
        own = [story for story in told if story.industry == profile.code]
        found += [_from_story(story, profile, next(serial)) for story in own]
        hong_kong = profile.hong_kong - sum(story.market == "hk" for story in own)
        for place in range(profile.companies - len(own)):
            market = "hk" if place < hong_kong else "a-share"
            found.append(_drawn(draws, profile, next(free), market, next(serial)))
    return tuple(found)


def _free_brands(used: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of characters, walking the grid diagonally so that neighbours differ in both."""
    parts = brands()
    first, second = list(parts.first), list(parts.second)
    for shift in range(len(second)):
        for place, character in enumerate(first):
            pair = (character, second[(place + shift) % len(second)])
            if pair not in used and parts.first[pair[0]] + parts.second[pair[1]] not in parts.avoid:
                yield pair


def _from_story(story: Story, profile: IndustryProfile, serial: int) -> Company:
    character = _Character(story.ownership, story.size, story.traits, PRINTED, story)
    return _company(profile, story.brand, story.market, serial, character)


def _drawn(draws: Draws, profile: IndustryProfile, brand: tuple[str, str], market: str, serial: int) -> Company:
    name = "".join(brand)
    character = _Character(
        ownership=_ownership(draws, profile, name),
        size=draws.factor(0.7, name, "size"),
        traits=_traits(draws, name, market),
        draws=draws,
    )
    return _company(profile, brand, market, serial, character)


def _ownership(draws: Draws, profile: IndustryProfile, name: str) -> str:
    if draws.chance(profile.soe, name, "state-owned"):
        return "central-soe" if draws.chance(0.35, name, "central") else "local-soe"
    return "foreign" if draws.chance(0.12, name, "foreign") else "private"


def _traits(draws: Draws, name: str, market: str) -> Traits:
    """Character by chance: performance hangs together a little, openness with the market's duties."""
    common = draws.normal(name, "management")
    performance = {
        part: round(0.5 * common + 0.85 * draws.normal(name, part), 3)
        for part in ("environment", "social", "governance")
    }
    duty = 0.35 if market == "hk" else 0.0
    openness = min(1.0, 0.3 + 0.68 * draws.uniform(name, "openness") ** 0.8 + duty)
    if market != "hk" and draws.chance(0.08, name, "silent"):
        openness = 0.0
    talk = min(1.0, max(0.0, 0.55 * openness + 0.45 * draws.uniform(name, "talk")))
    return Traits(**performance, openness=round(openness, 3), talk=round(talk, 3))


def _company(
    profile: IndustryProfile, brand: tuple[str, str], market: str, serial: int, character: _Character
) -> Company:
    sound = brands().first[brand[0]] + brands().second[brand[1]]
    short_name = "".join(brand) + profile.word.zh
    hk = market == "hk"
    story = character.story
    return Company(
        company_id=f"{sound}-{profile.word.en}".lower(),
        name=Words(
            en=f"{sound} {profile.word.en} {'Holdings Limited' if hk else 'Co., Ltd.'}",
            zh=f"{short_name}{'控股有限公司' if hk else '股份有限公司'}",
        ),
        short_name=short_name,
        code=f"{99000 + serial}.HK" if hk else f"{990000 + serial}.{'SH' if serial % 2 else 'SZ'}",
        market=market,
        ownership=character.ownership,
        profile=profile,
        size=character.size,
        traits=character.traits,
        draws=character.draws,
        report=bool(story and story.report),
        story=story.story if story else None,
    )
