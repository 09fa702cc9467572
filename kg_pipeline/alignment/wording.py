"""Does a sentence speak of this predicate, or of another one of the same pair?

Films name the same person as director and as writer, a year as that of a film and of a prize. For
predicates like these a file declares the words that speak of them (``wording_zh.yaml``):

roles       who did what: the word next to a name says so, of a list the one behind or before all of
            it (「由甲、乙执导，丙编剧」). Where another role's word stands there, the pair is that one's.
predicates  what must stand in the clause of the object, right before or right behind it.

A predicate that is not declared is spoken of wherever its pair stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path

import yaml
from pydantic import ValidationInfo, field_validator

from kg_pipeline.alignment.settings import AlignmentSettings
from kg_pipeline.errors import ConfigurationError
from kg_pipeline.settings import Settings, parse_settings, read_yaml

SHIPPED = "wording_zh.yaml"
_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_COMMA_LIST = re.compile(r"(?:、[^，。；、]{1,20})*[，,](?:[^，,。；、]{1,12}[，,、])*")
_NO_COMPANY = "(?!厂|公司|有限|集团|中心)"  # a role's word in 天津电影制片厂 is none
_LABEL = re.compile(r"\s*[：:]")  # behind a role that is said of what follows
_AND_ROLE = "、和与及"  # before a role that is said of the name behind it
_AND = r"[、，,/\s]{0,2}[兼并和及与、]{0,2}"  # parts two roles of the same names
# What parts a role from a name behind it, others of a list among them.
_LISTED = re.compile(r"[：:由是为有“\"\s者人]{0,3}(?:[^，。；：、/和与及]{1,20}[、/和与及])*\s*")


class Role(Settings):
    """What somebody did. required: without one of its words nothing is said."""

    predicates: tuple[str, ...]
    words: tuple[str, ...]
    required: bool = False

    @field_validator("words")
    @classmethod
    def _are_words(cls, words: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not words or not all(map(str.strip, words)):
            raise ValueError(f"expected words, none of them empty, for {_told(info)}")
        return words


class Spoken(Settings):
    """Patterns of which one must stand where the object does.

    sentence: anywhere but in it; clause: in its clause; before, after: right there;
    around:   in its clause, where 〔〕 stands for it
    """

    predicates: tuple[str, ...]
    sentence: str = ""
    clause: str = ""
    before: str = ""
    after: str = ""
    around: str = ""

    @field_validator("sentence", "clause", "before", "after", "around")
    @classmethod
    def _is_pattern(cls, pattern: str, info: ValidationInfo) -> str:
        try:
            re.compile(_right_before(pattern) if info.field_name == "before" else pattern)
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(
                f"expected a regular expression for {_told(info)}, flags in it like (?i:…): {error}"
            ) from error
        return pattern


def _told(info: ValidationInfo) -> str:
    """The predicates that a part of a file is about."""
    return "、".join(info.data.get("predicates", ())) or "no predicate"


def _right_before(pattern: str) -> str:
    """A pattern that ends where the object begins."""
    return f"(?:{pattern})$"


class Wording(Settings):
    """One file."""

    roles: tuple[Role, ...] = ()
    predicates: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of ``Spoken``; None for those that are not given."""

    sentence: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    around: re.Pattern[str] | None

    @classmethod
    def of(cls, spoken: Spoken) -> "_Patterns":
        """Compiled."""
        before = spoken.before and _right_before(spoken.before)
        patterns = (spoken.sentence, spoken.clause, before, spoken.after, spoken.around)
        return cls(*(re.compile(pattern) if pattern else None for pattern in patterns))

    def speak(self, text: str, start: int, end: int) -> bool:
        """Whether one of them stands around ``text[start:end]``."""
        left, right = _clause(text, start, end)
        stand_in = f"{text[left:start]}〔〕{text[end:right]}"
        if text[right : right + 1] in ("，", ",") and not text[end:right].strip():
            right = _clause(text, start, right + 1)[1]  # an adverbial: 「2014年，该片上映」
        return bool(
            (self.sentence and self.sentence.search(f"{text[:start]}\n{text[end:]}"))
            or (self.before and self.before.search(text[left:start]))
            or (self.after and self.after.match(text, end))
            or (self.clause and self.clause.search(text, left, right))
            or (self.around and self.around.search(stand_in))
        )


class Wordings:
    """What several files declare; of a predicate's entries any may speak."""

    def __init__(self, files: Iterable[Wording]) -> None:
        several = list(files)
        self._roles = list(chain.from_iterable(one.roles for one in several))
        self._own: dict[str, list[Role]] = {}
        self._patterns: dict[str, list[_Patterns]] = {}
        for role in self._roles:
            for name in role.predicates:
                self._own.setdefault(name, []).append(role)
        for spoken in chain.from_iterable(one.predicates for one in several):
            patterns = _Patterns.of(spoken)
            for name in spoken.predicates:
                self._patterns.setdefault(name, []).append(patterns)
        words = {word for role in self._roles for word in role.words}
        longest_first = sorted(map(re.escape, words), key=len, reverse=True)
        self._word = re.compile(f"(?:{'|'.join(longest_first)}){_NO_COMPANY}")
        self._more = re.compile(f"{_AND}({self._word.pattern})")

    def declares(self, predicate: str) -> bool:
        """Whether anything is known of how a predicate is spoken of."""
        return predicate in self._own or predicate in self._patterns

    def speaks(self, text: str, start: int, end: int, predicate: str) -> bool:
        """Whether a text speaks of a predicate whose object is ``text[start:end]``."""
        known = self._patterns.get(predicate)
        if known is not None and any(one.speak(text, start, end) for one in known):
            return True
        roles = self._own.get(predicate)
        if roles is None:
            return known is None
        said = self._said(text, start, end)
        if not said:
            return not any(role.required for role in roles)
        return any(not said.isdisjoint(role.words) for role in roles)

    def _said(self, text: str, start: int, end: int) -> frozenset[str]:
        """The words for the role of a name: its label (主演：甲), behind its list, before, further on."""
        left, right = _clause(text, start, end)
        before = list(self._word.finditer(text, left, start))
        ahead = before[-1] if before and _LISTED.fullmatch(text, before[-1].end(), start) else None
        if ahead is not None and _LABEL.match(text, ahead.end()):
            return self._together(text, ahead)
        behind = self._behind(text, end, right) or ahead
        if behind is not None:
            return self._together(text, behind)
        names = _COMMA_LIST.match(text, end)
        if names is None:
            return frozenset()
        further = self._behind(text, end, _clause(text, names.end(), names.end())[1])
        return self._together(text, further) if further is not None else frozenset()

    def _behind(self, text: str, start: int, stop: int) -> re.Match[str] | None:
        """The first word for a role that is said of what stands before it."""
        for match in self._word.finditer(text, start, stop):
            if text[match.start() - 1] not in _AND_ROLE and not _LABEL.match(text, match.end()):
                return match
        return None

    def _together(self, text: str, first: re.Match[str]) -> frozenset[str]:
        """A word and those that follow it for the same names: 「导演、编剧」."""
        found = [first[0]]
        place = first.end()
        while (more := self._more.match(text, place)) is not None:
            found.append(more[1])
            place = more.end()
        return frozenset(found)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Begin and end of the clause around a place."""
    left = 0
    for match in _CLAUSE.finditer(text, 0, start):
        left = match.end()
    right = _CLAUSE.search(text, end)
    return left, right.start() if right is not None else len(text)


def wordings_of(settings: AlignmentSettings) -> Wordings:
    """What a run declares: nothing, or the shipped file and its own."""
    if settings.wording == "any":
        return Wordings(())
    own = ((name, _text_of(Path(name))) for name in settings.wording_files)
    shipped = resources.files("kg_pipeline.alignment").joinpath(SHIPPED).read_text("utf-8")
    return _read(((SHIPPED, shipped), *own))


@lru_cache(maxsize=4)  # a process aligns many parts by the same words
def _read(contents: tuple[tuple[str, str], ...]) -> Wordings:
    """contents: (name, text) of each file."""
    return Wordings(_wording(name, text) for name, text in contents)


def _wording(name: str, text: str) -> Wording:
    try:
        raw = read_yaml(text)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationError(f"{name}: expected roles and predicates: {error}") from error
    return parse_settings(Wording, raw, name)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: expected a file of wording in UTF-8, found {error}; save it in UTF-8"
        ) from error
