"""Advertising lines: they offer something and say how to get at it.

A line is taken where it holds cues of at least two of three kinds: an offer (限时优惠), a call
(点击领取) and a way to reach the seller (扫码, 加微信). One kind alone is common in laws and news.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from kg_pipeline.cleaning.outcome import Outcome, Passage, body_spans, without
from kg_pipeline.records import Document
from kg_pipeline.settings import PositiveInt, Settings

_OFFER = re.compile(
    "限时|限量|特价|折扣|[1-9一二三四五六七八九](?:\\.[0-9])?折|立减|满[0-9]+(?:元)?[减送]|包邮|优惠|红包"
    "|免费(?:领|试|体验|咨询|送|注册|下载|报名)|秒杀|抢购|特惠|团购|返现|低至|仅需|只需[0-9]+元|原价|代金券"
    "|大礼|好礼|有礼|福利|招商|加盟|代办|代开|秒批|低息|无抵押|放款|中奖|日赚|月入|赚钱|零风险|包过|正品(?:保证|保障)"
    "|厂家直销|批发价|新品上市|火热|热销|名额有限|数量有限|送完即止|售完即止|先到先得|不容错过|机会难得"
)
_CALL = re.compile(
    "点击(?:此处|这里|链接|下方|上方|右侧|左下|阅读|立即|领取|下载|进入|查看|了解|报名|购买|咨询|蓝字|关注)"
    "|(?:立即|马上|赶快|赶紧|火速|即刻|现在就)(?:点击|购买|下载|咨询|报名|领取|抢购|注册|预约|预订|加入|下单|拨打|来电|联系|行动|扫码|关注)"
    "|快来|欢迎(?:致电|来电|咨询|选购|加盟|订购|扫码|垂询)|速来|速抢|下载[^，。]{0,10}(?:APP|App|app|客户端)"
    "|转发[^，。]{0,8}(?:朋友圈|好友)|报名从速|预购从速|欲购从速|私信|戳这里|下单(?:立减|即|享|有礼|更|领)|(?:快来|速来)[^，。]{0,10}下单"
)
_CONTACT = re.compile(
    "(?:扫描?|长按|识别)[^，。！]{0,10}(?:二维码|[下上]图)|扫码(?:关注|领|添加|加|进|入|咨询|报名|下载|购|抢|参与|了解|下单|立即)|加(?:我|客服|老师|助理|顾问)?(?:的)?(?:微信|QQ|V信|薇信|好友)"
    "|(?:微信|薇信|QQ|VX|vx|V信)(?:号|群|客服)?\\s?[:：]\\s?[A-Za-z0-9_*]{4,}"
    "|关注[^，。！]{0,16}(?:公众号|服务号|视频号|官微)|(?:公众号|服务号)[:：]|进群|入群|加群|QQ群"
    "|(?:咨询|订购|招商|服务|加盟|报名|免费|客服|订票|销售|抢购)?(?:热线|专线)[:：]?\\s?[（(]?[0-9*]{3,}"
    "|(?:咨询|订购|加盟|报名|销售)电话[:：]?\\s?[（(+]?[0-9*]{3,}|致电\\s?[（(]?[0-9*]{3,}|拨打\\s?[（(]?[0-9*]{3,}"
    "|官网[:：]|(?:https?://|www\\.)[A-Za-z0-9]|淘宝店|天猫店|(?:淘宝|天猫|京东|官方)旗舰店"
)
_KINDS = (_OFFER, _CALL, _CONTACT)
# Every call and every contact holds one of these, so that only the lines around them are read:
# searching for plain strings is ten times as fast as the patterns above.
_TRIGGERS = tuple(
    "点击 快来 欢迎 速来 速抢 下载 转发 报名 预购 欲购 私信 戳这里 下单 赶快 赶紧 火速 即刻 现在就 马上"
    " 立即点 立即购 立即咨 立即领 立即抢 立即注 立即预 立即加 立即拨 立即来 立即联 立即行 立即扫 立即关"
    " 维码 扫码 扫描 长按 识别 加微 加我 加客 加老 加助 加顾 加QQ 加V 加薇 加好友 微信 薇信 QQ VX vx V信"
    " 关注 公众号 服务号 进群 入群 加群 热线 专线 咨询电话 订购电话 加盟电话 销售电话 致电 拨打 官网"
    " http www. 淘宝店 旗舰店 天猫店".split()
)
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*")
REASON = "advertisement"


class AdvertisementsSettings(Settings):
    """Lines, and sentences of longer lines, that advertise.

    minimum_kinds: of offer, call and contact, how many must be there
    maximum_characters: longer lines and sentences are none
    """

    kind: Literal["advertisements"] = "advertisements"
    minimum_kinds: PositiveInt = 2
    maximum_characters: PositiveInt = 150


class Advertisements:
    """Takes advertising lines out of running text."""

    def __init__(self, settings: AdvertisementsSettings) -> None:
        self._settings = settings

    def apply(self, document: Document) -> Outcome:
        text = document.text
        places = sorted({place for trigger in _TRIGGERS for place in _found(text, trigger)})
        if not places:
            return Outcome(document)
        found = tuple(
            Passage(start, end, REASON)
            for span in body_spans(document)
            if bisect_left(places, span[0]) < bisect_left(places, span[1])
            for start, end in self._units(text, *span)
            if self.advertises(text[start:end])
        )
        return Outcome(without(document, found), passages=found)

    def advertises(self, text: str) -> bool:
        """Whether a line or sentence is an advertisement."""
        kinds = sum(kind.search(text) is not None for kind in _KINDS)
        return kinds >= self._settings.minimum_kinds

    def _units(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines of a block; of lines that are too long their sentences."""
        for line in re.finditer(r"[^\n]+", text[start:end]):
            first, last = start + line.start(), start + line.end()
            if last - first <= self._settings.maximum_characters:
                yield first, last
                continue
            for match in _SENTENCE.finditer(text, first, last):
                if 0 < match.end() - match.start() <= self._settings.maximum_characters:
                    yield match.span()


def _found(text: str, trigger: str) -> Iterator[int]:
    """Every place of a string in a text."""
    place = text.find(trigger)
    while place >= 0:
        yield place
        place = text.find(trigger, place + 1)
