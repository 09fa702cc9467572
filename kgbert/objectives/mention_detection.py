"""Which spans name an entity, and as what? BIO over subject, object, other (docs/methods.md, 5)."""

from torch.nn import functional

from kgbert.batch import Batch, Loss
from kgbert.data.rows import IGNORED
from kgbert.model.kgbert import KGBertForPreTraining, KGBertOutput


class MentionDetection:
    """Cross-entropy over the pieces that carry a tag; rows with a graph carry none."""

    def __call__(
        self, model: KGBertForPreTraining, batch: Batch, output: KGBertOutput
    ) -> dict[str, Loss]:
        """``mention``."""
        assert output.states is not None
        if batch.mention_tags is None:
            return {}
        chosen = (batch.mention_tags != IGNORED).nonzero().squeeze(1)
        if not len(chosen):
            return {}
        logits = model.mention(output.states[chosen]).float()
        total = functional.cross_entropy(logits, batch.mention_tags[chosen], reduction="sum")
        return {"mention": Loss(total, total.new_tensor(float(len(chosen))))}
