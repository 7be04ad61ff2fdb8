"""Monthly quality control: rules as data, measures as small functions over tables, findings, causes and a gate."""

from cnesg.quality.findings import Finding, Severity
from cnesg.quality.gate import Gate, Override, gate

__all__ = ["Finding", "Gate", "Override", "Severity", "gate"]
