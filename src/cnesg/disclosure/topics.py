"""Which items of the methodology a sentence speaks to, by the topics in it and in its headings."""

from collections import defaultdict
from dataclasses import dataclass

from cnesg.framework.statements import StatementPhrases
from cnesg.text.document import LanguageCode


@dataclass(frozen=True, slots=True)
class _Item:
    code: str
    about: tuple[frozenset[str], ...]
    never: frozenset[str]
    needs: frozenset[str]
    unless: frozenset[str]

    def about_in(self, sentence: frozenset[str], heading: frozenset[str]) -> bool:
        """Whether a sentence with these topics, under headings with these topics, is about the item."""
        subject, *rest = self.about
        there = sentence | heading
        return bool(subject & sentence) and all(group & there for group in rest) and not self.never & sentence


class TopicIndex:
    """From phrases to topics to items, in one language.

    Args:
        phrases: the phrase data; the order of its items is the order of the answers.
        language: of the sentences.
    """

    def __init__(self, phrases: StatementPhrases, language: LanguageCode) -> None:
        self._items = [
            _Item(i.item, tuple(map(frozenset, i.about)), frozenset(i.never), frozenset(i.needs), frozenset(i.unless))
            for i in phrases.items
        ]
        self._by_code = {item.code: item for item in self._items}
        self._asked_by: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            for name in item.about[0]:
                self._asked_by[name].append(number)
        self._topics_of: dict[str, list[str]] = defaultdict(list)
        for name, topic in phrases.topics.items():
            for phrase in topic.en if language == "en" else topic.zh:
                self._topics_of[phrase].append(name)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases that the index asks for; hand those found to `topics`."""
        return tuple(self._topics_of)

    def topics(self, phrases: frozenset[str]) -> frozenset[str]:
        """The topics of a text, by the phrases found in it."""
        return frozenset(name for phrase in phrases for name in self._topics_of.get(phrase, ()))

    def items(self, sentence: frozenset[str], heading: frozenset[str]) -> list[str]:
        """Codes of the items a sentence is about.

        Args:
            sentence: topics of the sentence.
            heading: topics of the headings above it.
        """
        candidates = {number for name in sentence for number in self._asked_by.get(name, ())}
        found = (self._items[number] for number in sorted(candidates))
        return [item.code for item in found if item.about_in(sentence, heading)]

    def supported(self, code: str, cues: frozenset[str]) -> bool:
        """Whether a sentence with these cues can stand for an item: it has those it needs and none that rule it out."""
        item = self._by_code[code]
        return item.needs <= cues and not item.unless & cues
