"""Who is asked what next: the value most worth checking that a person may be asked, and samples in between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cnesg.framework.verification_rules import VerificationRules
from cnesg.verification.opinions import Opinion, Purpose, Settlement, settle
from cnesg.verification.sampling import lot, sampled

_BLIND, _PLANTED, _DRAW = "blind", "planted", "draw"


@dataclass(frozen=True)
class Asked:
    """A value and why it is asked."""

    observation_id: str
    purpose: Purpose


@dataclass(frozen=True)
class CheckingQueue:
    """The values of a workspace, and what people said of them.

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
    decided: frozenset[str]
    plantable: frozenset[str]
    opinions: Mapping[str, Sequence[Opinion]]
    rules: VerificationRules
    seed: str
    given: Mapping[str, int] = field(default_factory=dict)

    def settled(self, observation_id: str, said: Sequence[Opinion]) -> Settlement:
        """Where a value stands by opinions on it."""
        return settle(
            said,
            material=self.weights.get(observation_id, 0.0) >= self.rules.material_weight.value,
            sampled=self._in_sample(observation_id),
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
            yield from self._waiting(by, self.of_sample, senior=senior)
        yield from self._waiting(by, self.order, senior=senior)
        yield from self._waiting(by, self.of_sample, senior=senior)

    @property
    def of_sample(self) -> list[str]:
        """The sampled values in an order in which doubt and weight count nothing."""
        found = [one for one in self.order if self._in_sample(one)]
        return sorted(found, key=lambda one: lot(self.seed, _BLIND, one))

    def _in_sample(self, observation_id: str) -> bool:
        return sampled(observation_id, self.rules.blind_share.value, self.seed, _BLIND)

    def _waiting(self, by: str, order: Sequence[str], *, senior: bool) -> Iterator[Asked]:
        for observation_id in order:
            said = self.opinions.get(observation_id, ())
            if not said and observation_id in self.decided and not self._in_sample(observation_id):
                continue  # decided by one person's word alone, on the command line
            found = self.settled(observation_id, said)
            if found.wanted is None or by in found.not_by or (found.wanted == "third" and not senior):
                continue
            yield Asked(observation_id, found.wanted)

    def _to_plant(self, by: str) -> Iterator[Asked]:
        """Checked values that this person has not seen and in which nobody was shown an error yet."""
        for observation_id in sorted(self.plantable, key=lambda one: lot(self.seed, _PLANTED, one)):
            said = self.opinions.get(observation_id, ())
            if said and not any(one.planted or one.by == by for one in said):
                yield Asked(observation_id, "planted")
