"""Whether a document can answer a standard at all: its language, and whether it says anything on the matter."""

import re
from collections.abc import Mapping, Sequence

from cnesg.gap.index_table import Claim
from cnesg.gap.model import Note
from cnesg.gap.passages import Passage
from cnesg.text.sentences import Sentence

_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u05ff\u0600-\u06ff\u0900-\u0eff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# The commonest small words; English shares hardly any of them with the others.
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "for", "is", "by", "with", "our", "we", "that", "are", "was"])
_FOREIGN = frozenset(
    [
        *("de", "la", "le", "les", "des", "et", "du", "dans", "pour", "der", "die", "das", "und", "den", "von", "mit"),
        *("el", "los", "las", "y", "en", "que", "del", "il", "di", "che", "per", "e", "do", "da", "os", "van", "het"),
        *("een", "och", "att", "som", "na", "w", "z", "yang", "dan", "untuk", "ve", "bir", "của", "và", "các"),
    ]
)
_LEAST_SHARE_OF_SCRIPT = 0.15
_LEAST_WORDS = 60
_LEAST_FOREIGN = 0.06
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
        claims: what an index table claims.
        measured: how many metrics of the environment the document states; a data sheet has no sentences.
    """
    if not any(_LETTER.search(sentence.text) for sentence in sentences):
        return ("no_text",)
    if is_third_language([sentence.text for sentence in sentences]):
        return ("third_language",)
    if len(claims) >= _LEAST_CLAIMS and len(prose) < _FEWEST_SENTENCES and measured < _LEAST_MEASURED:
        return ("index_only",)
    least = 1 if len(prose) < _SHORT else 2
    mentioned = (sum(name in passage.subjects for passage in prose) >= least for name in matters)
    if sum(mentioned) < _LEAST_MATTERS and measured < _LEAST_MEASURED:
        return ("no_esg_content",)
    return ()


def is_third_language(texts: Sequence[str]) -> bool:
    """Whether a text is in neither Chinese nor English, by script or by its small words."""
    whole = " ".join(texts)
    letters = len(_LETTER.findall(whole)) or 1
    if (len(_KANA_OR_HANGUL.findall(whole)) + len(_OTHER_SCRIPT.findall(whole))) / letters >= _LEAST_SHARE_OF_SCRIPT:
        return True
    if len(_HAN.findall(whole)) / letters >= _LEAST_SHARE_OF_SCRIPT:
        return False
    words = [word.casefold() for word in _WORD.findall(whole)]
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    return len(words) >= _LEAST_WORDS and foreign > english and foreign / len(words) >= _LEAST_FOREIGN
