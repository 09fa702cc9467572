"""Advertising lines: they offer something and say how to get at it.

A line is taken where it holds two cues: an offer (限时优惠), a call (点击领取), a way to reach the seller
(扫码领取, 加微信), slogans (买一送一, 速来抢购). One alone is common in laws, news and reviews. Word lists find what they list: what they are worth elsewhere is
measured by scripts/benchmarks/cleaning.py on lines that were written later.
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
    "|官网[:：]|(?:https?://|www\\.)[A-Za-z0-9]|淘宝店|天猫店|旗舰店(?:下单|选购|抢|领|搜)"
)
_SLOGAN = re.compile(
    "买[一二三1-3][送赠][一二三1-3]|全场[^，。]{0,4}[1-9一二三四五六七八九]折|假一赔[十三百0-9]|(?:无效|不满意)[^，。]{0,2}退款"
    "|包教包会|高薪诚聘|诚聘(?:兼职|代理)|诚邀[^，。]{0,8}(?:加盟|代理)|进店[^，。]{0,4}[送赠]|新人(?:专享|礼包|红包|立减)"
    "|(?:点击|戳)[^，。]{0,4}(?:文末|阅读原文|左下角|原文链接)|领取[^，。]{0,4}(?:礼包|大礼)"
    "|(?:优惠券|满减券|代金券)[^，。]{0,6}(?:等你|限量|立即)|扫[^，。]{0,8}二维码[^。]{0,8}(?:领|下载|进群|购|报名|看)"
    "|加(?:我)?(?:微信|QQ|V信)[^，。]{0,4}(?:领|了解|咨询|详)|添加(?:微信|QQ|客服)[^，。]{0,4}(?:领|了解|咨询|详)"
    "|(?:立即|马上)(?:抢购|加入购物车)|速来抢购|错过[^，。]{0,4}等一年|等你来(?:抢|拿|领)"
    "|名额不多|赠运费险|全国包邮|分钟(?:到账|放款)|(?:无需|不看|不查)征信"
    "|厂家直销|了解更多优惠|由[^，。]{2,12}赞助播出|新老(?:顾客|客户)[^，。]{0,6}(?:光临|惠顾)|(?:老客户|会员)回馈"
    "|直播间[^，。]{0,10}(?:开播|等你)|搜索[^，。]{0,12}小程序[^。]{0,10}(?:领|享|下单)"
)
_KINDS = (_OFFER, _CALL, _CONTACT)
# Every slogan, call and contact holds one of these, so that only the lines around them are read:
# an automaton of plain strings is some twenty times as fast as the patterns above.
_TRIGGERS = tuple(
    "点击 快来 欢迎 速来 速抢 下载 转发 报名 预购 欲购 私信 戳 下单 赶快 赶紧 火速 即刻 现在就 马上"
    " 立即点 立即购 立即咨 立即领 立即抢 立即注 立即预 立即加 立即拨 立即来 立即联 立即行 立即扫 立即关"
    " 维码 扫码 扫描 长按 识别 加微 加我 加客 加老 加助 加顾 加QQ 加V 加薇 加的 加好友 微信 薇信 QQ VX vx V信"
    " 关注 公众号 服务号 进群 入群 加群 热线 专线 咨询电话 订购电话 加盟电话 销售电话 致电 拨打 官网"
    " http www. 淘宝 天猫 京东 旗舰店 买一 买二 买三 买1 买2 买3 全场 假一赔 退款 包教包会 诚聘 诚邀 进店"
    " 新人 领取 优惠券 满减券 代金券 添加 错过 等你来 名额 先到先得 售完 送完 数量 运费险 包邮 分钟到账"
    " 分钟放款 征信 直销 多优惠 赞助播出 新老 客户回馈 会员回馈 直播间 小程序".split()
)
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*")
REASON = "advertisement"


class AdvertisementsSettings(Settings):
    """Lines, and sentences of longer lines, that advertise.

    minimum_cues: how many must be there; offer, call and contact count once each, slogans all
    maximum_characters: longer lines and sentences are none
    """

    kind: Literal["advertisements"] = "advertisements"
    minimum_cues: PositiveInt = 2
    maximum_characters: PositiveInt = 150


class Advertisements:
    """Takes advertising lines out of running text."""

    def __init__(self, settings: AdvertisementsSettings) -> None:
        import daachorse

        self._settings = settings
        self._triggers = daachorse.CharwiseDoubleArrayAhoCorasick(list(_TRIGGERS))

    def apply(self, document: Document) -> Outcome:
        text = document.text
        places = [start for start, _, _ in self._triggers.find(text)]
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
        cues = len({match[0] for match in _SLOGAN.finditer(text)})
        cues += sum(kind.search(text) is not None for kind in _KINDS)
        return cues >= self._settings.minimum_cues

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
