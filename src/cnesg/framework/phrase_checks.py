"""Phrases that can never decide: in a form that no text has, given twice, never found alone, or asked for by none.

Which cues of incident types can't decide is `incident_checks`' to say, because there the longest cue wins.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from cnesg.errors import Problem
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.metric_roles import FILE as ROLES
from cnesg.framework.statements import COUNTED_CUES, GAP, JUDGED_CUES, Cue, StatementPhrases, Topic
from cnesg.framework.wording import Grammar

_LANGUAGES: tuple[Literal["en", "zh"], ...] = ("en", "zh")


def check_statement_phrases(phrases: StatementPhrases) -> Iterator[Problem]:
    """A problem for each phrase of a topic or cue that can't decide, and each cue that nothing asks for."""
    asked = {cue for rule in phrases.levels.rules for cue in rule.cues()} | JUDGED_CUES
    asked |= {cue for entry in phrases.items for cue in (*entry.needs, *entry.unless)}
    sets: list[tuple[str, Topic | Cue]] = [(f"statements: {topic.topic}", topic) for topic in phrases.topics.values()]
    for cue in phrases.levels.cues:
        sets.append((f"statements: {cue.cue}", cue))
        if cue.cue not in asked:
            yield Problem.of("wording.unused_list", where="statements/levels.yaml", name=cue.cue)
    for where, one in sets:
        counted = isinstance(one, Cue) and one.cue in COUNTED_CUES  # each phrase found adds to a count
        for language in _LANGUAGES:
            yield from _forms(where, getattr(one, language), language)
            if not counted:
                yield from _never_alone(where, getattr(one, language), language)


def check_lexicon_words(lexicon: Lexicon) -> Iterator[Problem]:
    """A problem for each wording of a metric that can't decide, and each list of words that no family asks for.

    Wordings of a metric may hold one another, because the longest found is what a number belongs to; conditions
    (`near`, `never`) hold or don't.
    """
    for entry in lexicon.entries:
        where = f"lexicon: {entry.metric}"
        yield from _twice(where, entry.things)
        yield from _forms(where, entry.things, "en")
        for language in _LANGUAGES:
            conditions = [getattr(words, language) for words in (entry.near, entry.never)]
            others = [getattr(words, language) for words in (entry, entry.label, entry.zero)]
            for words in (*conditions, *others):
                yield from _twice(where, words)
                yield from _forms(where, words, language)
            for words in conditions:
                yield from _never_alone(where, words, language)
    for purpose, words in lexicon.grammar.words.items():
        for language in _LANGUAGES:
            yield from _twice(f"lexicon/grammar.yaml: {purpose}", getattr(words, language))
    topics = {f"topic_{topic}" for family in lexicon.families.values() for topic in family.topics}
    lists = {purpose for purpose in lexicon.grammar.words if purpose.startswith("topic_")}
    for name in sorted(lists - topics):
        yield Problem.of("wording.unused_list", where="lexicon/grammar.yaml", name=name)


def metrics_named(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each metric that the lexicon names, with the file that names it."""
    for entry in lexicon.entries:
        yield "lexicon/", entry.metric
    for family in lexicon.families.values():
        told = family.model_dump(exclude_none=True).values()
        groups = (one.values() if isinstance(one, dict) else (one,) if isinstance(one, str) else one for one in told)
        yield from (("lexicon/families.yaml", metric) for group in groups for metric in group)
    yield from ((f"lexicon/{ROLES}", metric) for metric in lexicon.roles.named())
    for one in lexicon.classes:
        yield from (("lexicon/classes.yaml", metric) for metric in (*one.metrics, *one.not_metrics))
    yield from (("lexicon/grammar.yaml", metric) for metric in _metrics_of_grammar(lexicon.grammar))


def _metrics_of_grammar(grammar: Grammar) -> Iterator[str]:
    yield from (*grammar.zero_metrics, *grammar.summed_metrics, *grammar.standing_metrics, *grammar.yearly_metrics)
    yield from (*grammar.told_in_notes, *grammar.content.of_companies)
    for held in (*grammar.measures.values(), *grammar.of_subject.values(), *grammar.narrowing.run_in.values()):
        yield from held
    for metrics in (*(one.metrics for one in grammar.patterns), *(one.metrics for one in grammar.objects)):
        yield from metrics
    yield from (*grammar.narrowing.telling, *grammar.narrowing.own)
    for related in grammar.narrowing.related:
        yield from related
    for name in type(grammar.narrowing).model_fields:
        held = getattr(grammar.narrowing, name)
        if isinstance(held, frozenset):  # its sets are all of metrics, its lists of words
            yield from held


def covers(broad: str, narrow: str, language: Literal["en", "zh"]) -> bool:
    """Whether every text that holds one phrase holds the other, by the rules of `statements.Topic`.

    >>> covers("腐败", "反腐败", "zh"), covers("bribe*", "anti bribery", "en"), covers("cat", "category", "en")
    (True, True, False)
    """
    wide, others = _parts(broad, language), _parts(narrow, language)
    return len(wide) == 1 and any(_within(wide[0], other, language) for other in others)


@lru_cache(maxsize=32_768)
def _parts(phrase: str, language: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a phrase, each with whether its last word may go on."""
    if language == "en":
        phrase = phrase.replace("-", " ")
    pieces = [piece.strip() for piece in phrase.split(GAP)]
    return tuple((piece.removesuffix("*"), piece.endswith("*")) for piece in pieces)


def _within(wide: tuple[str, bool], other: tuple[str, bool], language: str) -> bool:
    (inner, goes_on), (text, text_goes_on) = wide, other
    if language == "zh":
        return inner in text
    start = text.find(inner)
    while start >= 0:
        end = start + len(inner)
        ends_word = not text_goes_on if end == len(text) else not text[end].isalnum()
        if (start == 0 or not text[start - 1].isalnum()) and (goes_on or ends_word):
            return True
        start = text.find(inner, start + 1)
    return False


def _never_alone(where: str, phrases: Sequence[str], language: Literal["en", "zh"]) -> Iterator[Problem]:
    for phrase in phrases:
        broad = next((other for other in phrases if other != phrase and covers(other, phrase, language)), None)
        if broad is not None:
            yield Problem.of("wording.idle", where=where, phrase=phrase, other=broad)


def _twice(where: str, phrases: Iterable[str]) -> Iterator[Problem]:
    for phrase, times in Counter(phrases).items():
        if times > 1:
            yield Problem.of("wording.twice", where=where, phrase=phrase)


def _forms(where: str, phrases: Sequence[str], language: str) -> Iterator[Problem]:
    """Text is matched in lower case, half width and, where it is Chinese, simplified characters."""
    form = _simplified() if language == "zh" else str
    for phrase in phrases:
        if phrase != form(unicodedata.normalize("NFKC", phrase).lower()):
            yield Problem.of("wording.form", where=where, phrase=phrase)


@cache
def _simplified() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
