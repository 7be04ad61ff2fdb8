"""What a value of a table measures, of which class and year, and where it stands."""
