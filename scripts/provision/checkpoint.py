"""Where the tensors of a PyTorch checkpoint lie in its file, found without PyTorch and without running the file."""

import os
from typing import NamedTuple

from . import stacked_pickles, state, zip_archive
from .description import CheckpointError, Tensor, brief
from .extent import Extent

# Two names may share a tensor. Many more make of a small file one that fills the disk.
MAX_EXPANSION = 4


class Found(NamedTuple):
    extents: dict[str, Extent]
    # What was unwrapped, dropped and converted, in a few words each.
    notes: list[str]


def read(path: str) -> Found:
    """Finds every tensor of the state dictionary in the checkpoint at `path`, by name."""
    with open(path, "rb") as file:
        start = file.read(64)
        if start.startswith(b"version https://git-lfs"):
            raise CheckpointError("a Git LFS pointer, which only says where the checkpoint is; run git lfs pull there")
        if start[8:9] == b"{":  # behind its header's length
            raise CheckpointError("a safetensors file, which needs no conversion")
        layout = zip_archive if start.startswith(zip_archive.MAGIC) else stacked_pickles
        file.seek(0)
        checkpoint, offsets = layout.read(file)
        size = os.fstat(file.fileno()).st_size
    tensors, notes = state.find(checkpoint)
    extents = {name: _locate(brief(name), tensor, offsets) for name, tensor in tensors.items()}
    doubles = sum(extent.dtype.name == "F64" for extent in extents.values())
    if doubles:
        notes.append(f"{doubles} tensors made float32 of float64")
    total = sum(extent.length() for extent in extents.values())
    if total > MAX_EXPANSION * size:
        raise CheckpointError(f"refused: its tensors would take {total} bytes, the file has {size}")
    return Found(extents, notes)


def _locate(name: str, tensor: Tensor, offsets: dict[str, int]) -> Extent:
    storage, start = tensor.storage, tensor.start
    if len(tensor.shape) != len(tensor.strides):
        raise CheckpointError(f"{name} has the shape {tensor.shape} but the strides {tensor.strides}")
    offset = offsets[storage.key] + start * storage.dtype.size
    extent = Extent(storage.dtype, tensor.shape, tensor.strides, offset)
    needed = max(start + extent.span(), extent.elements())
    if needed > storage.elements:
        raise CheckpointError(f"{name} needs {needed} elements, its storage has {storage.elements}")
    if any(size > 1 and stride == 0 for size, stride in zip(tensor.shape, tensor.strides)):
        raise CheckpointError(f"{name} has the strides {tensor.strides}: a tensor that repeats itself is not read")
    return extent
