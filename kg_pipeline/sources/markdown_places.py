"""Where the characters that a Markdown reader shows stand among the markup that it takes off."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from kg_pipeline.sources.markdown import shown_forms

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE = re.compile(r"[^\n]+")
_MAX_JOINED = 12  # lines of a paragraph over which a mark may reach
_LONGEST_MATCHED = 5000  # characters of a line; the time of matching is quadratic


def shown_places(text: str, shown: str) -> list[int]:
    """The place in a cleaned text of every visible character of the document made from it.

    shown: the document's text. Where that is of another file, fewer places come back than it has
    visible characters. A character that stands for an entity gets the place where that begins.
    """
    wanted = "".join(shown.split())
    kept = _without_comments(text)
    text = "".join(text[place] for place in kept)
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    places: list[int] = []
    number = 0
    while number < len(lines):
        for n_lines in range(1, _MAX_JOINED + 1):
            start, end = lines[number][0], lines[min(number + n_lines, len(lines)) - 1][1]
            found = _places_of(text[start:end], wanted, len(places))
            if found is not None:
                places += [kept[start + place] for place in found]
                number += n_lines
                break
        else:
            number += 1  # a rule, a link target, a delimiter row: nothing of it is shown
    return places


def _without_comments(text: str) -> Sequence[int]:
    """The places of all characters outside comments."""
    kept: list[int] = []
    position = 0
    for comment in _COMMENT.finditer(text):
        kept += range(position, comment.start())
        position = comment.end()
    return [*kept, *range(position, len(text))] if kept else range(position, len(text))


def _places_of(part: str, wanted: str, done: int) -> Sequence[int] | None:
    """The places of what is shown of a part; ``None`` where that does not come next."""
    for form in shown_forms(" ".join(part.split("\n"))):
        visible = "".join(form.split())
        if visible and wanted.startswith(visible, done):
            return _matched(part, visible)
    return None


def _matched(part: str, visible: str) -> list[int]:
    """The place in ``part`` of every character of ``visible``."""
    own = [place for place, character in enumerate(part) if not character.isspace()]
    line = "".join(part[place] for place in own)
    start = line.find(visible)
    if start >= 0:
        return own[start : start + len(visible)]
    places: list[int] = []
    if len(line) <= _LONGEST_MATCHED:
        blocks = SequenceMatcher(None, line, visible, autojunk=False).get_matching_blocks()
    else:
        blocks = []
    for block in blocks:
        missing = block.b - len(places)
        after = places[-1] + 1 if places else 0
        places += [min(after, block.a)] * missing
        places += range(block.a, block.a + block.size)
    if not blocks:  # character by character, each at its next place
        after = 0
        for character in visible:
            found = line.find(character, after)
            after = found + 1 if found >= 0 else after
            places.append(max(0, after - 1))
    return [own[min(place, len(own) - 1)] for place in places]
