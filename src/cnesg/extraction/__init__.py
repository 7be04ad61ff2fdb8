"""Quantities from documents: a number, what it measures, for which class and year, and where it stands.

`quantities.extract_quantities` does all of it; docs/extraction.md tells how. All readers, `prose` for sentences and
`grids` and `tables` for rows and columns, turn numbers (`figures`) with wording (`cnesg.framework.lexicon`) and units
(`cnesg.framework.units`) into candidates through the same gates (`gates`); `facts` makes one row of a fact.
"""
