"""The model and its parts; importing this registers KGBERT with the Auto classes."""

from transformers import AutoConfig, AutoModel
from transformers.utils.logging import disable_progress_bar

from kgbert.model.config import KGBertConfig
from kgbert.model.kgbert import KGBertForPreTraining, KGBertModel, KGBertOutput

AutoConfig.register("kgbert", KGBertConfig, exist_ok=True)
AutoModel.register(KGBertConfig, KGBertModel, exist_ok=True)

disable_progress_bar()  # its bars for a few weights would break lines that programs read

__all__ = ["KGBertConfig", "KGBertForPreTraining", "KGBertModel", "KGBertOutput"]
