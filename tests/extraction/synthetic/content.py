"""What a made-up report says: figures of the catalogue, as they are printed and as they are meant."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import opencc
import yaml

CATALOGUE = Path(__file__).with_name("catalogue.yaml")
LANGUAGES = ("en", "zh", "zht")


@cache
def catalogue() -> dict[str, Any]:
    """The catalogue of wording, units and ranges."""
    loaded: dict[str, Any] = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return loaded


@cache
def _traditional() -> Any:
    return opencc.OpenCC("s2hk")


def class_of(dimension: str, printed: str) -> tuple[str, str]:
    """A class as labels name it: as printed, but for women and men."""
    name = printed.strip("- ").lower()
    if dimension == "gender":
        name = "female" if name[0] in "女fw" else "male"
    return dimension, name


@dataclass(frozen=True)
class Fact:
    """What a printed number means."""

    metric: str
    breakdown: tuple[tuple[str, str], ...]
    value: float
    unit: str
    year: int
    raw: str


@dataclass(frozen=True)
class Figure:
    """A number as printed, with its fact; a dash or n/a has none."""

    text: str
    fact: Fact | None = None


@dataclass
class Series:
    """A row of figures: one metric and class over years.

    Attributes:
        label: its printed name.
        unit: its printed unit; empty where a count goes without one.
        figures: by year.
        set_in: how many steps it stands under the row or heading before it.
    """

    label: str
    unit: str
    figures: dict[int, Figure] = field(default_factory=dict)
    set_in: int = 0


class Teller:
    """Draws figures and words of one language by chance."""

    def __init__(self, seed: str, language: str) -> None:
        self.random = Random(seed)
        self.language = language
        self.key = "en" if language == "en" else "zh"
        self.year = self.random.randint(2019, 2024)
        self.year_form = "{year}"

    def chance(self, share: float) -> bool:
        """Whether something that happens in a share of cases happens."""
        return self.random.random() < share

    def pick(self, given: Any) -> Any:
        """One of several."""
        return self.random.choice(given)

    def say(self, text: str) -> str:
        """A catalogue text in the report's script."""
        return _traditional().convert(text) if self.language == "zht" else text

    def word(self, name: str) -> str:
        """A word of a kind, such as the corner of a table."""
        return self.say(self.pick(catalogue()["words"][name][self.key]))

    def prose(self, sentences: int = 4) -> str:
        """Sentences without figures."""
        joint = " " if self.key == "en" else ""
        return self.say(joint.join(self.pick(catalogue()["prose"][self.key]) for _ in range(sentences)))

    def years(self, count: int) -> list[int]:
        """The report's year and those before it, in the order printed."""
        years = [self.year - n for n in range(count)]
        return years[::-1] if self.chance(0.5) else years

    def topics(self, count: int, *, like: str | None = None) -> list[dict[str, Any]]:
        """Metrics of one area of the catalogue; all of one unit where `like` is given."""
        areas = catalogue()["topics"]
        chosen = [t for area in areas.values() for t in area] if like else areas[self.pick(sorted(areas))]
        fitting = [t for t in chosen if like is None or t["unit"] == like]
        return self.random.sample(fitting, min(count, len(fitting)))

    def unit_of(self, topic: dict[str, Any]) -> tuple[str, float, str]:
        """A unit in which a metric is printed: text, factor, plain unit."""
        printed, factor, *plain = self.pick(catalogue()["measures"][topic["unit"]][self.key])
        return self.say(printed), float(factor), plain[0] if plain else str(topic["unit"])

    def series(self, topic: dict[str, Any], years: list[int], unit: tuple[str, float, str]) -> Series:
        """A metric's figures over years; values stay near one another."""
        made = Series(self.say(self.pick(topic[self.key])), unit[0])
        base = self.random.uniform(*topic["range"])
        for year in years:
            made.figures[year] = self.figure(topic, topic["metric"], (), base, year, unit)
        return made

    def figure(
        self,
        topic: dict[str, Any],
        metric: str,
        breakdown: tuple[tuple[str, str], ...],
        base: float,
        year: int,
        unit: tuple[str, float, str],
    ) -> Figure:
        """A figure about as large as `base`, printed in a unit."""
        low, high = topic["range"]
        amount = min(max(base * self.random.uniform(0.82, 1.18), low), high)
        if topic.get("whole"):
            return self._printed(metric, breakdown, round(amount), 0, year, unit)
        decimals = 0 if amount >= 5000 else self.pick((1, 2)) if amount < 200 else self.pick((0, 1, 2))
        return self._printed(metric, breakdown, amount, decimals, year, unit)

    def _printed(
        self,
        metric: str,
        breakdown: tuple[tuple[str, str], ...],
        amount: float,
        decimals: int,
        year: int,
        unit: tuple[str, float, str],
    ) -> Figure:
        text = f"{amount:,.{decimals}f}"
        value = round(amount, decimals) * unit[1]
        plain = {"items": "count", "meetings": "count", "": "count"}.get(unit[2], unit[2])
        return Figure(text, Fact(metric, breakdown, value, plain, year, text))

    def classed(self, years: list[int]) -> tuple[Series, str, list[Series]]:
        """A metric with its classes: the whole, the dimension's heading, and the classes."""
        topic = self.pick(catalogue()["classed"])
        dimension = self.pick(topic["dimensions"])
        return self.classes_of(topic, dimension, years)

    def classes_of(self, topic: dict[str, Any], dimension: str, years: list[int]) -> tuple[Series, str, list[Series]]:
        """The whole, the dimension's heading, and the classes of a metric by one dimension."""
        names = self.pick(catalogue()["dimensions"][dimension][self.key])
        unit = self.unit_of(topic)
        whole = Series(self.say(self.pick(topic[self.key])), unit[0])
        parts = []
        sums: dict[int, int] = dict.fromkeys(years, 0)
        for name in names:
            printed = self.say(name)
            part = Series(printed, unit[0], set_in=1)
            base = self.random.uniform(*topic["range"])
            for year in years:
                classes = (class_of(dimension, printed),)
                part.figures[year] = self.figure(topic, topic["metric"], classes, base, year, unit)
                fact = part.figures[year].fact
                sums[year] += int(fact.value) if fact else 0
            parts.append(part)
        for year in years:
            if topic.get("sums"):
                whole.figures[year] = self._printed(topic["total"], (), sums[year], 0, year, unit)
            elif topic["total"]:
                base = sum(self.random.uniform(*topic["range"]) for _ in range(2)) / 2
                whole.figures[year] = self.figure(topic, topic["total"], (), base, year, unit)
        heading = self.say(self.pick(catalogue()["dimensions"][dimension]["by"][self.key]))
        return whole, heading, parts
