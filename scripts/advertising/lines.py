"""Training lines from what was written for it: kinds of lines, with slots to be filled.

A file has sections ``# Kind {weight}``; each line of a section is filled ``weight`` times, a line
without slots stands for itself. A filling may hold slots again.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_SECTION = re.compile(r"# (.+) \{([0-9]+)\}")
_SLOT = re.compile(r"\{([a-z0-9]+)\}")


@dataclass(frozen=True)
class Line:
    """A line, its kind and what it teaches."""

    text: str
    kind: str
    is_advertisement: bool


def written_lines(chance: random.Random, times: int = 3) -> list[Line]:
    """All lines, filled; each filled text once."""
    rows = (_HERE / "slots.txt").read_text(encoding="utf-8").splitlines()
    parts = (row.split(": ", 1) for row in rows if not row.startswith("#"))
    slots = {name: [one.strip() for one in rest.split("|")] for name, rest in parts}
    found: dict[str, Line] = {}
    for name in ("advertisements", "look_alikes"):
        kind, weight = "", 1
        for row in (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if section := _SECTION.fullmatch(row):
                kind, weight = f"{name} {section[1]}", int(section[2])
                continue
            for _ in range(weight * times if _SLOT.search(row) else 1):
                text = filled(row, slots, chance)
                found.setdefault(text, Line(text, kind, name == "advertisements"))
    return list(found.values())


def filled(row: str, slots: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The line with a filling in every slot."""
    while _SLOT.search(row):
        row = _SLOT.sub(lambda slot: chance.choice(slots[slot[1]]), row)
    return row
