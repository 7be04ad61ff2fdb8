"""Which Level II indicators the topics of the sentence model speak to (`methodology/topics.yaml`)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import parse_yaml, validate_mapping

FILE = "topics.yaml"
TopicAreas = Mapping[str, tuple[str, ...]]


class _Topic(Definition):
    topic: str = Field(min_length=1)
    level2: tuple[str, ...] = Field(min_length=1)


class _TopicFile(Sourced):
    topics: tuple[_Topic, ...]


def load_topic_areas(folder: Traversable | None = None) -> TopicAreas:
    """Codes of Level II indicators by topic, of a methodology folder or of the package.

    A folder without the file speaks of no topic.

    Raises:
        MethodologyError: every problem of the file.
    """
    source = (folder or files("cnesg") / "methodology") / FILE
    if not source.is_file():
        return {}
    content, problems = parse_yaml(FILE, source.read_text(encoding="utf-8"))
    data, more = (None, []) if problems else validate_mapping(FILE, _TopicFile, content)
    problems += more
    if data is not None:
        counts = Counter(entry.topic for entry in data.topics)
        problems += [Problem.of("disclosure.topic_twice", file=FILE, topic=t) for t, n in counts.items() if n > 1]
    if data is None or problems:
        raise MethodologyError(*problems)
    return {entry.topic: entry.level2 for entry in data.topics}


def check_topic_areas(areas: TopicAreas, methodology: Methodology) -> Iterator[Problem]:
    """Codes that are no Level II indicator of the methodology."""
    for topic, codes in areas.items():
        for code in codes:
            if code not in methodology.level2:
                yield Problem.of("disclosure.topic_unknown_code", file=FILE, topic=topic, code=code)
