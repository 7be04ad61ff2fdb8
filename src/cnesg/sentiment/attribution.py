"""The events of a text by their cues, each put to the companies of which it is told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cnesg.model.news import Standing
from cnesg.sentiment.clauses import Span, at, clauses
from cnesg.sentiment.cues import Cue, CueFinder
from cnesg.sentiment.names import Named, key_of
from cnesg.sentiment.pages import Page
from cnesg.sentiment.questions import Piece, pieces
from cnesg.sentiment.roles import RoleReader
from cnesg.sentiment.sides import Side, SideReader
from cnesg.sentiment.standing import StandingReader

_CARRIED = 0.8  # confidence of what is told of a company that the sentence does not name, as a share


@dataclass(frozen=True, slots=True)
class Event:
    """An event told of a company.

    Attributes:
        code: of the incident type.
        confidence: 0 to 1.
        standing: how it is told.
        sentence: number of the sentence.
        place: where its words begin.
    """

    code: str
    confidence: float
    standing: Standing
    sentence: int
    place: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the cues of a text tell.

    Attributes:
        events: of each company, by `key_of`.
        pieces: the parts of its sentences that speak of somebody.
        sides: of names: whether the company does something to another there, or suffers it.
    """

    events: dict[str, list[Event]]
    pieces: list[Piece]
    sides: dict[Named, Side]

    def side(self, names: Iterable[Named]) -> Side | None:
        """The side of a company that stands on one wherever it is named."""
        found = {self.sides.get(name) for name in names}
        return found.pop() if len(found) == 1 else None


class Attribution:
    """Puts events to companies.

    Args:
        cues: of all types.
        standing: judges how an event is told.
        roles: tells companies apart.
        sides: tells who does something to another.
        harmful: codes of the types that are bad news by themselves.
    """

    def __init__(
        self,
        cues: CueFinder,
        standing: StandingReader,
        roles: RoleReader,
        *,
        sides: SideReader,
        harmful: Collection[str],
    ) -> None:
        self._cues, self._standing, self._roles = cues, standing, roles
        self._sides, self._harmful = sides, harmful

    def read(self, page: Page, named: Sequence[Named]) -> Told:
        """The events of a text, and the pieces in which it speaks of companies.

        Args:
            page: the text.
            named: the companies named in it, in its order.
        """
        told = Told({}, [], {})
        cues = self._cues.find(page.text)
        subjects: tuple[Named, ...] = ()
        name_at = cue_at = 0
        for number, sentence in enumerate(page.sentences):
            name_from, cue_from = name_at, cue_at
            while name_at < len(named) and named[name_at].start < sentence.end:
                name_at += 1
            while cue_at < len(cues) and cues[cue_at].start < sentence.end:
                cue_at += 1
            inside, hits = named[name_from:name_at], cues[cue_from:cue_at]
            plain = [name for name in inside if not self._roles.stands_by(page.text, name)]
            told.sides.update({inside[place]: side for place, side in self._sides.read(page.text, inside).items()})
            told.pieces.extend(pieces(page, number, plain))
            if hits:
                subjects = self._sentence(page, number, (inside, subjects), hits, told)
            elif plain:
                subjects = (plain[0],)
        return told

    def standing(self, page: Page, number: int, name: Named, piece: Span) -> Standing:
        """How a piece tells what no cue in it shows, by the words around the company's name."""
        found = self._standing.around(page.text, page.sentences[number], piece, Span(name.start, name.end), page.year)
        return self._asked_or_denied(page, number, found)

    def _sentence(
        self,
        page: Page,
        number: int,
        names: tuple[Sequence[Named], tuple[Named, ...]],
        hits: Sequence[Cue],
        told: Told,
    ) -> tuple[Named, ...]:
        """Put the events of a sentence to its companies, or to those told of before; the last ones are returned."""
        inside, before = names
        sentence = page.sentences[number]
        parts = clauses(page.printed, sentence)
        longest: dict[tuple[str, int], tuple[Cue, float]] = {}
        for cue in hits:
            answer = self._roles.told_of(page.text, inside, Span(cue.start, cue.end))
            subjects, share = tuple(inside[n] for n in answer.names), 1.0 if answer.plain else _CARRIED
            if not subjects and (not inside or self._roles.refers_back(page.text, sentence)):
                subjects, share = before, _CARRIED
            subjects = self.of_side(subjects, cue.code, told, inside)
            for subject in subjects:
                key = (key_of(subject), at(parts, cue.start))
                if key not in longest or cue.length > longest[key][0].length:
                    longest[key] = (cue, share)
            before = subjects or before
        told_how: dict[int, Standing] = {}
        for (company, _), (cue, share) in longest.items():
            if cue.start not in told_how:
                found = self._standing.read(page.text, sentence, parts, Span(cue.start, cue.end), page.year)
                told_how[cue.start] = self._asked_or_denied(page, number, found)
            standing = told_how[cue.start]
            confidence = share * cue_confidence(page.text[cue.start : cue.end])
            told.events.setdefault(company, []).append(Event(cue.code, confidence, standing, number, cue.start))
        return before

    def of_side(
        self, subjects: Sequence[Named], code: str, told: Told, around: Sequence[Named] = ()
    ) -> tuple[Named, ...]:
        """Of whom an event is told once it is known who does something to whom: what is bad befalls who suffers it.

        Args:
            subjects: of whom it seems to be told.
            code: of its type.
            told: what is known of the text.
            around: the companies of the sentence; those of the other side take the place of subjects that drop out.
        """
        wanted: Side = "sufferer" if code in self._harmful else "doer"
        kept = tuple(name for name in subjects if told.sides.get(name) in (None, wanted))
        if kept or not subjects:
            return kept
        return tuple(name for name in around if told.sides.get(name) == wanted) or tuple(subjects)

    def _asked_or_denied(self, page: Page, number: int, standing: Standing) -> Standing:
        """A question tells a rumour, and a rumour that the next sentence denies is denied."""
        sentence = page.sentences[number]
        if standing == "happened" and page.text[sentence.start : sentence.end].rstrip("\n\"' ”’」』)").endswith("?"):
            standing = "rumoured"
        after = page.sentences[number + 1 : number + 2]
        if standing == "rumoured" and after and self._standing.denies(page.text, after[0]):
            return "denied"
        return standing


def cue_confidence(cue: str) -> float:
    """How likely a cue is to tell its type, by its length: the longer a phrase, the fewer other things it says."""
    length = len(cue) / 4 if cue.isascii() else len(cue)
    return min(0.9, 0.4 + 0.1 * length)
