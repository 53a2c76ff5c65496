#!/usr/bin/env bash
# PyTorch's fused convolutions on the CPU make zero of what is not a number, where its ReLU and
#   Hardtanh pass it on.
#
# Versions: PyTorch 2.11.0 (oneDNN as it brings it), x86-64.
# Seen: a convolution of NaN is NaN. `torch.nn.functional.relu` and `hardtanh` of it are NaN; the
#   same convolution through `mkldnn::_convolution_pointwise`, which `torch.compile` calls when it
#   fuses them, gives 0 with "relu" and "hardtanh", 1 with "hardsigmoid", and NaN with "sigmoid",
#   "tanh", "hardswish" and "swish".
# Why it matters: a network that has gone wrong (weights that overflow, a broken picture) answers
#   with numbers that look sound once it is fused. Whoever says "not a number" of an answer must
#   look at the input, and at what could overflow, before.
#
# Exits 1 if any of this has changed. Needs python3 with venv, and PyPI (several gigabytes).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet torch==2.11.0
cat > fused.py <<'PYTHON'
import math
import sys

import torch
from torch.nn import functional

picture = torch.full((1, 16, 4, 4), math.nan).contiguous(memory_format=torch.channels_last)
weight, bias = torch.ones(16, 16, 1, 1), torch.zeros(16)
packed = torch._C._nn.mkldnn_reorder_conv2d_weight(
    weight.to_mkldnn(), [0, 0], [1, 1], [1, 1], 1, list(picture.shape)
)


def fused(activation, *limits):
    values = torch.ops.mkldnn._convolution_pointwise(
        picture, packed, bias, [0, 0], [1, 1], [1, 1], 1, activation, list(limits), ""
    )
    return values.flatten()[0].item()


alone = functional.conv2d(picture, weight, bias)
seen = {
    "conv2d": alone.flatten()[0].item(),
    "relu of it": functional.relu(alone).flatten()[0].item(),
    "hardtanh of it": functional.hardtanh(alone, 0.0, 6.0).flatten()[0].item(),
    "fused relu": fused("relu"),
    "fused hardtanh": fused("hardtanh", 0.0, 6.0),
    "fused hardsigmoid": fused("hardsigmoid"),
    "fused sigmoid": fused("sigmoid"),
    "fused tanh": fused("tanh"),
    "fused hardswish": fused("hardswish"),
    "fused swish": fused("swish"),
}
for name, value in seen.items():
    print(f"{name}: {value}")
zeros = ["fused relu", "fused hardtanh"]
sound = all(seen[name] == 0.0 for name in zeros) and seen["fused hardsigmoid"] == 1.0
lost = all(math.isnan(value) for name, value in seen.items() if name not in [*zeros, "fused hardsigmoid"])
sys.exit(0 if sound and lost else 1)
PYTHON
venv/bin/python fused.py
