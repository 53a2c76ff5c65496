"""Checkpoints as torch writes them, made without torch, and the converter that the tests put them through."""

import collections
import io
import json
import os
import pathlib
import pickle
import struct
import subprocess
import sys
import tempfile
import unittest
import warnings
import zipfile

from provision import checkpoint, safetensors, stacked_pickles

CONVERTER = pathlib.Path(__file__).resolve().parent.parent / "convert_weights.py"


class StorageReference(collections.namedtuple("StorageReference", "type_name key elements")):
    """What torch writes in a storage's place."""


class Named:
    """Pickles as the name `module.name`, which need not exist here."""

    def __init__(self, module, name):
        self.module, self.name = module, name


class Called:
    """Pickles as a call of the name `module.name`, with a state behind it where there is one."""

    def __init__(self, module, name, *arguments, state=None):
        self.name, self.arguments, self.state = Named(module, name), arguments, state


class TorchPickler(pickle._Pickler):
    """Writes names that do not exist here, as torch would: Python's own pickler checks that they do."""

    def persistent_id(self, value):
        if isinstance(value, StorageReference):
            return ("storage", Named("torch", value.type_name), value.key, "cpu", value.elements, None)
        return None

    def save(self, value, save_persistent_id=True):
        if isinstance(value, Named):
            self.write(pickle.GLOBAL + f"{value.module}\n{value.name}\n".encode())
        elif isinstance(value, Called):
            self.save(value.name)
            self.save(value.arguments)
            self.write(pickle.REDUCE)
            if value.state is not None:
                self.save(value.state)
                self.write(pickle.BUILD)
        else:
            super().save(value, save_persistent_id)


def torch_tensor(storage, start, shape, strides):
    """Pickles as torch pickles a tensor."""
    hooks = collections.OrderedDict()
    return Called("torch._utils", "_rebuild_tensor_v2", storage, start, shape, strides, False, hooks)


def pickled(value):
    file = io.BytesIO()
    TorchPickler(file, protocol=2).dump(value)
    return file.getvalue()


def stacked(state, storages, machine=None):
    """A checkpoint in the layout before PyTorch 1.6; `storages` are pairs of a key and its bytes with their count."""
    return stacked_raw(pickled(state), storages, machine)


def stacked_raw(pickled_state, storages, machine=None):
    """The same with any bytes for the pickle of the tensors."""
    machine = machine or {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2}}
    file = pickled(stacked_pickles.MAGIC) + pickled(stacked_pickles.PROTOCOL) + pickled(machine) + pickled_state
    file += pickled([key for key, _, _ in storages])
    return file + b"".join(struct.pack("<q", count) + data for _, count, data in storages)


def archive(entries, compression=zipfile.ZIP_STORED):
    """A zip archive of these pairs of a name and its bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as writer, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two entries of the same name, which a test means
        for name, data in entries:
            writer.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def zipped(state, storages, root="archive", byteorder=b"little", more=()):
    """A checkpoint in the layout since PyTorch 1.6; `storages` are pairs of a key and its bytes."""
    entries = [(f"{root}/data.pkl", pickled(state)), (f"{root}/byteorder", byteorder), *more]
    entries += [(f"{root}/data/{key}", data) for key, data in storages]
    return archive([*entries, (f"{root}/version", b"3\n")])


def floats(*values):
    return struct.pack(f"<{len(values)}f", *values)


TWO_BY_THREE = StorageReference("FloatStorage", "7", 6)
SIX = [("7", 6, floats(0, 1, 2, 3, 4, 5))]


class Conversion(unittest.TestCase):
    """A folder with a checkpoint and what becomes of it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = os.path.join(folder.name, "source.pth")
        self.target = os.path.join(folder.name, "target.safetensors")

    def convert(self, data):
        pathlib.Path(self.source).write_bytes(data)
        safetensors.write(self.source, checkpoint.read(self.source).extents, self.target)
        written = pathlib.Path(self.target).read_bytes()
        (length,) = struct.unpack("<Q", written[:8])
        return json.loads(written[8 : 8 + length]), written[8 + length :]

    def refuse(self, data, *parts):
        """The converter ends with 1, writes no file, and says all of `parts` in one line."""
        pathlib.Path(self.target).unlink(missing_ok=True)
        pathlib.Path(self.source).write_bytes(data)
        result = subprocess.run([sys.executable, CONVERTER, self.source, self.target], capture_output=True, text=True)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        for part in (*parts, self.source):
            self.assertIn(part, result.stderr)
        self.assertEqual(os.listdir(os.path.dirname(self.target)), ["source.pth"])
