"""Alignment and linking on real texts and graphs: how complete, and how precise as readers judged.

    python scripts/benchmarks/alignment_quality.py --data PATH --work runs/quality [--sets baike_movie,…]
    … --draw                        draw pairs of the sets for a reader (ids into data/judged)
    … --show FOLDER                 write what the reader sees, one file a set
    … --verdicts SET=FILE           take in what a reader said

PATH holds zh_kg/ and duie2/. Every set is a run of the pipeline under WORK/SET:

baike_movie    the infoboxes of actors and movies as graph, their texts as documents. Recall: of the
               values that stand in the text of their page (written alike but for punctuation, or as
               an equal date or amount), how many are paired with the page's subject there
duie2          DuIE's triples as graph, its sentences as texts. Recall: of the triples, how many are
               pairs of the sentence that they are given for
encyclopaedia  as the configuration of that name makes it; before and after denoising
laws           the laws, with the graph that is extracted from them

Of baike_movie and duie2 half of the pages and texts, by the hash of their names, were looked at when
rules were made; recall is printed for both halves, and pairs of baike_movie are drawn from the other.

The last two are runs of their own: ``kg-pipeline run configs/pipeline/encyclopaedia.yaml --set
output=WORK/encyclopaedia``; ``… government.yaml --set output=WORK/laws`` with the laws as only input.
``baike_movie`` has ``alignment.implied_subjects: all`` and ``wording: declared``; ``_implied`` not the
latter, and of it only pairs are drawn that the wording would set aside; ``_named`` has neither.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from aligned_runs import (
    Run,
    baike_pages,
    duie_rows,
    duie_run,
    duie_worded_run,
    implied_run,
    is_test,
    named_run,
    worded_run,
)
from intervals import share_with_interval
from judged_pairs import Pair, Verdicts, drawn, precision_table
from real_data import graph_sources
from real_data.names import comparable, plain
from real_data.records import Fact

from kg_pipeline.alignment.settings import AlignmentSettings
from kg_pipeline.alignment.wording import wordings_of
from kg_pipeline.graph.aliases import AliasSettings, AliasTable
from kg_pipeline.graph.values import Value, find_literals, normalize
from kg_pipeline.run_settings import StageName

Key = tuple[str, str, str]  # subject, predicate, object, written alike
_SHORTEST = 2  # characters of a value that is searched for


@dataclass(frozen=True, slots=True)
class Asked:
    """A triple that a text should yield: of which kind it is, and whether it did."""

    kind: str
    subject_named: bool  # in the very text
    test: bool  # of the half that was not looked at
    alone: bool  # the object stands there outside longer names and dates
    found: bool


def written(name: str) -> str:
    """A name or value as it is compared: letters and digits, without its sense."""
    bare = name.split("（")[0]
    return comparable(bare or name)


def stated_in(run: Run) -> dict[int, set[Key]]:
    """Line of a document in its file, from 0 → the triples that are paired in it."""
    found: dict[int, set[Key]] = defaultdict(set)
    for sentence in run.found():
        line = int(run.documents[sentence.document_id].uri.rpartition("#")[2]) - 1
        for one in sentence.positives:
            names = run.names[one.subject], run.names[one.object]
            found[line].add((written(names[0]), one.predicate, comparable_value(names[1])))
    return found


def comparable_value(value: str) -> str:
    """Equal for equal dates and amounts, and for names that are written alike."""
    read = normalize(value)
    return f"{read.text}{read.unit}" if read.kind in ("date", "number") else written(value)


def occurs(value: str, text: str, literals: Iterable[Value]) -> bool:
    """Whether a value stands in a text, as it is written or as an equal date or amount."""
    wanted = normalize(value)
    if wanted.kind in ("date", "number"):
        return any(
            (one.kind, one.unit) == (wanted.kind, wanted.unit)
            and (one.text == wanted.text or one.text.startswith(wanted.text + "-"))
            for one in literals
        )
    alike = comparable(value)
    return len(alike) >= _SHORTEST and alike in comparable(text)


def baike_recall(run: Run, data: Path) -> list[Asked]:
    """Values of the infoboxes that stand in the text of their page."""
    stated, asked = stated_in(run), list[Asked]()
    table = AliasTable.of(run.graph, AliasSettings())
    for line, page in enumerate(baike_pages(data)):
        literals = [one.value for one in find_literals(page.biography)]
        for predicate, value in dict.fromkeys(page.values):
            if value and occurs(value, page.biography, literals):
                fact = graph_sources.attribute(page.name, predicate, value, "")
                alone = stands_alone(value, page.biography, literals, table)
                asked += _asked(fact, page.biography, stated[line], is_test(page.name), alone)
    return asked


def duie_recall(run: Run, data: Path) -> list[Asked]:
    """Triples of DuIE's texts."""
    stated, asked = stated_in(run), list[Asked]()
    for line, row in enumerate(duie_rows(data)):
        for spo in row["spo_list"]:
            fact, test = graph_sources.duie2_fact(spo), is_test(row["text"])
            asked += _asked(fact, plain(row["text"]), stated[line], test)
    return asked


def stands_alone(value: str, text: str, literals: Iterable[Value], table: AliasTable) -> bool:
    """Whether a value stands somewhere outside a longer name of the graph, or a longer date."""
    wanted = normalize(value)
    if wanted.kind in ("date", "number"):
        return any((one.kind, one.text) == (wanted.kind, wanted.text) for one in literals)
    spans = table.find(text)
    place = text.find(value)
    while place >= 0:
        end = place + len(value)
        around = [one for one in spans if one[0] <= place and end <= one[1]]
        if all(one[1] - one[0] == len(value) for one in around):
            return True
        place = text.find(value, place + 1)
    return False


def _asked(fact: Fact, text: str, stated: set[Key], test: bool, alone: bool = True) -> list[Asked]:
    if not fact.object or fact.subject == fact.object:
        return []
    subject = written(fact.subject)
    key = subject, fact.predicate, comparable_value(fact.object)
    kind = fact.object_kind if fact.object_kind in ("date", "number") else "name"
    return [Asked(kind, subject in comparable(text), test, alone, key in stated)]


WORDINGS = wordings_of(AlignmentSettings(wording="declared"))


def by_wording(pair: Pair) -> str:
    """What the declared words say of a pair."""
    mention = pair.sentence.mentions[pair.triple.object_mention]
    predicate = pair.triple.predicate
    if not WORDINGS.declares(predicate):
        return "predicate not declared"
    speaks = WORDINGS.speaks(pair.sentence.text, mention.start, mention.end, predicate)
    return "spoken of" if speaks else "not spoken of"


@dataclass(frozen=True, slots=True)
class QualitySet:
    """One set: how its run comes about, its recall where there is truth, and its draw.

    stages: whose output the judged pairs are looked for in; the first is the one that is drawn from
    group:  the source of all pairs; "" takes it from the documents' titles
    among:  which pairs are drawn from
    """

    make: Callable[[Path, Path], Run]
    recall: Callable[[Run, Path], list[Asked]] | None
    seed: int
    n_pairs: int
    group: str
    stages: tuple[StageName, ...] = ("alignment",)
    among: Callable[[Run, Pair], bool] = lambda run, pair: True

    def pairs(self, run: Run) -> list[Pair]:
        """Those that are drawn from."""
        pairs = run.pairs(run.aligned(self.stages[0]), self.group)
        return [pair for pair in pairs if self.among(run, pair)]


def finished(data: Path, work: Path) -> Run:
    """A run that somebody made."""
    if not (work / "alignment").is_dir():
        raise SystemExit(f"{work}: expected a finished run of kg-pipeline, found none (see --help)")
    return Run(work)


def set_aside(run: Run, pair: Pair) -> bool:
    """Of the test half, what the wording would set aside."""
    return run.of_test_half(pair) and by_wording(pair) == "not spoken of"


SETS = {
    "baike_movie": QualitySet(
        worded_run, baike_recall, 20261123, 300, "baike_movie", among=Run.of_test_half
    ),
    "baike_movie_implied": QualitySet(
        implied_run, baike_recall, 20261123, 100, "baike_movie", among=set_aside
    ),
    "baike_movie_named": QualitySet(named_run, baike_recall, 0, 0, "baike_movie"),
    "duie2": QualitySet(duie_run, duie_recall, 0, 0, "duie2"),
    "duie2_worded": QualitySet(duie_worded_run, duie_recall, 0, 0, "duie2"),
    "encyclopaedia": QualitySet(finished, None, 20261123, 300, "", ("alignment", "corpus")),
    "laws": QualitySet(finished, None, 20261123, 200, "zh_laws"),
}
_GROUPINGS: dict[str, Callable[[Pair], str]] = {
    "source": lambda pair: pair.group,
    "subject": lambda pair: pair.implied or "named",
    "wording": by_wording,
    "predicate": lambda pair: pair.triple.predicate,
}


def report(name: str, chosen: QualitySet, run: Run, data: Path) -> None:
    """Print counts, recall and precision of a set."""
    print(f"\n## {name}\n")
    if chosen.recall is not None:
        print("\n".join([*recall_table(chosen.recall(run, data)), ""]))
    verdicts = Verdicts(name, chosen.seed)
    for stage in chosen.stages:
        sentences = run.aligned(stage)
        pairs = run.pairs(sentences, chosen.group)
        aligned = sum(bool(sentence.positives) for sentence in sentences)
        print(f"{stage}: {len(sentences)} sentences, {aligned} aligned, {len(pairs)} pairs\n")
        if chosen.n_pairs:
            pairs = [pair for pair in pairs if chosen.among(run, pair)]
            for title, group_of in _GROUPINGS.items():
                grouped = [replace(pair, group=group_of(pair)) for pair in pairs]
                print("\n".join([*precision_table(grouped, verdicts, title), ""]))


def recall_table(asked: list[Asked]) -> list[str]:
    """Markdown rows: all, by kind of object, and where the text does not name the subject."""
    rows = ["| triples | found |", "|---|---|", f"| all | {_share(asked)} |"]
    halves = {"looked at": False, "not looked at": True}
    rows += [
        f"| of the half {name} | {_share(one for one in asked if one.test == test)} |"
        for name, test in halves.items()
    ]
    rows += [
        f"| object a {kind} | {_share(one for one in asked if one.kind == kind)} |"
        for kind in ("name", "date", "number")
    ]
    alone = [one for one in asked if one.alone]
    if len(alone) < len(asked):
        rows.append(f"| object outside longer names and dates | {_share(alone)} |")
        tested = _share(one for one in alone if one.test)
        rows.append(f"| the same, of the half not looked at | {tested} |")
    unnamed = [one for one in asked if not one.subject_named]
    if unnamed:
        rows.append(f"| subject not in the text | {_share(unnamed)} |")
    return rows


def _share(asked: Iterable[Asked]) -> str:
    return share_with_interval([one.found for one in asked])


def show(name: str, chosen: QualitySet, run: Run, folder: Path) -> None:
    """Write the drawn pairs as the reader sees them."""
    by_id = {pair.id: pair for pair in chosen.pairs(run)}
    ids = Verdicts(name, chosen.seed).ids()
    missing = [one for one in ids if one not in by_id]
    if missing:
        print(f"{name}: {len(missing)} of {len(ids)} drawn pairs are no longer made")
    lines = [f"{n}\t{by_id[one].shown()}" for n, one in enumerate(ids, start=1) if one in by_id]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"alignment_{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Draw, show, take in verdicts, or report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of zh_kg and duie2")
    parser.add_argument("--work", type=Path, default=Path("runs/quality"))
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--show", type=Path, metavar="FOLDER")
    parser.add_argument("--verdicts", metavar="SET=FILE")
    options = parser.parse_args()
    if options.verdicts:
        name, _, answers = options.verdicts.partition("=")
        Verdicts(name, SETS[name].seed).fill(Path(answers))
        return
    for name in options.sets.split(","):
        chosen = SETS[name]
        run = chosen.make(options.data, options.work / name)
        if options.draw and chosen.n_pairs:
            ids = [pair.id for pair in drawn(chosen.pairs(run), chosen.n_pairs, chosen.seed)]
            Verdicts(name, chosen.seed).store(ids)
        elif options.show:
            show(name, chosen, run, options.show)
        else:
            report(name, chosen, run, options.data)


if __name__ == "__main__":
    main()
