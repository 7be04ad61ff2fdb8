"""Quantities from documents: a number, what it measures, for which class and year, and where it stands.

`quantities.extract_quantities` does all of it; docs/extraction.md tells how. Both engines, `prose` for sentences and
`grid_reader` and `tables` for rows and columns, turn numbers (`numbers`) with wording (`cnesg.framework.lexicon`)
and units (`cnesg.framework.units`) into candidates through the same gates (`gates`); `merge` makes one row of a fact.
"""
