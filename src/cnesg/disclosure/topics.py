"""Which items of the methodology a sentence speaks to, by the phrases in it and in its headings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cnesg.framework.statements import ItemPhrases, Wording
from cnesg.text.document import LanguageCode


@dataclass(frozen=True, slots=True)
class _Item:
    code: str
    wording: Wording
    needs: frozenset[str]


class TopicIndex:
    """From phrases to items, in one language.

    Args:
        items: the phrase data; its order is the order of the answers.
        language: of the sentences.
    """

    def __init__(self, items: Iterable[ItemPhrases], language: LanguageCode) -> None:
        self._items = [
            _Item(entry.item, entry.en if language == "en" else entry.zh, frozenset(entry.needs)) for entry in items
        ]
        self._groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._never: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            for group, phrases in enumerate(item.wording.about):
                for phrase in phrases:
                    self._groups[phrase].append((number, group))
            for phrase in item.wording.never:
                self._never[phrase].append(number)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases that the index asks for; hand those found to `items`."""
        return tuple(dict.fromkeys((*self._groups, *self._never)))

    def items(self, sentence: frozenset[str], heading: frozenset[str], cues: frozenset[str]) -> list[str]:
        """Codes of the items a sentence speaks to.

        Args:
            sentence: phrases found in the sentence.
            heading: phrases found in the headings above it; they can complete an item, never make one alone.
            cues: cues of the sentence, for items that need one.
        """
        own = self._matched(sentence)
        if not own:
            return []
        above = self._matched(heading)
        excluded = {number for phrase in sentence for number in self._never.get(phrase, ())}
        return [
            self._items[number].code
            for number in sorted(own.keys() - excluded)
            if len(own[number] | above.get(number, set())) == len(self._items[number].wording.about)
            and self._items[number].needs <= cues
        ]

    def _matched(self, phrases: frozenset[str]) -> dict[int, set[int]]:
        matched: dict[int, set[int]] = {}
        for phrase in phrases:
            for number, group in self._groups.get(phrase, ()):
                matched.setdefault(number, set()).add(group)
        return matched
