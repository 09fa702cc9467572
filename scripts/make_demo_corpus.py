"""Make the demo corpus: documents, questions, and the truth about both, from a seed.

    python scripts/make_demo_corpus.py OUT [--seed 7] [--record]

The same seed gives the same bytes everywhere; --record notes the corpus hash in
data/demo/CORPUS_SHA256, which a test compares. What comes out is described beside the code that
writes it (demo_corpus/corpus.py); what it is made of stands in data/demo/vocabulary.
"""

import argparse
from collections import Counter
from pathlib import Path

from demo_corpus.corpus import Corpus, make_corpus, write_corpus
from demo_corpus.measures import answerable_rate, noise_per_relation
from demo_corpus.vocabulary import read_vocabulary

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
VOCABULARY = DEMO / "vocabulary"
RECORDED_HASH = DEMO / "CORPUS_SHA256"
DEFAULT_SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--record", action="store_true", help="note the hash in data/demo")
    options = parser.parse_args()
    corpus = make_corpus(read_vocabulary(VOCABULARY), options.seed)
    corpus_hash = write_corpus(corpus, options.out)
    if options.record:
        RECORDED_HASH.write_text(f"{corpus_hash}\n", encoding="utf-8", newline="\n")
    print_figures(corpus)
    print(f"corpus hash  {corpus_hash}")


def print_figures(corpus: Corpus) -> None:
    world = corpus.world
    n_triples = sum(len(triples) for triples in world.triples.values())
    predicates = {t.predicate for triples in world.triples.values() for t in triples}
    print(f"entities     {_counts(Counter(entity.split for entity in world.entities))}")
    print(f"graph        {n_triples} triples, {len(predicates)} predicates")
    for folder, documents in corpus.documents.items():
        n_listed = sum(bool(document.attributes) for document in documents)
        print(f"documents    {folder}: {len(documents)}, {n_listed} with attributes")
    for split, bags in corpus.bags.items():
        print(f"sentences    {split}: {len(bags.related)} in bags, {len(bags.unrelated)} without")
        noise = noise_per_relation(bags.related)
        print(f"  noise      {' '.join(f'{name} {rate:.2f}' for name, rate in noise.items())}")
    for split, questions in corpus.questions.items():
        answerable = answerable_rate(questions, world)
        print(f"questions    {split}: {len(questions)}, answer in the graph {answerable:.3f}")
    ceilings = corpus.ceilings
    print(
        f"ceilings     without graph {ceilings.without_graph:.4f}, with {ceilings.with_graph:.4f}, "
        f"shared wording {ceilings.share_of_shared_wording:.4f} of {ceilings.n_test}"
    )


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counter.items())


if __name__ == "__main__":
    main()
