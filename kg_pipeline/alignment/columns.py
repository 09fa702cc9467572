"""What sentences may state, as columns: the corpus table and the keys by which it is limited.

No sentence becomes a record on its way from the sentences to the written corpus.

Letters for shapes: S sentences, M mentions, K triples that are stated.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from kg_pipeline.graph.folding import Codes, fold_surfaces
from kg_pipeline.graph.mentions import Mentions
from kg_pipeline.graph.spans import JoinedTexts
from kg_pipeline.graph.store import KnowledgeGraph
from kg_pipeline.graph.writing import Flags, Longs
from kg_pipeline.records import AlignedSentence, Sentence, schema_of

if TYPE_CHECKING:
    import pyarrow as pa

_NONE = np.zeros(0, dtype=np.int64)
_LAST_LETTER = 0x40000  # no code point above is one
_SHORTEST_OUTLINE = 8  # letters from which two texts without their digits are told from chance
LEFT_OUT = -1  # mention of a subject that the sentence does not name


def sentence_id(document_id: str, start: int) -> str:
    """Sixteen hexadecimal characters that stay the same as long as the document does."""
    return hashlib.sha256(f"{document_id}:{start}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sentences with what they may state.

    sentences: columns of ``records.AlignedSentence``
    keys:      of each sentence, see ``limits.KEYS``
    set_aside: counts by reason
    """

    sentences: "pa.Table"
    keys: "pa.Table"
    set_aside: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """Triples that sentences may state, sentence by sentence: (K,) each.

    sentence: number; triple: row in the graph; subject_mention, object_mention: numbers within the
    sentence, ``LEFT_OUT`` where the subject is not named; n_competing: triples of the same pair
    """

    sentence: Longs
    triple: Longs
    subject_mention: Longs
    object_mention: Longs
    distance: Longs
    n_competing: Longs


def no_keys() -> "pa.Table":
    """Keys of no sentence."""
    import pyarrow as pa

    number = pa.uint64()
    kinds = {"sentence": number, "text": number, "outline": number}
    return pa.schema({**kinds, "triples": pa.list_(pa.int32())}).empty_table()


class CandidateColumns:
    """Makes tables of candidates, with the ids and names of one graph."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        import pyarrow as pa

        self._graph = graph
        self._predicates = pa.array(graph.predicates, pa.string())
        names = [
            (graph.predicates[row], *graph.predicate_aliases(row))
            for row in range(graph.n_predicates)
        ]
        folded = iter(fold_surfaces([name for some in names for name in some]))
        self._triggers = [tuple(islice(folded, len(some))) for some in names]

    def candidates(
        self,
        sentences: Sequence[Sentence],
        joined: JoinedTexts,
        mentions: Mentions,
        stated: Stated,
        set_aside: Mapping[str, int],
    ) -> Candidates:
        """joined: texts of the sentences; mentions.text, stated.sentence: their numbers"""
        import pyarrow as pa

        schema = schema_of(AlignedSentence)
        texts = text_keys(joined)
        ids = [sentence_id(sentence.document_id, sentence.start) for sentence in sentences]
        n_sentences, negatives = len(sentences), schema.field("negatives").type
        columns = {
            "sentence_id": ids,
            "document_id": [sentence.document_id for sentence in sentences],
            "start": [sentence.start for sentence in sentences],
            "text": joined.texts,
            "mentions": self._mentions(mentions, n_sentences, schema.field("mentions").type),
            "positives": self._positives(sentences, stated, schema.field("positives").type),
            "negatives": _lists(_NONE, pa.array([], negatives.value_type), n_sentences),
        }
        keys = pa.table(
            {
                "sentence": np.frombuffer(bytes.fromhex("".join(ids)), ">u8").astype(np.uint64),
                "text": texts.whole,
                "outline": texts.outline,
                "triples": _lists(
                    stated.sentence, pa.array(stated.triple.astype(np.int32)), n_sentences
                ),
            }
        )
        return Candidates(pa.Table.from_pydict(columns, schema=schema), keys, set_aside)

    def _mentions(self, mentions: Mentions, n_sentences: int, kind: "pa.DataType") -> "pa.Array":
        import pyarrow as pa

        entity = pa.array(mentions.node, mask=~mentions.linked)
        columns = {
            "start": mentions.start,
            "end": mentions.end,
            "entity": self._graph.column("entity_id").take(entity),
            "score": mentions.score,
            "kind": self._graph.column("kind").take(pa.array(mentions.node)),
        }
        return _lists(mentions.text, _structs(columns, kind), n_sentences)

    def _positives(
        self, sentences: Sequence[Sentence], stated: Stated, kind: "pa.DataType"
    ) -> "pa.Array":
        import pyarrow as pa

        graph, triple = self._graph, stated.triple
        ids, predicate = graph.column("entity_id"), graph.predicate[triple]
        left_out = stated.subject_mention == LEFT_OUT
        columns = {
            "subject": ids.take(pa.array(graph.subject[triple])),
            "predicate": self._predicates.take(pa.array(predicate)),
            "object": ids.take(pa.array(graph.object[triple])),
            "subject_mention": pa.array(stated.subject_mention, mask=left_out),
            "object_mention": stated.object_mention,
            "confidence": graph.confidence[triple],
            "trigger": self._triggered(sentences, stated.sentence, predicate),
            "distance": stated.distance,
            "n_competing": stated.n_competing,
            "keep_probability": np.ones(len(triple), dtype=np.float32),
        }
        return _lists(stated.sentence, _structs(columns, kind), len(sentences))

    def _triggered(
        self, sentences: Sequence[Sentence], sentence: Longs, predicate: Any
    ) -> list[bool]:
        """Whether a name of the predicate stands in the sentence."""
        asked = list(zip(sentence.tolist(), predicate.tolist(), strict=True))
        numbers = list(dict.fromkeys(number for number, _ in asked))
        folded = fold_surfaces([sentences[number].text for number in numbers])
        texts = dict(zip(numbers, folded, strict=True))
        known = {
            (number, row): any(name in texts[number] for name in self._triggers[row])
            for number, row in set(asked)
        }
        return [known[both] for both in asked]


@dataclass(frozen=True, slots=True)
class TextKeys:
    """(S,) numbers that are equal for texts that are equal but for what they do not hold.

    whole:   letters and digits, of any width, case and character variant
    outline: letters; of a text with few of them the same as ``whole``
    """

    whole: Longs
    outline: Longs


def text_keys(joined: JoinedTexts) -> TextKeys:
    """The keys of some texts."""
    folded = joined.folded
    letters, digits = _letters_and_digits()
    letter = letters.take(folded, mode="clip")
    digit = digits.take(folded, mode="clip")
    every = np.arange(len(joined.begins))
    whole = _digests(folded, letter | digit, joined.begins, every)
    n_letters, n_digits = (_counts(flags, joined.begins) for flags in (letter, digit))
    some = np.flatnonzero((n_digits > 0) & (n_letters >= _SHORTEST_OUTLINE))
    outline = whole.copy()
    outline[some] = _digests(folded, letter, joined.begins, some)
    return TextKeys(whole, outline)


def _counts(flags: Flags, begins: Longs) -> Longs:
    """(S,) flags that are set in each text."""
    return np.add.reduceat(flags, begins, dtype=np.int64) if len(begins) else _NONE


def _digests(codes: Codes, kept: Flags, begins: Longs, some: Longs) -> Longs:
    """Of some texts, of their code points that are kept."""
    content = memoryview(codes[kept].tobytes())
    bounds = 4 * np.append(np.cumsum(kept)[begins - 1], len(content) // 4)
    digests = b"".join(
        hashlib.blake2b(content[begin:end], digest_size=8).digest()
        for begin, end in zip(bounds[some].tolist(), bounds[some + 1].tolist(), strict=True)
    )
    return np.frombuffer(digests, dtype=np.uint64)


@lru_cache(maxsize=1)
def _letters_and_digits() -> tuple[Flags, Flags]:
    """Which code points are letters, which are digits."""
    letters, either = np.zeros((2, 0x110000), dtype=bool)
    characters = [chr(code) for code in range(_LAST_LETTER)]
    letters[:_LAST_LETTER] = list(map(str.isalpha, characters))
    either[:_LAST_LETTER] = list(map(str.isalnum, characters))
    return letters, either & ~letters


def _structs(columns: Mapping[str, Any], kind: "pa.DataType") -> "pa.StructArray":
    """Columns as structs of a list's type."""
    import pyarrow as pa

    inner = [kind.value_type.field(place) for place in range(kind.value_type.num_fields)]
    arrays = [pa.array(columns[field.name]).cast(field.type) for field in inner]
    return pa.StructArray.from_arrays(arrays, fields=inner)


def _lists(owner: Longs, values: "pa.Array", n_owners: int) -> "pa.ListArray":
    """Values by their owners; the owners ascend."""
    import pyarrow as pa

    offsets = np.searchsorted(owner, np.arange(n_owners + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)
