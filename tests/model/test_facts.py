"""What makes two facts the same, and what makes a fact one on a part of the company."""

from cnesg.model import part_of_company


def test_how_a_figure_was_measured_makes_no_part_of_the_company() -> None:
    assert part_of_company({"boundary": "equity share", "Scope2": "market-based", "site": "north"}) == {"site": "north"}
    assert part_of_company({"carrier": "electricity", "scope2": "market-based"}) == {"carrier": "electricity"}
    assert part_of_company({"scope2": "location-based"}) == part_of_company(None) == {}
