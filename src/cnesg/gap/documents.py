"""Whether a document can answer a standard at all: its language, and whether it says anything on the matter."""

from collections.abc import Mapping, Sequence

from cnesg.framework.regexes import regex
from cnesg.gap.index_table import Claim, codes_listed
from cnesg.gap.model import Note
from cnesg.gap.passages import Passage
from cnesg.text.language import is_third_language
from cnesg.text.sentences import Sentence

_LETTER = regex(r"[^\W\d_]")
_LEAST_MATTERS = 3
_LEAST_MEASURED = 3
_SHORT = 100
_LEAST_CLAIMS = 8
_FEWEST_SENTENCES = 8


def notes_on(
    sentences: Sequence[Sentence],
    prose: Sequence[Passage],
    matters: Sequence[str],
    claims: Mapping[str, Claim],
    measured: int,
) -> tuple[Note, ...]:
    """Why a document shows nothing, if it does not.

    Args:
        sentences: all sentences and lines.
        prose: the sentences that may be evidence.
        matters: the subjects by which a document is seen to speak of the environment or society.
        claims: what an index table claims on the standard's items; one of another standard is seen as well.
        measured: how many metrics of the environment the document states; a data sheet has no sentences.
    """
    if not any(_LETTER.search(sentence.text) for sentence in sentences):
        return ("no_text",)
    if is_third_language([sentence.text for sentence in sentences]):
        return ("third_language",)
    if len(prose) < _FEWEST_SENTENCES and measured < _LEAST_MEASURED:
        listed = max(len(claims), codes_listed(sentences))
        if listed >= _LEAST_CLAIMS:
            return ("index_only",)
    least = 1 if len(prose) < _SHORT else 2
    mentioned = (sum(name in passage.subjects for passage in prose) >= least for name in matters)
    if sum(mentioned) < _LEAST_MATTERS and measured < _LEAST_MEASURED:
        return ("no_esg_content",)
    return ()
