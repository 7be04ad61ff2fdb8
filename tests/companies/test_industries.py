"""Finding industries by code or name."""

import pytest

from cnesg.companies.industries import find_industry
from cnesg.errors import InputError
from cnesg.framework import load_methodology

INDUSTRIES = load_methodology().industries


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("740000", "740000"),
        ("340501", "340501"),
        ("coal", "740000"),
        (" Coal ", "740000"),
        ("煤炭", "740000"),
        ("Semiconductors", "270100"),
        ("Forestry", "110300"),  # at Level II and, below it, at Level III
    ],
)
def test_by_code_or_name_in_either_language(wanted: str, code: str) -> None:
    assert find_industry(wanted, INDUSTRIES) == code


def test_nearest_names_are_offered() -> None:
    with pytest.raises(InputError, match=r"Semiconducters: no such industry\. Nearest names: Semiconductor"):
        find_industry("Semiconducters", INDUSTRIES)
    with pytest.raises(InputError, match="Give a Shenwan 2021 code"):
        find_industry("§§§", INDUSTRIES)


def test_a_name_in_several_branches_needs_the_code() -> None:
    twin = INDUSTRIES["480000"].model_copy(update={"name": INDUSTRIES["740000"].name})
    with pytest.raises(InputError, match="480000, 740000"):
        find_industry("Coal", {"480000": twin, "740000": INDUSTRIES["740000"]})


def test_every_industry_is_found_by_its_code() -> None:
    assert all(find_industry(code, INDUSTRIES) == code for code in INDUSTRIES)
