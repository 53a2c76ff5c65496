"""A checkpoint's pickle can describe tensors and nothing else, in little time and memory, whatever it says."""

import collections
import os
import pickle
import resource
import struct
import subprocess
import sys
import time
import unittest

from provision import unpickler

from .checkpoints import (
    CONVERTER,
    SIX,
    TWO_BY_THREE,
    Called,
    Conversion,
    Named,
    StorageReference,
    archive,
    floats,
    pickled,
    stacked,
    stacked_raw,
    torch_tensor,
    zipped,
)

ORDERED = b"ccollections\nOrderedDict\n"
TENSOR = b"ctorch._utils\n_rebuild_tensor_v2\n"


class OldCheckpoints(Conversion):
    """What torch wrote before it wrote what it writes today."""

    def expect_six(self, state):
        for data in (stacked(state, SIX), zipped(state, [("7", SIX[0][2])])):
            header, values = self.convert(data)
            self.assertEqual((header["weight"]["shape"], values), ([2, 3], floats(0, 1, 2, 3, 4, 5)))

    def test_a_tensor_without_a_gradient(self):
        old = Called("torch._utils", "_rebuild_tensor", TWO_BY_THREE, 0, (2, 3), (3, 1))
        self.expect_six({"weight": old})
        size = Called("torch", "Size", (2, 3))
        self.expect_six({"weight": Called("torch._utils", "_rebuild_tensor", TWO_BY_THREE, 0, size, (3, 1))})

    def test_a_parameter_is_its_tensor(self):
        data, hooks = torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1)), collections.OrderedDict()
        self.expect_six({"weight": Called("torch._utils", "_rebuild_parameter", data, True, hooks)})
        self.expect_six({"weight": Called("torch.nn.parameter", "Parameter", data, True)})
        self.expect_six({"weight": Called("torch.nn.parameter", "Parameter", data, state=(True, False, hooks))})

    def test_a_state_dictionarys_metadata_is_left_aside(self):
        state = collections.OrderedDict(weight=torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1)))
        state._metadata = collections.OrderedDict({"": {"version": 1}, "features.0": {"version": 2}})
        self.assertIn(pickle.BUILD, pickled(state))
        self.expect_six(state)

    def test_an_ordered_dictionary_as_python_2_writes_it(self):
        pair = ["weight", torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1))]
        self.expect_six(Called("collections", "OrderedDict", [pair]))

    def test_texts_and_long_numbers_as_python_2_writes_them(self):
        # U: a text; I: a number of more than 32 bits in digits.
        state = b"\x80\x02}U\x06weight" + pickled(torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1)))[2:-1] + b"s."
        data = self.convert(stacked_raw(state, SIX))[1]
        self.assertEqual(data, floats(0, 1, 2, 3, 4, 5))
        self.refuse(stacked_raw(b"\x80\x02}U\x06weightI8589934592\ns.", []), "found weight: int")

    def test_a_later_protocol_is_read(self):
        # Frames, names from the stack and a memo without numbers, as protocol 4 has them.
        short = b"\x8c\x0bcollections\x94\x8c\x0bOrderedDict\x94\x93\x94)R\x94."
        state = b"\x80\x04\x95" + struct.pack("<Q", len(short)) + short
        self.assertEqual(self.convert(stacked_raw(state, []))[1], b"")


class Refusals(Conversion):
    def refuse_pickle(self, state, *parts):
        """The same in both layouts, and in a few seconds."""
        for data in (stacked_raw(state, []), archive([("a/data.pkl", state)])):
            self.refuse(data, *parts)

    def refuse(self, data, *parts):
        start = time.monotonic()
        super().refuse(data, *parts)
        self.assertLess(time.monotonic() - start, 10)

    def test_every_other_name_is_refused(self):
        for module, name in [
            ("builtins", "eval"),
            ("torch", "load"),
            ("torch.storage", "_load_from_bytes"),
            ("torch._utils", "_rebuild_tensor_v3"),
            ("provision.description", "count"),
            ("torch", "FloatStorage.__class__"),
            ("collections", "namedtuple"),
        ]:
            self.refuse_pickle(b"\x80\x02" + f"c{module}\n{name}\n.".encode(), f"{module}.{name}")
            for value in (Named(module, name), Called(module, name)):
                self.refuse(stacked({"weight": value}, []), f"weight asks for {module}.{name}", "nothing but tensors")

    def test_nothing_is_called_but_descriptions(self):
        for state, part in [
            (b"\x80\x02ctorch\nFloatStorage\n)R.", "it calls Dtype"),
            (ORDERED + b")R)R.", "it calls OrderedDict"),
            (ORDERED + ORDERED + b"R.", "it calls Name"),  # a name in the place of the arguments
            (ORDERED + b")\x81.", "it calls Name"),
            (ORDERED + b")}\x92.", "it calls Name"),
            (b"ctorch\nFloatStorage\n)\x81.", "it calls Dtype"),
            (b"(" + ORDERED + b"o.", "OBJ is no instruction"),
            (b"(icollections\nOrderedDict\n.", "INST is no instruction"),
            (b"\x82\x01.", "EXT1 is no instruction"),
        ]:
            self.refuse_pickle(state, part)

    def test_nothing_of_ours_can_be_changed(self):
        attributes = b"}U\x01aU\x01bs"
        for state, part in [
            (ORDERED + attributes + b"b.", "it changes Name"),
            (TENSOR + attributes + b"b.", "it changes Name"),
            (b"ctorch\nFloatStorage\n" + attributes + b"b.", "it changes Dtype"),
            (b"}" + attributes + b"b.", "it changes dict"),
            (ORDERED + b"U\x01aU\x01bs.", "it changes Name"),
            (b"ctorch\nFloatStorage\nU\x01aa.", "it changes Dtype"),
            (b"]U\x01aU\x01bs.", "it changes list"),
            (ORDERED + b")RU\x01aa.", "it changes OrderedDict"),
            (b"}(U\x01au.", "a name without a value"),
            (b"}K\x01K\x01s.", "expected a name, found 1"),
        ]:
            self.refuse_pickle(state, part)
        # A state that a dictionary may have is dropped: it sets nothing.
        self.refuse_pickle(ORDERED + b")R" + attributes + b"b\x85.", "expected a dictionary of tensors, found tuple")

    def test_a_state_of_anything_but_tensors_is_refused(self):
        for value in (None, True, 0.5, "text", ["list"], {"weight": torch_tensor(TWO_BY_THREE, 0, (6,), (1,))}):
            self.refuse(stacked({"value": value}, SIX if isinstance(value, dict) else []), "value: ")
        self.refuse(stacked({"value": Named("torch", "Size")}, []), "value: Name")
        self.refuse(stacked({"value": TWO_BY_THREE}, SIX), "value: Storage")

    def test_calls_with_other_arguments_are_refused(self):
        hooks = collections.OrderedDict()
        for call, part in [
            (Called("torch._utils", "_rebuild_tensor_v2"), "missing"),
            (Called("torch._utils", "_rebuild_tensor", "7", 0, (6,), (1,)), "expected a tensor's storage, found 7"),
            (Called("torch._utils", "_rebuild_parameter", TWO_BY_THREE, True, hooks), "found Storage"),
            (Called("torch.nn.parameter", "Parameter"), "missing"),
            (Called("torch", "Size", (1.5,)), "expected a count, found 1.5"),
            (Called("collections", "OrderedDict", 7), "expected a list of names and tensors, found 7"),
            (Called("collections", "OrderedDict", [["a"]]), "not enough values"),
            (torch_tensor(TWO_BY_THREE, 0, (1,) * 65, (1,) * 65), "at most 64 dimensions"),
            (torch_tensor(TWO_BY_THREE, 1 << 63, (), ()), "expected a count"),
            (torch_tensor(TWO_BY_THREE, True, (), ()), "expected a count, found True"),
        ]:
            self.refuse(stacked({"weight": call}, SIX), part)
            self.refuse(zipped({"weight": call}, [("7", SIX[0][2])]), part)

    def test_storages_that_are_none_are_refused(self):
        for reference, part in [
            (b"U\x01aQ.", "expected a storage, found a"),
            (b")Q.", "expected a storage, found tuple"),
            (b"(U\x07storageU\x01aU\x017U\x03cpuK\x01tQ.", "expected a whole storage"),
            (b"(U\x07storagectorch\nFloatStorage\n]U\x03cpuK\x01tQ.", "expected a whole storage"),
            (b"(U\x07storagectorch\nFloatStorage\nU\x017U\x03cpuK\x01]tQ.", "expected a whole storage"),
        ]:
            self.refuse_pickle(reference, part)
        state = {"a": torch_tensor(TWO_BY_THREE, 0, (6,), (1,))}
        state["b"] = torch_tensor(StorageReference("FloatStorage", "7", 5), 0, (5,), (1,))
        self.refuse(stacked(state, SIX), "storage 7 is described in two ways")

    def test_declared_lengths_allocate_nothing(self):
        for instruction in (pickle.BINUNICODE8, pickle.FRAME):
            self.refuse_pickle(b"\x80\x04" + instruction + struct.pack("<Q", 1 << 60), "not a checkpoint")
        self.refuse_pickle(pickle.BINUNICODE + b"\xff\xff\xff\xff", "4294967295 bytes are to follow")
        self.refuse_pickle(pickle.BINSTRING + b"\xff\xff\xff\xff", "a text of -1 bytes")
        for instruction in (pickle.LONG4, pickle.BYTEARRAY8):
            self.refuse_pickle(instruction + struct.pack("<Q", 1 << 60), "is no instruction for tensors")
        self.refuse_pickle(pickle.BINBYTES8 + struct.pack("<Q", 1 << 60), f"{1 << 60} bytes are to follow")
        self.refuse_pickle(pickle.BINBYTES + b"\xff\xff\xff\xff", "4294967295 bytes are to follow")
        self.refuse_pickle(b"c" + b"a" * 1000, "a name of more than 256 bytes")
        self.refuse_pickle(b"r\xff\xff\xff\xff.", "takes what it did not make")
        self.refuse_pickle(b"]r\xff\xff\xff\xff.", "found list")

    def test_storages_larger_than_the_file_allocate_nothing(self):
        huge = StorageReference("DoubleStorage", "7", 1 << 60)
        state = {"weight": torch_tensor(huge, 0, (1 << 60,), (1,))}
        self.refuse(stacked(state, [("7", 1 << 60, b"")]), "truncated: expected at least 9223372036854776")
        self.refuse(zipped(state, [("7", b"")]), "storage 7: expected 9223372036854775808 bytes, found 0")
        shape = (1 << 62,) * 64
        self.refuse(stacked({"weight": torch_tensor(TWO_BY_THREE, 0, shape, (0,) * 64)}, SIX), "its storage has 6")

    def test_a_small_file_does_not_become_a_huge_one(self):
        many = {f"weight{i}": torch_tensor(TWO_BY_THREE, 0, (6,), (1,)) for i in range(10)}
        storages = StorageReference("FloatStorage", "0", 10_000)
        many |= {f"view{i}": torch_tensor(storages, 0, (10_000,), (1,)) for i in range(10)}
        data = stacked(many, [("0", 10_000, bytes(40_000)), *SIX])
        self.refuse(data, "refused: its tensors would take 400240 bytes", str(len(data)))

    def test_deep_nesting_ends(self):
        for state in (b"(" * 500_000, b"]" * 500_000 + b".", b")" + b"\x85" * 500_000 + b"."):
            self.refuse_pickle(state)
        self.refuse_pickle(b"]" * 100_000 + b"a" * 99_999 + b".", "found list")

    def test_a_billion_laughs_end(self):
        tuples = b")" + b"q\0h\0\x86" * 100
        lists = b"(]q\0" + b"".join(b"](h%ch%ceq%c" % (i, i, i + 1) for i in range(100)) + b"t"
        self.refuse_pickle(tuples + b".", "found tuple")
        self.refuse_pickle(lists + b".", "found tuple")
        for bomb in (tuples, lists):
            self.refuse_pickle(b"}" + bomb + b"K\x01s.", "expected a name")  # as a key it would be hashed
            self.refuse_pickle(bomb + b"Q.", "storage, found")
            self.refuse_pickle(b"(U\x07storagectorch\nFloatStorage\n" + bomb + b"U\x03cpuK\x01tQ.", "whole storage")
            self.refuse_pickle(TENSOR + b"(" + bomb + b"K\0))tR.", "expected a tensor's storage")
        # A list that is handed over again and again is walked through as often.
        pair = b"](U\x01aU\x01be"
        again = b"](" + pair * 20_000 + b"eq\1" + (ORDERED + b"h\x01\x85R") * 1_000 + b"."
        self.refuse_pickle(again, "more than 1000000 steps")

    def test_a_list_that_holds_itself_is_refused(self):
        self.refuse_pickle(b"]q\0h\0a.", "found list")
        self.refuse_pickle(b"}q\0U\x01ah\0s.", "a: dict")

    def test_a_pickle_of_too_many_bytes_or_steps_is_refused(self):
        long = b"X" + struct.pack("<I", 70 << 20) + bytes(70 << 20) + b"."
        self.refuse_pickle(long, "its pickle is longer than 64 MiB")
        self.refuse_pickle(b"]" * 2_000_000 + b".", "more than 1000000 steps")

    def test_a_broken_pickle_is_one_line(self):
        whole = pickled({"weight": torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1))})
        for place in range(len(whole)):
            for value in (0, 0xFF, whole[place] ^ 1):
                broken = whole[:place] + bytes([value]) + whole[place + 1 :]
                with open(self.source, "wb") as file:
                    file.write(broken)
                with open(self.source, "rb") as file:
                    try:
                        unpickler.unpickle(file, len(broken), {})
                    except unpickler.CheckpointError as error:
                        self.assertNotIn("\n", str(error))

    def test_errors_stay_one_short_line_whatever_the_names_are(self):
        name = "line\n" * 1000
        self.refuse(stacked({name: "text"}, []), r"found line\nline\n")
        self.refuse_pickle(b"\x8cX" + b"os\n" * 29 + b"X\x8c\x06system\x93.", r"os\nos\n")

    def test_a_bomb_takes_little_memory(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))

        memo = b"]" + b"".join(b"r" + struct.pack("<I", i) for i in range(1 << 19))
        for state in (b"]" * 2_000_000, b"(" * 2_000_000, memo):
            with open(self.source, "wb") as file:
                file.write(stacked_raw(state, []))
            command = [sys.executable, CONVERTER, self.source, self.target]
            result = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit)
            self.assertEqual((result.returncode, result.stderr.count("\n")), (1, 1), result.stderr)
            self.assertNotIn("MemoryError", result.stderr)
        self.assertEqual(os.listdir(os.path.dirname(self.target)), ["source.pth"])


if __name__ == "__main__":
    unittest.main()
