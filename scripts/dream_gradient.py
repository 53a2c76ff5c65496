#!/usr/bin/env python3
"""Computes what `deepvis dream` amplifies in a picture, and its gradient, with PyTorch's autograd.

    scripts/dream_gradient.py weights/efficientnet_lite0.safetensors > tests/data/dream_gradient.json

It needs PyTorch 2.11. A picture of 0 to 1, EfficientNet-Lite0, then the mean of a block's squared
values, or how far the code lies in a direction: all of it is written here once more, as one writes
it in PyTorch. The test that reads the file is `the_slope_is_that_of_pytorch` in
src/exhibit/dreams/amplifier.rs, which makes the same picture and direction by `coefficient`. CI
does not run it.
"""

import json
import pathlib
import sys
from collections.abc import Callable

import torch
from cuda_check.in_pytorch import efficientnet_lite0
from stimulus_gradient import coefficient, load

SIDE, BLOCKS, CODE, OFFSET = 112, (2, 4, 8, 10), 1280, -0.25
SAMPLES = 100


def coefficients(count: int) -> torch.Tensor:
    return torch.tensor([coefficient(index) for index in range(count)])


def block(model: efficientnet_lite0.Network, number: int, picture: torch.Tensor) -> torch.Tensor:
    """The mean of the squares of what this block puts out."""
    x = model.relu_stem(model._bn0(model._conv_stem((255 * picture - 127) / 128)))
    for each in model._blocks[: number + 1]:
        x = each(x)
    return x.square().mean()


def code(model: efficientnet_lite0.Network, picture: torch.Tensor) -> torch.Tensor:
    """How far the code, at length 1, lies in a direction."""
    x = model.relu_stem(model._bn0(model._conv_stem((255 * picture - 127) / 128)))
    for each in model._blocks:
        x = each(x)
    values = model.relu_head(model._bn1(model._conv_head(x))).mean((2, 3))[0]
    return coefficients(CODE) @ values / values.norm() + OFFSET


def gradient(of: Callable[[torch.Tensor], torch.Tensor]) -> dict:
    shape = (1, 3, SIDE, SIDE)
    count = 3 * SIDE * SIDE
    picture = (0.5 + 0.4 * coefficients(count)).reshape(shape).requires_grad_()
    value = of(picture)
    value.backward()
    flat = picture.grad.flatten()
    indices = [index * (count // SAMPLES) + index % 97 for index in range(SAMPLES)]
    return {
        "value": value.item(),
        "norm": flat.norm().item(),
        "largest": flat.abs().max().item(),
        "gradient": [{"index": index, "value": flat[index].item()} for index in indices],
    }


def main() -> None:
    model = load(pathlib.Path(sys.argv[1]))
    found = {
        "made_by": f"scripts/dream_gradient.py, PyTorch {torch.__version__}",
        "side": SIDE,
        "blocks": [
            {"block": number} | gradient(lambda picture, number=number: block(model, number, picture))
            for number in BLOCKS
        ],
        "code": {"offset": OFFSET} | gradient(lambda picture: code(model, picture)),
    }
    json.dump(found, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
