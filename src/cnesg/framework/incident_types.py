"""Shapes of the incident data: scales, groups, incident types, and the tree that they form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name, Sourced, Whole

Language = Literal["en", "zh"]


class Step(Definition):
    """One step of a scale: its number, its name, and how to tell it from its neighbours."""

    step: Whole
    name: Name
    meaning: Name


class Scale(Sourced):
    """The steps of polarity or severity, lowest first."""

    steps: tuple[Step, ...] = Field(min_length=2)


class Scales(Definition):
    """What the numbers in incident types mean."""

    polarity: Scale
    severity: Scale


class Group(Definition):
    """A branch of the tree between a Level I indicator and its incident types."""

    group: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: Name


class Silent(Definition):
    """A Level II indicator of which news tell no event, and why."""

    indicator: str = Field(pattern=r"^[ESG]\d{4}$")
    why: Name


class Cues(Definition):
    """Phrases of which one in a sentence suggests the incident; lower case, half width, Chinese simplified."""

    en: tuple[str, ...] = Field(min_length=5)
    zh: tuple[str, ...] = Field(min_length=5)


class Examples(Definition):
    """Invented sentences: one that tells of the incident, and one that looks like it and does not."""

    positive: Name
    near_miss: Name


class IncidentType(Sourced):
    """A kind of event, `E03-004`, that two readers of the same text find or do not find alike.

    `basis` and `reference` speak of the type and its place under the Level I indicator; polarity and severity are our
    judgement for every type and rest on the scales.

    Attributes:
        code: Level I indicator and a number that is never given again.
        group: the branch it stands on, a key in its file.
        name: in the terms of the field.
        source_event: the event's name in the source, as spelled there; None for a type that we added.
        polarity: what the event is for the company by itself: -1 bad, 0 open, +1 good.
        severity: 1 to 5 on the severity scale, for events with polarity -1 only.
        definition: what happened.
        exclusion: what is not it, and where that belongs.
        cues: phrases that suggest it.
        examples: one that is and one that is not.
        near_miss_of: the type that the near miss belongs to; None where it is no incident at all.
        indicators: Level II indicators it speaks to, of whichever Level I indicator.
        no_indicator: why none fits, so that it speaks to the Level I indicator as a whole.
    """

    code: str = Field(pattern=r"^[ESG]\d{2}-\d{3}$")
    group: str
    name: Name
    source_event: str | None = Field(default=None, min_length=1)
    polarity: Whole = Field(ge=-1, le=1)
    severity: Whole | None = Field(default=None, ge=1, le=5)
    definition: Name
    exclusion: Name
    cues: Cues
    examples: Examples
    near_miss_of: str | None = None
    indicators: tuple[str, ...] = ()
    no_indicator: Name | None = None

    @property
    def level1(self) -> str:
        """Code of the Level I indicator it stands under."""
        return self.code.partition("-")[0]

    def cues_in(self, text: str, language: Language) -> tuple[str, ...]:
        """The cues of a language that stand in a text, in the order of the data.

        Args:
            text: of any case; Chinese in the folded form of `cnesg.text` (simplified, half width).
            language: whose cues to look for.
        """
        folded = text.casefold()
        return tuple(cue for cue in getattr(self.cues, language) if cue in folded)


@dataclass(frozen=True)
class IncidentTree:
    """All incident types, checked. Mappings are in code order; treat them as read-only.

    Attributes:
        scales: what polarity and severity mean.
        groups: by Level I indicator, in file order.
        types: by code.
        silent: why news tell nothing of a Level II indicator, by its code.
    """

    scales: Scales
    groups: Mapping[str, tuple[Group, ...]]
    types: Mapping[str, IncidentType]
    silent: Mapping[str, Name] = field(default_factory=dict)

    def under(self, code: str) -> tuple[IncidentType, ...]:
        """The types under a dimension (`E`) or a Level I indicator (`E03`)."""
        return tuple(kind for name, kind in self.types.items() if name.startswith(code))


@dataclass
class IncidentDraft:
    """What the files gave before it is checked: groups, types and silent indicators, with the file they stand in."""

    groups: dict[str, tuple[Group, ...]]
    types: list[tuple[str, IncidentType]]
    silent: list[tuple[str, Silent]] = field(default_factory=list)
