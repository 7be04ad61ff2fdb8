"""Documents as pages, lines and words with boxes, in one language-neutral form.

`read_document` opens a PDF with a text layer or a text file; `sentences` splits pages into sentences; `fold` brings
text to one form for matching without moving a character.
"""

from cnesg.text.document import Document, LanguageCode, Line, Page, Word
from cnesg.text.language import han_share, language_of
from cnesg.text.normalise import fold
from cnesg.text.pdf_shapes import Colour, Shape
from cnesg.text.reader import read_document
from cnesg.text.sentences import PassingSentences, Sentence, sentences

__all__ = [
    "Colour",
    "Document",
    "LanguageCode",
    "Line",
    "Page",
    "PassingSentences",
    "Sentence",
    "Shape",
    "Word",
    "fold",
    "han_share",
    "language_of",
    "read_document",
    "sentences",
]
