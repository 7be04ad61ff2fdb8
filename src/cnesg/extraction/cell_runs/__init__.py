"""Cells of charts and tiles that a converter wrote out line by line, in English text files.

No tabs and no places tell what belongs together, but what the lines hold does: figures beside years, a row of labels
over a row of figures, a figure whose label goes on below it in small letters. `reader` reads what is found as tables.
"""

from cnesg.extraction.cell_runs.reader import RunReader

__all__ = ["RunReader"]
