"""Does a name stand for itself where it stands, or is it a part of something longer?

「购物体验」 holds no 物体. Of a noun with another one before it, 白花堇菜, something else is said than
of the thing itself. And a place that begins the name of a prize or an institution, 香港电影金像奖, is
not spoken of. Members of one list, parted by 「、」, state nothing of each other, unless a word for
relatives or the like follows (甲、乙夫妇).
"""

import re

from kg_pipeline.graph.ordinary_words import is_ordinary, is_place, standing

_MODIFIERS = ("n", "a", "b", "z", "j", "vn", "vg")  # beginnings of the tags of what modifies a noun
_ADVERB = "ad"
# What somebody is, right before a name that is a word too: 诗人陆游, 女儿米粒.
_PERSON = re.compile(
    r"(?:[诗词夫名艺持始]人|[^人]员|[^国大]家|[歌选高]手|[女男明歌影]星|皇帝|后主|国王|女儿|儿子|妻子?|丈夫|[父母]亲|"
    r"[弟妹哥姐]|[老大]师|将军|大臣|[妃后])$"
)
_INSTITUTION = re.compile(
    r"(?:(?![的、，,。；;和与及在是为一《“])[\u4e00-\u9fffA-Za-z“”]){0,12}?"
    r"(?:奖|大赏|电影节|电视节|艺术节|戏剧节|影展|大学|学院|电视台|广播台|卫视|公司|集团|协会|学会|联合会|联盟|"
    r"委员会|银行|剧院|剧团|话剧团|歌舞团|乐团|艺术团|制片厂|出版社|研究院|研究所|博物馆|名人榜|排行榜|新星榜|盛典|锦标赛|"
    r"联赛|杯)"
)
_LIST = re.compile(r"[》〉”\"]?(?:（[^（）]{0,20}）)?、(?:[^，。；：、]{1,25}、)*[《〈“\"]?")
_TOGETHER = re.compile(
    r"[》〉”\"]?(?:夫妇|夫妻|伉俪|父子|父女|母子|母女|兄弟|姐妹|姊妹|兄妹|姐弟|祖孙|师徒|之[子女]|婚|结婚|离婚|恋)"
)


def are_listed(text: str, first_end: int, second_start: int, second_end: int) -> bool:
    """Whether two names, from left to right, are members of one list and no more is said."""
    if text[first_end:second_start].find("、") < 0:
        return False
    listed = _LIST.fullmatch(text, first_end, second_start) is not None
    return listed and _TOGETHER.match(text, second_end) is None


def is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a place begins a longer name."""
    return is_place(text[start:end]) and _INSTITUTION.match(text, end) is not None


def can_be_subject(text: str, start: int, end: int, follows_a_name: bool) -> bool:
    """Whether it is a word of its own, and no noun but a known name stands right before it."""
    if is_part_of_name(text, start, end):
        return False
    if not is_ordinary(text[start:end]):
        return True
    place = standing(text, start, end)
    if place is None or not place.ends:
        return False
    if follows_a_name or place.tag.startswith(_ADVERB) or not place.tag.startswith(_MODIFIERS):
        return True
    return _PERSON.search(place.word) is not None
