"""People confirm, correct, reject or dispute what machines read; their decisions reach the log through an outbox."""

from cnesg.verification.decisions import Decision, Verdict
from cnesg.verification.ledger import Ledger
from cnesg.verification.rows import decided_rows

__all__ = ["Decision", "Ledger", "Verdict", "decided_rows"]
