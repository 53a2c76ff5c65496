"""Checkpoints as training scripts leave them: the weights are found and named as the network names them, and one line
says what was done."""

import argparse
import collections
import datetime
import os
import pathlib
import pickle
import struct
import subprocess
import sys
import unittest
import zipfile

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

COUNT = ("9", 1, struct.pack("<q", 40))


def weight():
    return torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1))


def state(prefix=""):
    """A state dictionary, with the metadata that `state_dict()` gives it."""
    tensors = collections.OrderedDict({f"{prefix}fc.weight": weight()})
    tensors._metadata = collections.OrderedDict({"": {"version": 1}})
    return tensors


def count():
    return torch_tensor(StorageReference("LongStorage", "9", 1), 0, (), ())


class Wrapped(Conversion):
    def say(self, data):
        """What the converter says of a checkpoint that it converts."""
        pathlib.Path(self.source).write_bytes(data)
        result = subprocess.run([sys.executable, CONVERTER, self.source, self.target], capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stderr, result.stdout.count("\n")), (0, "", 1), result)
        self.assertTrue(result.stdout.endswith(f": {self.target}\n"), result.stdout)
        return result.stdout[: -len(f": {self.target}\n")]

    def expect(self, checkpoint, storages, said):
        """Six numbers under the network's own name, of either layout."""
        flat = [(key, data) for key, _, data in storages]
        for data in (stacked(checkpoint, storages), zipped(checkpoint, flat)):
            self.assertEqual(self.say(data), said)
            header, values = self.convert(data)
            self.assertEqual(header["fc.weight"]["shape"], [2, 3])
            self.assertEqual(values[-24:], floats(0, 1, 2, 3, 4, 5))
            self.assertEqual([name for name in header if name not in ("__metadata__", "fc.weight")], [])

    def test_a_checkpoint_without_tensors_is_refused(self):
        for nothing in ({}, {"state_dict": {}}):
            self.refuse(stacked(nothing, []), "there is no tensor in it")

    def test_the_checkpoint_is_not_replaced_by_what_is_made_of_it(self):
        data = stacked(state(), SIX)
        pathlib.Path(self.source).write_bytes(data)
        result = subprocess.run([sys.executable, CONVERTER, self.source, self.source], capture_output=True, text=True)
        self.assertEqual((result.returncode, result.stderr.count("\n")), (1, 1), result)
        self.assertIn("would replace it", result.stderr)
        self.assertEqual(pathlib.Path(self.source).read_bytes(), data)

    def test_a_wrapped_state_dictionary_is_taken_out(self):
        for entry in ("state_dict", "model", "model_state_dict", "net"):
            said = f"1 tensors; taken out of {entry!r}"
            self.expect({entry: state()}, SIX, said)
            beside = {"epoch": 7, "arch": "resnet18", entry: state(), "best": 0.9, "done": True, "none": None}
            self.expect(beside, SIX, f"{said} without epoch, arch, best, done, none")
        nested = {"model": {"state_dict": state(), "step": 3}, "epoch": 1}
        said = "1 tensors; taken out of 'model' without epoch; taken out of 'state_dict' without step"
        self.expect(nested, SIX, said)

    def test_what_lies_beside_the_weights_is_left_aside(self):
        moments = {0: {"step": count(), "exp_avg": torch_tensor(TWO_BY_THREE, 0, (6,), (1,))}}
        groups = [{"lr": 1e-3, "betas": (0.9, 0.999), "params": [0], "fused": None, "maximize": False}]
        options = Called("argparse", "Namespace", state={"lr": 0.1, "out": Called("pathlib", "PosixPath", "a", "b")})
        accuracy = Called("numpy.core.multiarray", "scalar", Called("numpy", "dtype", "f8", False, True), "ab")
        beside = {
            "optimizer": {"state": moments, "param_groups": groups},
            "args": options,
            "acc": accuracy,
            "milestones": Called("collections", "Counter", {30: 1, (1, 2): 2, 0.5: 3, None: 4}),
            "when": Called("datetime", "datetime", "1234567890"),
            "history": [[1, 2.5], ("a", {"b": {1, 2}, "c": frozenset((1,)), "d": b"bytes", "e": bytearray(b"e")})],
            "rng": torch_tensor(StorageReference("ByteStorage", "r", 3), 0, (3,), (1,)),
            "dtype": Named("torch", "float32"),
        }
        said = "1 tensors; taken out of 'state_dict' without optimizer, args (argparse.Namespace), "
        said += "acc (numpy.core.multiarray.scalar), milestones (collections.Counter), when (datetime.datetime), history"
        self.expect({"state_dict": state(), **beside}, [*SIX, COUNT, ("r", 3, b"abc")], f"{said} and 2 more")

    def test_real_objects_are_left_aside_in_every_protocol(self):
        # What Python itself writes for them, with all its instructions.
        beside = [argparse.Namespace(lr=0.1), pathlib.PurePosixPath("a/b"), datetime.datetime(2026, 1, 2), {3, 4}]
        beside += [frozenset((5,)), b"x" * 300, collections.Counter("aab"), collections.defaultdict(list, a=[1])]
        beside += [collections.deque([1, 2]), 2**70, -1.5, slice(1, 2), range(3), complex(1, 2), os.system, Wrapped]
        for protocol in (2, 3, 4):
            for value in (*beside, beside):
                rest = pickle.dumps({"value": value}, protocol)[2:-1]
                # In protocol 2 the dictionary's name and the weights follow on the stack.
                begin = b"\x80" + bytes([protocol]) + b"}X\x04\0\0\0rest"
                data = begin + rest + b"sX\x05\0\0\0model" + pickled(dict(state()))[2:-1] + b"s."
                if protocol == 2:
                    self.assertIn("taken out of 'model' without rest", self.say(stacked_raw(data, SIX)))
                self.convert(stacked_raw(data, SIX))

    def test_names_lose_what_was_put_before_all_of_them(self):
        for prefix in ("module.", "_orig_mod.", "model."):
            self.expect(state(prefix), SIX, f"1 tensors; {prefix!r} taken off every name")
        said = "1 tensors; taken out of 'net'; 'module.' taken off every name; '_orig_mod.' taken off every name"
        self.expect({"net": state("module._orig_mod.")}, SIX, said)
        # Not all of them: they are names of the network's own.
        both = {"module.a": weight(), "b": weight()}
        self.assertEqual(self.say(stacked(both, SIX)), "2 tensors")
        self.assertEqual(set(self.convert(stacked(both, SIX))[0]), {"__metadata__", "module.a", "b"})
        self.assertEqual(self.say(stacked({"module.": weight()}, SIX)), "1 tensors")

    def test_an_averaged_model_is_its_mean(self):
        averaged = {"n_averaged": count(), **state("module.")}
        said = "1 tensors; n_averaged dropped; 'module.' taken off every name"
        self.expect(averaged, [*SIX, COUNT], said)
        # Beside other names it is a tensor like any other.
        self.assertEqual(self.say(stacked({"n_averaged": count(), "a": weight()}, [*SIX, COUNT])), "2 tensors")

    def test_the_plain_weights_are_taken_where_there_are_averages_too(self):
        average = torch_tensor(StorageReference("FloatStorage", "e", 6), 0, (2, 3), (3, 1))
        storages = [*SIX, ("e", 6, floats(*[9] * 6))]
        for name in ("state_dict_ema", "ema"):
            both = {name: {"fc.weight": average}, "state_dict": state()}
            self.expect(both, storages, f"1 tensors; taken out of 'state_dict' without {name}")
            alone = {name: state(), "epoch": 3}
            self.expect(alone, SIX, f"1 tensors; taken out of {name!r} without epoch")

    def test_float64_becomes_float32(self):
        values = (0.1, -1 / 3, 1e300, float("inf"), float("nan"), 5e-324)
        reference = StorageReference("DoubleStorage", "7", 6)
        storages = [("7", 6, struct.pack("<6d", *values)), COUNT]
        tensors = {"b.num_batches_tracked": count(), "w": torch_tensor(reference, 0, (2, 3), (1, 2))}
        self.assertEqual(self.say(stacked(tensors, storages)), "2 tensors; 1 tensors made float32 of float64")
        header, data = self.convert(stacked(tensors, storages))
        self.assertEqual(header["b.num_batches_tracked"], {"dtype": "I64", "shape": [], "data_offsets": [0, 8]})
        self.assertEqual(header["w"], {"dtype": "F32", "shape": [2, 3], "data_offsets": [8, 32]})
        infinite = float("inf")
        expected = floats(0.1, infinite, float("nan"), -1 / 3, infinite, 0.0)
        self.assertEqual(data[8:], expected)
        large = StorageReference("DoubleStorage", "7", 300_000)  # more than a piece
        rows = struct.pack("<300000d", *range(300_000))
        data = self.convert(stacked({"w": torch_tensor(large, 0, (300_000,), (1,))}, [("7", 300_000, rows)]))[1]
        self.assertEqual(data, floats(*range(300_000)))

    def test_a_whole_model_is_one_line_that_says_what_to_save(self):
        model = Called("torchvision.models.resnet", "ResNet", state={"training": True, "_modules": {}})
        how = "save model.state_dict()"
        for checkpoint in (model, {"model": model, "epoch": 3}, {"state_dict": model}, {"ema": model}):
            for data in (stacked(checkpoint, []), zipped(checkpoint, [])):
                self.refuse(data, "whole model or another program (torchvision.models.resnet.ResNet)", how)
        # As it was written before PyTorch 1.6, with the source text of every class.
        source = b"(X\x06\0\0\0modulec__main__\nNet\nX\x06\0\0\0net.pyX\x04\0\0\0passtQ)\x81}b."
        self.refuse(stacked_raw(b"\x80\x02" + source, []), "(__main__.Net)", how)
        script = [("a/data.pkl", b"\x80\x02c__torch__\nNet\n)\x81}b."), ("a/code/__torch__.py", b"class Net")]
        self.refuse(archive(script, zipfile.ZIP_DEFLATED), "a TorchScript program", how)

    def test_what_is_not_plain_among_the_weights_is_refused(self):
        for value, part in [
            (Called("os", "system", "true"), "fc.bias asks for os.system"),
            (7, "found fc.bias: int"),
            ("text", "found fc.bias: str"),
            ({"a": 1}, "found fc.bias: dict"),
        ]:
            self.refuse(stacked({"state_dict": {**state(), "fc.bias": value}}, SIX), part)
            self.refuse(stacked({**state(), "fc.bias": value}, SIX), part)
        self.refuse(stacked({"model": {7: weight()}}, SIX), "expected a name, found 7")
        self.refuse(stacked({"weights of mine": state(), "epoch": 3}, SIX), "found weights of mine: OrderedDict")

    def test_what_is_wrapped_in_itself_ends(self):
        itself = b"\x80\x02}q\0X\x05\0\0\0modelh\0s."
        self.refuse(stacked_raw(itself, []), "found model: dict")

    def test_nothing_beside_the_weights_is_run(self):
        flag = os.path.join(os.path.dirname(self.source), "ran")

        class Malicious:
            def __reduce__(self):
                return os.system, (f"touch {flag}",)

        beside = {"hook": Malicious(), "model": state()}
        said = self.say(stacked(beside, SIX))
        self.assertIn("without hook (", said)
        self.assertIn(".system)", said)
        self.assertFalse(os.path.exists(flag))


if __name__ == "__main__":
    unittest.main()
