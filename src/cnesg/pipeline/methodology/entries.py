"""The methodology for readers: one entry, the tree, or everything."""

from typing import Any

from pydantic_core import to_jsonable_python
from rich.tree import Tree

from cnesg.framework import Methodology
from cnesg.framework.crosswalk import load_crosswalk
from cnesg.framework.definitions import DataPoint
from cnesg.framework.incidents import load_incidents
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.mappings import load_mappings
from cnesg.framework.materiality import load_materiality
from cnesg.framework.media_files import load_media
from cnesg.framework.places import read_parts
from cnesg.framework.policies import load_policies
from cnesg.framework.sections import load_sections
from cnesg.framework.standards import load_standards
from cnesg.framework.yaml_files import parse_yaml

# Places whose entries are exported typed; what else lies there (scales, documents) is exported as it is read.
_TYPED_PLACES = (
    "incidents/",
    "materiality/",
    "media/",
    "standards/",
    "mappings/",
    "policies.yaml",
    "crosswalk/",
    "peer-groups/",
)
_SCALES = ("incidents/scales.yaml", "materiality/scale.yaml", "materiality/documents.yaml")
_KINDS = ("dimensions", "level1", "level2", "data_points")


def entry(methodology: Methodology, code: str) -> dict[str, Any] | None:
    """An entry by its code or a metric by its name, as plain data; None if there is no such thing."""
    for kind in _KINDS:
        found = getattr(methodology, kind).get(code.upper())
        if found is not None:
            plain: dict[str, Any] = found.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
            return plain | (_found_in(methodology, found) if kind == "data_points" else {})
    metric = methodology.metrics.get(code.lower())
    return metric.model_dump(mode="json") if metric else None


def _found_in(methodology: Methodology, point: DataPoint) -> dict[str, Any]:
    """The sections of documents in which a data point is usually found."""
    if not (methodology.folder / "sections.yaml").is_file():
        return {}
    return {"found_in": [section.name.model_dump() for section in load_sections(methodology.folder).of(point)]}


def indicator_tree(methodology: Methodology, language: str) -> Tree:
    """Dimensions, Level I and Level II indicators as a tree for terminals."""
    root = Tree(methodology.label)
    branches: dict[str, Tree] = {}
    for kind in _KINDS[:3]:
        for code, found in getattr(methodology, kind).items():
            above = branches.get(methodology.parent(code) or "", root)
            branches[code] = above.add(f"{code}  {getattr(found.name, language)}")
    return root


def export_methodology(methodology: Methodology) -> dict[str, Any]:
    """Everything as one JSON-able mapping.

    Returns:
        Keys `label`, `versions`, `dimensions`, `level1`, `level2`, `data_points`, `metrics`, `rules`, `derivations`,
        `factors`, `industries`, `profiles`, `standards`, `mappings`, `policies`,
        `incidents`, `materiality`, `media`, `crosswalk`, `issuer_groups`, `edition`, `incident_groups`; entries are
        lists in code order. All other files stand under `files` by name, as they are read.
    """
    exported: dict[str, Any] = {
        "label": methodology.label,
        "versions": {
            "methodology": methodology.versions.methodology,
            "extraction": methodology.versions.extraction,
            "reference": methodology.versions.reference,
        },
    }
    for kind in (*_KINDS, "metrics", "industries", "profiles"):
        exported[kind] = [found.model_dump(mode="json") for found in getattr(methodology, kind).values()]
    exported["data_points"] = [
        point.model_dump(mode="json") | _found_in(methodology, point) for point in methodology.data_points.values()
    ]
    exported["incidents"] = [
        found.model_dump(mode="json") for found in load_incidents(methodology.folder).types.values()
    ]
    materiality = load_materiality(methodology.folder)
    exported["materiality"] = {
        industry: {
            code: rating.model_dump(mode="json")
            for code, rating in sorted({**ratings, **materiality.level2.get(industry, {})}.items())
        }
        for industry, ratings in materiality.industries.items()
    }
    exported["rules"] = methodology.rules.model_dump(mode="json")
    exported["derivations"] = [found.model_dump(mode="json") for found in methodology.derivations]
    exported["factors"] = [f.model_dump(mode="json") for series in methodology.factors.values() for f in series]
    standards, mappings = load_standards(methodology.folder), load_mappings(methodology.folder)
    exported["standards"] = [found.model_dump(mode="json", exclude_none=True) for found in standards.by_code.values()]
    exported["mappings"] = {
        "level2": [found.model_dump(mode="json", exclude_none=True) for found in mappings.level2.values()],
        "data_points": [found.model_dump(mode="json", exclude_none=True) for found in mappings.data_points.values()],
    }
    exported |= _reference_data(methodology)
    policies = load_policies(methodology.folder).values()
    exported["policies"] = [found.model_dump(mode="json", exclude_none=True) for found in policies]
    parts = read_parts(methodology.folder).contents
    exported["files"] = {
        name: to_jsonable_python(content)
        for name, content in parts.items()
        if not name.startswith(_TYPED_PLACES) or name in _SCALES
    }
    exported["edition"] = _edition(methodology)
    exported["mappings"]["references"] = {
        content["level1"]: {"basis": content["basis"], "reference": content["reference"]}
        for name, content in parts.items()
        if name.startswith("mappings/")
    }
    # Groups of each issue, and whatever else its file says beside the types.
    exported["incident_groups"] = {
        content["level1"]: to_jsonable_python({key: value for key, value in content.items() if key != "types"})
        for name, content in parts.items()
        if name.startswith("incidents/") and name not in _SCALES
    }
    return exported


def _edition(methodology: Methodology) -> Any:
    """What the methodology calls itself; the loader has read the file before, so it parses."""
    name = "methodology.yaml"
    return parse_yaml(name, (methodology.folder / name).read_text(encoding="utf-8"))[0]


def _reference_data(methodology: Methodology) -> dict[str, Any]:
    """Media, the crosswalk of industries, and the peer groups of issuers without listed shares."""
    media, crosswalk = load_media(methodology.folder), load_crosswalk(methodology.folder)
    return {
        "media": {
            "tiers": [found.model_dump(mode="json") for found in media.tiers.values()],
            "rules": [found.model_dump(mode="json") for found in media.rules],
            "outlets": [found.model_dump(mode="json") for found in media.outlets],
        },
        "crosswalk": {
            "hsics": [found.model_dump(mode="json", exclude_none=True) for found in crosswalk.nodes],
            "rows": [found.model_dump(mode="json", exclude_none=True) for found in crosswalk.rows],
        },
        "issuer_groups": [found.model_dump(mode="json") for found in load_issuer_groups(methodology.folder)],
    }
