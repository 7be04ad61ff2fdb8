"""The texts around a table's values, each with what it names: labels, heads, captions and headings."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import lru_cache

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS, lists_parts
from cnesg.extraction.labels.numbered_categories import has_number_behind, is_number_of_category
from cnesg.extraction.labels.references import without_forms
from cnesg.extraction.tables.contexts import SCOPE_NAME, Context, ContextRole, below_corner
from cnesg.extraction.tables.geometry.headers import without_counting, without_counts
from cnesg.extraction.tables.geometry.parting_titles import ends_in_by
from cnesg.extraction.tables.geometry.titles import names_company, titles_first
from cnesg.extraction.tables.model import Table
from cnesg.extraction.tables.reading.classes import Classes
from cnesg.extraction.tables.reading.counting_labels import is_measure
from cnesg.extraction.tables.reading.titles import of_title
from cnesg.extraction.tables.reading.value_years import LONGEST_CAPTION, LONGEST_TITLE
from cnesg.extraction.tables.rows.ranks import gives_shares_of_staff, parted_by_gender
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

SHARE_OF_STAFF = "Share of employees"  # what a table of diversity leaves out
_DASH = regex(r"\s[-–—]\s|^[-–—•]\s?")
_TWO_PARTS = regex(r"\s[-–—]\s|[-–—](?=[\u4e00-\u9fff])|\s?[:：]\s?|,\s(?=[a-z<>])|\s?[(（](?=[^()（）]*[)）]$)")
_LAST_BRACKET = regex(r"\s?[(（]([^()（）]*)[)）]$")
_ALSO = regex(r"(?i)(?:in|ex)cl(?:uding|udes|usive of|\.)? |范[围畴][一1]\s?[+、和及与&/]\s?(?:范[围畴])?[二2]")
_GENDER = regex(r"(?i)(?:fe)?males?|wom[ae]n|m[ae]n|[男女]性?")  # Vice presidents - women: of a rank no list knows
_LABELS_KEPT = 4096  # the same label is asked for once a value and more


class TextsAround:
    """Finds in labels, heads, captions and headings what they name; each text is looked through once."""

    def __init__(self, know: Knowledge, classes: Classes, find: Callable[[str], Found]) -> None:
        """What is needed to look.

        Args:
            know: vocabulary and wording.
            classes: names classes.
            find: what a text holds of either.
        """
        self._know = know
        self._classes = classes
        self._find = find
        self.of = lru_cache(maxsize=_LABELS_KEPT)(self._of)
        self.of_label = lru_cache(maxsize=_LABELS_KEPT)(self._of_label)
        self.is_class = lru_cache(maxsize=_LABELS_KEPT)(self._is_class)

    def over_table(self, table: Table, headings: Sequence[str]) -> tuple[Context, ...]:
        """What stands over a whole table: the head of its labels, captions, and headings, the nearest first."""
        stub_head = " ".join(table.corner)
        captions = titles_first(map(without_forms, table.captions), LONGEST_TITLE)
        found = [self.of("caption", text) for text in captions]
        if found and not self.name_metric(stub_head) and ends_in_by(found[0].text) and self.name_metric(found[0].text):
            found[0] = replace(found[0], stub_head=True)  # Training hours by topic: each row names one
        of_staff = gives_shares_of_staff(table)
        if 0 < len(stub_head) <= LONGEST_CAPTION:
            head = self.of("caption", stub_head)
            found.insert(0, replace(head, stub_head=True, divides=of_staff and not parted_by_gender(table)))
        found += [self.of("heading", text) for text in reversed(headings[-2:]) if not names_company(text)]
        if of_staff:
            found.append(self.of("caption", SHARE_OF_STAFF))
        return tuple(found)

    def of_heads(self, headers: Sequence[str], parting: Container[str], corner: str) -> tuple[Context, ...]:
        """The headers from the innermost outwards; those of several lines also as one text."""
        told = without_counting(headers, self.name_metric)
        parts = [self.of("header", text).that(divides=text in parting) for text in reversed(told)]
        if parts and (joint := below_corner(self.of, corner, headers[-1])):
            parts[0] = joint
        named = without_counts(headers)
        if len(named) > 1:
            parts.append(self.of("header", " ".join(named)))
        return tuple(parts)

    def name_metric(self, text: str) -> bool:
        """Whether a text names a metric, not only as a label may."""
        return any(not hit.label_only for hit in self.of("row", text).found.hits)

    def name_whole(self, label: str) -> bool:
        """Whether a label names a metric that is not one of classes only: `Managers` may be a class of any."""
        entries, hits = self._know.lexicon.entries, self.of("row", label).found.hits
        return any(not hit.label_only and not needs_class(self._know, entries[hit.entry].metric) for hit in hits)

    def name_event(self, rest: Context) -> bool:
        """Whether what a label says besides its class is measured: Fatal accidents - own staff, not Number - women."""
        entries, roles = self._know.lexicon.entries, self._know.lexicon.roles
        named = {entries[hit.entry].metric for hit in rest.found.hits if not hit.label_only}
        return bool(named) and not named & (roles.staff | roles.people)

    def _of(self, role: ContextRole, text: str) -> Context:
        """A text with its role and what it names, also without what it has in brackets."""
        clean = compact(text.strip())[0]
        bare = compact(" ".join(_DASH.sub(" ", BRACKETS.sub(" ", clean)).split()))[0]
        both = (bare, self._named(role, bare)) if bare and bare != clean else None
        return Context(role, clean, self._named(role, clean), both)

    def _named(self, role: ContextRole, text: str) -> Found:
        found = self._find(text)
        return found if role == "row" else of_title(self._know.lexicon, text, found)

    def _of_label(self, text: str) -> tuple[Context, ...]:
        """A row's label; one that names a class behind a dash, a colon or in brackets as class and whole."""
        whole = self.of("row", text)
        unit = _LAST_BRACKET.search(whole.text)
        plain = whole.text[: unit.start()] if unit is not None and is_measure(unit[1]) else whole.text
        for split in _TWO_PARTS.finditer(plain):
            within = plain.count("(", 0, split.start()) > plain.count(")", 0, split.start())  # (new, full-time)
            if within or any(hit.start < split.start() and split.end() < hit.end for hit in whole.found.hits):
                continue  # one wording reaches over both
            first, second = plain[: split.start()].strip(), _without_end(plain[split.end() :].strip())
            if is_number_of_category(first) or has_number_behind(second) or _ALSO.match(second):
                continue  # Fatalities (including contractors): those among all, or not, no class
            for name, rest in ((second, first), (first, second))[: 1 if SCOPE_NAME.fullmatch(first) else 2]:
                part, other = self.of("row", name), self.of("row", rest)
                if name is second and split[0].strip() == "(" and self._lists_parts(name, other):
                    continue
                if (other.found.hits or _GENDER.fullmatch(name)) and self._classes.is_class(part.text, part.found):
                    return part, other
        return (whole,)

    def _lists_parts(self, inner: str, named: Context) -> bool:
        entries = self._know.lexicon.entries
        return any(lists_parts(inner, self._know, entries[hit.entry].metric) for hit in named.found.hits)

    def _is_class(self, label: str) -> bool:
        """Whether a label is a class and nothing else."""
        contexts = self.of_label(label) if label else ()
        return bool(contexts) and self._classes.is_class(contexts[0].text, contexts[0].found)


def _without_end(part: str) -> str:
    """A part of a label without the bracket that ends it and begins before it: Turnover (|women)."""
    return part.rstrip(" )）") if len(re.findall("[)）]", part)) > len(re.findall("[(（]", part)) else part
