"""What one person says of one value, and what follows from all that people said of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from cnesg.errors import InputError, Problem
from cnesg.model import same_figure
from cnesg.verification.decisions import problems_with

Answer = Literal["confirmed", "corrected", "rejected", "not-found", "withdrawn"]
"""The source says so; it says something else; it says nothing of the kind; the place shown holds no such thing; what
the person said before no longer holds (an undo)."""

Purpose = Literal["first", "second", "third", "planted"]
"""Why it was asked: nobody had looked; another must agree or is asked blind; the two differ; an error was planted."""


@dataclass(frozen=True)
class Opinion:
    """What a person says of a value. It is never changed; a later one by the same person takes its place.

    Attributes:
        opinion_id: hash over all that it says.
        observation_id: the row that it is about.
        purpose: why it was asked for.
        answer: what the person says.
        by: account name.
        given_at: when, with zone.
        seconds: how long the person looked at it.
        value: the right number in the row's own unit; of corrections only.
        text: the right level or name; of corrections of what is no number only.
        reason: why; required of rejections.
        planted: kind of error that was planted, null where none was.
    """

    opinion_id: str
    observation_id: str
    purpose: Purpose
    answer: Answer
    by: str
    given_at: datetime
    seconds: float
    value: float | None = None
    text: str | None = None
    reason: str | None = None
    planted: str | None = None

    @classmethod
    def of(  # noqa: PLR0913 - it says all of this
        cls,
        observation_id: str,
        purpose: Purpose,
        answer: Answer,
        by: str,
        given_at: datetime,
        seconds: float,
        *,
        value: float | None = None,
        text: str | None = None,
        reason: str | None = None,
        planted: str | None = None,
    ) -> "Opinion":
        """An opinion with its id.

        Raises:
            InputError: a correction without a new value or with one that is no finite number, a value where nothing is
                corrected, a rejection without a reason, nobody's name; all that is wrong at once.
        """
        wrong = problems_with(
            corrects=answer == "corrected",
            reasoned=answer == "rejected",
            value=value,
            text=text,
            reason=reason,
            by=by,
        )
        if wrong:
            raise InputError(*(Problem.of(f"verification.{name}", observation=observation_id) for name in wrong))
        at = given_at.astimezone(UTC)
        made = cls("", observation_id, purpose, answer, by.strip(), at, seconds, value, text, reason, planted)
        return replace(made, opinion_id=made.digest())

    def digest(self) -> str:
        """The id that belongs to what it says."""
        instant = self.given_at.isoformat(timespec="microseconds")
        said = (self.observation_id, self.purpose, self.answer, self.by, instant, repr(self.value), self.text)
        more = (self.reason, repr(self.seconds), self.planted)
        return hashlib.sha256("\x1f".join(str(part) for part in (*said, *more)).encode()).hexdigest()[:32]


def agree(one: Opinion, other: Opinion, tolerance: float) -> bool:
    """Whether two people say the same: the same answer, and where they correct, the same number or text.

    Args:
        one: an opinion.
        other: another on the same value.
        tolerance: share of the larger number by which two may differ.
    """
    if one.answer != other.answer:
        return False
    if one.answer != "corrected":
        return True
    if one.value is None or other.value is None:
        return one.value is other.value and one.text == other.text
    return same_figure(one.value, other.value, tolerance)


def standing(opinions: Sequence[Opinion]) -> dict[str, Opinion]:
    """Of the opinions on one value the last of each purpose, without those withdrawn and those on planted errors."""
    found: dict[str, Opinion] = {}
    for opinion in sorted(opinions, key=lambda one: (one.given_at, one.opinion_id)):
        if opinion.answer == "withdrawn":
            found.pop(opinion.purpose, None)
        elif opinion.purpose != "planted":
            found[opinion.purpose] = opinion
    return found


@dataclass(frozen=True)
class Settlement:
    """Where a value stands.

    Attributes:
        decided: the opinion that counts; None while nothing is decided.
        wanted: what is asked next; None when nothing is.
        not_by: who can't give it, having spoken already.
        agreed: whether the first two said the same; None where there are not two.
    """

    decided: Opinion | None
    wanted: Purpose | None
    not_by: frozenset[str]
    agreed: bool | None


def settle(opinions: Sequence[Opinion], *, material: bool, sampled: bool, tolerance: float) -> Settlement:
    """What follows from the opinions on one value.

    One opinion decides, save on a material value, which two must agree on. A sampled value is asked of a second person
    all the same. Where the two differ, a third decides; until then the first counts, save on a material value, where
    nothing does. Of a purpose the last opinion counts, and none if it was withdrawn; planted ones say nothing of the
    value, but who saw one has seen the value and is not asked again.

    Args:
        opinions: on this value, in any order.
        material: whether it weighs so much that two must agree.
        sampled: whether a second person checks it blind.
        tolerance: see `agree`.
    """
    found = standing(opinions)
    spoken = frozenset(opinion.by for opinion in (*found.values(), *(one for one in opinions if one.planted)))
    first, second, third = (found.get(purpose) for purpose in ("first", "second", "third"))
    if first is None:
        return Settlement(None, "first", spoken, None)
    if second is None:
        asked: Purpose | None = "second" if material or sampled else None
        return Settlement(None if material else first, asked, spoken, None)
    if agree(first, second, tolerance):
        return Settlement(first, None, spoken, agreed=True)
    if third is None:
        return Settlement(None if material else first, "third", spoken, agreed=False)
    return Settlement(third, None, spoken, agreed=False)
