"""Documents as pages, lines and words with boxes, in one language-neutral form."""

from cnesg.text.document import Document, Line, Page, Word

__all__ = ["Document", "Line", "Page", "Word"]
