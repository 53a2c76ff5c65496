"""What stands for torch's tensors, storages and parameters while a checkpoint is read: descriptions without numbers."""

import collections
from typing import Iterable, NamedTuple

from .extent import DOUBLE, FLOAT, Dtype, ExtentError

MAX_DIMENSIONS = 64
# What to do where a program was saved instead of numbers.
INSTEAD = "in PyTorch, save model.state_dict() instead"
PLAIN = (str, int, float, bool, type(None))

DTYPE_OF_STORAGE = {
    "DoubleStorage": DOUBLE,
    "FloatStorage": FLOAT,
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


class Placeholder:
    """What stands for everything else that a training script has put into a checkpoint. It does nothing."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name


def brief(value: object) -> str:
    """A value for an error's line. One that holds others is named by its type: printed, it might never end."""
    if isinstance(value, Placeholder):
        return value.name
    if isinstance(value, str):
        return value[:80].encode("unicode_escape").decode()
    return repr(value)[:80] if isinstance(value, (int, float, type(None))) else type(value).__name__


def count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise CheckpointError(f"expected a count, found {brief(value)}")
    return value


def _counts(values: object) -> tuple:
    if type(values) not in (tuple, list) or len(values) > MAX_DIMENSIONS:
        raise CheckpointError(f"expected at most {MAX_DIMENSIONS} dimensions, found {brief(values)}")
    return tuple(map(count, values))


def insert(target: dict, pairs: Iterable) -> None:
    for key, value in pairs:
        # To be found, a key is walked through, and a tuple of tuples may have no end.
        target[key if type(key) in PLAIN else Placeholder(brief(key))] = value


def _ordered_dictionary(*pairs: object) -> collections.OrderedDict:
    dictionary = collections.OrderedDict()
    if pairs:  # Python 2 lists them here, Python 3 inserts them afterwards
        if len(pairs) != 1 or type(pairs[0]) is not list:
            raise CheckpointError(f"expected a list of names and tensors, found {brief(pairs[0])}")
        insert(dictionary, pairs[0])
    return dictionary


def _tensor(storage: object, start: int, shape: object, strides: object, *_gradient_and_hooks: object) -> Tensor:
    if type(storage) is not Storage:
        raise CheckpointError(f"expected a tensor's storage, found {brief(storage)}")
    return Tensor(storage, count(start), _counts(shape), _counts(strides))


def _parameter(tensor: object, *_gradient_and_hooks: object) -> Tensor:
    if type(tensor) is not Tensor:
        raise CheckpointError(f"expected a parameter's tensor, found {brief(tensor)}")
    return tensor


DESCRIPTIONS = {
    ("collections", "OrderedDict"): _ordered_dictionary,
    ("torch", "Size"): _counts,
    ("torch._utils", "_rebuild_tensor"): _tensor,
    ("torch._utils", "_rebuild_tensor_v2"): _tensor,
    ("torch._utils", "_rebuild_parameter"): _parameter,
    ("torch.nn.parameter", "Parameter"): _parameter,
}
