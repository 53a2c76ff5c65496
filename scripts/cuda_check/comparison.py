"""How far what the card computed is from what the processor did."""

import math
import operator
from typing import NamedTuple, Optional, Sequence

# Of a node's range (max - min): both sides compute in f32, with sums in another order. The same
# tolerances as in tests/reference.rs. TF32 keeps eleven binary digits: it would be off by 1e-3.
NODE_TOLERANCE = 1e-4
# Of a signal's range: it has gone through the whole network twice.
SIGNAL_TOLERANCE = 1e-3


class Difference(NamedTuple):
    """Of one tensor, as a share of the reference's range; infinite where that cannot be said."""

    error: float
    # Why there is nothing to compare; empty where the error is a number.
    problem: str = ""


def difference(reference: Optional[Sequence[float]], other: Optional[Sequence[float]]) -> Difference:
    """The largest difference of any value. None stands for a tensor that a side does not have."""
    if reference is None or other is None:
        return Difference(math.inf, "only one side has it")
    if len(reference) != len(other):
        return Difference(math.inf, f"{len(other)} values instead of {len(reference)}")
    if len(reference) == 0:
        return Difference(math.inf, "no values")
    # max() would pass over a NaN. The sum of finite f32 is finite; NaN and infinity stay in it.
    for values in (reference, other):
        if not math.isfinite(sum(values)):
            return Difference(math.inf, "not a number" if values is other else "not a number on the CPU")
    largest = max(map(abs, map(operator.sub, reference, other)))
    width = max(reference) - min(reference)
    if width == 0:
        # All values alike: there is no range to take a share of.
        return Difference(0.0) if largest == 0 else Difference(math.inf, f"off by {largest:.3g} of a constant")
    return Difference(largest / width)


def compare(reference: dict, other: dict) -> dict[str, Difference]:
    """Every tensor that either side has."""
    names = list(reference) + [name for name in other if name not in reference]
    return {name: difference(reference.get(name), other.get(name)) for name in names}


def worst(differences: dict[str, Difference]) -> tuple[str, Difference]:
    if not differences:
        return "nothing", Difference(math.inf, "nothing to compare")
    return max(differences.items(), key=lambda item: item[1].error)


def count_beyond(reference: Sequence[float], other: Sequence[float], tolerance: float) -> int:
    """How many values are off by more than this share of the reference's range."""
    most = tolerance * (max(reference) - min(reference))
    return sum(difference > most for difference in map(abs, map(operator.sub, reference, other)))
