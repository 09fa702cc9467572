"""Optimiser, schedule and precision of a run."""

import math
import time
from typing import Literal

import torch
from torch import nn

from kg_pipeline.settings import PositiveFloat, PositiveInt, Rate, Settings

Precision = Literal["fp32", "bf16"]


class Training(Settings):
    """How a run is trained. Pieces are counted without padding."""

    max_pieces: PositiveInt  # of sentences, over the whole run
    pieces_per_batch: PositiveInt = 2048
    accumulation: PositiveInt = 1  # batches a step
    learning_rate: PositiveFloat = 1e-3
    weight_decay: float = 0.01
    warmup_rate: Rate = 0.06
    schedule: Literal["cosine", "wsd"] = "cosine"
    decay_rate: Rate = 0.2  # wsd: the last part of the steps, in which the rate falls
    final_rate: Rate = 0.05  # of the learning rate, at the end
    clip: PositiveFloat = 1.0
    precision: Literal["auto", "fp32", "bf16"] = "auto"
    checkpoint_every: PositiveInt = 200  # steps


def schedule_factor(settings: Training, step: int, n_steps: int) -> float:
    """Factor on the learning rate at ``step`` of ``n_steps``.

    cosine: warm-up, then half a cosine (Loshchilov and Hutter, 2017); wsd: warm-up, stable, decay
    (Hu et al., 2024).
    """
    warmup = max(1, round(settings.warmup_rate * n_steps))
    if step < warmup:
        return (step + 1) / warmup
    if settings.schedule == "cosine":
        progress = (step - warmup) / max(1, n_steps - warmup)
        height = 0.5 * (1 + math.cos(math.pi * progress))
    else:
        decay = max(1, round(settings.decay_rate * n_steps))
        height = min(1.0, (n_steps - step) / decay)
    return settings.final_rate + (1 - settings.final_rate) * height


def make_optimizer(model: nn.Module, settings: Training) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter, 2019); vectors (norms, biases, gates) are not decayed."""
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    groups = [
        {"params": [w for w in trained if w.ndim > 1], "weight_decay": settings.weight_decay},
        {"params": [w for w in trained if w.ndim <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.learning_rate, betas=(0.9, 0.98), fused=True)


def choose_precision(wanted: Literal["auto", "fp32", "bf16"], width: int) -> Precision:
    """What was asked for; with ``auto``, bf16 where a product of this width is faster in it."""
    if wanted != "auto":
        return wanted
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported() else "fp32"
    seconds = {kind: _seconds_of_product(kind, width) for kind in (torch.float32, torch.bfloat16)}
    return "bf16" if seconds[torch.bfloat16] < 0.8 * seconds[torch.float32] else "fp32"


def _seconds_of_product(kind: torch.dtype, width: int) -> float:
    first, second = torch.ones(512, width, dtype=kind), torch.ones(width, 4 * width, dtype=kind)
    times = []
    for _ in range(4):
        begin = time.perf_counter()
        first @ second
        times.append(time.perf_counter() - begin)
    return min(times[1:])
