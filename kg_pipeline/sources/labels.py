"""Which words can name an attribute: labels of infoboxes, table headers, key：value lines."""

import re
from collections import defaultdict
from collections.abc import Iterable

MAX_LABEL_CHARACTERS = 14  # of a label with Chinese in it
MAX_LATIN_LABEL = 32
_MAX_LABEL_WORDS = 4
_OFTEN = 3  # a label with more values than these is one of cards
_CHINESE = re.compile("[\u3400-\u9fff]")
_NO_WORD = re.compile(r"\W+")
_ATTRIBUTE = re.compile(
    r".*(?:名称?|姓名|编[号码]|代码|序号|号码?|日期|时间|年份|地[点址区]|电话|邮箱|网址|单位|部门|机[关构]"
    r"|公司|类[型别]|种类|性[质别]|方式|标准|依据|条件|对象|材料|期限|时限|面积|人口|价格?|金额|费用?|数量"
    r"|人数|重量|尺寸|规格|型号|品牌|产地|职[务称业]|学[历制费]|专业|科室|备注|说明|内容|项目|指标|描述|用途"
    r"|功[能率]|等级|级别|状态|来源|比例|[率量数]|[长高宽]度|院校|班次|窗口|负责人|联系人|主题|楼层)"
    r"|(?i:.*\b(?:name|no\.?|id|date|times?|type|price|address|phone|email|unit|size|weight|hours|value"
    r"|description|model|status|year|amount|quantity|category|rank|count|total|floor|team|position"
    r"|prep|servings?|serves|makes|yields?|portions?|course|cuisine|calories|difficulty|level|author))"
)


def looks_like_label(text: str) -> bool:
    """Whether a text can be the name of an attribute: short, with letters, no clause or number."""
    if not text or (text[0].isdigit() and text[-1].isdigit()) or text.endswith(("？", "?", "。")):
        return False
    if "：" in text or ": " in text:
        return False
    if _CHINESE.search(text):
        return len(text) <= MAX_LABEL_CHARACTERS
    few_words = len(text) <= MAX_LATIN_LABEL and text.count(" ") < _MAX_LABEL_WORDS
    return few_words and any(map(str.isalpha, text)) and not text.endswith(".")


def names_attribute(label: str) -> bool:
    """Whether a label ends with one of the usual words for attributes (…日期, …地址, … price)."""
    return _ATTRIBUTE.fullmatch(label) is not None


def labels_of_cards(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Labels that a page gives to several things of one kind, each with a value of its own.

    pairs: (label, value), a label once for each group that has it. Two labels that come again with
    another value, or one that comes four times, tell of cards (persons, comments, products): such
    values are not about the page's subject.
    """
    values: defaultdict[str, list[str]] = defaultdict(list)
    for label, value in pairs:
        core = _NO_WORD.sub("", value)
        if len(values[label]) > _OFTEN:
            continue  # it is a label of cards already
        if not any(core in other or other in core for other in values[label]):
            values[label].append(core)
    repeated = frozenset(label for label, different in values.items() if len(different) > 1)
    often = any(len(values[label]) > _OFTEN for label in repeated)
    return repeated if len(repeated) > 1 or often else frozenset()
