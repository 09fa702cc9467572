"""What cleaning does to raw text, and how a cleaned offset finds its way back.

Newlines become ``\\n`` (two at most in a row), runs of white space one space, control and invisible
characters go, full-width Latin letters and digits become half-width, lone surrogates U+FFFD.
Nothing is reordered and nothing grows, so every cleaned character has one raw offset.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NEWLINES = "\n\r\x0b\x0c\x85\u2028\u2029"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
_FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ"
_LOOSE = _SPACES + _NEWLINES + _INVISIBLE
# A single plain space or newline between two words needs no work and must not match.
_DIRTY = re.compile(
    f"[{_LOOSE}]{{2,}}|[{_LOOSE[1:].replace(chr(10), '')}]|[{_FULL_WIDTH}]+|[\ud800-\udfff]"
)
_WIDE = re.compile(f"[{_FULL_WIDTH}]")
_LEADING = re.compile(f"[{_LOOSE}]*")
_SPACE = re.compile(f"[{_SPACES}]")
_NEWLINE = re.compile(f"\r\n|[{_NEWLINES}]")
_HALF_WIDTH = {
    full: full - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for full in range(ord(first), ord(last) + 1)
}


@dataclass(frozen=True)
class CleanText:
    """Cleaned text together with the raw text it was made from."""

    raw: str
    text: str

    @cached_property
    def origin(self) -> "NDArray[np.int64]":
        """(len(text),) the raw offset of every cleaned character, strictly increasing."""
        import numpy as np

        lead = _first_kept(self.raw)
        positions, shifts = [0], [lead]
        removed = lead
        for match in _DIRTY.finditer(self.raw, lead):
            replaced = len(_replacement(match[0]))
            if replaced < len(match[0]):
                positions.append(match.start() - removed + replaced)
                removed += len(match[0]) - replaced
                shifts.append(removed)
        edges = np.minimum(np.array([*positions, len(self.text)]), len(self.text))
        runs = np.repeat(np.array(shifts, dtype=np.int64), np.diff(edges))
        return np.arange(len(self.text), dtype=np.int64) + runs

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open raw span behind a non-empty cleaned span."""
        return int(self.origin[start]), int(self.origin[end - 1]) + 1


def clean(raw: str) -> CleanText:
    """Clean a text; ``clean(clean(x).text).text == clean(x).text``."""
    return CleanText(raw, clean_text(raw))


def clean_text(raw: str) -> str:
    """The cleaned text alone."""
    # Most texts are clean already; what is printable holds no white space but single characters.
    if raw.isprintable() and "  " not in raw and (raw.isascii() or not _WIDE.search(raw)):
        return raw.strip(" ")
    return _DIRTY.sub(lambda match: _replacement(match[0]), raw).strip(" \n")


def clean_line(raw: str) -> str:
    """Cleaned text on one line: newlines become spaces too."""
    text = clean_text(raw)
    return " ".join(text.split("\n")).replace("  ", " ") if "\n" in text else text


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, character by character, length kept.

    Source: OpenCC's TSCharacters table, first choice of each entry.
    """
    return text.translate(_simplified())


def clean_simplified(raw: str) -> str:
    """The cleaned text in simplified characters."""
    return simplify(clean_text(raw))


@lru_cache(maxsize=4096)
def _replacement(run: str) -> str:
    """What one dirty run becomes."""
    if "０" <= run[0] <= "ｚ":
        return run.translate(_HALF_WIDTH)
    if "\ud800" <= run <= "\udfff":
        return "\ufffd"
    n_newlines = len(_NEWLINE.findall(run))
    if n_newlines:
        return "\n" * min(n_newlines, 2)
    return " " if _SPACE.search(run) else ""


def _first_kept(raw: str) -> int:
    """The offset of the first raw character that is kept."""
    leading = _LEADING.match(raw)
    return leading.end() if leading else 0


@lru_cache(maxsize=1)
def _simplified() -> dict[int, int]:
    from importlib.resources import files

    table = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    entries = (line.split() for line in table.splitlines() if "\t" in line)
    return {ord(entry[0]): ord(entry[1]) for entry in entries if len(entry[0] + entry[1]) == 2}
