"""Tables on PDF pages, by geometry: words that line up, and the lines that are drawn around them."""

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.reading.reader import TableReader

__all__ = ["Column", "Fragment", "Row", "Table", "TableReader", "find_tables"]
