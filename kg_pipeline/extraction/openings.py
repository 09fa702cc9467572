"""What the sentences of a paragraph open with, for texts that have no title to tell their subject.

「岚泽蒲花大而下垂，红色；果实卵形」 opens with 岚泽蒲. What follows a semicolon goes on about it, and a
sentence that opens with no subject is about the one before.
"""

import re
from dataclasses import dataclass

from kg_pipeline.graph.values import fold


@dataclass(frozen=True, slots=True)
class Opened:
    """A subject; ``span`` is where it stands in the sentence asked about, None: in an earlier one."""

    name: str
    span: tuple[int, int] | None


@dataclass
class Openings:
    """Follows one paragraph.

    head:    the last sentence that did not only go on after a semicolon
    subject: what the last such sentence opened with, as far as one was asked for
    """

    head: str = ""
    subject: str = ""

    def read(self, text: str, before: str) -> None:
        """The next sentence; ``before`` is the character that stands before it."""
        if not self.head or before not in "；;":
            self.head = text

    def find(self, expression: re.Pattern[str], text: str) -> Opened | None:
        """The subject of the sentence ``text``, the last one read."""
        match = expression.match(self.head)
        if match is not None:
            self.subject = fold(match["subject"])
            if self.head == text:
                return Opened(self.subject, match.span("subject"))
        return Opened(self.subject, None) if self.subject else None
