"""The layout of a checkpoint before PyTorch 1.6.

Five pickles one after the other (a magic number, a protocol number, facts about the machine, the tensors, the keys of
the storages), then each storage as its length in elements (8 bytes) and its bytes.
"""

import os
import struct
from typing import BinaryIO

from .description import CheckpointError, Placeholder, Storage, brief
from .unpickler import unpickle

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001


def read(file: BinaryIO) -> tuple[object, dict[str, int]]:
    """Reads what the checkpoint holds, and each storage's offset in the file."""
    size = os.fstat(file.fileno()).st_size
    storages: dict[str, Storage] = {}
    magic = unpickle(file, size, storages)
    if isinstance(magic, Placeholder):
        raise CheckpointError(f"refused: it asks for {magic.name}, and nothing but tensors is admitted")
    for wanted in (MAGIC, PROTOCOL):
        found = magic if wanted == MAGIC else unpickle(file, size, storages)
        if type(found) is not int or found != wanted:
            raise CheckpointError(f"not a checkpoint: expected {wanted:#x} at the start, found {brief(found)}")
    machine = unpickle(file, size, storages)
    if type(machine) is not dict or machine.get("little_endian") is not True:
        raise CheckpointError("expected numbers written by a little-endian machine")
    state = unpickle(file, size, storages)
    keys = unpickle(file, size, storages)
    if type(keys) is not list or any(type(key) is not str for key in keys) or sorted(keys) != sorted(storages):
        raise CheckpointError("the list of storages does not match the storages in use")
    return state, _place(file, size, [storages[key] for key in keys])


def _place(file: BinaryIO, size: int, storages: list[Storage]) -> dict[str, int]:
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
            key = brief(storage.key)
            raise CheckpointError(f"storage {key}: expected {storage.elements} elements, found {elements}")
        offsets[storage.key] = start
    if end != size:
        raise CheckpointError(f"expected {end} bytes, found {size}")
    return offsets
