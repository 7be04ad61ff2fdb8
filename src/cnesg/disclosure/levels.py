"""The level of a statement and its flags, by the cues and the decision list of the methodology data."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from cnesg.disclosure.cues import CharacterCues
from cnesg.disclosure.denial import denies
from cnesg.framework.definitions.indicators import Level
from cnesg.framework.statements import LevelCues, LevelRule
from cnesg.text.document import LanguageCode

Pillar = Literal["E", "S", "G"]

_PILLARS: dict[str, Pillar] = {"environment": "E", "social": "S", "governance": "G"}
_NAMES_SOMETHING = (
    "number",
    "numeral",
    "measured",
    "year",
    "named_time",
    "law",
    "quoted",
    "name",
    "named_place",
    "named_body",
    "named_system",
)


@dataclass(frozen=True)
class Judgement:
    """What a sentence says, apart from its topic.

    Attributes:
        level: none, mention, policy, system, target, action, result or assurance.
        negated: something is not done, not applicable or not disclosed.
        vague: it says something, and names no number, date, body, system, law, place or project.
        quantitative: it holds a number that measures an ESG matter.
        pillar: E, S or G; None where it is about none of them or all.
        target_year: the last year named as a date to be reached, for targets.
        confidence: 0 to 1, that of the rule that decided.
        cues: everything that was found, for explanation.
        ahead: the last year named as a date to be reached, whatever the level.
    """

    level: Level
    negated: bool
    vague: bool
    quantitative: bool
    pillar: Pillar | None
    target_year: int | None
    confidence: float
    cues: frozenset[str]
    ahead: int | None = None


class LevelJudge:
    """Judges sentences in one language.

    Args:
        levels: cues and rules of the methodology.
        language: of the sentences.
    """

    def __init__(self, levels: LevelCues, language: LanguageCode) -> None:
        self._levels = levels
        self._language = language
        self._characters = CharacterCues(language, levels.words.en if language == "en" else levels.words.zh)
        self._cues_of: dict[str, list[str]] = {}
        for cue in levels.cues:
            for phrase in cue.en if language == "en" else cue.zh:
                self._cues_of.setdefault(phrase, []).append(cue.cue)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases that the judge asks for; hand those found to `judge`."""
        return tuple(self._cues_of)

    def cues_of(self, found: frozenset[str]) -> list[str]:
        """The cues of phrases that were found, one for each phrase."""
        return [cue for phrase in found for cue in self._cues_of.get(phrase, ())]

    def judge(
        self,
        sentence: str,
        text: str,
        found: frozenset[str],
        *,
        items: Sequence[str] = (),
        year: int | None = None,
        own_names: frozenset[str] = frozenset(),
    ) -> Judgement:
        """The judgement on a sentence.

        Args:
            sentence: as printed.
            text: the same in the form of `comparable`.
            found: the phrases that stand in it.
            items: codes of the items it is about; they show what it speaks of where no common phrase does.
            year: fiscal year of the report; later years are dates to be reached.
            own_names: words of the company's own name.
        """
        counts = Counter(self.cues_of(found))
        counts.update({cue: 1 for cue, pillar in _PILLARS.items() if any(code.startswith(pillar) for code in items)})
        cues = set(counts) | set(self._characters.read(sentence, text, own_names))
        if counts["business"] > sum(counts[cue] for cue in (*_PILLARS, "all_pillars")):
            cues.add("mostly_business")
        if items:
            cues.add("item")
        ahead = [y for y in self._characters.years(text) if year is not None and y > year]
        if ahead:
            cues.add("future_year")
        if year is not None and str(year) in text:
            cues.add("report_year")
        rule = next(rule for rule in self._levels.rules if _applies(rule, cues))
        says_something = rule.level != "none"
        return Judgement(
            level=rule.level,
            negated=says_something and denies(cues),
            vague=says_something and names_nothing(cues),
            quantitative=says_something and "measured" in cues,
            pillar=_pillar(counts) if says_something else None,
            target_year=max(ahead) if ahead and rule.level == "target" else None,
            confidence=rule.confidence,
            cues=frozenset(cues),
            ahead=max(ahead) if ahead else None,
        )


def names_nothing(cues: Collection[str]) -> bool:
    """Whether a sentence with these cues holds no number, date, body, system, law, place or project, and no zero."""
    return "zero" not in cues and not any(cue in cues for cue in _NAMES_SOMETHING)


def _applies(rule: LevelRule, cues: set[str]) -> bool:
    return (
        all(cue in cues for cue in rule.all)
        and (not rule.any or any(cue in cues for cue in rule.any))
        and not any(cue in cues for cue in rule.unless)
    )


def _pillar(counts: Counter[str]) -> Pillar | None:
    scores = {pillar: counts[cue] for cue, pillar in _PILLARS.items()}
    best = max(scores.values())
    if best == 0 or (all(scores.values()) and counts["all_pillars"]):
        return None
    return next(pillar for pillar in scores if scores[pillar] == best)
