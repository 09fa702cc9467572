"""The name of a page's topic inside a headline (「某证怎么办？需要什么材料？」, 「《某片》好看吗」).

Editors word headlines in several ways, each on a part of a site's pages, so no ending is shared by
all. As in wrapper induction (Kushmerick, "Wrapper induction: efficiency and expressiveness",
Artificial Intelligence 118, 2000) a delimiter pair is learnt from what recurs on its left and right;
it is believed where the page names the rest elsewhere: in its lead, its keywords, in quotation marks.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg_pipeline.extraction.names import without_book_marks
from kg_pipeline.extraction.sites.pages import SitePage
from kg_pipeline.graph.values import fold

_DIGIT = re.compile(r"\d")
_JOINS = frozenset(" ·-–&'’.")  # stand inside names
_BRACKETS = dict(zip("《「『“【（([", "》」』”】）)]", strict=True))
_MARKS = frozenset("《「『“")
# Words of headlines, which names seldom have.
WORDED = re.compile(
    r"[？?！!…|｜_]|怎么|怎样|如何|为什么|什么|多少|哪[里些个儿]|[好能会得]吗|吗$|好不好|值得|攻略|指南|流程|大全|全集|盘点|推荐|解析|详解|解读|图解|详情|介绍"
    r"|一文|一图|读懂|看懂|了解|全知道|知道|教程|须知|最新|必[看读备知]|简介|资料|查询|在线|免费|高清|下载|报价|价格|百科|点评|评测|测评|影评|一览|汇总|整理"
    r"|\b(?:what|how|why|where|when|who|guide|reviews?|everything|explained|facts|about|tips|need to know)\b",
    re.IGNORECASE,
)
_YEAR = "0000年"
# Documents about a document are not the document that they name.
NOTICE = re.compile(
    r"^关于|的?(?:通知|公告|公示|决定|批复|意见|函|通报|通告|令)(?:[（(][^（()）]*[)）])?$"
)


class Ends(NamedTuple):
    """What a page adds to a name before and behind it."""

    prefix: str
    suffix: str


WHOLE = Ends("", "")


@dataclass(frozen=True, slots=True)
class Headlines:
    """How the headlines of a template are worded; digits are written as 0.

    quoted: where no wording fits, the one name in quotation marks is meant
    """

    wordings: tuple[Ends, ...] = ()
    quoted: bool = False

    def name_in(self, headline: str, page: SitePage) -> str:
        """The name that a headline holds; the headline itself where none is known."""
        if not self.wordings and not self.quoted:
            return headline
        text = fold(headline)
        fitting = [ends for ends in self.wordings if fits(ends, text)]
        if fitting:
            found = (
                chosen_ends(text, [*fitting, WHOLE], texts_of(page)) if len(fitting) > 1 else None
            )
            best = found if found is not None and found != WHOLE else max(fitting, key=_size)
            return rest_of(best, text)
        return (quoted_name(text) if self.quoted else "") or headline


def texts_of(page: SitePage) -> list[str]:
    """What a page says, in which its name may stand again."""
    return [*page.about, *page.head, *(fold(node.text) for node in page.nodes)]


def topic_key(text: str) -> str:
    """What two ways to write a name share."""
    return without_book_marks(text).casefold().replace(" ", "")


def without_digits(text: str) -> str:
    return _DIGIT.sub("0", text)


def _size(ends: Ends) -> tuple[int, Ends]:
    return len(ends.prefix) + len(ends.suffix), ends


def rest_of(ends: Ends, text: str) -> str:
    return text[len(ends.prefix) : len(text) - len(ends.suffix)]


def fits(ends: Ends, text: str) -> bool:
    """Whether a text is so worded, and what is left has the form of a name."""
    plain = without_digits(text)
    if not (plain.startswith(ends.prefix) and plain.endswith(ends.suffix)):
        return False
    name = rest_of(ends, text)
    if len(text) < len(ends.prefix) + len(ends.suffix) + 2 or not _is_balanced(name):
        return False
    if not (name[0].isalnum() or name[0] in _BRACKETS):
        return False
    if not (name[-1].isalnum() or name[-1] in "！!" or name[-1] in _BRACKETS.values()):
        return False
    return not _splits_word(ends.prefix[-1:], name[0]) and not _splits_word(
        name[-1], ends.suffix[:1]
    )


def _splits_word(before: str, behind: str) -> bool:
    """Whether a cut between two letters or two digits goes through a word."""
    both = before + behind
    return len(both) == 2 and both.isascii() and (both.isalpha() or both.isdigit())


def _is_balanced(text: str) -> bool:
    waiting: list[str] = []
    for sign in text:
        if sign in _BRACKETS:
            waiting.append(_BRACKETS[sign])
        elif sign in _BRACKETS.values() and (not waiting or waiting.pop() != sign):
            return False
    return not waiting


def chosen_ends(
    headline: str, fitting: Sequence[Ends], texts: Sequence[str], subjects: Collection[str] = ()
) -> Ends | None:
    """What leaves the longest name that the page has elsewhere, best where it stands for itself."""
    if WHOLE in fitting and _is_embedded(headline, texts):
        return WHOLE
    ranked = [
        (witness(rest_of(ends, headline), ends, headline, texts, subjects), -_size(ends)[0], ends)
        for ends in fitting
        if ends != WHOLE
    ]
    best = max(ranked, default=(0, 0, WHOLE))
    if best[0] < 2 and not (best[0] == 1 and is_worded(best[2])):
        return None
    name, (prefix, suffix) = rest_of(best[2], headline), best[2]
    bare = Ends(prefix + name[0], name[-1] + suffix)  # without the marks around the name
    return bare if name[0] in _MARKS and bare in fitting else best[2]


def is_worded(ends: Ends) -> bool:
    """Whether a wording has words of headlines, and is no mere piece of names."""
    return any(WORDED.search(side) or side.startswith(_YEAR) for side in ends)


def _is_embedded(headline: str, texts: Sequence[str]) -> bool:
    """Whether a text names the headline as one names a thing: quoted, or at the head of a clause."""
    quoted = re.compile(
        rf"[{''.join(_MARKS)}]{re.escape(headline)}[》」』”]|(?:^|\W){re.escape(headline)}(?=[^\W_])"
    )
    return headline[-1] not in "？?！!" and any(
        headline in text and quoted.search(text) for text in texts
    )


def witness(
    name: str, ends: Ends, headline: str, texts: Sequence[str], subjects: Collection[str]
) -> int:
    """3 where the name is known, 2 where a text has it between marks, 1 where on one side of it.

    The headline itself, wherever it stands again, is no witness.
    """
    if subjects and topic_key(name) in subjects:
        return 3
    best = 0
    for text in texts:
        if name not in text:
            continue
        bare = text.replace(headline, "\0")
        start = bare.find(name)
        while start >= 0:
            before, behind = bare[start - 1 : start], bare[start + len(name) :][:1]
            bounds = _parts(before) + _parts(behind)
            if bounds == 2:
                return 2
            again = (before and before == ends.prefix[-1:]) or (
                behind and behind == ends.suffix[:1]
            )
            if bounds == 1 and not again:
                best = 1
            start = bare.find(name, start + 1)
    return best


def _parts(sign: str) -> bool:
    """Whether a sign next to a name ends it; none is the edge of a text."""
    return sign == "" or (not sign.isalnum() and sign not in _JOINS and sign != "\0")


def quoted_name(text: str) -> str:
    """The only name in quotation marks of a headline; "" for none, and for a document's title."""
    if NOTICE.search(text):
        return ""
    names: list[str] = []
    start, waiting = 0, ""
    depth = 0
    for place, sign in enumerate(text):
        if not depth and sign in _MARKS:
            start, waiting, depth = place + 1, sign, 1
        elif depth and sign == waiting:
            depth += 1
        elif depth and sign == _BRACKETS[waiting]:
            depth -= 1
            if not depth:
                names.append(text[start:place])
    return names[0] if len(names) == 1 and len(names[0]) > 1 else ""
