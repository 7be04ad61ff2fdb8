"""Amounts of pollutants that have no metric, told beside one that has: 氨氮0.6吨、总磷|0.2吨."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.leaning.nouns_in_turn import is_other_in_turn
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence


def is_of_other_pollutant(marks: Marks, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether an amount is of a pollutant that has no metric, in a list with one that has: 氨氮0.6吨、总磷|0.2吨.

    Args:
        marks: marked words of the passage.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if choice.fit.metric not in sentence.roles.pollutants or choice.hit.end > number.start:
        return False
    if is_other_in_turn(sentence, number):
        return True
    begin = number.start - len(sentence.own_label(number))
    return choice.hit.end <= begin and marks.any("other_pollutant", begin, number.start)
