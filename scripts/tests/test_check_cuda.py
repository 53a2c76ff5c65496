"""The check on a GPU: what it compares, what it lets through, what it says without a GPU."""

import array
import json
import math
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

from cuda_check import archive, comparison, network, pack, program, spread, summary, switches
from cuda_check.archive import Archive, ArchiveError
from cuda_check.problem import Problem
from cuda_check.program import Program
from cuda_check.sides import Side

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent
FIELD = {"size": 1.0, "stride": 1.0, "offset": 0.0}
GRAPH = [
    {"name": "input", "kind": "Input", "inputs": [], "shape": [1, 2, 2], "receptive_field": FIELD},
    {"name": "relu", "kind": "ReLU", "inputs": ["input"], "shape": [1, 2, 2], "receptive_field": FIELD},
]

# Stands in for deepvis: the same answers on either device, but for what PLANTED asks of the card.
FAKE = '''#!{python}
import array, json, os, pathlib, struct, sys

words = sys.argv[1:]
option = lambda name: words[words.index(name) + 1]
planted = os.environ.get("PLANTED", "") if option("--device") == "cuda" else ""
if planted == "refused":
    sys.exit("deepvis: no room on the card")
values = [0.0, 1.0, 2.0, 4.0]
if planted in ("off", "nan") and words[0] == "activations":
    values[2] = float("nan") if planted == "nan" else 2.001
if planted == "signal" and words[0] == "explain":
    values[2] = 2.1
names = {{"activations": ["input", "relu"], "explain": ["attribution"]}}[words[0]]
label = 7 if planted == "class" else 6
about = {{"graph": json.dumps({{"nodes": {graph}}}), "target": "cat (class %d), logit 1.00" % label}}
header = {{"__metadata__": about}}
for number, name in enumerate(names):
    header[name] = {{"dtype": "F32", "shape": [1, 2, 2], "data_offsets": [16 * number, 16 * number + 16]}}
text = json.dumps(header).encode()
data = struct.pack("<Q", len(text)) + text + array.array("f", values).tobytes() * len(names)
for picture in words[1 : words.index("--network")]:
    if picture.endswith(".png"):
        (pathlib.Path(option("--out")) / (pathlib.Path(picture).stem + ".safetensors")).write_bytes(data)
'''


def activations(values, kind="ReLU"):
    """A file of a rectifier's values, as it is read."""
    graph = [GRAPH[0], {**GRAPH[1], "kind": kind}]
    values = {"input": array.array("f", [1.0] * 4), "relu": array.array("f", values)}
    return Archive(values, {"graph": json.dumps({"nodes": graph})})


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


class Comparing(unittest.TestCase):
    def test_a_difference_is_a_share_of_the_references_range(self):
        self.assertEqual(comparison.difference([-1.0, 0.0, 3.0], [-1.0, 0.5, 3.0]), (0.125, ""))
        self.assertEqual(comparison.difference([-1.0, 3.0], [-1.0, 3.0]), (0.0, ""))

    def test_what_tf32_would_do_is_beyond_the_tolerance_and_f32_is_not(self):
        reference = [math.sin(number) for number in range(1000)]
        rounded = [round(value * 2**10) / 2**10 for value in reference]
        self.assertGreater(comparison.difference(reference, rounded).error, comparison.NODE_TOLERANCE)
        summed_otherwise = [value * (1 + 2**-20) for value in reference]
        self.assertLess(comparison.difference(reference, summed_otherwise).error, comparison.NODE_TOLERANCE)

    def test_what_is_not_a_number_is_found_wherever_it_stands(self):
        for wrong in (math.nan, math.inf, -math.inf):
            for place in range(3):
                values = [1.0, 2.0, 3.0]
                values[place] = wrong
                self.assertEqual(comparison.difference([1.0, 2.0, 3.0], values), (math.inf, "not a number"))
                found = comparison.difference(values, [1.0, 2.0, 3.0])
                self.assertEqual(found, (math.inf, "not a number on the CPU"))

    def test_nothing_to_compare_is_never_right(self):
        cases = [(None, [1.0]), ([1.0], None), ([1.0], [1.0, 2.0]), ([], []), ([2.0, 2.0], [2.0, 2.5])]
        for reference, other in cases:
            found = comparison.difference(reference, other)
            self.assertEqual(found.error, math.inf)
            self.assertTrue(found.problem)
        self.assertEqual(comparison.difference([2.0, 2.0], [2.0, 2.0]), (0.0, ""))
        self.assertEqual(comparison.worst({})[1].error, math.inf)

    def test_every_tensor_of_either_side_counts(self):
        found = comparison.compare({"a": [0.0, 1.0], "b": [0.0, 1.0]}, {"a": [0.0, 1.0], "c": [0.0, 1.0]})
        self.assertEqual([found[name].problem for name in "abc"], ["", "only one side has it", "only one side has it"])

    def test_percentiles_are_the_programs_own(self):
        self.assertEqual(spread.of([3.0, 1.0, 2.0, 4.0]), {"p50_ms": 2.0, "p95_ms": 4.0})
        self.assertIsNone(spread.of([]))


class Reading(InAFolder):
    def test_values_and_what_the_file_says_of_itself_are_read(self):
        entries = {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "__metadata__": {"target": "cat"}}
        text = json.dumps(entries).encode()
        path = self.write("a", struct.pack("<Q", len(text)) + text + struct.pack("<2f", 1.5, -2.0))
        found = archive.read(path)
        self.assertEqual((list(found.values["a"]), found.about), ([1.5, -2.0], {"target": "cat"}))
        self.assertEqual(found.graph(), [])

    def test_a_broken_file_is_one_line_with_its_name(self):
        entry = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
        headers = [{"a": entry}, {"a": {**entry, "dtype": "F8"}}, {"a": {"dtype": "F32"}}, {"a": 1}, [1]]
        broken = [json.dumps(header).encode() for header in headers]
        for text in [b"", b"\xff" * 9, *(struct.pack("<Q", len(text)) + text for text in broken)]:
            path = self.write("broken", text)
            with self.assertRaises(ArchiveError) as caught:
                archive.read(path)
            self.assertTrue(str(caught.exception).endswith(str(path)))
            self.assertNotIn("\n", str(caught.exception))


class Switching(unittest.TestCase):
    def test_a_rectifier_that_opens_on_one_side_is_counted(self):
        found = switches.count(activations([0.0, 0.0, 1.0, 7.0]), activations([1e-7, 0.0, 1.1, 7.0]))
        self.assertEqual(found, (1, 0))

    def test_a_rectifier_closes_again_at_six(self):
        ours, theirs = [0.0, 6.0, 3.0, 6.0], [0.0, 5.999, 3.0, 6.0]
        self.assertEqual(switches.count(activations(ours, "ReLU6"), activations(theirs, "ReLU6")), (1, 0))
        self.assertEqual(switches.count(activations(ours), activations(theirs)), (0, 0))

    def test_windows_follow_from_what_a_value_sees(self):
        before = {"name": "a", "shape": [1, 5, 5], "receptive_field": {"size": 3.0, "stride": 2.0, "offset": 1.0}}
        values = [float(number) for number in range(25)]
        # Windows of 3 at stride 2: reaching over the edge by one, then not, then two of 2.
        padded = {"shape": [1, 3, 3], "receptive_field": {"size": 7.0, "stride": 4.0, "offset": 1.0}}
        self.assertEqual(switches.largest(values, before, padded), [6, 8, 9, 16, 18, 19, 21, 23, 24])
        inside = {"shape": [1, 2, 2], "receptive_field": {"size": 7.0, "stride": 4.0, "offset": 3.0}}
        self.assertEqual(switches.largest(values, before, inside), [12, 14, 22, 24])
        halved = {"shape": [1, 2, 2], "receptive_field": {"size": 5.0, "stride": 4.0, "offset": 2.0}}
        self.assertEqual(switches.largest(values, before, halved), [6, 8, 16, 18])

    def test_deconvnet_asks_only_where_windows_are_largest(self):
        found = switches.Switches(rectifiers=3, windows=2)
        self.assertEqual([found.on_the_way(method) for method in ("gradient", "deconvnet")], [5, 2])

    def test_a_signal_beyond_the_tolerance_needs_a_unit_that_switched(self):
        off = {"error": 2e-3, "problem": "", "beyond": 5, "values": 1000}
        self.assertTrue(network.signal_is_right({**off, "error": 1e-3}))
        self.assertFalse(network.signal_is_right(off))
        self.assertFalse(network.signal_is_right({**off, "switched": 0}))
        self.assertTrue(network.signal_is_right({**off, "switched": 1}))
        self.assertFalse(network.signal_is_right({**off, "switched": 1, "beyond": 101}))
        self.assertFalse(network.signal_is_right({**off, "switched": 1, "problem": "not a number", "error": math.inf}))


class Checking(InAFolder):
    """The whole of a network's check, with a program that stands in for deepvis."""

    def check(self, planted=""):
        fake = self.write("deepvis", FAKE.format(python=sys.executable, graph=repr(GRAPH)).encode())
        fake.chmod(0o755)
        stand_in = Program(fake, {**os.environ, "PLANTED": planted}, time.monotonic() + 600)
        sides = Side(stand_in, "cpu", 1), Side(stand_in, "cuda", 1)
        pictures = tuple(self.write(name, b"") for name in ("cat.png", "cup.png"))
        task = network.Task("tiny", False, pictures, sides, self.folder / "work")
        found = network.check(task)
        self.assertFalse(task.folder.exists())
        return found

    def failures(self, found):
        return summary.failures({"networks": [found], "bench": []})

    def test_two_sides_that_agree_pass(self):
        found = self.check()
        self.assertTrue(found["ok"], found)
        self.assertEqual([part["nodes"] for part in found["nodes"]], [2, 2])
        self.assertEqual(len(found["signals"]), 2 * len(network.METHODS))
        self.assertEqual(self.failures(found), [])
        self.assertNotIn("FAILED", summary.progress(found))

    def test_a_planted_difference_fails_and_is_named(self):
        found = self.check("off")
        self.assertFalse(found["ok"])
        lines = self.failures(found)
        self.assertIn("tiny, cat: input is off by 2.5e-04, 2 nodes beyond", lines)
        self.assertIn("FAILED", summary.progress(found))

    def test_a_nan_on_the_card_fails_and_is_named(self):
        self.assertIn("tiny, cat: input not a number, 2 nodes beyond", self.failures(self.check("nan")))

    def test_a_planted_signal_fails_where_nothing_switched(self):
        lines = self.failures(self.check("signal"))
        self.assertEqual(len(lines), 2 * len(network.METHODS))
        self.assertIn("tiny, cup: guided is off by 2.5e-02 (1 of 4 values beyond; 0 units switched)", lines)

    def test_a_signal_of_another_class_fails(self):
        self.assertIn("tiny, cat: gradient of class 7 instead of 6", self.failures(self.check("class")))

    def test_a_program_that_refuses_fails_with_its_own_line(self):
        self.assertEqual(self.failures(self.check("refused")), ["tiny: deepvis: no room on the card"])

    def test_what_was_not_reached_in_time_fails(self):
        late = Program(pathlib.Path("deepvis"), {}, time.monotonic() - 1)
        with self.assertRaises(Problem) as caught:
            late.run("--version")
        self.assertEqual(str(caught.exception), "not run: no time was left")
        self.assertEqual(summary.failures({"networks": [], "bench": []}), ["no network was compared"])


class Summing(unittest.TestCase):
    def result(self, **changes):
        signal = {"class": 6, "error": 2e-3, "problem": "", "beyond": 3, "values": 100, "switched": 1, "ok": True}
        signals = [{"picture": "cat", "method": method, **signal} for method in network.METHODS]
        found = {"nodes": 5, "worst": "relu", "error": 1e-6, "problem": "", "beyond": [], "ok": True}
        compared = {"network": "tiny", "weights": "random", "ok": True, "seconds": 1.0, "signals": signals}
        times = {"p50_ms": 2.0, "p95_ms": 3.0}
        ours = {"period": times, "bare_forward": None, "rss_mb": 200.0, "card_mib": 500.4}
        theirs = {"bare": times, "hooks": times, "bare_tf32": None, "rss_mb": 600.0, "card_mib": None}
        whole = {
            "rehearsal": False,
            "machine": {"card": "H100", "torch": "2.11.0", "driver": None, "cores": 16},
            "pack": {"commit": "abc"},
            "pictures": ["cat"],
            "networks": [{**compared, "nodes": [{"picture": "cat", **found}]}],
            "bench": [{"network": "tiny", "ok": True, "deepvis": ours, "pytorch": theirs}],
            "seconds": 100.0,
        }
        return {**whole, **changes}

    def test_a_summary_says_what_passed_and_how_fast_it_was(self):
        text = summary.of(self.result())
        self.assertIn("H100: PyTorch 2.11.0, cores 16; deepvis of abc", text)
        self.assertIn("1.0e-06  relu, cat", text)
        self.assertIn("4 signals are beyond it in some values", text)
        self.assertIn("500", text)
        self.assertTrue(text.endswith("check passed in 100 s"))

    def test_a_summary_names_what_failed_last(self):
        bench = [{"network": "tiny", "ok": False, "problem": "stopped: no time was left"}]
        networks = [{"network": "tiny", "ok": False, "problem": "no room", "seconds": 1.0}]
        text = summary.of(self.result(bench=bench, networks=networks))
        last = "tiny: no room\nbench of tiny: stopped: no time was left\ncheck FAILED in 100 s"
        self.assertTrue(text.endswith(last), text)


class Packing(InAFolder):
    def setUp(self):
        super().setUp()
        self.program = self.write("deepvis", b"program" * 100)
        self.write("cache/weights", b"weights")
        self.checkout = self.folder / "checkout"
        (self.checkout / "weights").mkdir(parents=True)
        (self.checkout / pack.WEIGHTS).symlink_to(self.folder / "cache" / "weights")
        for name in pack.PICTURES:
            self.write(f"checkout/assets/reel/{name}", b"picture")
        (self.checkout / "scripts").symlink_to(SCRIPTS)
        self.pack = self.folder / "pack"

    def problem(self, action):
        with self.assertRaises(Problem) as caught:
            action()
        self.assertNotIn("\n", str(caught.exception))
        return str(caught.exception)

    def test_a_pack_holds_real_files_and_says_its_size(self):
        size = pack.make(self.checkout, self.program, self.pack)
        paths = list(self.pack.rglob("*"))
        self.assertFalse([path for path in paths if path.is_symlink()])
        self.assertEqual(size, sum(path.stat().st_size for path in paths if path.is_file()))
        opened = pack.open_pack(self.pack)
        self.assertEqual(opened.weights.read_bytes(), b"weights")
        self.assertTrue(os.access(opened.program, os.X_OK))
        # It replaces an older one, and brings its own script.
        pack.make(self.checkout, self.program, self.pack)
        helped = subprocess.run([sys.executable, self.pack / "check_cuda", "--help"], capture_output=True, check=True)
        self.assertIn(b"--rehearse", helped.stdout)

    def test_what_is_too_large_to_travel_is_refused_and_leaves_nothing(self):
        before = sorted(self.folder.iterdir())
        said = self.problem(lambda: pack.make(self.checkout, self.program, self.pack, limit_mib=0))
        self.assertIn("MiB are more than the 0 MiB that may travel", said)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def test_what_is_missing_is_named(self):
        absent = self.folder / "absent"
        self.assertIn("cargo build --release", self.problem(lambda: pack.make(self.checkout, absent, self.pack)))
        self.assertIn("no pack", self.problem(lambda: pack.open_pack(absent)))
        pack.make(self.checkout, self.program, self.pack)
        (self.pack / pack.WEIGHTS).unlink()
        self.assertTrue(self.problem(lambda: pack.open_pack(self.pack)).endswith(pack.WEIGHTS))
        (self.checkout / pack.WEIGHTS).unlink()
        self.assertIn("scripts/setup", self.problem(lambda: pack.make(self.checkout, self.program, self.pack)))

    def test_a_folder_of_something_else_is_not_replaced(self):
        kept = self.write("pack/thesis.txt", b"years")
        self.assertIn("not a pack", self.problem(lambda: pack.make(self.checkout, self.program, self.pack)))
        self.assertTrue(kept.exists())


class Starting(InAFolder):
    """The script itself up to the opening of the device. Packages stand in for PyTorch."""

    def start(self, *options, torch=None):
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        if torch is not None:
            self.write("torch/__init__.py", torch.encode())
        # Without the packages that may be installed here.
        command = [sys.executable, "-S", SCRIPTS / "check_cuda", *options]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (1, "", 1), done.stderr)
        return done.stderr

    def test_without_pytorch_one_line_says_so(self):
        self.assertTrue(self.start().startswith("check_cuda: no PyTorch: "))

    def test_another_pytorch_is_named(self):
        said = self.start(torch='__version__ = "2.10.0+cu126"\n')
        self.assertTrue(said.startswith("check_cuda: no PyTorch 2.11: this is 2.10.0+cu126, in "), said)

    def test_a_pytorch_that_cannot_be_imported_says_why(self):
        said = self.start(torch='raise ImportError("libcudnn.so.9: cannot open shared object file")\n')
        self.assertIn("no PyTorch: it cannot be imported (ImportError: libcudnn.so.9", said)

    def test_without_a_cuda_device_one_line_says_so(self):
        torch = (
            '__version__ = "2.11.0+cu130"\n'
            "class cuda:\n"
            "    is_available = staticmethod(lambda: False)\n"
            "    @staticmethod\n"
            "    def init():\n"
            '        raise RuntimeError("Found no NVIDIA driver on your system. Please check …")\n'
        )
        said = self.start(torch=torch)
        self.assertTrue(said.startswith("check_cuda: no CUDA device: Found no NVIDIA driver on your system; "), said)

    def test_without_a_pack_one_line_says_how_to_make_it(self):
        torch = '__version__ = "2.11.0"\n'
        said = self.start("--rehearse", "--from", str(self.folder), torch=torch)
        self.assertIn("no pack: make it where DeepVis is built, with scripts/check_cuda --pack FOLDER", said)


class Loading(unittest.TestCase):
    def loaded(self, text):
        with mock.patch.object(Program, "run", lambda _: text):
            program.require_libtorch(Program(pathlib.Path("deepvis"), {}, 0.0), pathlib.Path("/opt/torch"))

    def test_libtorch_must_be_the_installed_pytorchs(self):
        found = "\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibtorch_cpu.so => {}/lib/libtorch_cpu.so (0x2)\n"
        self.loaded(found.format("/opt/torch"))
        with self.assertRaises(Problem) as caught:
            self.loaded(found.format("/root/other"))
        self.assertIn("libtorch is taken from /root/other/lib/libtorch_cpu.so", str(caught.exception))

    def test_a_library_that_is_missing_is_named(self):
        with self.assertRaises(Problem) as caught:
            self.loaded("\tlibcupti.so.13 => not found\n\tlibtorch_cpu.so => /opt/torch/lib/libtorch_cpu.so (0x2)\n")
        self.assertIn("libcupti.so.13 not found", str(caught.exception))

    def test_the_loader_is_led_to_the_installed_libtorch_first(self):
        with mock.patch.dict(os.environ, {"LD_LIBRARY_PATH": "/driver", "NVIDIA_TF32_OVERRIDE": "0"}):
            made = program.environment(pathlib.Path("/opt/torch"), pathlib.Path("/pack"), pathlib.Path("/home"))
        self.assertEqual(made["LD_LIBRARY_PATH"].split(os.pathsep), ["/opt/torch/lib", "/driver"])
        self.assertEqual(made["DEEPVIS_WEIGHTS"], "/pack/weights")
        self.assertNotIn("NVIDIA_TF32_OVERRIDE", made)


if __name__ == "__main__":
    unittest.main()
