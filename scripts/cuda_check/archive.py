"""Reads safetensors files: what `deepvis activations` and `deepvis explain` write, and weights."""

import array
import json
import pathlib
import struct
import sys
from typing import NamedTuple

# f32, and the counts that checkpoints keep beside them.
TYPECODES = {"F32": "f", "I64": "q"}


class ArchiveError(Exception):
    """What is wrong with a file, in one line, the file last."""


class Archive(NamedTuple):
    """Every tensor's values, row-major, by its name; and what the file says of itself."""

    values: dict[str, array.array]
    about: dict[str, str]

    def graph(self) -> list[dict]:
        """The nodes as `deepvis layers --json` lists them; none where the file does not tell."""
        return json.loads(self.about.get("graph", "{}")).get("nodes", [])


def read(path: pathlib.Path) -> Archive:
    data = path.read_bytes()
    try:
        (length,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + length])
        about = header.pop("__metadata__", {})
        return Archive({name: _values(data, 8 + length, entry) for name, entry in header.items()}, about)
    except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"not a safetensors file ({error}): {path}") from error


def _values(data: bytes, start: int, entry: dict) -> array.array:
    if entry["dtype"] not in TYPECODES:
        raise ValueError(f"{entry['dtype']} values")
    begin, end = entry["data_offsets"]
    if not 0 <= begin <= end <= len(data) - start:
        raise ValueError("cut off")
    values = array.array(TYPECODES[entry["dtype"]])
    values.frombytes(data[start + begin : start + end])
    if sys.byteorder == "big":
        values.byteswap()
    return values
