"""How fast DeepVis is on the card, beside PyTorch on the same card."""

import json
import pathlib
from typing import NamedTuple

from . import pytorch
from .comparison import NODE_TOLERANCE
from .network import options
from .problem import Problem
from .program import run
from .pytorch import Card
from .sides import Side

# What runs where nothing is asked for, and what most people know the speed of.
NETWORKS = ("efficientnet_lite0", "resnet50")


class Length(NamedTuple):
    frames: int
    passes: int


USUAL = Length(frames=300, passes=100)
# The bare pass is measured in every thirty frames, but for the first thirty.
REHEARSED = Length(frames=33, passes=3)


def bench(network: str, weights: pathlib.Path, side: Side, card: Card, length: Length, folder: pathlib.Path) -> dict:
    """`weights` is the network's file; where it is not there, the weights are made up."""
    found = {"network": network, "weights": "published" if weights.exists() else "random"}
    try:
        found["deepvis"] = _deepvis(network, weights.exists(), side, card, length)
        found["pytorch"] = _pytorch(network, weights, side, card, length, folder)
        found["ok"] = found["pytorch"]["logits"]["error"] <= NODE_TOLERANCE
        if not found["ok"]:
            found["problem"] = "PyTorch's network is another: its logits differ"
    except Problem as error:
        found.update(ok=False, problem=str(error))
    return found


def _deepvis(network: str, has_weights: bool, side: Side, card: Card, length: Length) -> dict:
    card.begin()
    arguments = ["reel", "--every-channel", "--json", "--frames", str(length.frames)]
    # As it is started by a person: with its own number of threads.
    text = side.program.run("bench", *arguments, *options(network, has_weights), "--device", side.device)
    report = json.loads(text)
    if not report["device"].startswith(side.device):
        raise Problem(f"it ran on {report['device']}, not on {side.device}")
    names = ("device", "frames", "fps", "period", "bare_forward", "stages", "latency", "rss_mb")
    return {**{name: report[name] for name in names}, "card_mib": card.peak_mib()}


def _pytorch(network: str, weights: pathlib.Path, side: Side, card: Card, length: Length, folder: pathlib.Path) -> dict:
    activations = folder / f"bench-{network}.safetensors"
    picture = weights.parent.parent / "pictures" / "chelsea.png"
    side.run("activations", str(picture), *options(network, weights.exists()), "--out", str(activations))
    order = {
        "network": network,
        "device": side.device,
        "passes": length.passes,
        "activations": str(activations),
        "weights": str(weights) if weights.exists() else "",
    }
    card.begin()
    text = run(pytorch.command("bench"), pytorch.environment(), side.program.deadline, stdin=json.dumps(order))
    return {**json.loads(text), "card_mib": card.peak_mib()}
