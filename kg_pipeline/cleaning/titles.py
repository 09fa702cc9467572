"""Do two titles name one work in several versions, two works that are set alike, or neither?"""

import re
from difflib import SequenceMatcher
from typing import Literal

Relation = Literal["same", "renamed", "parallel", "other"]

_SPACE = re.compile(r"\s+")
# （2018修正）, （试行）, （2021年修订版）, [修订草案]: which version it is. （一） and （1988年） are names.
_VERSION = re.compile(
    r"[（(\[【〔][^（()）\[\]【】〔〕]*(?:修正|修订|修改|试行|暂行|草案|征求意见|送审|失效|废止|最新|全文|版)"
    r"[^（()）\[\]【】〔〕]*[）)\]】〕]"
)
_MARKS = str.maketrans("", "", "《》〈〉<>「」『』“”\"'、，,·・. ")
_BRACKETS = str.maketrans("()[]【】〔〕", "（）（）（）（）")
_STATE = "中华人民共和国"
_ORDINAL = re.compile(r"[0-9０-９一二三四五六七八九十百零〇ⅠⅡⅢⅣⅤⅥA-Za-z甲乙丙丁]")
_LONGEST_CHANGE = 2  # characters that a renamed work's title may gain or lose
_ALIKE = 0.6


def title_key(title: str) -> str:
    """A title without what differs between versions of one work and between spellings."""
    key = _VERSION.sub("", _SPACE.sub("", title)).replace(_STATE, "")
    return key.translate(_BRACKETS).translate(_MARKS).lower()


def title_relation(first: str, second: str) -> Relation:
    """How two keys of ``title_key`` stand to each other.

    same:     equal
    renamed:  one has at most two characters more and nothing else, none of them counting
    parallel: alike but for a part, as titles of two provinces' or two courts' works are
    other:    not alike; also where a title is missing
    """
    if not first or not second:
        return "other"
    if first == second:
        return "same"
    short, long = sorted((first, second), key=len)
    gained = _gained(short, long)
    if 0 < len(gained) <= _LONGEST_CHANGE and not _ORDINAL.search(gained):
        return "renamed"
    alike = SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE
    return "parallel" if alike or short in long else "other"


def _gained(short: str, long: str) -> str:
    """What ``long`` has beside the characters of ``short`` in their order; "" where they differ."""
    if len(long) - len(short) > _LONGEST_CHANGE:
        return ""
    gained, place = [], 0
    for character in long:
        if place < len(short) and character == short[place]:
            place += 1
        else:
            gained.append(character)
    return "".join(gained) if place == len(short) else ""
