"""Figures as they are printed: value, unit and scale, the marks around them, the years that they name."""
