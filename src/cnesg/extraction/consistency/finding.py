"""One broken identity: what was found, with the arithmetic, and the rows that take part."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Inconsistency:
    """A contradiction among the figures of one report.

    Attributes:
        code: kind of contradiction: sum, share, quotient, range, limit, jump, contradiction or fuel.
        arithmetic: the figures in an equation that does not hold.
        rows: places in the list of rows.
    """

    code: str
    arithmetic: str
    rows: tuple[int, ...]

    def warning(self) -> str:
        """As it stands on a row: `sum: 7 + 164 + 2 = 173, not 174`."""
        return f"{self.code}: {self.arithmetic}"
