"""Shares beside counts that are what those make up of all: 新进员工, 男 | 188 | 58.75%, 女 | 132 | 41.25%."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.compositions import as_compositions
from cnesg.framework.regexes import regex

_FEWEST = 2  # rows
_ROUNDED, _ROUNDED_WHOLE = 0.06, 0.51  # by which a share may be off, and one without digits behind the point
_WHOLE = 100.0
_NEARLY = 1.05  # where a class or two are left out
_OF_STAFF = regex(
    r"(?:员工|职工|雇员)(?:总数|总人数|人数)?[的之]?(?:比例|比率|百分比|比重)"
)  # 占员工总数比例, of those hired

_Pair = tuple[Candidate, Candidate]


def with_shares_of_counts(know: Knowledge, facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts of a text table, shares in proportion to the counts on their rows as what those consist of.

    A rate has another whole for each class, and so no such proportion but by chance. The share that all make up goes,
    and so do shares of what has none in the vocabulary: of those who left.

    Args:
        know: vocabulary and wording.
        facts: the facts of one table, in the order of its rows.
    """
    meant = {id(share): count for pairs in _columns(know, facts) if _in_proportion(pairs) for count, share in pairs}
    told = [one if id(one) not in meant else _as_share(know, one, meant[id(one)]) for one in facts]
    return as_compositions(know, [one for one in told if one is not None])


def _columns(know: Knowledge, facts: Sequence[Candidate]) -> list[list[_Pair]]:
    """Counts and the shares right of them on their rows, by metric and year: one list for each two columns."""
    families, general = know.lexicon.families, know.lexicon.roles.staff_share
    columns: dict[tuple[str, int, int], list[_Pair]] = defaultdict(list)
    rows: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for fact in facts:
        rows[fact.order[:2]].append(fact)
    for row in rows.values():
        ordered = [one for _, one in sorted({one.order[2]: one for one in row}.items())]  # sums are told twice
        for at, (count, share) in enumerate(pairwise(ordered)):
            family = families.get(count.metric)
            alike = count.year == share.year and share.unit == "%" and count.unit != "%"
            meant = family is not None and family.share and share.metric in {family.share, general}
            told = _OF_STAFF.search(share.named) if share.metric == general else _names_rate(know, share)
            if alike and family is not None and meant and not told:
                columns[count.metric if family.classed is None else family.classed, count.year, at].append(
                    (count, share)
                )
    return list(columns.values())


def _names_rate(know: Knowledge, share: Candidate) -> bool:
    """Whether what names a share says by itself which rate it is: 员工流失率."""
    entries = know.lexicon.entries
    hits = know.lexicon.find(printed_form(share.named)).hits if share.named else ()
    return any(entries[hit.entry].metric == share.metric and not hit.label_only for hit in hits)


def _in_proportion(pairs: Sequence[_Pair]) -> bool:
    """Whether shares are in proportion to their counts, of which several differ."""
    known = [(count.value, share.value) for count, share in pairs if count.value > 0 and share.value > 0]
    if len({count for count, _ in known}) < _FEWEST:
        return False
    most, largest = max(known)
    near = (abs(share - largest * count / most) - _off(largest) * count / most - _off(share) for count, share in known)
    whole = most * _WHOLE / largest  # what all are a share of: no more than those counted
    return largest <= _WHOLE and whole <= sum(count for count, _ in known) * _NEARLY and all(off <= 0 for off in near)


def _off(share: float) -> float:
    return _ROUNDED_WHOLE if share.is_integer() and share != _WHOLE else _ROUNDED


def _as_share(know: Knowledge, share: Candidate, count: Candidate) -> Candidate | None:
    """A share of what is counted beside it, None where it is that of all or the vocabulary has none."""
    family = know.lexicon.families[count.metric]
    if not count.breakdown or family.composition is None:
        return None
    return share.of_class(family.composition, count.breakdown)
