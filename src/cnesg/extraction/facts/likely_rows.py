"""Which rows are told: those that are probably right, by the model that learnt from labelled reports."""

from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.confidence import Traced
from cnesg.extraction.facts.met_aims import with_met_aims_raised
from cnesg.extraction.facts.untold import with_untold_lowered, without_unnamed_shares
from cnesg.extraction.knowledge import Knowledge
from cnesg.model import Quantity


def likely_rows(know: Knowledge, traced: list[Traced], least: float | None) -> list[Traced]:
    """Rows with their calibrated confidence, without those that are probably wrong; without a model all that can be.

    No share is less than nothing.

    Args:
        know: the vocabulary, with the model of confidence and the wording's least confidences.
        traced: the rows, each with the candidate that it was made of.
        least: the share of right rows, 0 to 1, that a row must come up to; without it the wording's own, which is lower
            for aims and for rows of tables on pages, kinds of which the model learnt from few.
    """
    shares = know.lexicon.roles.shares  # parts of a whole: -12% over "Emissions vs 2022" is a change, whatever it names
    traced = [(row, one) for row, one in traced if row.value >= 0 or row.unit != "%" or row.metric not in shares]
    if know.confidence is None:
        return traced
    grammar = know.lexicon.grammar
    of_others = grammar.least_confidence_of_others if least is None else least  # of which it learnt from few
    if least is None:
        least = grammar.least_confidence
        if grammar.least_confidence_in_reports is not None and len(traced) >= grammar.content.fewest_rows:
            least = grammar.least_confidence_in_reports  # the model learnt from reports: it knows a few lines less well
    rated = []
    for (row, one), share in zip(traced, know.confidence.of(traced), strict=True):
        confidence = round(share * grammar.recognised, 4) if one.method == "ocr" else share
        rated.append((replace(row, confidence=confidence), one))
    likely = [
        (row, one)
        for row, one in with_met_aims_raised(rated, grammar.met_aim)
        if row.confidence >= (of_others if row.value_kind == "target" or _is_in_page_table(row, one) else least)
    ]
    return with_untold_lowered(without_unnamed_shares(know, likely), grammar.untold)


def _is_in_page_table(row: Quantity, one: Candidate) -> bool:
    """Whether a row was read in a table on a page, where it has a box."""
    return one.method == "table" and row.bbox is not None
