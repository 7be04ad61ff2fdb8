"""Wordings that the form of the words around a number gives by itself, whatever else stands near it."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.densities_in_turn import density_in_turn
from cnesg.extraction.prose.leaning.nouns_in_turn import nouns_in_turn
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.wordings.directors_and_staff import taken_part
from cnesg.extraction.prose.wordings.gas_cuts import gases_cut_by
from cnesg.extraction.prose.wordings.governed_people import people_governed
from cnesg.extraction.prose.wordings.parts_named_behind import part_named_behind
from cnesg.extraction.prose.wordings.parts_of_counts import part_of_count
from cnesg.extraction.prose.wordings.rates_of_classes import rate_of_classes
from cnesg.extraction.prose.wordings.rest_of_ranks import rest_of_ranks
from cnesg.extraction.prose.wordings.scopes_behind import scope_behind
from cnesg.extraction.prose.wordings.staff_by_place import staff_named
from cnesg.extraction.prose.wordings.work_in_list import work_in_list

_FORMS = (
    scope_behind,
    taken_part,
    rate_of_classes,
    work_in_list,
    staff_named,
    part_named_behind,
    part_of_count,
    rest_of_ranks,
    people_governed,
    density_in_turn,
    nouns_in_turn,
    gases_cut_by,
)


def told_by_form(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the first form that a number stands in; None where it stands in none.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    for form in _FORMS:
        if (choice := form(know, sentence, number)) is not None:
            return choice
    return None
