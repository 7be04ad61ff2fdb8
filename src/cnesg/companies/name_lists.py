"""What the names of a list mean in which every company stands once: what one name surely means no other one does."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cnesg.companies.name_register import Candidate, Match, leads
from cnesg.framework.company_names import MatchScore


def each_once(matches: Sequence[Match], score: MatchScore) -> list[Match]:
    """The matches of a list's names, as far as each company can have but one of them.

    Args:
        matches: what each name means by itself.
        score: the margin by which one of two names leads.

    Returns:
        A match for each name, in order. Where two names mean one company, the better one keeps it if it leads by the
        margin; what another one means is doubtful. A doubtful name means the candidate that is left when those are gone
        that other names mean, if that one is good enough by itself.
    """
    # What is likely by habit alone gives way to what others surely mean.
    found = _one_name_each([replace(m, verdict="doubtful") if m.by_habit else m for m in matches], score)
    while True:
        claimed = {match.company_id for match in found}
        wanted: dict[str, list[tuple[int, tuple[Candidate, ...]]]] = defaultdict(list)
        for place, match in enumerate(found):
            if match.verdict == "doubtful":
                free = (one for one in match.candidates if one.company_id not in claimed)
                left = tuple(sorted(free, key=lambda one: -one.score))
                # In a list of companies, words of trades are a name.
                if left and (match.common or len(left) < len(match.candidates)) and leads(left, score):
                    wanted[left[0].company_id].append((place, left))
        alone = [names[0] for names in wanted.values() if len(names) == 1]
        if not alone:
            return _likely(found, claimed)
        for place, left in alone:
            found[place] = replace(found[place], verdict="match", candidates=left)


def _likely(found: list[Match], claimed: set[str | None]) -> list[Match]:
    """What is likely by habit, where no other name means or likely means the same."""
    wanted = Counter(match.candidates[0].company_id for match in found if match.by_habit and match.company_id is None)
    return [
        replace(match, verdict="match")
        if match.by_habit
        and wanted[match.candidates[0].company_id] == 1
        and match.candidates[0].company_id not in claimed
        else match
        for match in found
    ]


def _one_name_each(matches: Sequence[Match], score: MatchScore) -> list[Match]:
    found = list(matches)
    meant: dict[str, list[int]] = defaultdict(list)
    for place, match in enumerate(matches):
        if match.company_id is not None:
            meant[match.company_id].append(place)
    for places in meant.values():
        best, *others = sorted(places, key=lambda place: -matches[place].candidates[0].score)
        if others and matches[best].candidates[0].score - matches[others[0]].candidates[0].score < score.margin:
            others.append(best)
        for place in others:
            found[place] = replace(found[place], verdict="doubtful")
    return found
