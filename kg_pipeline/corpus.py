"""The contract between the two packages: aligned sentences on disk.

A corpus folder holds ``sentences/part-00000.parquet``, … (columns: ``records.AlignedSentence``),
each of at most ``PART_ROWS`` rows in groups of ``GROUP_ROWS``, and the id of its graph in the
manifest. Lists of records are written and read column by column: by record it takes far longer.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kg_pipeline.errors import CorpusError
from kg_pipeline.records import (
    AlignedSentence,
    AlignedTriple,
    Mention,
    NegativeTriple,
    schema_of,
)
from kg_pipeline.storage import folder_writer, open_folder, write_groups

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

PART_ROWS = 50_000
GROUP_ROWS = 1_000
MIXED_GROUPS = 64  # groups whose rows are shuffled together
_CACHED_GROUPS = 128  # about a megabyte each
_OPEN_FILES = 64  # as many again are closed first; the footer of each stays in memory while open

_PLAIN = ("sentence_id", "document_id", "start", "text")
_LISTS = {"mentions": Mention, "positives": AlignedTriple, "negatives": NegativeTriple}

Integers = npt.NDArray[np.int32]


def write_corpus(
    sentences: Iterable[AlignedSentence], folder: Path, graph_id: str, inputs_hash: str
) -> None:
    """Write a corpus folder; the sentences may come from a generator and keep their order."""
    source = iter(sentences)
    groups = iter(lambda: list(islice(source, GROUP_ROWS)), [])
    write_corpus_tables(map(sentence_table, groups), folder, graph_id, inputs_hash)


def write_corpus_tables(
    tables: Iterable["pa.Table"], folder: Path, graph_id: str, inputs_hash: str
) -> None:
    """The same from tables of any lengths with the columns of ``records.schema_of``, in order.

    They are written as they come, ``GROUP_ROWS`` rows at a time; the files depend on the rows
    alone, not on how they were cut into tables.
    """
    schema = schema_of(AlignedSentence)
    groups = _regrouped(tables)
    per_part = -(-PART_ROWS // GROUP_ROWS)
    with folder_writer(folder, "corpus", inputs_hash, {"graph_id": graph_id}) as building:
        number = 0
        while (part := list(islice(groups, 1))) or number == 0:
            path = building / "sentences" / f"part-{number:05d}.parquet"
            write_groups(path, chain(part, islice(groups, per_part - 1)), schema)
            number += 1


def _regrouped(tables: Iterable["pa.Table"]) -> Iterator["pa.Table"]:
    """The same rows in tables of ``GROUP_ROWS``, each in one chunk; the last may be shorter."""
    import pyarrow as pa

    waiting: list[pa.Table] = []
    n_waiting = 0
    for table in tables:
        first = 0
        while first < len(table):
            piece = table.slice(first, GROUP_ROWS - n_waiting)
            waiting.append(piece)
            n_waiting += len(piece)
            first += len(piece)
            if n_waiting == GROUP_ROWS:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting, n_waiting = [], 0
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def sentence_table(sentences: Sequence[AlignedSentence]) -> "pa.Table":
    """Aligned sentences as a table with the columns of ``records.schema_of``."""
    import pyarrow as pa

    schema = schema_of(AlignedSentence)
    columns: list[Any] = [
        pa.array([getattr(sentence, name) for sentence in sentences], schema.field(name).type)
        for name in _PLAIN
    ]
    columns += [
        _packed([getattr(sentence, name) for sentence in sentences], schema.field(name).type)
        for name in _LISTS
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _packed(rows: Sequence[Sequence[Any]], kind: "pa.DataType") -> "pa.ListArray":
    """Lists of records as one list array, built column by column."""
    import pyarrow as pa

    offsets = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    flat = [record for row in rows for record in row]
    inner = [kind.value_type.field(place) for place in range(kind.value_type.num_fields)]
    columns = [
        pa.array([getattr(record, field.name) for record in flat], field.type) for field in inner
    ]
    structs = pa.StructArray.from_arrays(columns, fields=inner)
    return pa.ListArray.from_arrays(offsets, structs, type=kind)


def sentences_of(table: "pa.Table") -> list[AlignedSentence]:
    """The inverse of ``sentence_table``."""
    return _Rows(table).sentences(0, len(table))


class _Rows:
    """Rows of a table, out of Arrow but not yet records: flat columns and where each row begins."""

    def __init__(self, table: "pa.Table") -> None:
        table = table.combine_chunks()
        self._plain = [_values(table.column(name)) for name in _PLAIN]
        self._lists = [(kind, *_flat(table.column(name))) for name, kind in _LISTS.items()]

    def sentences(self, first: int, end: int) -> list[AlignedSentence]:
        """The rows ``[first, end)`` as records."""
        plain = [values[first:end].tolist() for values in self._plain]
        lists = []
        for kind, begins, columns in self._lists:
            bounds = begins[first : end + 1]
            flat = [values[bounds[0] : bounds[-1]].tolist() for values in columns]
            records = [kind(*row) for row in zip(*flat, strict=True)]
            places = (bounds - bounds[0]).tolist()
            lists.append([tuple(records[one:two]) for one, two in pairwise(places)])
        return [AlignedSentence(*row) for row in zip(*plain, *lists, strict=True)]


def _flat(column: "pa.ChunkedArray") -> tuple[Integers, list[npt.NDArray[Any]]]:
    """Where each row of a list column begins, and the fields of all its records."""
    if not column.num_chunks:
        fields = column.type.value_type.num_fields
        return np.zeros(1, dtype=np.int32), [np.empty(0, dtype=object)] * fields
    chunk = column.chunk(0)
    offsets = chunk.offsets.to_numpy()
    return offsets - offsets[0], [_values(values) for values in chunk.flatten().flatten()]


def _values(column: Any) -> npt.NDArray[Any]:
    """Values of a flat column; an array of Python objects where some are missing."""
    if column.null_count and not column.type.equals("string"):
        return np.array(column.to_pylist(), dtype=object)
    return np.asarray(column.to_numpy(zero_copy_only=False))


class Corpus:
    """A corpus folder as a sequence of aligned sentences; nothing is read before it is asked for.

    Groups of rows that were read stay in memory, the most recent ``_CACHED_GROUPS`` of them.
    """

    def __init__(self, folder: Path, graph_id: str, part_rows: Sequence[int]) -> None:
        self.folder = folder
        self.graph_id = graph_id
        self._begins = [0, *np.cumsum(part_rows).tolist()]
        self._files: OrderedDict[int, pq.ParquetFile] = OrderedDict()
        self._groups: OrderedDict[tuple[int, int], _Rows] = OrderedDict()

    def __len__(self) -> int:
        return int(self._begins[-1])

    def __iter__(self) -> Iterator[AlignedSentence]:
        for table in self.tables():
            yield from sentences_of(table)

    def __getitem__(self, index: int) -> AlignedSentence:
        if not -len(self) <= index < len(self):
            raise IndexError(f"sentence {index}: the corpus has {len(self)}")
        index %= len(self)
        part = bisect_right(self._begins, index) - 1
        group, row = divmod(index - self._begins[part], GROUP_ROWS)
        return self._group(part, group).sentences(row, row + 1)[0]

    def __reduce__(self) -> tuple[Any, ...]:
        return Corpus, (self.folder, self.graph_id, np.diff(self._begins).tolist())

    @property
    def files(self) -> list[Path]:
        """Its Parquet files, in order."""
        return [self._path(part) for part in range(len(self._begins) - 1)]

    def tables(self, columns: Sequence[str] | None = None) -> Iterator["pa.Table"]:
        """The rows in order, a group at a time.

        columns: only these are read from the disk, ``text`` or of a list's records
        ``positives.list.element.predicate``, for instance; ``None`` = all
        """
        for part, group in self._groups_in_order():
            yield self._read(part, group, columns)

    def shuffled(
        self, generator: np.random.Generator, columns: Sequence[str] | None = None
    ) -> Iterator["pa.Table"]:
        """All rows once, in an order of chance, in tables of at most ``GROUP_ROWS``.

        Groups come in any order, and ``MIXED_GROUPS`` of them at a time have their rows mixed: as
        much is in memory, and each group is read once. The same generator gives the same order.
        """
        import pyarrow as pa

        groups = list(self._groups_in_order())
        order: list[int] = generator.permutation(len(groups)).tolist()
        for begin in range(0, len(order), MIXED_GROUPS):
            chosen = sorted(order[begin : begin + MIXED_GROUPS])  # a file's groups together
            mixed = pa.concat_tables([self._read(*groups[place], columns) for place in chosen])
            mixed = mixed.combine_chunks()
            rows = generator.permutation(len(mixed))
            for first in range(0, len(rows), GROUP_ROWS):
                yield mixed.take(rows[first : first + GROUP_ROWS])

    def _groups_in_order(self) -> Iterator[tuple[int, int]]:
        for part, (begin, end) in enumerate(pairwise(self._begins)):
            for group in range(-(-(end - begin) // GROUP_ROWS)):
                yield part, group

    def _group(self, part: int, group: int) -> _Rows:
        key = (part, group)
        if key not in self._groups:
            self._groups[key] = _Rows(self._read(part, group))
            if len(self._groups) > _CACHED_GROUPS:
                self._groups.popitem(last=False)
        self._groups.move_to_end(key)
        return self._groups[key]

    def _path(self, part: int) -> Path:
        return self.folder / "sentences" / f"part-{part:05d}.parquet"

    def _file(self, part: int) -> "pq.ParquetFile":
        import pyarrow.parquet as pq

        if part not in self._files:
            self._files[part] = pq.ParquetFile(self._path(part), page_checksum_verification=True)
            if len(self._files) > _OPEN_FILES:
                self._files.popitem(last=False)[1].close()
        self._files.move_to_end(part)
        return self._files[part]

    def _read(self, part: int, group: int, columns: Sequence[str] | None = None) -> "pa.Table":
        import pyarrow as pa

        wanted = None if columns is None else list(columns)
        try:
            return self._file(part).read_row_group(group, columns=wanted, use_threads=False)
        except (OSError, pa.ArrowException) as error:
            raise CorpusError(
                f"{self._path(part)}: damaged ({error}); delete the folder and run the pipeline "
                "again"
            ) from error


def read_corpus(folder: str | Path) -> Corpus:
    """Open a folder that ``write_corpus`` wrote; ``CorpusError`` names a damaged file."""
    path = Path(folder)
    manifest = open_folder(path, "corpus")
    names = sorted(name for name in manifest.files if name.startswith("sentences/"))
    rows = [manifest.files[name].rows or 0 for name in names]
    return Corpus(path, manifest.metadata["graph_id"], rows)
