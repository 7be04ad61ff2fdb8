"""Tables on PDF pages, by geometry: words that line up, and the lines that are drawn around them."""

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.model import Column, Fragment, Row, Table

__all__ = ["Column", "Fragment", "Row", "Table", "find_tables"]
