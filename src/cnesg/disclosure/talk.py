"""How much of what a report says is talk: statements without number, date or act."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cnesg.disclosure.levels import Judgement, Pillar

_DEEDS = frozenset({"action", "result", "assurance"})
_FACTS = frozenset({"number", "measured", "year", "deadline"})


@dataclass(frozen=True)
class Talk:
    """Talk in a report, on one pillar or on all.

    Attributes:
        pillar: E, S or G; None for the whole report.
        sentences: that say something on it.
        without_fact: of these, how many hold no number and no date and tell of no act, result or assurance.
        vague: of these, how many name nothing at all (no body, system, law, place or project either).
    """

    pillar: Pillar | None
    sentences: int
    without_fact: int
    vague: int

    @property
    def share(self) -> float:
        """Share of the sentences that hold no fact; 0 where there are none."""
        return self.without_fact / self.sentences if self.sentences else 0.0


def is_talk(judgement: Judgement) -> bool:
    """Whether a sentence says something and holds no number or date and tells of no act, result or assurance."""
    return judgement.level != "none" and judgement.level not in _DEEDS and not _FACTS & judgement.cues


def talk(judgements: Iterable[Judgement]) -> list[Talk]:
    """How much of what a report says is talk.

    Args:
        judgements: of all sentences of a report.

    Returns:
        The whole report first, then E, S and G; sentences on no pillar or on all count for the whole only.
    """
    sentences: Counter[Pillar | None] = Counter()
    without: Counter[Pillar | None] = Counter()
    vague: Counter[Pillar | None] = Counter()
    for judgement in judgements:
        if judgement.level == "none":
            continue
        for pillar in {None, judgement.pillar}:
            sentences[pillar] += 1
            if is_talk(judgement):
                without[pillar] += 1
                vague[pillar] += judgement.vague
    pillars: tuple[Pillar | None, ...] = (None, "E", "S", "G")
    return [Talk(pillar, sentences[pillar], without[pillar], vague[pillar]) for pillar in pillars]
