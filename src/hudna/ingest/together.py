"""Several slow sources at once, each in a thread, their items in one stream."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_T = TypeVar("_T")
_HELD = 32
"""Items that wait to be taken; more are not fetched meanwhile."""
_PATIENCE = 0.1


class StoppedError(Exception):
    """The stream was left: what still runs is to end."""


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


@dataclass(frozen=True, slots=True)
class _Given(Generic[_T]):
    item: _T


class _Ended:
    pass


def together(
    jobs: Sequence[Callable[[], Iterator[_T]]], workers: int, stop: threading.Event
) -> Iterator[_T]:
    """Run jobs at once and give what they give, each job's items in their order.

    ``stop`` is set when the stream is left, exhausted or not, and ends every job at its next item;
    a job that waits for something should look at it too and raise :class:`StoppedError`. What a job
    raises is raised here.
    """
    given: queue.Queue[_Given[_T] | _Raised | _Ended] = queue.Queue(_HELD)
    todo = iter(list(jobs))
    lock = threading.Lock()

    def put(item: _Given[_T] | _Raised | _Ended) -> None:
        while not stop.is_set():
            try:
                given.put(item, timeout=_PATIENCE)
            except queue.Full:
                continue
            return
        raise StoppedError

    def work() -> None:
        try:
            while True:
                with lock:
                    job = next(todo, None)
                if job is None:
                    break
                for item in job():
                    put(_Given(item))
            put(_Ended())
        except StoppedError:
            return
        except BaseException as error:
            try:
                put(_Raised(error))
            except StoppedError:
                return

    # A daemon does not hold the program up when it ends while a server is slow to answer.
    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(workers, len(jobs)))]
    for thread in threads:
        thread.start()
    running = len(threads)
    try:
        while running:
            match given.get():
                case _Given(item):
                    yield item
                case _Raised(error):
                    raise error
                case _:
                    running -= 1
    finally:
        stop.set()
        for thread in threads:
            thread.join(_PATIENCE)
