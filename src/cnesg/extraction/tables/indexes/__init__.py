"""Indexes of disclosures (GRI, SASB, UN Global Compact): rows of codes, answered in words or in figures."""
