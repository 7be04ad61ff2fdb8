"""Invented sentences on each data point of kind event (`tests/cases/events`), read with the cues of incident types."""

from pathlib import Path

from tests.extraction.quantity_examples import Example, entries, known_misses, read_examples

from cnesg.framework.incidents import load_incidents
from cnesg.text import fold

CASES = Path(__file__).resolve().parents[1] / "cases" / "events"
MISS_KINDS = {
    "news-reader": "a denial, a rumour, a threat, an event that is over or of others, which cues alone cannot tell; "
    "it needs the reader of news that finds events and whose they are",
    "cue": "the event is told in words that no cue has",
    "neighbour": "another incident type has the longer cue",
}


def event_examples() -> list[Example]:
    """All sentences in the order of files and entries."""
    return list(read_examples(CASES))


def event_misses() -> dict[str, str]:
    """Name of each sentence that is known not to pass yet, with the kind of reason."""
    return known_misses(CASES)


def incident_types() -> dict[str, tuple[str, ...]]:
    """By event data point the incident types that tell of it."""
    return {
        entry["data_point"]: tuple(entry["incidents"])
        for file in sorted(CASES.glob("[ESG]*.yaml"))
        for entry in entries(file)
    }


def taken_for(text: str, language: str) -> set[str]:
    """The incident types with the longest cue in a text; none where no cue stands in it."""
    folded = fold(text)
    reach = {
        kind.code: max((len(cue) for cue in kind.cues_in(folded, "en" if language == "en" else "zh")), default=0)
        for kind in load_incidents().types.values()
    }
    longest = max(reach.values())
    return {code for code, length in reach.items() if length == longest > 0}


def event_passes(example: Example) -> bool:
    """Whether the sentence comes out as one of the data point's incident types, or as none of them for a near miss."""
    hit = bool(taken_for(example.content["text"], example.language) & set(incident_types()[example.data_point]))
    return hit == (example.kind == "example")
