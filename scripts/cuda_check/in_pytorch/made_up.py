"""`--random-weights`, in PyTorch: src/network/deterministic.rs says how they are computed."""

import math

import torch

MASK = (1 << 64) - 1


def fill(model: torch.nn.Module) -> None:
    """Every parameter and buffer but the counts, by its name in the checkpoint."""
    for prefix, module in model.named_modules():
        for name, tensor in module.state_dict(prefix=f"{prefix}." if prefix else "").items():
            part = name.rpartition(".")[2]
            if name != f"{prefix}.{part}" or part == "num_batches_tracked":
                continue  # a child's, which has its own turn
            centre, reach = _role(module, part, tensor)
            with torch.no_grad():
                tensor.copy_(_values(name, tensor.numel(), centre, reach).reshape(tensor.shape))


def _role(module: torch.nn.Module, part: str, tensor: torch.Tensor) -> tuple:
    """The middle of its values and how far they reach from it."""
    if part in ("bias", "running_mean"):
        return 0.0, 0.1
    if isinstance(module, torch.nn.BatchNorm2d):
        return 1.0, 0.2
    return 0.0, math.sqrt(6.0 / tensor[0].numel())


def _values(name: str, count: int, centre: float, reach: float) -> torch.Tensor:
    steps = torch.arange(1, count + 1, dtype=torch.int64)
    # PyTorch cannot compute with unsigned numbers; signed products wrap around to the same bits.
    z = _signed(fnv_1a(name)) + steps * _signed(0x9E3779B97F4A7C15)
    z = (z ^ _right(z, 30)) * _signed(0xBF58476D1CE4E5B9)
    z = (z ^ _right(z, 27)) * _signed(0x94D049BB133111EB)
    u = _right(z ^ _right(z, 31), 11).double() / 2.0**53
    return (centre + reach * (2.0 * u - 1.0)).float()


def _right(z: torch.Tensor, digits: int) -> torch.Tensor:
    """Shifted to the right, with zeros from the left."""
    return (z >> digits) & ((1 << (64 - digits)) - 1)


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def fnv_1a(text: str) -> int:
    """Fowler, Noll and Vo's hash."""
    number = 0xCBF29CE484222325
    for byte in text.encode():
        number = ((number ^ byte) * 0x100000001B3) & MASK
    return number
