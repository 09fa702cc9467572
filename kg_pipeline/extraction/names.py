"""What has the form of a name, and of what kind of thing?

People by surname, organisations and places by how their names end, works by their book marks, laws
by the word for their sort. A name whose form tells nothing has the kind "".
"""

import re

from kg_pipeline.extraction.wording import WORDING
from kg_pipeline.graph.values import find_literals
from kg_pipeline.records import Language
from kg_pipeline.senses import without_sense

NORMATIVE_TITLE = re.compile(
    r"(?:(?<![书方做看想语魔佛手司执写])法|条例|规定|办法|细则|规则|决定|解释|章程|规程|准则|"
    r"批复|通则|总则|分则|编|宪法|修正案(?:[（(].{1,4}[)）])?|"
    r"法典|决议|公约|意见|通知|命令|方案|目录|标准)(?:[（(](?:试行|暂行|修订|草案|"
    r".{0,8}年.{0,6})[)）])?$"
)
_ORGANISATION = (
    "公司|集团|企业|银行|大学|学院|学校|中学|小学|幼儿园|医院|卫生院|局|厅|部|委员会|协会|学会|"
    "商会|联合会|研究院|研究所|中心|"
    "基金会|事务所|报社|出版社|杂志社|工作室|俱乐部|办公室|管理处|厂|商店|酒店|饭店|旅行社|剧院|"
    "乐团|球队|法院|检察院|政府|"
    "人大|政协|联盟|机构|证券|保险|信托|实验室|博物馆|图书馆|美术馆|科技|电视台|勘测院|设计院|"
    "工程院|科学院|商学院|"
    "管委会|居委会|村委会|合作社|研究会|工会|总队|支队|大队|茶室|书店|影业|传媒|文化|网络|电子|"
    "控股|资本|创投|影视|学社|书院"
)
_ENGLISH_ORGANISATION = (
    r"\b(?:Ltd|Inc|LLP|LLC|Corp|Co|PLC|Company|Group|Bank|University|College|School|Hospital|"
    r"Museum|Institute|Works|"
    r"Instruments|Council|Agency|Authority|Office|Trust|Foundation|Society|Library|Press|"
    r"Partners|Academy|Laboratory|"
    r"Department|Ministry|Association|Club|Observatory|Gallery|Theatre)\b\.?"
)
_PLACE = (
    "省|(?<![上城超夜股集门])市|县|(?<![地社])区|社区|地区|镇|乡|村|街道|社区|州|旗|盟|国|岛|"
    "群岛|山|峰|岭|河|江|湖|海|湾|港|溪|泉|瀑布|谷|寺|庙|塔|桥|大桥|路|街|巷|公园|"
    "景区|古城|古镇|广场|机场|车站|站|水库|平原|盆地|高原|草原|沙漠|森林|湿地|遗址|故居|祠|宫|阁|"
    "亭|园|码头|步道"
)
_ENGLISH_PLACE = (
    r"\b(?:Park|River|Lake|Island|Bridge|Street|Road|County|City|Village|Bay|Hill|Valley|Harbour|"
    r"Castle|Row|Yard)"
)
ORGANISATION_ENDINGS: dict[Language, str] = {"zh": _ORGANISATION, "en": _ENGLISH_ORGANISATION}
KINDS = {
    "organisation": re.compile(f"(?:{_ORGANISATION}|{_ENGLISH_ORGANISATION})$"),
    "place": re.compile(f"(?:{_PLACE}|{_ENGLISH_PLACE})$"),
}
_SURNAME = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍"
    "余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季"
    "麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗"
    "谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶司韶黎薄印宿白怀蒲邰鄂索咸籍赖"
    "卓蔺屠蒙池乔胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却桑桂濮牛寿边扈燕冀浦尚农温庄晏柴瞿阎"
    "充慕连茹习宦艾鱼容古易慎戈廖庾终暨居衡耿满弘匡国文寇禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖"
    "融冷訾辛阚简饶曾毋沙乜鞠须丰巢关蒯查荆游竺权逯盖益桓岳帅亢况商牟佘伯赏墨哈谯笪爱阳佟言福"
    "肖闫覃纳仝岚"
)
_DOUBLE = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|独孤|宇文|长孙|端木|南宫|夏侯|轩辕|"
    "钟离|完颜|呼延|赫连"
)
CHINESE_PERSON = (
    rf"(?:(?:{_DOUBLE})[一-龥]{{1,2}}|[{_SURNAME}][一-龥]{{1,2}}|"
    rf"[一-龥]{{1,7}}(?:[·•][一-龥]{{1,8}})+)"
)
ENGLISH_PERSON = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Dame)\.? )?[A-Z][\w'’-]+(?: (?:[A-Z]\.|de|van|von|la|"
    r"[A-Z][\w'’-]+)){1,3}"
)
_PERSON = re.compile(rf"(?:{CHINESE_PERSON}|{ENGLISH_PERSON})")
_CHINESE_PERSON = re.compile(CHINESE_PERSON)
ENGLISH_NAME = re.compile(
    r"(?:the |The )?[A-Z0-9][\w&'’.+-]*(?: (?:(?:of|the|and|&|de|von|van|for|"
    r"in) (?:the )?)?[A-Z0-9][\w&'’.+-]*)*"
)
_COMPOUND = re.compile(
    r"^(?:公司|学校|医院|景区|项目|集团|主|全(?!聚)|总(?!后|参|政)|新(?=校区|厂区|馆))|简介|概况|"
    r"总部$|.于"
)
_ROLE_WORD = re.compile(
    r".{1,2}(?:人|者|员|商|户)|师[兄姐弟妹傅父]|老[师板乡]|(?:父|母)亲|爷爷|奶奶|同学|先生|女士|"
    r"经理|主任|记者"
)


def without_book_marks(name: str) -> str:
    """《芦花渡》 → 芦花渡, where the marks enclose the whole name."""
    if name.startswith("《") and name.find("》") == len(name) - 1:
        return name[1:-1]
    return name


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's name."""
    return _PERSON.fullmatch(text) is not None


def kind_of_name(name: str) -> str:
    """organisation, place, person, work, law, or "" where the form does not tell.

    An English name of two words may be anybody's or anything's: "".
    """
    bare = without_sense(name)
    if name.startswith("《"):
        return "work"
    if NORMATIVE_TITLE.search(bare) and len(bare) > 3:
        return "law"
    for kind, ending in KINDS.items():
        if ending.search(bare) and len(bare) > 2:
            return kind
    return "person" if _CHINESE_PERSON.fullmatch(bare) else ""


def person_at_end(text: str) -> bool:
    """Whether a text ends with what could be a person's name."""
    return any(is_person(text[-length:]) for length in (2, 3, 4))


def looks_like_name(text: str, language: Language) -> bool:
    """Whether a noun phrase that the document does not otherwise know can pass for a name."""
    if text.startswith("《"):
        return text.endswith("》") and text.count("《") == 1 and len(text) > 2
    if language == "en":
        return (
            len(text) > 2
            and text.lower() != "the"
            and ENGLISH_NAME.fullmatch(text) is not None
            and WORDING["en"].not_a_name.match(text) is None
        )
    bare = re.sub(r"[（(][^（()）]*[)）]|“[^”]*”", "", text)
    if not 2 <= len(text) <= 30 or WORDING["zh"].not_a_name.search(bare):
        return False
    if re.search(r"[，。；：！？、\s/—]", bare) or _COMPOUND.search(bare) or find_literals(bare):
        return False
    if any(text.count(opener) != text.count(closer) for opener, closer in ("“”", "（）", "《》")):
        return False
    if any(
        kind_of_name(text[: join.start()]) or person_at_end(text[: join.start()])
        for join in re.finditer(r"[与和及]", text)
    ):
        return False  # 甲大学校长张三与乙大学
    if _ROLE_WORD.fullmatch(bare):
        return False
    kind = kind_of_name(text)
    if kind in ("organisation", "place"):
        return len(bare) > 3 or (len(bare) == 3 and kind == "place")
    return (
        kind == "person"
        or re.search(r"[A-Za-z]+\d|\d[A-Za-z]|^[A-Z][A-Za-z]+|^“[^“”]+”$", text) is not None
    )
