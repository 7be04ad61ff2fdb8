"""One sentence read once: its phrases, what it says, and which items it speaks to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cnesg.disclosure.denial import denied_items, denies
from cnesg.disclosure.level_model import LevelModel, RuleReading
from cnesg.disclosure.levels import Judgement, LevelJudge
from cnesg.disclosure.phrases import PhraseIndex
from cnesg.disclosure.topics import TopicIndex
from cnesg.disclosure.wording import comparable
from cnesg.framework.statements import StatementPhrases
from cnesg.text.document import LanguageCode

_NEAREST_HEADINGS = 2


@dataclass(frozen=True)
class Reading:
    """What a sentence says, the items it speaks to in code order, and what the rules made of it."""

    judgement: Judgement
    items: tuple[str, ...]
    seen: RuleReading

    def denies(self, item: str) -> bool:
        """Whether it says that an item is not done, not there, not applicable or not disclosed."""
        return item in self.seen.denied


class SentenceReader:
    """Reads sentences in one language by the phrase data of a methodology.

    Args:
        phrases: the phrase data.
        language: of the sentences.
        model: corrects the rules' judgement; by default the rules stand.
    """

    def __init__(self, phrases: StatementPhrases, language: LanguageCode, *, model: LevelModel | None = None) -> None:
        self._model = model
        self._language = language
        self._topics = TopicIndex(phrases, language)
        self._judge = LevelJudge(phrases.levels, language)
        gap = phrases.levels.gap.en if language == "en" else phrases.levels.gap.zh
        words = phrases.levels.words.en if language == "en" else phrases.levels.words.zh
        asked = (*self._topics.phrases, *self._judge.phrases)
        self._index = PhraseIndex(asked, language, gap, words.not_inside)
        self._topics_above = lru_cache(maxsize=4096)(self._heading_topics)

    def read(
        self,
        sentence: str,
        *,
        before: str = "",
        after: str = "",
        heading: tuple[str, ...] = (),
        year: int | None = None,
        own_names: frozenset[str] = frozenset(),
    ) -> Reading:
        """Reads a sentence.

        Args:
            sentence: as printed.
            before: the sentence before it, empty where there is none.
            after: the sentence after it, empty where there is none.
            heading: the headings above it, outermost first; the nearest two count.
            year: fiscal year of the report.
            own_names: words of the reporting company's name.
        """
        seen = self.by_rules(sentence, heading=heading, year=year, own_names=own_names)
        beside = [self.by_rules(text, year=year, own_names=own_names) if text else None for text in (before, after)]
        return self.judged(seen.between(*beside))

    def judged(self, seen: RuleReading) -> Reading:
        """What a sentence says, after the model had its say on what the rules made of it."""
        return next(self.judged_each([seen]))

    def judged_each(self, seen: Sequence[RuleReading]) -> Iterator[Reading]:
        """The same of many sentences, which is quicker than one by one."""
        judgements = self._model.judge_each(seen) if self._model else (one.judgement for one in seen)
        return (self._reading(one, judgement) for one, judgement in zip(seen, judgements, strict=True))

    def _reading(self, seen: RuleReading, judgement: Judgement) -> Reading:
        if judgement.level == "none":
            return Reading(judgement, (), seen)
        items = tuple(code for code in seen.items if self._topics.supported(code, judgement.cues))
        return Reading(judgement, items, seen)

    def by_rules(
        self,
        sentence: str,
        *,
        heading: tuple[str, ...] = (),
        year: int | None = None,
        own_names: frozenset[str] = frozenset(),
    ) -> RuleReading:
        """What the rules alone make of a sentence; see `read`."""
        text = comparable(sentence, self._language)
        found = self._index.find(text)
        topics = self._topics.topics(found)
        items = self._topics.items(topics, self._topics_above(heading))
        judgement = self._judge.judge(sentence, text, found, items=items, year=year, own_names=own_names)
        return RuleReading(judgement, text, tuple(items), topics, self._denied(sentence, items, judgement))

    def _denied(self, sentence: str, items: Sequence[str], judgement: Judgement) -> frozenset[str]:
        if not items or not denies(judgement.cues):
            return frozenset()
        return denied_items(sentence, items, self._language, self._index.find, self._judge.cues_of, self._topics)

    def _heading_topics(self, heading: tuple[str, ...]) -> frozenset[str]:
        # A chapter's title spans too much to say what one sentence is about.
        nearest = heading[-_NEAREST_HEADINGS:]
        found = (self._index.find(comparable(line, self._language)) for line in nearest)
        return self._topics.topics(frozenset().union(*found))
