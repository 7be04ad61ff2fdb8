"""Which of several companies a short name means that all of them could have: what they more often go by."""

from collections.abc import Mapping

from cnesg.companies.name_anatomy import Anatomy
from cnesg.companies.name_forms import Forms
from cnesg.framework.company_names import CompanyNames


class Habits:
    """How readily companies go by a short name, judged by what it leaves out of the full one.

    Args:
        words: the odds (`habits`), and the words of names.
        anatomy: takes full names apart.
    """

    def __init__(self, words: CompanyNames, anatomy: Anatomy) -> None:
        self._odds, self._anatomy = words.habits, anatomy
        self._share_word = words.legal_forms.short

    def preferred(self, short: Forms, fulls: Mapping[str, str]) -> str | None:
        """The company that a short name likely means, of several whose full names hold all of it; None where none is.

        Args:
            short: forms of the short name.
            fulls: full names without legal form, by company.
        """
        odds = {company: self._of(short, full) for company, full in sorted(fulls.items())}
        best = max(odds, key=lambda company: odds[company])
        return best if odds[best] >= self._odds.likely * sum(odds.values()) else None

    def _of(self, short: Forms, full: str) -> float:
        """The odds that a company of a full name goes by a short one; only their ratios mean anything."""
        odds, parts = self._odds, self._anatomy.parts(full)
        start = full.find(short.bare)
        behind = [part for part in parts if part.first >= start + len(short.bare)]
        loose = [full[part.first : part.end] for part in behind if part.kind == "loose"]
        technology = any(word in odds.technology_words for word in loose)
        if short.plain.endswith(self._share_word):
            if any(part.kind in ("trade", "rest") for part in behind):
                return odds.share_trade_technology if technology else odds.share_trade
            if technology:
                return odds.share_technology
            return odds.share_loose if loose else odds.share_alone
        place = odds.place_left if parts[0].kind == "place" and start >= parts[0].end else 1.0
        return place * (odds.technology_left if technology else odds.loose_left if loose else 1.0)
