"""Names from lists and tables matched with the companies of a workspace; doubtful ones wait for a person."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from cnesg.companies import names_as_of
from cnesg.companies.name_lists import each_once
from cnesg.companies.name_register import Candidate, Match, NameRegister
from cnesg.errors import InputError
from cnesg.framework.company_names import load_company_names
from cnesg.pipeline.workspace import Workspace
from cnesg.verification import Ledger
from cnesg.verification.ledger import Waiting

QUEUE = "company-match"
NO_COMPANY = "none"
_SHORTEST_ID = 6


def name_register(workspace: Workspace, as_of: datetime | None = None) -> NameRegister:
    """The names of a workspace's companies, as known at an instant (now by default)."""
    companies, names = workspace.store.read("companies"), workspace.store.read("names")
    known = names_as_of(companies, names, as_of or datetime.now(UTC))
    return NameRegister(known, load_company_names(workspace.methodology.folder))


def match_names(
    workspace: Workspace, names: Iterable[str], source: str, as_of: datetime | None = None, *, once: bool = False
) -> dict[str, Match]:
    """What each name means; doubtful ones are put into the queue `company-match`, once each.

    Args:
        workspace: where the companies are.
        names: as their source has them.
        source: where they stand, for whoever decides.
        as_of: names published later are not known; now by default.
        once: whether each company stands in the source but once, which settles what is doubtful by itself.

    Returns:
        A match for each name, in order. What a person has decided on a name counts before anything else.
    """
    found = find_names(workspace, names, as_of, once=once)
    ask_doubtful(workspace, found.values(), source)
    return found


def ask_doubtful(workspace: Workspace, matches: Iterable[Match], source: str) -> int:
    """Put the doubtful ones into the queue `company-match`, once each; returns how many are doubtful."""
    doubtful = [match for match in matches if match.verdict == "doubtful"]
    if doubtful:
        with Ledger.open(workspace.folder) as ledger:
            for match in doubtful:
                offered = [{"company_id": c.company_id, "name": c.name, "score": c.score} for c in match.candidates]
                subject = {"name": match.wanted, "source": source, "candidates": offered}
                ledger.ask(entry_id(match.wanted), QUEUE, subject)
    return len(doubtful)


def find_names(
    workspace: Workspace, names: Iterable[str], as_of: datetime | None = None, *, once: bool = False
) -> dict[str, Match]:
    """What each name means, as `match_names`, but nothing is put into the queue."""
    answers: dict[str, str] = {}
    if Ledger.exists(workspace.folder):
        with Ledger.open(workspace.folder) as ledger:
            answers = ledger.answers(QUEUE)
    register = name_register(workspace, as_of)
    decided = {name: answers.get(entry_id(name)) for name in dict.fromkeys(names)}
    found = {
        name: register.find(name) if answer is None else _decided(name, answer) for name, answer in decided.items()
    }
    if once:
        settled = each_once(list(found.values()), load_company_names(workspace.methodology.folder).score)
        # What a person has said stands, whatever else the list has.
        found = {
            name: match if decided[name] is None else found[name] for name, match in zip(found, settled, strict=True)
        }
    return found


def entry_id(name: str) -> str:
    """The id of a name in the queue; the same name of several sources is one."""
    return hashlib.sha256(f"{QUEUE}\x1f{name.strip().casefold()}".encode()).hexdigest()[:32]


def _decided(name: str, answer: str) -> Match:
    if answer == NO_COMPANY:
        return Match(name, "none", ())
    return Match(name, "match", (Candidate(answer, name, 1.0),))


def waiting_matches(workspace: Workspace) -> list[Waiting]:
    """Names that wait for a person, oldest first."""
    if not Ledger.exists(workspace.folder):
        return []
    with Ledger.open(workspace.folder) as ledger:
        return ledger.waiting(QUEUE)


def decide_match(workspace: Workspace, given: str, company: str | None, by: str) -> tuple[str, str, bool]:
    """Say which company a name means, or that it is none of them; what the same person said before is not said again.

    Args:
        workspace: where the name waits.
        given: id of the entry, or its first six characters or more.
        company: id, code or name of the company; None for none.
        by: who says it.

    Returns:
        The name, the company's id or `none`, and whether that is new.

    Raises:
        InputError: no or several names wait under that id, no or several companies are meant, or nobody says it.
    """
    answer = NO_COMPANY if company is None else workspace.company_id(company)
    if not by.strip():
        raise InputError.of("verification.nobody", observation=given)
    with Ledger.open(workspace.folder) as ledger:
        queued = [one for one in ledger.queue() if one["kind"] == QUEUE and one["entry_id"].startswith(given)]
        fits = queued if len(given) >= _SHORTEST_ID else []
        waiting = [one for one in fits if one["answer"] is None]
        stored = [one for one in fits if (one["answer"], one["by"]) == (answer, by.strip())]
        found = (waiting or stored)[0] if len(waiting or stored) == 1 else None
        new = found is not None and ledger.answer(found["entry_id"], answer, by.strip())
        if found is None or not (new or stored):
            raise InputError.of("verification.unknown_match", entry=given)
    return str(json.loads(found["subject"])["name"]), answer, new
