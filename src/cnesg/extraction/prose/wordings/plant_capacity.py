"""What a plant named before could give: "Solar panels cover two roofs. Their capacity is| 4.4 MW"."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_CAPACITY = "capacity"
_OTHER_PLANT = regex(
    r"(?i)\b(?:coal|gas|diesel|oil|generators?|boilers?|nuclear|batter(?:y|ies)|storage|transformers?|substations?|chillers?"
    r"|servers?|data cent(?:re|er)s?|contracted|electrolyser|charging|chargers?|furnaces?|motors?|engines?|pumps?)\b"
)
_FARTHEST = 3  # sentences back
_COST = 1.0


def capacity_of_plant(know: Knowledge, sentence: Sentence, earlier: list[Sentence], number: Number) -> Choice | None:
    """The wording of the plant that earlier words name, for the capacity told here; None where its clause names one.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        earlier: the sentences before it in the passage.
        number: the number.
    """
    own = sentence.text[sentence.start : sentence.end]
    if "power" not in number.kinds or _CAPACITY not in own or " will have " in own or _OTHER_PLANT.search(own):
        return None
    built, clause = sentence.roles.power_built, sentence.clauses.span(number.start)
    if _CAPACITY not in sentence.text[clause[0] : clause[1]]:
        return None
    for last in (sentence, *reversed(earlier[-_FARTHEST:])):
        if last is not sentence and _OTHER_PLANT.search(last.text, last.start, last.end):
            return None
        named = [hit for hit in (*last.things, *last.hits) if know.lexicon.entries[hit.entry].metric == built]
        if any(clause[0] <= hit.start < clause[1] for hit in named):
            return None
        named = [hit for hit in named if hit.end <= number.start]
        if named:
            hit = max(named, key=lambda one: one.end)
            how = fit(know, hit.entry, number.kinds, number.unit, number.family)
            return Choice(_COST, hit, how, "sentence", sure=True) if how else None
    return None
