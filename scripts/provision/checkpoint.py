"""Where the tensors of a PyTorch checkpoint lie in its file, found without PyTorch and without running the file.

A checkpoint holds pickles, and a pickle is a program: it can call whatever it can name. Here it can name an ordered
dictionary, the function that describes a tensor and the storage types, and nothing else.

The layout before PyTorch 1.6 is read: five pickles one after the other (a magic number, a protocol number, facts about
the machine, the tensors, the names of the storages), then each storage as its length in elements (8 bytes) and its
bytes. To read the later layout, a zip archive, find `data.pkl` and the storages' offsets there and hand them to the
same unpickler.
"""

import collections
import os
import pickle
import reprlib
import struct
from typing import BinaryIO, NamedTuple

from .extent import Dtype, Extent, ExtentError

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
ZIP_MAGIC = b"PK\x03\x04"

DTYPE_OF_STORAGE = {
    "DoubleStorage": Dtype("F64", 8),
    "FloatStorage": Dtype("F32", 4),
    "HalfStorage": Dtype("F16", 2),
    "BFloat16Storage": Dtype("BF16", 2),
    "LongStorage": Dtype("I64", 8),
    "IntStorage": Dtype("I32", 4),
    "ShortStorage": Dtype("I16", 2),
    "CharStorage": Dtype("I8", 1),
    "ByteStorage": Dtype("U8", 1),
    "BoolStorage": Dtype("BOOL", 1),
}


class CheckpointError(ExtentError):
    """What is wrong with a checkpoint, in one line."""


class Storage(NamedTuple):
    """One flat run of numbers, known by its key until its place in the file is found."""

    key: str
    dtype: Dtype
    elements: int


class Tensor(NamedTuple):
    """A tensor as the pickle describes it: a view of a storage."""

    storage: Storage
    start: int
    shape: tuple
    strides: tuple


def read_extents(path: str) -> dict[str, Extent]:
    """Finds every tensor of the state dictionary in the checkpoint at `path`, by name."""
    with open(path, "rb") as file:
        if file.read(len(ZIP_MAGIC)) == ZIP_MAGIC:
            raise CheckpointError("this checkpoint is a zip archive, which is not read yet")
        file.seek(0)
        state, offsets = _read_stacked_pickles(file)
    if not isinstance(state, dict):
        raise CheckpointError(f"expected a dictionary of tensors, found {type(state).__name__}")
    for name, value in state.items():
        if not isinstance(name, str) or not isinstance(value, Tensor):
            raise CheckpointError(f"expected nothing but named tensors, found {reprlib.repr(name)}: {type(value).__name__}")
    return {name: _locate(name, tensor, offsets) for name, tensor in state.items()}


def _read_stacked_pickles(file: BinaryIO) -> tuple[object, dict[str, int]]:
    """Reads the layout before PyTorch 1.6: the state, and each storage's offset in the file."""
    storages: dict[str, Storage] = {}
    magic, protocol = _unpickle(file, storages), _unpickle(file, storages)
    if (magic, protocol) != (MAGIC, PROTOCOL):
        raise CheckpointError(f"expected {MAGIC:#x}, {PROTOCOL} at the start, found {reprlib.repr(magic)}, {reprlib.repr(protocol)}")
    machine = _unpickle(file, storages)
    if not isinstance(machine, dict) or machine.get("little_endian") is not True:
        raise CheckpointError("expected numbers written by a little-endian machine")
    state = _unpickle(file, storages)
    keys = _unpickle(file, storages)
    if not isinstance(keys, list) or not all(isinstance(key, (int, str)) for key in keys):
        raise CheckpointError("expected a list of storages")
    if sorted(map(str, keys)) != sorted(storages):
        raise CheckpointError("the list of storages does not match the storages in use")
    return state, _place_storages(file, [storages[str(key)] for key in keys])


def _place_storages(file: BinaryIO, storages: list[Storage]) -> dict[str, int]:
    size = os.fstat(file.fileno()).st_size
    end = file.tell()
    offsets = {}
    for storage in storages:
        file.seek(end)
        header = file.read(8)
        start = end + 8
        end = start + storage.elements * storage.dtype.size
        if end > size:
            raise CheckpointError(f"truncated: expected at least {end} bytes, found {size}")
        (elements,) = struct.unpack("<q", header)
        if elements != storage.elements:
            raise CheckpointError(f"storage {storage.key}: expected {storage.elements} elements, found {elements}")
        offsets[storage.key] = start
    if end != size:
        raise CheckpointError(f"expected {end} bytes, found {size}")
    return offsets


def _locate(name: str, tensor: Tensor, offsets: dict[str, int]) -> Extent:
    storage, start = tensor.storage, tensor.start
    if len(tensor.shape) != len(tensor.strides):
        raise CheckpointError(f"{name} has the shape {tensor.shape} but the strides {tensor.strides}")
    if any(size > 1 and stride == 0 for size, stride in zip(tensor.shape, tensor.strides)):
        raise CheckpointError(f"{name} has the strides {tensor.strides}: a tensor that repeats itself is not read")
    offset = offsets[storage.key] + start * storage.dtype.size
    extent = Extent(storage.dtype, tensor.shape, tensor.strides, offset)
    needed = max(start + extent.span(), extent.elements())
    if needed > storage.elements:
        raise CheckpointError(f"{name} needs {needed} elements, its storage has {storage.elements}")
    return extent


def _unpickle(file: BinaryIO, storages: dict[str, Storage]) -> object:
    try:
        return _TensorUnpickler(_Bounded(file), storages).load()
    except CheckpointError:
        raise
    except Exception as error:  # a broken pickle can fail in any way
        raise CheckpointError(f"not a checkpoint, or truncated: {error or type(error).__name__}") from error


class _Bounded:
    """A file that is never asked for more than it has: a pickle may claim any length, and memory is set aside for it."""

    def __init__(self, file: BinaryIO):
        self.file = file
        self.size = os.fstat(file.fileno()).st_size

    def read(self, length: int) -> bytes:
        if length > self.size - self.file.tell():
            raise CheckpointError(f"not a checkpoint, or truncated: a part of it claims {length} bytes")
        return self.file.read(length)

    def readline(self) -> bytes:
        return self.file.readline()


class _TensorUnpickler(pickle._Unpickler):
    """Admits ordered dictionaries and tensors. Every other name is refused before anything is called.

    It is the unpickler in Python: the one in C makes room for as many objects as the highest number that a pickle gives one.
    """

    dispatch = dict(pickle._Unpickler.dispatch)
    # PyTorch writes none, and room is made for what it claims before it is read.
    del dispatch[pickle.BYTEARRAY8[0]]

    def __init__(self, file: BinaryIO, storages: dict[str, Storage]):
        super().__init__(file, encoding="utf-8")
        self.storages = storages

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _describe_tensor
        if module == "torch" and name in DTYPE_OF_STORAGE:
            return DTYPE_OF_STORAGE[name]
        raise CheckpointError(f"refused: it asks for {module}.{name}, and nothing but tensors is admitted")

    def persistent_load(self, pid: object) -> Storage:
        kind, dtype, key, _device, elements, *view = pid
        known = kind == "storage" and isinstance(dtype, Dtype) and isinstance(key, (int, str))
        if not known or any(part is not None for part in view):
            raise CheckpointError(f"expected a whole storage, found {reprlib.repr(pid)}")
        storage = Storage(str(key), dtype, _count(elements))
        if self.storages.setdefault(storage.key, storage) != storage:
            raise CheckpointError(f"storage {storage.key} is described in two ways")
        return storage


def _describe_tensor(storage: object, start: int, shape: tuple, strides: tuple, *_gradient: object) -> Tensor:
    if not isinstance(storage, Storage):
        raise CheckpointError(f"expected a tensor's storage, found {reprlib.repr(storage)}")
    return Tensor(storage, _count(start), tuple(map(_count, shape)), tuple(map(_count, strides)))


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise CheckpointError(f"expected a count, found {reprlib.repr(value)}")
    return value
