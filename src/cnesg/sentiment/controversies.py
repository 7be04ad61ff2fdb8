"""Severe events: which texts tell one event, how surely it happened, what it is about in money and lives.

One event never counts twice. What texts tell of one incident type of a company, no further apart than a window of days
from the first of them, is one event, reprints and follow-ups alike; so are the types that one text tells together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cnesg.framework.controversies import ControversyWords
from cnesg.framework.units import UnitTable
from cnesg.model.news import Standing
from cnesg.sentiment.groups import Groups
from cnesg.text.normalise import fold

Sureness = Literal["confirmed", "reported", "alleged", "denied"]
STANDINGS: tuple[Standing, ...] = ("happened", "planned", "rumoured", "denied")
"""How a text must tell of an event for it to be looked at."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YUAN = "CNY"


@dataclass(frozen=True, slots=True)
class SevereTelling:
    """What one item tells of one severe incident type of a company.

    Attributes:
        item: id of the item.
        published_at: when its medium published it.
        source: the medium, as it names itself.
        title: headline, may be empty.
        company_id: whom it befell or who did it.
        code: incident type.
        standing: how it is told.
        quote: the sentence that tells it.
    """

    item: str
    published_at: datetime
    source: str
    title: str
    company_id: str
    code: str
    standing: str
    quote: str

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        """First come, first told; ties go by id, so that the order of arrival does not matter."""
        return self.published_at, self.item, self.standing, self.quote


@dataclass(frozen=True, slots=True)
class SevereEvent:
    """One event under one of the incident types that its texts tell.

    Attributes:
        event: its id, the same for all its types: company, type and first item.
        first: the first telling of this type.
        news: items that tell it, first source first.
        standing: how surely it happened.
        amount: of types that go by it, the greatest amount in yuan that a sentence tells; None where none does.
        deaths: of accidents, the greatest number of deaths likewise.
    """

    event: str
    first: SevereTelling
    news: tuple[str, ...]
    standing: Sureness
    amount: float | None
    deaths: int | None


class ControversyReader:
    """Puts what texts tell of severe events together.

    Args:
        words: what texts say of them.
        units: reads amounts.
        window: how far tellings of one event may lie from the first.
    """

    def __init__(self, words: ControversyWords, units: UnitTable, window: timedelta) -> None:
        self._words, self._units, self._window = words, units, window

    def read(self, tellings: Iterable[SevereTelling]) -> list[SevereEvent]:
        """The severe events, in the order of their ids and types, whatever the order of the tellings."""
        by_type: dict[tuple[str, str], list[SevereTelling]] = {}
        for telling in sorted(tellings, key=lambda one: one.order):
            by_type.setdefault((telling.company_id, telling.code), []).append(telling)
        runs = [run for key in sorted(by_type) for run in self._runs(by_type[key])]
        events = (self._event(name, run) for name, run in _named(runs))
        return sorted(events, key=lambda one: (one.event, one.first.code))

    def _runs(self, tellings: Iterable[SevereTelling]) -> list[list[SevereTelling]]:
        """Of tellings of one type of one company in order those together that are within the window of a first one."""
        runs: list[list[SevereTelling]] = []
        for telling in tellings:
            if runs and telling.published_at - runs[-1][0].published_at <= self._window:
                runs[-1].append(telling)
            else:
                runs.append([telling])
        return runs

    def _event(self, name: str, run: Sequence[SevereTelling]) -> SevereEvent:
        goes_by_amount = run[0].code in self._words.by_amount.incidents
        kills = run[0].code in self._words.gravest.accidents
        folded = {fold(one.quote).lower() for one in run if one.standing != "denied" and (goes_by_amount or kills)}
        amounts = (yuan_in(text, self._units) for text in folded if goes_by_amount)
        deaths = (self._words.deaths_in(text) for text in folded if kills)
        return SevereEvent(
            event=name,
            first=run[0],
            news=tuple(dict.fromkeys(one.item for one in run)),
            standing=self._standing(run),
            amount=max((one for one in amounts if one is not None), default=None),
            deaths=max((one for one in deaths if one is not None), default=None),
        )

    def _standing(self, run: Sequence[SevereTelling]) -> Sureness:
        """A confirmation outweighs a denial, a denial what others tell, and that a rumour.

        An authority that opens a case confirms the case and not what it is about.
        """
        happened = [one for one in run if one.standing in {"happened", "planned"}]
        if any(self._words.confirms(fold(one.quote).lower()) for one in happened):
            return "reported" if run[0].code in self._words.opened.incidents else "confirmed"
        if any(one.standing == "denied" for one in run):
            return "denied"
        return "reported" if happened else "alleged"


def yuan_in(text: str, units: UnitTable) -> float | None:
    """The greatest amount in yuan that a folded text tells; None where it tells none.

    Amounts in other currencies are left out.
    """
    found = []
    for match in _NUMBER.finditer(text):
        reading = units.read(text, match.end())
        before = units.money_before(text, match.start())
        if reading is not None and reading.unit == _YUAN:
            scale = reading.scale
        elif before is not None and before[0].unit == _YUAN and (reading is None or not reading.unit):
            scale = before[1] * (reading.scale if reading is not None else 1.0)
        else:
            continue
        found.append(float(match[0].replace(",", "")) * scale)
    return max(found, default=None)


def _named(runs: Sequence[list[SevereTelling]]) -> list[tuple[str, list[SevereTelling]]]:
    """Runs with the id of their event: of a company those that share an item are one event."""
    groups, seen = Groups(), dict[tuple[str, str], int]()
    for number, run in enumerate(runs):
        groups.enter()
        for telling in run:
            groups.join(number, seen.setdefault((telling.company_id, telling.item), number))
    firsts: dict[int, SevereTelling] = {}
    for number, run in enumerate(runs):
        head, first = groups.head(number), run[0]
        known = firsts.setdefault(head, first)
        if (*first.order, first.code) < (*known.order, known.code):
            firsts[head] = first
    names = {head: f"{one.company_id}:{one.code}:{one.item}" for head, one in firsts.items()}
    return [(names[groups.head(number)], run) for number, run in enumerate(runs)]
