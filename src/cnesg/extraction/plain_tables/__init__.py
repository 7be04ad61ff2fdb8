"""Tables in text files that no tabs hold together.

Cells are apart by blanks or strokes, each stands on a line of its own, or all rows run on within one line.
"""

from cnesg.extraction.plain_tables.layout import LaidOut, laid_out
from cnesg.extraction.plain_tables.outlined import Outlined, outlined_lines

__all__ = ["LaidOut", "Outlined", "laid_out", "outlined_lines"]
