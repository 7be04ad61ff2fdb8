"""Who is asked what next: the value most worth checking that a person may be asked, and samples in between."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, MutableSet, Sequence
from dataclasses import dataclass, field

from cnesg.framework.verification_rules import VerificationRules
from cnesg.verification.decisions import Verdict
from cnesg.verification.opinions import Opinion, Purpose, Settlement, settle
from cnesg.verification.sampling import lot, sampled

_BLIND, _PLANTED, _DRAW = "blind", "planted", "draw"
_UNSEEN = Settlement(None, "first", frozenset(), None)
SETTLING: frozenset[Verdict] = frozenset({"confirmed", "corrected", "rejected"})
"""Verdicts after which a value waits for nobody."""


@dataclass(frozen=True)
class Asked:
    """A value and why it is asked."""

    observation_id: str
    purpose: Purpose


@dataclass
class CheckingQueue:
    """The values of a workspace, and what people said of them; `hear` and `learn` keep it up to date.

    Attributes:
        order: values that a machine read, the one most worth checking first.
        weights: of each in the total score (`cnesg.verification.checking_value`).
        decided: values that were decided, whoever did it.
        plantable: numbers that were confirmed, so that another number is an error.
        opinions: by value.
        rules: what two must agree on, and the shares of the samples.
        seed: of the samples.
        given: how many opinions each person has given.
    """

    order: Sequence[str]
    weights: Mapping[str, float]
    decided: MutableSet[str]
    plantable: MutableSet[str]
    opinions: MutableMapping[str, list[Opinion]]
    rules: VerificationRules
    seed: str
    given: MutableMapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Settle all values once; afterwards only those that somebody speaks on."""
        self._rank = {about: rank for rank, about in enumerate(self.order)}
        sample = (about for about in self.order if self._in_sample(about))
        self._sample = sorted(sample, key=lambda one: lot(self.seed, _BLIND, one))
        self._drawn = frozenset(self._sample)
        self._open: dict[str, Settlement] = {}
        for about in self.order:
            found = self._standing(about)
            if found is not None:
                self._open[about] = found
        self._ranks = [self._rank[about] for about in self._open]
        self._plants = sorted((lot(self.seed, _PLANTED, one), one) for one in self.plantable)

    def hear(self, opinion: Opinion) -> None:
        """Take in what somebody said."""
        self.opinions.setdefault(opinion.observation_id, []).append(opinion)
        self.given[opinion.by] = self.given.get(opinion.by, 0) + 1
        self._settle_anew(opinion.observation_id)

    def learn(self, about: str, verdict: Verdict, *, is_number: bool) -> None:
        """Take in what was decided of a value.

        Args:
            about: the value.
            verdict: the last one.
            is_number: whether it is a number other than zero, into which an error can be planted.
        """
        if verdict in SETTLING:
            self.decided.add(about)
        else:
            self.decided.discard(about)
        plant = (lot(self.seed, _PLANTED, about), about)
        if verdict == "confirmed" and is_number and about not in self.plantable:
            self.plantable.add(about)
            insort(self._plants, plant)
        elif verdict != "confirmed" and about in self.plantable:
            self.plantable.discard(about)
            del self._plants[bisect_left(self._plants, plant)]
        self._settle_anew(about)

    def settled(self, observation_id: str, said: Sequence[Opinion]) -> Settlement:
        """Where a value stands by opinions on it."""
        return settle(
            said,
            material=self.weights.get(observation_id, 0.0) >= self.rules.material_weight.value,
            sampled=observation_id in self._drawn,
            tolerance=self.rules.same_value.value,
        )

    def candidates(self, by: str, *, senior: bool) -> Iterator[Asked]:
        """What a person may be asked, in order; a draw says whether a planted error or a sampled value comes first.

        Whoever is asked does not see why: a planted error, a blind second look and a first look are shown alike.

        Args:
            by: account name.
            senior: whether this person may decide where two differ.
        """
        drawn = lot(self.seed, _DRAW, f"{by}\x1f{self.given.get(by, 0)}")
        if drawn < self.rules.planted_share.value:
            yield from self._to_plant(by)
        elif drawn < self.rules.planted_share.value + 2 * self.rules.blind_share.value:
            # a sampled value is asked twice, so samples are twice as many questions as values
            yield from self._waiting(by, self._sample, senior=senior)
        yield from self._waiting(by, (self.order[rank] for rank in tuple(self._ranks)), senior=senior)

    def asked_of(self, by: str, about: str, *, senior: bool) -> Asked | None:
        """A value as this person may be asked it now; None where it waits for nobody or for somebody else."""
        return next(self._waiting(by, (about,), senior=senior), None)

    @property
    def of_sample(self) -> list[str]:
        """The sampled values in an order in which doubt and weight count nothing."""
        return [*self._sample]

    @property
    def count(self) -> int:
        """On how many values an opinion is wanted."""
        return len(self._ranks)

    def wanted(self) -> Iterator[tuple[str, Settlement]]:
        """The values on which an opinion is wanted, the one most worth checking first."""
        for rank in tuple(self._ranks):
            about = self.order[rank]
            found = self._open.get(about)
            if found is not None:
                yield about, found

    def _in_sample(self, observation_id: str) -> bool:
        return sampled(observation_id, self.rules.blind_share.value, self.seed, _BLIND)

    def _standing(self, about: str) -> Settlement | None:
        """Where a value stands on which an opinion is wanted; None where none is."""
        said = self.opinions.get(about)
        if not said:  # decided by one person's word alone, on the command line, unless it is in the sample
            return None if about in self.decided and about not in self._drawn else _UNSEEN
        found = self.settled(about, said)
        return None if found.wanted is None else found

    def _settle_anew(self, about: str) -> None:
        rank = self._rank.get(about)
        if rank is None:
            return
        found, was_open = self._standing(about), about in self._open
        if found is not None:
            self._open[about] = found
            if not was_open:
                insort(self._ranks, rank)
        elif was_open:
            del self._open[about]
            del self._ranks[bisect_left(self._ranks, rank)]

    def _waiting(self, by: str, order: Iterable[str], *, senior: bool) -> Iterator[Asked]:
        for observation_id in order:
            found = self._open.get(observation_id)
            if found is None or found.wanted is None or by in found.not_by or (found.wanted == "third" and not senior):
                continue
            yield Asked(observation_id, found.wanted)

    def _to_plant(self, by: str) -> Iterator[Asked]:
        """Checked values that this person has not seen and in which nobody was shown an error yet."""
        for _, observation_id in tuple(self._plants):
            said = self.opinions.get(observation_id, ())
            if said and not any(one.planted or one.by == by for one in said):
                yield Asked(observation_id, "planted")
