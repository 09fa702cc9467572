"""A web page as a row of atoms: texts with a place that other pages of the site have too.

A *path key* is an XPath without positions; elements are told apart by tag, ``id``, ``class`` and
``itemprop`` (their digits folded, for many sites number them). An atom is a text node, or a part
of one where ``label：value`` stand in one node.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from kg_pipeline.graph.values import fold
from kg_pipeline.records import Cell

Inline = Mapping[str, Collection[str]]  # path key → the labels that begin parts of its nodes

_STEP = re.compile(r"/((?:@|[^/\[\]'])+(?:\[(?:\d+|@[\w:-]+='[^']*')\])*)")
_HEADING = re.compile(r"h([1-6])\b")
_POSITION = re.compile(r"\[\d+\]")
_NAMED = re.compile(r"'[^']*\d[^']*'")
_DIGITS = re.compile(r"\d+")
_ATTRIBUTES = re.compile(r"\[@[^\]]*\]")
_HEAD = "/html/head/"
# 一、 （二） 3. before a label, （3） （共3项） behind it
_BULLETS = "■●◆▲◎★□○◇▶►※☆▍▎▌▪◉❖✦❤🔸🔹"
_MARKS = f" 【[〖•·●▪☆⊙*>»–—-{_BULLETS}"
_ORDINAL = r"(?:[（(]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[）)]\s?[、.．]?|(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[、.．])(?!\d)\s?"
_ORDINAL_BEFORE = re.compile(rf"^{_ORDINAL}")
_COUNT = re.compile(r"\s?[（(]\s?共?\s?\d{1,3}\s?[项个条人位部种份类名家款张件]?\s?[）)]")
_COUNT_BEHIND = re.compile(rf"{_COUNT.pattern}$")
_MARK = rf"[【\[〖•·⊙*>»–—\s{_BULLETS}-]*(?:{_ORDINAL})?"
_LABEL = r"[^\W\d_][^：:，。！？!?；;|｜“”\"<>＞→【】\[\]{}=\\/、]{0,31}?"
_INLINE = re.compile(
    rf"(?:^|(?<=[\s|｜；;/，,、。】]))({_MARK})({_LABEL})\s*[】\]〗]?\s*[：:](?!//)\s*"
)
_BRACKETED = re.compile(
    r"(?:^|(?<=\s))([【〖\[])([^\W\d_][^【】\[\]〖〗：:]{0,13})[】\]〗]\s*(?=\S)"
)
_SPACED = re.compile(
    rf"{_MARK}([\u3400-\u9fff](?: [\u3400-\u9fff]){{1,3}}|[\u3400-\u9fff]{{2,10}}) (?=\w)(?![^ ]*[：:])"
)
_BARRED = re.compile(rf"{_MARK}({_LABEL})\s*(?:[｜|丨—–→=＝➤▸»›]+|\s-\s)\s*(?=\S)(?![^ ]*[：:])")
_SCRIPTS = re.compile(
    "(?<=[\u3400-\u9fff])[ \u3000]+(?=[A-Za-z])|(?<=[A-Za-z])[ \u3000]+(?=[\u3400-\u9fff])"
)
_CHINESE = re.compile("[\u3400-\u9fff]")
_OPENS = frozenset("（(《-–—+=~…")
_ENDS = ("。", "？", "?", "！", "!", "，", "…")
_SEPARATORS = re.compile(r"[\s、，,；;/|｜·•>»＞&+\[\]【】()（）-]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """A text and its place. ``start``: where it begins in its node.

    steps: of the XPath with positions; keys: without. part: "" for a whole node, "marked" for one
    that begins with a mark (■), "label" and "value" for what stands before and behind a colon. colon: a colon parts it from what follows.
    """

    text: str
    node: Cell
    steps: tuple[str, ...]
    keys: tuple[str, ...]
    part: str = ""
    start: int = 0
    colon: bool = False

    @property
    def key(self) -> str:
        """The path key of its place."""
        return "/".join(self.keys) + (f"#{self.part}" if self.part else "")

    def element(self) -> tuple[str, ...]:
        """The steps of the element that holds it."""
        return self.steps[:-1] if self.steps[-1].startswith(("text()", "@")) else self.steps


@dataclass(frozen=True, slots=True)
class SitePage:
    """What the template of a site is learnt from, or applied to: one page.

    head: its titles. about: its keywords and description, which show no reader anything
    """

    document_id: str
    uri: str
    head: tuple[str, ...]
    nodes: tuple[Cell, ...]
    about: tuple[str, ...] = ()

    def path_keys(self) -> frozenset[str]:
        """The path keys of its texts."""
        return frozenset("/".join(path_of(node.xpath)[1]) for node in self.nodes)


def site_page(document_id: str, uri: str, nodes: Sequence[Cell]) -> SitePage:
    """The page of a document's nodes: what its head says, and its body's texts."""
    head = [node for node in nodes if node.xpath.startswith(_HEAD)]
    about = tuple(fold(node.text) for node in head if "[@name=" in node.xpath)
    titles = tuple(fold(node.text) for node in head if "[@name=" not in node.xpath)
    body = tuple(node for node in nodes if not node.xpath.startswith(_HEAD))
    return SitePage(document_id, uri, titles, body, about)


def site_of(uri: str, folders_up: int = 0) -> str:
    """The host of an address; of a file the folder so many levels above its own."""
    parts = urlsplit(uri)
    if parts.scheme in ("http", "https") and parts.hostname:
        return parts.hostname.removeprefix("www.")
    folders = PurePosixPath(uri).parents
    return folders[min(folders_up, len(folders) - 1)].as_posix()


@lru_cache(maxsize=65_536)
def path_of(xpath: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps of an XPath with positions, and without (digits of attributes folded)."""
    steps = tuple(_STEP.findall(xpath))
    return steps, tuple(_NAMED.sub(_folded, _POSITION.sub("", step)) for step in steps)


def element_of(key: str) -> str:
    """The element of a path key: of a text among others, or of a part of one."""
    return (
        key.partition("#label")[0]
        .partition("#value")[0]
        .partition("#marked")[0]
        .removesuffix("/text()")
    )


def plain_xpath(xpath: str) -> str:
    """An XPath without the attributes that name its elements."""
    return _ATTRIBUTES.sub("", xpath)


def _folded(match: re.Match[str]) -> str:
    return _DIGITS.sub("#", match[0])


def inline_candidates(node: Cell) -> list[tuple[str, str]]:
    """The labels that parts of a node may begin with, as its punctuation shows them, and the rest.

    A label that only a blank, a bar or a dash parts from its value ends in a blank.
    """
    return [(label, node.text[begin:]) for _, begin, label in _inline_labels(node.text)]


def _inline_labels(text: str) -> list[tuple[int, int, str]]:
    """(start, where the value begins, label) of each part."""
    spaced = _SPACED.match(text)
    if spaced is not None and is_label_like(spaced[1]):
        return [(0, spaced.end(), _name(spaced[1]) + " ")]
    barred = _BARRED.match(text)
    if barred is not None and is_label_like(barred[1]):
        return [(0, barred.end(), _name(barred[1]) + " ")]
    found = [
        (m.start(2), m.end(), _name(m[2]))
        for m in _INLINE.finditer(text)
        if not (m[2][-1].isdigit() and text[m.end() : m.end() + 1].isdigit())  # 上午9：30
    ]
    found += [(m.start(2), m.end(), _name(m[2])) for m in _BRACKETED.finditer(text)]
    return sorted(entry for entry in found if is_label_like(entry[2]))


def atoms_of(page: SitePage, inline: Inline) -> list[Atom]:
    """The atoms of a page; nodes are parted at the labels of ``inline``."""
    atoms: list[Atom] = []
    for node in page.nodes:
        steps, keys = path_of(node.xpath)
        text = node.text
        lead = len(text) - len(text.lstrip("：: "))
        if lead and any(mark in text[:lead] for mark in "：:") and atoms:
            atoms[-1] = _with_colon(atoms[-1])
        wanted = inline.get("/".join(keys), ())
        cuts = [cut for cut in _inline_labels(text) if cut[2] in wanted] if wanted else []
        first = cuts[0][0] if cuts else len(text)
        before = text[lead:first]
        if before.strip(_MARKS if cuts else " "):
            shown = before.rstrip()
            bare = shown.rstrip("：: ")
            colon = len(bare) < len(shown) and not cuts
            part = "marked" if bare[0] in _BULLETS and is_label_like(bare) else ""
            atoms.append(Atom(_plain(bare), node, steps, keys, part, lead, colon))
        for place, (start, begin, label) in enumerate(cuts):
            end = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
            colon = not label.endswith(" ")
            atoms.append(Atom(label.strip(), node, steps, keys, "label", start, colon))
            value = text[begin:end].strip(" 【[|｜" if place + 1 < len(cuts) else " ")
            if value:
                atoms.append(Atom(_plain(value), node, steps, keys, "value", begin))
    return [atom for atom in atoms if atom.text]


def _plain(text: str) -> str:
    """A text with single blanks, those between Chinese characters too: they may part a list."""
    return " ".join(text.split())


def _with_colon(atom: Atom) -> Atom:
    return Atom(atom.text, atom.node, atom.steps, atom.keys, atom.part, atom.start, True)


def _name(text: str) -> str:
    """A label without colon and padding; a blank between two scripts stays (「导演 Director」)."""
    label = fold(_SCRIPTS.sub("\0", text)).replace("\0", " ").strip(" ：:")
    is_padded = len(label) <= 7 and _CHINESE.search(label) and not _SCRIPTS.search(label)
    return label.replace(" ", "") if is_padded else label


def label_name(text: str) -> str:
    """A label as a predicate: no colon, brackets, ordinal, count, or blanks that pad Chinese."""
    bare = text.strip(f"【】[]〖〗 ：:•·{_BULLETS}")
    counted = _COUNT_BEHIND.sub("", bare) or bare
    return _name(_ORDINAL_BEFORE.sub("", counted, count=1) or counted)


def is_separator(text: str) -> bool:
    """Whether a text only parts others, or counts them (「（共3项）」)."""
    return _SEPARATORS.fullmatch(text) is not None or _COUNT.fullmatch(text) is not None


def is_label_like(text: str) -> bool:
    """Whether a text can be a label: short, a word or a question, no number, no clause."""
    bare = label_name(text)
    asked = bare.rstrip("？?")
    if len(bare) - len(asked) == 1 and len(asked) > 1:
        bare = asked
    if not bare or bare[0].isdigit() or bare[0] in _OPENS or bare.endswith(_ENDS):
        return False
    if not any(map(str.isalpha, bare)) or "，" in bare or "。" in bare:
        return False
    if (chinese := len(_CHINESE.findall(bare))) > 0:
        return len(bare) <= 16 or (chinese <= 10 and len(bare) <= 36)
    return len(bare) <= 36 and bare.count(" ") < 5


def section_of(atoms: Sequence[Atom], place: int) -> str:
    """The nearest heading before an atom; "" for none."""
    for atom in reversed(atoms[:place]):
        if is_heading(atom):
            return atom.text
    return ""


def is_heading(atom: Atom) -> bool:
    """Whether it stands in a heading."""
    return heading_level(atom.keys[-3:]) > 0


@lru_cache(maxsize=65_536)
def heading_level(keys: tuple[str, ...]) -> int:
    """The level of the heading that the last steps of a path key stand in; 0 for none."""
    found = (_HEADING.match(step) for step in keys)
    return next((int(match[1]) for match in found if match is not None), 0)
