"""What a person decides about one observation."""

import hashlib
import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, get_args

from cnesg.errors import InputError, Problem

Verdict = Literal["confirmed", "corrected", "rejected", "disputed", "withdrawn"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True)
class Decision:
    """One decision. It is true once the ledger has it, and is never changed; a later one may decide otherwise.

    Attributes:
        decision_id: hash over all that it says; the same decision given twice is one.
        observation_id: the row that it is about: as it was read or imported, or an earlier decision's; what is
            confirmed or disputed is the number that this row says.
        verdict: confirmed (the number is what the source says), corrected (it says another one), rejected (it says
            nothing of the kind), disputed (the company or somebody else objects; not settled yet) or withdrawn (the
            only decision so far was taken back: the row is again what it was, its review state included).
        by: account name of who decided.
        decided_at: when, with zone.
        value: the right number in the row's own unit; of corrections only.
        text: the right level or name; of corrections of statements, list entries and analyses only.
        reason: why; required of rejections and disputes.
    """

    decision_id: str
    observation_id: str
    verdict: Verdict
    by: str
    decided_at: datetime
    value: float | None = None
    text: str | None = None
    reason: str | None = None

    @classmethod
    def of(
        cls,
        observation_id: str,
        verdict: Verdict,
        by: str,
        decided_at: datetime,
        *,
        value: float | None = None,
        text: str | None = None,
        reason: str | None = None,
    ) -> "Decision":
        """A decision with its id.

        Raises:
            InputError: a correction without a new value, a value where nothing is corrected, or a rejection or dispute
                without a reason; all that is wrong at once.
        """
        problems = problems_with(
            corrects=verdict == "corrected",
            reasoned=verdict in {"rejected", "disputed"},
            value=value,
            text=text,
            reason=reason,
            by=by,
        )
        if problems:
            raise InputError(*(Problem.of(f"verification.{name}", observation=observation_id) for name in problems))
        made = cls("", observation_id, verdict, by.strip(), decided_at.astimezone(UTC), value, text, reason)
        return replace(made, decision_id=made.digest())

    def digest(self) -> str:
        """The id that belongs to what it says."""
        instant = self.decided_at.astimezone(UTC).isoformat(timespec="microseconds")
        said = (self.observation_id, self.verdict, self.by, instant, repr(self.value), self.text, self.reason)
        return hashlib.sha256("\x1f".join(str(part) for part in said).encode()).hexdigest()[:32]

    def repeats(self, earlier: "Decision") -> bool:
        """Whether the same person says the same as in an earlier decision, whatever the instant and the row's id."""
        return _what(self) == _what(earlier)

    def intact(self) -> bool:
        """Whether it still says what its id was given for."""
        return self.digest() == self.decision_id


def _what(one: Decision) -> tuple[object, ...]:
    return one.by, one.verdict, one.value, one.text, one.reason


def problems_with(
    *, corrects: bool, reasoned: bool, value: float | None, text: str | None, reason: str | None, by: str
) -> list[str]:
    """What is wrong with what a person says of a value: keys of the messages `verification.*`, all at once.

    Args:
        corrects: whether it says another value, so that it must bring one.
        reasoned: whether it must say why.
        value: the new number.
        text: the new level or name.
        reason: why.
        by: account name.
    """
    given = value is not None or text is not None
    wrong = {
        "no_value": corrects and not given,
        "value_unasked": given and not corrects,
        "value_not_finite": value is not None and not math.isfinite(value),
        "no_reason": reasoned and not (reason or "").strip(),
        "nobody": not by.strip(),
    }
    return [name for name, holds in wrong.items() if holds]
