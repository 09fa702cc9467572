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
               pairs of the text that they are given for. The texts are split into sentences as
               always; in duie2_joined neighbours are one up to 256 characters, in duie2_whole each
               text is one, as it was labelled, however long
encyclopaedia  as the configuration of that name makes it; before and after denoising; ``_kinds``: of
               it the pairs of 类型, 义原 and their like that the wording keeps
laws           the laws, with the graph that is extracted from them

Of baike_movie and duie2 half of the pages and texts, by the hash of their names, were looked at when
rules were made; recall is printed for both halves, and pairs of baike_movie are drawn from the other.

The last two are runs of their own: ``kg-pipeline run configs/pipeline/encyclopaedia.yaml --set
output=WORK/encyclopaedia``; ``… government.yaml --set output=WORK/laws`` with the laws as only input.
``baike_movie`` has ``alignment.implied_subjects: all`` and ``wording: declared``; ``_implied`` not the
latter, and of it only pairs are drawn that the wording would set aside; ``_named`` has neither.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from aligned_recall import Asked, baike_recall, duie_recall, recall_table
from aligned_runs import (
    Run,
    duie_joined_run,
    duie_run,
    duie_whole_run,
    duie_worded_run,
    implied_run,
    named_run,
    worded_run,
)
from judged_pairs import Pair, Verdicts, drawn, precision_table, yield_table

from kg_pipeline.alignment import AlignmentSettings
from kg_pipeline.alignment.wording import wordings_of
from kg_pipeline.run_settings import StageName

_KINDS = ("类型", "类别", "义原", "subclass of")
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


def of_a_kind(run: Run, pair: Pair) -> bool:
    """What the wording takes for statements of what kind of thing something is."""
    return pair.triple.predicate in _KINDS and by_wording(pair) == "spoken of"


SETS = {
    "baike_movie": QualitySet(
        worded_run, baike_recall, 20261123, 300, "baike_movie", among=Run.of_test_half
    ),
    "baike_movie_implied": QualitySet(
        implied_run, baike_recall, 20261123, 100, "baike_movie", among=set_aside
    ),
    "baike_movie_named": QualitySet(named_run, baike_recall, 0, 0, "baike_movie"),
    "duie2": QualitySet(duie_run, duie_recall, 0, 0, "duie2"),
    "duie2_joined": QualitySet(duie_joined_run, duie_recall, 0, 0, "duie2"),
    "duie2_whole": QualitySet(duie_whole_run, duie_recall, 0, 0, "duie2"),
    "duie2_worded": QualitySet(duie_worded_run, duie_recall, 0, 0, "duie2"),
    "encyclopaedia": QualitySet(finished, None, 20261126, 300, "", ("alignment", "corpus")),
    "encyclopaedia_kinds": QualitySet(
        lambda data, work: finished(data, work.parent / "encyclopaedia"),
        None,
        20261124,
        60,
        "",
        among=of_a_kind,
    ),
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
    if len(chosen.stages) > 1:
        before, after = (run.pairs(run.aligned(stage), chosen.group) for stage in chosen.stages)
        print("\n".join([*yield_table(before, after, verdicts), ""]))


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
