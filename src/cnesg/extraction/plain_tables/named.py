"""Whether the text of a line names a metric."""

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.knowledge import Knowledge


def names_metric(text: str, know: Knowledge) -> bool:
    """Whether a text holds the wording of a metric.

    Args:
        text: the text.
        know: the vocabulary.
    """
    return bool(know.lexicon.find(printed_form(text)).hits)
