"""Measures a network in PyTorch: alone, and with hooks that copy every map of the wall to the host.

Standard input: one JSON object with `network`, `device`, `passes`, `weights` (empty where they are
made up) and `activations`: what `deepvis activations` wrote for the same network on the same
device. Its input is taken; its logits are compared with.
"""

import functools
import importlib
import json
import pathlib
import sys
import time
from typing import Callable

import torch

from .. import archive, comparison, spread
from . import made_up

WARM_UP = 10
INPUT = (1, 3, 224, 224)


def load(name: str, weights: str) -> torch.nn.Module:
    model = importlib.import_module(f".{name}", __package__).Network()
    if weights:
        values = archive.read(pathlib.Path(weights)).values
        state = model.state_dict()
        tensors = {key: torch.tensor(values[key]).reshape(state[key].shape) for key in state}
        model.load_state_dict(tensors)
    else:
        made_up.fill(model)
    return model.eval()


def measure(step: Callable[[], object], passes: int) -> dict:
    times = []
    for number in range(WARM_UP + passes):
        begun = time.perf_counter()
        step()
        if number >= WARM_UP:
            times.append((time.perf_counter() - begun) * 1e3)
    return spread.of(times)


def with_hooks(model: torch.nn.Module, alone: Callable, passes: int) -> tuple:
    """With every map of the wall kept as one does it: `output.detach().cpu()` in a hook."""
    kept = {}

    def keep(number: int, _module: object, _inputs: object, output: torch.Tensor) -> None:
        kept[number] = output.detach().cpu()

    hooks = [
        module.register_forward_hook(functools.partial(keep, number)) for number, module in enumerate(model.shown())
    ]
    figures = measure(alone, passes)
    for hook in hooks:
        hook.remove()
    return figures, sum(output.numel() * output.element_size() for output in kept.values())


def resident_mb() -> float:
    line = next(line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line)
    return round(int(line.split()[1]) / 1024, 1)


def use_tf32(wanted: bool) -> None:
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = wanted


@torch.inference_mode()
def bench(order: dict) -> dict:
    device, passes = order["device"], order["passes"]
    ours = archive.read(pathlib.Path(order["activations"])).values
    use_tf32(False)
    model = load(order["network"], order.get("weights")).to(device)
    picture = torch.tensor(ours["input"]).reshape(INPUT).to(device)

    def alone() -> torch.Tensor:
        return model(picture).cpu()

    logits = alone().flatten().tolist()
    figures = {"logits": comparison.difference(logits, ours["logits"])._asdict(), "bare": measure(alone, passes)}
    figures["hooks"], figures["hooked_bytes"] = with_hooks(model, alone, passes)
    figures["rss_mb"] = resident_mb()
    use_tf32(True)
    figures["bare_tf32"] = measure(alone, passes) if device != "cpu" else None
    return figures


if __name__ == "__main__":
    print(json.dumps(bench(json.load(sys.stdin))))
