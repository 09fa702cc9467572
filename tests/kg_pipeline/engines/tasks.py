"""What the engines are given to do; worker processes import it."""

import os
import signal
from pathlib import Path

import pyarrow as pa

from kg_pipeline.errors import DataError


def leave_a_file(path: Path) -> None:
    """The trace of a task that was done."""
    path.write_text("done")


def refuse_the_second(number: int) -> None:
    """An error in one of many tasks."""
    if number == 1:
        raise DataError("part 1: expected a number below 1")


def die_the_first_time(path: Path) -> None:
    """The process is lost with the task, once."""
    if path.exists():
        path.with_suffix(".done").write_text("done")
    else:
        path.write_text("was here")
        os.kill(os.getpid(), signal.SIGKILL)


def squares(first: int) -> dict[str, pa.Table]:
    """Two tables of a part."""
    numbers = list(range(first, first + 3))
    return {
        "numbers": pa.table({"n": numbers}),
        "squares": pa.table({"n": [number * number for number in numbers]}),
    }
