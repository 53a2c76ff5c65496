"""The layout of a checkpoint since PyTorch 1.6: a zip archive with one folder of any name.

`data.pkl` in it describes the tensors, `data/KEY` holds the bytes of each storage, and `byteorder`, where it is there,
their order. Nothing is compressed, so that every storage can be read at its place in the file. That place is where the
entry's own header says, and what the archive's directory says must agree with it.
"""

import io
import os
import struct
import zipfile
from typing import BinaryIO, NamedTuple, Optional

from .description import INSTEAD, CheckpointError, Storage, brief
from .unpickler import unpickle

MAGIC = b"PK\x03\x04"
END = struct.Struct("<4s4H2LH")
END_MAGIC = b"PK\x05\x06"
HEADER = struct.Struct("<4s5H3L2H")
ENCRYPTED, SIZES_FOLLOW = 1, 8  # flags
ZIP64, IN_ZIP64 = 1, 0xFFFFFFFF
# Room for 200,000 entries; Python keeps ten times that for them.
MAX_DIRECTORY = 16 << 20


class Entry(NamedTuple):
    name: str
    header: int
    start: int
    length: int


def read(file: BinaryIO) -> tuple[object, dict[str, int]]:
    """Reads what the checkpoint holds, and each storage's offset in the file."""
    entries = _entries(file)
    pickles = [name for name in entries if name.rpartition("/")[2] == "data.pkl"]
    if len(pickles) != 1:
        raise CheckpointError(f"expected one data.pkl in the archive, found {len(pickles)}")
    root = pickles[0][: -len("data.pkl")]
    _require_little_endian(file, entries.get(f"{root}byteorder"))
    pickled = entries[pickles[0]]
    end = pickled.start + pickled.length
    file.seek(pickled.start)
    storages: dict[str, Storage] = {}
    state = unpickle(file, end, storages)
    if file.tell() != end:
        raise CheckpointError(f"data.pkl: expected {file.tell() - pickled.start} bytes, found {pickled.length}")
    folder = f"{root}data/"
    if {name for name in entries if name.startswith(folder)} != {folder + key for key in storages}:
        raise CheckpointError("the archive's storages do not match the storages in use")
    return state, {key: _place(storage, entries[folder + key]) for key, storage in storages.items()}


def _place(storage: Storage, entry: Entry) -> int:
    length = storage.elements * storage.dtype.size
    if length != entry.length:
        raise CheckpointError(f"storage {brief(storage.key)}: expected {length} bytes, found {entry.length}")
    return entry.start


def _require_little_endian(file: BinaryIO, entry: Optional[Entry]) -> None:
    if entry is None:
        return
    file.seek(entry.start)
    order = file.read(min(entry.length, 16))
    if order != b"little":
        raise CheckpointError(f"expected numbers written by a little-endian machine, found {order!r}")


def _entries(file: BinaryIO) -> dict[str, Entry]:
    """Every entry by its name, in the order of the file, checked against each other."""
    directory, found = _directory(file)
    if any("/code/" in info.orig_filename for info in found):
        raise CheckpointError(f"refused: a TorchScript program, and nothing but tensors is admitted; {INSTEAD}")
    entries: dict[str, Entry] = {}
    end = 0
    for info in sorted(found, key=lambda info: info.header_offset):
        if not 0 <= info.header_offset < directory:
            name = brief(info.orig_filename)
            raise CheckpointError(f"entry {name} begins at byte {info.header_offset}, its archive ends at {directory}")
        entry = _entry(file, info)
        if entry.name in entries:
            raise CheckpointError(f"two entries are called {brief(entry.name)}")
        if entry.header < end or (not entries and entry.header != 0):
            raise CheckpointError(f"entry {brief(entry.name)} begins at byte {entry.header}, expected {end} or more")
        end = entry.start + entry.length
        if end > directory:
            raise CheckpointError(f"entry {brief(entry.name)} ends at byte {end}, its archive at {directory}")
        entries[entry.name] = entry
    return entries


class _BoundedReader(io.BufferedReader):
    """For the archive's directory, which Python reads at once."""

    def read(self, size: Optional[int] = -1) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise CheckpointError(f"refused: its directory is longer than {MAX_DIRECTORY >> 20} MiB")
        return super().read(size)


def _directory(file: BinaryIO) -> tuple[int, list[zipfile.ZipInfo]]:
    """Where the archive's directory begins, and what it lists."""
    size = os.fstat(file.fileno()).st_size
    file.seek(max(0, size - END.size))
    end = file.read(END.size)
    # Without this, Python would look for an end further back, and leave aside what stands behind
    # it.
    if len(end) < END.size or not end.startswith(END_MAGIC) or not end.endswith(b"\0\0"):
        raise CheckpointError(f"truncated, or more behind it: no zip archive ends at byte {size}")
    try:
        with _BoundedReader(io.FileIO(file.name)) as reader, zipfile.ZipFile(reader) as archive:
            return archive.start_dir, archive.infolist()
    except CheckpointError:
        raise
    except Exception as error:  # a broken archive can fail in any way
        raise CheckpointError(f"not a zip archive: {brief(str(error) or type(error).__name__)}") from error


def _entry(file: BinaryIO, info: zipfile.ZipInfo) -> Entry:
    """The place of an entry's bytes, as its own header says."""
    name = brief(info.orig_filename)
    file.seek(info.header_offset)
    header = file.read(HEADER.size)
    if len(header) < HEADER.size or not header.startswith(MAGIC):
        raise CheckpointError(f"entry {name} has no header at byte {info.header_offset}")
    _, _, flags, method, _, _, _, packed, length, name_length, extra_length = HEADER.unpack(header)
    own_name, extra = file.read(name_length), file.read(extra_length)
    if (flags | info.flag_bits) & ENCRYPTED:
        raise CheckpointError(f"entry {name} is encrypted")
    if (method, info.compress_type) != (zipfile.ZIP_STORED, zipfile.ZIP_STORED) or info.compress_size != info.file_size:
        raise CheckpointError(f"entry {name} is compressed")
    if own_name not in (info.orig_filename.encode(), info.orig_filename.encode("cp437", "replace")):
        raise CheckpointError(f"entry {name} has another name in its header: {own_name[:80]!r}")
    if not flags & SIZES_FOLLOW:
        sizes = _zip64_sizes(extra) if IN_ZIP64 in (packed, length) else (length, packed)
        if sizes != (info.file_size, info.file_size):
            raise CheckpointError(f"entry {name}: expected {info.file_size} bytes, its header says {sizes[0]}")
    return Entry(info.orig_filename, info.header_offset, file.tell(), info.file_size)


def _zip64_sizes(extra: bytes) -> tuple:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == ZIP64 and 16 <= length <= len(extra) - 4:
            return struct.unpack_from("<2Q", extra, 4)
        extra = extra[4 + length :]
    return None, None
