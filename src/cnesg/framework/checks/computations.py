"""Formulas parse, know their inputs and never run in circles."""

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.definitions import Derivation
from cnesg.framework.formulas import Formula, FormulaError, Reference, parse_formula


def point_formulas(draft: Draft) -> Iterator[Problem]:
    """Formulas of data points use metrics and data points that exist, and no data point needs itself."""
    methodology = draft.methodology
    edges: dict[str, set[str]] = {}
    for point in methodology.data_points.values():
        if point.formula is None:
            continue
        formula, problems = _parsed(draft, point.code, point.formula)
        yield from problems
        if formula is None:
            continue
        known = {*methodology.metrics, *methodology.data_points}
        yield from _unknown_inputs(draft, point.code, formula, known)
        edges[point.code] = {reference.name for reference in formula.references if reference.is_data_point}
        for code in sorted(edges[point.code]):
            if code in methodology.data_points and methodology.data_points[code].kind in ("item", "list"):
                yield draft.problem("input_without_number", point.code, point=code)
    yield from _circles(draft, edges)


def derivation_formulas(draft: Draft) -> Iterator[Problem]:
    """Derivations give and use metrics that exist, with factors of series that exist, and none needs itself."""
    methodology = draft.methodology
    edges: dict[str, set[str]] = {}
    for derivation in methodology.derivations:
        if derivation.metric not in methodology.metrics and not draft.is_broken(derivation.metric):
            yield _of(draft, derivation, "unknown_metric", metric=derivation.metric)
        formula, problems = _parsed(draft, derivation.metric, derivation.formula, "derivations.yaml")
        yield from problems
        yield from _factors(draft, derivation, formula)
        if formula is None:
            continue
        for problem in _unknown_inputs(draft, derivation.metric, formula, {*methodology.metrics, *derivation.factors}):
            yield _in_derivations(problem)
        key = Reference(derivation.metric, tuple(sorted(derivation.breakdown.items()))).key
        edges.setdefault(key, set()).update(name for name in formula.names if name not in derivation.factors)
    yield from _circles(draft, edges, "derivations.yaml")


def _factors(draft: Draft, derivation: Derivation, formula: Formula | None) -> Iterator[Problem]:
    for name, series in derivation.factors.items():
        if series not in draft.methodology.factors and not draft.is_broken(series):
            yield _of(draft, derivation, "unknown_series", series=series)
        if formula is not None and name not in formula.names:
            yield _of(draft, derivation, "unused_factor", name=name)
        if name in draft.methodology.metrics:
            yield _of(draft, derivation, "factor_named_as_metric", name=name)


def _of(draft: Draft, derivation: Derivation, message: str, **values: object) -> Problem:
    return _in_derivations(draft.problem(message, derivation.metric, **values))


def _in_derivations(problem: Problem) -> Problem:
    """A derivation goes by its metric's name, which stands in another file too."""
    return Problem(problem.message_id, problem.values | {"file": "derivations.yaml"})


def _parsed(draft: Draft, entry: str, text: str, file: str | None = None) -> tuple[Formula | None, tuple[Problem, ...]]:
    try:
        return parse_formula(text, f"{file or draft.files.get(entry, '?')}: {entry}: "), ()
    except FormulaError as error:
        return None, error.problems


def _unknown_inputs(draft: Draft, entry: str, formula: Formula, known: Collection[str]) -> Iterator[Problem]:
    for reference in formula.references:
        if reference.name not in known and not draft.is_broken(reference.name):
            yield draft.problem("unknown_input", entry, name=reference.key)


def _circles(draft: Draft, edges: Mapping[str, set[str]], file: str | None = None) -> Iterator[Problem]:
    """One problem for each circle of formulas, naming it from its alphabetically first member."""
    open_edges = {key: edges[key] & set(edges) for key in sorted(edges)}
    while True:
        try:
            TopologicalSorter(open_edges).prepare()
        except CycleError as error:
            ring = list(reversed(error.args[1][:-1]))
            start = ring.index(min(ring))
            ring = ring[start:] + ring[:start]
            where = file or draft.files.get(ring[0], "?")
            yield Problem.of("framework.circle", file=where, entry=ring[0], ring=" -> ".join([*ring, ring[0]]))
            open_edges[ring[0]] = set()  # cut here, to see whether there are more
        else:
            return
