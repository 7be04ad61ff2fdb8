"""Tables in text files that no tabs hold together: cells apart by blanks or strokes, or each on a line of its own."""

from cnesg.extraction.plain_tables.layout import LaidOut, laid_out

__all__ = ["LaidOut", "laid_out"]
