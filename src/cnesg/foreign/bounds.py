"""How much of a file from others is read: bounds that honest files stay far below."""

MIB = 1024**2

COLUMNS = 16_384
"""Columns of a table, as many as a spreadsheet can have."""

CELLS = 20_000_000
"""Cells of a table, empty ones included."""

CELL = 16 * MIB
"""Characters of a cell; an article of news may be long."""

LINE = 16 * MIB
"""Bytes of a line of JSON."""

DEPTH = 64
"""Levels of JSON or YAML within each other."""

TEXT = 1024 * MIB
"""Bytes of a table in text, and of a spreadsheet once it is unpacked."""

DOCUMENT = 32 * MIB
"""Bytes of what is parsed as a whole: a feed, a YAML or JSON file, a list of names."""

NODES = 2_000_000
"""Values of a YAML file, with each alias counted as what it stands for."""
