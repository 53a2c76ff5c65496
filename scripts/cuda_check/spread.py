"""Median and 95th percentile of times, as `deepvis bench --json` gives them."""

import math
from typing import Optional, Sequence


def of(milliseconds: Sequence[float]) -> Optional[dict]:
    if not milliseconds:
        return None
    ordered = sorted(milliseconds)
    return {"p50_ms": round(_at(ordered, 0.5), 3), "p95_ms": round(_at(ordered, 0.95), 3)}


def _at(ordered: Sequence[float], share: float) -> float:
    """The smallest value that this share of them does not exceed, as in src/pipeline/meter.rs."""
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
