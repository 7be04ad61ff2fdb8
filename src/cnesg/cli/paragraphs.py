"""Long lines on terminals: broken where the screen ends, what follows under the text they began with."""

import re
import sys
from io import StringIO

from rich.console import Console
from rich.text import Text

_LEAD = re.compile(r" *(?:[-+]?\d[\d.]* {2})?")
"""What stands before the text of a line: blanks, and points in a column of their own."""
_LEAST = 24  # columns of text; a narrower screen is not served by breaking


def fitted(line: str, width: int) -> list[str]:
    """A line as several of at most so many columns, Chinese characters taking two; whole where there is no room."""
    lead = _LEAD.match(line)
    indent = lead.end() if lead else 0
    if width - indent < _LEAST:
        return [line]
    measure = Console(file=StringIO(), width=width)
    pieces = Text(line[indent:]).wrap(measure, width - indent)
    first, *others = (piece.plain.rstrip() for piece in pieces) if line.strip() else ("",)
    return [line[:indent] + first if first else "", *(" " * indent + other for other in others)]


def screen_width() -> int | None:
    """Columns of the terminal; None where the output goes elsewhere, and lines stay whole for who searches them."""
    return Console().width if sys.stdout.isatty() else None
