"""Figures set large with their labels."""
