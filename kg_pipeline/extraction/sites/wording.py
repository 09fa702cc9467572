"""Words by which pages betray what is no statement about their topic."""

import re

from kg_pipeline.extraction.sites.pages import label_name

# Headings of what is about other things.
RELATED = re.compile(
    r"相关|相似|类似|同类|同款|热门|热[度销点榜搜映播]|最新|最近|今日|精[彩选]|猜你|看了|看过|大家|为[您你]|[您你](?:可能|还|或许|也)|感兴趣|喜欢"
    r"|附近|更多(?!信息|资料|参数|属性|详情)|推荐|延伸|排行|榜|广告|赞助|推广|也[看在]|随[便机]|换一|其[他它](?!信息|资料|参数|属性|说明|事项$|$)|评论|讨论|留言|问答|浏览|历史记录|关于(?:我们|本站)"
    r"|联系我们|友情|导航|站内|常用|快捷|热[词搜]|(?:读者|用户|网友|的人)[还也]|往期|回顾|相邻|接下来|待[扩补]充|等待(?:扩充|完善)"
    r"|\b(?:see also|related|similar|you (?:may|might)|more\b|nearby|recommend|trending|popular|latest|recent"
    r"|sponsored|also|others?|comments?|reviews?|top \d+|advert|about us|contact us)",
    re.IGNORECASE,
)
# Classes and ids of navigation, advertising, recommendations and footers.
FURNITURE = re.compile(
    r"(?:^|[^a-z])(?:nav|navbar|footer|foot|ads?|adv|advert\w*|gg|guanggao|promo\w*|sponsor\w*|related|recommend\w*|recs?"
    r"|similar|hot|rank\w*|top(?:list|ten)|popular|trending|comments?|reviews?|breadcrumbs?|crumbs?|copyright|friendlinks?"
    r"|tuijian|xiangguan|remen|paihang|guess|tips?|banner)(?=$|[^a-z])"
)
# The same as labels, where single words may be meant otherwise (「相关材料」 is an attribute).
_RELATED_LABEL = re.compile(
    r"(?:大家|猜你|[您你](?:可能|还|或许|也)|看了|看过|为[您你]|更多(?!信息|资料|参数|属性|详情)|延伸|随便).*|(?:相关|类似|相似|同类|热门|最新|精彩|推荐)"
    r"(?:推荐|阅读|文章|内容|目录|链接|新闻|资讯|影片|电影|作品|条目|词条|事项|服务|产品|商品|页面|搜索|排行)?|.*(?:还在看|也在看|排行榜?|热榜|推荐)"
    r"|(?:出现在|被?收[录入][于在进]|入选).{0,6}(?:[清片榜书歌]单|合集|专题)|(?:常?一[起并同]|同时|顺便).{0,6}(?:还有|也[办看]?)"
    r"|等待(?:扩充|补充|完善)|新近.{1,6}|待[扩补]充.*|热[词搜]|往期.{1,6}|.{0,8}[还也](?:在?[看买借读问搜]|喜欢|关注|浏览|收藏)[过了]?"
    r"|(?:热[门点销搜映播]|最[新近热]|本[周月]|今日|近期|即将|人气|同[馆类城系]).{1,6}"
    r"|related.*|see also|you may.*|more(?: .*)?|recommended.*|similar.*|popular.*",
    re.IGNORECASE,
)
# Labels that serve the site.
_NOTICE = re.compile(
    r"(?:您?的?(?:当前|所在|现在)的?)?位置|分享到?|(?:原文)?链接|[上下]一[篇页条个部项]|(?:被?(?:浏览|阅读|点击|访问|查看|查阅|下载|收藏|评论|关注"
    r"|点赞|转发|回复|回帖|播放|观看|借阅|检索|引用))(?:总?次?数|总?量|人数|人次)?|(?:投票|参与|提问|回答|咨询|(?:累计|总)?办件)(?:总?次?数|总?量|人数|人次)|支持|反对|[顶踩赞]"
    r"|有用|没用|在看|举手|全部|粉丝数?|积分|帖子数?|本帖.*|(?:已售|月?销量|库存|运费|配送|送至|配送[至到])|(?:总|月)?点击率?|"
    r"[想在]看|看过|[想在]读|读过|人气|热度|责任?编辑?|编辑|(?:本文|文章|稿件|信息|新闻)?来源|原标题|发布(?:时间|日期|者|人)|字号|字体|关键[词字]|打印|(?:用户)?纠错(?:记录)?|举报|版权\S*|.*备案(?:编?号|证号?)?|(?:交流|用户|读者|官方|QQ|微信)?群号?|ICP\S*|网站标识码"
    r"|技术支持|(?:本页|页面|信息|词条|数据|本站)?(?:最[近后])?(?:更新|修改|录入|收录|采集)(?:时间|日期|于)?"
    r"|客服(?:电话|热线|邮箱|QQ)?|(?:本站|网站)\S*|友情链接|注意?|提示|温馨提示|广告|招租|公告|推广|赞助|返回\S*|首页|主页"
    r"|share(?: on)?|views?|posted(?: (?:on|by|in))?|(?:last )?updated?(?: on)?|source|editor|related|next|prev(?:ious)?"
    r"|(?:词条|条目|页面|本页)?(?:贡献者|协作者|维护者)|(?:综合)?(?:评分|评价|总评|打分|星级)|[点短长影书]评|讨论区?|\S{0,2}下载(?:列表|地址|链接|方式|说明|通道|点)|(?:用户|网友|读者|大众|观众)(?:评价|评分|点评|口碑)|发[表布]于|上传者?|投稿|楼主|人气指数|好评率?|常见(?:问题|问答)(?:解答)?|faqs?|纠错|收藏|分享"
    r"|(?:条目|词条|页面|内容|文章|商品|资料|档案|信息|资源|数据|记录|系统|帖子|主题|用户|会员|馆藏|入藏|本站)?(?:编号|ID)"
    r"|(?:条目|词条|记录|系统|条码|数据|帖子|登录)号码?|(?:收录|入库|入藏|录入|上传|采集|抓取|编目|建档|审核)(?:于|日期|时间|者|人)"
    r"|ratings?"
    r"|you are here|home|back|copyright|likes?|comments?",
    re.IGNORECASE,
)
# Titles of sections that many articles end with.
_REFERENCES = re.compile(
    r"参见|参阅|参考(?:资料|文献|来源)|外部链接|目录|注释|脚注|references|external links|contents|notes"
    r"|(?:注释|脚注|来源|出处|参考|引用|文献|资料)(?:[与和及、](?:注释|脚注|来源|出处|文献|资料|链接))+",
    re.IGNORECASE,
)
# Labels over the running text of a page, which is no value.
_DESCRIPTION_ENDINGS = ("介绍", "简介", "概述", "概况", "摘要")
_DESCRIPTIONS = frozenset(
    "简介 剧情简介 内容简介 故事简介 影片简介 基本简介 剧情 剧情介绍 影片介绍 介绍 内容介绍 详细介绍 概述 概况 摘要 正文 详情 描述 "
    "内容提要 导语 导读 引言 前言 编者按 description synopsis overview summary about plot abstract storyline introduction".split()
)

# Headers of a column that what the table stands under says more of.
_COLUMN_OF_NAMES = frozenset(
    "名称 名字 姓名 项目 条目 内容 单位名称 企业名称 机构名称 公司名称 材料名称 name item title".split()
)

# Texts that one clicks on, beside a value.
_CONTROL = re.compile(
    r"[\[【（(]?(?:(?:点击)?(?:展开|收起|查看|显示)?(?:全部|更多|详情|全文|地图|大图|原文|完整\S{0,4})|展开|收起|查看|复制|编辑|修改|纠错|举报|收藏|分享|打印|下载"
    r"|(?:view |show |read |see )?(?:more|all|less)|edit|copy|share|expand|collapse|map)[\]】）)]?[\s>»›＞…↓▼∨+.]*",
    re.IGNORECASE,
)


_CALL = re.compile(
    r"点击(?=[^次数量率：:])|请(?:[您先点登扫输选在]|关注|使用)|扫码|扫一扫|长按|欢迎|立即|马上|click|sign (?:in|up)|log ?in|subscribe",
    re.IGNORECASE,
)


def is_call(text: str) -> bool:
    """Whether a text asks the reader to do something (「点击上方关注我们」)."""
    return _CALL.match(text) is not None


def is_control(text: str) -> bool:
    """Whether a text is a button or link of the page (「展开全部」, 「更多>>」) and no value."""
    return _CONTROL.fullmatch(text) is not None


def is_description(label: str) -> bool:
    """Whether a label is one over the running text of a page."""
    return label.casefold() in _DESCRIPTIONS or label.endswith(_DESCRIPTION_ENDINGS)


def is_column_of_names(label: str) -> bool:
    """Whether a label heads a column that names what the table lists (「名称」)."""
    return label.casefold() in _COLUMN_OF_NAMES


def is_notice(text: str) -> bool:
    """Whether a label serves the site (views, sharing, other pages) and tells nothing of a topic."""
    label = label_name(text)
    return (
        _NOTICE.fullmatch(label) is not None
        or _RELATED_LABEL.fullmatch(label) is not None
        or _REFERENCES.fullmatch(label) is not None
    )


def is_references(text: str) -> bool:
    """Whether a label is the title of a section of references, as many articles have."""
    return _REFERENCES.fullmatch(label_name(text)) is not None


def is_furniture(key: str) -> bool:
    """Whether a path key passes through navigation, advertising, recommendations or a footer.

    The footer of an article is not the site's.
    """
    steps = key.split("/")
    tags = [step.split("[")[0] for step in steps]
    if "article" in tags:
        first = tags.index("article")
        steps = [step for n, step in enumerate(steps) if n < first or not step.startswith("footer")]
        tags = [step.split("[")[0] for step in steps]
    words = " ".join(re.findall(r"'([^']*)'", "/".join(steps))).lower()
    return FURNITURE.search(words) is not None or "footer" in tags or "nav" in tags
