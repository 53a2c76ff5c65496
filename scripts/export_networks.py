#!/usr/bin/env python3
"""Exports torchvision's networks with both of PyTorch's exporters, and notes PyTorch's answers.

    scripts/export_networks.py [--whole FOLDER] [NETWORK...]

For each network: tests/data/onnx/NETWORK.dynamo.onnx (PyTorch's own exporter), NETWORK.legacy.onnx
(`dynamo=False`), both without weights, and NETWORK.json: how to make the weights, and logits, values
and a gradient by PyTorch. The test that reads them is `tests/onnx.rs`. With `--whole`, the files
with their weights go into that folder and nothing else is written.

It needs, in a throw-away environment of Python 3.12 or later, the packages of
scripts/onnx_exports/requirements.txt, of which it names the versions. CI does not run it.
"""

import argparse
import json
import logging
import pathlib
import tempfile
import warnings

import torch
import torchvision

from onnx_exports import formula, reference, stripping

FOLDER = reference.FOLDER / "onnx"
NETWORKS = [
    "alexnet", "vgg11", "squeezenet1_1", "resnet18", "resnet50", "googlenet", "inception_v3",
    "mobilenet_v2", "mobilenet_v3_small", "mnasnet0_5", "shufflenet_v2_x0_5", "efficientnet_b0",
    "regnet_y_400mf", "densenet121", "convnext_tiny", "tf_efficientnet_lite0",
]  # fmt: skip
# Batch normalisations that stand before their convolution: no exporter folds them.
KEPT = {"densenet121": ("norm1", "norm5", "transition1.norm", "transition2.norm", "transition3.norm")}
MIDDLE = 24


def side(name: str) -> int:
    return 299 if name == "inception_v3" else 224


def build(name: str) -> torch.nn.Module:
    if name.startswith("tf_"):
        import timm

        return timm.create_model(name)
    wanted = {"init_weights": False, "transform_input": False}
    known = {"googlenet": wanted, "inception_v3": wanted}
    return torchvision.models.get_model(name, weights=None, **known.get(name, {}))


def filled(name: str, seen: torch.Tensor) -> formula.Filled:
    return formula.Filled(build(name), seen, KEPT.get(name, ()))


def export(model: torch.nn.Module, seen: torch.Tensor, target: pathlib.Path, dynamo: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(model, (seen,), str(target), dynamo=dynamo, verbose=False)


def middle(found: dict, files: dict[str, dict], source: dict[str, dict]) -> list[dict]:
    """The values of some convolutions, batch normalisation included."""
    chosen = []
    for kind, layers in files.items():
        for weight, bias in layers.items():
            tensor = source[kind].get(weight)
            if tensor is None:
                continue
            path = tensor.removesuffix(".weight")
            # A folded batch normalisation's summand has become the convolution's.
            end = source[kind].get(bias, "").removesuffix(".bias")
            chosen.append((kind, weight, end or path if end != path else path))
    def value(path: str) -> torch.Tensor:
        # timm's batch normalisation has a rectifier of its own behind it.
        return found[path] if path in found else found[f"{path}.drop"]

    by_path = {}
    for kind, weight, path in chosen:
        by_path.setdefault(path, {})[kind] = weight
    paths = [path for path, weights in by_path.items() if len(weights) == len(files)]
    picked = paths[:: max(1, -(-len(paths) // MIDDLE))]
    return [
        {"module": path, "weight": by_path[path], **reference.samples(value(path), 24)}
        for path in picked
    ]


def run(name: str, whole: pathlib.Path | None) -> None:
    torch.manual_seed(0)
    seen = reference.picture(side(name), side(name))
    made = filled(name, seen)
    answers, found = reference.of(made.model, seen)
    with torch.no_grad():
        other = made.model(seen.flip(3))
    moved = reference.distance(other, made.model(seen).detach())
    files, source, order = {}, {}, {}
    names = {}
    for kind, dynamo in [("dynamo", True), ("legacy", False)]:
        with tempfile.TemporaryDirectory() as folder:
            file = (whole or pathlib.Path(folder)) / f"{name}.{kind}.onnx"
            export(made.model, seen, file, dynamo)
            if whole:
                continue
            target = FOLDER / file.name
            weights = stripping.strip(file, target, stripping.Known(made.model))
        files[kind] = stripping.layers(target)
        source[kind] = {weight: tensor for weight, tensor, _ in weights}
        source[kind] |= inside(target, made.model)
        order[kind] = []
        for _, tensor, is_turned in weights:
            key = f"{tensor} transposed" if is_turned else tensor
            order[kind].append(names.setdefault(key, len(names)))
    if whole:
        (whole / f"{name}.json").write_text(json.dumps(answers, separators=(",", ":")) + "\n")
        return
    shapes = {key: list(value.shape) for key, value in made.model.state_dict().items()}
    tensors = [[key, *made.recipe[plain(key)], shapes[plain(key)]] for key in names]
    text = {
        "made_by": "scripts/export_networks.py",
        "torch": torch.__version__,
        "picture": [side(name), side(name)],
        "tensors": tensors,
        "files": order,
        "renamed": {kind: renamed(source[kind], shapes) for kind in files},
        **answers,
        "middle": middle(found, files, source),
    }
    target = FOLDER / f"{name}.json"
    target.write_text(json.dumps(text, separators=(",", ":")) + "\n")
    sizes = [(FOLDER / f"{name}.{kind}.onnx").stat().st_size for kind in files]
    own = answers["pytorch_spread"]
    print(
        f"{name}: {sizes} {target.stat().st_size} bytes, {len(text['middle'])} values, mirrored "
        f"{moved:.3f}, logits {answers['logits']['min']:.2f} to {answers['logits']['max']:.2f}, {own}",
        flush=True,
    )


def inside(file: pathlib.Path, model: torch.nn.Module) -> dict[str, str]:
    """Which tensors the small ones are that stayed in the file, where they are known."""
    import onnx

    known, found = stripping.Known(model), {}
    for tensor in onnx.load(str(file), load_external_data=False).graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and not tensor.external_data and tensor.dims:
            try:
                found[tensor.name] = known.find(onnx.numpy_helper.to_array(tensor))[0]
            except LookupError:
                continue
    return found


def renamed(source: dict[str, str], shapes: dict[str, list[int]]) -> dict[str, str]:
    """What the weights are that the exporter gave a name of its own."""
    named = source.items()
    return {name: tensor for name, tensor in named if name != tensor and len(shapes[tensor]) > 1}


def plain(key: str) -> str:
    return key.removesuffix(" transposed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--whole", type=pathlib.Path)
    parser.add_argument("networks", nargs="*", metavar="NETWORK")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    FOLDER.mkdir(exist_ok=True)
    for name in arguments.networks or NETWORKS:
        run(name, arguments.whole)


if __name__ == "__main__":
    main()
