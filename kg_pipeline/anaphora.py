"""Which names can a generic noun stand for: 该公司, 学校, 景区, "the company"?"""

import re
from collections.abc import Sequence

from kg_pipeline.senses import sense_of, without_sense

# noun of 「该…」 and of 「…」 at the start of a clause: form of the names it can stand for
_NOUNS = {
    "公司|企业|集团|本企业|机构|平台|品牌方": (
        r"(?:公司|集团|企业|厂|科技|股份|机构|组织|Ltd|Inc|LLP|Works|Instruments|Company|Group)"
    ),
    "银行|分行": r"(?:银行|行)",
    "学校|大学|学院|校|院校|高校|中学|小学": (
        r"(?:大学|学院|学校|中学|小学|校|University|College|School)"
    ),
    "医院|院|卫生院": r"(?:医院|院|Hospital)",
    "研究所|研究院|所": r"(?:研究所|研究院|所|院|中心)",
    "中心|馆|博物馆|图书馆|美术馆": r"(?:中心|馆|Museum|Library)",
    "局|委员会|部门|单位|机关": r"(?:局|委员会|厅|部|处|办|署|院|中心)",
    "协会|学会|基金会|组织|社团": r"(?:协会|学会|基金会|会|社)",
    "基金|本基金|产品|理财产品": r"(?:基金|产品|理财|号|型|[A-Za-z]*\d+\w*)",
    "景区|景点|公园|古镇|古城|园区|镇|县|市|区|乡|村|省|州|街道|社区|岛|城|城市": (
        r"(?:景区|公园|镇|县|市|区|乡|村|省|州|街道|社区|岛|城|寨|园)"
    ),
    "山|峰|湖|河|江|溪|水库|瀑布|寺|庙|塔|桥|大桥|楼|祠|宫": (
        r"(?:山|峰|岭|湖|河|江|溪|水库|瀑布|寺|庙|塔|桥|楼|祠|宫)"
    ),
    "书|小说|作品|电影|影片|片|剧|歌曲|专辑|节目|诗集|文集|散文集|画作": r"(?:》|)",
    "产品|机型|款|车型|手机|耳机|设备|商品|型号|系统|软件|应用": r"(?:)",
    "项目|工程|线路|活动|展会|赛事|事项|服务|专业|课程|奖项|计划|报告": r"(?:)",
    "条例|办法|规定|法|细则|规则|决定|解释|章程|意见|通知": (
        r"(?:条例|办法|规定|法|细则|规则|决定|解释|章程|意见|通知)"
    ),
}
_OPEN_NOUNS = ("产品|机型", "项目|工程", "书|小说")  # the form of their names tells nothing
_ENGLISH_NOUNS = {
    "company|firm|business|group|bank|maker|manufacturer|organisation|organization": "organisation",
    "school|college|university|museum|library|hospital|institute|institution": "organisation",
    "agency|authority|office|council|department|trust|foundation|society": "organisation",
    "town|city|village|county|district|park|island|lake|river|bridge|harbour|region": "place",
    "book|novel|film|album": "work",
    "product|device|model|lantern|machine|sensor|service|project|programme|course": "",
}


def stands_for(
    noun: str, name: str, kind: str, heads: Sequence[str], *, is_title: bool, marked: bool
) -> bool:
    """Whether 「(该)noun」 can stand for a name.

    heads: nouns that say what the name is; marked: 该, 本 or "the" stands before the noun
    """
    bare, sense = without_sense(name), sense_of(name)
    if any(head.endswith(noun) for head in heads):
        return True
    for nouns, english_kind in _ENGLISH_NOUNS.items():
        if marked and re.fullmatch(nouns, noun):
            return kind == english_kind if english_kind and kind else is_title and kind != "person"
    for nouns, form in _NOUNS.items():
        if re.fullmatch(nouns, noun):
            if re.search(form + "$", bare) and form not in ("(?:)", "(?:》|)"):
                return True
            if sense and (noun in sense or re.search(form + "$", sense)):
                return True
            if nouns.startswith("书|小说") and kind == "work":
                return True
            open_noun = nouns.startswith(_OPEN_NOUNS)
            if is_title and open_noun and kind in ("", "work", "place"):
                return True
    return marked and bare.endswith(noun)
