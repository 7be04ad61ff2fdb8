"""Statements of reports: which item each speaks to, at what level, where, and in which words."""

from cnesg.disclosure.levels import Judgement
from cnesg.disclosure.statements import (
    Said,
    StatementExtractor,
    extract_statements,
    statement_extractor,
    strongest,
    talk_of,
)
from cnesg.disclosure.talk import Talk

__all__ = [
    "Judgement",
    "Said",
    "StatementExtractor",
    "Talk",
    "extract_statements",
    "statement_extractor",
    "strongest",
    "talk_of",
]
