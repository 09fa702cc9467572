"""What a document's title is about: 上海市房屋租赁条例 is about 房屋租赁."""

import re

_PLACE = re.compile(
    r"^(?:中华人民共和国|最高人民(?:法院|检察院)|国务院|(?:(?!城市)[一-龥]{2,6}?(?:省|(?<!城)市|自治区|自治州|自治县|经济特区|"
    r"特别行政区|县))+)"
)
_FORM = re.compile(
    r"(?:若干|实施|暂行|试行|管理|监督|保护|促进|有关|问题的)*(?:法|条例|规定|办法|细则|规则|决定|解释|章程|规程|准则|"
    r"通则|意见|通知|标准|方案)(?:（[^（）]*）)?$"
)
_MARKS = re.compile(r"[《》〈〉]|中华人民共和国|实施")
_GENERIC = re.compile(
    r"管理|监督|工作|行政|保护|安全|服务|建设|活动|实施|规划|促进|防治|发展|以及|有关|指导|协调|组织|检查|统一|统筹|"
    r"综合|业务|事业|事务|推进|治理|资源|[的和与及、对等]"
)
_LATEST_PLACE = 1  # in a duty, at most so many characters before what it is about
_MOST_BESIDE = 5  # characters of a duty, generic words left out, that are not the topic's


def topic_of(title: str) -> str:
    """The title without its place, its form and its marks; may be empty."""
    return _FORM.sub("", _MARKS.sub("", _PLACE.sub("", title)))


def covers_topic(duty: str, title: str) -> bool:
    """Whether a duty is about what the title is about, as a whole and not about a part of it.

    It begins with a word of the title's topic (words that any title may hold, 管理, 保护, …, do not
    count) and says little else: 「房屋租赁的监督管理」, and not 「房屋租赁广告的监督管理」 at length.
    """
    duty = duty.removeprefix("对").removeprefix("的")
    topic = _GENERIC.sub(" ", topic_of(title))
    if "规划" in duty and "规划" not in title:
        return False
    words = {topic[place : place + 2] for place in range(len(topic) - 1)}
    words = {word for word in words if " " not in word} or set(topic.split())
    places = [place for word in words if (place := duty.find(word)) >= 0]
    beside = [one for one in _GENERIC.sub("", duty) if one not in topic]
    return bool(places) and min(places) <= _LATEST_PLACE and len(beside) <= _MOST_BESIDE
