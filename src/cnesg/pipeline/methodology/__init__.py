"""The methodology for readers: entries, mappings, the selection of indicators, weights."""
