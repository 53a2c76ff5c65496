#!/usr/bin/env bash
# captum's GuidedBackprop and Deconvolution change modules of torch.nn.ReLU alone. Of a network whose
#   rectifiers are ReLU6, SiLU, Hardswish, GELU or a function they return the plain gradient, without
#   a word.
#
# Versions: captum 0.9.0, PyTorch 2.11.0.
# Seen: of a rectifier that reads −1, 2, −1, 2, with signals 1, 1, −1, −1 from above, nn.ReLU (in
#   place or not) gives 0, 1, 0, 0 guided and 1, 1, 0, 0 by Deconvolution. nn.ReLU6 and nn.Hardtanh,
#   which are the same function there, give 0, 1, 0, −1 by both: the gradient. So do
#   torch.nn.functional.relu, torch.relu and clamp, and so do nn.SiLU, nn.Hardswish, nn.GELU,
#   nn.LeakyReLU and nn.PReLU with theirs. The only warning is the one that hooks are set, which
#   comes for every network. The documentation warns of nn.functional.ReLU alone.
# Why it matters: of torchvision's MobileNet V2 (ReLU6), MobileNet V3 (Hardswish), EfficientNet
#   (SiLU) and ConvNeXt (GELU) these are pictures of the gradient, or of a mixture, under another
#   name. Whoever checks another program's guided backpropagation against them must know.
#
# Exits 1 if any of this has changed. Needs python3 with venv, and PyPI (several gigabytes).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet torch==2.11.0 captum==0.9.0
cat > rectifiers.py <<'PYTHON'
import sys
import warnings

import torch
from captum.attr import Deconvolution, GuidedBackprop
from torch import nn
from torch.nn import functional


class Called(nn.Module):
    """A function as a module of its own kind."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, values):
        return self.function(values)


class Network(nn.Module):
    """One rectifier, and one number made of what it gives."""

    def __init__(self, rectifier):
        super().__init__()
        self.rectifier = rectifier

    def forward(self, values):
        return self.rectifier(values) @ torch.tensor([[1.0], [1.0], [-1.0], [-1.0]])


picture = torch.tensor([[-1.0, 2.0, -1.0, 2.0]])
rectifiers = {
    "nn.ReLU": nn.ReLU(),
    "nn.ReLU in place": nn.ReLU(inplace=True),
    "nn.ReLU6": nn.ReLU6(),
    "nn.Hardtanh": nn.Hardtanh(0.0, 6.0),
    "functional.relu": Called(functional.relu),
    "torch.relu": Called(torch.relu),
    "clamp": Called(lambda values: values.clamp(min=0.0)),
    "nn.SiLU": nn.SiLU(),
    "nn.Hardswish": nn.Hardswish(),
    "nn.GELU": nn.GELU(),
    "nn.LeakyReLU": nn.LeakyReLU(0.1),
    "nn.PReLU": nn.PReLU(),
}
sound = True
for name, rectifier in rectifiers.items():
    network = Network(rectifier).eval()
    leaf = picture.clone().requires_grad_()
    [gradient] = torch.autograd.grad(network(leaf * 1.0).sum(), leaf)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        [guided, deconvolution] = [
            method(network).attribute(picture.clone().requires_grad_(), target=0).detach()
            for method in (GuidedBackprop, Deconvolution)
        ]
    rows = [[round(value, 3) for value in rows.flatten().tolist()] for rows in (gradient, guided, deconvolution)]
    said = {str(warning.message) for warning in said if "hooks" in str(warning.message)}
    print(f"{name}: gradient {rows[0]}, guided {rows[1]}, deconvolution {rows[2]}; {len(said)} warning")
    if name.startswith("nn.ReLU") and name != "nn.ReLU6":
        sound &= rows[1:] == [[0.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]]
    else:
        sound &= torch.equal(guided, gradient) and torch.equal(deconvolution, gradient)
sys.exit(0 if sound else 1)
PYTHON
venv/bin/python rectifiers.py
