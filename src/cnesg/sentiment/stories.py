"""Stories and events as items arrive: reprints, near-duplicates, and the same event told in other words.

A **story** is the items whose words are one; its first item gives it its id. An **event** is an incident type of a
company, as told by one story or by several that share what is particular. Both are cut by the time of publication, in
windows of fixed length. Within a window two items belong together or not whatever else has come, so that the stories
of a window do not hang on the order of arrival.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cnesg.framework.sentiment import StoryRules
from cnesg.model.news import Incident, Mention, NewsItem
from cnesg.model.periods import SHANGHAI
from cnesg.sentiment.duplicates import Duplicates
from cnesg.sentiment.groups import Groups
from cnesg.sentiment.same_event import EventWords, Particulars
from cnesg.sentiment.wording import Wording, Wordings

Counts = Callable[[Incident], bool]
"""Whether an incident, as it is told, counts in scores."""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item with what reading gave."""

    item: NewsItem
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one item tells of one event.

    Attributes:
        item: id of the item.
        published_at: when its medium published it.
        available_at: when the market could know it.
        source: the medium, as it names itself.
        url: where it stood.
        company_id: whom the event befell or who did it.
        code: incident type.
        polarity: of the mention, -1 to 1.
        quote: the sentence that tells it.
        wording: number of its words in the window; tellings with the same words have the same number.
    """

    item: str
    published_at: datetime
    available_at: datetime
    source: str
    url: str | None
    company_id: str
    code: str
    polarity: float
    quote: str
    wording: int

    @property
    def order(self) -> tuple[datetime, str]:
        """First come, first told; ties go by id, so that the order of arrival does not matter."""
        return self.published_at, self.item


@dataclass(frozen=True)
class Event:
    """One event: an incident type of a company, as told in a window.

    Attributes:
        event: its id: company, type and first item.
        tellings: all of them, first source first.
        stories: of each telling the id of its story.
    """

    event: str
    tellings: tuple[Telling, ...]
    stories: tuple[str, ...]

    @property
    def first(self) -> Telling:
        """The first source."""
        return self.tellings[0]


@dataclass(slots=True)
class _Pair:
    """The tellings of one incident type of one company; groups and particulars are those of wordings."""

    tellings: list[Telling]
    members: dict[int, int]
    groups: Groups
    particulars: list[Particulars]


class StoryWindow:
    """The stories of one window.

    Args:
        rules: when texts are one and when events are.
        words: takes the words out of items.
        events: compares what texts tell of an event.
        counts: which incidents make events.
    """

    def __init__(self, rules: StoryRules, words: Wordings, events: EventWords, counts: Counts) -> None:
        self._words, self._event_words, self._counts = words, events, counts
        self._duplicates = Duplicates(rules.likeness)
        self._firsts: dict[int, tuple[datetime, str]] = {}
        self._wording_of: dict[str, int] = {}
        self._pairs: dict[tuple[str, str], _Pair] = {}
        self._codes: dict[str, list[str]] = {}
        self._alone: dict[int, frozenset[tuple[str, str]]] = {}

    def __len__(self) -> int:
        """Items."""
        return len(self._wording_of)

    def __contains__(self, item: str) -> bool:
        return item in self._wording_of

    def add(self, items: Sequence[ReadItem]) -> None:
        """Take items in; one that is there already is passed over."""
        fresh = list({one.item.id: one for one in reversed(items) if one.item.id not in self._wording_of}.values())[
            ::-1
        ]
        wordings = [self._words.of(one.item, one.mentions) for one in fresh]
        for one, wording, number in zip(fresh, wordings, self._duplicates.add(wordings), strict=True):
            self._wording_of[one.item.id] = number
            order = one.item.published_at, one.item.id
            self._firsts[number] = min(order, self._firsts.get(number, order))
            self._take(one, wording, number)

    def _take(self, one: ReadItem, wording: Wording, number: int) -> None:
        told = set[tuple[str, str]]()
        for mention in one.mentions:
            company = mention.company_id or f"?{mention.name}"
            for incident in mention.incidents:
                if mention.role != "subject" or not self._counts(incident):
                    continue
                told.add((company, incident.code))
                pair = self._pair(company, incident.code)
                pair.tellings.append(_telling(one.item, mention, incident, company, number))
                if number not in pair.members:
                    self._enter(pair, wording, number, [mention.name for mention in one.mentions])
        self._alone[number] = self._alone.get(number, frozenset()) | told

    def _pair(self, company: str, code: str) -> _Pair:
        if (company, code) not in self._pairs:
            self._pairs[company, code] = _Pair([], {}, Groups(), [])
            self._codes.setdefault(company, []).append(code)
        return self._pairs[company, code]

    def _enter(self, pair: _Pair, wording: Wording, number: int, names: Sequence[str]) -> None:
        """A text that is new to a pair, linked with those that tell of the same event."""
        particulars = self._event_words.particulars(wording, names)
        member = pair.members[number] = pair.groups.enter()
        for other, known in enumerate(pair.particulars):
            if pair.groups.head(other) != pair.groups.head(member) and self._event_words.same(particulars, known):
                pair.groups.join(other, member)
        pair.particulars.append(particulars)

    def stories(self) -> dict[str, str]:
        """For each item the id of its story."""
        heads = self._story_heads()
        firsts: dict[int, tuple[datetime, str]] = {}
        for number, head in enumerate(heads):
            firsts[head] = min(self._firsts[number], firsts.get(head, self._firsts[number]))
        return {item: firsts[heads[number]][1] for item, number in self._wording_of.items()}

    def _story_heads(self) -> list[int]:
        """For each wording its group: near-duplicates, and texts on one and the same event and no other."""
        whole = Groups()
        for number in range(len(self._duplicates.groups)):
            whole.enter()
            whole.join(number, self._duplicates.groups.head(number))
        for key, pair in self._pairs.items():
            stood: dict[int, int] = {}
            for number, member in pair.members.items():
                if self._alone[number] == {key}:
                    whole.join(number, stood.setdefault(pair.groups.head(member), number))
        return [whole.head(number) for number in range(len(whole))]

    def companies(self) -> set[str]:
        """Of whom events are told; names that the register does not know begin with `?`."""
        return set(self._codes)

    def companies_beside(self, items: Iterable[str]) -> set[str]:
        """The companies whose events items may have changed: those told of in the stories that they belong to."""
        near = self._duplicates.groups
        heads = {near.head(self._wording_of[item]) for item in items if item in self._wording_of}
        return {company for number, told in self._alone.items() if near.head(number) in heads for company, _ in told}

    def events(self, company: str | None = None) -> Iterator[Event]:
        """The events of a company, or of all, in the order of company and type.

        The reprints of an event are told from its similar news by words alone: `Event.stories` are near-duplicates.
        """
        for name in sorted(self._codes) if company is None else [company]:
            for code in sorted(self._codes.get(name, ())):
                yield from self._events(self._pairs[name, code])

    def _events(self, pair: _Pair) -> Iterator[Event]:
        whole, near = Groups(), self._duplicates.groups
        seen: dict[tuple[str, int], int] = {}
        for telling in pair.tellings:
            member = whole.enter()
            marks = ("words", near.head(telling.wording)), ("event", pair.groups.head(pair.members[telling.wording]))
            for mark in marks:
                whole.join(member, seen.setdefault(mark, member))
        together: dict[int, list[Telling]] = {}
        for member, telling in enumerate(pair.tellings):
            together.setdefault(whole.head(member), []).append(telling)
        for tellings in sorted((sorted(group, key=lambda t: t.order) for group in together.values()), key=_first_order):
            firsts: dict[int, str] = {}
            stories = tuple(firsts.setdefault(near.head(t.wording), t.item) for t in tellings)
            first = tellings[0]
            yield Event(f"{first.company_id}:{first.code}:{first.item}", tuple(tellings), stories)


class Stories:
    """The stories of all windows that are open.

    Args:
        rules: when texts are one, and how long a window is.
        events: when events are one.
        counts: which incidents make events.
    """

    def __init__(self, rules: StoryRules, events: EventWords, counts: Counts) -> None:
        self._rules, self._counts = rules, counts
        self._words = Wordings(rules.source_lines)
        self._events = events
        self._begins = datetime.combine(rules.window.begins.value, time(), tzinfo=SHANGHAI)
        self._length = timedelta(days=int(rules.window.days.value))
        self.windows: dict[int, StoryWindow] = {}

    def number(self, published_at: datetime) -> int:
        """The window of an instant; windows count up with time."""
        return (published_at - self._begins) // self._length

    def begins(self, number: int) -> datetime:
        """When a window begins."""
        return self._begins + number * self._length

    def add(self, items: Sequence[ReadItem]) -> set[int]:
        """Take items in, each into its window; the windows that have changed."""
        by_window: dict[int, list[ReadItem]] = {}
        for one in items:
            by_window.setdefault(self.number(one.item.published_at), []).append(one)
        for number, members in by_window.items():
            if number not in self.windows:
                self.windows[number] = StoryWindow(self._rules, self._words, self._events, self._counts)
            self.windows[number].add(members)
        return set(by_window)

    def close(self, before: int) -> None:
        """Let go of the windows before a number; who needs them again takes their items in once more."""
        for number in [number for number in self.windows if number < before]:
            del self.windows[number]

    def events(self, company: str | None = None) -> Iterator[Event]:
        """The events of all open windows, oldest window first."""
        for number in sorted(self.windows):
            yield from self.windows[number].events(company)


def _telling(item: NewsItem, mention: Mention, incident: Incident, company: str, wording: int) -> Telling:
    return Telling(
        item=item.id,
        published_at=item.published_at,
        available_at=item.available_at,
        source=item.source,
        url=item.url,
        company_id=company,
        code=incident.code,
        polarity=mention.polarity,
        quote=incident.quote,
        wording=wording,
    )


def _first_order(tellings: Sequence[Telling]) -> tuple[datetime, str]:
    return tellings[0].order
