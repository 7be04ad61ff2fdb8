"""Facts in the tables of a page: what a value measures, of which class and year, in which unit.

The name of the metric is looked for walking outwards from the value: the row's label, the column's headers, the groups
the row stands under, the captions and headings above. The first that fits the kind of the unit wins; what stands
between it and the value names the class.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.breakdowns import age_of_cell, class_words, residual
from cnesg.extraction.candidates import Candidate, Place, Role
from cnesg.extraction.gates import Fit, classed, fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.numbers import Number, read_cell
from cnesg.extraction.passages import QUOTE, compact
from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.extraction.tables.units import Unit, TableUnits
from cnesg.extraction.years import header_year
from cnesg.framework.lexicon import Found, Hit, matching_form
from cnesg.text import Line, Page
