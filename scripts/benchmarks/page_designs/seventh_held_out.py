"""Three page designs: a bulletin board, a web shop and the mobile pages of a review app.

``board_thread``: a thread of a bulletin board whose opening post carries a form of typed fields as
a table, with the rest of the facts written by hand in the post.
``shop_item``: an item of a web shop for screening licences and agency services, with a price box,
options to choose, a parameter list, a specification table and sections of their own.
``pocket_entry``: the page of an entry in a review app for telephones, with chips, cells, figures
above their captions, people with their roles and folded panels.

All names of sites, companies and people, all numbers and all comments are invented.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from random import Random
from typing import Protocol


class Record(Protocol):
    """What a page is about, as the contract describes it."""

    @property
    def name(self) -> str:
        """What the thing is called."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """The attributes, each with one or more values."""

    @property
    def description(self) -> str:
        """A running text about the thing."""


Own = list[tuple[str, str]]
Page = tuple[str, Own]
Design = Callable[[Record, Random, Sequence[Record]], Page]
Extra = Callable[[Sequence[Record], Random], list[str]]

_FILM_ATTRIBUTES = frozenset(
    "外文名 出品时间 出品公司 导演 编剧 类型 主演 片长 上映时间 对白语言".split()
)
_SEPARATORS = ("、", " / ", "，", "；", " | ", " ")


def _renamed(pairs: str) -> dict[str, str]:
    """What each attribute is called, from words like 外文名=原名."""
    parted = (pair.partition("=") for pair in pairs.split())
    return {attribute: word for attribute, _, word in parted}


LABELS: dict[str, dict[str, str]] = {
    "board_thread": _renamed(
        "外文名=原名 出品时间=年份 出品公司=制片 类型=题材 上映时间=公映日期 "
        "对白语言=语言 实施主体=主办单位 事项类型=事项性质 行使层级=层级 "
        "实施编码=事项编码 办理地点=地址 法定办结时限=法定期限 承诺办结时限=承诺期限 "
        "受理条件=办理条件 监督投诉电话=投诉电话 是否支持物流快递=可否邮寄 "
        "是否支持预约办理=可否预约 承办平台=网上入口 服务对象=面向对象 "
        "申请材料=要带的材料"
    ),
    "shop_item": _renamed(
        "外文名=外文片名 出品时间=出品年份 出品公司=出品方 类型=影片类别 主演=领衔主演 "
        "片长=时长 上映时间=首映日期 对白语言=语种 实施主体=主管机关 事项类型=业务类别 "
        "行使层级=业务层级 实施编码=业务代码 办理地点=办理网点 法定办结时限=法定时限 "
        "承诺办结时限=承诺时限 受理条件=适用条件 咨询电话=咨询专线 监督投诉电话=投诉专线 "
        "是否支持物流快递=快递服务 是否支持预约办理=预约服务 承办平台=线上平台 "
        "主题分类=业务专题 服务对象=适用人群 申请材料=所需材料"
    ),
    "pocket_entry": _renamed(
        "外文名=alternateName 出品时间=dateCreated 类型=genre 主演=演员 出品公司=出品 "
        "上映时间=上映 对白语言=对白 实施主体=provider 事项类型=类别 行使层级=级别 "
        "实施编码=编码 办理地点=address 法定办结时限=法定时限 承诺办结时限=承诺时限 "
        "受理条件=什么情况能办 咨询电话=咨询 监督投诉电话=投诉 是否支持物流快递=快递送达 "
        "是否支持预约办理=预约 承办平台=线上办理 主题分类=category 服务对象=谁可以办 "
        "申请材料=需要准备"
    ),
}


# What the three designs share


def _is_film(record: Record) -> bool:
    return not _FILM_ATTRIBUTES.isdisjoint(record.attributes)


def _label(design: str, attribute: str) -> str:
    return LABELS[design].get(attribute, attribute)


def _list_separator(values: Sequence[str], wished: Sequence[str] = _SEPARATORS) -> str | None:
    """The first separator that occurs inside none of the values."""
    for separator in (*wished, *_SEPARATORS):
        mark = separator.strip() or separator
        if not any(mark in value for value in values):
            return separator
    return None


def _joined(values: Sequence[str], wished: Sequence[str] = _SEPARATORS) -> str:
    """The values as HTML in one text, or parted by line breaks where no separator will do."""
    separator = _list_separator(values, wished)
    return (escape(separator) if separator else "<br />").join(map(escape, values))


def _linked(values: Sequence[str], address: str, parting: str) -> str:
    """Each value as a link of its own."""
    return parting.join(
        f'<a href="{address}{number}.html">{escape(value)}</a>'
        for number, value in enumerate(values, 1)
    )


def _other_than(
    record: Record, others: Sequence[Record], chance: Random, most: int
) -> list[Record]:
    found = [other for other in others if other.name != record.name]
    return chance.sample(found, min(most, len(found)))


def _parted(record: Record, first: Sequence[str]) -> tuple[list[str], list[str]]:
    """The attributes of the record that are in ``first``, in that order, and those that are not."""
    there = [attribute for attribute in first if attribute in record.attributes]
    return there, [attribute for attribute in record.attributes if attribute not in there]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _day(chance: Random, pattern: str = "{}-{:02}-{:02}") -> str:
    return pattern.format(chance.randint(2019, 2024), chance.randint(1, 12), chance.randint(1, 28))


def _clock(chance: Random) -> str:
    return f"{chance.randint(7, 23)}:{chance.randint(0, 59):02}"


def _items(template: str, texts: Iterable[str]) -> str:
    return "\n".join(template.format(escape(text)) for text in texts)


# The bulletin board

_BOARD = "柳岸夜话"
_BOARD_USERS = (
    "半截粉笔 老槐树下 三号窗口 青梅不煮酒 lanting88 雨停了吗 骑驴看唱本 豆腐干儿 北渡 "
    "Mr_Ke 一碗阳春面 阿敏的猫"
).split()
_BOARD_RANKS = ("新手上路", "注册会员", "中级会员", "高级会员", "金牌会员", "版主", "荣誉会员")
_BOARD_FORUMS = {True: ("光影资料室", "老片子交流"), False: ("办事经验谈", "跑腿互助")}
_BOARD_TABLE = {
    True: ("导演", "类型", "出品时间", "片长", "对白语言", "上映时间"),
    False: ("实施主体", "事项类型", "行使层级", "办理地点", "咨询电话", "主题分类"),
}
_BOARD_OPENINGS = {
    True: (
        "昨晚又翻出来看了一遍，顺手把资料整理在这里，有错请指正。",
        "版里一直没有这部的帖子，补一个。",
        "应坛友要求开帖，资料来自我手头的碟片封套和旧杂志。",
        "",
    ),
    False: (
        "上个月刚跑完一趟，把要点记下来，省得大家白跑。",
        "很多人私信问我这个怎么办，统一发一帖。",
        "单位让我去办，查了半天资料，贴出来备查。",
        "",
    ),
}
_BOARD_CLOSINGS = {
    True: ("以上，欢迎补充。", "喜欢的顶一下。", "碟版情况下次再写。", ""),
    False: ("以当天窗口说的为准。", "有变动的话跟帖告诉我，我来改。", "祝大家一次办成！", ""),
}
_BOARD_REPLIES = {
    True: (
        "小时候在厂里的露天银幕上看的，片名都忘了，多谢楼主。",
        "音乐比故事好，结尾那段我听了不下二十遍。",
        "资料很全，收了。",
        "楼主手头有海报的扫描吗？",
        "节奏慢了点，不过耐看。",
        "我记得还有一个剪过的版本，短了好几分钟。",
        "顶，沙发没抢到。",
    ),
    False: (
        "亲测可行，周三下午人最少。",
        "请问外地户口可以委托别人去吗？",
        "电话打了三次才有人接，态度倒是不错。",
        "复印店就在大门右手边，一张五毛。",
        "谢谢楼主，明天就去。",
        "我去的时候说系统升级，白跑一趟……",
        "帮顶，写得比公告清楚。",
    ),
}
_BOARD_ADS = (
    "【广告】东篱旧书店 满八十八包邮",
    "【广告】老周修表，三十年手艺，南门桥头",
    "【招租】论坛顶部文字位，有意私信管理员",
    "【公告】本坛将于周日凌晨维护两小时",
)


def _board_shell(title: str, place: str, body: str, chance: Random) -> str:
    """A whole page of the board around a body."""
    ad = chance.choice(_BOARD_ADS)
    member = chance.choice(_BOARD_USERS)
    login = (
        '<form id="lsform" action="member.php"><input name="username" type="text" />'
        '<input name="password" type="password" /><button class="pn vm">登录</button>'
        '<a href="register.php">立即注册</a></form>'
        if chance.random() < 0.7
        else f'<p><strong class="vwmy"><a href="space.php">{member}</a></strong>'
        '<span class="pipe">|</span>设置<span class="pipe">|</span>消息<span class="pipe">|'
        "</span>退出</p>"
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)} - {_BOARD}论坛 - Powered by LiuBBS!</title>
<link rel="stylesheet" type="text/css" href="data/cache/style_1_common.css?v7K" />
<script type="text/javascript">var STYLEID = '1', charset = 'utf-8', discuz_uid = '0';</script>
</head>
<body id="nv_forum" class="pg_viewthread">
<div id="toptb" class="cl"><div class="wp"><div class="z"><a href="#">设为首页</a>
<a href="#">收藏本站</a></div><div class="y">切换到宽版</div></div></div>
<div id="hd"><div class="wp">
<h2><a href="./" title="{_BOARD}"><img src="static/logo.png" alt="{_BOARD}" border="0" /></a></h2>
{login}
<div id="nv"><ul><li class="a"><a href="forum.php">论坛</a></li>
<li><a href="group.php">群组</a></li>
<li><a href="home.php">家园</a></li><li><a href="ranklist.php">排行榜</a></li>
<li><a href="misc.php">帮助</a></li></ul></div>
</div></div>
<div id="wp" class="wp">
<div id="pt" class="bm cl"><div class="z"><a href="./" class="nvhm">{_BOARD}</a><em>&rsaquo;</em>
<a href="forum.php">论坛</a><em>&rsaquo;</em>{place}</div></div>
<div class="a_t"><table cellpadding="0" cellspacing="1"><tr><td>{escape(ad)}</td></tr></table></div>
{body}
</div>
<div id="ft" class="wp cl"><div id="flk" class="y"><p><a href="archiver/">Archiver</a>
<span class="pipe">|</span><a href="mobile.php">手机版</a><span class="pipe">|</span>
<strong><a href="./">{_BOARD}</a></strong></p>
<p class="xs0">GMT+8, {_day(chance, "{}-{}-{}")} {_clock(chance)} ,
Processed in 0.0{chance.randint(11, 98)} second(s), {chance.randint(7, 29)} queries.</p></div>
<div id="frt"><p>Powered by <strong>LiuBBS!</strong> <em>X2.7</em></p>
<p class="xs0">本坛言论纯属发表者个人意见，与{_BOARD}立场无关</p></div></div>
</body></html>"""


def _board_author(user: str, chance: Random) -> str:
    """The box beside a post about its author."""
    threads = chance.randint(1, 400)
    star = '<img src="static/star_level1.gif" alt="Rank: 2" />' * chance.randint(1, 4)
    since = f"<dl class='pil cl'><dt>注册时间</dt><dd>{_day(chance)}</dd></dl>"
    return f"""<td class="pls" rowspan="2"><div class="pls favatar">
<div class="pi"><div class="authi"><a href="space.php" class="xw1">{user}</a></div></div>
<div class="avatar"><img src="uc/avatar.php?uid={chance.randint(9, 99999)}" /></div>
<div class="tns xg2"><table cellspacing="0"><tr><th><p><a>{threads}</a></p>主题</th>
<th><p><a>{threads * 7 + chance.randint(0, 90)}</a></p>帖子</th>
<td><p><a>{threads * 23}</a></p>积分</td></tr></table></div>
<p><em>{chance.choice(_BOARD_RANKS)}</em></p><p>{star}</p>
{since if chance.random() < 0.4 else ""}</div></td>"""


def _board_table(record: Record, attributes: Sequence[str], caption: str, chance: Random) -> str:
    """The typed fields of the opening post as a table; fields left open may show as such."""
    rows = []
    for attribute in _BOARD_TABLE[_is_film(record)]:
        label = _label("board_thread", attribute)
        if attribute in attributes:
            value = _joined(record.attributes[attribute], (" / ", "、"))
            rows.append(f"<tr><th>{label}:</th><td> {value} </td></tr>")
        elif chance.random() < 0.4:
            rows.append(f"<tr><th>{label}:</th><td> </td></tr>")
    body = "\n".join(rows)
    return (
        f'<div class="typeoption"><table summary="分类信息" cellpadding="0" cellspacing="0" '
        f'class="cgtl mbm"><caption>{caption}</caption><tbody>\n{body}\n</tbody></table></div>'
    )


def _board_lines(record: Record, attributes: Sequence[str], chance: Random) -> str:
    """The facts that the author has written by hand, in a manner of the author's own."""
    manner = chance.choice(["brackets", "circles", "bold", "font"])
    listed = chance.random() < 0.5
    jammed = chance.random() < 0.2
    lines = []
    for attribute in attributes:
        values = record.attributes[attribute]
        label = _label("board_thread", attribute)
        if listed and len(values) > 3:
            points = _items("<li>{}</li>", values)
            value, end = f'<ul class="litype_1" type="1">{points}</ul>', ""
        elif manner == "circles" and len(values) > 1:
            value, end = "<br />\n　　　　　".join(map(escape, values)), "<br />"
        else:
            value, end = _joined(values), "<br />"
        lead = {
            "brackets": f"【{label}】",
            "circles": f"◎{label}　",
            "bold": f"<strong>{label}：</strong>",
            "font": f'<font color="#006699">{label}</font>：',
        }[manner]
        lines.append(f"{lead}{value}{end}")
        if jammed and chance.random() < 0.4:
            noise = "".join(chance.choice("abdgkmqtw2589!&;^ ") for _ in range(14))
            lines.append(f'<span style="display:none">{escape(noise)}</span>')
    return "\n".join(lines)


def _board_reply(number: int, text: str, chance: Random) -> str:
    user = chance.choice(_BOARD_USERS)
    floor = {2: "沙发", 3: "板凳", 4: "地板"}.get(number, f"{number}<sup>#</sup>")
    quote = ""
    if chance.random() < 0.2:
        quote = (
            f'<div class="quote"><blockquote>{chance.choice(_BOARD_USERS)} 说得对，'
            "这个要看运气。</blockquote></div>"
        )
    signature = '<div class="sign">人间有味是清欢</div>' if chance.random() < 0.2 else ""
    return f"""<div id="post_{chance.randint(10000, 99999)}"><table class="plhin" cellspacing="0">
<tr>{_board_author(user, chance)}<td class="plc"><div class="pi"><strong><a>{floor}</a></strong>
<div class="pti"><em>发表于 {_day(chance, "{}-{}-{}")} {_clock(chance)}</em>
<span class="pipe">|</span><a>只看该作者</a></div></div>
<div class="pct"><div class="pcb"><table><tr><td class="t_f">{quote}{escape(text)}</td></tr></table>
</div></div></td></tr><tr><td class="plc plm">{signature}<div class="po"><a>回复</a> <a>支持</a>
<a>反对</a> <a>举报</a></div></td></tr></table></div>"""


def _board_related(chosen: Sequence[Record]) -> str:
    if not chosen:
        return ""
    points = "\n".join(
        f'<li>&#8226; <a href="thread-{n * 37 + 4101}-1-1.html" title="{escape(other.name)}">'
        f"{escape(other.name)}</a></li>"
        for n, other in enumerate(chosen)
    )
    head = '<h3 class="pbm">相关帖子</h3>'
    return f'<div id="relate_subject" class="mtw mbw">{head}<ul>{points}</ul></div>'


def board_thread(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    """A thread of a bulletin board about the thing."""
    film = _is_film(record)
    forum = chance.choice(_BOARD_FORUMS[film])
    more = chance.choice([0, 0, 0, chance.randint(5, 140)])
    replies = chance.sample(_BOARD_REPLIES[film], 7 if more else chance.randint(0, 6))
    posted = f"{_day(chance, '{}-{}-{}')} {_clock(chance)}"
    own = [
        ("查看", str(chance.randint(120, 48000))),
        ("回复", str(len(replies) + more)),
        ("发表于", posted),
    ]
    in_table, by_hand = _parted(record, _BOARD_TABLE[film])
    table = ""
    if in_table and chance.random() < 0.85:
        table = _board_table(record, in_table, "影片登记" if film else "事项登记", chance)
    else:
        by_hand = list(record.attributes)
    if chance.random() < 0.35:
        chance.shuffle(by_hand)
    extra_lines = []
    if chance.random() < 0.6:
        own.append(("登记号", f"LA{'F' if film else 'B'}-{chance.randint(1000, 99999)}"))
    if chance.random() < 0.5:
        own.append(("核对情况", chance.choice(["版主已核", "待核对", "两人核过", "部分存疑"])))
    for label, value in own[3:]:
        extra_lines.append(f"<div class='cm_s'><b>{label}：</b><i>{value}</i></div>")
    tag = ""
    if chance.random() < 0.4:
        word = chance.choice(["怀旧", "碟片", "冷门"] if film else ["跑腿", "干货", "流程"])
        own.append(("标签", word))
        tag = (
            f'<div class="ptg mbm mtn">标签: <a title="{word}" href="misc.php?tag">{word}</a></div>'
        )
    author = chance.choice(_BOARD_USERS)
    story = ""
    if record.description and chance.random() < 0.8:
        head = "剧情" if film else "说明"
        story = f"<br />\n<strong>——{head}——</strong><br />\n　　{escape(record.description)}<br />"
    edited = ""
    if chance.random() < 0.3:
        when = f"{_day(chance, '{}-{}-{}')} {_clock(chance)}"
        edited = f'<i class="pstatus"> 本帖最后由 {author} 于 {when} 编辑 </i><br />'
    kind = chance.choice(["资料", "整理", "分享"] if film else ["经验", "攻略", "求助"])
    tail = chance.choice(["", "", "（资料整理）", "，进来看看"])
    related = _board_related(_other_than(record, others, chance, chance.randint(0, 8)))
    pages = ""
    if more:
        last = more // 10 + 1
        pages = (
            '<div class="pg"><strong>1</strong><a href="#">2</a>'
            f'<a class="last" href="#">... {last + 1}</a><a class="nxt" href="#">下一页</a></div>'
        )
    answers = "\n".join(_board_reply(n, text, chance) for n, text in enumerate(replies, 2))
    body = f"""<div id="pgt" class="pgs mbm cl">{pages}
<a id="newspecial"><img alt="发新帖" /></a></div>
<div id="postlist" class="pl bm">
<table cellspacing="0" cellpadding="0"><tr><td class="pls ptn pbn"><div class="hm ptn">
<span class="xg1">查看:</span> <span class="xi1">{own[0][1]}</span><span class="pipe">|</span>
<span class="xg1">回复:</span> <span class="xi1">{own[1][1]}</span></div></td>
<td class="plc ptm pbn vwthd"><h1 class="ts"><a href="#">[{kind}]</a>
<span id="thread_subject">{escape(record.name)}</span>{tail}</h1>
<span class="xg1"><a href="#">[复制链接]</a></span></td></tr></table>
<div id="post_1"><table class="plhin" cellspacing="0"><tr>{_board_author(author, chance)}
<td class="plc"><div class="pi"><strong><a>楼主</a></strong><div class="pti">
<em>发表于 {posted}</em><span class="pipe">|</span><a>只看该作者</a>
<span class="pipe">|</span><a>倒序浏览</a></div></div>
<div class="pct">{table}
<div class="pcb"><div class="t_fsz"><table cellspacing="0"><tr><td class="t_f">
{edited}{chance.choice(_BOARD_OPENINGS[film])}<br />
<br />
{_board_lines(record, by_hand, chance)}
{story}
<br />{chance.choice(_BOARD_CLOSINGS[film])}</td></tr></table></div>
{"".join(extra_lines)}{tag}{related}</div></div></td></tr>
<tr><td class="plc plm"><div id="p_btn"><a>收藏</a> <a>分享</a> <a>淘帖</a></div></td></tr>
</table></div>
{answers}
</div>
<div class="bm bw0 cl"><a href="#">上一主题</a> | <a href="#">下一主题</a></div>
<div id="f_pst" class="pl bm bmw"><p>您需要登录后才可以回帖 <a>登录</a> | <a>立即注册</a></p>
<textarea rows="5" disabled="disabled"></textarea></div>"""
    place = f'<a href="forum-{chance.randint(30, 60)}-1.html">{forum}</a><em>&rsaquo;</em>浏览帖子'
    return _board_shell(f"{record.name} - {forum}", place, body, chance), own


def _board_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """Lists of threads and the rules of the board."""
    pages = []
    for number in range(1, 4):
        rows = []
        for record in chance.sample(list(records), min(len(records), chance.randint(12, 25))):
            kind = chance.choice(["资料", "整理", "经验", "分享"])
            hot = '<img src="static/hot_1.gif" alt="heatlevel" />' if chance.random() < 0.2 else ""
            rows.append(
                f"<tbody><tr><td class='icn'></td><th class='common'><em>[<a>{kind}</a>]</em>"
                f" <a class='s xst'>{escape(record.name)}</a>{hot}</th>"
                f"<td class='by'><cite>{chance.choice(_BOARD_USERS)}</cite>"
                f"<em>{_day(chance)}</em></td><td class='num'>{chance.randint(0, 99)}"
                f"<em>{chance.randint(100, 9000)}</em></td></tr></tbody>"
            )
        forum = chance.choice([name for names in _BOARD_FORUMS.values() for name in names])
        threads = "\n".join(rows)
        body = f"""<div class="bm bml"><h1 class="xs2"><a>{forum}</a> <span class="xs1">今日:
<strong>{chance.randint(0, 80)}</strong><span class="pipe">|</span>主题:
<strong>{chance.randint(800, 9000)}</strong></span></h1>
<div class="bm_c xg2">版主: {chance.choice(_BOARD_USERS)}, {chance.choice(_BOARD_USERS)}</div></div>
<div id="threadlist" class="tl bm"><table cellspacing="0"><tr class="th">
<th colspan="2">全部主题</th>
<td class="by">作者</td><td class="num">回复/查看</td></tr>
{threads}</table></div><div class="pg"><strong>{number}</strong><a>{number + 1}</a></div>"""
        pages.append(_board_shell(f"{forum} 第{number}页", f"<a>{forum}</a>", body, chance))
    rules = """<div class="bm"><h1>论坛版规</h1><ol><li>发帖请先搜索，同一主题不重复开帖。</li>
<li>资料帖请尽量填写登记表，写明出处。</li><li>不得在回帖中留下他人的私人电话。</li>
<li>版主有权移动、合并、关闭帖子，申诉请到站务区。</li></ol>
<p>站务信箱：zhanwu@liuan-yehua.example</p><p>建站时间：2006年秋</p></div>"""
    pages.append(_board_shell("论坛版规", "<a>站务公告</a>", rules, chance))
    return pages


# The web shop

_SHOP = "映办汇"
_SHOP_STORES = ("映办汇自营", "南塘放映服务专营店", "顺捷代办旗舰店", "银角影务服务店")
_SHOP_PARAMETERS = (
    "出品公司 导演 类型 片长 出品时间 实施主体 事项类型 行使层级 主题分类 承诺办结时限"
).split()
_SHOP_OPTIONS = ("对白语言", "服务对象")
_SHOP_SECTIONS = ("主演", "申请材料")
_SHOP_GROUPS = (
    ("基本信息", ("外文名", "编剧", "事项类型", "实施编码", "承办平台")),
    ("时间与方式", ("上映时间", "法定办结时限", "是否支持预约办理", "是否支持物流快递")),
    ("联系", ("办理地点", "咨询电话", "监督投诉电话")),
)
_SHOP_PROMISES = ("合同保障", "专人对接", "电子发票", "材料预审", "超时赔付", "全程可查")
_SHOP_SLOGANS = {
    True: ("校园、社区、企业放映均可下单，签约后当日开通片源", "联系客服可索取预告与海报物料"),
    False: ("下单后顾问一对一服务，资料不全先预审后缴费", "代办仅收服务费，官方收费按实际票据"),
}
_SHOP_BUYERS = ("j***8", "夏***天", "陈***生", "w***n", "小***满", "工***会", "O***o", "社***里")
_SHOP_REVIEWS = {
    True: (
        "给单位工会放的，大家反响不错，下次还在这家订。",
        "授权书寄得很快，画面也清楚。",
        "客服耐心，改了两次放映日期都没有加钱。",
        "片子一般，服务没得挑。",
        "社区周末放映用的，老人家都爱看。",
    ),
    False: (
        "顾问很专业，材料一次就过了。",
        "省了我请两天假，值。",
        "进度每天都有短信，放心。",
        "价格偏高，不过确实省心。",
        "前面资料写错了，顾问帮忙改好重新交的。",
    ),
}
_SHOP_QUESTIONS = (
    ("可以开专票吗？", "可以的，下单时备注税号即可。"),
    ("周末有人处理吗？", "周末有值班客服，工作日统一提交。"),
    ("能不能退？", "未开始履约前可以全额退。"),
)


def _shop_shell(title: str, body: str, chance: Random) -> str:
    """A whole page of the shop around a body."""
    words = chance.sample(["露天放映", "工商代办", "儿童片单", "证照年检", "校园影院", "资质"], 4)
    cart = chance.randint(0, 5)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="renderer" content="webkit">
<title>{escape(title)}【价格 口碑 评价】-{_SHOP}商城</title>
<meta name="keywords" content="{escape(title)},{_SHOP}">
<link rel="stylesheet" href="//static.yingban.example/item/pc/1.4.{chance.randint(0, 30)}/main.css">
</head>
<body class="root61">
<div id="shortcut"><div class="w"><ul class="fl"><li><i class="iconfont">&#xe608;</i>广东</li></ul>
<ul class="fr"><li><a href="//passport">你好，请登录</a>
<a class="style-red">免费注册</a></li>
<li class="spacer"></li><li><a>我的订单</a></li><li><a>企业采购</a></li>
<li><a>客户服务</a></li></ul>
</div></div>
<div id="o-header"><div class="w"><div id="logo"><a href="/"><b>{_SHOP}</b></a></div>
<div id="search"><input id="key" type="text" placeholder="搜影片、搜业务">
<button>搜索</button></div>
<div id="settleup"><i>{cart}</i><a>我的购物车</a></div>
<div id="hotwords">{_items("<a>{}</a>", words)}</div></div></div>
<div id="nav"><ul>
{_items('<li class="fore"><a>{}</a></li>', ["放映授权", "代办服务", "企业馆", "优惠券"])}
</ul></div>
{body}
<div id="service-2017"><dl class="fore1"><dt>购物指南</dt><dd><a>购物流程</a></dd>
<dd><a>会员介绍</a></dd>
</dl><dl class="fore2"><dt>售后服务</dt><dd><a>退款说明</a></dd><dd><a>取消订单</a></dd></dl>
<dl class="fore3"><dt>商家合作</dt><dd><a>入驻申请</a></dd></dl></div>
<div id="footer-2017"><p>客服电话：400-0{chance.randint(10, 99)}-2{chance.randint(100, 999)}</p>
<p class="copyright">Copyright &copy; 2015-2024 {_SHOP} 版权所有</p></div>
</body></html>"""


def _shop_price(chance: Random) -> str:
    if chance.random() < 0.1:
        return "面议"
    whole = chance.choice([chance.randint(19, 299), chance.randint(3, 60) * 100])
    return f"￥{whole}.{chance.choice(['00', '00', '90', '50'])}"


def _shop_parameters(record: Record, attributes: Sequence[str], own: Own, chance: Random) -> str:
    """The parameter list, as list items or, for items entered long ago, as a table."""
    first = [(label, escape(value), value) for label, value in own]
    for attribute in attributes:
        values = record.attributes[attribute]
        label = _label("shop_item", attribute)
        if attribute in ("出品公司", "实施主体") and chance.random() < 0.7:
            html = _linked(values, "/brand/", "&nbsp;&nbsp;")
        else:
            html = _joined(values, ("，", "、"))
        first.append((label, html, " ".join(values)))
    if chance.random() < 0.3:
        cells = [f"<th>{label}</th><td>{html}</td>" for label, html, _ in first]
        rows = "\n".join(f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2))
        return f'<table class="attr-tb" width="100%" border="1"><tbody>\n{rows}\n</tbody></table>'
    colon = chance.choice(["：", ":&nbsp;", "： "])
    points = "\n".join(
        f'<li title="{escape(plain)}">{label}{colon}{html}</li>' for label, html, plain in first
    )
    return f'<ul class="parameter2 p-parameter-list">\n{points}\n</ul>'


def _shop_specification(record: Record, attributes: Sequence[str], chance: Random) -> str:
    """The specification table, in groups with headings."""
    left = list(attributes)
    groups = []
    for heading, members in (*_SHOP_GROUPS, ("其他", tuple(attributes))):
        rows = []
        for attribute in [member for member in members if member in left]:
            left.remove(attribute)
            values = record.attributes[attribute]
            label = _label("shop_item", attribute)
            if len(values) > 1 and chance.random() < 0.5:
                html = "".join(f"<p>{escape(value)}</p>" for value in values)
            else:
                html = _joined(values, ("；", " / "))
            tips = (
                '<dd class="Ptable-tips"><i class="Ptable-sprite-question"></i></dd>'
                if attribute == "法定办结时限"
                else ""
            )
            rows.append(f'<dl class="clearfix"><dt>{label}</dt>{tips}<dd>{html}</dd></dl>')
        if rows:
            body = "\n".join(rows)
            groups.append(f'<div class="Ptable-item"><h3>{heading}</h3><dl>\n{body}\n</dl></div>')
    if not groups:
        return '<div class="Ptable"><p class="empty">卖家暂未填写规格</p></div>'
    return '<div class="Ptable">\n' + "\n".join(groups) + "\n</div>"


def _shop_options(record: Record, attributes: Sequence[str]) -> str:
    """What a buyer chooses from: each value of an attribute is an option."""
    blocks: list[str] = []
    for attribute in attributes:
        label = _label("shop_item", attribute)
        options = "\n".join(
            f'<div class="item{" selected" if n == 0 else ""}" data-value="{escape(value)}">'
            f'<b></b><a href="#none"><i>{escape(value)}</i></a></div>'
            for n, value in enumerate(record.attributes[attribute])
        )
        blocks.append(
            f'<div id="choose-attr-{len(blocks) + 1}" class="li p-choose" data-type="{label}">'
            f'<div class="dt">{label}</div><div class="dd">{options}</div></div>'
        )
    return "\n".join(blocks)


def _shop_section(record: Record, attribute: str, chance: Random) -> str:
    """A section of its own for the cast or the documents needed."""
    label = _label("shop_item", attribute)
    values = record.attributes[attribute]
    if attribute == "主演":
        cards = "\n".join(
            f'<div class="cast-item"><img src="/p/{n}.jpg" alt=""><p class="cast-name">'
            f"{escape(value)}</p></div>"
            for n, value in enumerate(values)
        )
        return f'<div class="detail-mod"><h3 class="mod-tit">{label}</h3>{cards}</div>'
    if chance.random() < 0.5:
        body = "<ol>" + _items("<li>{}</li>", values) + "</ol>"
    else:
        rows = "\n".join(
            f"<tr><td>{n}</td><td>{escape(value)}</td>"
            f"<td>{chance.choice(['原件', '复印件', '电子件'])}</td></tr>"
            for n, value in enumerate(values, 1)
        )
        body = (
            '<table class="mat"><thead><tr><th>序号</th><th>名称</th><th>形式</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
    return f'<div class="detail-mod"><h3 class="mod-tit">{label}</h3>{body}</div>'


def _shop_reviews(film: bool, good: str, chance: Random) -> str:
    head = ""
    if good:
        head = (
            '<div class="comment-percent"><strong class="percent-tit">好评率</strong>'
            f'<div class="percent-con">{good}</div></div>'
        )
    texts = chance.sample(_SHOP_REVIEWS[film], chance.randint(1 if good else 0, 5))
    if not texts:
        return f'{head}<div class="ac comments-item">暂无评价</div>'
    items = []
    for text in texts:
        reply = ""
        if chance.random() < 0.3:
            reply = '<div class="recomment">商家回复：感谢支持，期待再次光临。</div>'
        items.append(
            f'<div class="comment-item"><div class="user-info">{chance.choice(_SHOP_BUYERS)}</div>'
            f'<div class="comment-star star{chance.randint(3, 5)}"></div>'
            f'<p class="comment-con">{text}</p><div class="order-info"><span>{_day(chance)} '
            f"{_clock(chance)}</span></div>{reply}</div>"
        )
    return head + "\n".join(items)


def _shop_ranking(chosen: Sequence[Record], heading: str, chance: Random) -> str:
    if not chosen:
        return ""
    points = "\n".join(
        f'<li class="fore{n}"><div class="p-img"><a href="/item/{n * 311 + 20400}.html">'
        f'<img alt="{escape(other.name)}" data-lazy-img="/t/{n}.jpg"></a></div>'
        f'<div class="p-name"><a>{escape(other.name)}</a></div>'
        f'<div class="p-price"><strong>{_shop_price(chance)}</strong></div></li>'
        for n, other in enumerate(chosen, 1)
    )
    return f'<div class="m m-aside"><div class="mt"><h3>{heading}</h3></div><ul>{points}</ul></div>'


def shop_item(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    """An item of the shop: the licence to screen a film, or help with a government service."""
    film = _is_film(record)
    price, sku = _shop_price(chance), str(chance.randint(100000, 99999999))
    own = [("商城价", price), ("商品编号", sku)]
    listed = [own[1]]
    sold = reviewed = good = ""
    if chance.random() < 0.5:
        listed.append(("上架时间", _day(chance, "{}-{:02}-{:02}") + f" {_clock(chance)}"))
        own.append(listed[-1])
    if chance.random() < 0.6:
        count = chance.choice([f"{chance.randint(1, 980)}笔", f"{chance.randint(1, 9)}000+笔"])
        own.append(("累计成交", count))
        sold = f'<div class="summary-sold"><p>累计成交</p><a>{count}</a></div>'
    if chance.random() < 0.6:
        count = chance.choice([str(chance.randint(3, 99)), f"{chance.randint(1, 9)}00+"])
        own.append(("累计评价", count))
        reviewed = (
            '<div id="comment-count"><p class="comment">累计评价</p>'
            f'<a class="count">{count}</a></div>'
        )
    if chance.random() < 0.4:
        good = f"{chance.randint(84, 100)}%"
        own.append(("好评率", good))
    options, rest = _parted(record, _SHOP_OPTIONS)
    parameters = [attribute for attribute in _SHOP_PARAMETERS if attribute in rest]
    sections = [attribute for attribute in _SHOP_SECTIONS if attribute in rest]
    specified = [attribute for attribute in rest if attribute not in (*parameters, *sections)]
    badge = '<span class="u-zy">自营</span>' if chance.random() < 0.5 else ""
    ware = "放映授权" if film else "代办服务"
    branch = chance.choice(
        ["院线片库", "经典重映", "校园片单"] if film else ["政务代办", "资质许可"]
    )
    store = chance.choice(_SHOP_STORES)
    chosen = _other_than(record, others, chance, 12)
    cut = chance.randint(0, len(chosen))
    intro = ""
    if record.description and chance.random() < 0.8:
        intro = (
            f'<div class="detail-mod"><h3 class="mod-tit">{ware}简介</h3>'
            f'<p class="mod-txt">{escape(record.description)}</p></div>'
        )
    questions = ""
    if chance.random() < 0.5:
        questions = '<div id="askAnswer">' + "".join(
            f'<dl class="askitem"><dt>问</dt><dd>{ask}</dd><dt>答</dt><dd>{answer}</dd></dl>'
            for ask, answer in chance.sample(_SHOP_QUESTIONS, chance.randint(1, 3))
        )
        questions += "</div>"
    coupon = ""
    if chance.random() < 0.3:
        coupon = '<div class="banner-ad"><a>新客首单立减二十元，点此领券 &gt;</a></div>'
    promises = chance.sample(_SHOP_PROMISES, chance.randint(2, 5))
    thumbs = "".join(
        f'<li><img data-url="g{n}.jpg" alt="{escape(record.name)}"></li>'
        for n in range(chance.randint(1, 5))
    )
    body = f"""<div class="crumb-wrap" id="crumb-wrap"><div class="w">
<div class="crumb fl clearfix">
<div class="item first"><a>{ware}</a></div><div class="item sep">&gt;</div>
<div class="item"><a>{branch}</a></div><div class="item sep">&gt;</div>
<div class="item ellipsis" title="{escape(record.name)}">{escape(_short(record.name, 18))}</div>
</div><div class="contact fr"><div class="name"><a>{store}</a></div><em class="u-jd">联系客服</em>
</div></div></div>
<div class="w"><div class="product-intro clearfix">
<div class="preview-wrap"><div id="spec-n1"><img id="spec-img" alt=""></div>
<ul class="lh">{thumbs}</ul>
<div class="preview-info"><a>关注</a> <a>分享</a> <a>举报</a></div></div>
<div class="itemInfo-wrap">
<div class="sku-name">{badge}<h1>{escape(record.name)}</h1></div>
<div class="news"><div id="p-ad">{chance.choice(_SHOP_SLOGANS[film])}</div></div>
<div class="summary summary-first"><div class="summary-price-wrap">
<div class="summary-price"><div class="dt">商城价</div><div class="dd">
<span class="p-price">{price}</span> <a class="notice">降价通知</a></div></div>
<div class="summary-info">{reviewed}{sold}</div></div></div>
<div class="summary p-choose-wrap">
{_shop_options(record, options)}
<div class="li"><div class="dt">数量</div>
<div class="dd"><input class="buy-num" value="1"></div></div>
<div class="choose-btns"><a class="btn-special1 btn-lg" id="InitCartUrl">加入购物车</a>
<a class="btn-special2 btn-lg">立即下单</a></div>
<ul class="promises">{_items("<li>{}</li>", promises)}</ul></div></div></div></div>
{coupon}
<div class="w"><div class="aside">
<div class="m popbox"><h3>{store}</h3><p><span>描述相符</span><em>4.{chance.randint(5, 9)}</em></p>
<p><span>服务态度</span><em>4.{chance.randint(5, 9)}</em></p><a>进店逛逛</a><a>关注店铺</a></div>
{_shop_ranking(chosen[:cut][:6], "同类热销榜", chance)}
</div>
<div class="detail"><div class="tab-main large"><ul>
<li class="current">商品介绍</li><li>规格与参数</li>
<li>商品评价</li><li>售后保障</li></ul></div>
<div class="tab-con"><div data-tab="item">
<div class="p-parameter">
{_shop_parameters(record, parameters, listed, chance)}
<p class="more-par"><a href="#product-detail">更多参数&gt;&gt;</a></p></div>
{intro}
{"".join(_shop_section(record, attribute, chance) for attribute in sections)}
</div>
<div data-tab="item" class="hide">
{_shop_specification(record, specified, chance)}
<div class="guarantee"><strong>权利声明</strong>
<p>页面所示资料由商家提供，仅供参考，以合同为准。</p></div>
</div>
<div id="comment" class="m m-content comment"><div class="mt"><h3>商品评价</h3></div>
{_shop_reviews(film, good, chance)}</div>
{questions}
{_shop_ranking(chosen[cut:][:6], "看了又看", chance)}
</div></div></div>"""
    return _shop_shell(f"{record.name} {ware}", body, chance), own


def _shop_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """Lists of items, and what the shop says of itself."""
    pages = []
    for number in range(1, 4):
        items = "\n".join(
            f'<li class="gl-item"><div class="p-img"><img alt=""></div><div class="p-price"><i>'
            f'{_shop_price(chance)}</i></div><div class="p-name"><a><em>{escape(record.name)}</em>'
            f'</a></div><div class="p-commit"><a>{chance.randint(1, 900)}</a>条评价'
            f'</div><div class="p-shop"><a>{chance.choice(_SHOP_STORES)}</a></div></li>'
            for record in chance.sample(list(records), min(len(records), chance.randint(10, 30)))
        )
        title = chance.choice(["院线片库", "政务代办", "校园片单", "资质许可", "本周特惠"])
        body = f"""<div class="w"><div class="crumbs-nav">
<a>全部结果</a> &gt; <strong>{title}</strong></div>
<div class="selector"><div class="sl-wrap"><div class="sl-key">价格</div><ul><li>0-99</li>
<li>100-499</li><li>500以上</li></ul></div><div class="sl-wrap"><div class="sl-key">服务</div><ul>
<li>自营</li><li>可开专票</li></ul></div></div>
<div class="f-sort"><a class="curr">综合</a><a>销量</a><a>价格</a><a>新品</a></div>
<div id="plist"><ul class="gl-warp">{items}</ul></div>
<div class="p-num"><b>{number}</b> / {chance.randint(9, 60)}
<a class="pn-next">下一页</a></div></div>"""
        pages.append(_shop_shell(title, body, chance))
    about = f"""<div class="w about"><h1>关于{_SHOP}</h1><p>{_SHOP}商城成立于2015年，面向学校、
社区和企业，提供影片放映授权与政务事项代办两类服务。</p><dl><dt>公司全称</dt><dd>映办汇信息服务有限公司</dd>
<dt>办公地址</dt><dd>桐浦市河西路219号南塘大厦七层</dd>
<dt>工作时间</dt><dd>周一至周六 9:00-18:30</dd>
</dl><p>商家入驻请先阅读《入驻协议》，审核约需五天。</p></div>"""
    pages.append(_shop_shell("关于我们", about, chance))
    return pages


# The mobile pages of a review app

_APP = "拾录"
_APP_PEOPLE = ("导演", "编剧", "主演")
_APP_HERO = ("类型", "主题分类", "出品时间", "外文名", "实施主体")
_APP_FIGURES = ("法定办结时限", "承诺办结时限", "片长")
_APP_PANELS = ("受理条件", "申请材料", "服务对象")
_APP_PHONES = ("咨询电话", "监督投诉电话")
_APP_GRID = ("实施编码", "事项类型", "行使层级", "对白语言")
_APP_USERS = ("阿栗", "今天也早睡", "木木夕", "胖达骑车", "Yuki_07", "周五限定", "柚子皮", "十一楼")
_APP_NOTES = {
    True: (
        "看完和朋友在路边聊了一个小时。",
        "前半段四星，后半段三星。",
        "配角比主角抢眼，值得二刷。",
        "片尾曲一响就绷不住了。",
        "有点闷，但镜头是真好看。",
        "爸妈那一辈的回忆，陪他们看的。",
    ),
    False: (
        "十分钟搞定，比想象中快太多。",
        "线上填完再去，现场只要核对一下。",
        "窗口小姐姐超有耐心！",
        "停车不方便，建议坐地铁。",
        "流程还行，就是排号要早点去。",
        "少带一份复印件，又回家拿了一趟。",
    ),
}
_APP_LISTS = {
    True: ("雨天片单", "一个人看的电影", "适合周末重温", "二十年老片回顾"),
    False: ("新手办事合集", "毕业季要办的事", "开店前先看", "一次都不用跑"),
}


def _app_shell(title: str, body: str, chance: Random) -> str:
    """A whole page of the app for telephones around a body."""
    build = "".join(chance.choice("0123456789abcdef") for _ in range(8))
    banner = ""
    if chance.random() < 0.6:
        banner = (
            f'<div class="open-app"><img src="/i/app.png" alt=""><p>{_APP}<br><small>记下看过的、'
            '办过的一切</small></p><button class="van-button--mini">打开App</button></div>'
        )
    return f"""<!doctype html>
<html lang="zh" data-dpr="2" style="font-size:37.5px">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width,initial-scale=1,user-scalable=no">
<meta name="format-detection" content="telephone=no">
<meta property="og:site_name" content="{_APP}"><meta property="og:title" content="{escape(title)}">
<title>{escape(title)} · {_APP}</title>
<link href="/h5/css/chunk-vendors.{build}.css" rel="stylesheet">
<style>.kv:before{{content:attr(data-label);display:block;color:#999}}</style>
</head>
<body>
<div id="app" data-server-rendered="true">
{banner}
<div class="van-nav-bar van-hairline--bottom"><div class="van-nav-bar__left"><i class="van-icon
van-icon-arrow-left"></i></div><div class="van-nav-bar__title van-ellipsis">{_APP}</div>
<div class="van-nav-bar__right"><i class="van-icon van-icon-share"></i></div></div>
{body}
<footer class="foot"><p>{_APP}·和三百万人一起做记录</p>
<p><a>用户协议</a> <a>隐私政策</a> <a>反馈</a></p></footer>
</div>
<script>window.__STATE__={{"build":"{build}","theme":"light","login":false}}</script>
<script src="/h5/js/app.{build}.js"></script>
</body></html>"""


def _app_chips(record: Record, attribute: str) -> str:
    """The values of an attribute that has no label, each in an element that names it."""
    name = _label("pocket_entry", attribute)
    return "".join(
        f'<span class="chip {name}" itemprop="{name}">{escape(value)}</span>\n'
        for value in record.attributes.get(attribute, ())
    )


def _app_cell(label: str, html: str) -> str:
    return (
        f'<div class="van-cell"><div class="van-cell__title"><span>{label}</span></div>'
        f'<div class="van-cell__value"><span>{html}</span></div></div>'
    )


def _app_people(record: Record, chance: Random) -> str:
    """The people in a row to be swiped, each with what they did."""
    cards: list[str] = []
    for attribute in _APP_PEOPLE:
        role = _label("pocket_entry", attribute)
        for value in record.attributes.get(attribute, ()):
            hidden = " is-folded" if len(cards) > 9 else ""
            cards.append(
                f'<li class="person{hidden}"><img class="avatar" loading="lazy" alt="">'
                f'<p class="person__name">{escape(value)}</p>'
                f'<p class="person__role">{role}</p></li>'
            )
    if not cards:
        return ""
    title = chance.choice(["台前幕后", "演职员"])
    row = "\n".join(cards)
    return (
        f'<section class="block"><h2>{title}</h2><ul class="swipe people">\n{row}\n</ul></section>'
    )


def _app_figures(record: Record, own: Own) -> str:
    """Figures with their captions below them."""
    cells = [
        (escape(value), _label("pocket_entry", attribute))
        for attribute in _APP_FIGURES
        for value in record.attributes.get(attribute, ())
    ]
    cells += [(escape(value), label) for label, value in own]
    return "".join(
        f'<div class="figure"><strong class="figure__num">{value}</strong>'
        f'<span class="figure__cap">{label}</span></div>\n'
        for value, label in cells
    )


def _app_panels(record: Record, chance: Random) -> str:
    """What is long, in panels that fold."""
    panels = []
    for attribute in _APP_PANELS:
        values = record.attributes.get(attribute, ())
        if not values:
            continue
        label = _label("pocket_entry", attribute)
        if attribute == "申请材料":
            body = "".join(
                f'<label class="check"><input type="checkbox">'
                f"<span>{escape(value)}</span></label>\n"
                for value in values
            )
        elif len(values) > 1:
            body = _joined(values, (" · ", "、"))
        else:
            body = f"<p>{escape(values[0])}</p>"
        opened = "true" if chance.random() < 0.5 else "false"
        panels.append(
            f'<div class="van-collapse-item"><div role="button" aria-expanded="{opened}" '
            f'class="van-cell van-collapse-item__title">{label}</div><div class="van-collapse-item'
            f'__wrapper"><div class="van-collapse-item__content">{body}</div></div></div>'
        )
    if not panels:
        return ""
    return '<section class="block van-collapse">' + "\n".join(panels) + "</section>"


def _app_phones(record: Record) -> str:
    rows = []
    for attribute in _APP_PHONES:
        values = record.attributes.get(attribute, ())
        if values:
            links = "".join(
                f'<a class="tel" href="tel:{re.sub(r"[^0-9-]", "", value)}">{escape(value)}</a>\n'
                for value in values
            )
            rows.append(
                f'<div class="call"><i class="van-icon van-icon-phone-o"></i>'
                f'<em class="call__name">{_label("pocket_entry", attribute)}</em>{links}</div>'
            )
    return f'<section class="block calls">{"".join(rows)}</section>' if rows else ""


def _app_notes(film: bool, chance: Random) -> str:
    texts = chance.sample(_APP_NOTES[film], chance.randint(0, 6))
    if not texts:
        empty = '<div class="van-empty">还没有人写短评</div>'
        return f'<section class="block"><h2>短评</h2>{empty}</section>'
    notes = "\n".join(
        f'<article class="note"><header><b>{chance.choice(_APP_USERS)}</b>'
        f'<span class="stars">{"★" * chance.randint(2, 5)}</span><time>{_day(chance, "{}.{}.{}")}'
        f'</time></header><p>{text}</p><span class="like"><i class="van-icon van-icon-good-job-o">'
        f"</i>{chance.randint(0, 600)}</span></article>"
        for text in texts
    )
    return f'<section class="block"><h2>短评</h2>\n{notes}\n<a class="more">全部短评</a></section>'


def _app_similar(chosen: Sequence[Record], film: bool, chance: Random) -> str:
    if not chosen:
        return ""
    shown = chance.random() < 0.5
    cards = []
    for other in chosen:
        facts = other.attributes.get("导演" if film else "实施主体", ())
        below = ""
        if shown and facts:
            below = f'<p class="mini__sub">{"导演" if film else "部门"}：{escape(facts[0])}</p>'
        cards.append(
            f'<a class="mini" href="/h5/e/{chance.randint(1000, 99999)}"><img alt="">'
            f'<p class="mini__name">{escape(other.name)}</p>{below}'
            f'<span class="mini__score">{chance.randint(50, 96) / 10}</span></a>'
        )
    title = "喜欢这部的人也喜欢" if film else "一起办的还有"
    row = "\n".join(cards)
    return f'<section class="block"><h2>{title}</h2><div class="swipe">\n{row}\n</div></section>'


def pocket_entry(record: Record, chance: Random, others: Sequence[Record]) -> Page:
    """The page of an entry in the review app."""
    film = _is_film(record)
    score = f"{chance.randint(48, 97) / 10}" if chance.random() < 0.85 else "评分不足"
    wish, done = ("想看", "看过") if film else ("想办", "办过")
    counts = [(wish, str(chance.randint(2, 9000))), (done, str(chance.randint(2, 30000)))]
    if chance.random() < 0.2:
        counts[1] = (done, f"{chance.randint(11, 99) / 10}万")
    own = [("拾录评分", score), *counts]
    bottom = []
    if chance.random() < 0.5:
        bottom.append(("条目编号", f"e{chance.randint(100000, 999999)}"))
    if chance.random() < 0.5:
        bottom.append(("收录于", _day(chance, "{}年{}月{}日")))
    if chance.random() < 0.5:
        bottom.append(("资料状态", chance.choice(["已认领", "完整", "待补充", "编辑中"])))
    own += bottom
    elsewhere = {
        *_APP_HERO,
        *_APP_PEOPLE,
        *_APP_FIGURES,
        *_APP_PANELS,
        *_APP_PHONES,
        *_APP_GRID,
        "办理地点",
    }
    cells = []
    for attribute, values in record.attributes.items():
        if attribute not in elsewhere:
            html = "<br>".join(map(escape, values)) if chance.random() < 0.3 else _joined(values)
            cells.append(_app_cell(_label("pocket_entry", attribute), html))
    cells += [_app_cell(label, escape(value)) for label, value in bottom]
    grid = "".join(
        f'<div class="kv" data-label="{_label("pocket_entry", attribute)}">{escape(value)}</div>\n'
        for attribute in _APP_GRID
        for value in record.attributes.get(attribute, ())
    )
    place = "".join(
        f'<a class="map-card" href="#map"><i class="van-icon van-icon-location-o"></i>'
        f'<span class="address" itemprop="address">{escape(value)}</span><small>导航</small></a>\n'
        for value in record.attributes.get("办理地点", ())
    )
    about = ""
    if record.description and chance.random() < 0.8:
        about = (
            f'<section class="block"><h2>{"剧情简介" if film else "一句话介绍"}</h2>'
            f'<p class="intro">{escape(record.description)}<a class="unfold">展开</a></p></section>'
        )
    honour = ""
    if chance.random() < 0.25:
        honour = f'<a class="rank-badge">「{chance.choice(_APP_LISTS[film])}」收录</a>'
    bars = "".join(f'<i style="width:{chance.randint(2, 60)}%"></i>' for _ in range(5))
    lists = ""
    if chance.random() < 0.5:
        names = chance.sample(_APP_LISTS[film], chance.randint(1, 3))
        lists = (
            f'<section class="block"><h2>出现在这些清单</h2>{_items("<a>{}</a>", names)}</section>'
        )
    advert = ""
    if chance.random() < 0.35:
        advert = '<div class="ad"><span>广告</span><p>小满手账 · 新款日历预售中</p></div>'
    basics = ""
    if cells:
        group = "\n".join(cells)
        basics = (
            f'<section class="block"><h2>{chance.choice(["基本资料", "更多信息"])}</h2>'
            f'<div class="van-cell-group van-hairline--top-bottom">\n{group}\n</div></section>'
        )
    gathered = f'<section class="block kv-grid">\n{grid}</section>' if grid else ""
    people = _app_people(record, chance)
    middle = [about, people, gathered, basics] if film else [gathered, place, basics, about, people]
    buttons = "".join(f"<button>{word}</button>" for word in (wish, done, "写短评"))
    body = f"""<main itemscope class="entry entry--{"film" if film else "affair"}">
<section class="hero" style="background:#{chance.choice(["3a4a5c", "5c4033", "2f5d50"])}">
<img class="hero__cover" alt="" src="/cover/{chance.randint(100, 999)}.webp">
<div class="hero__text"><h1 itemprop="name">{escape(record.name)}</h1>
<div class="hero__sub">{_app_chips(record, "外文名")}{_app_chips(record, "实施主体")}</div>
<div class="hero__chips">{_app_chips(record, "出品时间")}{_app_chips(record, "类型")}
{_app_chips(record, "主题分类")}</div>{honour}</div></section>
<section class="score-card"><span class="score-card__label">拾录评分</span>
<b class="score-card__value">{score}</b><div class="bars">{bars}</div></section>
<section class="figures">
{_app_figures(record, counts)}</section>
{"".join(middle)}
{_app_panels(record, chance)}
{_app_phones(record)}
{advert}
{_app_notes(film, chance)}
{lists}
{_app_similar(_other_than(record, others, chance, chance.randint(0, 7)), film, chance)}
</main>
<div class="van-submit-bar action-bar">{buttons}</div>"""
    return _app_shell(record.name, body, chance), own


def _app_extra(records: Sequence[Record], chance: Random) -> list[str]:
    """Lists that users have made, and the page about the app."""
    pages = []
    for title in chance.sample([name for names in _APP_LISTS.values() for name in names], 3):
        chosen = chance.sample(list(records), min(len(records), chance.randint(6, 20)))
        cards = "\n".join(
            f'<li class="row"><em>{n}</em><div><h3>{escape(record.name)}</h3>'
            f"<p>{escape(_short(record.description, 36))}</p></div>"
            f'<span class="row__score">{chance.randint(50, 96) / 10}</span></li>'
            for n, record in enumerate(chosen, 1)
        )
        maker = chance.choice(_APP_USERS)
        body = f"""<section class="list-head"><h1>{title}</h1>
<p>{maker} 创建 · {len(chosen)} 个条目 ·
{chance.randint(3, 900)} 人收藏</p></section><ol class="rows">
{cards}
</ol><div class="van-list__finished-text">没有更多了</div>"""
        pages.append(_app_shell(title, body, chance))
    about = f"""<section class="block"><h1>关于{_APP}</h1><p>{_APP}是一款记录类应用，
帮你记下看过的影片和办过的事。所有评分由用户给出，按时间加权。</p><div class="van-cell-group">
{_app_cell("当前版本", "5.2.1")}
{_app_cell("客服邮箱", "hi@shilu.example")}
{_app_cell("运营主体", "拾录（桐浦）网络科技有限公司")}</div></section>"""
    pages.append(_app_shell(f"关于{_APP}", about, chance))
    return pages


DESIGNS: dict[str, Design] = {
    "board_thread": board_thread,
    "shop_item": shop_item,
    "pocket_entry": pocket_entry,
}

EXTRA: dict[str, Extra] = {
    "board_thread": _board_extra,
    "shop_item": _shop_extra,
    "pocket_entry": _app_extra,
}
