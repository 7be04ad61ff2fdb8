"""What the checks look at: a methodology that is typed but not yet trusted, and where its entries stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cnesg.errors import Problem
from cnesg.framework.methodology import Methodology


@dataclass(frozen=True)
class Draft:
    """A methodology under check.

    Attributes:
        methodology: the typed entries.
        files: the file of each entry, by code or name.
        broken: codes and names of entries that were refused already; what refers to them is not reported again.
    """

    methodology: Methodology
    files: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def problem(self, message: str, entry: str, **values: object) -> Problem:
        """A problem of an entry, with the file it stands in."""
        return Problem.of(f"framework.{message}", file=self.files.get(entry, "?"), entry=entry, **values)

    def is_broken(self, name: str) -> bool:
        """Whether an entry of this code or name was refused already."""
        return name in self.broken
