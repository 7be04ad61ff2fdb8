"""Figures that count what is not the metric's: others' results, other things, numbers that are no values."""
