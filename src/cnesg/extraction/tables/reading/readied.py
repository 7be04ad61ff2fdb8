"""What a table as found goes through before its values are read: labels, groups and heads put right."""

from collections.abc import Callable

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.counted_heads import names_composed
from cnesg.extraction.tables.geometry.bracketed import with_bracketed_shares
from cnesg.extraction.tables.model import Table
from cnesg.extraction.tables.reading.counted_groups import with_counts_named
from cnesg.extraction.tables.reading.counting_labels import names_share
from cnesg.extraction.tables.reading.relabelled import relabelled
from cnesg.extraction.tables.reading.shares_below import with_shares_labelled
from cnesg.extraction.tables.reading.staff_parts import with_parts_of_staff
from cnesg.extraction.tables.reading.units_apart import with_units_apart
from cnesg.extraction.tables.reading.units_by_subject import UnitsBySubject
from cnesg.extraction.tables.rows.asked import as_asked
from cnesg.extraction.tables.rows.bare_totals import with_total_columns_named, with_totals_named
from cnesg.extraction.tables.rows.blank_groups import with_blank_groups
from cnesg.extraction.tables.rows.closed_groups import with_groups_closed
from cnesg.extraction.tables.rows.columns_of_changes import with_changes_apart
from cnesg.extraction.tables.rows.counts_below_shares import with_counts_below_shares
from cnesg.extraction.tables.rows.dated_shares import with_shares_dated
from cnesg.extraction.tables.rows.entity_heads import with_years_apart
from cnesg.extraction.tables.rows.gender_letters import with_genders_spelled
from cnesg.extraction.tables.rows.gloss_lines import without_gloss_lines
from cnesg.extraction.tables.rows.glosses import without_glosses
from cnesg.extraction.tables.rows.holders import with_holders
from cnesg.extraction.tables.rows.intensities import with_named_intensities
from cnesg.extraction.tables.rows.lettered_rows import with_letters_joined, without_letters
from cnesg.extraction.tables.rows.listed_metrics import without_listed
from cnesg.extraction.tables.rows.named_metrics import metrics_named
from cnesg.extraction.tables.rows.noted_entities import with_entities_told
from cnesg.extraction.tables.rows.one_script import in_simplified
from cnesg.extraction.tables.rows.parts_above import with_parts_above
from cnesg.extraction.tables.rows.parts_below import with_parts_below
from cnesg.extraction.tables.rows.ranks import with_women_told
from cnesg.extraction.tables.rows.reduced_pollutants import with_reductions_named
from cnesg.extraction.tables.rows.scope3_numbers import with_scope_3_told
from cnesg.extraction.tables.rows.set_out_totals import with_totals_in_groups
from cnesg.extraction.tables.rows.several_in_cells import with_figures_apart
from cnesg.extraction.tables.rows.shares_beside import with_counted_told
from cnesg.extraction.tables.rows.staff_wholes import with_staff_wholes
from cnesg.extraction.tables.rows.told_names import without_what_is_told
from cnesg.extraction.tables.rows.translated_labels import without_translations
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.extraction.tables.rows.wholes_over import with_wholes_over
from cnesg.extraction.tables.rows.years_in_brackets import with_years_in_brackets
from cnesg.framework.lexicon import Found
from cnesg.text import Page

_SHARE = "持股比例(%)"


def _in_one_language(table: Table) -> Table:
    return without_translations(in_simplified(table))


class Readied:
    """Puts the labels, groups and heads of tables right."""

    def __init__(
        self,
        know: Knowledge,
        units: TableUnits,
        *,
        names: Callable[[str], bool],
        is_class: Callable[[str], bool],
        find: Callable[[str], Found],
    ) -> None:
        """Keep what tells labels apart.

        Args:
            know: vocabulary and wording.
            units: the reader of units in tables.
            names: whether a text holds the wording of a metric.
            is_class: whether a text is nothing but a class.
            find: what the lexicon finds in a text.
        """
        self._units, self._by_subject = units, UnitsBySubject(units)
        self._names, self._is_class, self._find, self._know = names, is_class, find, know
        self._holders = frozenset(know.lexicon.marks("holder_kind").all())

    def hear(self, page: Page) -> None:
        """Take up what the sentences of a page tell of the tables on it and after it; pages come in order."""
        self._by_subject.hear(page)

    def __call__(self, table: Table) -> Table:
        """A table as it is to be read."""
        table = with_years_in_brackets(without_gloss_lines(self._by_subject.given(_in_one_language(table))))
        table = with_shares_dated(with_units_apart(table, self._units.of_cell))
        table = with_letters_joined(with_figures_apart(with_changes_apart(table)))
        table = without_letters(as_asked(table))
        table = without_what_is_told(without_glosses(with_bracketed_shares(with_genders_spelled(table))))
        table = with_counts_named(table, self._know, self._find, self._is_class)
        table = with_parts_of_staff(table, self._know, self._find)
        table = with_reductions_named(with_staff_wholes(table, self._know, self._find))
        table = with_scope_3_told(with_counts_below_shares(table))
        table = without_listed(with_blank_groups(table, self._is_class), self._know, self._find)
        table = with_counted_told(with_holders(table, self._holders, _SHARE), self._is_composed, self._names)
        table = relabelled(table, self._names, self._units.of_cell, self._is_class)
        table = with_entities_told(with_years_apart(table), self._know.lexicon.classes, self._find)
        table = with_totals_in_groups(with_shares_labelled(table, self._is_class), self._know, self._find)
        table = with_totals_named(table, self._know, self._find)
        table = with_parts_below(with_groups_closed(table, self._know, self._find), self._names, self._labels)
        table = with_totals_named(with_parts_above(table, self._know, self._find), self._know, self._find)
        table = with_total_columns_named(with_wholes_over(table, self._know, self._find), self._know, self._find)
        return with_women_told(with_named_intensities(table, self._units))

    def _labels(self, label: str) -> bool:
        """Whether a label names a metric, as a label or as sentences do."""
        return bool(metrics_named(self._find(compact(label)[0]), self._know))

    def _is_composed(self, head: str) -> bool:
        """Whether a head names a metric that classes have shares in, and no share itself."""
        text = compact(head)[0]
        return not names_share(head) and names_composed(self._know.lexicon, text, self._find(text))
