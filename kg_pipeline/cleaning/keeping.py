"""Which of several copies or versions stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg_pipeline.records import Document

KeepRule = Literal["all", "first", "longest", "newest"]

_HEAD = 1500  # characters in which a text says when it was passed
_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:\s?[年./\-]\s?(1[0-2]|0?[1-9])(?:\s?[月./\-]\s?(3[01]|[12][0-9]|0?[1-9]))?"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])|(?=\s?(?:年|修|[）)\]])))(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Member:
    """What is known of one of several documents. ``date`` is ISO, as exact as stated, or ""."""

    uri: str
    document_id: str
    length: int
    date: str


def kept(members: Sequence[Member], rule: KeepRule) -> list[int]:
    """The places of the members that stay, in order; ties go to the first by address.

    newest: the latest date; a document without a date is older than one with a date
    """
    order = sorted(range(len(members)), key=lambda place: address(members[place]))
    if rule == "all":
        return order
    if rule == "longest":
        return [max(order, key=lambda place: members[place].length)]
    if rule == "newest":
        return [max(order, key=lambda place: members[place].date)]
    return order[:1]


def address(member: Member) -> tuple[str, str]:
    """What documents are ordered by wherever one must come first."""
    return member.uri, member.document_id


def version_date(document: Document) -> str:
    """When this version was made: by its file's name, else its title, else the latest in its head.

    The file name without its folders; "" where none of them holds a date.
    """
    name = document.uri.rpartition("/")[2]
    for text in (name, document.title):
        if dates := dates_in(text):
            return dates[-1]
    return max(dates_in(document.text[:_HEAD]), default="")


def dates_in(text: str) -> list[str]:
    """Dates in ISO form, as exact as they are stated, in their order."""
    found = []
    for match in _DATE.finditer(text):
        year, month, day, solid_month, solid_day = match.groups()
        parts = [year, month or solid_month, day or solid_day]
        found.append("-".join(part.zfill(2) for part in parts if part))
    return found
