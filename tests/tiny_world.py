"""A world of a dozen invented entities, seven predicates and thirty sentences, for every test.

It has two namesakes (云杉, the school and the tree), an English alias (Norwind), a date, an amount,
a pair with two predicates, a chain of three hops and an entity that nobody mentions.
"""

from pathlib import Path

from kg_pipeline.alignment import AlignmentSettings, align
from kg_pipeline.corpus import Corpus, read_corpus, write_corpus
from kg_pipeline.graph.content import Entity, Evidence, GraphContent, GraphTriple, Predicate
from kg_pipeline.graph.linking import Linker, LinkingSettings
from kg_pipeline.graph.negatives import with_negatives
from kg_pipeline.graph.store import KnowledgeGraph, write_graph
from kg_pipeline.records import Sentence, Triple

_ENTITIES = (
    Entity("云杉中学", "云杉中学", ("云杉",), ("学校",)),
    Entity("云杉（植物）", "云杉（植物）", ("云杉",), ("植物",)),
    Entity("明川大学", "明川大学", ("明大",), ("学校",)),
    Entity("林若溪", "林若溪", (), ("人物",)),
    Entity("周远山", "周远山", ("老周",), ("人物",)),
    Entity("青石镇", "青石镇", (), ("地点",)),
    Entity("白河市", "白河市", ("白河",), ("地点",)),
    Entity("北岭", "北岭", (), ("地点",)),
    Entity("北风科技", "北风科技", ("Norwind",), ("公司",)),
    Entity("星野纪", "星野纪", (), ("图书",)),
    Entity("雪线志", "雪线志", (), ("图书",)),
    Entity("date:2009-06-18", "2009年6月18日", (), (), "date"),
    Entity("number:52000000元", "5200万元", (), (), "number"),
)
_PREDICATES = (
    Predicate("校长", (), ("学校",), ("人物",), True),
    Predicate("所在地", ("位于", "坐落于"), ("学校", "地点", "公司", "植物"), ("地点",), True),
    Predicate("作者", ("著",), ("图书",), ("人物",)),
    Predicate("译者", (), ("图书",), ("人物",)),
    Predicate("毕业院校", ("毕业于",), ("人物",), ("学校",)),
    Predicate("成立日期", ("创办", "成立"), ("学校", "公司"), ("date",), True),
    Predicate("注册资本", (), ("公司",), ("number",), True),
)
_TRIPLES = (
    ("云杉中学", "校长", "林若溪", 0.95),
    ("云杉中学", "所在地", "青石镇", 0.9),
    ("云杉中学", "成立日期", "date:2009-06-18", 0.9),
    ("明川大学", "校长", "周远山", 0.9),
    ("明川大学", "所在地", "白河市", 0.9),
    ("青石镇", "所在地", "白河市", 0.8),
    ("云杉（植物）", "所在地", "北岭", 0.7),
    ("林若溪", "毕业院校", "明川大学", 0.9),
    ("星野纪", "作者", "林若溪", 0.9),
    ("星野纪", "译者", "林若溪", 0.6),
    ("雪线志", "作者", "周远山", 0.9),
    ("北风科技", "所在地", "白河市", 0.85),
    ("北风科技", "注册资本", "number:52000000元", 0.9),
)
_DOCUMENTS = {
    "school": (
        "云杉中学位于青石镇，校舍依山而建。",
        "2009年6月18日，云杉中学正式创办。",
        "林若溪担任云杉中学校长已有十二年。",
        "云杉中学的学生常到青石镇的河边写生。",
        "校长林若溪在云杉的开学典礼上讲话。",
        "林若溪毕业于明川大学，主修地理。",
        "林若溪回到明川大学做了一场讲座。",
        "青石镇坐落于白河市的北面。",
        "从青石镇到白河市要坐一个小时的车。",
        "这座小镇的夏天很短，冬天很长。",
    ),
    "university": (
        "明川大学位于白河市，是一所综合大学。",
        "明川大学校长周远山参加了校庆。",
        "周远山和林若溪在明川大学见面。",
        "明大的图书馆藏有雪线志的手稿。",
        "老周喜欢在白河边散步。",
        "白河市今年有三所大学招生。",
        "明川大学与云杉中学合作开课。",
        "周远山说，白河的春天来得早。",
        "操场上的云杉长得很高，树叶四季常青。",
        "北岭的山坡上长满了云杉，这种植物耐寒。",
    ),
    "company": (
        "北风科技的注册资本为5200万元。",
        "Norwind has its office in 白河市.",
        "北风科技位于白河市的东区。",
        "北风科技向明川大学捐赠了设备。",
        "雪线志的作者是周远山。",
        "星野纪由林若溪所著，也由林若溪译成英文。",
        "林若溪在北岭写完了星野纪。",
        "周远山把雪线志送给了北风科技。",
        "昨晚下了一场大雪，路面结冰。",
        "Norwinders met in 青石镇 last year.",
    ),
}


def tiny_graph_content() -> GraphContent:
    """The world's graph; every triple has one piece of evidence."""
    evidence = tuple(
        Evidence(place, Triple(subject, predicate, object_, "entity", "", score, "hand", "world"))
        for place, (subject, predicate, object_, score) in enumerate(_TRIPLES)
    )
    triples = tuple(GraphTriple(*triple, n_evidence=1) for triple in _TRIPLES)
    return GraphContent(_ENTITIES, _PREDICATES, triples, evidence)


def tiny_sentences() -> list[Sentence]:
    """Thirty sentences of three documents."""
    sentences = []
    for document_id, texts in _DOCUMENTS.items():
        start = 0
        for text in texts:
            sentences.append(Sentence(document_id, start, start + len(text), text, "zh"))
            start += len(text)
    return sentences


def tiny_graph(folder: Path) -> KnowledgeGraph:
    """The graph, written to and opened from ``folder / "graph"``."""
    write_graph(tiny_graph_content(), folder / "graph", "tiny")
    return KnowledgeGraph.load(folder / "graph")


def tiny_corpus(folder: Path) -> Corpus:
    """The sentences aligned with the graph, with negatives, in ``folder / "corpus"``."""
    graph = tiny_graph(folder)
    linker = Linker(graph, LinkingSettings())
    aligned = align(tiny_sentences(), linker, graph, AlignmentSettings())
    sentences = with_negatives(aligned.sentences, graph, per_kind=2, seed=0)
    write_corpus(sentences, folder / "corpus", graph.graph_id, "tiny")
    return read_corpus(folder / "corpus")
