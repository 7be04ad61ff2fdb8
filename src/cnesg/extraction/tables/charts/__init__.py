"""Charts as tables: bars and lines over years, pies, rings, legends."""
