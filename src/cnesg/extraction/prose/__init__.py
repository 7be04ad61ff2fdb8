"""Facts in running text."""
