"""Files from others: read in one child process within limits, so that what a file does to it costs that file only.

docs/decisions/foreign-files.md
"""

from cnesg.foreign.asking import UnreadFileError, ask, warm

__all__ = ["UnreadFileError", "ask", "warm"]
