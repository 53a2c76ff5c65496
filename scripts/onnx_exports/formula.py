"""Made-up weights that are the same everywhere, by the formula of src/network/deterministic.rs.

Element i of the tensor named n is centre + reach (2u - 1), where u = (step i + 1 of splitmix64 from
the 64-bit FNV-1a hash of n) >> 11, times 2^-53. Two things differ from `deterministic.rs`:

* Batch normalisations that an exporter folds into their convolution have a mean of 0, a variance
  of 1 and a factor of sqrt(1 + eps): the folded weight is then the convolution's own to rounding.
* The reach of each convolution and fully connected layer is such that its outputs deviate by 1 for
  the picture (Mishkin and Matas, "All you need is a good init", 2015), that of the last one by 3.
  With He's reach alone, the values of a network with linear bottlenecks die out or its gates are
  all open.
"""

import math

import numpy
import torch
from torch import nn

BIAS = 0.1
NORMS = (nn.BatchNorm2d,)
LAYERS = (nn.Conv2d, nn.Linear)


def fnv_1a(text: str) -> int:
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def spread(name: str, count: int) -> numpy.ndarray:
    """-1 to 1, as f64."""
    with numpy.errstate(over="ignore"):
        steps = numpy.arange(1, count + 1, dtype=numpy.uint64)
        z = numpy.uint64(fnv_1a(name)) + steps * numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z = z ^ (z >> numpy.uint64(31))
    return 2.0 * ((z >> numpy.uint64(11)).astype("f8") / 2.0**53) - 1.0


def values(name: str, centre: float, reach: float, shape: tuple[int, ...]) -> torch.Tensor:
    flat = (centre + reach * spread(name, math.prod(shape))).astype("f4")
    return torch.from_numpy(flat).reshape(shape)


class Filled:
    """A model with made-up weights: `recipe` says of each tensor its centre and reach."""

    def __init__(self, model: nn.Module, picture: torch.Tensor, kept: tuple[str, ...] = ()):
        """`kept` are the endings of names of batch normalisations that no exporter folds."""
        self.model, self.recipe = model.eval(), {}
        for path, module in model.named_modules():
            if isinstance(module, NORMS):
                self.fill_norm(path, module, path.endswith(kept) if kept else False)
            elif isinstance(module, nn.LayerNorm):
                self.fill(f"{path}.weight", 1.0, 0.2)
                self.fill(f"{path}.bias", 0.0, BIAS)
            elif isinstance(module, LAYERS) and module.bias is not None:
                self.fill(f"{path}.bias", 0.0, BIAS)
        for name, _ in model.named_parameters():
            if name.endswith("layer_scale"):
                self.fill(name, 0.5, 0.4)
        self.calibrate(picture)
        known = {name for name, value in model.state_dict().items() if value.is_floating_point()}
        assert known == set(self.recipe), known ^ set(self.recipe)

    def fill(self, name: str, centre: float, reach: float) -> None:
        tensor = self.model.get_parameter(name) if not name.endswith(("_mean", "_var")) else (
            self.model.get_buffer(name)
        )
        self.recipe[name] = (centre, reach)
        with torch.no_grad():
            tensor.copy_(values(name, centre, reach, tuple(tensor.shape)))

    def fill_norm(self, path: str, norm: nn.BatchNorm2d, is_kept: bool) -> None:
        self.fill(f"{path}.weight", *((1.0, 0.2) if is_kept else (math.sqrt(1 + norm.eps), 0.0)))
        self.fill(f"{path}.bias", 0.0, BIAS)
        self.fill(f"{path}.running_mean", 0.0, BIAS if is_kept else 0.0)
        self.fill(f"{path}.running_var", 1.0, 0.2 if is_kept else 0.0)

    def calibrate(self, picture: torch.Tensor) -> None:
        """Chooses the reach of each layer's weight, in the order in which they run."""
        paths = {module: path for path, module in self.model.named_modules()}
        order = [path for path, module in paths_of_layers(self.model, picture)]

        def after(module: nn.Module, inputs: tuple, output: torch.Tensor) -> torch.Tensor:
            path = paths[module]
            name = f"{path}.weight"
            fan_in = math.prod(module.weight.shape[1:])
            reach = math.sqrt(6 / fan_in)
            for _ in range(2):
                reach = float(f"{reach:.4g}")
                self.fill(name, 0.0, reach)
                output = module.forward(*inputs)
                deviation = output.std() if output.numel() > 1 else output.abs().max()
                reach *= (3.0 if path == order[-1] else 1.0) / float(deviation)
            return output

        hooks = [module.register_forward_hook(after) for module in paths if isinstance(module, LAYERS)]
        with torch.no_grad():
            self.model(picture)
        for hook in hooks:
            hook.remove()
        for path, module in self.model.named_modules():
            # Only training has those: auxiliary classifiers.
            if isinstance(module, LAYERS) and f"{path}.weight" not in self.recipe:
                self.fill(f"{path}.weight", 0.0, 0.01)


def paths_of_layers(model: nn.Module, picture: torch.Tensor) -> list[tuple[str, nn.Module]]:
    """Convolutions and fully connected layers in the order in which they run."""
    ran = []
    hooks = [
        module.register_forward_hook(lambda module, _, __, path=path: ran.append((path, module)))
        for path, module in model.named_modules()
        if isinstance(module, LAYERS)
    ]
    with torch.no_grad():
        model(picture)
    for hook in hooks:
        hook.remove()
    return ran
