"""Pages that brought the reading of a report down: it is read once more without them.

A child process says at which page it is. Where it fails, the next attempt leaves that page out, or its pictures alone
where these were being recognised, and the report says so. docs/decisions/bad-pages.md
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnesg.engine import Failure, at

if TYPE_CHECKING:  # the process that hands reports out reads none
    from cnesg.text.document import Stage
    from cnesg.text.unread import Reason

_STAGES: "tuple[Stage, ...]" = ("page", "pictures", "facts")
_MOST = 8
_MOST_SLOW = 2
"""Attempts that may fail, and those of them that may take all their time: what a report can cost is bounded."""


def at_stage(number: int, stage: "Stage") -> None:
    """Let the engine know which page is at work."""
    at(number, _STAGES.index(stage))


@dataclass(frozen=True)
class AvoidedPages:
    """Pages that are not tried any more, with the reason.

    Attributes:
        pages: page number and reason; `pictures` where the page is read without its pictures.
        slow: how many attempts ended for lack of time.
        tried: how many attempts failed in all.
    """

    pages: "tuple[tuple[int, Reason], ...]" = ()
    slow: int = 0
    tried: int = 0

    def after(self, failure: Failure) -> "AvoidedPages | None":
        """What to avoid in the next attempt; None where no page is known to be at fault, or too many were."""
        if failure.place is None or self.tried == _MOST:
            return None
        slow = self.slow + (failure.kind == "time")
        if slow > _MOST_SLOW:
            return None
        number, stage = failure.place
        of_pictures = _STAGES[stage] == "pictures"
        reason: Reason = "pictures" if of_pictures else failure.kind
        known = dict(self.pages)
        if known.get(number, "pictures") != "pictures" or (of_pictures and number in known):
            return None  # it was avoided, and is not to blame
        return replace(self, pages=tuple(sorted((known | {number: reason}).items())), slow=slow, tried=self.tried + 1)


NONE_AVOIDED = AvoidedPages()
