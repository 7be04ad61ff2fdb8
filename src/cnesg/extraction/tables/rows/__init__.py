"""What the rows of a table say beside their values: units, groups, ranks, what becomes of a thing."""
