"""The wording of metrics in reports, and the words that decide how a number is meant: classes, targets, changes, zeros.

The data lies in `methodology/lexicon/`: files that hold a list give wording of metrics; `families.yaml`, `classes.yaml`
and `grammar.yaml` hold what applies to many metrics. Matching (`Lexicon.find`) is one Aho-Corasick pass.
"""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

import ahocorasick_rs

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.phrase_forms import forms_of
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
        near: entry to spans of its `near` words; `never` likewise.
        marks: purpose (`change`, `target`, ...) to spans, by start.
        classes: index of a class to spans.
    """

    hits: list[Hit] = field(default_factory=list)
    zeros: list[Hit] = field(default_factory=list)
    things: list[Hit] = field(default_factory=list)
    near: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    never: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    marks: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    classes: list[tuple[int, int, int]] = field(default_factory=list)


# What a phrase is used for; the number of the entry, class or wording in parts, or the purpose; which part.
_Use = tuple[str, int | str, int | None]
_GROUP = re.compile(r"<([a-z_]+)>")  # words that stand for one another: <people>
_GAP, _GAP_LATIN = 12, 40  # characters between the parts of a wording in two parts
_CLAUSE_END = re.compile(r"[。;；!?！？，]|(?<=[a-z])\.\s|,(?!\d)(?=\s?[\u4e00-\u9fff])")
_YEAR_BEGINS = re.compile(r"(?<!\d)20$")  # "by 20", 较20: a wording that a year's other digits follow
_OF_OBJECT = r"(?:了|的|各类|各种|外购|燃料|能源|共计|共|约)*"  # between a verb and its object
_HYPHEN = re.compile(r"(?<=[A-Za-z])[-‐–](?=[A-Za-z])")
_ANY_HYPHEN = re.compile(r"[-‐–]")
# Words that mean the same and are as long, the latter as the lexicon has them; from the third on as Hong Kong, from the
# fifth on as Taiwan writes.
_SAME_WORDS = (
    ("职工", "员工"), ("雇员", "员工"), ("法例", "法规"), ("私隐", "隐私"),
    ("志工", "义工"), ("评鉴", "评估"), ("在地", "本地"), ("资讯", "信息"), ("贪腐", "贪污"), ("外泄", "泄露"),
    ("裁罚", "处罚"),
)  # fmt: skip
_WORD_CHARACTERS = frozenset(string.ascii_letters + string.digits)


def matching_form(text: str) -> str:
    """Folded text in the form that phrases are matched in, of the same length.

    Lower case, hyphens between letters as blanks, and words that mean the same written alike (职工, 雇员: 员工).
    """
    lower = text.lower()
    if len(lower) != len(text):  # a capital I with a dot becomes two characters
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if _ANY_HYPHEN.search(lower):
        lower = _HYPHEN.sub(" ", lower)
    if lower.isascii():
        return lower
    for word, same in _SAME_WORDS:
        lower = lower.replace(word, same)
    return lower


class Lexicon:
    """The wording of all metrics, compiled. Build it once: see `load_lexicon`."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        families: tuple[Family, ...] = (),
        classes: tuple[ClassWords, ...] = (),
        grammar: Grammar | None = None,
    ) -> None:
        self.entries = entries
        self.kinds = tuple(frozenset(e.kinds) for e in entries)
        self.acts_alone = tuple(n for n, e in enumerate(entries) if e.acts and not e.things)
        acted_on = {e.metric for e in entries if e.acts}
        related = {name for f in families if f.metric in acted_on for name in (*f.per.values(), f.share or f.metric)}
        self.acted_on = frozenset(acted_on | related)
        self.lone_acts = frozenset(f"act_{act}" for n in self.acts_alone for act in entries[n].acts)
        self.families: Mapping[str, Family] = {f.metric: f for f in families}
        self.stocks = frozenset(f.stock for f in families if f.stock)
        self.classes = classes
        self.grammar = grammar or Grammar(words={}, confidence={})
        self.patterns = tuple((p, frozenset(p.metrics), re.compile(p.pattern)) for p in self.grammar.patterns)
        self.filler = self._ends(("filler", "verb"), ("filler_end",))
        self.generic = self._nothing_but("generic")
        self.metrics = frozenset(e.metric for e in entries)
        self.governing = self._governing()
        uses: dict[str, list[_Use]] = {}
        self._gapped: list[tuple[str, int, list[str | None]]] = []  # use, entry, the group that each part is
        groups = self.grammar.word_groups
        for name, words in groups.items():
            for word in words:
                _add(uses, word, ("mark", f"<{name}>", None))
        for use, key, phrase in self._uses():
            parts = [part.strip() for part in phrase.split("..")]
            if len(parts) > 1 and isinstance(key, int):
                named = [part if _GROUP.fullmatch(part) and part[1:-1] in groups else None for part in parts]
                for index, part in enumerate(parts):
                    for spelled in () if named[index] else _spelled_out(part, groups):
                        _add(uses, spelled, ("part", len(self._gapped), index))
                self._gapped.append((use, key, named))
            else:
                for spelled in _spelled_out(phrase, groups):
                    _add(uses, spelled, (use, key, None))
        # Wordings of nothing but word groups, by the group that they begin with; and which entries are of sentences.
        self._begun_by: dict[str, list[int]] = {}
        for number, (_, _, kinds) in enumerate(self._gapped):
            if kinds[0] and all(kinds):
                self._begun_by.setdefault(kinds[0], []).append(number)
        self._told = [entry.told for entry in entries]
        self._phrases = sorted(uses)
        # For each phrase: whether a word must begin at its start and end at its end, and what it is used for.
        self._uses_of = [(_word(p[0]), _word(p[-1]) and not _YEAR_BEGINS.search(p), uses[p]) for p in self._phrases]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._phrases, implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def _ends(self, purposes: tuple[str, ...], only_end: tuple[str, ...] = ()) -> re.Pattern[str]:
        """A pattern for words of some purposes at the beginning or the end of a label."""
        words = {w for purpose in purposes for w in self.marks(purpose).all()}
        ending = words | {w for purpose in only_end for w in self.marks(purpose).all()}
        latin = "|".join(rf"{re.escape(w)}\b" for w in sorted(words, key=len, reverse=True) if w.isascii())
        latin_end = "|".join(rf"\b{re.escape(w)}" for w in sorted(ending, key=len, reverse=True) if w.isascii())
        han = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if not w.isascii())
        han_end = "|".join(re.escape(w) for w in sorted(ending, key=len, reverse=True) if not w.isascii())
        start = "|".join(filter(None, (latin, han))) or "(?!)"
        end = "|".join(filter(None, (latin_end, han_end))) or "(?!)"
        unbroken = "|".join(map(re.escape, self.marks("unbroken").all())) or "(?!)"
        return re.compile(rf"(?i)^(?!{unbroken})(?:{start})|(?:{end})$")

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
            for phrase in words.all():
                yield "mark", purpose, phrase

    def find(self, text: str, *, told: bool = False) -> Found:
        """All that the lexicon knows in a text in matching form (`matching_form`), in order of place.

        Args:
            text: the text.
            told: it is of sentences, in which wording counts that labels of tables and headings don't have.
        """
        found = Found()
        parts: dict[tuple[int, int], list[tuple[int, int]]] = {}
        length, uses_of = len(text), self._uses_of
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            left, right, uses = uses_of[index]
            if left and start and text[start - 1] in _WORD_CHARACTERS:
                continue
            if right and end < length and text[end] in _WORD_CHARACTERS:
                continue
            for use, key, part in uses:
                if isinstance(key, str):
                    found.marks.setdefault(key, []).append((start, end))
                elif part is not None:
                    parts.setdefault((key, part), []).append((start, end))
                else:
                    _note(found, use, key, start, end)
        begun = self._begun_by.keys() & found.marks.keys() if told else ()
        if parts or begun:
            phrases = [phrase for phrase, _ in parts] + [one for group in begun for one in self._begun_by[group]]
            self._join(found, phrases, parts, text)
        if not told:
            found.hits = [hit for hit in found.hits if not self._told[hit.entry]]
        found.hits.sort(key=lambda h: (h.start, -h.end, h.entry))
        found.zeros.sort(key=lambda h: (h.start, -h.end, h.entry))
        found.classes.sort()
        return found

    def _join(
        self,
        found: Found,
        phrases: list[int],
        parts: dict[tuple[int, int], list[tuple[int, int]]],
        text: str,
    ) -> None:
        """Wordings in two or more parts (`投入..资金`, `<people>..joined`), which follow one another in a clause."""
        for phrase in dict.fromkeys(phrases):
            use, key, groups = self._gapped[phrase]
            places = []
            for index, group in enumerate(groups):
                there = found.marks.get(group) if group else parts.get((phrase, index))
                if not there:
                    break
                places.append(there)
            else:
                self._follow(found, (use, key), places, text)

    @staticmethod
    def _follow(found: Found, of: tuple[str, int], places: list[list[tuple[int, int]]], text: str) -> None:
        """Note a wording wherever places of all its parts follow one another."""
        for first, end in places[0]:
            span, weight = (first, end), end - first
            for later in places[1:]:
                following = next(((a, b) for a, b in later if _near_enough(text, span[1], a)), None)
                if following is None:
                    break
                span, weight = (first, following[1]), weight + following[1] - following[0]
            else:
                _note(found, *of, *span, weight=weight)

    def marks(self, purpose: str) -> Words:
        """The word list of a purpose; empty when there is none."""
        return self.grammar.words.get(purpose, Words())


def _word(char: str) -> bool:
    return char in _WORD_CHARACTERS


def _spelled_out(phrase: str, groups: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A phrase with each group in it (`<people> joined`) replaced by each of the group's words."""
    group = _GROUP.search(phrase)
    if group is None or group[1] not in groups:
        return [phrase]
    rest = _spelled_out(phrase[group.end() :], groups)
    return [phrase[: group.start()] + word + end for word in groups[group[1]] for end in rest]


def _add(uses: dict[str, list[_Use]], phrase: str, use: _Use) -> None:
    for form in forms_of(matching_form(phrase)):
        uses.setdefault(form, [])
        if use not in uses[form]:
            uses[form].append(use)


def _near_enough(text: str, end: int, start: int) -> bool:
    """Whether two parts of a wording stand close together in one clause."""
    if start < end:
        return False
    between = text[end:start]
    reach = _GAP_LATIN if between.isascii() else _GAP
    return len(between) <= reach and _CLAUSE_END.search(between) is None


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
        (found.near if use == "near" else found.never).setdefault(key, []).append((start, end))


def parse_lexicon(sources: Mapping[str, str]) -> tuple[Lexicon, list[Problem]]:
    """A lexicon from YAML texts by file name, and every problem found in them."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    families: list[Family] = []
    classes: list[ClassWords] = []
    grammar: Grammar | None = None
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
        elif base == "grammar.yaml":
            one, bad = validate_entries(name, Grammar, [content])
            grammar = one[0] if one else None
        else:
            wording, bad = validate_entries(name, Entry, content)
            entries += wording
        problems += bad
    return Lexicon(tuple(entries), tuple(families), tuple(classes), grammar), problems


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
