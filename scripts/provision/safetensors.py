"""Writes a safetensors file: the header's length (8 bytes), the header in JSON, then the tensors' bytes."""

import json
import os
import struct

from .extent import Extent


def write(source: str, extents: dict[str, Extent], target: str) -> None:
    """Copies the tensors that lie in `source` to the file `target`: the same bytes in every run.

    The file is written beside `target` and renamed when it is whole, so that nobody ever sees half of it. A link
    stays one, and a device or a pipe is written into.
    """
    # Wide elements first keeps every tensor aligned to its own element size.
    ordered = sorted(extents.items(), key=lambda item: (-item[1].as_written().size, item[0]))
    if os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target):
        return _write(source, ordered, target)
    target = os.path.realpath(target)
    partial = f"{target}.{os.getpid()}.partial"
    try:
        _write(source, ordered, partial)
        os.replace(partial, target)
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def _write(source: str, ordered: list[tuple[str, Extent]], target: str) -> None:
    with open(source, "rb") as checkpoint, open(target, "wb") as file:
        file.write(_header(ordered))
        for _, extent in ordered:
            file.writelines(extent.read(checkpoint))


def _header(ordered: list[tuple[str, Extent]]) -> bytes:
    entries: dict[str, object] = {"__metadata__": {"format": "pt"}}
    start = 0
    for name, extent in ordered:
        end = start + extent.written_length()
        entries[name] = {"dtype": extent.as_written().name, "shape": list(extent.shape), "data_offsets": [start, end]}
        start = end
    text = json.dumps(entries, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text
