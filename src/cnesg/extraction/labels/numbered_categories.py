"""The numbered categories of Scope 3: what a label prints of one is its class, number and name."""

from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.framework.regexes import regex

_NUMBER = r"(?:categor(?:y|ies)|cat\.?|c)\s?\d{1,2}|\d{1,2}[.)](?!\d)"
_SCOPE = r"[\W_]*scope\s?3(?:\s(?:ghg\s|carbon\s)?emissions)?\W+"  # of which all of them are
_NUMBERED = regex(rf"(?i)^(?:{_SCOPE})?[\W_]*(?P<name>(?:{_NUMBER})\)?\W*[a-z].*)")
_OF_SCOPE = regex(rf"(?i)^{_SCOPE}(?=[a-z])")
_OF_GASES = regex(  # what is counted of each: GHG emissions (CO2e) - |business travel, Commuting| GHG emissions
    r"(?i)^(?:total )?(?:ghg|greenhouse gas(?:es)?|carbon(?: dioxide)?|co2e?) emissions?(?:\s?\([^()]*\))?\s?[-–—:]"
    r"\s?(?=[a-z])"
    r"|(?<=[a-z])\s(?:ghg|greenhouse gas|carbon) emissions?$"
)
_NUMBER_ALONE = regex(rf"(?i)(?:{_SCOPE})?(?:categor(?:y|ies)|cat\.?)\s?\d{{1,2}}")
_NUMBER_BEHIND = regex(r"(?i)\((?:categor(?:y|ies)|cat\.?)\s?\d{1,2}\)")
_REMARKS = regex(rf"(?i)\s?(?!\((?:up|down)stream\)){BRACKETS.pattern}")  # Transportation (upstream) is a category
_MARK = regex(r"(?<=[a-z])\d{1,2}$")  # of a footnote
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
        name = f"{BRACKETS.sub('', without_scope(label[: behind.start()])).strip()} {behind[0]}"
    elif found := _NUMBERED.match(label):
        name = _MARK.sub("", _REMARKS.sub("", found["name"]).strip(" -–—:;*"))
        name = name if name.count("(") == name.count(")") else name.rstrip(")")
    else:
        return classes
    name = " ".join(name.lower().split())
    return {**classes, "category": name} if classes["category"][:4] in name and len(name) <= _LONGEST else classes


def without_scope(label: str) -> str:
    """A label of a category without the scope and the gases that all are of: Scope 3 emissions – |business travel."""
    return _OF_GASES.sub("", _OF_SCOPE.sub("", label))


def category_alone(label: str) -> str:
    """The number that is all that a label says of a category, in lower case: Scope 3 Category 1; else nothing."""
    return _OF_SCOPE.sub("", label.strip()).lower() if is_number_of_category(label) else ""


def is_number_of_category(text: str) -> bool:
    """Whether a part of a label is but the number of a category: Scope 3 Category 11|: use of sold products."""
    return _NUMBER_ALONE.fullmatch(text.strip()) is not None


def has_number_behind(text: str) -> bool:
    """Whether a category is named with its number behind it: business travel (category 6)."""
    return _NUMBER_BEHIND.search(text) is not None
