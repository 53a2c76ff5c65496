"""An exported file without its weights, and what each of them is."""

import math
import pathlib

import numpy
import onnx
import torch
from onnx import TensorProto, numpy_helper

# Smaller tensors stay inside, as the default exporter has it.
INSIDE = 256
SCOPES = "pkg.torch.onnx.name_scopes"


def clean(message) -> None:
    """Removes documentation and metadata but for the scopes' names: paths stand there."""
    for field, value in list(message.ListFields()):
        if field.name == "doc_string":
            message.ClearField("doc_string")
        elif field.name == "metadata_props":
            scopes = [entry.value for entry in value if entry.key == SCOPES]
            message.ClearField("metadata_props")
            for scope in scopes:
                message.metadata_props.add(key=SCOPES, value=scope)
        elif field.type == field.TYPE_MESSAGE:
            for part in value if field.is_repeated else [value]:
                clean(part)


class Known:
    """A model's tensors, to find out which of them a constant is."""

    def __init__(self, model: torch.nn.Module):
        self.by_size = {}
        for name, tensor in model.state_dict().items():
            if tensor.is_floating_point():
                value = tensor.detach().numpy()
                self.by_size.setdefault(value.size, []).append((name, value))

    def find(self, value: numpy.ndarray) -> tuple[str, bool]:
        """The tensor with these values, and whether rows and columns are exchanged."""
        for name, tensor in self.by_size.get(value.size, []):
            if numpy.allclose(tensor.ravel(), value.ravel(), rtol=1e-6, atol=1e-9):
                return name, False
        for name, tensor in self.by_size.get(value.size, []):
            is_turned = tensor.ndim == 2 and tensor.T.shape == value.shape
            if is_turned and numpy.allclose(tensor.T, value, rtol=1e-6, atol=1e-9):
                return name, True
        raise LookupError(f"no tensor has the values of a constant of shape {value.shape}")


def strip(source: pathlib.Path, target: pathlib.Path, known: Known) -> list[tuple[str, str, bool]]:
    """Writes `source` without its weights; gives name, tensor and whether it is transposed, in the
    order in which they lie end to end in the file of weights."""
    model = onnx.load(str(source))
    clean(model)
    offset, weights = 0, []
    for tensor in model.graph.initializer:
        count = math.prod(tensor.dims)
        value = numpy_helper.to_array(tensor)
        tensor.ClearField("external_data")
        if tensor.data_type != TensorProto.FLOAT or 4 * count <= INSIDE:
            inside = numpy_helper.from_array(value, tensor.name)
            tensor.data_location = TensorProto.DEFAULT
            tensor.CopyFrom(inside)
            continue
        weights.append((tensor.name, *known.find(value)))
        tensor.ClearField("raw_data")
        tensor.ClearField("float_data")
        tensor.data_location = TensorProto.EXTERNAL
        entries = {"location": f"{target.name}.data", "offset": offset, "length": 4 * count}
        for key, entry in entries.items():
            tensor.external_data.add(key=key, value=str(entry))
        offset += 4 * count
    target.write_bytes(model.SerializeToString())
    return weights


def inside(source: pathlib.Path, target: pathlib.Path) -> None:
    """Writes `source` with its weights, but without documentation and metadata."""
    model = onnx.load(str(source))
    clean(model)
    for tensor in model.graph.initializer:
        value = numpy_helper.to_array(tensor)
        tensor.CopyFrom(numpy_helper.from_array(value, tensor.name))
    target.write_bytes(model.SerializeToString())


def layers(file: pathlib.Path) -> dict[str, str]:
    """The weight of each convolution, with its bias; nothing for one that has none."""
    graph = onnx.load(str(file), load_external_data=False).graph
    # The legacy exporter gives a tensor that occurs twice a second name.
    same = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity"}
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    inputs = [[same.get(name, name) for name in node.input] for node in convolutions]
    return {names[1]: names[2] if len(names) > 2 else "" for names in inputs}
