"""Which of the things that a sentence speaks of it denies: not done, not there, not applicable, not told."""

import re
from collections.abc import Callable, Collection, Sequence

from cnesg.disclosure.topics import TopicIndex
from cnesg.disclosure.wording import comparable
from cnesg.framework.regexes import regex
from cnesg.text.document import LanguageCode

# In English a comma stands in lists, too: only what begins a main clause of its own ends one.
_CLAUSE_ENDS = {
    "zh": regex(r"[，；：。！？;!?]|,(?!\d)"),
    "en": regex(
        r"[;:!?]|\.\s|,?\s\b(?:but|however|although|though|while|whilst|whereas|instead)\b"
        r"|,\s(?:and\s)?(?=(?:we|it|they|the (?:group|company|bank))\b)",
        re.IGNORECASE,
    ),
}


def denies(cues: Collection[str]) -> bool:
    """Whether words with these cues deny something.

    That no wrong is done is no denial: who has not engaged in any form of bribery tells of no missing rules on bribery.
    """
    return not {"negation", "lack"}.isdisjoint(cues) and "wrong" not in cues


def denied_items(
    sentence: str,
    items: Collection[str],
    language: LanguageCode,
    find: Callable[[str], frozenset[str]],
    cues: Callable[[frozenset[str]], Collection[str]],
    topics: TopicIndex,
) -> frozenset[str]:
    """The items that a sentence denies.

    What a clause denies is the items that it speaks of, or else those of the clause before it ("As for an internal
    carbon price, none has been set"). An item that another clause affirms is not denied. One that no clause speaks of
    by itself (its words stand in several, or in a heading) is denied with the sentence.

    Args:
        sentence: as printed.
        items: codes of the items that it is about.
        language: its language.
        find: phrases in a text of the form of `comparable`.
        cues: names of the cues of phrases.
        topics: from phrases to items.
    """
    told: list[frozenset[str]] = []
    denying: list[bool] = []
    for clause in _CLAUSE_ENDS[language].split(sentence):
        found = find(comparable(clause, language))
        told.append(frozenset(topics.items(topics.topics(found), frozenset())).intersection(items))
        denying.append(denies(cues(found)))
    if not any(denying):
        return frozenset()
    return frozenset(item for item in items if _is_denied(item, told, denying))


def _is_denied(item: str, told: Sequence[frozenset[str]], denying: Sequence[bool]) -> bool:
    places = [place for place, of_clause in enumerate(told) if item in of_clause]
    return all(denying[place] or _is_denied_behind(place, told, denying) for place in places)


def _is_denied_behind(place: int, told: Sequence[frozenset[str]], denying: Sequence[bool]) -> bool:
    """Whether the clause behind it denies and speaks of no item itself."""
    return place + 1 < len(told) and denying[place + 1] and not told[place + 1]
