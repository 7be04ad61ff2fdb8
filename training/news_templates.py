"""Labelled news made of the patterns in `training/news/polarity_*.yaml`: alternatives chosen, slots filled in."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_PART = r"(?:[^{}|]|\{[A-Z]\})*"
_CHOICE = re.compile(rf"\{{({_PART}(?:\|{_PART})+)\}}")
_BRACED = re.compile(r"\{([ABCNMPXS])\}")
_BARE = re.compile(r"(?<![A-Za-z&'{])([NMPXS])(?![A-Za-z&'}])")
_LABELS = {"+": "positive", "-": "negative", "0": "neutral"}


@dataclass(frozen=True)
class Example:
    """A text and what it says of each company named in it.

    Attributes:
        text: headline or short paragraph.
        labels: name to `positive`, `negative` or `neutral`.
    """

    text: str
    labels: dict[str, str]


def examples(path: Path, *, most: int, several: int, seed: int) -> list[Example]:
    """Texts of all patterns, in a fixed order for a seed.

    Args:
        path: a file of patterns.
        most: texts of one pattern; fewer where it has fewer alternatives.
        several: likewise of a pattern that names several companies.
        seed: of the choices.
    """
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    chance = random.Random(seed)
    found: list[Example] = []
    for signs, patterns in content["examples"].items():
        for pattern in patterns:
            times = min(most if len(signs) == 1 else several, _variants(pattern))
            found += [_filled(pattern, signs, content, chance) for _ in range(times)]
    return list({example.text: example for example in found}.values())


def _variants(pattern: str) -> int:
    number = 2  # names and figures vary
    for choice in _CHOICE.finditer(pattern):
        number *= choice[1].count("|") + 1
    return number


def _filled(pattern: str, signs: str, content: dict[str, Any], chance: random.Random) -> Example:
    # within alternatives slots may stand without braces
    text = _CHOICE.sub(lambda m: _BARE.sub(r"{\1}", chance.choice(m[1].split("|"))), pattern)
    names = chance.sample(content["names"], len(signs))
    figures = {
        "N": str(chance.choice([3, 7, 12, 40, 65, 120, 350, 900, 1400])),
        "M": str(chance.choice([150, 480, 1600])),
        "P": f"{chance.uniform(0.5, 60):.{chance.choice([0, 1])}f}",
        "X": chance.choice(content["people"]),
        "S": chance.choice(content["sectors"]),
    }
    slots = figures | dict(zip("ABC", names, strict=False))
    text = _BRACED.sub(lambda m: slots[m[1]], text)
    labels = {name: _LABELS[sign] for name, sign in zip(names, signs, strict=True)}
    return Example(text[:1].upper() + text[1:], labels)
