#!/usr/bin/env python3
"""Computes the gradient of one step of `deepvis stimulus --class` with PyTorch, by autograd.

    scripts/stimulus_gradient.py weights/efficientnet_lite0.safetensors > tests/data/stimulus_gradient.json

It needs PyTorch 2.11. Coefficients of a picture, a window, EfficientNet-Lite0 and a class's logit:
all of it is written here once more, as one writes it in PyTorch. The test that reads the file is
`the_gradient_of_one_step_is_that_of_pytorch` in src/exhibit/ascent/tests.rs, which makes the
same coefficients by `coefficient`. CI does not run it.
"""

import json
import math
import pathlib
import sys

import torch
from torch.nn import functional

from cuda_check import archive
from cuda_check.in_pytorch import efficientnet_lite0

SIDE, SEEN, CLASS = 224, 160, 282
COLOURS = ((0.26, 0.09, 0.02), (0.27, 0.0, -0.05), (0.27, -0.09, 0.03))
CHROMA = 3.0
# A share of the picture's side, degrees, and halves of the side.
WINDOW = {"scale": 0.8, "turn": 7.0, "x": 0.1, "y": -0.15}
SAMPLES = 200


def coefficient(index: int) -> float:
    """-1 to 1, without a pattern, and the same everywhere."""
    bits = index * 2654435761 % 2**32
    bits = (bits ^ bits >> 15) * 2246822519 % 2**32
    return (bits ^ bits >> 13) / 2**31 - 1


def rendered(coefficients: torch.Tensor) -> torch.Tensor:
    """The picture, [1, 3, SIDE, SIDE], 0 to 1."""
    down, across = torch.fft.fftfreq(SIDE) * SIDE, torch.fft.rfftfreq(SIDE) * SIDE
    cycles = (down[:, None] ** 2 + across[None, :] ** 2).sqrt()
    scale = torch.where(cycles > SIDE / 2, 0.0, 0.25 / cycles.clamp_min(1.0))
    spectrum = torch.view_as_complex(coefficients * scale[:, :, None])
    values = torch.fft.irfft2(spectrum, s=(SIDE, SIDE), norm="forward")
    colours = torch.tensor(COLOURS)
    colours = colours / colours.norm(dim=0).max() * torch.tensor([1.0, CHROMA, CHROMA])
    return torch.einsum("rd,ndhw->nrhw", colours, values).sigmoid()


def seen(picture: torch.Tensor) -> torch.Tensor:
    """The window, as the network gets it."""
    turn, scale = math.radians(WINDOW["turn"]), WINDOW["scale"]
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    affine = torch.tensor([[[cos, -sin, WINDOW["x"]], [sin, cos, WINDOW["y"]]]])
    grid = functional.affine_grid(affine, [1, 3, SEEN, SEEN], align_corners=False)
    window = functional.grid_sample(picture, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    return (255 * window - 127) / 128


def load(weights: pathlib.Path) -> torch.nn.Module:
    model, values = efficientnet_lite0.Network(), archive.read(weights).values
    state = model.state_dict()
    model.load_state_dict({key: torch.tensor(values[key]).reshape(state[key].shape) for key in state})
    return model.eval()


def main() -> None:
    model, shape = load(pathlib.Path(sys.argv[1])), (1, 3, SIDE, SIDE // 2 + 1, 2)
    count = math.prod(shape)
    coefficients = torch.tensor([coefficient(index) for index in range(count)]).reshape(shape).requires_grad_()
    logit = model(seen(rendered(coefficients)))[0, CLASS]
    logit.backward()
    gradient = coefficients.grad.flatten()
    indices = [index * (count // SAMPLES) + index % 97 for index in range(SAMPLES)]
    found = {
        "made_by": f"scripts/stimulus_gradient.py, PyTorch {torch.__version__}",
        "class": CLASS,
        "window": WINDOW,
        "logit": logit.item(),
        "norm": gradient.norm().item(),
        "largest": gradient.abs().max().item(),
        "gradient": [{"index": index, "value": gradient[index].item()} for index in indices],
    }
    json.dump(found, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
