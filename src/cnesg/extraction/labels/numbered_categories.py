"""The numbered categories of Scope 3: what a label prints of one is its class, number and name."""

import re

from cnesg.extraction.labels.bracketed_classes import BRACKETS

_NUMBER = r"(?:categor(?:y|ies)|cat\.?|c)\s?\d{1,2}|\d{1,2}[.)](?!\d)"
_NUMBERED = re.compile(rf"(?i)^[\W_]*(?:scope\s?3\W+)?(?P<name>\(?(?:{_NUMBER})\)?\W*[a-z].*)")
_NUMBER_BEHIND = re.compile(r"(?i)\((?:categor(?:y|ies)|cat\.?)\s?\d{1,2}\)")
_MARK = re.compile(r"(?<=[a-z])\d{1,2}$")  # of a footnote
_LONGEST = 100


def with_number(label: str, classes: dict[str, str]) -> dict[str, str]:
    """Classes, the category of Scope 3 as the label prints it: `Category 4: upstream transportation`, `6. flights`.

    Args:
        label: a row's label.
        classes: the classes found in it.
    """
    if "category" not in classes:
        return classes
    if behind := _NUMBER_BEHIND.search(label):
        name = f"{BRACKETS.sub('', label[: behind.start()]).strip()} {behind[0]}"
    elif found := _NUMBERED.match(label):
        name = _MARK.sub("", BRACKETS.sub("", found["name"]).strip(" -–—:;*"))
    else:
        return classes
    name = " ".join(name.lower().split())
    return {**classes, "category": name} if classes["category"][:4] in name and len(name) <= _LONGEST else classes
