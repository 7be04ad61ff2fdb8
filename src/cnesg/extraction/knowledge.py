"""What extraction knows before it opens a document: metrics, their wording, units."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cnesg.extraction.confidence import NAME as MODEL
from cnesg.extraction.confidence import ConfidenceModel
from cnesg.framework.definitions import Metric
from cnesg.framework.exclusions import Exclusions, load_exclusions
from cnesg.framework.identities import FILE as IDENTITIES
from cnesg.framework.identities import Identities, load_identities
from cnesg.framework.lexicon import Found, Lexicon, load_lexicon
from cnesg.framework.methodology import Methodology
from cnesg.framework.models import has_model
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.places import folder_key
from cnesg.framework.units import UnitTable, load_units
from cnesg.text import fold

_compiled: dict[tuple[str, str, str], "Knowledge"] = {}


@dataclass(frozen=True)
class Knowledge:
    """The metrics, their wording and units, what keeps figures out or binds them, how likely rows are; build once."""

    metrics: Mapping[str, Metric]
    lexicon: Lexicon
    units: UnitTable
    identities: Identities | None = None
    confidence: ConfidenceModel | None = None
    exclusions: Exclusions = field(default_factory=Exclusions)

    @classmethod
    def of(cls, methodology: Methodology) -> "Knowledge":
        """From the methodology data; compiled once for each version of it in a process.

        Raises:
            MethodologyError: wording or units are broken; all problems are given.
        """
        version = (methodology.versions.extraction, *folder_key(methodology.folder))
        if version not in _compiled:
            folder = methodology.folder
            _compiled[version] = cls(
                methodology.metrics,
                load_lexicon(folder),
                load_units(folder),
                load_identities(folder) if (folder / IDENTITIES).is_file() else None,
                ConfidenceModel.load(folder) if has_model(MODEL, folder) else None,
                load_exclusions(folder),
            )
        return _compiled[version]

    def find(self, text: str) -> Found:
        """All that the lexicon knows in a text as printed."""
        return self.lexicon.find(matching_form(fold(text)))

    def unit_of(self, metric: str) -> str:
        """The canonical unit of a metric; empty for one that the vocabulary lacks."""
        known = self.metrics.get(metric)
        return known.unit if known else ""

    def is_of_environment(self, metric: str) -> bool:
        """Whether a metric is of the environment, so that its figures have no ranks, jobs or genders."""
        known = self.metrics.get(metric)
        return known is not None and known.dimension == "E"
