"""Reading news: which companies a text names, what it tells of each, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cnesg.framework.incident_types import IncidentTree
from cnesg.framework.news_wording import NewsWording
from cnesg.model.news import Incident, Mention, NewsItem, Role, Standing
from cnesg.model.periods import SHANGHAI
from cnesg.sentiment.clauses import Span, at, clauses, sentences
from cnesg.sentiment.comparison import comparable
from cnesg.sentiment.cues import Cue, CueFinder
from cnesg.sentiment.names import Named, NewsRegister
from cnesg.sentiment.plain_text import plain_text
from cnesg.sentiment.roles import RoleReader
from cnesg.sentiment.standing import StandingReader
from cnesg.text.language import language_of

_QUOTE = 300
_CARRIED = 0.8  # confidence of what is told of a company that the sentence does not name, as a share
# Where a text tells one event of a company in several ways, the first of these counts.
_ORDER: tuple[Standing, ...] = ("happened", "planned", "denied", "historic", "rumoured", "hypothetical")


class NewsModels(Protocol):
    """What trained models and lexicons say; each answer may be None: then the cues and types decide."""

    def incidents(self, text: str, name: str, language: str) -> Mapping[str, float] | None:
        """Incident types told of a name in a text, each with confidence 0 to 1."""

    def polarity(self, text: str, name: str, language: str) -> float | None:
        """How good the text is for the name, -1 to 1."""

    def negative(self, text: str, name: str, language: str) -> bool | None:
        """Whether the name is the subject of bad news."""


@dataclass(frozen=True, slots=True)
class _Event:
    """An event told of a company, in a sentence."""

    code: str
    confidence: float
    standing: Standing
    sentence: Span


class NewsReader:
    """Reads items: the companies named, their role, the events told of each with standing, polarity and quotes.

    The same item gives the same mentions, whatever was read before.

    Args:
        register: names of companies.
        incidents: incident types with their cues.
        wording: of standing, roles and names.
        models: trained models and lexicons; without them the cues and the types' own polarity decide.
    """

    def __init__(
        self, register: NewsRegister, incidents: IncidentTree, wording: NewsWording, models: NewsModels | None = None
    ) -> None:
        self._register = register
        self._types = incidents.types
        self._cues = CueFinder(incidents.types)
        self._standing = StandingReader(wording.standing)
        self._roles = RoleReader(wording.roles)
        self._longest = wording.names.longest_text
        self._models = models

    def language(self, item: NewsItem) -> str:
        """The language of an item: as given, else by its characters."""
        return item.language or language_of(f"{item.title}\n{item.text[:2000]}")

    def read(self, item: NewsItem) -> tuple[Mention, ...]:
        """What an item tells of whom.

        Args:
            item: any item; its text may hold markup. Of more than `longest_text` characters the beginning and the end
                are read.

        Returns:
            One mention a company, in the order of the text; with `item.entities` one for each of them, in their order.
            Names of which is not clear whose they are have no company_id. Empty where no company is named.
        """
        printed = plain_text(f"{item.title}\n{item.text}" if item.text else item.title, self._longest)
        text = comparable(printed)
        named = self._register.find(text, item.available_at)
        wanted = {name: self._given(name, text, item) for name in dict.fromkeys(item.entities)}
        if wanted:
            named = _without_overlaps([n for found in wanted.values() for n in found if n.start >= 0], named)
        if not named and not wanted:
            return ()
        page = _Page(printed, text, sentences(printed), item.published_at.astimezone(SHANGHAI).year)
        events = self._events(page, named)
        groups = _groups(printed, named) if not wanted else list(wanted.items())
        return tuple(self._mention(page, name, found, events, item) for name, found in groups)

    def _given(self, name: str, text: str, item: NewsItem) -> list[Named]:
        return self._register.named(" ".join(comparable(name).split()), text, item.available_at)

    def _events(self, page: "_Page", named: Sequence[Named]) -> dict[str, list[_Event]]:
        """The events of each company, by `_key`."""
        cues = self._cues.find(page.text)
        found: dict[str, list[_Event]] = {}
        if not cues:
            return found
        starts = [name.start for name in named]
        subjects: tuple[Named, ...] = ()
        for number, sentence in enumerate(page.sentences):
            inside = [name for name, start in zip(named, starts, strict=True) if sentence.start <= start < sentence.end]
            told = [cue for cue in cues if sentence.start <= cue.start < sentence.end]
            if told:
                subjects = self._sentence(page, number, inside, told, subjects, found)
            elif inside:
                plain = tuple(name for name in inside if not self._roles.stands_by(page.text, name))
                subjects = plain[:1] or subjects
        return found

    def _sentence(
        self,
        page: "_Page",
        number: int,
        inside: Sequence[Named],
        told: Sequence[Cue],
        before: tuple[Named, ...],
        found: dict[str, list[_Event]],
    ) -> tuple[Named, ...]:
        """Put the events of a sentence to its companies; those of whom was told last are returned."""
        sentence = page.sentences[number]
        parts = clauses(page.printed, sentence)
        decided: dict[tuple[str, int], Cue] = {}
        shares: dict[str, float] = {}
        for cue in told:
            answer = self._roles.told_of(page.text, inside, Span(cue.start, cue.end))
            subjects, share = tuple(inside[n] for n in answer.names), 1.0 if answer.plain else _CARRIED
            if not subjects and (not inside or self._roles.refers_back(page.text, sentence)):
                subjects, share = before, _CARRIED
            for subject in subjects:
                key = (_key(subject), at(parts, cue.start))
                shares[_key(subject)] = share
                if key not in decided or cue.length > decided[key].length:
                    decided[key] = cue
            before = subjects or before
        for (company, _), cue in decided.items():
            standing = self._told(page, number, parts, cue)
            confidence = shares[company] * cue_confidence(page.text[cue.start : cue.end])
            found.setdefault(company, []).append(_Event(cue.code, confidence, standing, sentence))
        return before

    def _told(self, page: "_Page", number: int, parts: list[Span], cue: Cue) -> Standing:
        sentence = page.sentences[number]
        standing = self._standing.read(page.text, sentence, parts, Span(cue.start, cue.end), page.year)
        if standing == "happened" and page.text[sentence.start : sentence.end].rstrip("\n\"' ”’」』)").endswith("?"):
            standing = "rumoured"
        after = page.sentences[number + 1 : number + 2]
        if standing == "rumoured" and after and self._standing.denies(page.text, after[0]):
            return "denied"
        return standing

    def _mention(
        self, page: "_Page", name: str, found: Sequence[Named], events: Mapping[str, Sequence[_Event]], item: NewsItem
    ) -> Mention:
        own = [event for key in dict.fromkeys(_key(one) for one in found) for event in events.get(key, ())]
        incidents = self._incidents(page, own)
        aside = all(self._roles.stands_by(page.text, one) for one in found)
        others = any(told for key, told in events.items() if key not in {_key(one) for one in found})
        role: Role = "subject" if incidents or not (aside or others) else "mentioned"
        quote = page.quote(max(0, found[0].start) if found else 0)
        polarity = self._polarity(incidents) if role == "subject" else 0.0
        negative = role == "subject" and polarity < 0
        if self._models is not None:
            language = self.language(item)
            judged = self._models.polarity(page.printed, name, language)
            polarity = polarity if judged is None else judged
            told = self._models.negative(page.printed, name, language)
            negative = negative if told is None else told
        return Mention(name, found[0].company_id if found else None, role, incidents, polarity, negative, quote)

    def _incidents(self, page: "_Page", events: Sequence[_Event]) -> tuple[Incident, ...]:
        """One incident for each type: as the text tells it most firmly, then where its words are plainest."""
        best: dict[str, _Event] = {}
        for event in events:
            known = best.get(event.code)
            if known is None or _rank(event) < _rank(known):
                best[event.code] = event
        return tuple(
            Incident(code, round(event.confidence, 4), event.standing, page.quote(event.sentence.start))
            for code, event in best.items()
        )

    def _polarity(self, incidents: Sequence[Incident]) -> float:
        """The polarity of the events that count, weighed by confidence; 0 where none does."""
        counted = [one for one in incidents if self._standing.counts(one.code, one.standing)]
        weight = sum(one.confidence for one in counted)
        total = sum(self._types[one.code].polarity * one.confidence for one in counted)
        return round(total / weight, 4) if weight else 0.0


@dataclass(frozen=True, slots=True)
class _Page:
    """A text as printed and in the form of comparison, with its sentences and its year."""

    printed: str
    text: str
    sentences: list[Span]
    year: int

    def quote(self, place: int) -> str:
        """The sentence at a place, verbatim; of a long one what stands around the place."""
        if not self.sentences:
            return ""
        sentence = self.sentences[at(self.sentences, place)]
        start = sentence.start
        if sentence.end - start > _QUOTE:
            start = min(max(start, place - _QUOTE // 3), sentence.end - _QUOTE)
        return self.printed[start : min(sentence.end, start + _QUOTE)].strip()


def cue_confidence(cue: str) -> float:
    """How likely a cue is to tell its type, by its length: the longer a phrase, the fewer other things it says."""
    length = len(cue) / 4 if cue.isascii() else len(cue)
    return min(0.9, 0.4 + 0.1 * length)


def _key(name: Named) -> str:
    """What tells companies of a text apart: the id, or the name of which nobody knows whose it is."""
    return name.company_id or f"?{name.name}"


def _rank(event: _Event) -> tuple[int, float]:
    return _ORDER.index(event.standing), -event.confidence


def _groups(printed: str, named: Sequence[Named]) -> list[tuple[str, list[Named]]]:
    """The names of each company with how it is first written, a code only where it has no other name."""
    found: dict[str, list[Named]] = {}
    for name in named:
        found.setdefault(_key(name), []).append(name)
    groups = []
    for names in found.values():
        first = next((name for name in names if not name.code), names[0])
        groups.append((printed[first.start : first.end], names))
    return groups


def _without_overlaps(given: Sequence[Named], named: Sequence[Named]) -> list[Named]:
    """Names that were given and, where they do not stand, those found; in the order of the text."""
    others = [n for n in named if all(n.end <= g.start or n.start >= g.end for g in given)]
    return sorted({*given, *others}, key=lambda name: (name.start, name.end, name.name))
