#!/usr/bin/env python3
"""Exports networks as people make them for themselves, and notes PyTorch's answers.

    scripts/export_people.py

Into tests/data/onnx/people go, by both of PyTorch's exporters: `eight`, MobileNetV3-Small with a
head of eight classes, without its weights; and with their weights `digits`, for grey pictures of 28
by 28, `yes_no` with a single logit, `several` with a sigmoid at the end, `oblong` for pictures of 96
by 160 with a softmax at the end. Beside each a JSON with logits and a gradient.

It needs what `scripts/export_networks.py` needs. CI does not run it.
"""

import copy
import json
import pathlib
import tempfile

import torch
import torchvision
from torch import nn

import export_networks
from onnx_exports import formula, reference, stripping

FOLDER = export_networks.FOLDER / "people"
LUMA = (0.299, 0.587, 0.114)
SIZES = {"eight": (224, 224), "digits": (28, 28), "yes_no": (64, 64), "several": (64, 64), "oblong": (96, 160)}  # fmt: skip
CLASSES = ["apple", "banana", "carrot", "cucumber", "leek", "onion", "potato", "tomato"]


def step(inputs: int, outputs: int, stride: int, after: nn.Module) -> list[nn.Module]:
    convolution = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return [convolution, nn.BatchNorm2d(outputs), after]


class Digits(nn.Module):
    """As tutorials have it: functional rectifiers and poolings, a view, a log-softmax."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 5, padding=2)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.drop = nn.Dropout(0.5)
        self.fc1 = nn.Linear(16 * 7 * 7, 24)
        self.fc2 = nn.Linear(24, 10)
        self.end = nn.LogSoftmax(1)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        x = nn.functional.max_pool2d(nn.functional.relu(self.conv1(picture)), 2)
        x = nn.functional.max_pool2d(nn.functional.relu(self.conv2(x)), 2)
        x = self.drop(nn.functional.relu(self.fc1(torch.flatten(x, 1))))
        return self.end(self.fc2(x))


def build(name: str) -> nn.Module:
    if name == "eight":
        model = torchvision.models.mobilenet_v3_small(weights=None)
        model.classifier[3] = nn.Linear(model.classifier[3].in_features, len(CLASSES))
        return model
    if name == "digits":
        return Digits()
    after = {"yes_no": nn.LeakyReLU(0.1), "several": nn.SiLU(), "oblong": nn.ReLU()}[name]
    outputs, end = {"yes_no": (1, []), "several": (6, [nn.Sigmoid()]), "oblong": (5, [nn.Softmax(1)])}[name]
    return nn.Sequential(
        *step(3, 8, 2, after),
        *step(8, 16, 2, after),
        *step(16, 24, 2, after),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Dropout(0.2),
        nn.Linear(24, outputs),
        *end,
    )


def without_end(name: str, model: nn.Module) -> nn.Module:
    """The same up to its logits."""
    if name in ("several", "oblong"):
        return nn.Sequential(*list(model)[:-1])
    cut = copy.deepcopy(model)
    cut.end = nn.Identity()
    return cut


def run(name: str) -> None:
    torch.manual_seed(0)
    seen = reference.picture(*SIZES[name])
    if name == "digits":
        seen = (seen.double() * torch.tensor(LUMA).double()[:, None, None]).sum(1, keepdim=True).float()
    made = formula.Filled(build(name), seen)
    answers, _ = reference.of(without_end(name, made.model), seen, 100)
    with torch.no_grad():
        answers["output"] = reference.samples(made.model(seen), 20)
    tensors, files = {}, {}
    shapes = {key: list(value.shape) for key, value in made.model.state_dict().items()}
    for kind, dynamo in [("dynamo", True), ("legacy", False)]:
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / f"{name}.{kind}.onnx"
            export_networks.export(made.model, seen, file, dynamo)
            if name != "eight":
                stripping.inside(file, FOLDER / file.name)
                files[kind] = []
                continue
            weights = stripping.strip(file, FOLDER / file.name, stripping.Known(made.model))
        keys = [f"{tensor} transposed" if is_turned else tensor for _, tensor, is_turned in weights]
        files[kind] = [tensors.setdefault(key, len(tensors)) for key in keys]
    text = {
        "made_by": "scripts/export_people.py",
        "torch": torch.__version__,
        "picture": SIZES[name],
        "tensors": [[key, *made.recipe[key], shapes[key]] for key in tensors],
        "files": files,
        "renamed": {},
        **answers,
        "middle": [],
    }
    target = FOLDER / f"{name}.json"
    target.write_text(json.dumps(text, separators=(",", ":")) + "\n")
    sizes = [(FOLDER / f"{name}.{kind}.onnx").stat().st_size for kind in files]
    print(f"{name}: {sizes} {target.stat().st_size} bytes, {answers['output']}", flush=True)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in SIZES:
        run(name)
    (FOLDER / "eight.labels.txt").write_text("\n".join(CLASSES) + "\n")


if __name__ == "__main__":
    main()
