"""What a document's title is about: 上海市房屋租赁条例 is about 房屋租赁."""

import re

_PLACE = re.compile(
    r"^(?:中华人民共和国|最高人民(?:法院|检察院)|国务院|(?:[一-龥]{2,6}?(?:省|市|自治区|自治州|自治县|经济特区|"
    r"特别行政区|县))+)"
)
_FORM = re.compile(
    r"(?:若干|实施|暂行|试行|管理|监督|保护|促进|有关|问题的)*(?:法|条例|规定|办法|细则|规则|决定|解释|章程|规程|准则|"
    r"通则|意见|通知|标准|方案)(?:（[^（）]*）)?$"
)
_MARKS = re.compile(r"[《》〈〉]|中华人民共和国|实施")
_GENERIC = re.compile(
    r"管理|监督|工作|行政|保护|安全|服务|建设|活动|实施|规划|促进|防治|发展|以及|有关"
)
_HEAD = 14  # characters; what a duty is about stands at its beginning


def topic_of(title: str) -> str:
    """The title without its place, its form and its marks; may be empty."""
    return _FORM.sub("", _MARKS.sub("", _PLACE.sub("", title)))


def shares_topic(text: str, title: str) -> bool:
    """Whether the beginning of a text shares a word of two characters with the title's topic.

    Words that any title may hold (管理, 保护, …) do not count.
    """
    head = _GENERIC.sub(" ", text)[:_HEAD]
    topic = _GENERIC.sub(" ", topic_of(title))
    if len(topic.strip()) == 1:  # 水法
        return topic.strip() in head
    pairs = {topic[place : place + 2] for place in range(len(topic) - 1)}
    return any(
        head[place : place + 2] in pairs and " " not in head[place : place + 2]
        for place in range(len(head) - 1)
    )
