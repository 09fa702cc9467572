"""Configuration of whole runs: one YAML file for pretraining, one for fine-tuning."""

from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from kg_pipeline.errors import ConfigurationError
from kg_pipeline.graph.linking import LinkingSettings
from kg_pipeline.settings import PositiveInt, Settings, load_settings
from kg_pipeline.storage import write_json
from kgbert.data.collation import PretrainingRows
from kgbert.data.masking import Masking
from kgbert.data.subgraphs import Condition, SubgraphSettings
from kgbert.objectives.pretraining import GainSettings, MarginSettings, ObjectiveWeights
from kgbert.tasks.attribute_recognition import AttributeSettings
from kgbert.tasks.data import TaskFields
from kgbert.training.optimization import Training


class TokenizerSettings(Settings):
    """A vocabulary learnt from the corpus; rows are cut at ``max_pieces``."""

    vocabulary_size: PositiveInt = 8000
    max_pieces: PositiveInt = 128


class ModelSettings(Settings):
    """Sizes and parts; see ``KGBertConfig``."""

    hidden_size: PositiveInt = 256
    num_hidden_layers: PositiveInt = 4
    num_attention_heads: PositiveInt = 4
    intermediate_size: PositiveInt = 1024
    knowledge_layer: PositiveInt = 3
    stack: Literal["bert", "modern"] = "modern"
    initializer_range: float = 0.08
    aggregation: Literal["attentive", "mean"] = "attentive"
    triple_gate: Literal["conditioned", "reading", "open"] = "conditioned"
    flow_gate: Literal["vector", "scalar", "open"] = "vector"
    triple_gate_bias: float = -1.0
    flow_gate_bias: float = -2.0
    triple_attention: Literal["full", "isolated"] = "full"


class Conditions(Settings):
    """Which controls run, with which seeds, on how many processes at a time."""

    conditions: list[Condition] = Field(default=["true"], min_length=1)
    seeds: list[int] = Field(default=[1], min_length=1)
    workers: PositiveInt = 1


class PretrainingRun(Settings):
    """``kgbert pretrain CONFIG``. repeat_stated: times a sentence that states a triple is shown."""

    corpus: str
    graph: str
    output: str
    tokenizer: TokenizerSettings = TokenizerSettings()
    model: ModelSettings = ModelSettings()
    subgraphs: SubgraphSettings = SubgraphSettings()
    rows: PretrainingRows = PretrainingRows()
    masking: Masking = Masking()
    weights: ObjectiveWeights = ObjectiveWeights()
    margin: MarginSettings = MarginSettings()
    gain: GainSettings = GainSettings()
    training: Training
    repeat_stated: PositiveInt = 1
    runs: Conditions = Conditions()


class FinetuningRun(Settings):
    """``kgbert finetune CONFIG``: each condition starts from its own pretrained model and seed.

    learning_rates: the tuning trials, the same for every condition; chosen on ``development`` with
    the first seed. covered only counts examples whose first mention has triples in the graph.
    """

    pretrained: str
    graph: str
    output: str
    train: str
    development: str
    test: str
    fields: TaskFields = TaskFields()
    task: Literal["attribute_recognition"] = "attribute_recognition"
    attribute: AttributeSettings = AttributeSettings()
    subgraphs: SubgraphSettings = SubgraphSettings()
    linking: LinkingSettings = LinkingSettings()
    training: Training
    learning_rates: list[float] = Field(default=[1e-3], min_length=1)
    runs: Conditions = Conditions()


def remember(settings: PretrainingRun | FinetuningRun) -> None:
    """Keep the settings as ``settings.json`` in the output folder, so that it says what it holds.

    A run may be made in several goes: where the folder's settings differ in conditions, seeds or
    workers alone, those of both goes are kept.
    """
    path = Path(settings.output) / "settings.json"
    runs, earlier = settings.runs, None
    with suppress(ConfigurationError):  # written by another version
        earlier = load_settings(type(settings), path)
    if earlier is not None and earlier.model_copy(update={"runs": runs}) == settings:
        conditions = {*earlier.runs.conditions, *runs.conditions}
        runs = Conditions(
            conditions=[name for name in get_args(Condition) if name in conditions],
            seeds=sorted({*earlier.runs.seeds, *runs.seeds}),
            workers=runs.workers,
        )
    write_json(path, settings.model_copy(update={"runs": runs}).model_dump(mode="json"))
