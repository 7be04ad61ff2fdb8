"""Shapes of the files that are one mapping of entries."""

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name
from cnesg.framework.definitions.indicators import Level1, Level2


class Edition(Definition):
    """What this methodology calls itself, and what it is after."""

    label: str = Field(pattern=r"^[a-z0-9.+-]+$")
    title: Name
    source: Name


class IndicatorFile(Definition):
    """A Level I indicator with its Level II indicators."""

    level1: Level1
    level2: tuple[Level2, ...] = ()
