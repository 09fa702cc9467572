"""How else is the thing written that a name means? 北京 for 北京市, 清 for 清朝, a title for 《…1》.

Only what holds whoever bears the name: a place without 市 or 省 and what lies above it, a name without
what is added in brackets, a title and its first part, a dynasty or period without 朝 or 时期, a ruler
with and without what he is.
"""

import re
from functools import lru_cache

from kg_pipeline.graph.dynasties import DYNASTIES, dynasty_of
from kg_pipeline.graph.ordinary_words import is_place

# Not 「（试行）」 or 「（三）」: what Chinese characters add in brackets is mostly another thing.
_IN_BRACKETS = re.compile(
    r"(?P<name>.{2,}?)\s*[（(](?=[^（()）]*[A-Za-z\u3040-\u30ff\uac00-\ud7af])[^（()）]+[)）]"
)
_FIRST_PART = re.compile(r"(?P<name>.+\D)1")
_RULER = re.compile(
    r".{0,4}(?:[宗祖帝]|太子|皇后|皇帝|国王)(?P<name>.{2,4})|(?P<reign>.{2})(?:帝|皇帝)"
)
_OF_A_KIND = re.compile(r"(?!电视剧$)(?P<name>.{2,}?)(?:片|剧|电影|影片|电视剧)")
_KINDS = ("市", "省", "县", "区", "镇", "乡", "村")  # not 州: 纽约州 is not 纽约
_ABOVE = re.compile(r".{2,5}?(?:省|自治区|市|自治州)(?P<name>.{2,}[市县区州镇乡村])")
_PERIOD = re.compile(
    rf"(?P<name>[{DYNASTIES}](?=[朝代])|.{{2,3}}(?=[时王]))(?:[朝代]?时期|王朝|[朝代])"
)
# What every name with other forms has, so that most are told at once.
_SIGN = re.compile(
    r"[宗祖帝]|太子|皇后|皇帝|国王|[市省县区镇乡村朝代期1)）片剧影]$|^[晚盛初中大北南两西东后前曹满].$"
)


def may_have_forms(name: str) -> bool:
    """Whether a name may have any; most have none."""
    return _SIGN.search(name) is not None


@lru_cache(maxsize=1 << 16)
def other_forms(name: str, *, titled: bool) -> tuple[str, ...]:
    """Other names of what a name of two characters or more means; titled: it stands in 《》."""
    for pattern in (_IN_BRACKETS, _FIRST_PART if titled else _PERIOD):
        match = pattern.fullmatch(name)
        if match is not None:
            return (match["name"],)
    if titled:
        return ()
    ruler = _RULER.fullmatch(name)
    if ruler is not None:
        return (ruler["name"] or ruler["reign"],)
    if not name.endswith(_KINDS):
        return ()
    below = _ABOVE.fullmatch(name)
    if below is not None and is_place(below["name"]):
        return (below["name"], *_without_kind(below["name"]))
    return _without_kind(name)


@lru_cache(maxsize=1 << 16)
def said_forms(name: str) -> tuple[str, ...]:
    """What a name tells besides: 唐 of 唐宣宗, the genre of 动画电影; 中国电影 tells no genre."""
    dynasty = dynasty_of(name)
    if dynasty:
        return (dynasty,)
    kind = _OF_A_KIND.fullmatch(name)
    return (kind["name"],) if kind is not None and not is_place(kind["name"]) else ()


def are_akin(first: str, second: str) -> bool:
    """Whether two names say the same, so that one states nothing of the other: 宋朝 and 宋太祖."""
    return not _all_forms(first).isdisjoint(_all_forms(second))


def _all_forms(name: str) -> set[str]:
    return {name, *other_forms(name, titled=False)} | {dynasty_of(name)} - {""}


def _without_kind(name: str) -> tuple[str, ...]:
    """北京 of 北京市, nothing of 超市."""
    short = name[:-1]
    return (short,) if len(short) > 1 and (is_place(short) or is_place(name)) else ()
