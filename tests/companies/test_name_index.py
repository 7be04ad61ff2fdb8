"""Which names hold certain characters."""

from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.name_index import CharacterIndex

PLACES = {"京": ("北京",), "苏": ("江苏", "苏州")}
TEXTS = st.text("甲乙丙京北江苏州", max_size=6)


def _holds(name: str, text: str) -> bool:
    return all(
        character in name or any(set(place) <= set(name) for place in PLACES.get(character, ())) for character in text
    )


@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_found_are_the_names_that_hold_every_character(names: list[str], text: str) -> None:
    index = CharacterIndex(PLACES)
    for number, name in enumerate(names):
        index.add(number, name)
    wanted = [number for number, name in enumerate(names) if text and _holds(name, text)]
    assert list(index.holding(text)) == wanted
    nearly = [
        number
        for number, name in enumerate(names)
        if len(text) > 1 and any(_holds(name, text[:at] + text[at + 1 :]) for at in range(len(text)))
    ]
    assert list(index.nearly_holding(text)) == nearly
