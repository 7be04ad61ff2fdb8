"""What becomes of candidates: one fact, one row, and how sure it is."""
