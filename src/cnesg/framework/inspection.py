"""The methodology with all that belongs to it: indicators, wording, units and statement phrases, and how they meet."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.alternatives import load_alternatives
from cnesg.framework.choices import check_choices
from cnesg.framework.company_names import load_company_names
from cnesg.framework.controversies import check_controversies, load_controversy_words
from cnesg.framework.crosswalk import check_crosswalk, load_crosswalk
from cnesg.framework.exclusions import check_exclusions, try_exclusions
from cnesg.framework.identities import check_identities, load_identities
from cnesg.framework.incident_checks import check_indicators
from cnesg.framework.incidents import load_incidents
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.judgements import check_judgements, load_judgements
from cnesg.framework.lexicon import load_lexicon
from cnesg.framework.loader import load_methodology
from cnesg.framework.mappings import check_mappings, load_mappings
from cnesg.framework.materiality import load_materiality
from cnesg.framework.materiality_checks import check_coverage, check_repeated
from cnesg.framework.media_files import load_media
from cnesg.framework.methodology import Methodology
from cnesg.framework.news_wording import load_news_wording
from cnesg.framework.phrase_checks import check_lexicon_words, check_statement_phrases, metrics_named
from cnesg.framework.plausibility import check_plausibility, load_plausibility
from cnesg.framework.polarity import load_polarity
from cnesg.framework.policies import check_policies, load_policies
from cnesg.framework.product_rules import load_catalogues, load_product_rules, load_product_wording
from cnesg.framework.quality_rules import load_quality_rules
from cnesg.framework.requirements import check_requirements, load_requirements
from cnesg.framework.sections import check_sections, load_sections
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.framework.standards import load_standards
from cnesg.framework.statements import check_items, load_statement_phrases
from cnesg.framework.told_events import check_effect, load_effect_rules
from cnesg.framework.topic_areas import check_topic_areas, load_topic_areas
from cnesg.framework.units import load_units
from cnesg.framework.unscored import check_unscored, load_unscored
from cnesg.framework.verification_rules import load_verification_rules
from cnesg.framework.weighting import check_weighting, load_weighting
from cnesg.framework.whitewash import check_whitewash, load_whitewash
from cnesg.framework.yaml_files import each_part_once

# What the other loaders read, each with the file or folder it needs.
_LOADERS: tuple[tuple[str, Callable[[Traversable], object]], ...] = (
    ("units.yaml", load_units),
    ("lexicon", load_lexicon),
    ("statements", load_statement_phrases),
)
# Parts that a methodology may do without: a small one scores without knowing standards, news or industries' weights.
_OPTIONAL: tuple[tuple[str, Callable[[Traversable], object]], ...] = (
    ("standards", load_standards),
    ("mappings", load_mappings),
    ("disclosure", load_requirements),
    ("policies.yaml", load_policies),
    ("sections.yaml", load_sections),
    ("exclusions", try_exclusions),
    ("identities.yaml", load_identities),
    ("plausibility.yaml", load_plausibility),
    ("topics.yaml", load_topic_areas),
    ("unscored-metrics.yaml", load_unscored),
    ("company-names.yaml", load_company_names),
    ("incidents", load_incidents),
    ("materiality", load_materiality),
    ("media", load_media),
    ("sentiment", load_news_wording),
    ("sentiment", load_polarity),
    ("sentiment", load_sentiment_rules),
    ("sentiment", load_effect_rules),
    ("sentiment", load_controversy_words),
    ("crosswalk", load_crosswalk),
    ("peer-groups", load_issuer_groups),
    ("judgements", load_judgements),
    ("weighting.yaml", load_weighting),
    ("products", load_product_rules),
    ("products", load_product_wording),
    ("products", load_catalogues),
    ("verification.yaml", load_verification_rules),
    ("quality.yaml", load_quality_rules),
    ("whitewash.yaml", load_whitewash),
    ("alternatives.yaml", load_alternatives),
)


@each_part_once()
def check_parts(methodology: Methodology, places: Collection[str]) -> list[Problem]:
    """What is wrong with some parts of a methodology whose core is whole, and with how they meet the rest.

    Args:
        methodology: with the folder that the parts are read from.
        places: files and folders directly in it; parts that refer to them are read too.
    """
    problems: list[Problem] = []
    for place, load in (*_LOADERS, *_OPTIONAL):
        if place in places:
            problems += _problems_of(load, methodology.folder, place)
    if not problems:
        links = (link for link, about in _LINKS.items() if set(about) & set(places))
        problems = [problem for link in links for problem in link(methodology)]
    return problems


@each_part_once()
def check_methodology(folder: Path | None = None) -> Methodology:
    """A methodology folder, or the shipped one, read and checked in all its parts.

    `load_methodology` reads what scoring needs; this also reads what extraction needs, and proves that each phrase
    belongs to a metric or item and each item has phrases.

    Raises:
        MethodologyError: every problem of every part.
    """
    problems: list[Problem] = []
    methodology: Methodology | None = None
    try:
        methodology = load_methodology(folder)
    except MethodologyError as error:
        problems += error.problems
    where: Traversable = folder or files("cnesg") / "methodology"
    if where.is_dir():
        problems += _other_parts(where)
    if methodology is None or problems:
        raise MethodologyError(*problems)
    links = [problem for check in (*_LINKS, _repeated_ratings) for problem in check(methodology)]
    if links:
        raise MethodologyError(*links)
    return methodology


def _other_parts(folder: Traversable) -> Iterator[Problem]:
    for place, load in (*_LOADERS, *_OPTIONAL):
        part = folder / place
        if not (part.is_file() or part.is_dir()):
            if (place, load) in _LOADERS:
                yield Problem.of("framework.no_file", file=place, folder=folder)
            continue
        yield from _problems_of(load, folder, place)


def _problems_of(load: Callable[[Traversable], object], folder: Traversable, place: str) -> Iterator[Problem]:
    try:
        load(folder)
    except MethodologyError as error:
        yield from error.problems
    except UnicodeDecodeError:
        yield Problem.of("framework.not_utf8", file=place)


def _lexicon_links(methodology: Methodology) -> Iterator[Problem]:
    lexicon = load_lexicon(methodology.folder)
    for file, name in sorted(set(metrics_named(lexicon))):
        if name not in methodology.metrics:
            yield Problem.of("framework.unknown_metric", file=file, entry=name, metric=name)
    yield from check_lexicon_words(lexicon)


def _exclusion_links(methodology: Methodology) -> Iterator[Problem]:
    yield from check_exclusions(try_exclusions(methodology.folder), methodology)


def _item_links(methodology: Methodology) -> Iterator[Problem]:
    items = [code for code, point in methodology.data_points.items() if point.kind == "item"]
    phrases = load_statement_phrases(methodology.folder)
    yield from check_items(phrases, items)
    yield from check_statement_phrases(phrases)


def _topic_links(methodology: Methodology) -> Iterator[Problem]:
    yield from check_topic_areas(load_topic_areas(methodology.folder), methodology)


def _incident_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "incidents").is_dir():
        tree = load_incidents(methodology.folder)
        yield from check_indicators(tree, methodology.level1, methodology.level2)


def _effect_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "sentiment").is_dir():
        yield from check_effect(load_effect_rules(methodology.folder), methodology)
        yield from check_controversies(load_controversy_words(methodology.folder), methodology)


def _mapping_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "mappings").is_dir():
        yield from check_mappings(load_mappings(methodology.folder), methodology)


def _policy_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "policies.yaml").is_file():
        yield from check_policies(load_policies(methodology.folder), methodology)


def _materiality_links(methodology: Methodology) -> Iterator[Problem]:
    """Every Level I industry rates every environmental and social issue; governance matters alike everywhere."""
    if (methodology.folder / "materiality").is_dir():
        industries = [code for code, industry in methodology.industries.items() if industry.level == 1]
        issues = [code for code in methodology.level1 if not code.startswith("G")]
        level2 = [code for code in methodology.level2 if not code.startswith("G")]
        yield from check_coverage(load_materiality(methodology.folder), industries, issues, level2)


def _repeated_ratings(methodology: Methodology) -> Iterator[Problem]:
    """No Level II indicator repeats the rating of its issue in the files; where an override does, nothing is wrong."""
    if (methodology.folder / "materiality").is_dir():
        yield from check_repeated(load_materiality(methodology.folder))


def _crosswalk_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "crosswalk").is_dir():
        yield from check_crosswalk(load_crosswalk(methodology.folder), methodology.industries)


def _section_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "sections.yaml").is_file():
        yield from check_sections(load_sections(methodology.folder), methodology)


def _requirement_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "disclosure").is_dir():
        requirements = load_requirements(methodology.folder)
        yield from check_requirements(requirements, methodology, load_standards(methodology.folder))


def _identity_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "identities.yaml").is_file():
        yield from check_identities(load_identities(methodology.folder), methodology)


def _plausibility_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "plausibility.yaml").is_file():
        yield from check_plausibility(load_plausibility(methodology.folder), methodology)


def _weighting_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "judgements").is_dir():
        yield from check_judgements(load_judgements(methodology.folder), methodology)
    if (methodology.folder / "weighting.yaml").is_file():
        yield from check_weighting(load_weighting(methodology.folder), load_standards(methodology.folder))


def _unscored_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "unscored-metrics.yaml").is_file():
        yield from check_unscored(load_unscored(methodology.folder), methodology)


def _whitewash_links(methodology: Methodology) -> Iterator[Problem]:
    if (methodology.folder / "whitewash.yaml").is_file():
        yield from check_whitewash(load_whitewash(methodology.folder), methodology)


# How parts meet the rest, each with the places that it is about.
_LINKS: Mapping[Callable[[Methodology], Iterable[Problem]], tuple[str, ...]] = {
    _lexicon_links: ("lexicon",),
    _exclusion_links: ("exclusions",),
    _item_links: ("statements",),
    _topic_links: ("topics.yaml",),
    _incident_links: ("incidents",),
    _effect_links: ("sentiment", "incidents"),
    _mapping_links: ("mappings", "standards"),
    _policy_links: ("policies.yaml",),
    _materiality_links: ("materiality",),
    _section_links: ("sections.yaml",),
    _requirement_links: ("disclosure", "standards"),
    _identity_links: ("identities.yaml",),
    _plausibility_links: ("plausibility.yaml",),
    _crosswalk_links: ("crosswalk",),
    _weighting_links: ("judgements", "weighting.yaml", "standards"),
    _unscored_links: ("unscored-metrics.yaml",),
    _whitewash_links: ("whitewash.yaml",),
    check_choices: ("alternatives.yaml",),
}
