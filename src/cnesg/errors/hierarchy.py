"""The error classes. All of them end a command with exit code 2 and one line per problem on standard error."""

from typing import Any, Self

from cnesg.errors.catalogue import Language, Problem


class CnesgError(Exception):
    """Anything cnesg refuses to do, with every reason at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @classmethod
    def of(cls, message_id: str, **values: Any) -> Self:
        """An error with a single problem."""
        return cls(Problem.of(message_id, **values))

    def lines(self, language: Language | None = None) -> list[str]:
        """One line a problem, in the reader's language."""
        return [problem.text(language) for problem in self.problems]

    def __str__(self) -> str:
        return "\n".join(self.lines())


class InputError(CnesgError):
    """What the user gave can't be used: an argument, a file, a row, a unit, a company."""


class ConflictError(InputError):
    """What the user asks for no longer fits what others decided meanwhile; nothing is wrong with how it was asked."""


class UnreadableDocumentError(InputError):
    """A report can't be read: missing, empty, encrypted, truncated, without text, or no report at all."""


class QuotaError(InputError):
    """An account has brought as much as it may on a day; the same may be brought on the next."""


class MethodologyError(InputError):
    """The methodology data is broken; carries every problem of every file."""


class WorkspaceError(InputError):
    """There is no workspace at the place given, or it is of another version, or another process holds it."""


class OvertakenError(WorkspaceError):
    """Another machine wrote to a shared workspace first; what was to be stored is to be made anew on what it wrote."""


class StoreError(CnesgError):
    """The store found its own content damaged."""
