"""Several runs at a time, one process each, with their progress in one place."""

import multiprocessing
import os
import queue
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from kg_pipeline.workers import end_with_parent

T = TypeVar("T")
Report = Callable[[str, int, int, float], None]  # name, step, steps in all, loss
Job = Callable[[T, Report], None]

_INTERVAL_SECONDS = 0.5
_messages: Any = None  # the queue to the parent, set once in each worker process


def run_all(job: Job[T], arguments: Sequence[T], workers: int, report: Report) -> None:
    """Call ``job(argument, report)`` for each argument; an error in one ends the rest."""
    if workers == 1 or len(arguments) == 1:
        for argument in arguments:
            job(argument, report)
        return
    context = multiprocessing.get_context("spawn")
    threads = max(1, (os.cpu_count() or 1) // workers)
    messages = context.Queue()
    with ProcessPoolExecutor(workers, context, _begin, (messages, threads)) as pool:
        futures = [pool.submit(_work, job, argument) for argument in arguments]
        _listen(messages, futures, report)
        for future in futures:
            future.result()


def _listen(messages: Any, futures: Sequence[Future[None]], report: Report) -> None:
    while True:
        finished = all(future.done() for future in futures)
        failed = any(future.done() and future.exception() is not None for future in futures)
        if failed:
            for future in futures:
                future.cancel()
        try:
            while True:
                report(*messages.get(timeout=0 if finished else _INTERVAL_SECONDS))
        except queue.Empty:
            pass
        if finished or failed:
            return


def _begin(messages: Any, threads: int) -> None:
    import torch

    end_with_parent()
    global _messages
    _messages = messages
    torch.set_num_threads(threads)


def _work(job: Job[T], argument: T) -> None:
    last = 0.0

    def report(name: str, step: int, n_steps: int, loss: float) -> None:
        nonlocal last
        now = time.monotonic()
        if step == n_steps or now - last > _INTERVAL_SECONDS:
            last = now
            _messages.put((name, step, n_steps, loss))

    job(argument, report)
