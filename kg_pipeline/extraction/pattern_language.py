"""How patterns are written down: YAML files of templates, token patterns and a lexicon.

```yaml
language: zh
words: {about: "约|大约|近"}               # {about} in a template stands for these; {start}, {end} are known
lexicon:
  - {predicate: 海拔, aliases: [海拔高度], object: number, units: [米], domain: [place]}
patterns:
  - predicate: 成立日期
    triggers: [成立于, 创立于]
    template: "{subject}(?:正式)?(?:成立于|创立于){object:date}"
  - triggers: [通过]
    subject: title                          # about the document itself
    template: "{day:date}\\\\s*{body:entity}第.{1,5}次会议通过"
    facts: {通过日期: day, 通过机关: body}    # several triples from one match
  - predicate: founder
    triggers: [founded]
    tokens: [{slot: subject, ENT_TYPE: NAME}, {LOWER: founded}, {slot: object, ENT_TYPE: NAME}]
```
A template is a regular expression of Python's ``re`` with slots ``{name:kind}``. A ``{subject}`` at its
start is all that stands between the beginning of the clause and the rest; who it is gets resolved.
Texts about many things that have no title tell their subject by how a sentence begins:

```yaml
opening: "(?P<subject>[一-龥]{2,8}?)(?=叶|花|果|，|是)"     # 岚泽蒲 of 「岚泽蒲花大，漏斗状」
patterns:
  - {predicate: 形状, triggers: [状], subject: opening, template: "，(?P<object>[一-龥]{1,4}状)", kinds: {object: text}}
```
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.extraction.objects import OBJECT_KINDS, SlotKind, span_pattern
from kg_pipeline.records import Language
from kg_pipeline.settings import Settings, load_settings, parse_settings, read_yaml

SHIPPED = (
    "lexicon_zh.yaml",
    "patterns_zh.yaml",
    "patterns_zh_works.yaml",
    "patterns_en.yaml",
    "patterns_law.yaml",
)
# Dates and numbers of a sentence are masked, one character for one, before a template runs.
DATE_MARK, NUMBER_MARK, INSIDE_MARK = "\ue000", "\ue001", "\ue002"
# {start}: where a clause or what follows a date begins; {end}: where one ends
_BUILT_IN = {
    "start": rf"^|(?<=[，。；：、\s])|(?<=[{DATE_MARK}{INSIDE_MARK}])(?![{INSIDE_MARK}的])",
    "end": r"(?=[，。；、！）),;.!\s]|$)",
}
_SLOT = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<kind>[a-z]+))?\}")


class Pattern(Settings):
    """One declared pattern; see the head of this module.

    triggers:   one of them stands in every sentence that can match (the prefilter)
    kinds:      slot → kind, for slots written as named groups of the expression ("name" else), or
                where a slot is found in the form of one kind and taken as another
    facts:      predicate → slot; without it ``predicate`` takes the slot ``object``
    subject:    "before" resolves what stands before the pattern, "slot" takes the slot ``subject``
                as a name, "title" is the document's subject, "opening" what the file's ``opening``
                finds at the head of the sentence, or of one before it in the paragraph
    domain:     as in the lexicon
    units:      units that a number must have
    planned:    a statement with 将, 原, 未, … counts too
    topic:      a slot that has to speak of what the document's title names (see ``topics``)
    fiction:    a statement about what a work tells (剧中, 小说中, …) counts too
    """

    predicate: str = ""
    triggers: tuple[str, ...] = Field(min_length=1)
    template: str = ""
    tokens: tuple[dict[str, Any], ...] = ()
    facts: dict[str, str] = {}
    kinds: dict[str, SlotKind] = {}
    subject: Literal["before", "slot", "title", "opening"] = "before"
    domain: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    planned: bool = False
    topic: str = ""
    fiction: bool = False
    confidence: Annotated[float, Field(gt=0.0, le=1.0)] = 0.9

    @model_validator(mode="after")
    def _has_one_form(self) -> "Pattern":
        if bool(self.template) == bool(self.tokens):
            raise ValueError("give either template or tokens")
        if bool(self.predicate) == bool(self.facts):
            raise ValueError("give either predicate or facts")
        return self

    @property
    def slots(self) -> Mapping[str, str]:
        """predicate → name of the slot of its object."""
        return self.facts or {self.predicate: "object"}


class PatternFile(Settings):
    """One file of patterns.

    documents: "laws" for documents whose title is that of a law, a regulation, a decision, …,
               "others" for all but these
    words:     name → alternatives, for use in templates
    opening:   how a sentence begins with what it is about: an expression with a group ``subject``;
               {word} as in templates
    """

    language: Language
    documents: Literal["all", "laws", "others"] = "all"
    words: dict[str, str] = {}
    opening: str = ""
    lexicon: tuple[PredicateEntry, ...] = ()
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled pattern. ``kinds``: slot → kind; ``regex`` is None for a token pattern.

    opening: how a sentence begins with its subject, for patterns whose subject stands there
    """

    pattern: Pattern
    regex: re.Pattern[str] | None
    kinds: Mapping[str, str]
    opening: re.Pattern[str] | None = None


def shipped_pattern_files() -> list[PatternFile]:
    """The pattern files that come with the package: general Chinese and English, and laws."""
    folder = resources.files("kg_pipeline.extraction")
    return [
        parse_settings(PatternFile, read_yaml((folder / name).read_text("utf-8")), name)
        for name in SHIPPED
    ]


def load_pattern_files(paths: Iterable[Path]) -> list[PatternFile]:
    """Read pattern files strictly; ``ConfigurationError`` names the file and the key."""
    return [load_settings(PatternFile, path) for path in paths]


def lexicon_of(files: Iterable[PatternFile]) -> PredicateLexicon:
    """The lexicon of several pattern files; an earlier file's entry goes before a later one's.

    So do the names that its patterns give: where one's own file says 别称, it is not the package's 别名.
    """
    files = list(files)
    called = [
        name
        for file in files
        for names in (
            [entry.predicate for entry in file.lexicon],
            *(pattern.slots for pattern in file.patterns),
        )
        for name in names
    ]
    return PredicateLexicon(*(file.lexicon for file in files), called=called)


def compile_pattern(pattern: Pattern, file: PatternFile) -> Template:
    """Turn a pattern into a regular expression over a masked sentence.

    Raises ``ConfigurationError`` for an unknown slot kind, an unknown word or a bad expression.
    """
    if pattern.tokens:
        slots = {
            token["slot"]: token.get("kind", "entity")
            for token in pattern.tokens
            if "slot" in token
        }
        _check_slots(pattern, slots)
        return Template(pattern, None, slots, _opening(pattern, file))
    kinds: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        name, kind = match["name"], match["kind"]
        words = _BUILT_IN | file.words
        if kind is None and name in words:
            return f"(?:{words[name]})"
        if name == "subject" and pattern.subject == "before":
            if match.start() != 0:
                raise _error(pattern, "expected {subject} at the start, or subject: slot")
            return ""  # found by looking back from the match to the beginning of its clause
        if kind is None or kind not in OBJECT_KINDS:
            known = ", ".join([*OBJECT_KINDS, *file.words])
            raise _error(pattern, f"slot {match[0]}: expected a kind or word of {known}")
        kinds[name] = kind
        last = match.end() == len(pattern.template)
        return f"(?P<{name}>{_slot_pattern(kind, file.language, last)})"

    try:
        regex = re.compile(_SLOT.sub(slot, pattern.template))
    except re.error as error:
        raise _error(pattern, f"not a regular expression: {error}") from error
    kinds |= dict.fromkeys(regex.groupindex.keys() - kinds, "name")
    kinds |= {name: kind for name, kind in pattern.kinds.items() if name in kinds}
    _check_slots(pattern, kinds)
    return Template(pattern, regex, kinds, _opening(pattern, file))


def _opening(pattern: Pattern, file: PatternFile) -> re.Pattern[str] | None:
    """How a sentence begins with its subject, for a pattern whose subject stands there."""
    if pattern.subject != "opening":
        return None
    known = _BUILT_IN | file.words

    def word(match: re.Match[str]) -> str:
        return f"(?:{known[match['name']]})" if match["name"] in known else match[0]

    try:
        opening = re.compile(_SLOT.sub(word, file.opening))
    except re.error as error:
        raise _error(pattern, f"opening is not a regular expression: {error}") from error
    if "subject" not in opening.groupindex:
        raise _error(pattern, "expected the file's opening to have a group subject")
    return opening


def _slot_pattern(kind: str, language: Language, last: bool) -> str:
    """A slot takes as little as the rest allows; the last one takes all that its kind can."""
    if kind == "date":
        return f"{DATE_MARK}{INSIDE_MARK}*"
    if kind == "number":
        return f"{NUMBER_MARK}{INSIDE_MARK}*"
    pattern = span_pattern(kind, language)
    if last and kind == "organisation":
        return pattern.replace("+?", "+")
    if kind == "person" and language == "zh" and not last:
        return pattern.replace("{1,2}", "{1,2}?")
    return pattern if last or not pattern.endswith("+") else pattern + "?"


def _check_slots(pattern: Pattern, kinds: Mapping[str, str]) -> None:
    wanted = [*pattern.slots.values(), *([pattern.topic] if pattern.topic else [])]
    missing = [name for name in wanted if name not in kinds]
    if missing:
        raise _error(pattern, f"slot {missing[0]}: expected in the template, found nowhere")


def _error(pattern: Pattern, problem: str) -> ConfigurationError:
    name = pattern.predicate or "/".join(pattern.facts)
    return ConfigurationError(f"pattern {name} ({pattern.template or 'tokens'}): {problem}")
