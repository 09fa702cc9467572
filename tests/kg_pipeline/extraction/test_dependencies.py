"""A parse gives the triples that it states, whichever way its parser labels."""

import pytest

from kg_pipeline.extraction.dependencies import DependencyExtractor
from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon
from kg_pipeline.records import Block, Document, Language, Sentence, Triple
from tests.kg_pipeline.extraction.conftest import facts
from tests.kg_pipeline.extraction.parses import WrittenParses, doc_of

Facts = set[tuple[str, str, str]]


def extracted(
    *written: str, language: Language, title: str = "", lexicon: PredicateLexicon | None = None
) -> list[Triple]:
    """The triples of a document whose sentences are these parses."""
    docs = [doc_of(one, language) for one in written]
    separator = " " if language == "en" else ""
    text = separator.join(doc.text for doc in docs)
    sentences: list[Sentence] = []
    start = 0
    for doc in docs:
        end = start + len(doc.text)
        sentences.append(Sentence("d", start, end, doc.text, language))
        start = end + len(separator)
    blocks = (Block("paragraph", 0, len(text)),)
    document = Document("d", "u", "text/plain", "utf-8", language, title, text, blocks)
    extractor = DependencyExtractor(WrittenParses(docs), lexicon or PredicateLexicon())
    return extractor.extract(document, sentences)


SPACY_ENGLISH: list[tuple[str, str, Facts]] = [
    (
        "coordinated objects are parted",
        "Orrin@ORG PROPN 2 compound; Group@ORG PROPN 3 nsubj; makes:make VERB 0 ROOT; "
        "lanterns NOUN 3 dobj; and CCONJ 4 cc; sensors NOUN 4 conj; . PUNCT 3 punct",
        {("Orrin Group", "make", "lanterns"), ("Orrin Group", "make", "sensors")},
    ),
    (
        "coordinated subjects and verbs are parted, and the verbs share the subject",
        "Quill@PERSON PROPN 4 nsubj; and CCONJ 1 cc; Tolley@PERSON PROPN 1 conj; "
        "founded:found VERB 0 ROOT; Orrin@ORG PROPN 4 dobj; and CCONJ 4 cc; "
        "left:leave VERB 4 conj; Leeds@GPE PROPN 7 dobj",
        {
            ("Quill", "found", "Orrin"),
            ("Tolley", "found", "Orrin"),
            ("Quill", "leave", "Leeds"),
            ("Tolley", "leave", "Leeds"),
        },
    ),
    (
        "coordinated verbs share the object that stands after both",
        "Orrin@ORG PROPN 2 nsubj; designs:design VERB 0 ROOT; and CCONJ 2 cc; "
        "builds:build VERB 2 conj; lanterns NOUN 4 dobj",
        {("Orrin", "design", "lanterns"), ("Orrin", "build", "lanterns")},
    ),
    (
        "the passive is turned, and its date stays with the patient",
        "Orrin@ORG PROPN 3 nsubjpass; was:be AUX 3 auxpass; founded:found^VBN VERB 0 ROOT; "
        "by ADP 3 agent; Quill@PERSON PROPN 4 pobj; and CCONJ 5 cc; Tolley@PERSON PROPN 5 conj; "
        "in ADP 3 prep; 1998 NUM 8 pobj",
        {
            ("Quill", "found", "Orrin"),
            ("Tolley", "found", "Orrin"),
            ("Orrin", "founded in", "1998"),
        },
    ),
    (
        "a relative clause speaks of the noun it describes",
        "Orrin@ORG PROPN 7 nsubjpass; , PUNCT 1 punct; which^WDT PRON 4 nsubj; "
        "owns:own VERB 1 relcl; Halden@ORG PROPN 4 dobj; was:be AUX 7 auxpass; "
        "bought:buy^VBN VERB 0 ROOT; by ADP 7 agent; Quill@PERSON PROPN 8 pobj",
        {("Orrin", "own", "Halden"), ("Quill", "buy", "Orrin")},
    ),
    (
        "a participle clause is a passive",
        "Orrin@ORG PROPN 5 nsubj; founded:found^VBN VERB 1 acl; by ADP 2 agent; "
        "Quill@PERSON PROPN 3 pobj; makes:make VERB 0 ROOT; lanterns NOUN 5 dobj",
        {("Quill", "found", "Orrin"), ("Orrin", "make", "lanterns")},
    ),
    (
        "a clause about what the subject is speaks of the subject",
        "Orrin@ORG PROPN 2 nsubj; is:be AUX 0 ROOT; a DET 4 det; maker NOUN 2 attr; "
        "based:base^VBN VERB 4 acl; in ADP 5 prep; Leeds@GPE PROPN 6 pobj",
        {("Orrin", "类型", "maker"), ("Orrin", "based in", "Leeds")},
    ),
    (
        "O is the P of S",
        "Quill@PERSON PROPN 2 nsubj; is:be AUX 0 ROOT; the DET 5 det; chief ADJ 5 amod; "
        "executive NOUN 2 attr; of ADP 5 prep; Orrin@ORG PROPN 6 pobj",
        {("Orrin", "chief executive", "Quill")},
    ),
    (
        "the P of S is O",
        "The DET 2 det; capital NOUN 5 nsubj; of ADP 2 prep; Vell@GPE PROPN 3 pobj; "
        "is:be AUX 0 ROOT; Orrin@GPE PROPN 5 attr",
        {("Vell", "capital", "Orrin")},
    ),
    (
        "O, the P of S",
        "Quill@PERSON PROPN 7 nsubj; , PUNCT 1 punct; the DET 4 det; founder NOUN 1 appos; "
        "of ADP 4 prep; Orrin@ORG PROPN 5 pobj; left:leave VERB 0 ROOT; Leeds@GPE PROPN 7 dobj",
        {("Orrin", "founder", "Quill"), ("Quill", "leave", "Leeds")},
    ),
    (
        "S's P O, where the parse makes P the head",
        "Orrin@ORG PROPN 3 poss; 's PART 1 case; founder NOUN 5 nsubj; "
        "Quill@PERSON PROPN 3 appos; left:leave VERB 0 ROOT; Leeds@GPE PROPN 5 dobj",
        {("Orrin", "founder", "Quill"), ("Quill", "leave", "Leeds")},
    ),
    (
        "coordinated passives share their mark",
        "Orrin@ORG PROPN 3 nsubjpass; was:be AUX 3 auxpass; founded:found^VBN VERB 0 ROOT; "
        "in ADP 3 prep; Leeds@GPE PROPN 4 pobj; and CCONJ 3 cc; bought:buy^VBN VERB 3 conj; "
        "by ADP 7 agent; Halden@ORG PROPN 8 pobj",
        {("Orrin", "founded in", "Leeds"), ("Halden", "buy", "Orrin")},
    ),
    (
        "a verb that needs its complement says nothing without it",
        "Quill@PERSON PROPN 2 nsubj; became:become VERB 0 ROOT; mayor NOUN 2 attr; in ADP 2 prep; "
        "2008 NUM 4 pobj",
        set(),
    ),
    (
        "a particle belongs to the verb",
        "Quill@PERSON PROPN 2 nsubj; set:set VERB 0 ROOT; up ADP 2 prt; Orrin@ORG PROPN 2 dobj",
        {("Quill", "set up", "Orrin")},
    ),
]

UNIVERSAL_ENGLISH: list[tuple[str, str, Facts]] = [
    (
        "the passive is turned",
        "Orrin PROPN 3 nsubj:pass; was:be AUX 3 aux:pass; founded:found VERB 0 root; "
        "by ADP 5 case; Quill PROPN 3 obl:agent; in ADP 7 case; Leeds PROPN 3 obl",
        {("Quill", "found", "Orrin"), ("Orrin", "founded in", "Leeds")},
    ),
    (
        "O is the P of S, where the copula stands below",
        "Quill PROPN 4 nsubj; is:be AUX 4 cop; the DET 4 det; founder NOUN 0 root; "
        "of ADP 6 case; Orrin PROPN 4 nmod",
        {("Orrin", "founder", "Quill")},
    ),
    (
        "a relative clause without its pronoun",
        "Quill PROPN 2 nsubj; owns:own VERB 0 root; Halden PROPN 2 obj; , PUNCT 6 punct; "
        "which^WDT PRON 6 nsubj; makes:make VERB 3 acl:relcl; lanterns NOUN 6 obj",
        {("Quill", "own", "Halden"), ("Halden", "make", "lanterns")},
    ),
]

CHINESE: list[tuple[str, str, Facts]] = [
    (
        "subject, verb and coordinated objects; the first conjunct may stand below the last",
        "北风 PROPN 2 compound:nn; 公司 NOUN 3 nsubj; 生产 VERB 0 ROOT; 灯具 NOUN 6 conj; "
        "和 CCONJ 6 cc; 传感器 NOUN 3 dobj; 。 PUNCT 3 punct",
        {("北风公司", "生产", "灯具"), ("北风公司", "生产", "传感器")},
    ),
    (
        "被: the agent may be labelled as the subject",
        "北风公司 PROPN 4 nsubjpass; 被 ADP 4 auxpass; 南山集团 PROPN 4 nsubj; 收购 VERB 0 ROOT",
        {("南山集团", "收购", "北风公司")},
    ),
    (
        "由 turns a sentence too",
        "北风公司 PROPN 4 nsubj; 由 ADP 3 case; 林若溪 PROPN 4 nmod:prep; 创办 VERB 0 ROOT",
        {("林若溪", "创办", "北风公司")},
    ),
    (
        "a preposition after the verb belongs to it",
        "林若溪 PROPN 2 nsubj; 毕业 VERB 0 root; 于 ADP 4 case; 明川大学 PROPN 2 obl",
        {("林若溪", "毕业于", "明川大学")},
    ),
    (
        "在 before the verb is 于 after it",
        "林若溪 PROPN 4 nsubj; 在 ADP 3 case; 白河市 PROPN 4 nmod:prep; 出生 VERB 0 ROOT",
        {("林若溪", "出生于", "白河市")},
    ),
    (
        "S的P是O",
        "北风公司 PROPN 3 nmod:assmod; 的 PART 1 case; 董事长 NOUN 5 nsubj; 是 AUX 5 cop; "
        "林若溪 PROPN 0 ROOT",
        {("北风公司", "董事长", "林若溪")},
    ),
    (
        "O是S的P",
        "林若溪 PROPN 5 nsubj; 是 AUX 5 cop; 北风公司 PROPN 5 nmod; 的 PART 3 case; "
        "董事长 NOUN 0 root",
        {("北风公司", "董事长", "林若溪")},
    ),
    (
        "S P O beside each other",
        "北风公司 PROPN 2 compound:nn; 董事长 NOUN 3 compound:nn; 林若溪 PROPN 4 nsubj; "
        "访问 VERB 0 ROOT; 白河市 PROPN 4 dobj",
        {("北风公司", "董事长", "林若溪"), ("林若溪", "访问", "白河市")},
    ),
    (
        "what somebody founded is the object of founding",
        "林若溪 PROPN 2 nsubj; 创办 VERB 4 acl; 的 PART 2 mark; 北风公司 PROPN 5 nsubj; "
        "生产 VERB 0 ROOT; 灯具 NOUN 5 dobj",
        {("林若溪", "创办", "北风公司"), ("北风公司", "生产", "灯具")},
    ),
    (
        "who founded something is the subject of founding",
        "创办 VERB 4 acl; 北风公司 PROPN 1 dobj; 的 PART 1 mark; 林若溪 PROPN 5 nsubj; "
        "访问 VERB 0 ROOT; 白河市 PROPN 5 dobj",
        {("林若溪", "创办", "北风公司"), ("林若溪", "访问", "白河市")},
    ),
    (
        "S是一家K",
        "北风公司 PROPN 5 nsubj; 是 AUX 5 cop; 一 NUM 5 nummod; 家 NOUN 3 mark:clf; "
        "企业 NOUN 0 ROOT",
        {("北风公司", "类型", "企业")},
    ),
    (
        "把 marks the object",
        "南山集团 PROPN 4 nsubj; 把 ADP 3 case; 北风公司 PROPN 4 obl; 并购 VERB 0 root",
        {("南山集团", "并购", "北风公司")},
    ),
]

NO_FACT: list[tuple[Language, str, str]] = [
    (
        "en",
        "negation",
        "Orrin@ORG PROPN 4 nsubj; did:do AUX 4 aux; not PART 4 neg; buy VERB 0 ROOT; "
        "Halden@ORG PROPN 4 dobj",
    ),
    (
        "en",
        "negation of the subject",
        "No DET 2 det; Orrin@ORG PROPN 3 nsubj; bought:buy VERB 0 ROOT; Halden@ORG PROPN 3 dobj",
    ),
    (
        "en",
        "modal",
        "Orrin@ORG PROPN 3 nsubj; may AUX 3 aux; buy VERB 0 ROOT; Halden@ORG PROPN 3 dobj",
    ),
    (
        "en",
        "plan",
        "Orrin@ORG PROPN 2 nsubj; agreed:agree VERB 0 ROOT; to PART 4 aux; buy VERB 2 xcomp; "
        "Halden@ORG PROPN 4 dobj",
    ),
    (
        "en",
        "question",
        "Has:have AUX 3 aux; Orrin@ORG PROPN 3 nsubj; bought:buy VERB 0 ROOT; "
        "Halden@ORG PROPN 3 dobj; ? PUNCT 3 punct",
    ),
    (
        "en",
        "belief",
        "Quill@PERSON PROPN 2 nsubj; thinks:think VERB 0 ROOT; Orrin@ORG PROPN 4 nsubj; "
        "owns:own VERB 2 ccomp; Halden@ORG PROPN 4 dobj",
    ),
    (
        "en",
        "condition",
        "If SCONJ 3 mark; Orrin@ORG PROPN 3 nsubj; buys:buy VERB 6 advcl; "
        "Halden@ORG PROPN 3 dobj; Quill@PERSON PROPN 6 nsubj; leaves:leave VERB 0 ROOT; "
        "Leeds@GPE PROPN 6 dobj",
    ),
    (
        "en",
        "a subject that is no name",
        "The DET 2 det; founder NOUN 3 nsubj; left:leave VERB 0 ROOT; Leeds@GPE PROPN 3 dobj",
    ),
    (
        "en",
        "a pronoun that stands for nobody named",
        "They PRON 2 nsubj; own VERB 0 ROOT; Halden@ORG PROPN 2 dobj",
    ),
    (
        "zh",
        "negation",
        "北风公司 PROPN 3 nsubj; 没有 ADV 3 neg; 收购 VERB 0 ROOT; 南山集团 PROPN 3 dobj",
    ),
    (
        "zh",
        "modal",
        "北风公司 PROPN 3 nsubj; 将 ADV 3 advmod; 收购 VERB 0 ROOT; 南山集团 PROPN 3 dobj",
    ),
    (
        "zh",
        "question",
        "北风公司 PROPN 2 nsubj; 收购 VERB 0 ROOT; 南山集团 PROPN 2 dobj; 吗 PART 2 discourse; "
        "？ PUNCT 2 punct",
    ),
    (
        "zh",
        "condition",
        "如果 SCONJ 3 mark; 北风公司 PROPN 3 nsubj; 收购 VERB 6 advcl; 南山集团 PROPN 3 dobj; "
        "林若溪 PROPN 6 nsubj; 离开 VERB 0 ROOT; 白河市 PROPN 6 dobj",
    ),
]


@pytest.mark.parametrize("case", [*SPACY_ENGLISH, *UNIVERSAL_ENGLISH], ids=lambda case: case[0])
def test_an_english_parse_gives_what_it_states(case: tuple[str, str, Facts]) -> None:
    _, written, expected = case
    assert facts(extracted(written, language="en")) == expected


@pytest.mark.parametrize("case", CHINESE, ids=lambda case: case[0])
def test_a_chinese_parse_gives_what_it_states(case: tuple[str, str, Facts]) -> None:
    _, written, expected = case
    assert facts(extracted(written, language="zh")) == expected


@pytest.mark.parametrize("case", NO_FACT, ids=lambda case: f"{case[0]} {case[1]}")
def test_what_is_not_asserted_gives_nothing(case: tuple[Language, str, str]) -> None:
    language, _, written = case
    assert facts(extracted(written, language=language)) == set()


QUILL = (
    "Quill@PERSON PROPN 2 nsubj; founded:found VERB 0 ROOT; Orrin@ORG PROPN 2 dobj; . PUNCT 2 punct"
)


def test_a_pronoun_stands_for_the_subject_named_last_that_it_fits() -> None:
    she = "She PRON 2 nsubj; left:leave VERB 0 ROOT; Leeds@GPE PROPN 2 dobj; . PUNCT 2 punct"
    assert ("Quill", "leave", "Leeds") in facts(extracted(QUILL, she, language="en"))


def test_it_never_stands_for_a_person() -> None:
    it = "It PRON 2 nsubj; makes:make VERB 0 ROOT; lanterns NOUN 2 dobj; . PUNCT 2 punct"
    assert facts(extracted(QUILL, it, language="en")) == {("Quill", "found", "Orrin")}


def test_a_common_noun_never_stands_for_a_person() -> None:
    city = (
        "The DET 2 det; city NOUN 3 nsubj; makes:make VERB 0 ROOT; lanterns NOUN 3 dobj; "
        ". PUNCT 3 punct"
    )
    triples = extracted(QUILL, city, language="en", title="Quill")
    assert facts(triples) == {("Quill", "found", "Orrin")}


def test_what_is_reported_is_believed_less_than_what_is_said() -> None:
    reported = (
        "Quill@PERSON PROPN 2 nsubj; said:say VERB 0 ROOT; Orrin@ORG PROPN 4 nsubj; "
        "owns:own VERB 2 ccomp; Halden@ORG PROPN 4 dobj"
    )
    plain = "Orrin@ORG PROPN 2 nsubj; owns:own VERB 0 ROOT; Halden@ORG PROPN 2 dobj"
    (less,) = extracted(reported, language="en")
    (more,) = extracted(plain, language="en")
    assert facts([less]) == facts([more])
    assert 0 < less.confidence < more.confidence < 0.9  # patterns begin at 0.9


def test_offsets_are_the_documents_and_hold_what_they_name() -> None:
    second = (
        "Halden@ORG PROPN 2 nsubj; employs:employ VERB 0 ROOT; 300 NUM 4 nummod; "
        "people NOUN 2 dobj; . PUNCT 2 punct"
    )
    triples = extracted(QUILL, second, language="en")
    text = "Quill founded Orrin. Halden employs 300 people."
    assert [triple.object for triple in triples] == ["Orrin", "300 people"]
    for triple in triples:
        assert text[triple.subject_start : triple.subject_end] == triple.subject
        assert text[triple.object_start : triple.object_end] == triple.object
        assert text[triple.sentence_start : triple.sentence_end].endswith(".")
    assert triples[1].object_kind == "number"


def test_a_lexicon_brings_the_names_of_a_predicate_together() -> None:
    lexicon = PredicateLexicon([PredicateEntry(predicate="founder of", aliases=("found",))])
    triples = extracted(QUILL, language="en", lexicon=lexicon)
    assert [triple.predicate for triple in triples] == ["founder of"]


def test_a_verb_that_names_a_predicate_of_dates_is_not_read_with_a_thing() -> None:
    lexicon = PredicateLexicon(
        [PredicateEntry(predicate="成立日期", aliases=("成立",), object="date")]
    )
    written = "北风公司 PROPN 2 nsubj; 成立 VERB 0 ROOT; 南山集团 PROPN 2 dobj"
    assert extracted(written, language="zh", lexicon=lexicon) == []
    assert facts(extracted(written, language="zh")) == {("北风公司", "成立", "南山集团")}


def test_headings_are_not_read() -> None:
    doc = doc_of(QUILL, "en")
    block = Block("heading", 0, len(doc.text))
    document = Document("d", "u", "text/plain", "utf-8", "en", "", doc.text, (block,))
    sentence = Sentence("d", 0, len(doc.text), doc.text, "en")
    extractor = DependencyExtractor(WrittenParses([doc]), PredicateLexicon())
    assert extractor.extract(document, [sentence]) == []
