"""The same tasks on Ray (Moritz et al., OSDI 2018): on this machine, or on a cluster.

Plain Ray tasks, one a part, and not Ray Data: a part's tables are written where the run's folder is
as soon as they are there, so that a killed run goes on, and nothing is left for Ray to carry from
one process to another (docs/decisions/0017). On a cluster the run's folder and its inputs must
stand under the same path on every machine, and the project must be installed there.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from kg_pipeline.errors import ConfigurationError

T = TypeVar("T")

_WAITING = 4  # tasks handed over for each processor, at most
_STORE = 100_000_000  # bytes that Ray sets aside for objects; almost none pass


class RayEngine:
    """Does tasks on a cluster. Ray starts with the first task and ends with ``close``.

    address: of a running cluster, which goes on; ``None`` starts one of ``workers`` processes here
    """

    def __init__(self, workers: int, address: str | None = None) -> None:
        self.workers = workers
        self.address = address
        self._started = False

    def each(self, task: Callable[[T], None], items: Sequence[T]) -> Iterator[None]:
        """See ``Engine``. A task whose process or machine is lost is done again by another."""
        if not items:
            return
        ray = self._ray()
        call = ray.remote(_call)
        shared = ray.put(task)
        at_most = max(1, int(ray.cluster_resources().get("CPU", 1))) * _WAITING
        running: list[Any] = []
        for item in items:
            if len(running) == at_most:
                running, n_done = _finished(ray, running)
                yield from [None] * n_done
            running.append(call.remote(shared, item))
        while running:
            running, n_done = _finished(ray, running)
            yield from [None] * n_done

    def close(self) -> None:
        """End the cluster that ``each`` started, or leave the one that it joined."""
        if self._started:
            self._ray().shutdown()
            self._started = False

    def _ray(self) -> Any:
        try:
            import ray
        except ImportError as error:
            raise ConfigurationError(
                "engine: ray needs the package ray, found none; install kgbert[ray], or set "
                "engine=local"
            ) from error
        if not self._started and not ray.is_initialized():
            os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Ray would report its use to its makers
            own: dict[str, Any] = {
                "num_cpus": self.workers,
                "object_store_memory": _STORE,
                "include_dashboard": False,
            }
            where = own if self.address is None else {"address": self.address}
            ray.init(**where, log_to_driver=False, logging_level="ERROR")
            self._started = True
        return ray


def _call(task: Callable[[T], None], item: T) -> None:
    task(item)


def _finished(ray: Any, running: list[Any]) -> tuple[list[Any], int]:
    """What still runs, and how many tasks ended; what one of them raised is raised here."""
    ended, left = ray.wait(running, num_returns=1)
    try:
        ray.get(ended)
    except ray.exceptions.RayTaskError as error:
        raise error.cause from None  # as the task raised it, without Ray's account of where
    return left, len(ended)
