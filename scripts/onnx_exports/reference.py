"""PyTorch's answers: logits, some values on the way, the gradient of the best class."""

import pathlib

import numpy
import torch
from PIL import Image
from torch import nn

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "data"
PICTURE = FOLDER / "reference" / "chelsea-224.png"


def picture(height: int, width: int, mean=MEAN, std=STD) -> torch.Tensor:
    """The cat, which repeats itself below and on the right, normalised."""
    cat = numpy.asarray(Image.open(PICTURE).convert("RGB"))
    cat = cat[numpy.arange(height) % 224][:, numpy.arange(width) % 224]
    value = (cat.astype("f4") / numpy.float32(255) - numpy.float32(mean)) / numpy.float32(std)
    return torch.from_numpy(value.transpose(2, 0, 1).copy())[None]


def samples(value: torch.Tensor, count: int) -> dict:
    """The range of a value and `count` of its elements, the first, the last, one of each channel's."""
    flat = value.detach().double().flatten()
    indices = sorted({(n * (flat.numel() - 1)) // max(count - 1, 1) for n in range(count)})
    return {
        "shape": list(value.shape),
        "min": short(flat.min()),
        "max": short(flat.max()),
        "mean": short(flat.mean()),
        "index": indices,
        "value": [short(flat[index]) for index in indices],
    }


def short(value) -> float:
    return float(f"{float(value):.7g}")


def outputs(model: nn.Module, input: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """The logits and each leaf's first output."""
    found = {}

    def keep(path: str):
        def hook(_module: nn.Module, _inputs: tuple, output: torch.Tensor) -> None:
            # A rectifier behind it may write over it; what a hook returns would take its place.
            found.setdefault(path, output.clone())

        return hook

    leaves = [(path, module) for path, module in model.named_modules() if not list(module.children())]
    hooks = [module.register_forward_hook(keep(path)) for path, module in leaves]
    with torch.no_grad():
        logits = model(input)
    for hook in hooks:
        hook.remove()
    return logits, found


def gradient(model: nn.Module, input: torch.Tensor, best: int) -> torch.Tensor:
    """Of the best class's logit at the input."""
    leaf = input.clone().requires_grad_()
    return torch.autograd.grad(model(leaf).flatten()[best], leaf)[0]


def distance(a: torch.Tensor, b: torch.Tensor) -> float:
    """The largest difference as a share of the range."""
    a, b = a.double(), b.double()
    extent = b.max() - b.min() if b.numel() > 1 else b.abs().max()
    return float((a - b).abs().max() / extent)


def spread(model: nn.Module, input: torch.Tensor, best: int) -> tuple[torch.Tensor, dict]:
    """The gradient in f32, and how far PyTorch's own differ from each other."""
    threads = torch.get_num_threads()
    plain = gradient(model, input, best)
    torch.set_num_threads(1 if threads > 1 else 2)
    other = gradient(model, input, best)
    torch.set_num_threads(threads)
    exact = gradient(model.double(), input.double(), best)
    with torch.no_grad():
        logits = model(input.double())
    model.float()
    with torch.no_grad():
        off = distance(model(input), logits)
    return plain, {
        "logits_f32_f64": short(off),
        "gradient_f32_f64": short(distance(plain, exact)),
        "gradient_threads": short(distance(other, plain)),
    }


def of(model: nn.Module, input: torch.Tensor, wanted: int = 300) -> tuple[dict, dict]:
    """Logits and gradient as the JSON has them, and each leaf's output."""
    logits, found = outputs(model, input)
    best = int(logits.flatten().argmax())
    slope, own = spread(model, input, best)
    return {
        "best": best,
        "logits": samples(logits, 100),
        "gradient": samples(slope, wanted),
        "pytorch_spread": own,
    }, found
