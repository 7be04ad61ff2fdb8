"""Rows, columns, labels and heads of a table, by where they stand on the page."""
