"""What becomes of a thing, told in a row below it: `Recycled` below `Hazardous waste` is hazardous waste recovered."""

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.contexts import Context, Setting
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_WASTE = regex(r"(?i)\W*(?:(?:amount|quantity|volume) of )?(?:waste|废弃?物)s?(?: \w+(?:ed|ion|ing))?\W*")
_EMISSIONS = regex(r"(?i)(?:(?:sub-?)?totals?|gross|net|annual|absolute|overall|all|own|our|\W)*emissions(?:,? total)?")
_IN_BRACKETS = regex(r"\([^()]*\)")
_A_SHARE = regex(r"(?i)%|\bper ?cent|\brate\b|\bshare\b|\bproportion\b|比\b|占比|比例|百分比|率")


def of_thing_above(know: Knowledge, chosen: tuple[int, Hit, Fit], setting: Setting) -> tuple[int, Hit, Fit]:
    """The choice with the metric of the thing whose row or group stands above, where the label tells but its fate.

    Args:
        know: vocabulary and wording.
        chosen: the index among the contexts, the wording and the metric, as the label alone gives them.
        setting: what stands around the value.
    """
    at, hit, how = chosen
    if setting.contexts[at].role != "row":
        return chosen
    families = know.lexicon.families
    totals = (families[name] for name in know.lexicon.roles.totals if name in families)
    wholes = [one for one in totals if how.metric in one.by_class.values()]
    fate = next((fate for one in wholes for fate, metric in one.by_class.items() if metric == how.metric), None)
    if fate is None:
        return chosen
    titled = not setting.row.parents  # Recycled (t) below the title of the table, Hazardous waste
    for context in setting.contexts:
        over = context.role == "parent" or (titled and context.role == "caption" and not context.stub_head)
        if over and (named := _fate_of(know, context, fate)):
            unit = how.unit if know.unit_of(named) == know.unit_of(how.metric) else know.unit_of(named)
            return at, hit, Fit(named, unit, how.weak)
    return chosen


def of_kind_above(know: Knowledge, chosen: tuple[int, Hit, Fit], setting: Setting) -> tuple[int, Hit, Fit]:
    """The choice with the metric of the heading above, where the label names but a kind of it: drug waste, tailings.

    Args:
        know: vocabulary and wording.
        chosen: the index among the contexts, the wording and the metric, as the label alone gives them.
        setting: what stands around the value.
    """
    at, hit, how = chosen
    label = setting.contexts[at]
    if label.role != "row" or label.found.marks.get("total"):
        return chosen
    for above, context in enumerate(setting.contexts):
        if not _heads_rows(context):
            continue
        for named in _hits_in(context):
            kind = _held(know, know.lexicon.entries[named.entry].metric, how.metric)
            if kind is not None:
                how_named = Fit(kind, how.unit, how.weak)
                # the label is a class of what the heading names, unless it only says waste again
                return (at, hit, how_named) if _WASTE.fullmatch(label.text) else (above, named, how_named)
    return chosen


def of_class_above(know: Knowledge, chosen: tuple[int, Hit, Fit], setting: Setting) -> tuple[int, Hit, Fit]:
    """The choice with the metric that the group above names as a class of a total that the column's head names.

    Below `Scope 2` the figures of `Purchased steam` under `GHG emissions (tCO2e)` are of that scope; so is a row there
    that says no more than `Total emissions`, and what stands below it.

    Args:
        know: vocabulary and wording.
        chosen: the index among the contexts, the wording and the metric, as what is nearest gives them.
        setting: what stands around the value.
    """
    at, hit, how = chosen
    source = setting.contexts[at]
    says_no_kind = source.role == "header" or (source.role in {"row", "parent"} and _says_no_kind(source.text))
    if not says_no_kind or how.metric not in know.lexicon.roles.totals:
        return chosen
    kinds = know.lexicon.families[how.metric].by_class.values()
    for context in setting.contexts:
        above = context.role == "parent" or (context.role == source.role == "header")  # Scope 1 | Total emissions
        if not above or context.leads or context is source:
            continue
        named = (know.lexicon.entries[one.entry].metric for one in _hits_in(context))
        kind = next((metric for metric in named if metric in kinds), None)
        if kind is not None:
            return at, hit, Fit(kind, how.unit, how.weak)
    return chosen


def _says_no_kind(text: str) -> bool:
    """Whether a label says emissions and not of what: Total gross emissions, Net emissions (t CO2e)."""
    return _EMISSIONS.fullmatch(_IN_BRACKETS.sub("", text).strip(" ,")) is not None


def _heads_rows(context: Context) -> bool:
    """Whether a text is the heading of a group of rows, or the head over all labels."""
    return (context.role == "parent" and not context.leads) or context.stub_head


def _held(know: Knowledge, whole: str, metric: str) -> str | None:
    """What a metric is below a heading that names another: waste is hazardous waste, its intensity is that of it."""
    relatives = know.lexicon.families.get(whole)
    if relatives is None:
        return None
    if metric in relatives.holds:
        return whole
    for held in relatives.holds:
        below = know.lexicon.families[held].per if held in know.lexicon.families else {}
        named = next((relatives.per.get(family) for family, name in below.items() if name == metric), None)
        if named is not None:
            return named
    return None


def _hits_in(context: Context) -> list[Hit]:
    """The wordings of metrics in a text, the weightiest first."""
    found = context.bare[1] if context.bare is not None and context.bare[1].hits else context.found
    return sorted((hit for hit in found.hits if hit.entry not in found.never), key=lambda one: -one.weight)


def _fate_of(know: Knowledge, context: Context, fate: str) -> str | None:
    """The metric of a fate of the thing that a text names last; None where it names none with such a metric."""
    named = next(iter(_hits_in(context)), None)
    relatives = know.lexicon.families.get(know.lexicon.entries[named.entry].metric) if named is not None else None
    return relatives.by_class.get(fate) if relatives is not None else None


def among_counted(know: Knowledge, metric: str, breakdown: dict[str, str], setting: Setting, number: Number) -> str:
    """The share that a class has among those counted in the row above: `women | 31%` below `New hires | 3,120`.

    Args:
        know: vocabulary and wording.
        metric: the metric as label and unit give it.
        breakdown: the classes.
        setting: what stands around the value.
        number: the value.

    Returns:
        The metric of shares among those counted, where there is one; else the metric.
    """
    if "percent" not in number.kinds or not breakdown or not setting.row.parents:
        return metric
    if (of_others := _composition_above(know, metric, setting)) is not None:
        return of_others
    composed = next(
        (f.composition for f in know.lexicon.families.values() if f.share == metric and f.composition), None
    )
    if composed is None or composed == metric:
        return metric
    above = [row for row in setting.table.rows if row.label == setting.row.parents[-1]]
    cells = [cell for row in above if (cell := row.cells[setting.column]) is not None]
    counted = (
        cells
        and cells[-1].kind == "number"
        and "%" not in cells[-1].folded
        and _A_SHARE.search(above[-1].label) is None  # Percentage of employees trained: theirs are rates, too
        and age_of_cell(above[-1].label) is None
    )
    return composed if counted and not any("%" in note for note in above[-1].notes) else metric


def _composition_above(know: Knowledge, metric: str, setting: Setting) -> str | None:
    """The share among other people than all employees, where the row above counts those: a ratio below hires."""
    families = know.lexicon.families
    general = any(one.share == one.composition == metric for one in families.values())
    if not general or _counts(know, setting.contexts[0]):
        return None
    above = next((c for c in setting.contexts if c.role == "parent" and c.text == setting.row.parents[-1]), None)
    counted = _counts(know, above) if above is not None else None
    composed = families[counted].composition if counted is not None else None
    return composed if composed != metric else None


def _counts(know: Knowledge, context: Context) -> str | None:
    """The metric whose parts have shares that the longest wording of a text counts; None where it counts none."""
    families, entries = know.lexicon.families, know.lexicon.entries
    hits = [hit for hit in context.found.hits if hit.entry not in context.found.never]
    best = max(hits, key=lambda hit: hit.weight, default=None)
    metric = entries[best.entry].metric if best is not None else ""
    return metric if metric in families and families[metric].composition else None
