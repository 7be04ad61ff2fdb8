"""Money given for an event of a known year where no year is named: 汶川地震发生后,公司捐款|50万元 was of 2008."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.lexicon import Found

_EVENT = "event_"  # begins the names of the lexicon's marks that say when something happened


def year_of_event(found: Found, sentence: Sentence, number: Number) -> int | None:
    """The year of the event that a sentence names last before a sum of money; None where it names none.

    Args:
        found: what the lexicon found in the passage.
        sentence: the sentence of the number.
        number: the number.
    """
    if "money" not in number.kinds:
        return None
    named = [
        (start, int(purpose.removeprefix(_EVENT)))
        for purpose, spans in found.marks.items()
        if purpose.startswith(_EVENT)
        for start, _ in spans
        if sentence.start <= start < number.start
    ]
    return max(named)[1] if named else None
