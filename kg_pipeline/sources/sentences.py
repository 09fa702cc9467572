"""Where the sentences of a document begin and end; no character but white space is lost.

Chinese: a sentence ends at 。！？；… (or ! ? ;), and closing quotes and brackets stay with it.
What stands in brackets, in 《》 or in a short quotation does not end the sentence around it; but a
quotation that itself ends with 。！？… does, unless the sentence goes on (“…。”他说。).
English: ends at . ! ? before white space, not after abbreviations, initials or in numbers.
A block is never crossed, and tables have no sentences.
"""

import re
from collections.abc import Iterator

from kg_pipeline.records import Document, Language, Sentence

MAX_SENTENCE_CHARACTERS = 512
_SAMPLE = 2048
_QUOTATION_LIMIT = 120

_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

_ENCLOSED = {
    "“": "”",
    "「": "」",
    "『": "』",
    '"': '"',
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
}
_QUOTES = '“「『"'
_FINAL = "。！？…!?"
# It begins with one set of characters: only so does the search run at full speed.
_CHINESE_EVENT = re.compile(
    r"""[。！？；…!?;“「『"（(《【](?:(?<=[。！？；…!?;])[。！？；…!?;]*[”’」』）】》〉)\]'"]*)?"""
)
_NO_END = re.compile(
    r"…+(?=[，、：,的之]|等[，。；、）])|(?<=[0-9A-Za-z/&=])[!?;](?=[0-9A-Za-z/&=])"
)
_GOES_ON = re.compile(
    r"[，、：；,）)】》」』”的等]"
    r"|[^“”，。！？；]{0,8}(?:说|道|问|答|称|喊|表示|回忆|坦言|介绍)[。！？]"
)

_ENGLISH_EVENT = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s)""")
_NEXT_SENTENCE = re.compile(r"""\s+["'“‘(\[]*([A-Z\u00c0-\u00de0-9][\w'’]*|[\u3400-\u9fff])""")
_LAST_WORD = re.compile(r"(?:\b|(?<=[.\s(]))((?:[A-Za-z]\.)+[A-Za-z]?|[A-Za-z]+|[0-9]+)$")
_NEVER_FINAL = re.compile(
    "mr|mrs|ms|dr|prof|rev|hon|gen|col|capt|lt|sgt|maj|sen|rep|gov|pres|st|mt|vs|figs?|eq|nos?|art"
    "|sec|ch|vol|pp|eds?|cf|viz|approx|e.g|i.e|[a-hj-z]",
    re.IGNORECASE,
)
_SELDOM_FINAL = re.compile(
    "inc|ltd|co|corp|dept|est|etc|al|jr|sr|bros|assn|univ|a.m|p.m|u.s|u.k|u.n|e.u|ph.d"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
_OPENER = re.compile(
    "the|an?|in|on|at|it|he|she|they|we|i|this|that|these|those|but|and|however|for|by|after|when"
    "|while|if|its|his|her|their|there|as|from",
    re.IGNORECASE,
)


def language_of(text: str) -> Language:
    """``zh`` where more than a fifth of the letters are Chinese characters, else ``en``."""
    middle = len(text) // 2
    sample = text[:_SAMPLE] + (text[max(_SAMPLE, middle) : middle + _SAMPLE])
    n_chinese = len(_CJK.findall(sample))
    return "zh" if 4 * n_chinese > len(_LATIN.findall(sample)) else "en"


def split_sentences(document: Document) -> list[Sentence]:
    """The sentences of a document's blocks, in order; spans have no white space at their ends.

    A sentence of more than 512 characters is cut at its commas, or hard.
    """
    identifier, text = document.document_id, document.text
    return [
        Sentence(identifier, start, end, text[start:end], language)
        for block in document.blocks
        if block.kind != "table"
        for language in (_block_language(text, block.start, block.end, document.language),)
        for start, end in _spans(text, block.start, block.end, language)
    ]


def _block_language(text: str, start: int, end: int, language: Language) -> Language:
    """A block speaks its document's language unless it plainly speaks the other one."""
    has_chinese = _CJK.search(text, start, end) is not None
    if has_chinese == (language == "zh"):
        return language
    return language_of(text[start:end]) if has_chinese else "en"


def _spans(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    stops = (_chinese_ends if language == "zh" else _english_ends)(text, start, end)
    stops.append(end)
    spans: list[tuple[int, int]] = []
    for stop in stops:
        first, last = start, stop
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        if last - first > MAX_SENTENCE_CHARACTERS:
            spans += _shortened(text, first, last)
        elif first < last:
            spans.append((first, last))
        start = stop
    return spans


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of at most ``MAX_SENTENCE_CHARACTERS``, cut after a comma or space where one is."""
    while end - start > MAX_SENTENCE_CHARACTERS:
        limit = start + MAX_SENTENCE_CHARACTERS
        cut = max(text.rfind(mark, start + 1, limit) for mark in "，,、；：: ") + 1
        stop = last = cut or limit
        while text[last - 1].isspace():
            last -= 1
        yield start, last
        start = stop
        while text[start].isspace():
            start += 1
    yield start, end


def _chinese_ends(text: str, start: int, end: int) -> list[int]:
    """Where Chinese sentences end inside ``text[start:end]``; the last end may be missing."""
    ends = []
    search = _CHINESE_EVENT.search
    while event := search(text, start, end):
        begin, start = event.span()
        mark = text[begin]
        closing = _ENCLOSED.get(mark)
        if closing is None:
            if mark not in "…!?;" or not _NO_END.match(text, begin, end):
                ends.append(start)
            continue
        close = text.find(closing, start, min(end, start + _QUOTATION_LIMIT))
        if close < 0:
            continue
        is_final = mark in _QUOTES and close > start and text[close - 1] in _FINAL
        start = close + 1
        if is_final and not _GOES_ON.match(text, start, end):
            ends.append(start)
    return ends


def _english_ends(text: str, start: int, end: int) -> list[int]:
    """Where English sentences end inside ``text[start:end]``; the last end may be missing."""
    ends = []
    for event in _ENGLISH_EVENT.finditer(text, start, end):
        following = _NEXT_SENTENCE.match(text, event.end(), end)
        if following is None:
            continue
        word = _LAST_WORD.search(text, max(start, event.start() - 24), event.start())
        if event[0][0] == "." and word and not _may_end(word[1], following[1], word.start(), start):
            continue
        start = event.end()
        ends.append(start)
    return ends


def _may_end(word: str, following: str, word_start: int, sentence_start: int) -> bool:
    """Whether a full stop after ``word`` can end a sentence before ``following``."""
    if _NEVER_FINAL.fullmatch(word):
        return False
    if _SELDOM_FINAL.fullmatch(word):
        return _OPENER.fullmatch(following) is not None
    return not (word.isdigit() and len(word) <= 2 and word_start - sentence_start <= 1)
