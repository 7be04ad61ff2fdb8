"""Typed shapes of the methodology data: one class for each kind of entry in the YAML files."""

from cnesg.framework.definitions.applicability import Applicability, Case
from cnesg.framework.definitions.base import Basis, Definition, Name, Sourced, SourcedNumber
from cnesg.framework.definitions.files import Edition, IndicatorFile
from cnesg.framework.definitions.indicators import (
    LEVELS,
    ChinaSpecific,
    DataPoint,
    Dimension,
    ItemPoint,
    Level,
    Level1,
    Level2,
    Measure,
    Mix,
    Selection,
)
from cnesg.framework.definitions.reference import Factor, Industry
from cnesg.framework.definitions.rules import Derivation, Grade, Profile, Rules
from cnesg.framework.definitions.vocabulary import Metric

__all__ = [
    "LEVELS",
    "Applicability",
    "Basis",
    "Case",
    "ChinaSpecific",
    "DataPoint",
    "Definition",
    "Derivation",
    "Dimension",
    "Edition",
    "Factor",
    "Grade",
    "IndicatorFile",
    "Industry",
    "ItemPoint",
    "Level",
    "Level1",
    "Level2",
    "Measure",
    "Metric",
    "Mix",
    "Name",
    "Profile",
    "Rules",
    "Selection",
    "Sourced",
    "SourcedNumber",
]
