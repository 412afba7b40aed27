"""What the running process is to the machine: its version, since when it runs, and the memory it takes."""

import os
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_STARTED = time.time()
_STATM = Path("/proc/self/statm")


def started_at() -> int:
    """Return when the process began with Marquee, in seconds since 1970."""
    return int(_STARTED)


def version_of_marquee() -> str:
    """Return the version that is installed."""
    try:
        return version("marquee-bot")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "unknown"


def memory() -> int | None:
    """Return how many bytes of memory the process takes: now on Linux, else at most so far; None where unknown."""
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
