"""What the grammar of a lexicon may say."""

import pytest
from pydantic import ValidationError

from cnesg.framework.lexicon import load_lexicon
from cnesg.framework.wording import Grammar


def test_rows_of_targets_and_pages_have_a_least_confidence_of_their_own() -> None:
    grammar = load_lexicon().grammar
    assert 0 < grammar.least_confidence_of_others < 1
    assert Grammar(words={}, confidence={}).least_confidence_of_others == 0


@pytest.mark.parametrize("least", [-0.1, 1])
def test_it_is_a_share(least: float) -> None:
    with pytest.raises(ValidationError):
        Grammar(words={}, confidence={}, least_confidence_of_others=least)
