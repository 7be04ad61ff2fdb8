"""Which people a bare count of staff is of: those of one work, of a workplace, the whole beside its parts."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.classes.employed import kind_of_employed
from cnesg.extraction.prose.classes.people_in_all import people_in_all
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.wordings.parts_of_counts import employees_harmed
from cnesg.extraction.prose.wordings.rest_of_ranks import rank_of_rest
from cnesg.extraction.prose.wordings.staff_by_place import part_named
from cnesg.extraction.prose.wordings.staff_parts import by_their_share, by_their_work
from cnesg.extraction.prose.wordings.workplaces import by_their_workplace, most_of_staff


def staff_told(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of people that the words around a count tell where no class word does; empty where they tell none.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    of_all = choice.fit.metric == sentence.roles.staff_total
    return (
        (kind_of_employed(sentence, number) if of_all else {})
        or rank_of_rest(sentence, number, choice)
        or employees_harmed(sentence, number, choice)
        or by_their_work(know, sentence, number, choice)
        or by_their_share(know, sentence, number, choice)
        or people_in_all(sentence, number, choice)
        or by_their_workplace(sentence, number, choice)
        or most_of_staff(sentence, number, choice)
        or part_named(know, sentence, number, choice.fit.metric)
    )
