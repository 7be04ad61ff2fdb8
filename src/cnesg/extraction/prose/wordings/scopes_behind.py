"""Scopes that a word joins to the amount before them: 2,108 tonnes |from Scope 1, 30,307 |were Scope 2."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_AMOUNTS = frozenset({"co2", "mass"})
_JOINED = regex(
    r"(?i)\s(?:(?:came|coming|arising|arose|resulting|resulted|stemming) )?"
    r"(?:from|in|under|for|as|of|were|was|are|is|being|attributable to|related to|relating to|classified as)\s"
    r"(?:our |the |its |their )?(?:(?:energy |other )?(?:in)?direct (?:ghg )?(?:emissions )?)?"
    r"\(?(?P<scope>scope [123])\b(?!\)?\s?(?:,|and|&|/|\+|to|-|–)\s?(?:scope )?[123]\b)"
    r"(?!\)?(?: emissions)?\s?(?::|of|at|was|were|totalling)?\s?\d)"
)
_COST = 1.0


def scope_behind(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a scope right behind an amount and the word that joins them; None where none stands there.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
    """
    said = _JOINED.match(sentence.text, number.unit_end) if number.kinds & _AMOUNTS else None
    if said is None or said.end() > sentence.end:
        return None
    named = said.start("scope")
    for hit in sentence.hits:
        if named - len(" (") <= hit.start <= named < hit.end:
            how = fit(know, hit.entry, number.kinds, number.unit, number.family)
            if how is not None:
                return Choice(_COST, hit, how, "clause")
    return None
