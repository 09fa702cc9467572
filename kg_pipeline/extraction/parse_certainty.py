"""How far a parse asserts what a word of it states.

What is denied, asked, planned, supposed or believed only is no fact; what somebody says is half of one.
"""

from typing import TYPE_CHECKING

from kg_pipeline.extraction.parse_labels import children, is_infinitive, is_verb, role
from kg_pipeline.extraction.wording import WORDING
from kg_pipeline.records import Language

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORTED_FACTOR = 0.6
_MODALS = frozenset(
    "may might could would will shall should can must 'll ’ll 会 能 可以 可 应 应当 应该 须 必须 "
    "将 拟 计划 可能 能够 需要 有望 预计 或".split()
)
_OPINIONS = frozenset(
    "think believe expect hope claim suggest doubt deny want wish fear assume guess argue "
    "认为 相信 觉得 以为 怀疑 猜测 希望 主张 估计 声称 否认 要求 建议".split()
)
_QUESTION_WORDS = frozenset(
    "who what which where when how why whom whose 谁 什么 哪里 何时".split()
)


def certainty_of(anchor: "Token", language: Language) -> float:
    """1 where the word states a fact, 0 where it is denied, asked, planned or believed only."""
    sure, word = 1.0, anchor
    for _ in range(20):
        if is_denied(word) or _is_unreal(word, language):
            return 0.0
        kind, head = word.dep_, word.head
        if head.i == word.i:
            return sure
        if kind in ("xcomp", "csubj", "pcomp") or (kind == "advcl" and is_infinitive(word)):
            return 0.0
        if kind in ("ccomp", "parataxis"):
            words = WORDING[language]
            governor = head.lemma_.lower() or head.text
            if governor in _OPINIONS or words.rumour.search(head.text):
                return 0.0
            sure *= REPORTED_FACTOR
        if role(word) == "conjunct" and not is_verb(word):
            return sure
        word = head
    return sure


def is_denied(word: "Token") -> bool:
    return bool(children(word, "negation")) or word.lower_ in _QUESTION_WORDS


def _is_unreal(word: "Token", language: Language) -> bool:
    if is_verb(word) and is_infinitive(word):
        return True
    helpers = [one for one in word.children if one.dep_ in ("aux", "aux:modal", "advmod")]
    if any(one.lower_ in _MODALS for one in helpers):
        return True
    marks = [one.text for one in word.children if one.dep_ in ("mark", "advmod")]
    return any(WORDING[language].condition.fullmatch(mark.lower()) for mark in marks)
