"""What must hold across materiality ratings: one rule, one function, each yielding problems."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from rapidfuzz import fuzz, process

from cnesg.errors import Problem
from cnesg.framework.definitions.base import Name
from cnesg.framework.incidents import Language
from cnesg.framework.materiality_ratings import (
    DOCUMENTS_FILE,
    FOLDER,
    SCALE_FILE,
    Materiality,
    MaterialityDraft,
    MaterialityRating,
)
from cnesg.framework.regexes import regex

LANGUAGES: tuple[Language, ...] = ("en", "zh")
_CHINESE = regex(r"[\u4e00-\u9fff]")
_TOO_ALIKE = 90.0  # per cent, on the words that two reasons share, whatever their order

Rule = Callable[[MaterialityDraft], Iterator[Problem]]


def check_draft(draft: MaterialityDraft) -> Iterator[Problem]:
    """Every problem that the ratings have in themselves and with one another."""
    for rule in RULES:
        yield from rule(draft)


def check_coverage(
    materiality: Materiality, industries: Collection[str], issues: Collection[str], level2: Collection[str]
) -> Iterator[Problem]:
    """Whether each Level I industry rates each environmental and social Level I indicator, and nothing unknown.

    Args:
        materiality: the ratings.
        industries: codes of all Level I industries.
        issues: codes of all Level I indicators with an industry materiality.
        level2: codes of the Level II indicators below them.
    """
    for industry in sorted({*industries, *materiality.industries, *materiality.level2}):
        if industry not in industries:
            yield Problem.of("materiality.unknown_industry", industry=industry)
            continue
        rated = materiality.industries.get(industry, {})
        for issue in sorted(set(issues) | set(rated)):
            if issue not in issues:
                yield Problem.of("materiality.unknown_issue", industry=industry, issue=issue)
            elif issue not in rated:
                yield Problem.of("materiality.no_rating", industry=industry, issue=issue)
        for code in materiality.level2.get(industry, {}):
            if code not in level2:
                yield Problem.of("materiality.unknown_indicator", industry=industry, issue=code)


def check_repeated(materiality: Materiality) -> Iterator[Problem]:
    """Level II indicators with the rating of their Level I indicator, which they have without one.

    Of files as they are written: an override of a rating may make it another one's.
    """
    for industry, ratings in materiality.level2.items():
        issues = materiality.industries.get(industry, {})
        for code, own in ratings.items():
            if own.issue in issues and own.rating == issues[own.issue].rating:
                yield Problem.of("materiality.redundant", industry=industry, issue=code, above=own.issue)


def _each_cell_is_rated_once(draft: MaterialityDraft) -> Iterator[Problem]:
    cells = Counter((industry, rating.code) for industry, rating in draft.ratings)
    for (industry, issue), times in cells.items():
        if times > 1:
            yield Problem.of("materiality.duplicate", file=_file(industry), issue=issue)


def _steps_count_from_zero(draft: MaterialityDraft) -> Iterator[Problem]:
    for scale in draft.scales:
        steps = [step.step for step in scale.steps]
        if steps != list(range(len(steps))):
            yield Problem.of("materiality.steps", file=f"{FOLDER}/{SCALE_FILE}")


def _ratings_are_on_the_scale(draft: MaterialityDraft) -> Iterator[Problem]:
    for scale in draft.scales:
        highest = max(step.step for step in scale.steps)
        for industry, rating in draft.ratings:
            if rating.rating > highest:
                yield _of("off_scale", industry, rating, highest=highest)


def _documents_are_listed_once(draft: MaterialityDraft) -> Iterator[Problem]:
    for name, times in Counter(document.name.en for document in draft.documents).items():
        if times > 1:
            yield _about("same_document", name)
        if ";" in name or ", " in name:
            yield _about("document_name", name)


def _citations_are_known(draft: MaterialityDraft) -> Iterator[Problem]:
    if f"{FOLDER}/{DOCUMENTS_FILE}" in draft.broken:
        return
    known = {document.name.en for document in draft.documents}
    for industry, rating in draft.ratings:
        for citation in rating.citations:
            if citation.document not in known:
                yield _of("unknown_document", industry, rating, document=citation.document)


def _documents_are_cited(draft: MaterialityDraft) -> Iterator[Problem]:
    if draft.broken:
        return
    citations = {citation for _, rating in draft.ratings for citation in rating.citations}
    cited = {citation.document for citation in citations}
    for document in draft.documents:
        if document.name.en not in cited:
            yield _about("uncited_document", document.name.en)
        for place in document.unverified:
            if (document.name.en, place) not in citations:
                yield _about("uncited_place", document.name.en, place=place)


def _texts_are_translated(draft: MaterialityDraft) -> Iterator[Problem]:
    for file, entry, field, text in _texts(draft):
        if _CHINESE.search(text.en) or not _CHINESE.search(text.zh):
            yield Problem.of("framework.untranslated", file=file, entry=entry, field=field)


def _chinese_is_simplified(draft: MaterialityDraft) -> Iterator[Problem]:
    import opencc

    convert = opencc.OpenCC("t2s").convert
    for file, entry, field, text in _texts(draft):
        if (simplified := convert(text.zh)) != text.zh:
            odd = "".join(before for before, after in zip(text.zh, simplified, strict=False) if before != after)
            yield Problem.of("materiality.traditional", file=file, entry=entry, field=field, odd=odd)


def _no_reason_is_another_reworded(draft: MaterialityDraft) -> Iterator[Problem]:
    """Compared are reasons on one issue and reasons of one industry: all with all takes a second of every start."""
    together: dict[str, list[int]] = {}
    for place, (industry, rating) in enumerate(draft.ratings):
        for shared in (industry, rating.code[:3]):
            together.setdefault(shared, []).append(place)
    for language in LANGUAGES:
        texts = [getattr(rating.reason, language).casefold() for _, rating in draft.ratings]
        alike = {pair for places in together.values() for pair in _alike(texts, places)}
        for row, column in sorted(alike):
            (industry, rating), (other, earlier) = draft.ratings[row], draft.ratings[column]
            yield _of("same_reason", industry, rating, other=f"{other} {earlier.code}", tongue=language)


def _alike(texts: Sequence[str], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose texts share nearly all words, the later place first."""
    chosen = [texts[place] for place in places]
    found = process.cdist(chosen, chosen, scorer=fuzz.token_set_ratio, score_cutoff=_TOO_ALIKE)
    yield from (
        (places[row], places[column]) for row in range(len(places)) for column in range(row) if found[row][column]
    )


def _texts(draft: MaterialityDraft) -> Iterator[tuple[str, str, str, Name]]:
    """Every text with the file, the entry and the field it stands in."""
    for industry, rating in draft.ratings:
        yield _file(industry), rating.code, "reason", rating.reason
    for document in draft.documents:
        yield f"{FOLDER}/{DOCUMENTS_FILE}", document.name.en, "name", document.name
        yield f"{FOLDER}/{DOCUMENTS_FILE}", document.name.en, "issuer", document.issuer
    for scale in draft.scales:
        for step in scale.steps:
            yield f"{FOLDER}/{SCALE_FILE}", str(step.step), "name", step.name
            yield f"{FOLDER}/{SCALE_FILE}", str(step.step), "meaning", step.meaning


def _file(industry: str) -> str:
    return f"{FOLDER}/{industry}.yaml"


def _of(message: str, industry: str, rating: MaterialityRating, **values: object) -> Problem:
    return Problem.of(f"materiality.{message}", file=_file(industry), issue=rating.code, **values)


def _about(message: str, document: str, **values: object) -> Problem:
    return Problem.of(f"materiality.{message}", file=f"{FOLDER}/{DOCUMENTS_FILE}", document=document, **values)


RULES: tuple[Rule, ...] = (
    _each_cell_is_rated_once,
    _steps_count_from_zero,
    _ratings_are_on_the_scale,
    _documents_are_listed_once,
    _citations_are_known,
    _documents_are_cited,
    _texts_are_translated,
    _chinese_is_simplified,
    _no_reason_is_another_reworded,
)
