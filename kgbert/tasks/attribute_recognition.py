"""Attribute recognition: which attribute does a text ask for or state of its mentions?

Two ways: ``closed`` (one class per attribute seen in training) and ``matching`` (the text is held
against the attributes' names, so that attributes never seen in training can be recognised).
Letters for shapes: B rows, M mentions, D hidden width, L labels.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg_pipeline.settings import Rate, Settings
from kgbert.batch import Batch, Loss
from kgbert.data.rows import Row, RowMention, assemble
from kgbert.data.subgraphs import NameTable, Request, SubgraphSource
from kgbert.data.tokenization import PieceEncoder
from kgbert.data.writing import TripleWriter
from kgbert.model.config import KGBertConfig
from kgbert.model.gate import Knowledge, mention_means
from kgbert.model.kgbert import KGBertModel, KGBertPreTrainedModel
from kgbert.tasks.data import TaskExample

Head = Literal["closed", "matching"]
_LABELS_AT_A_TIME = 512  # rows of label names that are encoded together
FIRST_MARK, N_MARKED = 2, 2  # segments 2 and 3 mark the first two mentions


class AttributeSettings(Settings):
    """head: see the module. dropout: on the text's vector. sampled: labels a step (matching)."""

    head: Head = "closed"
    dropout: Rate = 0.1
    sampled_labels: int = 256
    temperature: float = 0.07


class KGBertForAttributeRecognition(KGBertPreTrainedModel):
    """The encoder, a text vector ``[h_cls ; first mention ; second mention]``, and a head.

    Segments mark the two mentions in the input, so that the encoder reads the text with this pair
    in mind (entity markers: Baldini Soares et al., ACL 2019).
    """

    def __init__(self, config: KGBertConfig) -> None:
        super().__init__(config)
        width = config.hidden_size
        self.kgbert = KGBertModel(config)
        self.text = nn.Linear(3 * width, width)
        self.dropout = nn.Dropout(getattr(config, "classifier_dropout", 0.0))
        self.label = nn.Linear(width, width, bias=False)
        self.classifier = nn.Linear(width, config.num_labels)
        self.post_init()

    def vectors(self, batch: Batch) -> tuple[Tensor, Knowledge | None]:
        """(B, D) one vector a text, and what entered from the graph."""
        output = self.kgbert(batch)
        assert output.states is not None
        whole = output.states[batch.row_offsets[:-1]]
        both = whole.new_zeros(2, batch.n_rows, whole.shape[1])
        if len(batch.mention_row):
            means = mention_means(output.states, batch)
            first = torch.searchsorted(batch.mention_row, batch.mention_row)
            place = torch.arange(len(means), device=means.device) - first  # within its row
            chosen = (place < 2).nonzero().squeeze(1)
            index = (place[chosen], batch.mention_row[chosen])
            both = both.index_put(index, means[chosen].to(both.dtype))
        joined = torch.cat([whole, both[0], both[1]], dim=1)
        return self.dropout(torch.tanh(self.text(joined))), output.knowledge

    def forward(self, batch: Batch) -> tuple[Tensor, Knowledge | None]:
        """(B, L) logits over the closed set, and what entered from the graph."""
        vectors, knowledge = self.vectors(batch)
        return self.classifier(vectors), knowledge

    def label_vectors(self, batch: Batch) -> Tensor:
        """(L, D) unit vectors of label names, one row each."""
        output = self.kgbert(batch)
        assert output.states is not None
        return functional.normalize(self.label(output.states[batch.row_offsets[:-1]]), dim=1)


class AttributeRecognition:
    """The task: rows of texts and labels, losses, scores."""

    name = "attribute_recognition"

    def __init__(
        self,
        labels: Sequence[str],
        encoder: PieceEncoder,
        names: NameTable,
        source: SubgraphSource,
        settings: AttributeSettings,
    ) -> None:
        self.labels = list(labels)
        self.settings = settings
        self._encoder = encoder
        self._names = names
        self._source = source
        self._writer = TripleWriter(encoder, names)
        self._label_pieces = [text.pieces for text in encoder.encode_many(self.labels)]

    def model_config(self, config: KGBertConfig) -> KGBertConfig:
        """The encoder's configuration with the task's numbers."""
        values = config.to_dict()
        names = dict(enumerate(self.labels)) if len(self.labels) > 1 else {0: "0", 1: "1"}
        values["id2label"] = names
        values["label2id"] = {name: number for number, name in names.items()}
        values["type_vocab_size"] = max(config.type_vocab_size, FIRST_MARK + N_MARKED)
        values["classifier_dropout"] = self.settings.dropout
        return KGBertConfig(**values)

    def collate(self, examples: Sequence[TaskExample], chance: np.random.Generator) -> Batch:
        """One row a text; labels of the closed set, -1 where unknown."""
        rows = [self._row(example) for example in examples]
        batch = assemble(rows, self._source, self._names, chance)
        labels = torch.tensor([example.label for example in examples])
        return replace(batch, labels=labels)

    def _row(self, example: TaskExample) -> Row:
        row = self._writer.sentence(example.pieces)
        row.segments = row.segments.copy()
        for number, mention in enumerate(example.mentions[:N_MARKED]):
            row.segments[mention.start + 1 : mention.end + 1] = FIRST_MARK + number
        row.mentions = [
            RowMention(
                mention.start + 1,
                mention.end + 1,
                Request(mention.entity, example.hidden) if mention.entity >= 0 else None,
            )
            for mention in example.mentions
        ]
        return row

    def label_batch(self, numbers: Sequence[int]) -> Batch:
        """Rows that hold the names of labels."""
        rows = []
        for number in numbers:
            row = self._writer.sentence(self._label_pieces[number])
            row.segments = np.ones_like(row.segments)
            rows.append(row)
        return assemble(rows, self._source, self._names, np.random.default_rng(0))

    def losses(self, model: KGBertForAttributeRecognition, batch: Batch) -> dict[str, Loss]:
        """``task``: cross-entropy over the closed set, or over sampled labels' names."""
        assert batch.labels is not None
        if self.settings.head == "closed":
            logits, _ = model(batch)
            labels = batch.labels
        else:
            logits, labels = self._matched(model, batch)
        total = functional.cross_entropy(logits.float(), labels, reduction="sum", ignore_index=-1)
        return {"task": Loss(total, (labels >= 0).sum().float())}

    def _matched(self, model: KGBertForAttributeRecognition, batch: Batch) -> tuple[Tensor, Tensor]:
        assert batch.labels is not None
        chosen = [label for label in torch.unique(batch.labels).tolist() if label >= 0]
        seed = int(batch.pieces.sum()) % (2**31)  # the same batch draws the same labels
        drawn = np.random.default_rng(seed).permutation(len(self.labels))
        room = max(0, self.settings.sampled_labels - len(chosen))
        known = set(chosen)
        numbers = chosen + [n for n in drawn.tolist() if n not in known][:room]
        vectors, _ = model.vectors(batch)
        logits = self._match(vectors, self.encode_labels(model, numbers))
        place = torch.full((len(self.labels) + 1,), -1)
        place[torch.tensor(numbers)] = torch.arange(len(numbers))
        return logits, place.to(batch.labels.device)[batch.labels]

    def encode_labels(
        self, model: KGBertForAttributeRecognition, numbers: Sequence[int] | None = None
    ) -> Tensor:
        """(L, D) unit vectors of the names of labels, of all of them without ``numbers``."""
        wanted = range(len(self.labels)) if numbers is None else numbers
        device = model.classifier.weight.device
        parts = [
            model.label_vectors(
                self.label_batch(wanted[first : first + _LABELS_AT_A_TIME]).to(device)
            )
            for first in range(0, len(wanted), _LABELS_AT_A_TIME)
        ]
        return torch.cat(parts)

    def _match(self, vectors: Tensor, labels: Tensor) -> Tensor:
        return functional.normalize(vectors, dim=1) @ labels.T / self.settings.temperature

    def weights(self, progress: float) -> dict[str, float]:
        """One loss."""
        return {"task": 1.0}

    @torch.no_grad()
    def scores(
        self, model: KGBertForAttributeRecognition, batch: Batch, labels: Tensor | None = None
    ) -> tuple[Tensor, Any]:
        """(B, L) probabilities over all labels, and what entered from the graph.

        labels: ``encode_labels(model)``, where many batches are scored (matching).
        """
        vectors, knowledge = model.vectors(batch)
        if self.settings.head == "closed":
            return model.classifier(vectors).float().softmax(dim=1), knowledge
        labels = self.encode_labels(model) if labels is None else labels
        return self._match(vectors, labels).float().softmax(dim=1), knowledge


TASKS = {AttributeRecognition.name: AttributeRecognition}
