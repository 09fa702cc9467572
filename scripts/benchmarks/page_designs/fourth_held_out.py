"""Three more held-out designs: a forum thread, a mobile question-and-answer topic, a catalogue sheet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from site_records import Record

_FILM = frozenset("外文名 出品时间 出品公司 导演 编剧 类型 主演 片长 上映时间 对白语言".split())
_SERVICE = frozenset(
    "实施主体 事项类型 行使层级 实施编码 办理地点 法定办结时限 承诺办结时限 受理条件 咨询电话 "
    "监督投诉电话 是否支持物流快递 是否支持预约办理 承办平台 主题分类 服务对象 申请材料".split()
)
_PHONES = frozenset(["咨询电话", "监督投诉电话"])


# ---------------------------------------------------------------- what all three use


def _kind(record: Record, film: str, service: str, other: str) -> str:
    if _FILM & set(record.attributes):
        return film
    return service if _SERVICE & set(record.attributes) else other


def _given(record: Record) -> list[tuple[str, list[str]]]:
    return [(label, list(values)) for label, values in record.attributes.items() if values]


def _separator(values: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The first of the wanted separators that occurs in none of the values."""
    for separator in wanted:
        mark = separator.strip() or separator
        if not any(mark in value for value in values):
            return separator
    return None


def _peers(record: Record, others: Sequence[Record], chance: Random, count: int) -> list[Record]:
    found = [other for other in others if other.name != record.name]
    return chance.sample(found, min(count, len(found)))


def _short(record: Record, wanted: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Attributes with a short first value, the wanted ones first."""
    short = [(label, values[0]) for label, values in _given(record) if len(values[0]) <= 24]
    return sorted(short, key=lambda pair: wanted.index(pair[0]) if pair[0] in wanted else 99)


def _day(chance: Random, first: int = 2009, last: int = 2023) -> str:
    year, month = chance.randint(first, last), chance.randint(1, 12)
    return f"{year}-{month:02d}-{chance.randint(1, 28):02d}"


def _later(day: str, chance: Random) -> str:
    """A day of the same month or of the next, not before the given one."""
    year, month, date = map(int, day.split("-"))
    if date < 28 and chance.random() < 0.8:
        return f"{year}-{month:02d}-{chance.randint(date, 28):02d}"
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return f"{year}-{month:02d}-{chance.randint(1, 28):02d}"


def _time(chance: Random) -> str:
    return f"{chance.randint(7, 23):02d}:{chance.randint(0, 59):02d}"


# ---------------------------------------------------------------- 1: a thread of a town's forum

_FORUM = "河埠头社区"
_FORUM_SORT = (  # what the board asks for in the form above the post
    "出品时间 类型 片长 对白语言 事项类型 行使层级 主题分类 服务对象 是否支持物流快递 是否支持预约办理"
).split()
_USERS = (
    "一叶扁舟 老街坊66 豆浆油条 mimi_cat 北门阿德 竹篱听雨 小河弯弯 q8812345 半盏茶 糖炒栗子 "
    "风吹麦浪2008 路人乙 铁皮鼓 laowang_hb 夜航船 石板路"
).split()
_GROUPS = ("新手上路", "注册会员", "中级会员", "高级会员", "金牌会员", "版主", "论坛元老")
_REPLIES = (
    "感谢楼主整理，收藏了。",
    "顶一个！",
    "正好要找这个，楼主好人一生平安。",
    "前排围观",
    "资料挺全的，就是排版有点挤。",
    "mark 一下，回头慢慢看",
    "请问还有补充的吗？",
    "沙发！好久没看到这么认真的帖子了。",
    "已经转给朋友了，谢谢。",
    "手机看有点费劲，回家用电脑再看。",
)
_SIGNATURES = (
    "人生就像一杯茶，不会苦一辈子，但总会苦一阵子。",
    "潜水中……勿扰",
    "河埠头摄影群欢迎新朋友",
    "签名档太长被版主没收了",
)
_FORUM_CSS = (
    "body{font:12px/1.5 Tahoma,'Microsoft Yahei',Simsun;color:#444}#wp{width:960px;margin:0 auto}"
    ".pls{width:160px;background:#E5EDF2}.t_f{font-size:14px}.cgtl th{width:90px;text-align:left}"
    ".sign{border-top:1px dashed #ccc;color:#999}.xg1{color:#999}"
)


def _forum_head(title: str, trail: str) -> str:
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n'
        f"<title>{title} - {_FORUM} - Powered by Discuz!</title>\n"
        '<meta name="generator" content="Discuz! X3.2" />\n'
        f'<style type="text/css">{_FORUM_CSS}</style>\n</head>\n<body id="nv_forum">\n'
        '<div id="toptb"><a href="#">设为首页</a> <a href="#">收藏本站</a> '
        '<a href="member.php?mod=logging">登录</a> <a href="member.php?mod=register">立即注册</a></div>\n'
        f'<div id="hd"><h2><a href="./" title="{_FORUM}">{_FORUM}</a></h2>\n'
        '<div id="nv"><ul><li><a href="forum.php">论坛</a></li><li><a href="portal.php">门户</a></li>'
        '<li><a href="group.php">圈子</a></li><li><a href="misc.php?mod=ranklist">排行榜</a></li>'
        '<li><a href="plugin.php?id=dsu_paulsign:sign">每日签到</a></li></ul></div>\n'
        '<form id="scbar_form"><input type="text" name="srchtxt" value="请输入搜索内容" />'
        '<button type="submit">搜索</button> 热搜: <a href="#">二手</a> <a href="#">租房</a> '
        '<a href="#">同城活动</a></form></div>\n'
        f'<div id="wp" class="wp">\n<div id="pt" class="bm cl"><div class="z">{trail}</div></div>\n'
    )


_FORUM_FOOT = (
    '<div id="ft"><p><a href="archiver/">Archiver</a>|<a href="#">手机版</a>|<a href="#">小黑屋</a>|'
    f"<strong>{_FORUM}</strong> ( 浙ICP备09000000号 )</p>"
    '<p class="xs0">GMT+8, Processed in 0.048 second(s), 17 queries.</p>'
    "<p>Powered by <strong>Discuz!</strong> <em>X3.2</em> &copy; 2001-2013 Comsenz Inc.</p></div>\n"
    "</div>\n</body>\n</html>\n"
)


def _forum_author(user: str, chance: Random) -> str:
    return (
        f'<td class="pls" rowspan="2"><div class="authi"><a href="space-uid-{chance.randint(100, 90000)}'
        f'.html" class="xw1">{user}</a></div><div class="avatar"><img src="uc_server/avatar.php?size='
        f'middle" alt="" /></div><p><em>{chance.choice(_GROUPS)}</em></p>'
        f"<dl><dt>主题</dt><dd>{chance.randint(0, 400)}</dd><dt>帖子</dt>"
        f"<dd>{chance.randint(5, 9000)}</dd><dt>积分</dt><dd>{chance.randint(10, 30000)}</dd></dl>"
        '<ul><li><a href="#">加好友</a></li><li><a href="#">发消息</a></li></ul></td>'
    )


def _forum_value(values: Sequence[str], habit: Sequence[str]) -> str:
    if len(values) == 1:
        return f"{escape(values[0])}<br />\n"
    separator = _separator(values, habit)
    if separator is None:
        items = "".join(f"<li>{escape(value)}</li>\n" for value in values)
        return f'<ul class="litype_1" type="1">\n{items}</ul>\n'
    return f"{escape(separator.join(values))}<br />\n"


def thread(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A forum thread: the board's form of fixed fields, then what the poster typed, then replies."""
    name = escape(record.name)
    board = _kind(record, "影视天地", "办事指南互助", "资料交流")
    tag = _kind(record, "影讯", "办事", "资料")
    tid = chance.randint(10000, 999999)
    subject = chance.choice([name, name, f"{name}（资料整理）", f"{name}，需要的进来看"])
    users = chance.sample(_USERS, 5)
    day = _day(chance)

    attributes = _given(record)
    form = [pair for pair in attributes if pair[0] in _FORUM_SORT]
    typed = [pair for pair in attributes if pair[0] not in _FORUM_SORT]
    form.sort(key=lambda pair: _FORUM_SORT.index(pair[0]))
    if chance.random() < 0.5:
        chance.shuffle(typed)
    # How this poster writes: marks around what he calls a thing, separator, line feeds.
    before, after = chance.choice(
        [
            ("<strong>【", "】</strong>"),
            ('<font color="#8b0000">', "：</font>"),
            ("<strong>", "：</strong>"),
            ('<font color="Blue"><b>◆', "：</b></font>"),
        ]
    )
    habit = chance.choice(
        [("、", " / ", "；"), (" / ", "、", "；"), ("，", "、", "|"), (" ", "、", "/")]
    )
    gap = chance.choice(["", "<br />\n"])

    rows = ""
    for label, values in form:
        separator = _separator(values, (" ", "、", "|")) if len(values) > 1 else ""
        cells = (
            "<br />".join(escape(value) for value in values)
            if separator is None
            else escape(separator.join(values))
        )
        rows += f"<tr>\n<th>{escape(label)}:</th>\n<td>{cells}</td>\n</tr>\n"
    table = (
        '<div class="typeoption">\n<table summary="分类信息" cellpadding="0" cellspacing="0" '
        f'class="cgtl mbm">\n<caption>{board}</caption>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n'
        if rows
        else ""
    )
    lines = []
    for label, values in typed:
        feed = "<br />\n" if max(map(len, values)) > 45 else ""
        lines.append(f"{before}{escape(label)}{after}{feed}{_forum_value(values, habit)}")
    greeting = chance.choice(
        ["整理了一下，给大家参考。", "之前有人在群里问，我发出来吧。", "新人发帖，多多关照~", ""]
    )
    post = f'<div align="center"><font size="4"><b>{name}</b></font></div><br />\n'
    post += f"{greeting}<br />\n<br />\n" if greeting else ""
    talk = f"{escape(record.description)}<br />\n<br />\n" if record.description else ""
    talk_first = chance.random() < 0.4
    post += (
        (talk if talk_first else "") + gap.join(lines) + ("" if talk_first else f"<br />\n{talk}")
    )
    if chance.random() < 0.35:
        post += f'<i class="pstatus"> 本帖最后由 {users[0]} 于 {_later(day, chance)} {_time(chance)} 编辑 </i><br />\n'

    peers = _peers(record, others, chance, 6)
    posts = (
        f'<table id="pid{tid}1" class="plhin" cellspacing="0" cellpadding="0"><tr>\n'
        f"{_forum_author(users[0], chance)}\n"
        f'<td class="plc"><div class="pi"><strong><a href="#">楼主</a></strong> '
        f'<em>发表于 {day} {_time(chance)}</em> <span class="pipe">|</span> <a href="#">只看该作者</a> '
        '<a href="#">倒序浏览</a></div>\n'
        f'<div class="pct"><div class="pcb">\n{table}<div class="t_fsz"><table cellspacing="0" '
        f'cellpadding="0"><tr><td class="t_f" id="postmessage_{tid}1">\n{post}</td></tr></table></div>\n'
        '</div></div></td></tr>\n<tr><td class="plc plm">'
        f'<div id="p_btn"><a href="#">收藏<span>{chance.randint(0, 99)}</span></a> '
        f'<a href="#">支持<span>{chance.randint(0, 60)}</span></a> <a href="#">反对</a> '
        '<a href="#">分享</a></div>'
        f'<div class="sign">{chance.choice(_SIGNATURES)}</div></td></tr></table>\n'
    )
    replied = day
    for floor, user in enumerate(users[1 : 1 + chance.randint(1, 4)], 2):
        said = chance.choice(_REPLIES)
        replied = _later(replied, chance)
        if chance.random() < 0.25:
            said = (
                f'<div class="quote"><blockquote><font color="#999999">{users[0]} 发表于 {day}</font>'
                f"<br />\n{greeting or name}</blockquote></div><br />\n{said}"
            )
        elif peers and chance.random() < 0.3:
            said = f"楼主有空也整理一下“{escape(chance.choice(peers).name)}”吧。"
        posts += (
            f'<table id="pid{tid}{floor}" class="plhin" cellspacing="0" cellpadding="0"><tr>\n'
            f"{_forum_author(user, chance)}\n"
            f'<td class="plc"><div class="pi"><strong><a href="#">{floor}<sup>#</sup></a></strong> '
            f"<em>发表于 {replied} {_time(chance)}</em></div>\n"
            f'<div class="pct"><table><tr><td class="t_f">{said}</td></tr></table></div></td></tr>\n'
            '<tr><td class="plc plm"><a href="#" class="fastre">回复</a> <a href="#">举报</a>'
            "</td></tr></table>\n"
        )
        if floor == 2 and chance.random() < 0.5:
            posts += (
                '<div class="a_pt"><a href="#"><img src="static/ad/728.gif" alt="老河埠酱鸭 年货预订" />'
                "</a></div>\n"
            )

    related = ""
    for peer in peers:
        notes = "".join(
            f'<td class="xg1">{escape(value)}</td>'
            for _, value in _short(peer, ("导演", "实施主体"))[:1]
        )
        related += (
            f'<tr><td><a href="thread-{chance.randint(10000, 999999)}-1-1.html">{escape(peer.name)}</a>'
            f"</td>{notes}<td>{chance.choice(_USERS)}</td><td>{_day(chance)}</td></tr>\n"
        )
    related = (
        '<div class="bm mtw"><h3>相关帖子</h3>\n<table class="xg" width="100%">\n'
        f"{related}</table></div>\n"
        if related
        else ""
    )
    fid = _kind(record, "36", "52", "61")
    trail = (
        f'<a href="./" class="nvhm" title="首页">{_FORUM}</a><em>&rsaquo;</em><a href="forum.php">论坛</a>'
        f'<em>&rsaquo;</em><a href="forum-{fid}-1.html">{board}</a><em>&rsaquo;</em>'
        f'<a href="thread-{tid}-1-1.html">{subject}</a>'
    )
    return (
        _forum_head(f"{subject} - {board}", trail)
        + '<div id="pgt"><a href="#" id="newspecial">发新帖</a> <a href="#">回复</a> '
        f'<a href="forum-{fid}-1.html">返回列表</a></div>\n'
        '<div id="postlist" class="pl bm">\n<table cellspacing="0" cellpadding="0"><tr>'
        f'<td class="pls"><span class="xg1">查看:</span> <span class="xi1">{chance.randint(20, 40000)}'
        f'</span> | <span class="xg1">回复:</span> <span class="xi1">{chance.randint(1, 80)}</span></td>'
        f'<td class="plc"><h1 class="ts"><a href="#">[{tag}]</a> <span id="thread_subject">{subject}</span>'
        '</h1> <span class="xg1"><a href="#">[复制链接]</a></span></td></tr></table>\n'
        f"{posts}</div>\n{related}"
        '<div id="f_pst" class="pl bm"><textarea rows="4" cols="80"></textarea>'
        '<p>您需要登录后才可以回帖 <a href="#">登录</a> | <a href="#">立即注册</a></p>'
        '<button type="submit">发表回复</button> <label><input type="checkbox" />回帖后跳转到最后一页'
        "</label></div>\n" + _FORUM_FOOT
    )


def _thread_extra(records: Sequence[Record], chance: Random) -> list[str]:
    rows = "".join(
        f'<tr><th class="new"><em>[资料]</em> <a href="thread-{chance.randint(10000, 999999)}-1-1.html" '
        f'class="s xst">{escape(record.name)}</a></th><td class="by"><cite>{chance.choice(_USERS)}</cite>'
        f'<em>{_day(chance)}</em></td><td class="num"><a href="#">{chance.randint(0, 90)}</a>'
        f"<em>{chance.randint(9, 9000)}</em></td></tr>\n"
        for record in chance.sample(list(records), min(25, len(records)))
    )
    home = f'<a href="./">{_FORUM}</a><em>&rsaquo;</em>'
    board = (
        _forum_head("最新主题", f"{home}最新主题")
        + '<table id="threadlist"><tr><th>全部主题</th><td>作者</td><td>回复/查看</td></tr>\n'
        f'{rows}</table>\n<div class="pg"><strong>1</strong><a href="#">2</a><a href="#">下一页</a>'
        "</div>\n" + _FORUM_FOOT
    )
    rules = (
        _forum_head("版规", f"{home}版规")
        + "<h1>本版发帖须知</h1><p>一、标题请写明所谈的是什么。</p><p>二、请勿灌水、人身攻击。</p>"
        "<p>三、广告帖一律移入回收站。</p>\n" + _FORUM_FOOT
    )
    return [board, rules]


# ---------------------------------------------------------------- 2: a topic of a mobile Q&A site

_ASK = "问得着"
_ASK_QUESTIONS = {
    "外文名": "外文名叫什么？",
    "出品时间": "哪一年出品的？",
    "出品公司": "是哪家公司出品的？",
    "导演": "导演是谁？",
    "编剧": "编剧是谁？",
    "类型": "属于什么类型？",
    "主演": "有哪些演员主演？",
    "片长": "片长是多少？",
    "上映时间": "什么时候上映？",
    "对白语言": "对白是什么语言？",
    "实施主体": "由哪个部门实施？",
    "事项类型": "属于哪种事项类型？",
    "行使层级": "在哪一级办？",
    "实施编码": "实施编码是多少？",
    "办理地点": "去哪里办理？",
    "法定办结时限": "法定办结时限是多久？",
    "承诺办结时限": "承诺多久办完？",
    "受理条件": "受理条件有哪些？",
    "咨询电话": "咨询电话是多少？",
    "监督投诉电话": "不满意打什么电话投诉？",
    "是否支持物流快递": "可以快递吗？",
    "是否支持预约办理": "可以预约办理吗？",
    "承办平台": "在哪个平台办？",
    "主题分类": "属于什么主题？",
    "服务对象": "哪些人可以办？",
    "申请材料": "需要准备哪些材料？",
}
_ASKERS = (
    "热心网友 小鹿慢跑 Allen_Z 柚子茶 海盐味的风 陈同学 不吃香菜 momo 用户7730 山谷来信 阿宁 Kiki"
).split()
_ASK_CSS = (
    "*{box-sizing:border-box}body{margin:0;background:#f5f6f7;font:15px/1.6 -apple-system,PingFang SC,"
    "sans-serif}.wd-card{background:#fff;margin:8px 0;padding:14px 16px}.wd-q{font-size:17px;margin:0}"
    ".wd-meta{color:#9aa0a6;font-size:12px}.wd-bar{position:fixed;bottom:0;width:100%}"
)


def _question(label: str) -> str:
    return _ASK_QUESTIONS.get(label, f"{label}？")


def _ask_page(title: str, description: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">\n'
        f"<title>{title}_{_ASK}</title>\n"
        f'<meta name="description" content="{description}">\n'
        f'<meta property="og:site_name" content="{_ASK}">\n<style>{_ASK_CSS}</style>\n</head>\n<body>\n'
        '<div class="wd-open"><img src="/i/logo@2x.png" alt=""><p>打开App，回答更完整</p>'
        '<a href="wendezhao://home">立即打开</a></div>\n'
        '<header class="wd-top"><a class="wd-back" href="javascript:history.back()" aria-label="返回"></a>'
        f'<a class="wd-logo" href="/m/">{_ASK}</a><a class="wd-search" href="/m/s">搜问题</a></header>\n'
        f"{body}"
        f'<footer class="wd-foot"><a href="/m/about">关于{_ASK}</a><a href="/m/terms">用户协议</a>'
        '<a href="/m/privacy">隐私政策</a><a href="/?pc=1">电脑版</a>'
        "<p>回答由网友提供，仅供参考</p></footer>\n"
        '<nav class="wd-bar"><a href="#ask">我要提问</a><a href="#write">写回答</a>'
        '<button type="button">分享</button></nav>\n'
        '<script>window.__wd={v:"3.8.1",ab:["feed_b","card_a"]};</script>\n</body>\n</html>\n'
    )


def _answer(label: str, values: Sequence[str], chance: Random) -> str:
    if label in _PHONES:
        calls = "".join(
            f'<a class="wd-tel" href="tel:{quote(value)}">{escape(value)}</a>\n' for value in values
        )
        return f'<div class="wd-rich">{calls}</div>'
    if len(values) == 1:
        return f'<div class="wd-rich"><p>{escape(values[0])}</p></div>'
    separator = _separator(values, ("、", "，", "；"))
    if separator is None or max(map(len, values)) > 20 or chance.random() < 0.3:
        items = "".join(f"<li>{escape(value)}</li>" for value in values)
        return f'<div class="wd-rich"><ol>{items}</ol></div>'
    return f'<div class="wd-rich"><p>{escape(separator.join(values))}</p></div>'


def questions(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A topic of a mobile site: every attribute is a question that somebody answered."""
    name = escape(record.name)
    channel = _kind(record, "影视", "办事", "百科")
    attributes = _given(record)
    if chance.random() < 0.6:
        chance.shuffle(attributes)
    peers = _peers(record, others, chance, 7)
    blocks = []
    for number, (label, values) in enumerate(attributes):
        user = chance.choice(_ASKERS)
        best = '<span class="wd-badge">最佳</span>' if chance.random() < 0.25 else ""
        blocks.append(
            f'<section class="wd-card wd-item" id="q{number + 1}">\n'
            f'<h2 class="wd-q">{escape(_question(label))}</h2>\n'
            f'<div class="wd-by"><img class="wd-face" src="/u/{chance.randint(1, 999)}.webp" alt="">'
            f"<span>{user}</span>{best}</div>\n{_answer(label, values, chance)}\n"
            f'<div class="wd-meta"><time>{_day(chance, 2018)}</time><button>赞同 {chance.randint(0, 320)}'
            f"</button><button>评论 {chance.randint(0, 40)}</button></div>\n</section>\n"
        )
    advert = (
        '<aside class="wd-card wd-ad"><a href="#"><b>零基础学吉他，30天弹唱</b>'
        "<span>广告</span></a></aside>\n"
    )
    if chance.random() < 0.6:
        blocks.insert(chance.randint(1, len(blocks)), advert)
    if len(peers) > 3 and len(blocks) > 4 and chance.random() < 0.6:
        links = "".join(
            f'<a href="/m/t/{quote(peer.name)}">{escape(peer.name)}</a>' for peer in peers[:3]
        )
        blocks.insert(4, f'<div class="wd-card wd-hot"><em>热门话题</em>{links}</div>\n')

    again = ""
    for peer in peers[3:] or peers:
        for label, value in _short(peer, ("主演", "办理地点", "导演", "实施主体"))[:1]:
            again += (
                f'<li><a href="/m/t/{quote(peer.name)}"><strong>{escape(peer.name)}</strong>'
                f"<span>{escape(_question(label))}</span><i>{escape(value)}</i></a></li>\n"
            )
    again = (
        f'<section class="wd-card wd-more"><h2>大家还在问</h2>\n<ul>\n{again}</ul></section>\n'
        if again
        else ""
    )
    brief = (
        f'<p class="wd-brief">{escape(record.description)}</p>\n'
        if record.description and chance.random() < 0.8
        else ""
    )
    comments = ""
    if chance.random() < 0.5:
        said = chance.choice(
            ["有用，谢谢！", "答得比客服还快", "信息有更新的话记得改一下", "学到了"]
        )
        comments = (
            '<section class="wd-card wd-cmt"><h2>讨论区</h2>'
            f"<p><b>{chance.choice(_ASKERS)}</b><span>{said}</span></p></section>\n"
        )
    body = (
        f'<nav class="wd-tabs"><a href="/m/">推荐</a><a class="on" href="/m/c">{channel}</a>'
        '<a href="/m/c">生活</a><a href="/m/c">数码</a><a href="/m/c">情感</a></nav>\n'
        f'<div class="wd-card wd-topic"><small>话题</small><h1>{name}</h1>\n{brief}'
        f'<p class="wd-meta">{chance.randint(30, 9999)} 人关注 · {len(attributes)} 个问题</p>'
        f'<button class="wd-follow">+ 关注</button></div>\n<main>\n{"".join(blocks)}</main>\n'
        f"{comments}{again}"
    )
    return _ask_page(
        f"{name}相关问题", f"{name}的常见问题与网友回答，共{len(attributes)}条。", body
    )


def _questions_extra(records: Sequence[Record], chance: Random) -> list[str]:
    topics = "".join(
        f'<a class="wd-card wd-cell" href="/m/t/{quote(record.name)}"><h3>{escape(record.name)}</h3>'
        f"<span>{chance.randint(2, 30)} 个问题</span></a>\n"
        for record in chance.sample(list(records), min(20, len(records)))
    )
    about = (
        '<div class="wd-card"><h1>关于我们</h1><p>在这里提问，总有人知道答案。</p>'
        "<h2>怎样提问？</h2><p>点击底部“我要提问”，写清楚问题即可。</p></div>\n"
    )
    return [
        _ask_page("话题广场", "热门话题", f"<h1>话题广场</h1>\n<main>\n{topics}</main>\n"),
        _ask_page("关于我们", "关于我们", about),
    ]


# ---------------------------------------------------------------- 3: a sheet of a catalogue

_CATALOGUE = "大观名录"
_CATALOGUE_NAMED = {  # shown without a label, in the head of the sheet
    "外文名": "alternateName",
    "类型": "genre",
    "片长": "duration",
    "上映时间": "datePublished",
    "事项类型": "additionalType",
    "行使层级": "level",
    "服务对象": "audience",
}
_CATALOGUE_WORDS = {
    "出品时间": "出品年份",
    "出品公司": "出品方",
    "主演": "演员表",
    "对白语言": "语言",
    "实施主体": "办理机构",
    "实施编码": "事项编码",
    "办理地点": "地址",
    "法定办结时限": "法定时限",
    "承诺办结时限": "承诺时限",
    "受理条件": "申办条件",
    "咨询电话": "咨询热线",
    "监督投诉电话": "监督电话",
    "是否支持物流快递": "物流快递",
    "是否支持预约办理": "预约服务",
    "承办平台": "受理平台",
    "主题分类": "主题词",
    "申请材料": "材料清单",
}
_CATALOGUE_ORDER = (
    "导演 编剧 主演 出品公司 出品时间 对白语言 实施主体 实施编码 主题分类 承办平台 法定办结时限 承诺办结时限 "
    "是否支持物流快递 是否支持预约办理 办理地点 咨询电话 监督投诉电话 受理条件 申请材料"
).split()
_CATALOGUE_LINKED = frozenset("导演 编剧 主演 出品公司 实施主体 主题分类".split())
_CATALOGUE_CSS = (
    "body{font-family:'Songti SC',SimSun,serif;max-width:1080px;margin:auto;color:#222}"
    "table.sheet{border-collapse:collapse;width:100%;border-top:2px solid #333}"
    ".sheet th,.sheet td{border-bottom:1px solid #ddd;padding:6px 10px;vertical-align:top;text-align:left}"
    ".facts span+span:before{content:' · '}@media print{nav,aside,.tools{display:none}}"
)


def _word(label: str) -> str:
    return _CATALOGUE_WORDS.get(label, label)


def _catalogue_page(title: str, body: str) -> str:
    letters = "".join(f'<a href="/az/{letter}">{letter}</a>' for letter in "ABCDEFGHJKLMNPQRSTWXYZ")
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="UTF-8"/>\n'
        f"<title>{title} | {_CATALOGUE}</title>\n"
        f'<link rel="search" href="/opensearch.xml" title="{_CATALOGUE}"/>\n'
        f"<style>{_CATALOGUE_CSS}</style>\n</head>\n<body>\n"
        f'<header role="banner"><a href="/" rel="home"><b>{_CATALOGUE}</b></a> <small>GRAND DIRECTORY'
        '</small>\n<form action="/find" role="search"><select name="in"><option>全部字段</option>'
        "<option>题名</option><option>人名</option><option>机构</option></select>"
        '<input name="q" type="search"/><input type="submit" value="检索"/></form></header>\n'
        f'<nav class="az">按音序浏览 {letters}</nav>\n{body}'
        f'<footer role="contentinfo"><p>© 2006—2024 {_CATALOGUE}编辑部　京ICP备06000000号-3</p>'
        '<p><a href="/guide">使用说明</a>　<a href="/correct">纠错</a>　<a href="/submit">申请收录</a>　'
        '<a href="/contact">联系编辑部</a></p></footer>\n</body>\n</html>\n'
    )


def _catalogue_text(label: str, value: str) -> str:
    if label in _CATALOGUE_LINKED and len(value) <= 40:
        return f'<a href="/find?q={quote(value)}">{escape(value)}</a>'
    return escape(value)


def _catalogue_rows(label: str, values: Sequence[str]) -> str:
    """Rows of the sheet: a value a row under one head, or many values in one cell."""
    word = escape(_word(label))
    if len(values) > 5:
        separator = _separator(values, ("；", "、", "|"))
        joint = "<br/>" if separator is None else escape(separator)
        cell = joint.join(_catalogue_text(label, value) for value in values)
        return f'<tr><th scope="row">{word}</th><td>{cell}</td></tr>\n'
    rows = ""
    for number, value in enumerate(values):
        span = f' rowspan="{len(values)}"' if len(values) > 1 else ""
        head = f'<th scope="row"{span}>{word}</th>' if number == 0 else ""
        rows += f"<tr>{head}<td>{_catalogue_text(label, value)}</td></tr>\n"
    return rows


def sheet(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A catalogue's sheet: unlabelled facts under the title, a ruled table, long texts below it."""
    name = escape(record.name)
    shelf = _kind(record, "影片卷", "公共服务卷", "综合卷")
    attributes = _given(record)
    number = f"{chance.choice('DGM')}{chance.randint(100000, 999999)}"

    also = facts = ""
    named = sorted(
        (pair for pair in attributes if pair[0] in _CATALOGUE_NAMED),
        key=lambda pair: list(_CATALOGUE_NAMED).index(pair[0]),
    )
    for label, values in named:
        prop = _CATALOGUE_NAMED[label]
        if label == "外文名":
            also = "".join(
                f'<p class="also" itemprop="{prop}">{escape(value)}</p>\n' for value in values
            )
        else:
            facts += "".join(
                f'<span itemprop="{prop}">{escape(value)}</span>\n' for value in values
            )
    facts = f'<div class="facts">\n{facts}</div>\n' if facts else ""

    rows = texts = contents = ""
    rest = sorted(
        (pair for pair in attributes if pair[0] not in _CATALOGUE_NAMED),
        key=lambda pair: _CATALOGUE_ORDER.index(pair[0]) if pair[0] in _CATALOGUE_ORDER else 99,
    )
    for label, values in rest:
        if max(map(len, values)) <= 60:
            rows += _catalogue_rows(label, values)
            continue
        word = escape(_word(label))
        inner = (
            f"<p>{escape(values[0])}</p>"
            if len(values) == 1
            else "<ol>" + "".join(f"<li>{escape(value)}</li>" for value in values) + "</ol>"
        )
        texts += f'<section class="long"><h3>{word}</h3>\n{inner}</section>\n'
        contents += f"<li>{word}</li>"
    table = (
        f'<table class="sheet"><caption>著录信息</caption>\n<tbody>\n{rows}</tbody></table>\n'
        if rows
        else ""
    )
    summary = (
        f'<section class="abstract"><h3>提要</h3>\n<p itemprop="description">{escape(record.description)}'
        "</p></section>\n"
        if record.description and chance.random() < 0.85
        else ""
    )
    main = [summary, table + texts] if chance.random() < 0.5 else [table + texts, summary]

    peers = _peers(record, others, chance, 8)
    near = ""
    columns = [
        label
        for label in _CATALOGUE_ORDER
        if any(pair[0] == label for peer in peers[:5] for pair in _short(peer))
    ][:2]
    if columns:
        head = "".join(f"<th>{escape(_word(label))}</th>" for label in columns)
        lines = ""
        for peer in peers[:5]:
            known = dict(_short(peer))
            cells = "".join(f"<td>{escape(known.get(label, '—'))}</td>" for label in columns)
            lines += f'<tr><td><a href="/r/{chance.randint(1000, 99999)}">{escape(peer.name)}</a></td>{cells}</tr>\n'
        near = (
            '<section class="near"><h3>同卷相邻条目</h3>\n<table>\n<thead><tr><th>题名</th>'
            f"{head}</tr></thead>\n<tbody>\n{lines}</tbody></table></section>\n"
        )
    recent = "".join(
        f'<li><a href="/r/{i}">{escape(peer.name)}</a></li>' for i, peer in enumerate(peers[5:], 71)
    )
    aside = (
        f'<aside>\n<dl class="admin"><dt>条目号</dt><dd>{number}</dd><dt>收录日期</dt>'
        f"<dd>{_day(chance, 2006)}</dd><dt>查阅</dt><dd>{chance.randint(3, 9000)}次</dd></dl>\n"
        + (f"<h4>最近查阅</h4><ul>{recent}</ul>\n" if recent else "")
        + (
            '<p class="promo"><a href="/shop">《名录年鉴》纸质版八折预订中</a></p>\n'
            if chance.random() < 0.5
            else ""
        )
        + "</aside>\n"
    )
    jump = f'<ul class="toc">{contents}</ul>\n' if contents and chance.random() < 0.3 else ""
    body = (
        f'<p class="path"><a href="/">首页</a> &gt; <a href="/v">{shelf}</a> &gt; {name}</p>\n'
        f'<article itemscope="itemscope" itemtype="https://schema.org/Thing">\n'
        f'<h1 itemprop="name">{name}</h1>\n{also}{facts}'
        '<p class="tools"><a href="javascript:print()">打印</a> <a href="#">导出引文</a> '
        f'<a href="#">加入书单</a> <a href="#">永久链接</a></p>\n{jump}{"".join(main)}</article>\n'
        f"{aside}{near}"
    )
    return _catalogue_page(f"{name} - {shelf}", body)


def _sheet_extra(records: Sequence[Record], chance: Random) -> list[str]:
    entries = "".join(
        f'<li><a href="/r/{chance.randint(1000, 99999)}">{escape(record.name)}</a></li>\n'
        for record in chance.sample(list(records), min(40, len(records)))
    )
    guide = (
        "<h1>使用说明</h1><p>本名录按卷、音序编排，条目由编辑部著录并不定期修订。</p>"
        "<p>检索时可选择字段；引用请注明条目号与查阅日期。</p>\n"
    )
    return [
        _catalogue_page("音序索引", f'<h1>音序索引</h1>\n<ul class="index">\n{entries}</ul>\n'),
        _catalogue_page("使用说明", guide),
    ]


DESIGNS = {"thread": thread, "questions": questions, "sheet": sheet}
LABELS = {
    "questions": dict(_ASK_QUESTIONS),
    "sheet": {**_CATALOGUE_WORDS, **_CATALOGUE_NAMED},
}
EXTRA = {"thread": _thread_extra, "questions": _questions_extra, "sheet": _sheet_extra}
