"""Words of classes that name none where they stand: in the company's own name, and "us", who speaks.

The figures of 华东仪表 are not those of 华东, nor is the staff of 北方光伏 about 光伏.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.documents.company_names import CompanyNames
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_US = regex(r"\bus\b")
_LONGER = 2  # characters that a name has beside the word


def own_names_with_classes(names: CompanyNames, find: Callable[[str], Found]) -> tuple[str, ...]:
    """What the reporting company is called, in full or short, where that holds a word that names a class elsewhere.

    Args:
        names: what the report calls the company.
        find: what the lexicon finds in a text.
    """
    known = {one for one in (names.full, *names.short, *names.cores()) if one}
    return tuple(
        one
        for one in sorted(known, key=len, reverse=True)
        if any(len(one) - (end - start) >= _LONGER for start, end, _ in find(one).classes)
    )


def without_names(found: Found, text: str, own: tuple[str, ...]) -> Found:
    """What was found, without classes inside the company's own names, or the country where "us" is who speaks.

    Args:
        found: what the lexicon found in the text.
        text: folded text.
        own: names from `own_names_with_classes`.
    """
    if not found.classes:
        return found
    spans = [at.span() for one in own if one in text for at in re.finditer(re.escape(one), text)]
    says_us = "us" in text and _US.search(text) is not None
    if not spans and not says_us:
        return found
    kept = [
        one
        for one in found.classes
        if not (says_us and text[one[0] : one[1]] == "us")
        and not any(low <= one[0] and one[1] <= high and high - low >= one[1] - one[0] + _LONGER for low, high in spans)
    ]
    return replace(found, classes=kept)
