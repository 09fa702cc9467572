"""The processes of this machine: a pool of workers, or with one worker this process itself."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from kg_pipeline.workers import end_with_parent

T = TypeVar("T")


class LocalEngine:
    """Does tasks in ``workers`` processes, started for each batch of tasks and ended with it."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def each(self, task: Callable[[T], None], items: Sequence[T]) -> Iterator[None]:
        """See ``Engine``."""
        if self.workers == 1 or len(items) < 2:
            for item in items:
                task(item)
                yield
            return
        context = multiprocessing.get_context("spawn")
        n_workers = min(self.workers, len(items))
        with ProcessPoolExecutor(n_workers, context, end_with_parent) as pool:
            yield from pool.map(task, items)

    def close(self) -> None:
        """Nothing outlives ``each``."""
