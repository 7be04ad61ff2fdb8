"""Reading news: which companies a text names, what it tells of each, and how."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cnesg.framework.incident_types import IncidentTree
from cnesg.framework.news_wording import NewsWording
from cnesg.model.news import Incident, Mention, NewsItem, Role, Standing
from cnesg.sentiment.attribution import Attribution, Event, Told
from cnesg.sentiment.comparison import comparable
from cnesg.sentiment.cues import CueFinder
from cnesg.sentiment.names import Named, NewsRegister, key_of
from cnesg.sentiment.pages import Page, page_of
from cnesg.sentiment.questions import NewsModels, Piece, Question
from cnesg.sentiment.roles import RoleReader
from cnesg.sentiment.sides import SideReader
from cnesg.sentiment.standing import StandingReader
from cnesg.text.language import language_of

# Where a text tells one event of a company in several ways, the first of these counts.
_ORDER: tuple[Standing, ...] = ("happened", "planned", "denied", "historic", "rumoured", "hypothetical")
_JUDGED = 2000  # characters of a text that models judge as a whole
_MOST_PIECES = 60  # of one text that models are asked about


@dataclass(frozen=True, slots=True)
class _Read:
    """An item half read: what the models are still to be asked about."""

    item: NewsItem
    page: Page
    groups: list[tuple[str, Sequence[Named]]]
    told: Told
    language: str


class NewsReader:
    """Reads items: the companies named, their role, the events told of each with standing, polarity and quotes.

    The same item gives the same mentions, whatever was read before or with it.

    Args:
        register: names of companies.
        incidents: incident types with their cues.
        wording: of standing, roles and names.
        models: trained models and lexicons; without them the cues and the types' own polarity decide.

    Attributes:
        register: as given.
    """

    def __init__(
        self, register: NewsRegister, incidents: IncidentTree, wording: NewsWording, models: NewsModels | None = None
    ) -> None:
        self.register = register
        self._types = incidents.types
        self._standing = StandingReader(wording.standing)
        self._roles = RoleReader(wording.roles)
        harmful = {code for code, kind in incidents.types.items() if kind.polarity < 0}
        sides = SideReader(wording.roles.done, self._roles.joined)
        cues = CueFinder(incidents.types)
        self._attribution = Attribution(cues, self._standing, self._roles, sides=sides, harmful=harmful)
        self._longest = wording.names.longest_text
        self._models = models

    def language(self, item: NewsItem) -> str:
        """The language of an item: as given, else by its characters."""
        return item.language or language_of(f"{item.title}\n{item.text[:2000]}")

    def counts(self, code: str, standing: Standing) -> bool:
        """Whether an event so told counts in scores."""
        return self._standing.counts(code, standing)

    def read(self, item: NewsItem) -> tuple[Mention, ...]:
        """What an item tells of whom; see `read_all`."""
        return self.read_all([item])[0]

    def read_all(self, items: Iterable[NewsItem]) -> list[tuple[Mention, ...]]:
        """What items tell of whom; models are asked about all of them at once.

        Args:
            items: any items; their text may hold markup. Of more than `longest_text` characters the beginning and the
                end are read.

        Returns:
            For each item one mention a company, in the order of the text; with `entities` one for each of them, in
            their order. Names of which is not clear whose they are have no company_id. Empty where no company is named.
        """
        half = [self._look(item) for item in items]
        if self._models is not None:
            self._ask(self._models, [one for one in half if one.groups])
        judged = self._judge([one for one in half if one.groups])
        answers = iter(judged)
        return [
            tuple(self._mention(one, name, found, next(answers)) for name, found in one.groups) if one.groups else ()
            for one in half
        ]

    def _look(self, item: NewsItem) -> _Read:
        """Names and cues of an item."""
        page = page_of(item, self._longest)
        named = self.register.find(page.text, item.available_at, page.printed)
        groups: list[tuple[str, Sequence[Named]]]
        if item.entities:
            wanted = {name: self._given(name, page.text, item) for name in dict.fromkeys(item.entities)}
            named = _without_overlaps([n for found in wanted.values() for n in found if n.start >= 0], named)
            groups = list(wanted.items())
        else:
            groups = _groups(page.printed, named)
        told = self._attribution.read(page, named) if groups else Told({}, [], {})
        return _Read(item, page, groups, told, self.language(item) if groups else "")

    def _given(self, name: str, text: str, item: NewsItem) -> list[Named]:
        return self.register.named(" ".join(comparable(name).split()), text, item.available_at)

    def _ask(self, models: NewsModels, half: Sequence[_Read]) -> None:
        """Put what models find in the pieces of texts among their events."""
        asked = [(one, piece) for one in half for piece in one.told.pieces[:_MOST_PIECES]]
        questions = [_question(one, piece) for one, piece in asked]
        for (one, piece), answer in zip(asked, models.incidents(questions), strict=True):
            if answer is not None:
                self._put(one, piece, answer)

    def _put(self, one: _Read, piece: Piece, answer: Mapping[str, float]) -> None:
        """Put what a model finds in a piece in the place of what cues found there, unless one of them is surer.

        A cue of the same type tells how it is told.
        """
        surest = max(answer.values(), default=1.0)
        for name in piece.names:
            key = key_of(name)
            own = one.told.events.get(key, [])
            here = [event for event in own if piece.span.start <= event.place < piece.span.end]
            if any(event.confidence > surest for event in here):
                continue
            by_cue = {event.code: event for event in here}
            found = [event for event in own if event not in here]
            for code, confidence in answer.items():
                if name not in self._attribution.of_side(piece.names, code, one.told):
                    continue
                standing = (
                    by_cue[code].standing
                    if code in by_cue
                    else self._attribution.standing(one.page, piece.sentence, name, piece.span)
                )
                found.append(Event(code, confidence, standing, piece.sentence, piece.span.start))
            one.told.events[key] = found
            if not found:
                del one.told.events[key]

    def _judge(self, half: Sequence[_Read]) -> list[tuple[float | None, bool | None]]:
        """What models say of each company by the whole of its text."""
        questions = [
            Question(one.page.printed[:_JUDGED], name, tuple(n for n, _ in one.groups if n != name), one.language)
            for one in half
            for name, _ in one.groups
        ]
        if self._models is None:
            return [(None, None)] * len(questions)
        return list(zip(self._models.polarity(questions), self._models.negative(questions), strict=True))

    def _mention(
        self, one: _Read, name: str, found: Sequence[Named], judged: tuple[float | None, bool | None]
    ) -> Mention:
        keys = dict.fromkeys(map(key_of, found))
        incidents = self._incidents(one.page, [e for key in keys for e in one.told.events.get(key, ())])
        aside = all(self._roles.stands_by(one.page.text, place) for place in found)
        others = len(one.told.events) > sum(key in one.told.events for key in keys)
        role: Role = "subject" if incidents or not (aside or others) else "mentioned"
        polarity, negative = judged
        side = one.told.side(found)
        if polarity is None:
            polarity = self._polarity(incidents) if role == "subject" else 0.0
        # What one company does to another is not bad for the one, and not good for the other.
        if side == "sufferer" and polarity > 0:
            polarity = min(self._polarity(incidents), 0.0)
        elif side == "doer" and not incidents:
            polarity = max(polarity, 0.0)
        if negative is None:
            negative = role == "subject" and polarity < 0
        elif side == "doer" and not incidents:
            negative = False
        else:
            negative = negative or self._polarity(incidents) < 0
        quote = one.page.quote(max(0, found[0].start))
        return Mention(name, found[0].company_id, role, incidents, polarity, negative, quote)

    def _incidents(self, page: Page, events: Sequence[Event]) -> tuple[Incident, ...]:
        """One incident for each type: as the text tells it most firmly, then where its words are plainest."""
        best: dict[str, Event] = {}
        for event in events:
            known = best.get(event.code)
            if known is None or _rank(event) < _rank(known):
                best[event.code] = event
        return tuple(
            Incident(code, round(event.confidence, 4), event.standing, page.quote(event.place))
            for code, event in best.items()
        )

    def _polarity(self, incidents: Sequence[Incident]) -> float:
        """The polarity of the events that count, weighed by confidence; 0 where none does."""
        counted = [one for one in incidents if self.counts(one.code, one.standing)]
        weight = sum(one.confidence for one in counted)
        total = sum(self._types[one.code].polarity * one.confidence for one in counted)
        return round(total / weight, 4) if weight else 0.0


def _question(one: _Read, piece: Piece) -> Question:
    printed = one.page.printed
    first = piece.names[0]
    others = tuple(printed[name.start : name.end] for name in piece.names[1:])
    text = printed[piece.span.start : piece.span.end].strip()
    return Question(text, printed[first.start : first.end], others, one.language)


def _rank(event: Event) -> tuple[int, float]:
    return _ORDER.index(event.standing), -event.confidence


def _groups(printed: str, named: Sequence[Named]) -> list[tuple[str, Sequence[Named]]]:
    """The names of each company with how it is first written, a code only where it has no other name."""
    found: dict[str, list[Named]] = {}
    for name in named:
        found.setdefault(key_of(name), []).append(name)
    groups: list[tuple[str, Sequence[Named]]] = []
    for names in found.values():
        first = next((name for name in names if not name.code), names[0])
        groups.append((printed[first.start : first.end], names))
    return groups


def _without_overlaps(given: Sequence[Named], named: Sequence[Named]) -> list[Named]:
    """Names that were given and, where they do not stand, those found; in the order of the text."""
    others = [n for n in named if all(n.end <= g.start or n.start >= g.end for g in given)]
    return sorted({*given, *others}, key=lambda name: (name.start, name.end, name.name))
