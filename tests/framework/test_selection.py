"""Each indicator is justified by frameworks or by a Chinese policy."""

from cnesg.framework import load_methodology
from cnesg.framework.mappings import load_mappings
from cnesg.framework.selection import frameworks, selection
from cnesg.framework.standards import load_standards

METHODOLOGY = load_methodology()
SELECTED = selection(METHODOLOGY, load_mappings())


def test_every_indicator_is_there_once_in_code_order() -> None:
    assert [entry.indicator.code for entry in SELECTED] == list(METHODOLOGY.level2)


def test_the_frameworks_are_international_and_the_widest_comes_first() -> None:
    standards = load_standards()
    columns = frameworks(SELECTED, standards)
    assert all(standard.international for standard in columns)
    counts = [sum(standard.standard in entry.items for entry in SELECTED) for standard in columns]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


def test_ids_of_the_justifying_items_exist() -> None:
    standards = load_standards().by_code
    for entry in SELECTED:
        for code, items in entry.items.items():
            assert set(items) <= set(standards[code].by_id), entry.indicator.code
