"""The demo corpus is what it claims to be: reproducible, disjoint, noisy, its names silent."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import RidgeClassifier
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
sys.path.append(str(SCRIPTS))

from demo_corpus.corpus import Corpus, make_corpus, write_corpus  # noqa: E402
from demo_corpus.measures import noise_per_relation  # noqa: E402
from demo_corpus.vocabulary import Vocabulary, VocabularyError, read_vocabulary  # noqa: E402
from demo_corpus.world import Triple  # noqa: E402
from make_demo_corpus import DEFAULT_SEED, RECORDED_HASH, VOCABULARY  # noqa: E402


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(VOCABULARY)


@pytest.fixture(scope="module")
def corpus(vocabulary: Vocabulary) -> Corpus:
    return make_corpus(vocabulary, DEFAULT_SEED)


@pytest.fixture(scope="module")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo_corpus")
    write_corpus(corpus, folder)
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def all_triples(corpus: Corpus) -> list[Triple]:
    return [triple for triples in corpus.world.triples.values() for triple in triples]


def test_every_process_makes_the_same_bytes(tmp_path: Path) -> None:
    runs = [tmp_path / "one", tmp_path / "two"]
    for run, hash_seed in zip(runs, ("0", "1"), strict=True):
        command = [sys.executable, str(SCRIPTS / "make_demo_corpus.py"), str(run)]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        output = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
        assert output.decode().split()[-1] == RECORDED_HASH.read_text().strip()
    one, two = ({p.relative_to(run): p.read_bytes() for p in run.rglob("*.json*")} for run in runs)
    assert one == two
    assert len(one) == 9


def test_another_seed_makes_another_world(vocabulary: Vocabulary, corpus: Corpus) -> None:
    names = {entity.name for entity in make_corpus(vocabulary, DEFAULT_SEED + 1).world.entities}
    assert len(names & {entity.name for entity in corpus.world.entities}) < len(names) / 10


def test_the_spans_of_a_bag_sentence_hold_what_they_name(corpus: Corpus, folder: Path) -> None:
    surfaces = {e.title: {e.name, *e.aliases} for e in corpus.world.entities}
    sentences = rows(folder / "truth" / "sentences.jsonl")
    assert len({sentence["text"] for sentence in sentences}) == len(sentences)
    for sentence in sentences:
        text, spans = sentence["text"], set()
        for mention in sentence["mentions"]:
            node = mention["entity"]
            assert text[mention["start"] : mention["end"]] in surfaces.get(node, {node})
            spans.add((mention["start"], mention["end"], node))
        for triple in sentence["triples"]:
            for end in ("subject", "object"):
                assert (triple[f"{end}_start"], triple[f"{end}_end"], triple[end]) in spans


def test_a_question_holds_its_subject_and_is_its_template(folder: Path) -> None:
    for split in ("train", "dev", "test"):
        for question in rows(folder / "questions" / f"{split}.jsonl"):
            start, end = question["start"], question["end"]
            assert question["text"][start:end] == question["subject"]
            assert question["template"].format(entity=question["subject"]) == question["text"]
            assert question["cue"] in question["template"]


def test_every_mention_of_a_name_is_listed(vocabulary: Vocabulary, corpus: Corpus) -> None:
    for bags in corpus.bags.values():
        for sentence in bags.sentences:
            named = {m.start for m in sentence.mentions if m.kind in vocabulary.kinds}
            in_name = [letter in vocabulary.syllables for letter in sentence.text]
            assert named == {i for i in range(len(in_name)) if in_name[i] and not in_name[i - 1]}


def test_listed_triples_are_the_true_ones_between_the_mentions(corpus: Corpus) -> None:
    between: dict[tuple[str, str], set[str]] = {}
    for triple in all_triples(corpus):
        between.setdefault((triple.subject, triple.object), set()).add(triple.predicate)
    for bags in corpus.bags.values():
        for sentence in bags.sentences:
            nodes = [mention.node for mention in sentence.mentions]
            expected = {(s, p, o) for s in nodes for o in nodes for p in between.get((s, o), ())}
            listed = {
                (t.triple.subject, t.triple.predicate, t.triple.object) for t in sentence.triples
            }
            assert listed == expected


def test_the_documents_hold_every_bag_sentence_and_every_bag_triple(
    vocabulary: Vocabulary, folder: Path
) -> None:
    for split, name in (("train", "train"), ("held_out", "evaluation")):
        documents = rows(folder / name / "documents.jsonl")
        news = "\n".join(d["text"] for d in documents if "attributes" not in d)
        attributes = {d["title"]: d["attributes"] for d in documents if "attributes" in d}
        sentences = rows(folder / "truth" / "sentences.jsonl")
        for sentence in (s for s in sentences if s["split"] == split):
            assert sentence["text"] in news
            for triple in sentence["triples"]:
                if triple["predicate"] in vocabulary.relations:
                    values = attributes[triple["subject"]][triple["predicate"]]
                    values = [values] if isinstance(values, str) else values
                    assert triple["object"] in values


def test_the_graph_file_is_the_world(corpus: Corpus, folder: Path) -> None:
    graph = rows(folder / "truth" / "graph.jsonl")
    stated = [(row["subject"], row["predicate"], row["object"]) for row in graph]
    assert stated == [(t.subject, t.predicate, t.object) for t in all_triples(corpus)]


def test_there_is_as_much_as_promised(corpus: Corpus) -> None:
    assert len(corpus.bags["train"].related) >= 1500
    assert len(corpus.bags["held_out"].related) >= 500
    assert 2000 <= len(corpus.questions["train"]) <= 2600
    assert len(corpus.questions["dev"]) >= 290
    assert len(corpus.questions["test"]) >= 1500


def test_question_splits_share_no_entity_and_no_template(folder: Path) -> None:
    splits = [rows(folder / "questions" / f"{split}.jsonl") for split in ("train", "dev", "test")]
    for one, other in combinations(splits, 2):
        for key in ("subject", "template", "text"):
            assert not {row[key] for row in one} & {row[key] for row in other}


def test_the_test_asks_with_cues_that_training_has_seen(corpus: Corpus) -> None:
    seen = {(q.cue, q.attribute) for q in corpus.questions["train"]}
    assert {(q.cue, q.attribute) for q in corpus.questions["test"]} <= seen


def test_training_documents_name_nobody_else(
    vocabulary: Vocabulary, corpus: Corpus, folder: Path
) -> None:
    text = (folder / "train" / "documents.jsonl").read_text(encoding="utf-8")
    named = set(re.findall(f"[{vocabulary.syllables}]+", text))
    training = [entity for entity in corpus.world.entities if entity.split == "train"]
    assert named == {surface for entity in training for surface in (entity.name, *entity.aliases)}


def test_every_entity_has_at_least_six_attributes(corpus: Corpus) -> None:
    for entity in corpus.world.entities:
        assert len({t.predicate for t in corpus.world.attribute_triples(entity)}) >= 6


def test_two_fifths_of_the_questions_use_shared_wording(corpus: Corpus) -> None:
    for questions in corpus.questions.values():
        share = sum(question.shared_wording for question in questions) / len(questions)
        assert share == pytest.approx(0.4, abs=0.01)


def test_a_shared_cue_asks_for_several_attributes_one_of_each_kind(corpus: Corpus) -> None:
    for questions in corpus.questions.values():
        shared = {question.cue for question in questions if question.shared_wording}
        assert len(shared) == 6
        for cue in shared:
            asked = [question for question in questions if question.cue == cue]
            per_attribute = Counter(question.attribute for question in asked)
            assert 4 <= len(per_attribute) <= 6
            assert len(set(per_attribute.values())) == 1
            attribute_of_kind = {question.kind: question.attribute for question in asked}
            assert all(attribute_of_kind[q.kind] == q.attribute for q in asked)


def test_any_other_cue_means_one_attribute(corpus: Corpus) -> None:
    attribute_of_cue: dict[str, str] = {}
    for questions in corpus.questions.values():
        for question in questions:
            if not question.shared_wording:
                known = attribute_of_cue.setdefault(question.cue, question.attribute)
                assert known == question.attribute


def test_names_tell_nothing_about_kinds(corpus: Corpus) -> None:
    entities = [entity for entity in corpus.world.entities if not entity.homonym]
    kinds = [entity.kind for entity in entities]
    classifier = make_pipeline(
        CountVectorizer(analyzer="char", ngram_range=(1, 2)), RidgeClassifier()
    )
    accuracy = cross_val_score(classifier, [entity.name for entity in entities], kinds, cv=5).mean()
    chance_rate = max(Counter(kinds).values()) / len(kinds)
    assert abs(accuracy - chance_rate) < 0.08


def test_homonyms_differ_in_kind_and_are_never_asked_about(corpus: Corpus) -> None:
    homonyms = [entity for entity in corpus.world.entities if entity.homonym]
    assert 0.04 < len(homonyms) / len(corpus.world.entities) < 0.06
    by_surface: dict[str, list[str]] = {}
    for entity in homonyms:
        by_surface.setdefault(entity.aliases[0], []).append(entity.kind)
        assert entity.title == f"{entity.name}（{entity.kind}）"
    assert all(len(kinds) == len(set(kinds)) == 2 for kinds in by_surface.values())
    asked = {question.subject for split in corpus.questions.values() for question in split}
    assert not asked & {surface for e in homonyms for surface in (e.name, *e.aliases)}


def test_a_third_to_two_thirds_of_a_relations_bag_sentences_are_noise(corpus: Corpus) -> None:
    for bags in corpus.bags.values():
        noise = noise_per_relation(bags.related)
        assert len(noise) == 20
        assert all(0.3 <= rate <= 0.6 for rate in noise.values())


def test_three_relations_share_pairs(vocabulary: Vocabulary, corpus: Corpus) -> None:
    by_pair: dict[frozenset[str], set[str]] = {}
    for triple in all_triples(corpus):
        if triple.object_kind == "entity":
            pair = frozenset((triple.subject, triple.object))
            by_pair.setdefault(pair, set()).add(triple.predicate)
    together = [names for names in by_pair.values() if len(names) > 1]
    assert set().union(*together) == set(vocabulary.sharing_relations)
    assert {len(names) for names in together} == {2, 3}


def test_every_relation_has_eight_paraphrases_and_many_ways_to_say_nothing(
    vocabulary: Vocabulary,
) -> None:
    for relation in vocabulary.relations.values():
        assert len(set(relation.paraphrases)) >= 8
        assert all("S" in pattern and "O" in pattern for pattern in relation.paraphrases)
    assert len(set(vocabulary.comentions)) >= 40
    assert 45 <= len(vocabulary.attributes) + len(vocabulary.relations) <= 55


def test_a_bag_sentence_is_one_sentence_and_names_no_value_by_accident(
    vocabulary: Vocabulary,
) -> None:
    values = {value for a in vocabulary.attributes.values() for value in a.values.choices}
    values |= {*vocabulary.kinds, *vocabulary.news.places}
    for pattern in vocabulary.bag_patterns():
        assert not set(pattern) & set("。！？；\n")
        assert not [value for value in values if value in pattern]


def test_the_ceilings_agree_with_a_plain_count(folder: Path) -> None:
    questions = rows(folder / "questions" / "test.jsonl")
    documents = {d["title"]: d for d in rows(folder / "evaluation" / "documents.jsonl")}
    n_right_without = n_right_with = 0
    for cue in {question["cue"] for question in questions}:
        asked = [question for question in questions if question["cue"] == cue]
        n_right_without += Counter(q["attribute"] for q in asked).most_common(1)[0][1]
        for kind in {question["kind"] for question in asked}:
            of_kind = [q["attribute"] for q in asked if q["kind"] == kind]
            n_right_with += Counter(of_kind).most_common(1)[0][1]
    ceilings = json.loads((folder / "ceilings.json").read_text(encoding="utf-8"))
    assert all(len(documents[question["subject"]]["text"]) > 20 for question in questions)
    assert ceilings["without_graph"] == pytest.approx(n_right_without / len(questions))
    assert ceilings["with_graph"] == pytest.approx(n_right_with / len(questions)) == 1.0
    assert 0.68 <= ceilings["without_graph"] <= 0.72


def test_words_alone_stay_below_the_ceiling_without_the_graph(corpus: Corpus) -> None:
    train, test = corpus.questions["train"], corpus.questions["test"]
    classifier = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3)),
        RidgeClassifier(solver="sparse_cg"),
    )
    classifier.fit([q.template.format(entity="") for q in train], [q.attribute for q in train])
    accuracy = classifier.score(
        [q.template.format(entity="") for q in test], [q.attribute for q in test]
    )
    assert 0.6 < accuracy <= corpus.ceilings.without_graph + 0.02


def test_a_name_syllable_in_a_sentence_is_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    for path in VOCABULARY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        changed = text.replace("S毕业于O", f"S毕业于{vocabulary.syllables[0]}O")
        (tmp_path / path.name).write_text(changed, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"relations\.yaml"):
        read_vocabulary(tmp_path)
