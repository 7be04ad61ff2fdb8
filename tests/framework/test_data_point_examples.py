"""Each data point has two examples and two counter-examples a language, and none is another's copy."""

from collections import Counter

from tests.example_report import kinds
from tests.extraction.quantity_examples import LANGUAGES, methodology

AT_LEAST = 2


def test_every_data_point_has_two_examples_and_two_counter_examples_in_each_language() -> None:
    found = Counter((e.data_point, e.language, e.kind) for kind in kinds() for e in kind.examples)
    codes = list(methodology().data_points)
    missing = [
        (code, language, kind, found[code, language, kind])
        for code in codes
        for language in LANGUAGES
        for kind in ("example", "counter")
        if found[code, language, kind] < AT_LEAST
    ]
    assert missing == []
    assert {code for code, _, _ in found} == set(codes)


def test_no_text_stands_twice() -> None:
    texts = Counter(e.content["text"] for kind in kinds() for e in kind.examples)
    assert [text for text, times in texts.items() if times > 1] == []
