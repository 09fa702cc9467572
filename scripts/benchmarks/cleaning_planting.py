"""What the cleaning benchmark plants into real text: changed copies, advertisements, numbers.

All of it is made up here from a seeded generator. Every kind of number has look-alikes that are no
personal data and must stay.
"""

import hashlib
import random
import re
from collections.abc import Sequence

from kg_pipeline.records import Block, Document

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PLACES = ("110105", "310115", "440106", "330102", "510107", "420111", "610113", "370202", "650102")
_COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
_WARES = "茶具 羽绒服 净水器 考研课程 英语网课 车险 装修套餐 护肤套装 理财产品 贷款 健身年卡 月饼礼盒".split()
_SHOPS = "云杉优选 青石严选 白河商城 北岭家居 澜江教育 星野旅行 东林健康 西泽数码".split()
# An earlier filter was made with these in view.
_ADVERTISEMENTS = (
    "【{shop}】{ware}限时{n}折，扫描下方二维码立即购买！",
    "想要{ware}？加微信：{code}，前{m}名免费领取大礼包。",
    "{shop}年中大促，满{m}00减{m}0，点击链接抢购：www.{code}.com",
    "{ware}厂家直销，全国包邮，订购热线：400-{d3}-{d4}。",
    "关注公众号“{shop}”，回复“{ware}”领取{m}元优惠券。",
    "{shop}招商加盟火热进行中，咨询电话：400{d3}{d4}，名额有限，先到先得！",
    "长按识别二维码，进群秒杀{ware}，低至{n}折！",
    "点击下载{shop}APP，新人注册即送{m}元红包。",
    "零首付、低息、秒批，{ware}请拨打400{d3}{d4}，欢迎来电咨询。",
    "转发本文到朋友圈，加客服微信{code}即可免费试用{ware}。",
    "{ware}特价仅需{m}9元，数量有限，欲购从速，快来{shop}旗舰店下单！",
    "扫码关注{shop}，{ware}团购价再享{n}折优惠。",
    "报名从速！{shop}{ware}免费体验，名额有限，详询QQ：{d4}{d4}。",
    "原价{m}99元的{ware}，现在点击领取只需{m}元，机会难得不容错过。",
    "{shop}官网：www.{code}.cn，{ware}正品保证，下单立减{m}元。",
)

# Written when there were word lists only; the trained filter was developed with these in view, but
# they are none of its training lines.
LATER_ADVERTISEMENTS = (
    "年终清仓，羽绒服三折甩卖，最后两天，手慢无！",
    "孩子近视怎么办？云杉眼镜免费验光，预约电话见下方。",
    "添加班主任微信，0元领取价值999元的编程体验课。",
    "贷款找青石，额度高、放款快，点击头像私聊。",
    "看完记得点赞收藏，更多干货请关注我的公众号。",
    "招聘打字员，日薪三百，足不出户，加扣扣群报名。",
    "扫描海报上的二维码即可参与抽奖，百分百中奖！",
    "新店试营业期间，凭本文截图到店消费立减二十元。",
    "想要同款？复制口令打开购物软件即可下单。",
    "会员日大促，满三百减五十，上不封顶，速来囤货！",
    "云杉旅行社暑期特价团，九寨沟五日游仅需1980元，欢迎来电咨询。",
    "专业疏通下水道，二十四小时上门，随叫随到。",
    "免费领养老金测算，回复数字1立即查看。",
    "买房就选白河名邸，首付八万起，售楼热线等您来电。",
    "转发集赞满三十个，送电影票两张，先到先得。",
    "点击上方蓝字关注我们，不错过每一篇精彩内容。",
    "老中医坐诊，专治疑难杂症，预约从速。",
    "下载星野阅读，新用户送七天会员。",
    "特惠机票低至一折，微信扫码抢购。",
    "诚招县级代理，总部扶持，轻松月入过万。",
)


def document(uri: str, title: str, paragraphs: Sequence[str], kind: str = "text/plain") -> Document:
    """A document of some paragraphs."""
    text, blocks, start = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", start, start + len(paragraph)))
        start += len(paragraph) + 1
    identifier = hashlib.sha256(f"{uri}\0{text}".encode()).hexdigest()
    return Document(identifier, uri, kind, "utf-8", "zh", title, text, tuple(blocks))


def edited(text: str, rate: float, chance: random.Random) -> str:
    """Single characters replaced, left out or put in, at least one; numbers stay as they are."""
    characters = list(text)
    places = [match.start() for match in re.finditer(r"(?<![0-9])[^0-9\n](?![0-9])", text)]
    for place in chance.sample(places, max(1, round(rate * len(places)))):
        way, new = chance.randrange(3), chance.choice(_COMMON)
        characters[place] = (new, "", characters[place] + new)[way]
    return "".join(characters)


def reordered(parts: Sequence[str], share: float, chance: random.Random) -> list[str]:
    """Some of the parts (at least one) at other places."""
    left = list(parts)
    moved = [left.pop(chance.randrange(len(left))) for _ in range(max(1, int(share * len(left))))]
    for part in moved:
        left.insert(chance.randrange(len(left) + 1), part)
    return left


def clauses(text: str) -> list[str]:
    """A passage cut after its commas and semicolons."""
    return [part for part in re.split(r"(?<=[，；。])", text) if part]


def truncated(text: str, least: float, most: float, chance: random.Random) -> str:
    """The text without a share of it at its end."""
    return text[: max(1, int(len(text) * (1 - chance.uniform(least, most))))]


def advertisement(chance: random.Random) -> str:
    """One advertising line."""
    return chance.choice(_ADVERTISEMENTS).format(
        shop=chance.choice(_SHOPS),
        ware=chance.choice(_WARES),
        n=chance.randrange(3, 10),
        m=chance.randrange(1, 10),
        d3=_digits(3, chance),
        d4=_digits(4, chance),
        code="".join(chance.choices("abcdefghkmnprstuvwxyz", k=5)) + _digits(3, chance),
    )


def _digits(count: int, chance: random.Random) -> str:
    return "".join(chance.choices("0123456789", k=count))


def _born(chance: random.Random) -> str:
    return (
        f"{chance.randrange(1940, 2012)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
    )


def _checked(seventeen: str, shift: int = 0) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, seventeen, strict=True))
    return seventeen + "10X98765432"[(total + shift) % 11]


def identity_number(chance: random.Random) -> str:
    """A resident identity number with a right check character."""
    number = _checked(chance.choice(_PLACES) + _born(chance) + _digits(3, chance))
    return number.lower() if chance.random() < 0.1 else number


def mobile_number(chance: random.Random) -> str:
    """A mobile number in one of the usual spellings."""
    first, middle, last = (
        f"1{chance.randrange(3, 10)}{_digits(1, chance)}",
        *(_digits(4, chance) for _ in range(2)),
    )
    forms = ("{}{}{}", "{}{}{}", "{}-{}-{}", "{} {} {}", "+86{}{}{}", "+86 {}{}{}", "86-{}{}{}")
    return chance.choice(forms).format(first, middle, last)


def landline_number(chance: random.Random) -> str:
    """A landline number with its area code."""
    area = chance.choice(("010", "021", "0571", "0755", "028", "0991", "0531", "0371"))
    local = str(chance.randrange(2, 9)) + _digits(7 if len(area) == 3 else 6, chance)
    forms = ("{}-{}", "（{}）{}", "({}){}", "{}－{}", "{}-{}-8{}", "{}-{}转8{}")
    return chance.choice(forms).format(area, local, _digits(2, chance))


def mail_address(chance: random.Random) -> str:
    """An e-mail address."""
    name = "".join(chance.choices("abcdefghijklmnop", k=chance.randrange(3, 9)))
    forms = ("{}@{}.com", "{}.{}@mail.org.cn", "{}_8@{}.net", "{}-x@{}.gov.cn", "{}+k@{}.edu")
    return chance.choice(forms).format(name, "".join(chance.choices("qrstuvwxyz", k=5)))


def look_alike(chance: random.Random) -> str:
    """Something that looks like personal data and is none."""
    seventeen = chance.choice(_PLACES) + _born(chance) + _digits(3, chance)
    no_date = chance.choice(_PLACES) + f"1985{chance.randrange(13, 99)}{_digits(5, chance)}"
    return chance.choice(
        (
            _checked(seventeen, shift=chance.randrange(1, 11)),
            _checked(no_date),
            _checked("99" + seventeen[2:]),
            _credit_code(chance),
            f"{chance.choice('国办 财税 法释 银发'.split())}〔{chance.randrange(1990, 2025)}〕{_digits(2, chance)}号",
            f"1{chance.randrange(3, 10)}{_digits(9, chance)}元",
            f"1{chance.randrange(3, 10)}{_digits(9, chance)}.50",
            f"978-7-{_digits(3, chance)}-{_digits(5, chance)}-{_digits(1, chance)}",
            f"62{_digits(17, chance)}",
            f"订单{_digits(3, chance)}1{chance.randrange(3, 10)}{_digits(9, chance)}",
            f"{chance.randrange(1990, 2025)}-{chance.randrange(10, 13)}-{chance.randrange(10, 28)}",
            f"GB/T {_digits(5, chance)}-{chance.randrange(1990, 2025)}",
            f"12345、110和{chance.randrange(10000, 99999)}",
            f"{_digits(2, chance)}°@{_digits(3, chance)}",
        )
    )


def _credit_code(chance: random.Random) -> str:
    """A unified social credit code (GB 32100-2015) with its check character."""
    first = "9" + chance.choice("1237") + chance.choice(_PLACES) + _digits(9, chance)
    total = sum(_CREDIT.index(one) * 3**place for place, one in enumerate(first))
    return first + _CREDIT[(31 - total % 31) % 31]
