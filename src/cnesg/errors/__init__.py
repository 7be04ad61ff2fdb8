"""Errors with messages that say what, where and how to mend, in English or Chinese.

Every message has an id such as `text.missing_file`; its wording in both languages lies in `messages/<area>.toml`. An
error carries one or more problems, because inputs are validated whole: a user mends a file once, not once per row.
"""

from cnesg.errors.catalogue import Language, Problem, current_language, render
from cnesg.errors.hierarchy import (
    CnesgError,
    ConflictError,
    InputError,
    MethodologyError,
    OvertakenError,
    QuotaError,
    StoreError,
    UnreadableDocumentError,
    WorkspaceError,
)

__all__ = [
    "CnesgError",
    "ConflictError",
    "InputError",
    "Language",
    "MethodologyError",
    "OvertakenError",
    "Problem",
    "QuotaError",
    "StoreError",
    "UnreadableDocumentError",
    "WorkspaceError",
    "current_language",
    "render",
]
