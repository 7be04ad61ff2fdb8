"""Which metrics rules are for: the three kinds of role, and what is refused."""

import pytest

from cnesg.framework.lexicon import load_lexicon, parse_lexicon
from cnesg.framework.metric_roles import NO_ROLES, RoleEntry, roles_of

ACCIDENTS = "- {name: accidents, about: Accidents., metrics: [safety_accidents, major_safety_accidents]}\n"
COPY = "Copy it from the methodology that ships with cnesg and adapt it."


def told(text: str) -> list[str]:
    """The problems of a file with these entries, but for the roles that it leaves out."""
    _, problems = parse_lexicon({"lexicon/roles.yaml": text})
    assert all(problem.text("zh") for problem in problems)
    return [problem.text("en") for problem in problems if problem.message_id != "roles.missing"]


def test_a_group_holds_what_it_includes_a_single_one_is_a_name_and_a_relation_says_what_a_metric_becomes() -> None:
    roles = load_lexicon().roles
    assert roles.accidents == {"safety_accidents", "major_safety_accidents"}
    assert roles.company_wholes < roles.once_a_year
    assert roles.prizes == "science_awards"
    assert roles.granted == {"patents_applied": "patents_granted"}


def test_every_metric_of_a_role_is_told() -> None:
    named = set(load_lexicon().roles.named())
    assert {"major_safety_accidents", "science_awards", "patents_applied", "patents_granted"} <= named
    assert set(NO_ROLES.named()) == set()


def test_a_lexicon_without_the_file_has_no_roles() -> None:
    lexicon, problems = parse_lexicon({})
    assert problems == []
    assert lexicon.roles == NO_ROLES
    assert not lexicon.roles.staff
    assert lexicon.roles.granted.get("patents_applied") is None


def test_a_role_that_is_left_out_is_missing() -> None:
    _, problems = roles_of([RoleEntry(name="accidents", about="Accidents.", metrics=("safety_accidents",))])
    missing = f"lexicon/roles.yaml: role granted is missing, which extraction asks for. {COPY}"
    assert missing in [problem.text("en") for problem in problems]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "- {name: moonlight, about: Light., metrics: [electricity]}",
            "no rule asks for the role moonlight. Check its spelling or take it out.",
        ),
        ("- {name: accidents, about: Again., metrics: [fatalities]}", "role accidents is given twice. Keep one."),
        (
            "- {name: staff, about: Staff., metrics: [employees, employees]}",
            "role staff names employees twice. Keep one.",
        ),
        (
            "- {name: helped, about: Helped., metrics: [major_safety_accidents, safety_accidents]}",
            "role helped holds what accidents holds. Use one for both.",
        ),
        (
            "- {name: helped, about: Helped., includes: [stars]}",
            "role helped includes stars, which is no group given before it. Give that first, or take it out.",
        ),
        (
            "- {name: prizes, about: Prizes., metrics: [science_awards, patents_held]}",
            "role prizes must name exactly one metric.",
        ),
        (
            "- {name: granted, about: Granted., metrics: [patents_granted]}",
            "role granted must say under relates what each metric becomes, and names metrics only.",
        ),
        (
            "- {name: staff, about: Staff., relates: {employees: employees_total}}",
            "role staff must list metrics; it relates metrics to others.",
        ),
        (
            "- {name: staff, about: Staff.}",
            "entry staff, field -: Value error, needs either metrics or what they relate to.",
        ),
        ("- {name: staff, metrics: [employees]}", "entry staff: field about is missing. Add it."),
    ],
)
def test_what_is_no_role_is_refused(more: str, expected: str) -> None:
    assert told(ACCIDENTS + more) == [f"lexicon/roles.yaml: {expected}"]


def test_what_is_told_by_a_count_and_a_rate_has_both() -> None:
    told_so = load_lexicon().roles.told_by_count_and_rate
    assert {"fatalities", "fatality_rate", "new_hires", "new_hire_rate", "turnover_count", "turnover_rate"} <= told_so
    assert "employees_total" not in told_so
