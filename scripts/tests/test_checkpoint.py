"""The converter reads tensors out of a checkpoint, and refuses everything else in one line."""

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

from provision import checkpoint, safetensors
from provision.extent import ExtentError

CONVERTER = pathlib.Path(__file__).resolve().parent.parent / "convert_weights.py"


class StorageReference(collections.namedtuple("StorageReference", "type_name key elements")):
    """What torch writes in a storage's place."""


class Named:
    """Pickles as the name `module.name`, which need not exist here."""

    def __init__(self, module, name):
        self.module, self.name = module, name


class TorchTensor:
    """Pickles as torch pickles a tensor."""

    def __init__(self, storage, start, shape, strides):
        self.arguments = (storage, start, shape, strides, False, collections.OrderedDict())


class TorchPickler(pickle._Pickler):
    """Writes names that do not exist here, as torch would: Python's own pickler checks that they do."""

    def persistent_id(self, value):
        if isinstance(value, StorageReference):
            return ("storage", Named("torch", value.type_name), value.key, "cpu", value.elements, None)
        return None

    def save(self, value, save_persistent_id=True):
        if isinstance(value, Named):
            self.write(pickle.GLOBAL + f"{value.module}\n{value.name}\n".encode())
        elif isinstance(value, TorchTensor):
            self.save(Named("torch._utils", "_rebuild_tensor_v2"))
            self.save(value.arguments)
            self.write(pickle.REDUCE)
        else:
            super().save(value, save_persistent_id)


def stacked(state, storages, machine=None):
    """A checkpoint in the layout before PyTorch 1.6; `storages` are pairs of a key and its bytes with their count."""
    file = io.BytesIO()
    machine = machine or {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2}}
    for value in (checkpoint.MAGIC, checkpoint.PROTOCOL, machine, state, [key for key, _, _ in storages]):
        TorchPickler(file, protocol=2).dump(value)
    for _, count, data in storages:
        file.write(struct.pack("<q", count) + data)
    return file.getvalue()


def floats(*values):
    return struct.pack(f"<{len(values)}f", *values)


TWO_BY_THREE = StorageReference("FloatStorage", "7", 6)
SIX = [("7", 6, floats(0, 1, 2, 3, 4, 5))]


class Conversion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = os.path.join(folder.name, "source.pth")
        self.target = os.path.join(folder.name, "target.safetensors")

    def convert(self, data):
        pathlib.Path(self.source).write_bytes(data)
        safetensors.write(self.source, checkpoint.read_extents(self.source), self.target)
        written = pathlib.Path(self.target).read_bytes()
        (length,) = struct.unpack("<Q", written[:8])
        return json.loads(written[8 : 8 + length]), written[8 + length :]

    def refuse(self, data, *parts):
        """The converter ends with 1, writes no file, and says all of `parts` in one line."""
        pathlib.Path(self.source).write_bytes(data)
        result = subprocess.run([sys.executable, CONVERTER, self.source, self.target], capture_output=True, text=True)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        for part in (*parts, self.source):
            self.assertIn(part, result.stderr)
        self.assertEqual(os.listdir(os.path.dirname(self.target)), ["source.pth"])

    def test_a_row_major_tensor_keeps_its_bytes(self):
        state = collections.OrderedDict(weight=TorchTensor(TWO_BY_THREE, 0, (2, 3), (3, 1)))
        header, data = self.convert(stacked(state, SIX))
        self.assertEqual(header["weight"], {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]})
        self.assertEqual(data, floats(0, 1, 2, 3, 4, 5))

    def test_a_transposed_tensor_becomes_row_major(self):
        # Element (i, j) is storage[i + 2 j]: the rows are 0 2 4 and 1 3 5.
        state = {"weight": TorchTensor(TWO_BY_THREE, 0, (2, 3), (1, 2))}
        self.assertEqual(self.convert(stacked(state, SIX))[1], floats(0, 2, 4, 1, 3, 5))

    def test_strides_of_four_dimensions(self):
        # [out, in, height, width] stored as height, width, in, out, as TensorFlow does.
        shape, strides = (5, 2, 3, 4), (1, 5, 4 * 2 * 5, 2 * 5)
        expected = [
            o * strides[0] + i * strides[1] + y * strides[2] + x * strides[3]
            for o in range(5)
            for i in range(2)
            for y in range(3)
            for x in range(4)
        ]
        state = {"weight": TorchTensor(StorageReference("FloatStorage", "0", 120), 0, shape, strides)}
        data = self.convert(stacked(state, [("0", 120, floats(*range(120)))]))[1]
        self.assertEqual(data, floats(*expected))

    def test_claims_of_more_than_there_is_take_no_memory(self):
        # A text, a text of 8 bytes' length, bytes, an array of bytes, and an object's number, each of gigabytes.
        claims = [b"X\xff\xff\xff\x7f", b"\x8d" + b"\xff" * 7 + b"\x7f", b"B\xff\xff\xff\x7f", b"\x96" + b"\0" * 6 + b"\xff\0"]
        for claim in [*claims, b"Nr\xff\xff\xff\x7f."]:
            self.refuse(b"\x80\x02" + claim)

    def test_a_tensor_that_repeats_itself_is_refused(self):
        state = {"weight": TorchTensor(TWO_BY_THREE, 0, (3, 2), (0, 1))}
        self.refuse(stacked(state, SIX), "weight", "(0, 1)", "repeats itself")

    def test_what_contains_itself_many_times_over_is_refused_at_once(self):
        # A list of two lists of two lists …: written out, it would fill any memory.
        nested = []
        for _ in range(60):
            nested = [nested, nested]
        self.refuse(pickle.dumps(nested, protocol=2) + pickle.dumps(1, protocol=2), "at the start")

    def test_views_share_a_storage(self):
        state = {
            "last": TorchTensor(TWO_BY_THREE, 4, (2,), (1,)),
            "scalar": TorchTensor(TWO_BY_THREE, 3, (), ()),
        }
        header, data = self.convert(stacked(state, SIX))
        self.assertEqual(header["scalar"]["shape"], [])
        self.assertEqual(data, floats(4, 5, 3))

    def test_wide_elements_come_first_and_every_run_writes_the_same(self):
        counter = StorageReference("LongStorage", "count", 1)
        state = {"a": TorchTensor(TWO_BY_THREE, 0, (6,), (1,)), "z": TorchTensor(counter, 0, (), ())}
        checkpoint_file = stacked(state, [*SIX, ("count", 1, struct.pack("<q", 9))])
        header, data = self.convert(checkpoint_file)
        self.assertEqual(header["z"], {"dtype": "I64", "shape": [], "data_offsets": [0, 8]})
        self.assertEqual((header, data), self.convert(checkpoint_file))

    def test_a_pickle_that_calls_something_runs_nothing(self):
        flag = os.path.join(os.path.dirname(self.source), "ran")

        class Malicious:
            def __reduce__(self):
                return os.system, (f"touch {flag}",)

        self.refuse(stacked({"weight": Malicious()}, []), "system", "nothing but tensors is admitted")
        self.assertFalse(os.path.exists(flag))
        # The same as the very first thing in the file.
        self.refuse(pickle.dumps(Malicious(), protocol=2), "nothing but tensors is admitted")
        self.assertFalse(os.path.exists(flag))

    def test_dotted_names_lead_nowhere(self):
        # Protocol 4 can name an attribute of what it names.
        pickled = pickle.PROTO + b"\x04" + b"\x8c\x0bcollections" + b"\x8c\x14OrderedDict.__init__" + pickle.STACK_GLOBAL + b"."
        self.refuse(pickled, "collections.OrderedDict.__init__")

    def test_a_truncated_checkpoint_is_refused_wherever_it_ends(self):
        state = {"weight": TorchTensor(TWO_BY_THREE, 0, (2, 3), (3, 1))}
        whole = stacked(state, SIX)
        for length in range(len(whole)):
            pathlib.Path(self.source).write_bytes(whole[:length])
            with self.assertRaises(ExtentError, msg=f"{length} bytes"):
                checkpoint.read_extents(self.source)
        self.refuse(whole[:-1], "truncated", str(len(whole)), str(len(whole) - 1))

    def test_what_is_not_a_checkpoint_is_refused(self):
        self.refuse(b"", "not a checkpoint")
        self.refuse(b"<html>not found</html>", "not a checkpoint")
        self.refuse(pickle.dumps(42, protocol=2) * 2, "42")
        self.refuse(b"PK\x03\x04", "zip")

    def test_tensors_that_contradict_their_storage_are_refused(self):
        for tensor in [
            TorchTensor(TWO_BY_THREE, 1, (2, 3), (3, 1)),  # one element too far
            TorchTensor(TWO_BY_THREE, 0, (1 << 40,), (0,)),  # one element, repeated a trillion times
            TorchTensor(TWO_BY_THREE, 0, (2, 3), (1,)),
            TorchTensor(TWO_BY_THREE, -1, (2,), (1,)),
            TorchTensor(TWO_BY_THREE, 0, (2.5,), (1,)),
        ]:
            self.refuse(stacked({"weight": tensor}, SIX))
        self.refuse(stacked({"weight": "text"}, []), "weight", "str")
        self.refuse(stacked(["weight"], []), "expected a dictionary of tensors, found list")

    def test_lengths_that_do_not_match_are_refused(self):
        state = {"weight": TorchTensor(TWO_BY_THREE, 0, (2, 3), (3, 1))}
        self.refuse(stacked(state, [("7", 5, floats(*range(6)))]), "expected 6 elements, found 5")
        self.refuse(stacked(state, SIX) + b"more", "bytes, found")
        self.refuse(stacked(state, []), "does not match")

    def test_a_big_endian_checkpoint_is_refused(self):
        self.refuse(stacked({}, [], machine={"little_endian": False}), "little-endian")


if __name__ == "__main__":
    unittest.main()
