"""Paragraphs or sentences that stood before, in the same or another document, or nearly so.

The first by the address of its document stays. For texts that a model is trained on; where triples
are extracted it takes evidence away, so it is not among the filters that run unless asked for.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

from kg_pipeline.cleaning.characters import distinct, folded, shingles
from kg_pipeline.cleaning.filters import Place, Survey
from kg_pipeline.cleaning.outcome import Passage, Verdict
from kg_pipeline.cleaning.similarity import (
    candidate_pairs,
    groups,
    jaccard,
    rows_a_band,
    signatures,
)
from kg_pipeline.records import Document, Sentence
from kg_pipeline.settings import PositiveInt, Rate, Settings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

Splitter = Callable[[Document], Sequence[Sentence]]


class RepeatedPassagesSettings(Settings):
    """Paragraphs or sentences of which only the first stays.

    similarity: Jaccard similarity of their shingles from which two are the same; at 1 only marks,
        spaces and case may differ
    shingle, permutations: characters of a shingle, length of a signature
    minimum_characters: passages with fewer letters and digits are not looked at
    same_numbers: passages are two, however alike, if each has a number that the other lacks
    """

    kind: Literal["repeated_passages"] = "repeated_passages"
    level: Literal["paragraph", "sentence"] = "paragraph"
    similarity: Rate = 1.0
    shingle: PositiveInt = 3
    permutations: PositiveInt = 64
    minimum_characters: PositiveInt = 15
    same_numbers: bool = True


class RepeatedPassages:
    """Takes out passages that stood before."""

    takes_passages = True

    def __init__(self, settings: RepeatedPassagesSettings, split: Splitter) -> None:
        self._settings = settings
        self._split = split
        self._reason = f"repeated {settings.level}"

    def concerns(self, media_type: str) -> bool:
        return True

    def survey(self, documents: Sequence[Document]) -> "pa.Table":
        import numpy as np
        import pyarrow as pa

        found: list[tuple[int, str, tuple[int, int]]] = []  # row, numbers, span
        texts: list[NDArray[np.uint32]] = []
        for row, document in enumerate(documents):
            for start, end in self._spans(document):
                text = document.text[start:end]
                points = folded(text)
                if len(points) >= self._settings.minimum_characters:
                    found.append((row, numbers_in(text), (start, end)))
                    texts.append(points)
        columns: dict[str, Any] = {
            "row": pa.array([row for row, _, _ in found], pa.int32()),
            "uri": pa.array([documents[row].uri for row, _, _ in found], pa.string()),
            "start": pa.array([span[0] for _, _, span in found], pa.int32()),
            "end": pa.array([span[1] for _, _, span in found], pa.int32()),
            "numbers": pa.array([numbers for _, numbers, _ in found], pa.string()),
            "text": pa.array([self._noted(points) for points in texts], pa.binary()),
        }
        if self._settings.similarity < 1:
            sets = [distinct(shingles(points, self._settings.shingle)) for points in texts]
            matrix = signatures(sets, self._settings.permutations)
            columns["signature"] = pa.array(
                list(matrix), pa.list_(pa.uint32(), self._settings.permutations)
            )
        return pa.table(columns)

    def _noted(self, points: "NDArray[np.uint32]") -> bytes:
        """The passage itself where it must be compared, else what stands for it."""
        text = points.tobytes()
        return text if self._settings.similarity < 1 else blake2b(text, digest_size=16).digest()

    def _spans(self, document: Document) -> list[tuple[int, int]]:
        if self._settings.level == "sentence":
            return [(sentence.start, sentence.end) for sentence in self._split(document)]
        kinds = ("paragraph", "list_item")
        return [(block.start, block.end) for block in document.blocks if block.kind in kinds]

    def decide(self, survey: Survey) -> dict[Place, Verdict]:
        near = self._settings.similarity < 1
        columns = ["uri", "start", "end", "text", *(["numbers", "signature"] if near else [])]
        table = survey.read(columns).sort_by(
            [("uri", "ascending"), ("part", "ascending"), ("row", "ascending")]
            + [("start", "ascending")]
        )
        texts = table.column("text").to_pylist()
        first_of: dict[bytes, int] = {}
        firsts = [first_of.setdefault(text, number) for number, text in enumerate(texts)]
        if near:
            firsts = self._near(table, texts, firsts)
        positions = table.select(["part", "row", "start", "end"]).to_pydict()
        passages: dict[Place, list[Passage]] = {}
        for number, first in enumerate(firsts):
            if first != number:
                place = Place(positions["part"][number], positions["row"][number])
                span = positions["start"][number], positions["end"][number]
                passages.setdefault(place, []).append(Passage(*span, self._reason))
        return {place: Verdict(passages=tuple(found)) for place, found in passages.items()}

    def _near(self, table: "pa.Table", texts: list[bytes], firsts: list[int]) -> list[int]:
        """For each passage the first that it is nearly equal to."""
        import numpy as np

        settings = self._settings
        numbers = [number for number, first in enumerate(firsts) if number == first]
        matrix = table.column("signature").combine_chunks().flatten().to_numpy()
        chosen = matrix.reshape(len(texts), -1)[numbers]
        pairs = candidate_pairs(chosen, rows_a_band(settings.similarity, settings.permutations))
        known = table.column("numbers").to_pylist()
        found = [Counter(known[number].split()) for number in numbers]
        sets = [np.frombuffer(texts[number], dtype=np.uint32) for number in numbers]
        same = (
            (one, other)
            for one, other in sorted(pairs)
            if (not settings.same_numbers or _agree(found[one], found[other]))
            and self._similarity(sets[one], sets[other]) >= settings.similarity
        )
        roots = groups(len(numbers), same)
        root_of = {number: numbers[root] for number, root in zip(numbers, roots, strict=True)}
        return [root_of[first] for first in firsts]

    def _similarity(self, first: "NDArray[np.uint32]", second: "NDArray[np.uint32]") -> float:
        length = self._settings.shingle
        return jaccard(distinct(shingles(first, length)), distinct(shingles(second, length)))


def numbers_in(text: str) -> str:
    """The runs of digits, parted by spaces; not one at the end, which may have been cut off."""
    return " ".join(re.findall(r"[0-9]+", text.rstrip("0123456789")))


def _agree(first: Counter[str], second: Counter[str]) -> bool:
    """Whether one has all the numbers of the other."""
    return first <= second or second <= first
