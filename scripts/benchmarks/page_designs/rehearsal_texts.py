"""More designs written to estimate what unseen ones do: texts, questions, registers, icons."""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from site_records import Record

from page_designs.parts import cards, each, joined, page, parted, ranking, some, text

ENGLISH = {
    "外文名": "Foreign title",
    "出品时间": "Year",
    "出品公司": "Production",
    "导演": "Director",
    "编剧": "Writer",
    "类型": "Genre",
    "主演": "Cast",
    "片长": "Running time",
    "上映时间": "Release",
    "对白语言": "Language",
    "实施主体": "Authority",
    "事项类型": "Type",
    "行使层级": "Level",
    "实施编码": "Code",
    "办理地点": "Address",
    "法定办结时限": "Legal limit",
    "承诺办结时限": "Promised limit",
    "受理条件": "Conditions",
    "咨询电话": "Enquiries",
    "监督投诉电话": "Complaints",
    "是否支持物流快递": "Courier",
    "是否支持预约办理": "Booking",
    "承办平台": "Platform",
    "主题分类": "Subject",
    "服务对象": "Audience",
    "申请材料": "Documents",
}
_WHAT = {
    "导演": "谁是导演？",
    "主演": "主演都有谁？",
    "片长": "全片多长时间？",
    "类型": "是什么类型的？",
    "上映时间": "哪天上映？",
    "实施主体": "归谁管？",
    "办理地点": "到哪儿办？",
    "申请材料": "要带什么材料？",
    "受理条件": "什么人能办？",
    "咨询电话": "打哪个电话咨询？",
}


def _date(chance: Random) -> str:
    return f"20{chance.randint(10, 23)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"


def post(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A social post: label and value in one line, parted by a bar; wide ones in lines below."""
    lines = ""
    for a, v in record.attributes.items():
        sign = next((s for s in ("、", " ", "；") if not any(s.strip() in x for x in v)), "；")
        if len(v) > 6:
            lines += f"<section><p>▍{escape(a)}</p>{each(v, 'p')}</section>"
        else:
            lines += f"<section><p>▍{escape(a)}｜{escape(sign.join(v))}</p></section>"
    likes = f"<div class='bar'>阅读 {chance.randint(9, 9999)} 赞 {chance.randint(0, 99)} 在看 {chance.randint(0, 99)}</div>"
    tail = "".join(f"<a href='#'>{escape(one.name)}</a>" for one in some(chance, others, 3))
    body = (
        f"<div id='img-content'><h2 id='activity-name'>{escape(record.name)}</h2><div id='meta_content'><span>原创</span>"
        f"<span>小编{chance.choice('甲乙丙')}</span><a id='js_name'>某某生活</a><em id='publish_time'>{_date(chance)}</em></div>"
        f"<div id='js_content'><p>点击上方蓝字关注我们</p><p>{escape(record.description)}</p>{lines}<p>— END —</p>"
        f"<p>往期回顾</p><p>{tail}</p></div>{likes}</div>"
    )
    return page(record.name, body)


def answers(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Questions and answers in a definition list; the asker and the day below each answer."""
    entries = "".join(
        f"<dt><span>问</span>{escape(_WHAT.get(a, a + '？'))}</dt><dd><span>答</span><div>{joined(v, ('、', '；'))}</div></dd>"
        for a, v in record.attributes.items()
    )
    forum = "".join(
        f"<li><b>{escape(one.name)}</b>谁知道？<i>{chance.randint(0, 20)}个回答</i></li>"
        for one in some(chance, others, 5)
    )
    body = (
        f"<h1>{escape(record.name)}</h1><p class='intro'>{escape(record.description)}</p><dl class='faq'>{entries}</dl>"
        f"<h2>等你来答</h2><ul>{forum}</ul><p>没找到？<a href='#'>我要提问</a></p>"
    )
    return page(f"{record.name}常见问题 - 某知道", body)


def bilingual(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A festival's sheet: labels in two languages, the name in a strip, screenings below."""
    rows = "".join(
        f"<li><h5>{escape(a)} {ENGLISH[a]}</h5><p>{joined(v, (', ', '、', '; '))}</p></li>"
        for a, v in record.attributes.items()
    )
    shows = "".join(
        f"<tr><td>{_date(chance)}</td><td>{chance.randint(9, 22)}:30</td><td>{chance.choice(['一号厅', '二号厅', '露天'])}</td></tr>"
        for _ in range(chance.randint(1, 4))
    )
    body = (
        f"<header><p>单元 Section</p><h1>{escape(record.name)}</h1></header><ul class='sheet'>{rows}</ul>"
        f"<div class='synopsis'><p>{escape(record.description)}</p></div><h4>场次 Screenings</h4>"
        f"<table><tr><th>日期</th><th>时间</th><th>地点</th></tr>{shows}</table>{ranking(chance, others, '最受欢迎')}"
    )
    return page(f"{record.name} | 某节 Festival", body)


def library(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A library's record: fields in lines, holdings in a table, administrative data at the side."""
    fields = ""
    for a, v in record.attributes.items():
        for one in v:
            fields += f"<dl class='booklist'><dt>{escape(a)}:</dt><dd>{escape(one)}</dd></dl>"
    holdings = "".join(
        f"<tr><td>{chance.choice('IJDG')}{chance.randint(100, 999)}/{chance.randint(1, 99)}</td><td>{chance.randint(10**6, 10**7)}</td>"
        f"<td>{chance.choice(['总馆', '分馆', '书库'])}</td><td>{chance.choice(['可借', '借出', '在编'])}</td></tr>"
        for _ in range(chance.randint(1, 3))
    )
    side = (
        f"<div class='side-box'><h4>馆藏信息</h4><p>系统号：{chance.randint(10**6, 10**7)}</p><p>入藏日期：{_date(chance)}</p>"
        f"<p>借阅次数：{chance.randint(0, 99)}</p><p>浏览次数：{chance.randint(0, 999)}</p></div>"
    )
    near = "".join(
        f"<li><a href='#'>{escape(one.name)}</a></li>" for one in some(chance, others, 6)
    )
    body = (
        f"<div class='path'>检索首页 &gt; 详细信息</div><div id='book'><h3>{escape(record.name)}</h3>{fields}<dl class='booklist'><dt>提要文摘附注:</dt>"
        f"<dd>{escape(record.description)}</dd></dl></div><table id='item'><tr><th>索取号</th><th>条码号</th><th>馆藏地</th><th>状态</th></tr>"
        f"{holdings}</table>{side}<h4>相关借阅</h4><ul>{near}</ul>"
    )
    return page(f"{record.name} - 书目检索系统", body)


def dictionary(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """An open-data portal: a headed table of field, meaning and content, one row an attribute."""
    rows = "".join(
        f"<tr><td>{n}</td><td><code>{ENGLISH[a].lower().replace(' ', '_')}</code></td><td>{escape(a)}</td>"
        f"<td>{joined(v, ('；', '、', '|'))}</td></tr>"
        for n, (a, v) in enumerate(record.attributes.items(), 1)
    )
    info = (
        f"<div class='meta'><span>下载量 {chance.randint(1, 999)}</span><span>访问量 {chance.randint(1, 9999)}</span>"
        f"<span>更新频率 每日</span></div>"
    )
    body = (
        f"<h1>{escape(record.name)}</h1>{info}<div class='tabs'><a>数据项</a><a>接口</a><a>评论</a></div><table class='items'>"
        f"<thead><tr><th>序号</th><th>字段</th><th>名称</th><th>内容</th></tr></thead><tbody>{rows}</tbody></table>{text(record)}"
        f"{cards(chance, others, '相似数据')}"
    )
    return page(f"{record.name}-开放数据", body)


def press(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """A press sheet: label and values in lines of one paragraph, an empty line between attributes."""
    lines = "<br><br>\n".join(
        f"{escape(a)}<br>{'<br>'.join(map(escape, v))}" for a, v in record.attributes.items()
    )
    body = (
        f"<div class='article'><h1>{escape(record.name)}</h1><p>{escape(record.description)}</p><p>{lines}</p>"
        f"<p>媒体联系 press@example.org</p></div>{cards(chance, others, '更多新闻')}"
    )
    return page(f"{record.name} 新闻资料", body)


def icons(record: Record, chance: Random, others: Sequence[Record]) -> str:
    """Labels as attributes of the markup: cells with data-label, and a row of icons with a title."""
    short, wide = parted(record)
    marks = "".join(
        f"<li><i class='icon' title='{escape(a)}'></i><span>{joined(v, ('、', '；'))}</span></li>"
        for a, v in short
    )
    cells = "".join(
        f"<tr><td data-label='{escape(a)}'>{joined(v, ('；', '|'))}</td></tr>" for a, v in wide
    )
    body = (
        f"<div class='top'><h1>{escape(record.name)}</h1><ul class='marks'>{marks}</ul></div><table class='responsive'>{cells}</table>"
        f"{text(record)}{cards_of(chance, others)}"
    )
    return page(f"{record.name} - 手边", body)


def cards_of(chance: Random, others: Sequence[Record]) -> str:
    """Other records with a price and a distance."""
    return "".join(
        f"<div class='near'><b>{escape(one.name)}</b><span>{chance.randint(1, 99)}元</span><span>{chance.randint(1, 9)}.2km</span></div>"
        for one in some(chance, others, 5)
    )


DESIGNS: dict[str, Callable[[Record, Random, Sequence[Record]], str]] = {
    one.__name__: one for one in (post, answers, bilingual, library, dictionary, press, icons)
}
LABELS = {
    "answers": {a: _WHAT.get(a, a + "？") for a in ENGLISH},
    "bilingual": {a: f"{a} {english}" for a, english in ENGLISH.items()},
}
