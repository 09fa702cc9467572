"""Which lines state ``label：value``, and which only look like it.

A label is short and no clause; a value is no sentence. Times (8：30), addresses of the web,
quotations after a speaker, questions, steps and notices are not key：value lines. One alone proves
little, so a line counts beside another one, or where markup and words set its label off. Labels
that come again and again with other values belong to cards of other things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg_pipeline.sources.labels import (
    MAX_LATIN_LABEL,
    labels_of_cards,
    looks_like_label,
    names_attribute,
)

_NO_LABEL = r"：:，。！？!?；;…|｜“”\"<>＞→»\[\]【】{}=\\"
_LABEL = rf"[^\W_][^{_NO_LABEL}]*?"
_PAIR = re.compile(rf"(?P<label>{_LABEL})\s?(?:：|:(?!//)|﹕|∶)\s?(?P<value>\S.*)")
_SERVES = re.compile(r"(?P<label>serves|makes|yields?) (?P<value>\d[^:|.]{0,40})", re.IGNORECASE)
_NEXT_PAIR = re.compile(rf"\s([^\W\d_][^\s、{_NO_LABEL}]{{0,11}})(?:：|:(?!//))")
_COLON = re.compile("[：:﹕∶]")
_ITEM_MARK = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[•·●○◆◇■□▪★☆※*–—-])\s*"
)
_CHINESE = re.compile("[\u3400-\u9fff]")
_MAX_VALUE_CHARACTERS = 300

_SPEECH = re.compile(
    r"(?:说道?|[提追反]?问道?|[回]?答道?|写道|表示|指出|认为|坦言|感叹|强调|回复|答复|告诉\S*|据介绍"
    r"|(?<![简名全职俗别旧总昵尊敬爱代学人又统])称|如下|包括|例如|比如|[是为]|规定"
    r"|\b(?:said|says|asked|asks|replied|wrote|writes|told\b.*|added|reads|reminder|hint)"
    r"|\b(?:notes?|warning|tip|example|caution|disclaimer))$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"第[一二三四五六七八九十百\d]+[步条章节项款]?|步骤[一二三四五六七八九十\d]*|step \d+"
    r"|问|答|[qa]|question|answer|注意?|注意事项|备注|说明|提示|.{0,3}(?:温馨|友情|特别|重要)提[示醒]"
    r"|提醒|声明|免责声明|版权声明|公告|通知|喜报|快讯|导读|摘要|编者按|摄影报道"
    r"|图|表|图\d+|表\d+|附件\d*|fig(?:ure)?\.? ?\d*|table ?\d*|please note|n\.?b\.?"
    r"|您?的?(?:当前|所在|现在)?位置|[您你]的位置|分享到?|标签|关键[词字]|[上下]一[篇页条]"
    r"|友情链接|相关\S*|原标题|原文链接|本文(?:链接|地址)|版权所有|技术支持|备案号|ICP备?"
    r"|网站标识码|校对|审核|字号|字体|share|tags?|sponsored|filed under|posted(?: (?:in|on|by))?"
    r"|published|updated|(?:last )?update[ds]?|by|related|more|read more|watch|listen|follow us",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:本文|文章|信息|稿件)?来源|作者|记者|编辑|责任编辑|责编|采写|撰文|摄影|供稿|发布(?:时间|日期|者|人)|更新(?:时间|日期)"
    r"|时间|日期|阅读\S*|浏览\S*|点击\S*|访问\S*|人气|评论\S*"
    r"|source|author|date|editor|photo(?:graph)?s?|image|picture|credit|video|citation|views|text",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)]*$|[^\d\W].{24,}\w\w\.$")
_INNER_END = re.compile(r"[。！？](?![”’」』）)]*$)|[a-z]{2}\. [A-Z]")
_CLAUSES = re.compile("[，,](?=[^，,]*[，,])")
_LIST_END = ("；", ";", "，", ",", "、", "：", ":")  # a clause of an enumeration
_QUOTED = re.compile(r"[“\"「].*[，。！？!?].*[”\"」]")


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One pair of a line: half-open spans of its label and its value."""

    label_start: int
    label_end: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line, and what its markup says of it.

    marked: its label is set off (bold, a span of its own). linked: it is a link or a row of links.
    """

    text: str
    marked: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A line by its place among the lines, and the pairs that it states."""

    index: int
    pairs: Sequence[KeyValue]


def is_sentence(text: str) -> bool:
    """Whether a value is running text and no value."""
    return (
        len(text) > _MAX_VALUE_CHARACTERS
        or text.endswith(_LIST_END)
        or bool(_SENTENCE_END.search(text))
        or bool(_INNER_END.search(text))
        or (len(text) > 40 and bool(_CLAUSES.search(text)) and "、" not in text)
        or bool(_QUOTED.match(text))
    )


def pairs_of_line(text: str) -> list[KeyValue]:
    """The pairs that a line consists of, wholly; empty where any part of it is none.

    Several pairs on one line are told apart only where their labels are Chinese: in other
    languages a label may be several words, and where it begins is anyone's guess.
    """
    if served := _SERVES.fullmatch(text):
        return [KeyValue(*served.span("label"), *served.span("value"))]
    mark = _ITEM_MARK.match(text)
    start = mark.end() if mark else 0
    colon = _COLON.search(text, start)
    following = list(_NEXT_PAIR.finditer(text, colon.end() if colon else start + 1))
    if not all(_CHINESE.search(found[1]) for found in following):
        return []
    starts = [start, *(found.start(1) for found in following)]
    pairs = [
        _pair(text, begin, stop)
        for begin, stop in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    return [pair for pair in pairs if pair] if all(pairs) else []


def _pair(text: str, start: int, end: int) -> KeyValue | None:
    part = text[start:end].rstrip(" |｜·/")
    found = _PAIR.fullmatch(part) if _has_early_colon(part) else None
    if found is None:
        return None
    label, value = found["label"], found["value"]
    is_time = label[-1].isdigit() and value[0].isdigit()
    is_label = looks_like_label(label) and not (_SPEECH.search(label) or _NOTICE.fullmatch(label))
    if is_time or not is_label or is_sentence(value):
        return None
    return KeyValue(
        start, start + len(label), start + found.start("value"), start + found.end("value")
    )


def _has_early_colon(text: str) -> bool:
    head = text[: MAX_LATIN_LABEL + 4]
    return "：" in head or ":" in head or "﹕" in head or "∶" in head


def key_value_groups(lines: Sequence[Line]) -> list[list[StatedLine]]:
    """Runs of neighbouring lines that are key：value lines and may be believed.

    A run of one line counts where it holds several pairs, or its label is marked and names an
    attribute; a run that is mostly a byline (source, author, time, views) does not.
    """
    runs: list[list[StatedLine]] = []
    for index, line in enumerate(lines):
        if line.linked or not (_has_early_colon(line.text) or _SERVES.fullmatch(line.text)):
            continue
        pairs = pairs_of_line(line.text)
        if not pairs:
            continue
        if runs and runs[-1][-1].index == index - 1:
            runs[-1].append(StatedLine(index, pairs))
        else:
            runs.append([StatedLine(index, pairs)])
    stated = [_stated(run, lines) for run in runs]
    cards = labels_of_cards([pair for pairs in stated for pair in pairs])
    return [
        run
        for run, pairs in zip(runs, stated, strict=True)
        if cards.isdisjoint(label for label, _ in pairs)
        and _is_believed(pairs, _is_marked(lines[run[0].index]))
    ]


def _is_marked(line: Line) -> bool:
    """Whether markup or words set the first label off."""
    return line.marked or _SERVES.fullmatch(line.text) is not None


def _stated(run: Sequence[StatedLine], lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Label and value of every pair."""
    return [
        (text[pair.label_start : pair.label_end], text[pair.value_start : pair.value_end])
        for line in run
        for text in (lines[line.index].text,)
        for pair in line.pairs
    ]


def _is_believed(pairs: Sequence[tuple[str, str]], marked: bool) -> bool:
    n_byline = sum(bool(_BYLINE.fullmatch(label)) for label, _ in pairs)
    if 2 * n_byline >= len(pairs):
        return False
    return len(pairs) > 1 or (marked and names_attribute(pairs[0][0]))
