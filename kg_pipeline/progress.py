"""Progress on the terminal: bars where there is a screen, plain lines where there is none."""

import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

_LINE_SECONDS = 5.0


class Progress:
    """Shows named tasks with done, total, rate and time left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as Bars

        console = Console(stderr=True)
        self._screen = console.is_terminal
        self._bars = Bars(
            TextColumn("{task.description:<24}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            disable=not self._screen,
        )
        self._console = console
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}

    def __enter__(self) -> "Progress":
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def stage(self, name: str, done: int, total: int) -> None:
        """A stage has come to ``done`` of ``total`` parts."""
        self.show(name, done, total, "")

    def training(self, name: str, step: int, n_steps: int, loss: float) -> None:
        """A training run has come to a step."""
        self.show(name, step, n_steps, "" if loss != loss else f"loss {loss:.3f}")

    def show(self, name: str, done: int, total: int, note: str) -> None:
        """Update a task; without a screen a line every few seconds and at its end."""
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total, note=note)
        self._bars.update(self._tasks[name], completed=done, total=total, note=note)
        now = time.monotonic()
        if not self._screen and (done == total or now - self._said.get(name, 0.0) > _LINE_SECONDS):
            self._said[name] = now
            self._console.print(f"{name:<24} {done}/{total} {note}".rstrip(), highlight=False)
