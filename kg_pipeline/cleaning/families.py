"""Families: the versions of one work, and copies that were changed a little.

Two documents are versions of one work where their titles are the same and their texts more alike
than by chance, or where a title has gained or lost a character or two and the texts are near
duplicates. Documents of other titles are copies where their texts are nearly equal. Where titles
are alike but for a part (甲市某条例, 乙市某条例) the texts must be all but identical, since such
works are modelled on each other.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import field_validator

from kg_pipeline.cleaning.characters import distinct, folded, shingles
from kg_pipeline.cleaning.filters import Place, Survey
from kg_pipeline.cleaning.keeping import KeepRule, Member, address, kept, version_date
from kg_pipeline.cleaning.outcome import Verdict, body_of, text_of_blocks
from kg_pipeline.cleaning.similarity import (
    candidate_pairs,
    groups,
    jaccard,
    pairs_within,
    rows_a_band,
    signatures,
)
from kg_pipeline.cleaning.titles import title_key, title_relation
from kg_pipeline.records import Document
from kg_pipeline.settings import PositiveInt, Rate, Settings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

REASON = "near copy or other version"


class FamiliesSettings(Settings):
    """Near-duplicate documents.

    keep: which member of a family stays; all are marked with their family anyway
    shingle, permutations: characters of a shingle, length of a signature
    same_title, renamed, parallel_title, other_title: the similarity (Jaccard of shingles) from
        which two documents are one family, by what their titles are to each other
    minimum_characters: documents with less running text have no family
    minimum_title: the same title counts from this number of characters on
    most_versions: a title that more documents have names no work (首页, a site's name)
    no_versions: titles of documents that are never versions of another, such as amending decisions
    """

    kind: Literal["families"] = "families"
    keep: KeepRule = "all"
    shingle: PositiveInt = 5
    permutations: PositiveInt = 128
    same_title: Rate = 0.04
    renamed: Rate = 0.6
    parallel_title: Rate = 0.97
    other_title: Rate = 0.8
    minimum_characters: PositiveInt = 100
    minimum_title: PositiveInt = 4
    most_versions: PositiveInt = 20
    no_versions: str = "关于(?:修改|修订|修正|废止).*的(?:决定|决议|公告|通知)"

    @field_validator("no_versions")
    @classmethod
    def _is_a_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"expected a regular expression: {error}") from error
        return pattern


class Families:
    """Finds the families of near-duplicate documents."""

    takes_passages = False

    def __init__(self, settings: FamiliesSettings) -> None:
        self._settings = settings
        self._no_versions = re.compile(settings.no_versions) if settings.no_versions else None

    def concerns(self, media_type: str) -> bool:
        return True

    def survey(self, documents: Sequence[Document]) -> "pa.Table":
        import pyarrow as pa

        settings = self._settings
        rows, sets = [], []
        for row, document in enumerate(documents):
            if len(body_of(document)) >= settings.minimum_characters:
                rows.append(row)
                # With its tables: what is said alike of two subjects has other values there.
                points = folded(text_of_blocks(document))
                sets.append(distinct(shingles(points, settings.shingle)))
        chosen = [documents[row] for row in rows]
        matrix = signatures(sets, settings.permutations)
        return pa.table(
            {
                "row": pa.array(rows, pa.int32()),
                "document_id": pa.array([one.document_id for one in chosen], pa.string()),
                "uri": pa.array([one.uri for one in chosen], pa.string()),
                "title": pa.array([one.title for one in chosen], pa.string()),
                "length": pa.array([len(one.text) for one in chosen], pa.int32()),
                "date": pa.array([version_date(one) for one in chosen], pa.string()),
                "signature": pa.array(list(matrix), pa.list_(pa.uint32(), settings.permutations)),
                "shingles": pa.array(sets, pa.list_(pa.uint32())),
            }
        )

    def decide(self, survey: Survey) -> dict[Place, Verdict]:
        table = survey.read(["document_id", "uri", "title", "length", "date", "signature"])
        rows = table.drop_columns(["signature"]).to_pylist()
        if not rows:
            return {}
        # The order of addresses, so that neither the order of the input nor the parts matter.
        order = sorted(range(len(rows)), key=lambda number: (rows[number]["uri"], number))
        rows = [rows[number] for number in order]
        places = [Place(row["part"], row["row"]) for row in rows]
        keys = [title_key(row["title"]) for row in rows]
        matrix = table.column("signature").combine_chunks().flatten().to_numpy()
        named = self._works(keys)
        pairs = self._candidates(named, matrix.reshape(len(rows), -1)[order])
        wanted = {places[number] for pair in pairs for number in pair}
        sets = survey.read_at("shingles", wanted)
        related = [
            (one, other)
            for one, other in sorted(pairs)
            if jaccard(sets[places[one]], sets[places[other]])
            >= self._needed(keys[one], keys[other], keys[one] in named)
        ]
        members = [
            Member(row["uri"], row["document_id"], row["length"], row["date"]) for row in rows
        ]
        return self._verdicts(members, places, groups(len(rows), related))

    def _works(self, keys: Sequence[str]) -> dict[str, list[int]]:
        """The titles that name a work, and the documents that bear them."""
        by_title: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(keys):
            if len(key) >= self._settings.minimum_title:
                by_title[key].append(number)
        most = self._settings.most_versions
        return {key: numbers for key, numbers in by_title.items() if len(numbers) <= most}

    def _candidates(
        self, works: Mapping[str, list[int]], matrix: "NDArray[np.uint32]"
    ) -> set[tuple[int, int]]:
        """Pairs that may be a family: by their signatures, or by their titles."""
        settings = self._settings
        least = min(settings.renamed, settings.parallel_title, settings.other_title)
        pairs = candidate_pairs(matrix, rows_a_band(least, settings.permutations))
        for numbers in works.values():
            pairs.update(pairs_within(numbers))
        return pairs

    def _needed(self, first: str, second: str, names_work: bool) -> float:
        """The similarity that documents with these titles must have to be one family.

        names_work: whether the first title names a work
        """
        settings = self._settings
        relation = title_relation(first, second)
        if relation == "other":
            return settings.other_title
        amending = self._no_versions is not None and any(
            self._no_versions.search(key) for key in (first, second)
        )
        if relation == "parallel" or amending:
            return settings.parallel_title
        return settings.same_title if relation == "same" and names_work else settings.renamed

    def _verdicts(
        self, members: Sequence[Member], places: Sequence[Place], roots: Sequence[int]
    ) -> dict[Place, Verdict]:
        families: dict[int, list[int]] = defaultdict(list)
        for number, root in enumerate(roots):
            families[root].append(number)
        verdicts: dict[Place, Verdict] = {}
        for numbers in families.values():
            if len(numbers) < 2:
                continue
            chosen = [members[number] for number in numbers]
            staying = {numbers[place] for place in kept(chosen, self._settings.keep)}
            stands = min((members[number] for number in staying), key=address)
            for number in numbers:
                if number not in staying:
                    verdicts[places[number]] = Verdict(REASON, f"of {stands.uri}")
                    continue
                relation = "" if members[number] == stands else f"{REASON} of {stands.uri}"
                verdicts[places[number]] = Verdict(family=stands.document_id, relation=relation)
        return verdicts
