"""The converter reads tensors out of a checkpoint, and refuses everything else in one line."""

import collections
import os
import pathlib
import pickle
import stat
import struct
import unittest

from provision import checkpoint, safetensors
from provision.extent import ExtentError

from .checkpoints import SIX, TWO_BY_THREE, Conversion, StorageReference, torch_tensor, floats, stacked


class StackedPickles(Conversion):
    def test_a_row_major_tensor_keeps_its_bytes(self):
        state = collections.OrderedDict(weight=torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1)))
        header, data = self.convert(stacked(state, SIX))
        self.assertEqual(header["weight"], {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]})
        self.assertEqual(data, floats(0, 1, 2, 3, 4, 5))

    def test_a_transposed_tensor_becomes_row_major(self):
        # Element (i, j) is storage[i + 2 j]: the rows are 0 2 4 and 1 3 5.
        state = {"weight": torch_tensor(TWO_BY_THREE, 0, (2, 3), (1, 2))}
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
        state = {"weight": torch_tensor(StorageReference("FloatStorage", "0", 120), 0, shape, strides)}
        data = self.convert(stacked(state, [("0", 120, floats(*range(120)))]))[1]
        self.assertEqual(data, floats(*expected))

    def test_claims_of_more_than_there_is_take_no_memory(self):
        # A text, a text of 8 bytes' length, bytes, an array of bytes, and an object's number, each
        # of gigabytes.
        claims = [b"X\xff\xff\xff\x7f", b"\x8d" + b"\xff" * 7 + b"\x7f", b"B\xff\xff\xff\x7f", b"\x96" + b"\0" * 6 + b"\xff\0"]
        for claim in [*claims, b"Nr\xff\xff\xff\x7f."]:
            self.refuse(b"\x80\x02" + claim)

    def test_what_contains_itself_many_times_over_is_refused_at_once(self):
        # A list of two lists of two lists …: written out, it would fill any memory.
        nested = []
        for _ in range(60):
            nested = [nested, nested]
        self.refuse(pickle.dumps(nested, protocol=2) + pickle.dumps(1, protocol=2), "at the start")

    def test_views_share_a_storage(self):
        state = {
            "last": torch_tensor(TWO_BY_THREE, 4, (2,), (1,)),
            "scalar": torch_tensor(TWO_BY_THREE, 3, (), ()),
        }
        header, data = self.convert(stacked(state, SIX))
        self.assertEqual(header["scalar"]["shape"], [])
        self.assertEqual(data, floats(4, 5, 3))

    def test_wide_elements_come_first_and_every_run_writes_the_same(self):
        counter = StorageReference("LongStorage", "count", 1)
        state = {"a": torch_tensor(TWO_BY_THREE, 0, (6,), (1,)), "z": torch_tensor(counter, 0, (), ())}
        checkpoint_file = stacked(state, [*SIX, ("count", 1, struct.pack("<q", 9))])
        header, data = self.convert(checkpoint_file)
        self.assertEqual(header["z"], {"dtype": "I64", "shape": [], "data_offsets": [0, 8]})
        self.assertEqual((header, data), self.convert(checkpoint_file))

    def test_a_link_stays_one_and_a_pipe_is_written_into(self):
        state = {"weight": torch_tensor(TWO_BY_THREE, 0, (6,), (1,))}
        whole = self.convert(stacked(state, SIX))
        os.rename(self.target, self.target + ".old")
        os.symlink(self.target + ".old", self.target)
        self.assertEqual(self.convert(stacked(state, SIX)), whole)
        self.assertTrue(os.path.islink(self.target))
        os.remove(self.target)
        os.mkfifo(self.target)
        # The pipe holds all of it until it is read.
        pipe = os.open(self.target, os.O_RDWR)
        self.addCleanup(os.close, pipe)
        safetensors.write(self.source, checkpoint.read(self.source).extents, self.target)
        self.assertTrue(stat.S_ISFIFO(os.stat(self.target).st_mode))
        self.assertEqual(os.read(pipe, 1 << 16), pathlib.Path(self.target + ".old").read_bytes())

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

    def test_a_tensor_that_repeats_itself_is_refused(self):
        state = {"weight": torch_tensor(TWO_BY_THREE, 0, (3, 2), (0, 1))}
        self.refuse(stacked(state, SIX), "weight", "(0, 1)", "repeats itself")

    def test_a_truncated_checkpoint_is_refused_wherever_it_ends(self):
        state = {"weight": torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1))}
        whole = stacked(state, SIX)
        for length in range(len(whole)):
            pathlib.Path(self.source).write_bytes(whole[:length])
            with self.assertRaises(ExtentError, msg=f"{length} bytes"):
                checkpoint.read(self.source)
        self.refuse(whole[:-1], "truncated", str(len(whole)), str(len(whole) - 1))

    def test_what_is_not_a_checkpoint_is_refused(self):
        self.refuse(b"", "not a checkpoint")
        self.refuse(b"<html>not found</html>", "not a checkpoint")
        self.refuse(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "run git lfs pull")
        self.refuse(struct.pack("<Q", 2) + b"{}", "a safetensors file")
        self.refuse(pickle.dumps(42, protocol=2) * 2, "42")
        self.refuse(b"PK\x03\x04", "no zip archive ends at byte 4")

    def test_tensors_that_contradict_their_storage_are_refused(self):
        for tensor in [
            torch_tensor(TWO_BY_THREE, 1, (2, 3), (3, 1)),  # one element too far
            torch_tensor(TWO_BY_THREE, 0, (1 << 40,), (0,)),  # one element, repeated a trillion times
            torch_tensor(TWO_BY_THREE, 0, (2, 3), (1,)),
            torch_tensor(TWO_BY_THREE, -1, (2,), (1,)),
            torch_tensor(TWO_BY_THREE, 0, (2.5,), (1,)),
        ]:
            self.refuse(stacked({"weight": tensor}, SIX))
        self.refuse(stacked({"weight": "text"}, []), "weight", "str")
        self.refuse(stacked(["weight"], []), "expected a dictionary of tensors, found list")

    def test_lengths_that_do_not_match_are_refused(self):
        state = {"weight": torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1))}
        self.refuse(stacked(state, [("7", 5, floats(*range(6)))]), "expected 6 elements, found 5")
        self.refuse(stacked(state, SIX) + b"more", "bytes, found")
        self.refuse(stacked(state, []), "does not match")

    def test_a_big_endian_checkpoint_is_refused(self):
        self.refuse(stacked({}, [], machine={"little_endian": False}), "little-endian")


if __name__ == "__main__":
    unittest.main()
