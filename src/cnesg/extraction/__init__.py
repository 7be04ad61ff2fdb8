"""Quantities from documents: a number, what it measures, for which class and year, and where it stands.

Names shared by the prose engine and the table engine:

- `cnesg.framework.units.load_units() -> UnitTable`: `read(text, start)` (unit right after a number), `whole(text)`
  (a unit cell or the inside of brackets in a header), `convert(value, unit, to, metric)`.
- `cnesg.framework.lexicon.load_lexicon() -> Lexicon`: `find(matching_form(fold(text))) -> Found` with metric hits,
  near/never words, class words and marks (`change`, `target`, `total`, `unit_line`, ...), all as offsets.
- `numbers.find_numbers(folded_text, units) -> list[Number]`: value after scale, plain unit, set of unit kinds, span,
  qualifier. `numbers.read_cell(folded_text, units) -> Number | None`: a table cell that is one number.
- `passages`: lines joined to paragraphs with offsets back to the lines, and the heading tree.
- `years`: the fiscal year of a document, of a header cell, of a number in a sentence.
- `candidates.Candidate`: one number with one metric in a role (own row, header, parent row, caption, clause ...), its
  breakdown, year and place. All engines yield candidates; `choose` and `merge` decide late.
- `grids`: `Grid(rows of Cell)` and `read_grid(grid, context) -> Iterator[Candidate]`, which interprets any grid of
  cells, whatever it was built from: tab-separated lines of a text file, or words placed on a PDF page. A table finder
  only has to build the grid (cells with text, line, offsets, box) and name the caption and headings around it.
"""
