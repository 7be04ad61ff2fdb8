"""Checking what machines read, value after value, at a terminal: each call makes a desk and carries decisions on."""

from datetime import datetime

from cnesg.pipeline.checking.desk import CheckingDesk
from cnesg.pipeline.checking.values import Quality, Shown, values_to_check
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.workspace import Workspace
from cnesg.verification import Ledger
from cnesg.verification.opinion_book import Given
from cnesg.verification.opinions import Answer

__all__ = ["Quality", "Shown", "answer", "next_value", "quality", "undo", "values_to_check"]


def next_value(workspace: Workspace, by: str, *, senior: bool = False, at: datetime | None = None) -> Shown | None:
    """The value a person is asked next (`CheckingDesk.next_value`)."""
    with Ledger.open(workspace.folder) as ledger:
        return CheckingDesk(workspace, ledger).next_value(by, senior=senior, at=at)


def answer(
    workspace: Workspace,
    by: str,
    said: Answer,
    *,
    value: float | None = None,
    text: str | None = None,
    reason: str | None = None,
    at: datetime | None = None,
) -> Given:
    """What a person says of the value they were given first (`CheckingDesk.answer`); the decision reaches the log."""
    with Ledger.open(workspace.folder) as ledger:
        desk = CheckingDesk(workspace, ledger)
        given = desk.answer(by, said, value=value, text=text, reason=reason, at=at)
        drain(workspace, ledger)
    return given


def undo(workspace: Workspace, by: str, at: datetime | None = None) -> Given:
    """Take back what a person said last (`CheckingDesk.undo`); what was decided by it goes from the log too."""
    with Ledger.open(workspace.folder) as ledger:
        given = CheckingDesk(workspace, ledger).undo(by, at)
        drain(workspace, ledger)
    return given


def quality(workspace: Workspace) -> Quality:
    """How well people agree, what they catch, how long they take, and how often machines were right."""
    with Ledger.open(workspace.folder) as ledger:
        return CheckingDesk(workspace, ledger).quality()
