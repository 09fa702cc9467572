"""Knowledge gain: relevant triples must help, others must not harm; and gates that know which.

Source: docs/methods.md, section 5, and docs/decisions/0002 on the gates' second teacher.
Letters for shapes: Q sentences with gain rows, G edges with gate targets.
"""

import torch
from torch import Tensor
from torch.nn import functional

from kgbert.batch import Batch, Loss
from kgbert.data.gain_rows import GAIN_SLOT
from kgbert.model.kgbert import KGBertForPreTraining, KGBertOutput

_TINY = 1e-6


class KnowledgeGain:
    """``relu(δ − sg[ℓ(∅)] + ℓ(𝒯⁺)) + relu(ℓ(𝒯⁻) − sg[ℓ(∅)])``, and gates taught by leave-one-out.

    ``G_t = ℓ(γ_t := 0) − ℓ(γ_t := 1)``; ``L_gate = BCE(γ_t, σ((G_t − .1)/.03)) + λ₀ · mean γ``.
    """

    def __init__(self, gain: float = 0.5, sparsity: float = 0.01) -> None:
        self.gain = gain
        self.sparsity = sparsity

    def __call__(
        self, model: KGBertForPreTraining, batch: Batch, output: KGBertOutput
    ) -> dict[str, Loss]:
        """``gain``, ``gain_without`` and ``gate_gain``; absent where the batch has no gain rows.

        ``gain_without`` is ℓ(∅) itself: the same hidden pieces are learnt without the graph as well,
        or ℓ(𝒯⁺) would gain by neglecting ℓ(∅).
        """
        if batch.gain is None or batch.mask is None:
            return {}
        errors = row_errors(model, batch, output)
        targets = batch.gain
        unaided = errors[targets.without]
        without = unaided.detach()
        relevant = functional.relu(self.gain - without + errors[targets.relevant])
        irrelevant = functional.relu(errors[targets.irrelevant] - without)
        count = errors.new_tensor(float(len(without)))
        losses = {
            "gain": Loss((relevant + irrelevant).sum(), count),
            "gain_without": Loss(unaided.sum(), count),
        }
        sampled = (targets.edge >= 0).nonzero().squeeze(1)
        if output.knowledge is not None and len(sampled):
            gates = output.knowledge.triple_gates
            gained = (errors[targets.closed] - errors[targets.opened]).detach()[sampled]
            wanted = torch.sigmoid((gained - 0.1) / 0.03)
            taught = _binary(gates[targets.edge[sampled]], wanted)
            total = taught.sum() + self.sparsity * gates.float().mean() * len(sampled)
            losses["gate_gain"] = Loss(total, errors.new_tensor(float(len(sampled))))
        return losses


class GateRelevance:
    """Gates held to distant supervision: as open as the keep probability says, shut for other N3.

    Both ends of each triple stand in the sentence, so that co-occurrence alone decides nothing.
    """

    def __call__(
        self, model: KGBertForPreTraining, batch: Batch, output: KGBertOutput
    ) -> dict[str, Loss]:
        """``gate``; absent where no edge has a target."""
        if batch.gate is None or output.knowledge is None:
            return {}
        gates = output.knowledge.triple_gates[batch.gate.edge]
        errors = _binary(gates, batch.gate.label)
        return {"gate": Loss(errors.sum(), errors.new_tensor(float(len(errors))))}


def row_errors(model: KGBertForPreTraining, batch: Batch, output: KGBertOutput) -> Tensor:
    """(B,) mean nats over each row's gain targets, 0 for rows without any."""
    assert output.states is not None and batch.mask is not None
    chosen = (batch.mask.slot == GAIN_SLOT).nonzero().squeeze(1)
    position = batch.mask.position[chosen]
    logits = model.masked(output.states[position]).float()
    errors = functional.cross_entropy(logits, batch.mask.label[chosen], reduction="none")
    rows = torch.bucketize(position, batch.row_offsets[1:-1], right=True)
    sums = errors.new_zeros(batch.n_rows).index_add(0, rows, errors)
    counts = torch.bincount(rows, minlength=batch.n_rows).clamp(min=1)
    return sums / counts


def _binary(probability: Tensor, label: Tensor) -> Tensor:
    inside = probability.float().clamp(_TINY, 1 - _TINY)
    return functional.binary_cross_entropy(inside, label.float(), reduction="none")
