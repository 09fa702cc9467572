"""The closed-class words of Chinese and English that tell names, facts and doubts apart.

Nothing here knows a predicate or a domain; those are declared in the pattern files.
"""

import re
from dataclasses import dataclass

from kg_pipeline.records import Language


@dataclass(frozen=True)
class Wording:
    """Regular expressions of one language.

    clause_end: where a clause ends (outside brackets and quotations)
    opening:    adverbials before a subject that are no part of it
    adverbs:    what may stand between a subject and a predicate
    question:   the sentence asks; rumour: it reports what may be false; fiction: what a work tells
    condition:  a clause that makes the clauses after it hypothetical
    unreal:     words that make the statement around them planned, possible, past or denied
    not_a_name: words that no name contains
    pronoun:    stands for a thing named before; it_word: for the thing named last
    """

    clause_end: re.Pattern[str]
    opening: re.Pattern[str]
    adverbs: re.Pattern[str]
    question: re.Pattern[str]
    rumour: re.Pattern[str]
    fiction: re.Pattern[str]
    condition: re.Pattern[str]
    unreal: re.Pattern[str]
    not_a_name: re.Pattern[str]
    pronoun: re.Pattern[str]
    it_word: re.Pattern[str]


_CN_DATE = r"[12]\d{3}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:初|底|末|春|夏|秋|冬|[前后](?!期))?"
_CN_OPENING = (
    rf"(?:作为|身为|目前|现在|如今|当前|现今|截至[^，]{{0,12}}?(?:年末|年底|底|末|日|月|年|目前)|"
    rf"据(?:介绍|悉|了解|统计|公告)?|如(?![家皋东意])(?=[一-龥]{{4}})"
    rf"|其中|(?:公开)?资料显示|此外|另外|同时|随后|后来|当时|当年|今年|去年|此前|今后|而且|而|"
    rf"并且|且|并|因此|所以|因而|但是|但|"
    rf"不过|然而|自此|(?:自|在|于|从|到)?{_CN_DATE}[，,]?(?:起)?|(?:公司|企业|个人|学校|人物|"
    rf"产品)?(?:简介|概况|介绍)[:：]?|[〈〉·\-—–●■◆▪•*#>\s]+|"
    rf"[（(]?[一二三四五六七八九十\d]+[）)]|\d+[.、．])"
)
# Function words, verbs and descriptions that no name contains (with the names that do: 首都, 太平, …).
_CN_NOT_A_NAME = (
    r"^(?:由|同|辖|与|和|及|对|向|于|从|为|品牌|以|据|前身)|接受|收到|会同|看见|之[间后前]|期间|"
    r"以来|叫(?!花)|即(?!墨)|(?<![华有作])为(?!民)|能(?![源量力效耗])|著名|知名|最|大型|优秀|"
    r"唯一|首[家个批]|其他|多[个家]|相关|有关|"
    r"并(?!州)|[的了是把被也还且该此这哪您那我你他她它们吗呢吧啊很没却已又每谁跟着]|在(?!线|职)|"
    r"(?<![首成古京帝])都(?!市|江|匀|昌)|"
    r"太(?![平原湖阳仓极子白行])|(?<![规准原细总法守通])则|(?<!成)就(?!业|读)|更(?!新|生)|"
    r"未(?!来|央|名)|曾(?=经|任|获|在|被|以|是)|"
    r"(?<!人)才(?![能华])|只(?!有山)|再(?!生|就业)|(?<!小)说(?!明)|(?<!名)称|(?<![顾访慰])问|答|"
    r"某|其(?!洛)|(?<![大天])使(?!馆|用|者)|"
    r"(?<![出转])让|(?<!供)给(?!水|排)|不(?!锈钢|丹|列)|可以|可能|能够|应当|应该|须|必须|需要|"
    r"将(?![军乐领士])|"
    r"对(?![外口])|从(?![化江])|向(?![阳日东前明荣])|成立|位于|坐落|毕业|创办|创建|创立|宣布|"
    r"介绍|推出|参观|"
    r"前往|走进|来到|登上|举行|开展|办理|申请|获得|成为|进行|达到|超过|增长|下降|看到|打开|拥有|"
    r"具有|包括|包含|要求|"
    r"根据|按照|由于|因为|如果|所有|全部|任何|一切|各(?!界)|同一|不同|以及|并且|或者|比较|"
    r"通过(?!率)|自从|经过|关于|"
    r"出任|担任|现任|投资了|收购|涉及|负责|参加|参与|属于|显示|认为|相信|希望|出版的|演唱|执导|主演"
)
CHINESE = Wording(
    clause_end=re.compile(r"[，。；！？：!?;:\n]|,(?!\d)|(?<=[\ue001\ue002])、"),
    opening=re.compile(rf"^(?:{_CN_OPENING})\s*[，,]?\s*"),
    adverbs=re.compile(
        r"(?:(?:登记|对外公布|公布|披露|标注|规定|给出|主要|建议|现行)的?|现有|共有|拥有|设有|"
        r"设立|配有|配备|建有|现|共|总共|正式|最终|已经|已|均|都|也|还|则|便|就|又|有|"
        r"之前|如今|目前|当前|本身|自身|官方|全新|主要|公开|整体|合计|总计|累计|(?:今年|去年|"
        r"全年|每年)的?|承诺|大约|约|仍|于|在|于是|后来|随后|"
        rf"(?:于|在)?{_CN_DATE}[，,]?)$"
    ),
    question=re.compile(
        r"[？?]\s*[”\"』」]?\s*$|是否|吗[，。]|^(?:请问|问[：:])|多少|怎么|为什么|谁(?!都)"
    ),
    rumour=re.compile(
        r"传言|谣言|谣传|误传|讹传|误认|误以为|误称|传闻|据说|据传|相传|传说|网传|否认|不实|虚构|"
        r"纯属|并无史料|"
        r"说法不|有人说|曾有人|原计划|假定|假设|例如|比如|譬如|模拟|示例|举例|虚拟"
    ),
    fiction=re.compile(r"小说中|剧中|影片中|故事里"),
    condition=re.compile(
        r"如果|(?:^|(?<=[，。；：、,;\s“（]))若(?!干|[一-龥]{0,3}(?:公司|集团))|"
        r"若(?=[是有无不未能要想需为遇没违以按由对其该您你我他她它将仅只经因逾超])|"
        r"假如|倘若|一旦|要是|除非|即使|即便|哪怕|只要|万一"
    ),
    unreal=re.compile(
        r"不(?!锈钢|仅|但|少于|低于|动产|同|断|久|丹|列颠)|未(?!来)|没有|没(?!收)|并非|非(?!洲|"
        r"遗|营利|金属|常|凡|物质)|无(?!锡|线|人|锋|"
        r"障碍|机|为县|极|棣)|拟(?!声|南芥|态)|预计|预期|计划(?!单列)|将(?!军|乐|士|领|校|帅|才)|"
        r"有望|可能|或许|也许|"
        r"大概|疑似|打算|希望|建议|力争|争取|目标|应当|应该|应(?!用|急|届|城|县|收|变)|须|需要|"
        r"可以|能够|准备|试图|"
        r"原(?=[^，。]{0,2}(?:名|址|为|定|本|计划|任))|曾(?!国|子|庆|祺|[一-龥]{1,2}(?:先生|"
        r"女士))|前任|卸任|辞去|"
        r"辞任|不再|终止|取消|流标|落选|竞选|角逐|入围|候选|提名|争夺"
    ),
    not_a_name=re.compile(_CN_NOT_A_NAME),
    pronoun=re.compile(
        r"(?:该|本|此|这家|这所|这座|这个|这部|这款|这项|这一|这条|这本|那家|那座|"
        r"全)(?P<noun>[一-龥]{1,4})"
    ),
    it_word=re.compile(r"(?:其|它|他|她|此人)"),
)

_EN_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_EN_OPENING = (
    rf"(?:(?:In|On|Since|By|At|From|Until|During) (?:{_EN_MONTH} ?)?(?:\d{{1,2}},? )?(?:\d{{4}})|"
    r"Currently|Today|Now|Meanwhile|However|Moreover|Also|Later|Then|And|But|Formerly|"
    r"According to [^,]{1,60}|[-–—*•#>\s]+|\d+[.)]),?\s+"
)
ENGLISH = Wording(
    clause_end=re.compile(
        r"[;!?:\n]|[,.](?=\s|$)| [–—-] |—|\s(?=(?:and|but|while|whereas|which|who|when|where) )"
    ),
    opening=re.compile(rf"^(?:{_EN_OPENING}|(?:and|but|while|whereas|also|then)\b\s*)"),
    adverbs=re.compile(
        r"\s(?:currently|now|also|officially|formally|still|has|have|had|is|was|itself|today|"
        r"already|originally|first|a total)$"
    ),
    question=re.compile(r"\?\s*[”\"']?\s*$"),
    rumour=re.compile(
        r"\b(?:rumou?rs?|rumou?red|alleged(?:ly)?|reportedly|supposedly|myth|legend|untrue|"
        r"den(?:y|ies|ied)|"
        r"wrongly|mistakenly|for example|for instance|hypothetical)\b",
        re.IGNORECASE,
    ),
    fiction=re.compile(r"\bfictional\b", re.IGNORECASE),
    condition=re.compile(r"\b(?:if|unless|whether|suppose|had it been)\b", re.IGNORECASE),
    unreal=re.compile(
        r"\b(?:not|never|no longer|neither|nor|cannot|may|might|could|would|will|shall|should|"
        r"plans?|"
        r"planned|planning|expects?|expected|intends?|intended|proposed|proposes|aims?|hopes?|"
        r"hoped|"
        r"wants?|wanted|likely|perhaps|possibly|former|formerly|ex|once|without|nearly became)\b|"
        r"n['’]t\b",
        re.IGNORECASE,
    ),
    not_a_name=re.compile(
        r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|it|its|he|she|they|their|his|her|"
        r"this|that|these|those|there|which|who|what|when|where|if|not|by|at|from|to|with|as|than|"
        r"but|or|because|said|says|my|your|our|we|you|i)\b",
        re.IGNORECASE,
    ),
    pronoun=re.compile(
        r"(?:[Tt]he|[Tt]his|[Oo]ur|[Tt]hat) (?P<noun>[a-z]+(?: [a-z]+)?)",
    ),
    it_word=re.compile(r"(?:[Ii]ts?|[Hh]e|[Ss]he|[Hh]is|[Hh]er)"),
)

WORDING: dict[Language, Wording] = {"zh": CHINESE, "en": ENGLISH}

BRACKETS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
    "[": "]",
    "“": "”",
    "「": "」",
    "『": "』",
    "〈": "〉",
}
_CLOSERS = frozenset(BRACKETS.values())
_BRACKETED = re.compile("[" + re.escape("".join([*BRACKETS, *_CLOSERS])) + "]")


def outside_brackets(text: str, offset: int, openers: str = "（(《【[“「『〈") -> bool:
    """Whether ``text[offset]`` stands outside every bracket that one of ``openers`` opened."""
    depth = 0
    closers = frozenset(BRACKETS[opener] for opener in openers)
    for match in _BRACKETED.finditer(text, 0, offset):
        character = match[0]
        if character in openers:
            depth += 1
        elif character in closers:
            depth = max(0, depth - 1)
    return depth == 0


def clause_bounds(text: str, language: Language) -> list[int]:
    """Starts of the clauses of a sentence, the first is 0; a clause ends where the next starts."""
    starts, depth, position = [0], 0, 0
    for match in WORDING[language].clause_end.finditer(text):
        for bracket in _BRACKETED.finditer(text, position, match.start()):
            depth = max(0, depth + (1 if bracket[0] in BRACKETS else -1))
        position = match.start()
        if depth == 0:
            starts.append(match.end())
    return starts
