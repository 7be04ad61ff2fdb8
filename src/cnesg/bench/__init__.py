"""Measures of this machine, each beside the limit of just reading or writing the same bytes, in one run."""
