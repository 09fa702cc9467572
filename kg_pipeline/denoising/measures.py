"""How good keep probabilities are where the truth is known."""

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


def precision_at_yield(scores: Reals, truth: NDArray[np.bool_], n_kept: int) -> float:
    """Precision of the ``n_kept`` highest scores; ties count with their mean truth."""
    if n_kept < 1:
        return 0.0
    order = np.argsort(-scores, kind="stable")
    limit = scores[order[n_kept - 1]]
    above, tied = scores > limit, scores == limit
    open_places = n_kept - int(above.sum())
    return float((truth[above].sum() + open_places * truth[tied].mean()) / n_kept)
