"""Memory and processor time of this process, as far as the system says."""

import sys
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_MIB = 1024**2


def most_memory() -> float:
    """The most memory this process has held, in MiB; NaN where the system does not say."""
    if resource is None:
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (_MIB if sys.platform == "darwin" else 1024)


def processor_seconds() -> float:
    """Processor seconds of this process and its children that ended; of this process alone on Windows."""
    if resource is None:
        return time.process_time()
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
