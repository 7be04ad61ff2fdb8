"""Which metrics the rules of extraction are for, and which metric another becomes: `methodology/lexicon/roles.yaml`.

A rule of the code asks for a role by name (`roles.staff`, `roles.granted`); which metrics have it is data. There are
three kinds: groups, of any number of metrics; single metrics; and relations, from a metric to another one that certain
words make of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from pydantic import Field, model_validator

from cnesg.errors import Problem
from cnesg.framework.definitions.base import Definition

FILE = "roles.yaml"
_WHERE = f"lexicon/{FILE}"


class RoleEntry(Definition):
    """A role as the file gives it.

    Attributes:
        name: by which the code asks for it: a field of `MetricRoles`.
        about: what its metrics have in common, or what makes the one metric the other.
        metrics: its metrics.
        includes: groups whose metrics are of it, too; they stand before it in the file.
        relates: of a relation, instead of metrics, what each becomes.
    """

    name: str
    about: str = Field(min_length=1)
    metrics: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    relates: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_kind(self) -> "RoleEntry":
        if bool(self.relates) == bool(self.metrics or self.includes):
            raise ValueError("needs either metrics or what they relate to")
        return self


Group = frozenset[str]
Relation = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MetricRoles:
    """The roles that rules ask for, each described where its metrics are given, in the file."""

    # People of the company
    staff: Group = frozenset()
    staff_total: str = ""
    staff_of_class: str = ""
    staff_share: str = ""
    shares_of_classes: Group = frozenset()
    staff_of_function: Group = frozenset()
    people: Group = frozenset()
    training: Group = frozenset()
    surveyed: Group = frozenset()
    hours_of_each: str = ""
    hired: Relation = field(default_factory=dict)
    certified: Relation = field(default_factory=dict)
    hired_share: str = ""
    women: Relation = field(default_factory=dict)
    learners: Group = frozenset()
    done_with_people: Group = frozenset()
    integrity_training: Group = frozenset()
    # Safety at work, incidents and breaches
    harm_at_work: Group = frozenset()
    told_by_count_and_rate: Group = frozenset()
    told_by_count_alone: Group = frozenset()
    safety_at_work: Group = frozenset()
    accidents: Group = frozenset()
    accidents_of: Relation = field(default_factory=dict)
    hurt_besides: Relation = field(default_factory=dict)
    sites: Group = frozenset()
    of_media: Group = frozenset()
    polluting: Relation = field(default_factory=dict)
    env_incident: str = ""
    breaches: str = ""
    time_at_work: str = ""
    hazards: str = ""
    severe_accidents: str = ""
    # Giving and help
    poverty_relief: str = ""
    all_giving: str = ""
    things_given: str = ""
    gift_to_named: Relation = field(default_factory=dict)
    gift_to_all: Relation = field(default_factory=dict)
    out_of_fund: Relation = field(default_factory=dict)
    of_programme: Relation = field(default_factory=dict)
    in_kind: Relation = field(default_factory=dict)
    given_away: Relation = field(default_factory=dict)
    given_for_relief: Relation = field(default_factory=dict)
    relief_of_staff: Relation = field(default_factory=dict)
    aid_of_title: Relation = field(default_factory=dict)
    outside_staff: Relation = field(default_factory=dict)
    asked_outside: Relation = field(default_factory=dict)
    aid_to_outsiders: Relation = field(default_factory=dict)
    out_of_poverty: Relation = field(default_factory=dict)
    taught_recruits: Relation = field(default_factory=dict)
    courses_for_relief: Relation = field(default_factory=dict)
    staff_helped: str = ""
    aid_to_staff: Group = frozenset()
    helped: Group = frozenset()
    donations: Group = frozenset()
    # Accounts
    wholes_of_use: Group = frozenset()
    undivided: Group = frozenset()
    accounts: Group = frozenset()
    company_wholes: Group = frozenset()
    once_a_year: Group = frozenset()
    sales: str = ""
    profit_of_owners: str = ""
    research_spending: str = ""
    research_share: str = ""
    payout_ratio: str = ""
    dividends: Group = frozenset()
    # Suppliers, customers, investors and boards
    suppliers_counted: Group = frozenset()
    suppliers: Group = frozenset()
    of_suppliers: Group = frozenset()
    suppliers_checked: str = ""
    of_top_five: Group = frozenset()
    visitors: str = ""
    documents: str = ""
    board_members: Group = frozenset()
    of_boards: Group = frozenset()
    board: str = ""
    women_on_board: str = ""
    independent_on_board: str = ""
    executive_on_board: str = ""
    non_executive_on_board: str = ""
    committees: str = ""
    committee_meetings: str = ""
    told_of_others: Group = frozenset()
    of_investees: Group = frozenset()
    meetings: Group = frozenset()
    occasions: Group = frozenset()
    single_ones: Group = frozenset()
    # Knowledge
    prizes: str = ""
    standards: str = ""
    granted: Relation = field(default_factory=dict)
    patents: Group = frozenset()
    # Energy and greenhouse gases
    energy_sums: Group = frozenset()
    energy_each: Group = frozenset()
    gases_each: Group = frozenset()
    water_each: Group = frozenset()
    per_output_value: Relation = field(default_factory=dict)
    energy_in_all: str = ""
    energy_not_used: str = ""
    told_in_coal: Group = frozenset()
    gases_avoided: str = ""
    avoided: Group = frozenset()
    green_lending: Group = frozenset()
    yields: Group = frozenset()
    gases_cut: str = ""
    of_plants: Group = frozenset()
    renewable_power: Group = frozenset()
    power_built: str = ""
    share_of_capacity: Relation = field(default_factory=dict)
    gases_in_all: str = ""
    purchased_gases: str = ""
    of_scopes: Group = frozenset()
    sums_of_scopes: Group = frozenset()
    gases: Group = frozenset()
    totals: Group = frozenset()
    less_than_before: Group = frozenset()
    # Water, waste and what is emitted
    water_taken: str = ""
    of_water: Group = frozenset()
    waste_made: Group = frozenset()
    waste_kinds: Group = frozenset()
    hazardous_waste_fates: Group = frozenset()
    cast_off: Group = frozenset()
    dust: str = ""
    of_stacks: Group = frozenset()
    amounts_of_sources: Group = frozenset()
    intensities_of_parts: Group = frozenset()
    of_planting: Group = frozenset()
    pollutants: Group = frozenset()
    pollutants_together: Group = frozenset()
    recovered: Group = frozenset()
    used_again: Group = frozenset()
    water_and_waste: Group = frozenset()
    # Quotients
    shares: Group = frozenset()
    rates: Group = frozenset()
    averages: Group = frozenset()
    of_each_employee: Group = frozenset()
    of_money: Group = frozenset()
    of_production: Group = frozenset()
    quotients: Group = frozenset()
    ratios: Group = frozenset()

    def named(self) -> Iterator[str]:
        """Every metric that has a role."""
        for one in fields(self):
            yield from _metrics_of(getattr(self, one.name))


NO_ROLES = MetricRoles()


def roles_of(entries: Sequence[RoleEntry]) -> tuple[MetricRoles, list[Problem]]:
    """The roles that entries give, and a problem for each that is given twice or alike, asked for by none, or missing.

    Args:
        entries: in the file's order.
    """
    problems: list[Problem] = []
    known = {one.name: getattr(NO_ROLES, one.name) for one in fields(MetricRoles)}
    given: dict[str, str | Group | Relation] = {}
    for entry in entries:
        if entry.name in given:
            problems.append(Problem.of("roles.twice", file=_WHERE, name=entry.name))
        elif entry.name not in known:
            problems.append(Problem.of("roles.unasked", file=_WHERE, name=entry.name))
        problems += _twice(entry)
        given[entry.name] = _value(entry, given, known.get(entry.name), problems)
    problems += _alike(given)
    problems += [Problem.of("roles.missing", file=_WHERE, name=name) for name in known if name not in given]
    if problems:
        return NO_ROLES, problems
    return MetricRoles(**given), []  # type: ignore[arg-type]  # each kind was checked against its field


def _value(
    entry: RoleEntry, given: Mapping[str, str | Group | Relation], asked: object, problems: list[Problem]
) -> str | Group | Relation:
    """What an entry is to its field; that it is of another kind than the code asks for is a problem."""
    if entry.relates:
        if asked is not None and not isinstance(asked, Mapping):
            problems.append(Problem.of("roles.no_relation", file=_WHERE, name=entry.name))
        return dict(entry.relates)
    members = set(entry.metrics)
    for name in entry.includes:
        held = given.get(name)
        if not isinstance(held, frozenset):
            problems.append(Problem.of("roles.no_group", file=_WHERE, name=entry.name, other=name))
        else:
            members |= held
    if isinstance(asked, Mapping):
        problems.append(Problem.of("roles.relation", file=_WHERE, name=entry.name))
    elif isinstance(asked, str):
        if len(members) != 1:
            problems.append(Problem.of("roles.single", file=_WHERE, name=entry.name))
        return min(members, default="")
    return frozenset(members)


def _twice(entry: RoleEntry) -> Iterator[Problem]:
    for at, metric in enumerate(entry.metrics):
        if metric in entry.metrics[:at]:
            yield Problem.of("roles.metric_twice", file=_WHERE, name=entry.name, metric=metric)


def _alike(given: Mapping[str, str | Group | Relation]) -> Iterator[Problem]:
    """A problem for each role that holds what another one holds: one of the two is enough."""
    seen: dict[object, str] = {}
    for name, held in given.items():
        key = (
            frozenset({held})
            if isinstance(held, str)
            else frozenset(held.items())
            if isinstance(held, Mapping)
            else held
        )
        if key in seen:
            yield Problem.of("roles.alike", file=_WHERE, name=name, other=seen[key])
        seen.setdefault(key, name)


def _metrics_of(held: str | Group | Relation) -> Iterable[str]:
    if isinstance(held, str):
        return (held,) if held else ()
    return (*held, *held.values()) if isinstance(held, Mapping) else held
