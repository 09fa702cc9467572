"""Worker processes that do not outlive the process that started them."""

import multiprocessing
import os
import select
import threading
from multiprocessing.connection import wait


def end_with_parent() -> None:
    """Call it first in a worker: when the parent is gone, killed or not, the worker ends at once.

    Otherwise the workers of a killed run would go on and write beside those of the next run.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def end_with_peer(connection: int) -> None:
    """The same for a process that knows its parent only by a socket: the end that it holds.

    connection: file descriptor; nothing is read from it.
    """
    threading.Thread(target=_watch_hang_up, args=(connection,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _watch_hang_up(connection: int) -> None:
    hang_up = select.poll()
    hang_up.register(connection, 0)  # a hang-up is always told
    hang_up.poll()
    os._exit(1)
