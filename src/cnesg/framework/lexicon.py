"""The wording of metrics in reports, and the words that decide how a number is meant: classes, targets, changes, zeros.

The data lies in `methodology/lexicon/`: files that hold a list give wording of metrics; `families.yaml`, `roles.yaml`,
`classes.yaml` and `grammar.yaml` hold what applies to many metrics. Matching (`Lexicon.find`) is one Aho-Corasick pass.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable

import ahocorasick_rs

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.metric_roles import FILE as ROLES
from cnesg.framework.metric_roles import NO_ROLES, MetricRoles, RoleEntry, roles_of
from cnesg.framework.parted_wording import Span
from cnesg.framework.phrase_forms import forms_of, spelled_out
from cnesg.framework.phrase_table import (
    BEFORE_AMOUNTS,
    DIGITS,
    WORD_CHARACTERS,
    PhraseTable,
    matching_form,
    matching_forms,
)
from cnesg.framework.word_patterns import Fillers, any_of, is_alone
from cnesg.framework.wording import ClassWords, Entry, Family, Grammar, Words
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, yaml_files


@dataclass(slots=True, unsafe_hash=True)
class Hit:
    """A metric's wording at a place of the text; `weight` is its length without the gap of a two-part wording.

    Not frozen for speed alone, a report has many thousands; nothing changes one. So it is with the records of one text.
    """

    entry: int
    start: int
    end: int
    label_only: bool = False
    weight: int = 0


@dataclass(slots=True)
class Found:
    """Everything the lexicon knows in a text.

    Attributes:
        hits: wording of metrics, by start.
        zeros: wording that states zero.
        things: nouns that name a metric beside one of its acts.
        marks: purpose (`change`, `target`, ...) to spans, by start.
        classes: index of a class to spans.
        near_words: entries that need a word near them, and the word's span; `never_words` likewise.
    """

    hits: list[Hit] = field(default_factory=list)
    zeros: list[Hit] = field(default_factory=list)
    things: list[Hit] = field(default_factory=list)
    marks: dict[str, list[Span]] = field(default_factory=dict)
    classes: list[tuple[int, int, int]] = field(default_factory=list)
    near_words: list[tuple[tuple[int, ...], Span]] = field(default_factory=list)
    never_words: list[tuple[tuple[int, ...], Span]] = field(default_factory=list)
    _near: dict[int, list[Span]] | None = field(default=None, init=False, repr=False, compare=False)
    _never: dict[int, list[Span]] | None = field(default=None, init=False, repr=False, compare=False)

    # A word may belong to hundreds of entries, and most texts are never asked: by entry only once they are.
    @property
    def near(self) -> Mapping[int, Sequence[Span]]:
        """Entry to spans of its `near` words."""
        if self._near is None:
            self._near = _by_entry(self.near_words)
        return self._near

    @property
    def never(self) -> Mapping[int, Sequence[Span]]:
        """Entry to spans of its `never` words."""
        if self._never is None:
            self._never = _by_entry(self.never_words)
        return self._never


def _by_entry(words: Iterable[tuple[tuple[int, ...], Span]]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for entries, span in words:
        for entry in entries:
            found.setdefault(entry, []).append(span)
    return found


# Purposes whose words are asked for as lists (`Lexicon.marks`) and never looked for in texts; theirs are the commonest.
_LISTS = frozenset(
    {"filler", "filler_end", "generic", "holder_kind", "other_sum_of_notes", "owners_part", "unbroken", "verb"}
)
_OF_OBJECT = r"(?:了|的|各类|各种|外购|燃料|能源|共计|共|约)*"  # between a verb and its object


class Lexicon:
    """The wording of all metrics, compiled. Build it once: see `load_lexicon`."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        families: tuple[Family, ...] = (),
        classes: tuple[ClassWords, ...] = (),
        grammar: Grammar | None = None,
        roles: MetricRoles = NO_ROLES,
    ) -> None:
        self.entries = entries
        self.roles = roles
        self.kinds = tuple(frozenset(e.kinds) for e in entries)
        self.acts_alone = tuple(n for n, e in enumerate(entries) if e.acts and not e.things)
        acted_on = {e.metric for e in entries if e.acts}
        related = {name for f in families if f.metric in acted_on for name in (*f.per.values(), f.share or f.metric)}
        self.acted_on = frozenset(acted_on | related)
        self.lone_acts = frozenset(f"act_{act}" for n in self.acts_alone for act in entries[n].acts)
        self.families: Mapping[str, Family] = {f.metric: f for f in families}
        self.stocks = frozenset(f.stock for f in families if f.stock)
        self.wholes = frozenset(f.metric for f in families if f.classed)  # of which the classes have another metric
        # Metrics that are of a class only: `employees`, never all of them.
        self.of_class_only = frozenset(
            name
            for f in families
            for name in (f.classed, f.share_of_class, f.share if f.classed else None)
            if name is not None
        )
        self.needs_near = frozenset(n for n, e in enumerate(entries) if e.near.all())
        self.classes = classes
        self.grammar = grammar or Grammar(words={}, confidence={})
        told = sorted(self.grammar.patterns, key=lambda p: p.sentence)  # what stands near the number goes first
        self.patterns = tuple((p, frozenset(p.metrics), re.compile(p.pattern)) for p in told)
        fillers = {word for purpose in ("filler", "verb") for word in self.marks(purpose).all()}
        self.fillers = Fillers(fillers, self.marks("filler_end").all(), self.marks("unbroken").all())
        self.generic = self._nothing_but("generic")
        self.first_entries = {e.metric: n for n, e in reversed(list(enumerate(entries)))}  # of each metric
        self.metrics = frozenset(self.first_entries)
        self.governing = self._governing()
        self.none_words = self._none_words()
        self._told = [entry.told for entry in entries]
        self._stands_alone = [entry.names_part or entry.whole_label for entry in entries]
        self._spelled: dict[str, tuple[str, ...]] = {}  # of a purpose the words as texts have them
        self._phrases = PhraseTable(self._uses(), self.grammar.word_groups)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._phrases.spelled, implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def _governing(self) -> Mapping[str, re.Pattern[str]]:
        """For each metric that has any, a pattern for a verb at a text's end whose object its bare word is."""
        verbs: dict[str, set[str]] = {}
        for one in self.grammar.objects:
            for metric in one.metrics:
                verbs.setdefault(metric, set()).update(one.verbs)
        return {
            metric: re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){_OF_OBJECT}$")
            for metric, words in verbs.items()
        }

    def _nothing_but(self, purpose: str) -> re.Pattern[str]:
        """A pattern for texts of nothing but a purpose's words and punctuation.

        Possessive, longest word first: with plain repetition a long text of such words would be tried in every way.
        """
        words = sorted(self.marks(purpose).all(), key=len, reverse=True)
        return re.compile(rf"(?i)(?:{'|'.join(map(re.escape, words)) or '(?!)'}|\W)++$")

    def _none_words(self) -> re.Pattern[str]:
        """A pattern, for text in matching form, for what any wording that states zero has, and any word for none."""
        groups = self.grammar.word_groups
        firsts = [
            spelled
            for use, key, phrase in self._uses()
            if use == "zero" or key == "none"
            for spelled in spelled_out(phrase.split("..")[0].strip(), groups)
        ]
        begun = {form for first in matching_forms(firsts) for form in forms_of(first)}
        latin, others = (
            any_of(_shortest(filter(str.isascii, begun))),
            any_of(_shortest(w for w in begun if not w.isascii())),
        )
        return re.compile(rf"(?<![a-z0-9])(?=[^\u4e00-\u9fff]){latin}(?![a-z])|(?=[\u4e00-\u9fff]){others}")

    def _uses(self) -> Iterator[tuple[str, int | str, str]]:
        for number, entry in enumerate(self.entries):
            for phrase in (*entry.en, *entry.zh):
                yield "word", number, phrase
            for phrase in entry.things:
                yield "thing", number, phrase
            for use in ("label", "near", "never", "zero"):
                for phrase in getattr(entry, use).all():
                    yield use, number, phrase
        for number, one in enumerate(self.classes):
            for phrase in (*one.en, *one.zh):
                yield "class", number, phrase
        for purpose, words in self.grammar.words.items():
            for phrase in () if purpose in _LISTS else words.all():
                yield "mark", purpose, phrase

    def find(self, text: str, *, told: bool = False) -> Found:
        """All that the lexicon knows in a text in matching form (`matching_form`), in order of place.

        Args:
            text: the text.
            told: it is of sentences, in which wording counts that labels of tables and headings don't have.
        """
        found = Found()
        marks, near_words, never_words = found.marks, found.near_words, found.never_words
        parts: dict[int, list[Span]] = {}
        length, phrases = len(text), self._phrases
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            begins, ends, lists, uses, near, never, is_part = phrases[index]
            if begins and start and text[start - 1] in WORD_CHARACTERS:
                continue
            if ends and end < length and text[end] in WORD_CHARACTERS and not _amount_follows(text, start, end):
                continue
            span = (start, end)
            for name in lists:
                marks.setdefault(name, []).append(span)
            for use, key in uses:
                _note(found, use, key, start, end)
            if near:
                near_words.append((near, span))
            if never:
                never_words.append((never, span))
            if is_part:
                parts.setdefault(index, []).append(span)
        for (use, entry, _), span, weight in phrases.parted.find(parts, marks, text, told=told):
            _note(found, use, entry, *span, weight=weight)
        if found.hits:
            kept = (hit for hit in found.hits if told or not self._told[hit.entry])
            found.hits = [
                hit for hit in kept if not self._stands_alone[hit.entry] or is_alone(text, hit.start, hit.end)
            ]
            found.hits.sort(key=_by_place)
        found.zeros.sort(key=_by_place)
        found.classes.sort()
        return found

    @cached_property
    def of_notes(self) -> "Lexicon":
        """The wording of what notes to the accounts tell, alone: it is looked for in a third of the time."""
        entries = tuple(entry for entry in self.entries if entry.metric in self.grammar.told_in_notes)
        grammar = self.grammar
        others = {"other_sum_of_notes": self.marks("other_sum_of_notes")}
        return Lexicon(entries, grammar=Grammar(words=others, confidence={}, word_groups=grammar.word_groups))

    @cached_property
    def _other_sums(self) -> re.Pattern[str]:
        words = sorted(self.marks("other_sum_of_notes").all(), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, matching_forms(words))) or "(?!)")

    def without_other_sums(self, text: str) -> str:
        """A text in matching form without what notes to the accounts say on every page and no metric means.

        公允价值 is no worth of things given, 投资收益 no revenue.
        """
        return self._other_sums.sub("|", text)

    def says(self, purpose: str, text: str) -> bool:
        """Whether a text in matching form has a word of a purpose; the whole lexicon is asked only of one that may."""
        if purpose not in self._spelled:
            words = self.marks(purpose).all()
            self._spelled[purpose] = tuple({form for word in words for form in forms_of(matching_form(word))})
        return any(word in text for word in self._spelled[purpose]) and purpose in self.find(text).marks

    def marks(self, purpose: str) -> Words:
        """The word list of a purpose; empty when there is none."""
        return self.grammar.words.get(purpose, Words())


def _shortest(words: Iterable[str]) -> set[str]:
    """Words without those that go on from another of them: where they stand, the other does."""
    kept: set[str] = set()
    for word in sorted(words):
        if not any(word[:end] in kept and not "a" <= word[end] <= "z" for end in range(1, len(word))):
            kept.add(word)
    return kept


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit.start, -hit.end, hit.entry


def _amount_follows(text: str, start: int, end: int) -> bool:
    """Whether a pollutant's short name runs on into how much of it: COD852吨."""
    return text[end] in DIGITS and text.endswith(BEFORE_AMOUNTS, start, end)


def _note(found: Found, use: str, key: int, start: int, end: int, *, weight: int = 0) -> None:
    if use in {"word", "label"}:
        found.hits.append(Hit(key, start, end, use == "label", weight or end - start))
    elif use == "thing":
        found.things.append(Hit(key, start, end, weight=weight or end - start))
    elif use == "zero":
        found.zeros.append(Hit(key, start, end, weight=weight or end - start))
    elif use == "class":
        found.classes.append((start, end, key))
    else:
        (found.near_words if use == "near" else found.never_words).append(((key,), (start, end)))


def parse_lexicon(sources: Mapping[str, str]) -> tuple[Lexicon, list[Problem]]:
    """A lexicon from YAML texts by file name, and every problem found in them."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    families: list[Family] = []
    classes: list[ClassWords] = []
    grammar: Grammar | None = None
    roles = NO_ROLES
    for name, text in sorted(sources.items()):
        content, bad = parse_yaml(name, text)
        problems += bad
        if bad:
            continue
        base = name.rsplit("/", 1)[-1]
        if base == "families.yaml":
            good, bad = validate_entries(name, Family, content)
            families += good
        elif base == "classes.yaml":
            more, bad = validate_entries(name, ClassWords, content)
            classes += more
        elif base == ROLES:
            given, bad = validate_entries(name, RoleEntry, content)
            if not bad:
                roles, bad = roles_of(given)
        elif base == "grammar.yaml":
            one, bad = validate_entries(name, Grammar, [content])
            grammar = one[0] if one else None
        else:
            wording, bad = validate_entries(name, Entry, content)
            entries += wording
        problems += bad
    return Lexicon(tuple(entries), tuple(families), tuple(classes), grammar, roles), problems


def load_lexicon(folder: Traversable | None = None) -> Lexicon:
    """The wording in a methodology folder (`Methodology.folder`), or in the package (read once).

    Raises:
        MethodologyError: a file is broken; all problems of all files are given.
    """
    return of_folder(_read_folder, folder)


def _read_folder(folder: Traversable) -> Lexicon:
    sources = {name: entry.read_text(encoding="utf-8") for name, entry in yaml_files(folder / "lexicon")}
    lexicon, problems = parse_lexicon(sources)
    if problems:
        raise MethodologyError(*problems)
    return lexicon
