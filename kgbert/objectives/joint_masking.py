"""Masked pieces of sentences and of triples written out with them (docs/methods.md, section 5)."""

from torch.nn import functional

from kgbert.batch import Batch, Loss
from kgbert.model.kgbert import KGBertForPreTraining, KGBertOutput

TEXT_SLOT, SPO_SLOT = 0, 1


class JointMasking:
    """``CE_text`` and ``CE_spo``, each piece weighed by the confidence of its triple."""

    def __call__(
        self, model: KGBertForPreTraining, batch: Batch, output: KGBertOutput
    ) -> dict[str, Loss]:
        """``mlm`` for pieces of sentences, ``joint`` for slots of triples."""
        assert output.states is not None
        if batch.mask is None:
            return {}
        losses = {}
        for name, slot in (("mlm", TEXT_SLOT), ("joint", SPO_SLOT)):
            chosen = (batch.mask.slot == slot).nonzero().squeeze(1)
            if not len(chosen):
                continue
            logits = model.masked(output.states[batch.mask.position[chosen]])
            errors = functional.cross_entropy(
                logits.float(), batch.mask.label[chosen], reduction="none"
            )
            weight = batch.mask.weight[chosen]
            losses[name] = Loss((errors * weight).sum(), weight.sum())
        return losses
