"""Hearing that the process is asked to stop."""

import asyncio
import contextlib
import signal
from collections.abc import Generator


@contextlib.contextmanager
def stop_signals() -> Generator[asyncio.Event]:
    """Turn Ctrl-C and SIGTERM into an event, where the system and the thread can; elsewhere Ctrl-C cancels as ever."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    caught: list[signal.Signals] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError):  # Windows, or a loop outside the main thread
            loop.add_signal_handler(number, stop.set)
            caught.append(number)
    try:
        yield stop
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
