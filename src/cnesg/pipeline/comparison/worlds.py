"""A company's score in worlds between two instants: some causes as they were, the others as they are.

What each cause carries, and why so, stands in `docs/decisions/compare-worlds.md`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import combinations
from typing import Any

import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.quartiles import finest_quartiles, group_quartiles
from cnesg.explanation.comparison import SCORE, Cause, PeerChange, contributions
from cnesg.framework.definitions import Factor, Profile
from cnesg.framework.methodology import TOTAL
from cnesg.model.periods import SHANGHAI, fiscal_period
from cnesg.pipeline.comparison.own_changes import OwnCause
from cnesg.pipeline.runs.basis import ScoringBasis
from cnesg.scoring import score
from cnesg.scoring.peers import peer_values
from cnesg.scoring.plan import KINDS

Coalition = frozenset[str]
Sides = tuple[ScoringBasis, ScoringBasis]
Difference = tuple[str, str | None, str | None]
"""What differs, as it was, as it is."""

_PARTICULARS = ("industry", "market", "incorporation", "ownership", "issuer_kind", "admin_level", "region")
# Of a profile's fields those that overrides and weights stand for; the rest says which values count.
_NOT_COUNTING = {
    "name",
    "title",
    "indicators",
    "without",
    "standards",
    "weights",
    "mix",
    "industry_weights",
    "overrides",
}
_OF_ITSELF = frozenset({"own", "estimates", "verification"})
"""Causes that change nothing but the company's own values and particulars."""

_DATA_POINT_OF = 5  # characters of a Level II code


class Worlds:
    """Evaluates a score of one company with each cause as at the earlier (0) or the later (1) instant."""

    def __init__(
        self,
        bases: Sides,
        inputs: Mapping[tuple[int, int], pl.DataFrame],
        own: Mapping[str, OwnCause],
        company_id: str,
        code: str,
        kind: str,
    ) -> None:
        """Takes the two instants.

        Args:
            bases: rules, companies and reference data of each.
            inputs: table INPUTS by whose facts and by whose rules they were made: `inputs[0, 1]` holds the earlier
                facts under the later rules.
            own: which cause changes each of the company's data points that differ.
            company_id: whose score.
            code: TOTAL, a dimension, an indicator or a data point.
            kind: disclosure, performance or synthetic.
        """
        self._bases, self._inputs, self._own = bases, inputs, own
        self._company, self._code, self._kind = company_id, code, kind
        # Each is asked for again and again by the worlds.
        self._others = cache(self._read_others)
        self._elsewhere = cache(self._read_elsewhere)
        self._comparable = cache(self._read_comparable)
        self._chain = cache(self._read_chain)
        self._profile = cache(self._read_profile)
        self._alike = cache(self._score_alike)

    @cached_property
    def changed(self) -> frozenset[Cause]:
        """The causes in which the two instants differ at all."""
        found: set[Cause] = {*self._own.values()}
        if self.particulars:
            found.add("own")
        if self._peers_differ():
            found.add("peers")
        if _weighing(self._bases[0]) != _weighing(self._bases[1]):
            found.add("weights")
        if method_changes(*self._bases) or rules_for_inputs_differ(*self._bases):
            found.add("method")
        return frozenset(found)

    @cached_property
    def particulars(self) -> tuple[Difference, ...]:
        """What the table of companies says otherwise of the company: column, then, now."""
        rows = [self._particulars(side).row(0, named=True) for side in (0, 1)]
        return tuple((name, rows[0][name], rows[1][name]) for name in _PARTICULARS if rows[0][name] != rows[1][name])

    def cause_of(self, data_point: str) -> OwnCause | None:
        """Which cause changes the company's own value; None where it did not change."""
        return self._own.get(data_point)

    def value(self, coalition: Coalition) -> dict[str, float]:
        """The score and what each data point brings to it; nothing where the company has no such score."""
        scores, parts = self.tables(coalition)
        brought = contributions(parts, self._code, self._kind)
        if brought is None:
            return {}
        mine = scores.filter((pl.col("code") == self._code) & (pl.col("kind") == self._kind))["score"]
        whole = mine.item() if mine.len() else brought[self._code][1]
        return {code: points for code, (_, points) in brought.items()} | {SCORE: whole}

    def coverage(self, coalition: Coalition) -> dict[str, float]:
        """The share of weight on reported data, 0 to 1, of the score and, if it is synthetic, of what it is made of."""
        scores, _ = self.tables(coalition)
        kinds = KINDS if self._kind == "synthetic" else (self._kind,)
        mine = scores.filter((pl.col("code") == self._code) & pl.col("kind").is_in(list(kinds)))
        return dict(mine.select("kind", "coverage").iter_rows())

    def own_inputs(self, coalition: Coalition) -> pl.DataFrame:
        """The company's own rows of table INPUTS in a world."""
        rules = _side("method", coalition)
        mine = pl.col("company_id") == self._company
        frames = []
        for side in (0, 1):
            rows = self._inputs[side, rules].filter(mine)
            taken = [code for code in rows["data_point"] if _side(self._own.get(code, "own"), coalition) == side]
            frames.append(rows.filter(pl.col("data_point").is_in(taken)))
        year = self._bases[rules].fiscal_year
        return pl.concat(frames, how="diagonal_relaxed").with_columns(fiscal_year=pl.lit(year, dtype=pl.Int64))

    def peer_change(self, data_point: str, before: str | None, after: str | None) -> PeerChange:
        """Whose values entered, left or changed behind the boundaries of a data point.

        Args:
            data_point: its code.
            before: the group that its boundaries came from at the earlier instant.
            after: at the later one.
        """
        then, now = (self._values(side, data_point, group) for side, group in ((0, before), (1, after)))
        both = then.keys() & now.keys()
        return PeerChange(
            entered=tuple(sorted(now.keys() - then.keys())),
            left=tuple(sorted(then.keys() - now.keys())),
            changed=tuple(sorted(company for company in both if then[company] != now[company])),
        )

    def _values(self, side: int, data_point: str, group: str | None) -> dict[str, float]:
        values, groups = self._others(side, side)
        members = groups.filter(pl.col("group") == group)
        rows = values.filter(pl.col("data_point") == data_point).join(members, on="company_id", how="semi")
        return dict(rows.select("company_id", "value").iter_rows())

    def tables(self, coalition: Coalition) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Tables SCORES and PARTS of the company in a world; its rank there means nothing."""
        differing = coalition & self.changed
        return self._alike(differing - _OF_ITSELF)[differing & _OF_ITSELF]

    def _score_alike(self, around: Coalition) -> dict[Coalition, tuple[pl.DataFrame, pl.DataFrame]]:
        """The worlds with these causes beside those of the company itself, scored at once as if it were several.

        What the company is held against is found for each world by itself, and nobody's score hangs on another's.
        """
        of_itself = sorted(self.changed & _OF_ITSELF)
        sizes = range(len(of_itself) + 1)
        worlds = [frozenset(chosen) for size in sizes for chosen in combinations(of_itself, size)]
        rules, weights = self._bases[_side("method", around)], self._bases[_side("weights", around)]
        # A change is split over what was calculated, whether the score is given in that world or not.
        altered = {"materiality_factors": weights.methodology.rules.materiality_factors, "least_information": None}
        methodology = replace(rules.methodology, rules=rules.methodology.rules.model_copy(update=altered))
        own = [self.own_inputs(around | world) for world in worlds]
        companies = [self._particulars(_side("own", world)) for world in worlds]
        each = zip(own, companies, worlds, strict=True)
        held_against = [self._boundaries(values, company, around | world) for values, company, world in each]
        scores, parts = score(
            _numbered(own),
            _numbered(companies),
            methodology,
            self._profile(_side("weights", around)),
            fiscal_year=rules.fiscal_year,
            as_of=rules.instant,
            materiality=weights.materiality,
            families=rules.families,
            elsewhere=self._elsewhere(_side("peers", around), _side("method", around)),
            boundaries=_numbered(held_against),
        )
        return {
            world: (self._of_world(scores, number), self._of_world(parts, number))
            for number, world in enumerate(worlds)
        }

    def _of_world(self, rows: pl.DataFrame, number: int) -> pl.DataFrame:
        mine = rows.filter(pl.col("company_id") == str(number))
        return mine.with_columns(pl.lit(self._company).alias("company_id"))

    def _read_elsewhere(self, peers: int, rules: int) -> frozenset[str]:
        """The data points of which other companies have values."""
        others = (pl.col("company_id") != self._company) & pl.col("value").is_not_null()
        return frozenset(self._inputs[peers, rules].filter(others)["data_point"].unique())

    def _boundaries(self, own: pl.DataFrame, company: pl.DataFrame, coalition: Coalition) -> pl.DataFrame:
        """The quartiles that the company is held against, its own values among those of its peers."""
        who, peers, rules = (_side(cause, coalition) for cause in ("own", "peers", "method"))
        basis = self._bases[rules]
        chain = self._chain(who, rules)
        others, groups = self._comparable(who, peers, rules)
        outside = inapplicable(company, own, basis.methodology, basis.fiscal_year)
        values = pl.concat([others, peer_values(own, outside, list(basis.methodology.relative_points()))])
        least = basis.methodology.rules.least_peers.value
        quartiles = group_quartiles(values, pl.concat([groups, chain]), least)
        return finest_quartiles(quartiles, chain, values, least, self._bases[peers].given)

    def _lists(self, peers: int, rules: int) -> frozenset[str]:
        """The lists on which other companies stand; the others' values of another kind matter by boundaries alone."""
        points = self._bases[rules].methodology.data_points
        return frozenset(one for one in self._elsewhere(peers, rules) if one in points and points[one].kind == "list")

    def _particulars(self, side: int) -> pl.DataFrame:
        return self._bases[side].companies.filter(pl.col("company_id") == self._company)

    def _read_chain(self, who: int, rules: int) -> pl.DataFrame:
        """The company's own groups."""
        basis = self._bases[rules]
        return compared_groups(self._particulars(who), basis.methodology.industries, basis.families)

    def _read_others(self, peers: int, rules: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The values of all other companies that boundaries rest on, and those companies' groups."""
        basis, stranger = self._bases[rules], pl.col("company_id") != self._company
        companies = self._bases[peers].companies.filter(stranger)
        inputs = self._inputs[peers, rules].filter(stranger)
        outside = inapplicable(companies, inputs, basis.methodology, basis.fiscal_year)
        values = peer_values(inputs, outside, list(basis.methodology.relative_points())).sort(
            "company_id", "data_point"
        )
        return values, compared_groups(companies, basis.methodology.industries, basis.families)

    def _read_comparable(self, who: int, peers: int, rules: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """As `_read_others`, of those who share a group with the company; values in no group beyond what is needed."""
        values, groups = self._others(peers, rules)
        chain = self._chain(who, rules).select("group", "order")
        shared = groups.drop("order").join(chain, on="group", maintain_order="left")
        least = self._bases[rules].methodology.rules.least_peers.value
        # A group with enough values without the company has enough with it; broader ones never come into play.
        enough = (
            values.join(shared, on="company_id")
            .group_by("data_point", "order")
            .agg(pl.len().alias("count"))
            .filter(pl.col("count") >= least)
            .group_by("data_point")
            .agg(pl.col("order").min().alias("enough"))
        )
        closest = shared.group_by("company_id").agg(pl.col("order").min())
        kept = values.join(closest, on="company_id").join(enough, on="data_point", how="left")
        kept = kept.filter((pl.col("order") <= pl.col("enough")).fill_null(value=True))
        return kept.select(values.columns).sort("company_id", "data_point"), shared.select(
            "company_id", "order", "group"
        )

    def _peers_differ(self) -> bool:
        before, after = (basis.given for basis in self._bases)
        same = before is after if before is None or after is None else before.equals(after)
        if not same:
            return True
        if any(self._lists(0, rules) != self._lists(1, rules) for rules in (0, 1)):
            return True
        combinations = [(who, rules) for who in (0, 1) for rules in (0, 1)]
        pairs = (zip(self._comparable(w, 0, r), self._comparable(w, 1, r), strict=True) for w, r in combinations)
        return any(not one.equals(other) for pair in pairs for one, other in pair)

    def _read_profile(self, side: int) -> Profile:
        """The profile of a side with every weight and mix written out, cut to what the score rests on."""
        basis = self._bases[side]
        weights, mix, *_ = _weighing(basis)
        changes: dict[str, Any] = {"weights": weights, "mix": mix}
        if self._code != TOTAL and not basis.profile.indicators:
            changes["indicators"] = (self._code[:_DATA_POINT_OF],)
        return basis.profile.model_copy(update=changes)


def method_changes(before: ScoringBasis, after: ScoringBasis) -> tuple[Difference, ...]:
    """In what the method differs: edition, factors that derivations use, groups of issuers, dated rules."""
    found: list[Difference] = []
    versions = [basis.methodology.versions for basis in (before, after)]
    if before.methodology != after.methodology:
        found += [
            ("methodology", versions[0].methodology, versions[1].methodology),
            ("reference", versions[0].reference, versions[1].reference),
        ]
        if versions[0] == versions[1]:
            found = [("rules", before.profile.name, after.profile.name)]
    elif before.families != after.families:
        found.append(("reference", versions[0].reference, versions[1].reference))
    found += _factor_changes(before, after)
    then, now = _counting(before), _counting(after)
    found += [(name, str(then[name]), str(now[name])) for name in then]
    if _dated_rules(before) != _dated_rules(after):
        found.append(("dated", str(before.fiscal_year), str(after.fiscal_year)))
    return tuple(one for one in found if one[1] != one[2])


def rules_for_inputs_differ(before: ScoringBasis, after: ScoringBasis) -> bool:
    """Whether the rules of one instant make other inputs of the same facts than those of the other."""
    return definitions_differ(before, after) or bool(_factor_changes(before, after))


def definitions_differ(before: ScoringBasis, after: ScoringBasis) -> bool:
    """Whether more than factors differs in what makes inputs of facts."""
    same = before.methodology == after.methodology and before.families == after.families
    return not same or _counting(before) != _counting(after)


def changed_series(before: ScoringBasis, after: ScoringBasis) -> frozenset[str]:
    """The factors that the two do not have alike, for the years of either's facts."""
    return frozenset(name for name, _ in _changed_factors(before, after))


def _counting(basis: ScoringBasis) -> dict[str, object]:
    """What a profile says beside what it is called, keeps, weighs and overrides: which values count."""
    return basis.profile.model_dump(exclude=_NOT_COUNTING)


def _factor_changes(before: ScoringBasis, after: ScoringBasis) -> list[Difference]:
    found: dict[Difference, list[str]] = {}
    for name, year in _changed_factors(before, after):
        then, now = (_factor(basis, name, year) for basis in (before, after))
        found.setdefault((name, then, now), []).append(str(year))
    return [(f"{name} ({', '.join(years)})", then, now) for (name, then, now), years in found.items()]


def _changed_factors(before: ScoringBasis, after: ScoringBasis) -> Iterator[tuple[str, int]]:
    """Factors, and the years of either's facts, for which the two do not have them alike."""
    derivations = (*before.methodology.derivations, *after.methodology.derivations)
    series = sorted({name for derivation in derivations for name in derivation.factors.values()})
    back = int(max(basis.methodology.rules.carry_years.value for basis in (before, after)))
    years = sorted({basis.fiscal_year - age for basis in (before, after) for age in range(back + 1)})
    pairs = ((name, year) for name in series for year in years)
    return ((name, year) for name, year in pairs if _as_told(before, name, year) != _as_told(after, name, year))


def _factor(basis: ScoringBasis, series: str, year: int) -> str | None:
    factor = _known_factor(basis, series, year)
    return f"{factor.value!r} {factor.unit}" if factor else None


def _as_told(basis: ScoringBasis, series: str, year: int) -> tuple[float, str, int | None] | None:
    """All of a factor that stands in what is derived with it."""
    factor = _known_factor(basis, series, year)
    return (factor.value, factor.unit, factor.data_year) if factor else None


def _known_factor(basis: ScoringBasis, series: str, year: int) -> Factor | None:
    return basis.methodology.factor(series, year, basis.instant.astimezone(SHANGHAI).date())


def _dated_rules(basis: ScoringBasis) -> list[bool]:
    """Which of the cases that hold from or until a day hold for the fiscal year."""
    _, last = fiscal_period(basis.fiscal_year)
    return [
        (case.since is None or last >= case.since) and (case.until is None or last <= case.until)
        for applies in basis.methodology.conditions().values()
        for case in (*applies.only, *applies.unless)
    ]


def _weighing(basis: ScoringBasis) -> tuple[dict[str, float], dict[str, float], object, object, object]:
    """All that weights hang on: weights and mixes written out, what the profile keeps, ratings and their factors."""
    methodology, profile = basis.methodology, basis.profile
    levels = (methodology.dimensions, methodology.level1, methodology.level2)
    weights = {code: float(entry.weight.value) for level in levels for code, entry in level.items()} | profile.weights
    mix = {code: profile.mix.get(code, entry.mix.value) for code, entry in methodology.level2.items()}
    kept = (profile.indicators, profile.without, profile.industry_weights)
    factors = methodology.rules.materiality_factors.factors
    return weights, mix, kept, factors, basis.materiality


def _numbered(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Tables of one company as one table, in which each has the company by another number in place of its id."""
    return pl.concat([rows.with_columns(pl.lit(str(number)).alias("company_id")) for number, rows in enumerate(tables)])


def _side(cause: str, coalition: Coalition) -> int:
    return int(cause in coalition)
