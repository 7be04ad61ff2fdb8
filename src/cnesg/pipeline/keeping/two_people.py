"""Whether two who agreed on a value, or disputed and settled it, were two people, as far as accounts tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from cnesg.errors import Problem
from cnesg.store import Finding
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.disputes import DisputeBook
from cnesg.verification.opinions import Opinion, standing
from cnesg.verification.persons import Held, holder_at, same_person

_SHOWN = 3
Histories = Mapping[str, Sequence[Held]]


def two_people(ledger: Ledger) -> Iterator[Finding]:
    """Values on which one person spoke by two accounts, and accounts of which it can't be known.

    Args:
        ledger: with opinions, disputes, and persons of accounts.
    """
    accounts = Accounts(ledger.engine)
    persons = accounts.persons.history()
    twice: dict[tuple[str, str], list[str]] = defaultdict(list)
    unknown: set[str] = set()
    together: set[tuple[str, str]] = set()
    for value, first, second in _pairs(ledger.opinions.all()):
        names = (min(first.by, second.by), max(first.by, second.by))
        together.add(names)
        unknown |= {one for one in names if one not in persons}
        if _one_person(persons, (first.by, first.given_at), (second.by, second.given_at)):
            twice[names].append(value)
    for names, values in sorted(twice.items()):
        yield _finding("error", "verification.one_person", names, values)
    for dispute in DisputeBook(ledger.engine).all():
        settled = (dispute.settled_by, dispute.settled_at)
        if settled[0] is None or settled[1] is None:
            continue
        if _one_person(persons, (dispute.by, dispute.opened_at), (settled[0], settled[1])):
            yield _finding("error", "disputes.one_person", (dispute.by, settled[0]), [dispute.observation_id])
    for group in accounts.guesses.shared_browsers():
        for names in sorted({*combinations(group, 2)} & together - {*twice}):
            yield _finding("info", "verification.one_browser", names, [])
    if unknown:
        named = ", ".join(sorted(unknown))
        yield Finding("info", Problem.of("verification.unknown_persons", accounts=named))


def _pairs(opinions: Sequence[Opinion]) -> Iterator[tuple[str, Opinion, Opinion]]:
    """Each two opinions of different accounts that stand on one value."""
    about: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in opinions:
        about[opinion.observation_id].append(opinion)
    for value, given in sorted(about.items()):
        for first, second in combinations(standing(given).values(), 2):
            if first.by != second.by:
                yield value, first, second


def _one_person(persons: Histories, *spoke: tuple[str, datetime]) -> bool:
    """Whether accounts were all held by the same person when each spoke; false where that is not recorded of one."""
    holders = [holder_at(persons.get(name, ()), at) for name, at in spoke]
    return None not in holders and len({same_person(one) for one in holders if one is not None}) == 1


def _finding(severity: str, message_id: str, names: tuple[str, str], values: Sequence[str]) -> Finding:
    shown = ", ".join(values[:_SHOWN]) + (", …" if len(values) > _SHOWN else "")
    problem = Problem.of(message_id, first=names[0], second=names[1], count=len(values), values=shown)
    return Finding("error" if severity == "error" else "info", problem)
