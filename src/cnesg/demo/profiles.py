"""What the fictional market is drawn from: typical companies by industry, parts of names, companies with a story."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Entry):
    """A text in English and Chinese."""

    en: str
    zh: str


class IndustryProfile(_Entry):
    """A typical company of an industry; units are explained in data/industries.yaml."""

    code: str
    word: Words
    companies: int
    hong_kong: int
    soe: float
    revenue: float
    revenue_per_head: float
    margin: float
    assets: float
    rd: float
    women: float
    turnover: float
    training: float
    injuries: float
    electricity: float
    natural_gas: float
    coal: float
    diesel: float
    gasoline: float
    water: float
    hazardous: float
    general: float
    nox: float
    so2: float
    pm: float
    voc: float
    cod: float
    patents: float
    complaints: float

    @property
    def heavy(self) -> bool:
        """Whether companies of this industry report pollutants one by one."""
        return self.nox + self.so2 + self.pm > 5

    @property
    def makes_goods(self) -> bool:
        """Whether there are products to pass inspection or to be recalled."""
        return self.cod > 1


class Traits(_Entry):
    """What a company is like: performance in standard deviations, openness and talk from 0 to 1."""

    environment: float
    social: float
    governance: float
    openness: float
    talk: float


class Story(_Entry):
    """A company with a character."""

    id: str
    industry: str
    brand: tuple[str, str]
    market: Literal["a-share", "hk"]
    ownership: str
    report: bool
    size: float
    traits: Traits
    story: Words


class Brands(_Entry):
    """Characters of invented names with their sounds, and sounds that are taken in the real world."""

    first: dict[str, str]
    second: dict[str, str]
    avoid: frozenset[str]


def _read(name: str) -> Any:
    return yaml.safe_load((files("cnesg.demo") / "data" / name).read_text(encoding="utf-8"))


@cache
def industry_profiles() -> tuple[IndustryProfile, ...]:
    """The industries of the market, in the order of the file."""
    return TypeAdapter(tuple[IndustryProfile, ...]).validate_python(_read("industries.yaml"))


@cache
def stories() -> tuple[Story, ...]:
    """The companies with a character."""
    return TypeAdapter(tuple[Story, ...]).validate_python(_read("stories.yaml"))


@cache
def brands() -> Brands:
    """The parts of invented names."""
    return Brands.model_validate(_read("brands.yaml"))
