"""SPO Margin Magnify: widen the gap between stated and other triples (docs/methods.md, section 5).

``L = −(1/|P|) Σ q_t log [ e^{(φ⁺−μ)/τ} / ( e^{(φ⁺−μ)/τ} + Σ e^{φ⁻/τ} ) ]``, an InfoNCE with an
additive margin μ (CosFace, Wang et al., 2018). Letters for shapes: C contrasted triples.
"""

import torch
from torch import Tensor

from kgbert.batch import Batch, ContrastTargets, Loss
from kgbert.model.gate import mention_means
from kgbert.model.kgbert import KGBertForPreTraining, KGBertOutput


class SPOMargin:
    """Negatives: those of the sentence (N1, N2, N3, N5) and other sentences' positives (N4)."""

    def __init__(self, temperature: float = 0.07, margin: float = 0.2) -> None:
        self.temperature = temperature
        self.margin = margin

    def __call__(
        self, model: KGBertForPreTraining, batch: Batch, output: KGBertOutput
    ) -> dict[str, Loss]:
        """``margin``; absent where no sentence of the batch states a triple."""
        if batch.contrast is None:
            return {}
        similarity = contrast_scores(model, batch, output, batch.contrast)
        return {"margin": margin_loss(similarity, batch.contrast, self.temperature, self.margin)}


def contrast_scores(
    model: KGBertForPreTraining, batch: Batch, output: KGBertOutput, targets: ContrastTargets
) -> Tensor:
    """(C, C) φ of the mention of line i and the triple of column j."""
    assert output.states is not None
    firsts = output.states[batch.row_offsets[:-1]]
    mentions = mention_means(output.states, batch)[targets.mention]
    text = model.contrast.text_side(mentions, firsts[batch.mention_row[targets.mention]])
    triple = model.contrast.triple_side(firsts[targets.row])
    return text @ triple.T


def margin_loss(
    similarity: Tensor, targets: ContrastTargets, temperature: float, margin: float
) -> Loss:
    """The loss over the positives; similarity (C, C) as ``contrast_scores`` gives it."""
    positive = (targets.kind == 0).nonzero().squeeze(1)
    lines = similarity[positive].float() / temperature  # (P, C)
    own = targets.mention[positive].unsqueeze(1) == targets.mention.unsqueeze(0)
    # N4: another sentence's positive, which the graph must not state of this line's entity: neither
    # as its subject nor as its object.
    entity = targets.subject[positive].unsqueeze(1)
    foreign = (
        (targets.kind == 0).unsqueeze(0)
        & (entity != targets.subject.unsqueeze(0))
        & (entity != targets.object.unsqueeze(0))
        & (targets.triple[positive].unsqueeze(1) != targets.triple.unsqueeze(0))
    )
    negative = (own & (targets.kind != 0).unsqueeze(0)) | (~own & foreign)
    itself = similarity[positive, positive].float() / temperature - margin / temperature
    others = lines.masked_fill(~negative, float("-inf"))
    spread = torch.logsumexp(torch.cat([itself.unsqueeze(1), others], dim=1), dim=1)
    weight = targets.weight[positive]
    return Loss(((spread - itself) * weight).sum(), weight.sum())
