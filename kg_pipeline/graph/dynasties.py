"""Where does a single character name a Chinese dynasty?

Before a time of it (唐初, 清末, 清廷), a reign (明弘治十八年) or an emperor (唐德宗); behind what tells
its part (晚唐, 北宋); and at a clause's beginning before somebody's name (唐李详, 清 黄宗羲).

Letters for shapes: P places.
"""

import numpy as np

from kg_pipeline.graph.folding import Codes, among, latin
from kg_pipeline.graph.writing import Flags, Integers, Longs

DYNASTIES = "夏商周秦汉魏蜀吴晋齐梁陈隋唐宋辽金元明清"
_BEFORE_NAMES = "汉晋隋唐宋元明清"  # no usual surnames, but for two
_PARTS = """
晚唐 盛唐 初唐 中唐 大唐 北宋 南宋 两宋 西汉 东汉 两汉 后汉 前汉 西晋 东晋 两晋 曹魏 满清 晚清 前清 大清 晚明
"""
_TIMES = "秦末 汉初 汉末 魏初 魏末 晋初 晋末 隋初 隋末 唐初 唐末 宋初 宋末 元初 元末 明初 明末 清初 清末 唐廷 宋廷 元廷 明廷 清廷"
_EMPERORS = "宗祖帝"
_TEMPLE_NAMES = (
    "太高中睿玄肃代德顺宪穆敬文武宣懿僖昭哀真仁英神哲徽钦孝光宁理度恭端世成显毅圣熹思景炀惠明献灵桓冲质安和章"
    "少元平怀愍简道庄"
)
_REIGNS = """
贞观 永徽 开元 天宝 至德 大历 贞元 元和 长庆 大中 咸通 建隆 开宝 咸平 景德 天圣 庆历 皇祐 嘉祐 熙宁 元丰 元祐 绍圣
崇宁 政和 宣和 靖康 建炎 绍兴 乾道 淳熙 庆元 嘉定 淳祐 咸淳 大德 至大 延祐 至正 洪武 建文 永乐 洪熙 宣德 正统 景泰
天顺 成化 弘治 正德 嘉靖 隆庆 万历 泰昌 天启 崇祯 顺治 康熙 雍正 乾隆 嘉庆 道光 咸丰 同治 光绪 宣统
"""
_CODE_BITS = 21
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_BLANK = ord(" ")


def dynasties(codes: Codes, place: Longs, begins: Longs) -> Flags:
    """(P,) whether the character at each place names one; begins: where longer names begin."""
    found = np.zeros(len(place), dtype=bool)
    some = np.flatnonzero(among(codes[place], DYNASTIES))
    if not len(some):
        return found
    at = place[some]
    before, behind = codes[at - 1], codes[at + 1]
    further = codes[np.minimum(at + 2, len(codes) - 1)]
    emperor = among(behind, _TEMPLE_NAMES) & among(further, _EMPERORS)
    reign = _pair(behind, further, _REIGNS)
    time = _pair(codes[at], behind, _TIMES)
    part = _pair(before, codes[at], _PARTS)
    apart = ~((before >= _FIRST_HAN) & (before <= _LAST_HAN)) & ~latin().take(before, mode="clip")
    begin = np.zeros(len(codes) + 2, dtype=bool)
    begin[begins] = True
    named = begin[at + 1 + (behind == _BLANK)] & apart & among(codes[at], _BEFORE_NAMES)
    found[some] = emperor | reign | part | time | named
    return found


def dynasty_of(name: str) -> str:
    """唐 of 唐宣宗 and 晚唐; "" where a name tells none."""
    if name in _PARTS.split():
        return name[1]
    emperor = name[:1] in DYNASTIES and name[1:2] in _TEMPLE_NAMES and name[2:3] in _EMPERORS
    return name[0] if emperor and len(name) > 2 else ""


def _pair(first: Codes, second: Codes, words: str) -> Flags:
    """Whether two characters are one of the words of two."""
    pairs = [ord(word[0]) << _CODE_BITS | ord(word[1]) for word in words.split()]
    both: Integers = first.astype(np.int64) << _CODE_BITS | second.astype(np.int64)
    return np.isin(both, pairs)
