"""The metrics that a text of a table names, and the kinds of totals among them."""

import pytest

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.named_metrics import kinds_of_totals, metrics_named


@pytest.mark.parametrize(
    ("text", "named", "forbidden", "kinds"),
    [
        ("Greenhouse gas emissions", {"ghg_total"}, {"natural_gas"}, {"ghg_scope1", "ghg_scope2", "ghg_scope3"}),
        ("Scope 1 emissions", {"ghg_scope1"}, set(), set()),
        ("Non-hazardous waste", {"non_hazardous_waste"}, {"hazardous_waste", "waste_total"}, set()),
        ("Our offices", set(), set(), set()),
    ],
)
def test_metrics_named_leave_out_what_a_word_of_the_text_forbids(
    knowledge: Knowledge, text: str, named: set[str], forbidden: set[str], kinds: set[str]
) -> None:
    """A kind of waste is no total of waste, and greenhouse gas no natural gas."""
    found = knowledge.lexicon.find(printed_form(text))

    assert {knowledge.lexicon.entries[hit.entry].metric for hit in found.hits} == named | forbidden
    assert metrics_named(found, knowledge) == named
    assert kinds_of_totals(named, knowledge) == kinds
