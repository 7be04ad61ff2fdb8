"""A choice of the methodology that alternatives are wanted for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cnesg.framework.definitions import Level2, Measure
from cnesg.framework.methodology import Methodology
from cnesg.framework.places import Parts


@dataclass(frozen=True)
class Subject:
    """A choice that alternatives are wanted for.

    Attributes:
        path: its place.
        value: its value, or its values by field.
        methodology: what it belongs to.
        parts: the files that have their own loaders.
        above: for a value of those files the mappings around it, the innermost last.
    """

    path: str
    value: Any
    methodology: Methodology
    parts: Parts
    above: tuple[Mapping[str, Any], ...] = ()

    @property
    def code(self) -> str:
        """The code of the indicator or dimension that a place of the core is about."""
        return self.path.split(".")[1]

    @property
    def level2(self) -> Level2:
        """The Level II indicator that it is about."""
        return self.methodology.level2[self.code]

    @property
    def measure(self) -> tuple[int, Measure]:
        """The measure that it is, with its number."""
        number = int(self.path.split(".")[3])
        return number, self.level2.measures[number]
