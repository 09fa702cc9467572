"""What is this document about, and what does it call its things?

The title names the document's subject; brackets such as 「（以下简称“临澜公交”）」 give other names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg_pipeline.extraction.names import (
    ENGLISH_NAME,
    NORMATIVE_TITLE,
    kind_of_name,
    looks_like_name,
    without_book_marks,
)
from kg_pipeline.extraction.wording import WORDING
from kg_pipeline.graph.values import fold
from kg_pipeline.records import Document, Language
from kg_pipeline.senses import without_sense

# 「Northmere Instruments Ltd: Company Profile」 is about what stands before the colon
_HEAD_OF_HEADLINE = re.compile(
    r"(?P<name>[^:：,，—]{3,40}?)\s*(?:[:：,，]|——)\s*"
    r"(?![A-Z](?!ompany [Pp]rofile|rofile|verview|ntroduction|acts|ey [Ff]acts|istory))"
)
# 公司主厂区, 学校图书馆: parts of something that a noun stands for
_BEFORE_NAME = re.compile(
    r"(?<!自)由|经与|经(?!济|营)|设立的?|成立的?|与(?=.{4})|对|向|的|在|于|为|是|给|把|被|让|接受|会同|联合|根据|按照|依照|结合|"
    r"包括|从|至|"
    r"^[（(].{1,3}[）)]"
)
# what follows 「云帆」: 是一家……企业; what goes before it: 作为一家企业，
_IS_A = re.compile(
    r"[^。；，\n]{0,20}?(?:是|属于|为)[^。；，\n]{0,40}?([一-龥]{2,6})(?=[，。；\n]|$)"
)
_AS_A = re.compile(r"作为一.([一-龥]{2,8})，")
_WORK = re.compile(r"《([^《》]{1,40})》")
_MODEL = re.compile(r"([一-龥A-Za-z]{1,10}\s?[A-Za-z]{0,4}-?\d{1,4}[A-Za-z]{0,3})\s?(?=[一-龥])")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]+条\s*")
_LONGEST_PHRASE = 30  # characters
_SHORT_TEXT = 400  # characters; a short text with a title may speak of it without naming it
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|-\s*(?=[^-]{2,12}(?:网|百科|官网|站|论坛)$)).*$")
_ABOUT = re.compile(r"^(?:关于|About )\s*|(?:的?(?:简介|概况|介绍|档案|资料|百科|官网|首页))$")
_HEADLINE = re.compile(
    r"[，。！？：；,!?:;]|——|——|……|与.*(?:答复|来信)|答复$|第\s?\d+\s?[期号]|(?:快报|速览|播报|"
    r"札记|短讯|简讯|周记)|(?:讯|新闻|动态|观察|游记|日记|周报|日报|简报|要闻|随笔|后记|须知|"
    r"公报|盘点)$|公告$|通告$|指南|问答|专访|纪要|报告$|名单"
)
_SHORT_FORM = re.compile(
    r"[（(](?:(?:以下|下)?(?:统)?(?:简称|又称|又名|别称|别名|俗称|亦称)|hereinafter|hereafter|"
    r"known as|formerly)?"
    r"(?:为|作|：|:)?\s*[\"“”「'‘](?P<quoted>[^\"“”」'’]{2,20})[\"”“」'’]\s*[)）]"
    r"|[（(](?:以下|下)?(?:统)?简称(?:为|：|:)?(?P<bare>[^“”\"（）()，。]{2,12})[)）]"
)
_TYPE_LABELS = frozenset(["类型", "类别", "企业类型", "@type", "type"])
_ALIAS_LABELS = frozenset(
    [
        "别名",
        "简称",
        "企业简称",
        "公司简称",
        "学校简称",
        "又称",
        "又名",
        "别称",
        "俗称",
        "统一简称",
        "英文名",
        "中文名",
        "alias",
        "also known as",
    ]
)


def document_subject(document: Document) -> str:
    """The thing the document is about: its title without the name of the site; may be "".

    A sense in brackets, 「云帆（学校）」, stays. Of a headline it is the name at its head, if the text
    keeps naming it.
    """
    title = fold(document.title)
    shown = _first_title(document)
    if shown and title.startswith(shown) or not title:
        title = shown
    else:
        title = _SITE.sub("", title) or title
    title = _ABOUT.sub("", title) or title
    head = _HEAD_OF_HEADLINE.match(title)
    if head is None or document.text.count(head["name"]) < 2:
        return title
    return head["name"] if looks_like_name(head["name"], document.language) else title


def _first_title(document: Document) -> str:
    for block in document.blocks:
        if block.kind == "title":
            return fold(document.text[block.start : block.end]).lstrip("# ")
    return ""


@dataclass(frozen=True, slots=True)
class ShortForm:
    """「临澜市公共汽车有限公司（以下简称“临澜公交”）」: the name, its short form and where that stands."""

    name: str
    alias: str
    start: int
    end: int


@dataclass
class DocumentNames:
    """Names of one document: what is written → the name it stands for.

    title: the document's subject where its title is a name and no headline, else ""
    heads: nouns that say what the title is (企业 of 「云帆是一家做……的企业」)
    works: what the text sets in 《》
    """

    language: Language
    title: str = ""
    names: dict[str, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    works: set[str] = field(default_factory=set)
    short_forms: list[ShortForm] = field(default_factory=list)

    def canonical(self, text: str) -> str | None:
        """The name that a whole text stands for; None where the document does not know it."""
        known = self.names.get(text)
        if known is not None:
            return known
        text = fold(text)
        return self.names.get(text) or self.names.get(without_book_marks(text))

    def ending(self, text: str) -> str:
        """The longest known name, or the 《title》, that a text ends with, as written; or ""."""
        if text.endswith("》"):
            return text[text.rfind("《") :] if "《" in text else ""
        found = (name for name in self.names if text.endswith(name))
        return max(found, key=len, default="")

    def beginning(self, text: str) -> str:
        """The longest known name, or the 《title》, that a text begins with, as written; or ""."""
        if text.startswith("《"):
            return text[: text.find("》") + 1]
        found = (name for name in self.names if text.startswith(name))
        return max(found, key=len, default="")

    def name_for(self, written: str) -> str:
        """The name that what ``ending`` or ``beginning`` found stands for."""
        return self.canonical(written) or without_book_marks(written)

    def kind_of(self, name: str) -> str:
        """As ``kind_of_name``; what the document sets in 《》 is a work."""
        return "work" if name in self.works else kind_of_name(name)

    def add_alias(self, alias: str, name: str) -> None:
        """Let ``alias`` stand for ``name``, unless it is a name already."""
        if alias not in self.names and alias != name:
            self.names[alias] = name


def names_of(document: Document) -> DocumentNames:
    """Read the names of a document: title, table labels, 《…》, short forms in brackets."""
    names = DocumentNames(document.language)
    subject = document_subject(document)
    bare = without_book_marks(without_sense(subject))
    if len(bare) > 1 and _is_subject(subject, bare, document):
        names.title = subject
        for written in (
            subject,
            bare,
            without_book_marks(subject),
            *_parts_of_title(document, bare),
        ):
            names.names.setdefault(written, subject)
        names.heads = _heads_of(document, bare)
        for alias in _table_aliases(document):
            names.add_alias(alias, subject)
    names.works.update(match[1] for match in _WORK.finditer(document.text))
    for match in _SHORT_FORM.finditer(document.text):
        _add_short_form(names, document.text[max(0, match.start() - 40) : match.start()], match)
    return names


def _heads_of(document: Document, bare: str) -> tuple[str, ...]:
    """What the text or a table calls the title: 「云帆是一家……企业」「作为一家企业，云帆……」「类型：企业」."""
    text = document.text
    after = (_IS_A.match(text, end) for end in _ends_of(bare, text))
    stated = [match[1] for match in after if match is not None]
    taken = [match[1] for match in _AS_A.finditer(text) if text.startswith(bare, match.end())]
    cells = [
        row[1].text
        for table in document.tables
        for row in table.rows
        if len(row) == 2 and fold(row[0].text) in _TYPE_LABELS
    ]
    return tuple(dict.fromkeys([*stated, *taken, *cells]))


def _ends_of(name: str, text: str) -> Iterator[int]:
    """Where a name ends, wherever it stands in a text."""
    start = text.find(name)
    while start >= 0:
        yield start + len(name)
        start = text.find(name, start + len(name))


def _parts_of_title(document: Document, bare: str) -> Iterable[str]:
    """The title as it is spaced, and 「听澜 T3」 of 「听澜 T3 头戴式降噪耳机」 where the text has it."""
    for written in (document.title.strip(), bare):
        yield written
        model = _MODEL.match(written)
        if model is not None and document.text.count(model[1]) > 1:
            yield model[1]


def _is_subject(subject: str, bare: str, document: Document) -> bool:
    """A headline is no subject; a name occurs in the text, heads a table, or is a law's title."""
    if _HEADLINE.search(subject) or len(subject) > 60:
        return False
    if NORMATIVE_TITLE.search(bare) or document.tables:
        return True
    body = document.text
    for block in document.blocks[:3]:
        if block.kind == "title":
            body = body[: block.start] + body[block.end :]
    plain = looks_like_name(bare, document.language) or not re.search(r"\d", bare)
    return (
        bare in body
        or (plain and len(body) < _SHORT_TEXT)
        or any(part in body for part in _parts_of_title(document, bare))
    )


def _table_aliases(document: Document) -> Iterable[str]:
    for table in document.tables:
        if table.kind in ("infobox", "key_value", "record"):
            for row in table.rows:
                if len(row) == 2 and fold(row[0].text).rstrip("：:") in _ALIAS_LABELS:
                    yield from (
                        part
                        for part in re.split(r"[、；;，,\n]", fold(row[1].text))
                        if len(part) > 1
                    )


def _add_short_form(names: DocumentNames, before: str, match: re.Match[str]) -> None:
    """The name is what ends at the bracket."""
    group = "quoted" if match["quoted"] else "bare"
    alias = fold(match[group])
    alias = without_book_marks(alias)
    full = names.ending(before) or _name_at_end(before, names.language) or _shortened(before, alias)
    if full and len(alias) < len(full):
        canonical = names.names.setdefault(full, without_book_marks(full))
        names.add_alias(alias, canonical)
        names.short_forms.append(ShortForm(canonical, alias, *match.span(group)))


def _name_at_end(text: str, language: Language) -> str:
    """The longest name-like phrase that ends a text; "" for none."""
    if text.endswith("》"):
        start = text.rfind("《")
        return text[start + 1 : -1] if start >= 0 else ""
    if language == "en":
        matches = list(ENGLISH_NAME.finditer(text))
        return matches[-1][0] if matches and matches[-1].end() == len(text.rstrip()) else ""
    name = _phrase_at_end(text)
    is_name = looks_like_name(name, language) and kind_of_name(name) == "organisation"
    return name if is_name else ""


def _shortened(text: str, alias: str) -> str:
    """The phrase that ends a text, if ``alias`` keeps its first, its last and other characters."""
    phrase = _phrase_at_end(text)
    if not len(alias) < len(phrase) <= _LONGEST_PHRASE:
        return ""
    if phrase[0] != alias[0] or phrase[-1] != alias[-1] or WORDING["zh"].not_a_name.search(phrase):
        return ""
    rest = iter(phrase)
    return phrase if all(character in rest for character in alias) else ""


def _phrase_at_end(text: str) -> str:
    """What ends a Chinese text after its last mark or preposition; "" for the end of a list."""
    clause = re.split(r"[，。；：！？\n]", text)[-1]
    if "、" in clause:
        return ""  # what follows may stand for the whole list
    clause = _ARTICLE.sub("", clause)
    starts = [match.end() for match in _BEFORE_NAME.finditer(clause)]
    return clause[max(starts, default=0) :]
