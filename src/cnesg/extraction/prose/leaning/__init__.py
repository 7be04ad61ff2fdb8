"""Figures that lean on the figures around them: parts, wholes, shares, lists."""
