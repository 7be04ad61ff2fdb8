"""What comes in as tables: read, validated whole, and typed. Each kind has a folder with its columns and an example."""

from cnesg.sources.cells import KnownNames
from cnesg.sources.definition import SourceColumn, SourceKind, source_kind, source_kinds
from cnesg.sources.reading import TABLE_FORMATS, decoded_text, read_table
from cnesg.sources.validation import readable_rows, validate_table

__all__ = [
    "TABLE_FORMATS",
    "KnownNames",
    "SourceColumn",
    "SourceKind",
    "decoded_text",
    "read_table",
    "readable_rows",
    "source_kind",
    "source_kinds",
    "validate_table",
]
