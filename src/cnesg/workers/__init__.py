"""Child processes that can be killed, with limits on time and memory: what reads files from others works in them."""

from cnesg.workers.child import limits_memory
from cnesg.workers.pool import Slot, keep_workers, run_tasks
from cnesg.workers.tasks import Failure, Limits, Outcome, at, got_on

__all__ = ["Failure", "Limits", "Outcome", "Slot", "at", "got_on", "keep_workers", "limits_memory", "run_tasks"]
