"""Which entries of a catalogue a text speaks of: a segment's name and products, or the use of a bond's proceeds."""

import re
from dataclasses import dataclass
from typing import Literal

from cnesg.framework.product_rules import Catalogue, Entry, ProductRules, Words

Place = Literal["name", "text"]


@dataclass(frozen=True)
class Match:
    """A text speaks of an entry.

    Attributes:
        entry: of the catalogue.
        word: the words that it was recognised by.
        place: whether they stand in the name or only in the further text.
        confidence: 0 to 1.
    """

    entry: Entry
    word: str
    place: Place
    confidence: float


class Matcher:
    """Recognises the entries of one catalogue by their words; the longest word at a place wins.

    Args:
        catalogue: with words.
        rules: confidences.
        negations: words that, standing right before, take a match back.
    """

    def __init__(self, catalogue: Catalogue, rules: ProductRules, negations: Words) -> None:
        self.catalogue = catalogue
        self._rules = rules
        self._entries: dict[str, list[Entry]] = {}
        for entry in catalogue.entries:
            for word in (*entry.words.zh, *entry.words.en):
                self._entries.setdefault(word.lower(), []).append(entry)
        longest_first = sorted(self._entries, key=lambda word: (-len(word), word))
        # An English word begins where a word begins; its end is open for plurals.
        shown = (re.escape(w) if w[0] > "\x7f" else rf"(?<![a-z]){re.escape(w)}" for w in longest_first)
        self._words = re.compile("|".join(shown)) if longest_first else None
        before = "|".join(re.escape(word) for word in (*negations.zh, *negations.en))
        self._negated = re.compile(f"(?:{before})$") if before else None

    def matches(self, name: str, text: str = "") -> tuple[Match, ...]:
        """The entries that a name and a further text speak of, in the catalogue's order, each once."""
        in_name, in_text = self._found(name), self._found(text)
        # A name that tells what it is decides; further text then only describes it.
        found, place = (in_name, "name") if in_name else (in_text, "text")
        least = self._rules.least_confidence.value
        first = self._rules.name_confidence.value if place == "name" else self._rules.text_confidence.value
        confidence = round(first - self._rules.mixed_penalty.value * (len(found) - 1), 4)
        if confidence < least:
            return ()
        where: Place = "name" if place == "name" else "text"
        return tuple(
            Match(entry, found[entry.id], where, confidence) for entry in self.catalogue.entries if entry.id in found
        )

    def _found(self, text: str) -> dict[str, str]:
        found: dict[str, str] = {}
        lowered = text.lower()
        for match in self._words.finditer(lowered) if self._words else ():
            if self._negated and self._negated.search(lowered[: match.start()]):
                continue
            for entry in self._entries[match.group()]:
                found.setdefault(entry.id, match.group())
        return found
