"""Write the real data as the configurations under configs/ read it.

    python scripts/experiments/prepare_real_data.py --data ../shared/data -o runs/real

Makes encyclopaedia/ (triples.jsonl, documents.jsonl, truth/), nlpcc/, finre/, government/ and
counts.json. Splits come first; the texts and triples of held-out questions and sentences enter
neither the pretraining text nor the graph. With --check GRAPH FILE it is counted how many of a
file's hidden triples a built graph holds.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from real_data import graph_sources
from real_data.checking import check_hidden
from real_data.evaluation_texts import EvaluationTexts, evaluation_texts
from real_data.finance import write_finance
from real_data.government import write_government
from real_data.graph_ids import GraphIds
from real_data.questions import Question, read_questions, split_questions, write_questions
from real_data.records import Fact, Json, distinct, write_lines
from real_data.texts import write_documents
from real_data.truth import held_out_rows, write_truth

FOLDERS = (
    *("zh_wiki_ds", "zh_kg", "duie2", "nlpcc_kbqa", "kgclue", "ipre_sents", "light_ner_mrc"),
    *("fewclue", "finre_sanwen", "zh_laws", "gov_services"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder that holds zh_wiki_ds, duie2, …")
    parser.add_argument("-o", "--out", type=Path, default=Path("runs/real"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", type=Path, nargs=2, metavar=("GRAPH", "FILE"))
    options = parser.parse_args()
    if options.check:
        print(json.dumps(check_hidden(*options.check)))
        return
    if options.data is None:
        parser.error("--data: expected the folder that holds zh_wiki_ds, duie2, …")
    missing = [name for name in FOLDERS if not (options.data / name).is_dir()]
    if missing:
        parser.error(f"--data {options.data}: expected these folders in it: {' '.join(missing)}")
    counts = prepare(options.data, options.out, options.seed)
    text = json.dumps(counts, ensure_ascii=False, indent=2)
    (options.out / "counts.json").write_text(text + "\n", encoding="utf-8")
    print(text)


def prepare(data: Path, out: Path, seed: int) -> Json:
    """Write everything; return the counts."""
    splits = split_questions(read_questions(data), seed)
    counts: Json = {}
    begin = time.perf_counter()

    def done(name: str, figures: Json) -> None:
        counts[name] = figures
        print(f"{name}: {time.perf_counter() - begin:.0f} s", flush=True)

    done("nlpcc", write_questions(splits, out / "nlpcc", seed))
    done("finre", write_finance(data, out / "finre", seed))
    done("government", write_government(data, out / "government"))
    encyclopaedia = out / "encyclopaedia"
    done("triples", write_triples(data, splits, encyclopaedia / "triples.jsonl"))
    done("documents", write_texts(data, splits, encyclopaedia / "documents.jsonl"))
    ids = GraphIds(encyclopaedia / "triples.jsonl")
    done("truth", write_truth(data, ids, encyclopaedia / "truth"))
    return counts


def write_triples(data: Path, splits: dict[str, list[Question]], out: Path) -> Json:
    """The union of all sources, without what answers a held-out question."""
    train = [question.fact for question in splits["train"]]
    asked = [question.fact for name in ("development", "test") for question in splits[name]]
    held_out = {graph_sources.held_out_key(fact) for fact in asked}
    held_out |= {graph_sources.held_out_key(fact) for fact in graph_sources.kgclue(data, "dev")}
    read: Sequence[Fact] = [
        *graph_sources.zh_wiki_ds(data),
        *graph_sources.dbp15k(data),
        *graph_sources.kbert(data),
        *graph_sources.baike_movie(data),
        *graph_sources.duie2(data),
        *train,
        *graph_sources.kgclue(data, "train"),
    ]
    facts = distinct(read)
    kept = [fact for fact in facts if graph_sources.held_out_key(fact) not in held_out]
    return {
        "read": dict(Counter(fact.source for fact in read)),
        "distinct": len(facts),
        "left_out_as_answers_of_held_out_questions": len(facts) - len(kept),
        "written": write_lines(out, map(Fact.row, kept)),
        "object_kinds": dict(Counter(fact.object_kind for fact in kept)),
        "subjects": len({fact.subject for fact in kept}),
        "predicates": len({fact.predicate for fact in kept}),
    }


def write_texts(data: Path, splits: dict[str, list[Question]], out: Path) -> Json:
    """The pretraining text, without the texts of any dev or test split."""
    questions = [q.text for name in ("development", "test") for q in splits[name]]
    judged = [row["text"] for row in held_out_rows(data)]
    held_out = EvaluationTexts([*evaluation_texts(data), *questions, *judged])
    return {"evaluation_texts": len(held_out), **write_documents(data, out, held_out)}


if __name__ == "__main__":
    main()
