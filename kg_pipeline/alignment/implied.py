"""Of whom does a sentence speak that does not name its subject?

A document about one thing goes on without its name: 「该片于…上映」, 「本法自…起施行」, 「2004年，主演…」.
A noun that can stand for the document's topic (``anaphora``) is a mention of it. A sentence that
begins, after adverbials, with a verb or a preposition has the subject that was spoken of last; it is
taken for the topic's where no other subject came between in the paragraph.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

import numpy as np

from kg_pipeline.alignment.topics import Topic
from kg_pipeline.anaphora import stands_for
from kg_pipeline.graph.mentions import Mentions, mentions_of
from kg_pipeline.graph.ordinary_words import is_ordinary, is_place
from kg_pipeline.graph.other_forms import other_forms
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Flags
from kg_pipeline.records import Mention, Sentence

_ADVERBIALS = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]+条\s*|[\s“”\"、]+|[（(][^（()）]{0,40}[)）]"
    r"|(?:截至|截止|自|从|在|于|到|至)?(?:公元前?)?\d{2,4}\s?(?:[-—~～至]\s?\d{2,4}\s?)?年"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[初末底中春夏秋冬起间代]|年代|期间|开始|以来|以后|之后|后|至今)*[，,]?"
    r"|\d{1,2}月(?:\d{1,2}日)?[，,]?|(?:19|20)\d\d(?:[，,]|(?=[一-龥]))"
    r"|\d{1,2}岁(?:时|那年|起)?[，,]?"
    r"|(?:同年|次年|翌年|当年|此后|随后|之后|后来|其后|不久|目前|现在|近年来|此外|另外|同时|并且|而且|最终|最后|"
    r"最初|期间|当时|早年|早期|晚年|从小|自幼|毕业后|大学毕业后|之前|以后|后)(?:\d{1,2}月(?:\d{1,2}日)?)?[，,]?"
    r"|在(?![^，。；]{2,40}(?:饰|演|担任))[^，。；]{2,40}[，,]|(?<=年)[^，。；]{1,8}[，,])+"
)
_MARKED = re.compile(r"(?:该|本|此|这[部本首款家所座个种位张])(?P<noun>[一-龥]{1,5})")
_PERSON = re.compile(
    r"[他她](?!们|人|乡|日|国|处|家的)|其(?=主演|出演|参演|饰演|执导|演唱|个人|作品|代表)"
)
_OTHERS = re.compile(
    r"其中|其他|其它|其余|其次|分别|前者|后者|各自|另一|前身|相比|对比|据|因为|由于|如果|为了|随着|除|当|无论|"
    r"虽然|对于|关于|根据|依照|按照|是否|让|令|使|经|有|没|无|应|不|可|需|须|要|请|看|说"
)
_VERBS = re.compile(
    r"主演|出演|参演|饰|客串|领衔|联合|毕业|籍贯|出生|生于|凭|荣获|获|执导|自[编导]|创作|发行|推出|发表|发布|担任|"
    r"加盟|加入|签约|考入|就读|师从|现为|现任|曾|先后|因|与|和|被|由|以|在|于|是|为|讲述|改编|上映|首播|总投资|"
    r"代表作|主要(?:参演|演出|影视|代表)?作品|荣膺|首唱|入围|并|现签约|第[一二三四]次|除了?出演|表演|成立|创办|"
    r"位于|地处|隶属|拥有|主营|专注|总部|拍摄|参与|接拍|主持|搭档|首[次度]|[二三再]度|多次|还|再次|正式"
)
_VERB_TAGS = frozenset(["v", "vn", "vd", "d", "p"])
_MADE = re.compile(
    "主演|出演|饰演|参演|参加演出|配音|执导|导演|出品|编剧|上映|公映|首映|定档|首播|播出|领衔|制作|作词|作曲|"
    "演唱|收录|发行|出版|著"
)
_WORK = re.compile("《[^《》]*》")
_PLAYED = re.compile("饰演|饰|扮演|出演|主演|参演|演出|拍摄|执导|配音|演唱|推出|发行|代表作")
# What a person is, said without a subject: 「中国内地女演员」, 「浙江省杭州市人」.
_SOMEBODY = re.compile(
    r"[^，。；：《》是、]{0,16}?(?:演员|歌手|导演|编剧|主持人|模特|作家|诗人|画家|音乐人|运动员|学者|教授|艺人|人)"
    r"(?=[，。；、]|$)"
)
_UNMARKED = (
    "影片",
    "电影",
    "全片",
    "本剧",
    "全剧",
    "公司",
    "学校",
    "医院",
    "小说",
    "歌曲",
    "专辑",
    "游戏",
)
SCORE = 0.8  # of a mention by a noun or pronoun


class Subjects(Protocol):
    """Adds what sentences speak of without naming it."""

    def reads(self, sentence: Sentence) -> bool:
        """Whether a sentence that is set aside can tell of whom others speak."""

    def spoken_of(self, sentences: Sequence[Sentence], mentions: Mentions) -> "Spoken": ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """Mentions of each sentence, nouns for the topic among them, and the subject that is left out.

    left_out: number of a sentence → row of the node that it speaks of and does not name
    """

    mentions: Mentions
    left_out: Mapping[int, int]

    def where(self, wanted: Flags) -> "Spoken":
        """Of some of the sentences, numbered anew."""
        number = np.cumsum(wanted) - 1
        mentions = self.mentions.where(wanted[self.mentions.text])
        left_out = {int(number[one]): row for one, row in self.left_out.items() if wanted[one]}
        return Spoken(replace(mentions, text=number[mentions.text]), left_out)


class NamedSubjects:
    """Adds nothing: a sentence speaks of what it names."""

    def reads(self, sentence: Sentence) -> bool:
        """None can."""
        return False

    def spoken_of(self, sentences: Sequence[Sentence], mentions: Mentions) -> Spoken:
        """The mentions as they are."""
        return Spoken(mentions, {})


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a sentence speaks of: the topic by name or noun, no one named, another, or who knows."""

    subject: Literal["topic", "none", "another", "unknown"]
    nouns: tuple[tuple[int, int], ...] = ()


@dataclass
class ImpliedSubjects:
    """Adds nouns that stand for a document's topic and, if wanted, subjects that are left out."""

    graph: KnowledgeGraph
    topics: Mapping[str, Topic]
    with_left_out: bool
    _other: set[str] = field(default_factory=set)  # documents whose paragraph speaks of another
    _ends: dict[str, int] = field(default_factory=dict)  # of the last sentence of each document

    def reads(self, sentence: Sentence) -> bool:
        """The Chinese ones of documents with a topic."""
        return sentence.language == "zh" and sentence.document_id in self.topics

    def spoken_of(self, sentences: Sequence[Sentence], mentions: Mentions) -> Spoken:
        """Sentences of a document must come in their order, all that ``reads`` asks for."""
        records = mentions.records(self.graph, len(sentences))
        begins = np.searchsorted(mentions.text, np.arange(len(sentences))).tolist()
        kept = np.ones(len(mentions.text), dtype=bool)
        added: list[tuple[int, int, int, int]] = []
        left_out: dict[int, int] = {}
        ids = self.graph.column("entity_id")
        for number, sentence in enumerate(sentences):
            if not self.reads(sentence):
                continue
            document, topic = sentence.document_id, self.topics[sentence.document_id]
            entity = ids[topic.row].as_py()
            if sentence.start > self._ends.get(document, 0):  # Chinese sentences touch
                self._other.discard(document)
            self._ends[document] = sentence.end
            reading = read(sentence.text, records[number], topic, entity)
            for noun in _free(reading.nouns, records[number]):
                added.append((number, *noun, topic.row))
                for place, one in enumerate(records[number], start=begins[number]):
                    kept[place] &= not (noun[0] <= one.start and one.end <= noun[1])
            if reading.subject == "another":
                self._other.add(document)
            elif reading.subject == "topic":
                self._other.discard(document)
            elif reading.subject == "none" and self.with_left_out and document not in self._other:
                left_out[number] = topic.row
        nouns = mentions_of(added, SCORE)
        return Spoken(mentions.where(kept).with_added(nouns), left_out)


def read(text: str, mentions: Sequence[Mention], topic: Topic, entity: str) -> Reading:
    """Whom a sentence speaks of, as far as its beginning tells."""
    adverbials = _ADVERBIALS.match(text)
    begin = adverbials.end() if adverbials is not None else 0
    nouns = tuple(_nouns(text, begin, topic))
    rest = text[begin:]
    at_head = any(one.start <= begin + 1 for one in mentions if one.entity == entity)
    at_head |= any(text.find(name) in (begin, begin + 1) for name in (topic.name, *topic.others))
    if at_head or (nouns and nouns[0][0] <= begin + 1):
        return Reading("topic", nouns)
    if topic.name in text or nouns or any(one.entity == entity for one in mentions):
        return Reading("unknown", nouns)
    if topic.kind == "work" and "《" not in text and _MADE.search(text):
        return Reading("none")
    if _OTHERS.match(rest):
        return Reading("unknown")
    if _VERBS.match(rest) or _begins_with_verb(rest):
        return Reading("none")
    named = [text[one.start : one.end] for one in mentions if one.start == begin and _named(one)]
    if any(not is_ordinary(name) and not _is_place(name) for name in named):
        return Reading("another")
    told = topic.kind == "person" and (_SOMEBODY.match(rest) is not None or _plays(text, mentions))
    return Reading("none" if told else "unknown")


def _plays(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether somebody played in a work, and only works are named: 「电影《…》饰演贾颐」."""
    works = [match.span() for match in _WORK.finditer(text)]
    if not works or _PLAYED.search(_WORK.sub("", text)) is None:
        return False
    names = [one for one in mentions if _named(one)]
    return all(
        any(start < one.start and one.end < end for start, end in works)
        or is_ordinary(name)
        or _is_place(name)
        for one in names
        for name in (text[one.start : one.end],)
    )


def _is_place(name: str) -> bool:
    """大连, and 辽宁省大连市."""
    return any(map(is_place, (name, *other_forms(name, titled=False))))


def _named(mention: Mention) -> bool:
    return mention.kind not in ("date", "number")


def _begins_with_verb(text: str) -> bool:
    import rjieba

    tagged = rjieba.tag(text[:12])
    return bool(tagged) and tagged[0][1] in _VERB_TAGS


def stands_for_topic(written: str) -> bool:
    """Whether a mention's text is a noun or pronoun that ``read`` may have found."""
    return written in _UNMARKED or bool(_MARKED.fullmatch(written) or _PERSON.fullmatch(written))


def _nouns(text: str, begin: int, topic: Topic) -> list[tuple[int, int]]:
    """Where nouns, pronouns and other names stand for the topic.

    Names that only the document gives it, and nouns without 该 or 本, at the beginning.
    """
    found: list[tuple[int, int]] = []
    for name in topic.others:
        if text.startswith(name, begin) or text.startswith(f"《{name}》", begin):
            start = text.index(name, begin)
            return [(start, start + len(name))]
    for match in _MARKED.finditer(text):
        for length in range(len(match["noun"]), 0, -1):
            noun = match["noun"][:length]
            if _can_stand_for(noun, topic, marked=True):
                found.append((match.start(), match.start("noun") + length))
                break
    if not found:
        for noun in _UNMARKED:
            if text.startswith(noun, begin) and _can_stand_for(noun, topic, marked=False):
                found.append((begin, begin + len(noun)))
                break
    if not found and topic.kind == "person" and _PERSON.match(text, begin):
        found.append((begin, begin + 1))
    return found


def _can_stand_for(noun: str, topic: Topic, *, marked: bool) -> bool:
    return stands_for(noun, topic.name, topic.kind, topic.heads, is_title=True, marked=marked)


def _free(
    nouns: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> Iterator[tuple[int, int]]:
    """The nouns where nothing stands that reaches beyond them."""
    for start, end in nouns:
        across = [one for one in mentions if one.start < end and start < one.end]
        if all(start <= one.start and one.end <= end for one in across):
            yield start, end
