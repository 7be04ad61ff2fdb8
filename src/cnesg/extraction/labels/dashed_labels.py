"""Labels of two classes: `Smelting – recovered`, `Smelting – lost`, `Casting – recovered`, `Casting – lost`.

A label with a dash may be a single name (`Plastics – film`). Where the same words stand before several endings and the
same endings behind several beginnings, for one metric, each side is a class of its own. So is a destination behind a
part: `Mill – sent to a sewer`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.breakdowns import class_words, residual
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.head_years import header_year
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_DASH = regex(r"\s[-–—]\s")
_NOTE = regex(r"(?:\s([a-z])\1{1,2})+$|\s?\*+$|(?<=[a-z)])\d(?:,\d)*$")
_DESTINATION = regex(r"(?i)^(?:discharged|sent|released|transferred|delivered|diverted|directed|exported) (?:in)?to ")
_NO_SIDE = regex(  # names no part: the whole, how it is counted, when
    r"(?i)(?:(?:sub|grand )?totals?|overall|all|group|company|employees?|staff|workforce|number|percentage|share|"
    r"amount|volume|rate|average|median|target|actual|gross|net|of which|restated|assured|intensity|\W|\d)+"
)
_LONGEST = 80  # characters of a side
_DIMENSIONS = ("segment", "type", "outcome", "part")
_AS_KNOWN = frozenset({"gender", "age", "scope2", "worker"})  # whose classes have their own names


def of_two_classes(
    know: Knowledge, facts: Sequence[tuple[Candidate, str]], find: Callable[[str], Found], year: int
) -> list[Candidate]:
    """The facts of a table, in their order, each with both classes that its label names.

    Args:
        know: vocabulary and wording.
        facts: each fact with the label of its row.
        find: finds the lexicon's wording in a text.
        year: the reporting year.
    """
    sides = {label: two for _, label in facts if (two := _sides(label, find, year))}
    plain = frozenset(label.lower() for _, label in facts if not _DASH.search(label) and not find(label).hits)
    facts = [(_of_named_part(fact, label, plain, find), label) for fact, label in facts]
    if not sides:
        return [fact for fact, _ in facts]
    printed: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for fact, label in facts:
        if label in sides:
            printed[fact.metric].add(sides[label])
    crossed = {metric: _crossed(pairs) for metric, pairs in printed.items()}
    found = []
    for fact, label in facts:
        two = sides.get(label)
        split = two is not None and (two in crossed[fact.metric] or _DESTINATION.match(two[1]) is not None)
        found.append(_with(know, fact, label, two, find) if two is not None and split else fact)
    return found


def _sides(label: str, find: Callable[[str], Found], year: int) -> tuple[str, str] | None:
    """What stands before and behind the only dash of a label; None where the first names what is measured."""
    parts = _DASH.split(_NOTE.sub("", label.strip()))
    if len(parts) != len(("before", "behind")):
        return None
    before, behind = (part.strip(" :*•").lower() for part in parts)
    if not all(0 < len(side) <= _LONGEST and header_year(side, year) is None for side in (before, behind)):
        return None
    named = any(not hit.label_only for hit in find(before).hits)
    return None if named or not re.search(r"[a-z]{2}", before) else (before, behind)


def _of_named_part(fact: Candidate, label: str, plain: Iterable[str], find: Callable[[str], Found]) -> Candidate:
    """A fact with the part that stands between a subject and the metric, if it is the label of other rows by itself.

    `Effluents – Board mills COD`, where `Board mills` is a row too.
    """
    lead = _DASH.search(label)
    rest = label[lead.end() :].lower() if lead else ""
    part = next((one for one in plain if rest.startswith(one + " ")), "")
    if not part or _NO_SIDE.fullmatch(part) or part in fact.breakdown.values():
        return fact
    named = find(rest[len(part) + 1 :]).hits and find(label[: lead.start() if lead else 0]).hits
    classes = {k: v for k, v in fact.breakdown.items() if not v.startswith(part)}  # `board mills cod`
    return fact.of_class(fact.metric, {**classes, "segment": part}) if named and "segment" not in classes else fact


def _crossed(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs that hang together by beginnings and endings of which there are several each."""
    groups: list[set[tuple[str, str]]] = []
    for pair in sorted(pairs):
        near = [one for one in groups if any(pair[0] == first or pair[1] == last for first, last in one)]
        groups = [one for one in groups if one not in near] + [{pair}.union(*near)]
    return {
        pair
        for one in groups
        if len({first for first, _ in one}) > 1 and len({last for _, last in one}) > 1
        for pair in one
    }


def _with(
    know: Knowledge, fact: Candidate, label: str, two: tuple[str, str], find: Callable[[str], Found]
) -> Candidate:
    """A fact with a class for each side of its label, instead of what the label had given."""
    whole = class_words(know, find(label), label, 0, len(label), fact.metric)
    text = label.lower()
    own = {k for k, v in fact.breakdown.items() if k in whole or (v in text and k != "pollutant")}
    classes = {k: v for k, v in fact.breakdown.items() if k not in own}
    named = [side for side in two if not _NO_SIDE.fullmatch(side)]
    if len(named) <= len(own):
        return fact  # the label's classes are known already
    for side in named:
        dimension, name = _class(know, fact.metric, side, find)
        if dimension in classes:
            dimension = next(one for one in _DIMENSIONS if one not in classes)
        classes[dimension] = name
    return fact.of_class(fact.metric, classes)


def _class(know: Knowledge, metric: str, side: str, find: Callable[[str], Found]) -> tuple[str, str]:
    """The dimension and the class that one side of a label names, as printed if no known word is all of it."""
    if age := age_of_cell(side):
        return "age", age
    known = class_words(know, find(side), side, 0, len(side), metric)
    dimension, name = next(iter(known.items()), (_DIMENSIONS[0], side))
    return dimension, name if len(known) == 1 and dimension in _AS_KNOWN else residual(know, side) or side
