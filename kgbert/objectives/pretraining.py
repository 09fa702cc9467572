"""All objectives together: ``MLM + .5 mention + joint + .1 margin + .1 gain + .05 gate``.

Source: docs/methods.md, section 5. Margin and gain begin after warm-up; gates are supervised from the
first step, or masking alone drives them to the ends, where no gradient brings them back.
"""

from kg_pipeline.settings import Rate, Settings
from kgbert.batch import Batch, Loss
from kgbert.model.kgbert import KGBertForPreTraining
from kgbert.objectives.joint_masking import JointMasking
from kgbert.objectives.knowledge_gain import GateRelevance, KnowledgeGain
from kgbert.objectives.mention_detection import MentionDetection
from kgbert.objectives.objective import Objective
from kgbert.objectives.spo_margin import SPOMargin


class ObjectiveWeights(Settings):
    """How much each loss counts; 0 leaves it out of the sum (it is still logged)."""

    mlm: float = 1.0
    joint: float = 1.0
    mention: float = 0.5
    margin: float = 0.1
    gain: float = 0.1
    gain_without: float = 0.1
    gate_gain: float = 0.05
    gate: float = 0.05
    warmup_rate: Rate = 0.1  # of the steps, before margin and gain begin

    def at(self, progress: float) -> dict[str, float]:
        """Weights by name at a progress in [0, 1]."""
        late = float(progress >= self.warmup_rate)
        return {
            "mlm": self.mlm,
            "joint": self.joint,
            "mention": self.mention,
            "margin": self.margin * late,
            "gain": self.gain * late,
            "gain_without": self.gain_without * late,
            "gate_gain": self.gate_gain * late,
            "gate": self.gate,
        }


class MarginSettings(Settings):
    """Temperature τ and margin μ of the contrast."""

    temperature: float = 0.07
    margin: float = 0.2


class GainSettings(Settings):
    """How many nats relevant knowledge should gain (δ), and λ₀ on the mean openness."""

    gain: float = 0.5
    sparsity: float = 0.01


class PretrainingObjectives:
    """Runs the model once and every objective on its output."""

    def __init__(self, margin: MarginSettings, gain: GainSettings) -> None:
        self.objectives: dict[str, Objective] = {
            "joint_masking": JointMasking(),
            "mention_detection": MentionDetection(),
            "spo_margin": SPOMargin(margin.temperature, margin.margin),
            "knowledge_gain": KnowledgeGain(gain.gain, gain.sparsity),
            "gate_relevance": GateRelevance(),
        }

    def __call__(self, model: KGBertForPreTraining, batch: Batch) -> dict[str, Loss]:
        """Losses by name."""
        output = model(batch)
        losses: dict[str, Loss] = {}
        for objective in self.objectives.values():
            losses.update(objective(model, batch, output))
        return losses
