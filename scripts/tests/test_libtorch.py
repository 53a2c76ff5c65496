"""libtorch is chosen by system and machine, and CUDA's half is added to what is there."""

import os
import pathlib
import re
import shutil
import tempfile
import unittest
import zipfile
from unittest import mock

from provision import libtorch, system_packages
from provision.cache import Cache
from provision.console import SetupError
from provision.libtorch_wheels import CUDA_WANTED, CUDA_WHEELS, WHEELS

HEADER = "torch/include/torch/torch.h"
LINUX = ["libc10.so", "libtorch.so", "libtorch_cpu.so", "libtorch_python.so", "libgomp.so.1"]
CUDA = ["libc10_cuda.so", "libtorch_cuda.so", "libtorch_cuda_linalg.so", "libtorch_nvshmem.so"]
MACOS = ["libc10.dylib", "libtorch.dylib", "libtorch_cpu.dylib", "libtorch_python.dylib", "libomp.dylib"]


class Libtorch(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.checkout = pathlib.Path(folder.name) / "checkout"
        self.checkout.mkdir()
        with mock.patch.dict(os.environ, {"XDG_CACHE_HOME": folder.name}):
            self.cache = Cache()
        self.fetched = []

    def fetch(self, cache, wheel):
        """A wheel with empty files of the names that matter."""
        self.fetched.append(wheel.package)
        path = cache.wheels / wheel.file
        licence = f"{wheel.package.replace('-', '_')}-{wheel.version}.dist-info/licenses/LICENSE"
        names = [licence, f"nvidia/cu13/lib/lib{wheel.package.split('-')[-1]}.so.13"]
        if wheel.package == "torch":
            libraries = MACOS if "macosx" in wheel.file else LINUX + CUDA
            names = [licence, HEADER, "torch/nn/modules.py", *(f"torch/lib/{name}" for name in libraries)]
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "")
        return path

    def provide(self, system="Linux", machine="x86_64", libc=("glibc", "2.36"), cuda=False, licences=False):
        """What there is afterwards, and the files of it in the cache; `fetched` are the wheels that it took."""
        self.fetched.clear()
        with mock.patch.multiple(
            "platform", system=lambda: system, machine=lambda: machine, libc_ver=lambda: libc
        ), mock.patch.object(libtorch.wheels, "fetch", self.fetch), mock.patch.object(libtorch, "say"):
            with mock.patch.dict(os.environ), self.cache.held():
                os.environ.pop("LIBTORCH", None)
                made = libtorch.provide(self.cache, self.checkout, cuda, licences)
        for path in made:
            self.assertTrue((self.checkout / path).exists(), path)
        root = self.checkout / ".libtorch"
        self.assertEqual(list(self.cache.wheels.iterdir()), [])
        self.assertEqual((root / "torch" / "build-version").read_text(), "2.11.0\n")
        return made, sorted(path.name for path in root.resolve().rglob("*") if path.is_file())

    def refuse(self, part, **platform):
        with self.assertRaises(SetupError) as caught:
            self.provide(**platform)
        self.assertIn(part, str(caught.exception))
        self.assertNotIn("\n", str(caught.exception))
        self.assertEqual(self.fetched, [])

    def test_linux_on_either_machine_gets_its_own_wheels(self):
        for machine in ("x86_64", "aarch64"):
            made, files = self.provide(machine=machine)
            self.assertEqual(made, [".libtorch/torch/lib/libtorch_cpu.so"])
            self.assertEqual(self.fetched, ["torch", "nvidia-cuda-runtime", "nvidia-cuda-cupti"])
            self.assertIn("torch.h", files)
            self.assertFalse({"libtorch_cuda.so", "libtorch_python.so", "modules.py"} & set(files))
            target = os.readlink(self.checkout / ".libtorch")
            self.assertTrue(target.endswith(f"libtorch-2.11.0-linux-{machine}"), target)
            self.provide(machine=machine)
            self.assertEqual(self.fetched, [])

    def test_macos_gets_dylibs_and_nothing_of_cuda(self):
        made, files = self.provide(system="Darwin", machine="arm64", libc=("", ""))
        self.assertEqual((made, self.fetched), ([".libtorch/torch/lib/libtorch_cpu.dylib"], ["torch"]))
        expected = ["LICENSE", "build-version", "libc10.dylib", "libomp.dylib", "libtorch.dylib", "libtorch_cpu.dylib", "torch.h"]
        self.assertEqual(files, expected)
        self.refuse("leave --cuda out", system="Darwin", machine="arm64", libc=("", ""), cuda=True)

    def test_other_systems_are_told_what_is_supported(self):
        for platform in [
            {"system": "Linux", "machine": "riscv64"},
            {"system": "Linux", "libc": ("glibc", "2.27")},
            {"system": "Linux", "libc": ("", "")},
            {"system": "Darwin", "machine": "x86_64", "libc": ("", "")},
            {"system": "Windows", "machine": "AMD64", "libc": ("", "")},
        ]:
            self.refuse("for macOS on arm64, this is " + platform["system"], **platform)

    def test_cuda_is_added_to_what_is_there(self):
        _, before = self.provide()
        made, files = self.provide(cuda=True)
        self.assertEqual(made, [".libtorch/torch/lib/libtorch_cpu.so", ".libtorch/torch/lib/libtorch_cuda.so"])
        self.assertEqual(self.fetched[0], "torch")
        self.assertNotIn("nvidia-cuda-runtime", self.fetched)
        self.assertTrue({*before, *CUDA} <= set(files))
        # It stays, whatever is asked for next.
        self.assertEqual(self.provide(), (made, files))
        self.assertEqual(self.provide(cuda=True), (made, files))
        self.assertEqual(self.fetched, [])

    def test_cuda_at_once_is_the_same(self):
        self.provide()
        added = self.provide(cuda=True)
        pathlib.Path(os.readlink(self.checkout / ".libtorch")).rename(self.checkout / "aside")
        self.assertEqual(self.provide(cuda=True), added)
        self.assertEqual(self.fetched.count("torch"), 1)

    def test_an_interrupted_completion_is_begun_again(self):
        self.provide()
        replace = os.replace

        def interrupted(source, target):
            if str(target).endswith("libtorch_cuda_linalg.so"):
                raise KeyboardInterrupt
            replace(source, target)

        with mock.patch.object(libtorch.os, "replace", interrupted), self.assertRaises(KeyboardInterrupt):
            self.provide(cuda=True)
        for path in self.cache.wheels.iterdir():
            path.unlink()
        made, files = self.provide(cuda=True)
        self.assertIn(".libtorch/torch/lib/libtorch_cuda.so", made)
        self.assertTrue(set(CUDA) <= set(files))

    def test_licences_that_an_older_set_up_left_out_are_fetched_when_they_are_wanted(self):
        made, files = self.provide()
        shutil.rmtree(self.checkout / ".libtorch" / "torch-2.11.0.dist-info")
        self.provide()
        self.assertEqual(self.fetched, [])
        self.assertEqual(self.provide(licences=True), (made, files))
        self.assertEqual(self.fetched, ["torch", "nvidia-cuda-runtime", "nvidia-cuda-cupti"])
        self.provide(licences=True)
        self.assertEqual(self.fetched, [])

    def test_a_libtorch_of_ones_own_is_not_completed(self):
        with mock.patch.dict(os.environ, {"LIBTORCH": "/opt/libtorch"}), self.assertRaises(SetupError) as caught:
            libtorch.provide(self.cache, self.checkout, cuda=True)
        self.assertIn("LIBTORCH is set", str(caught.exception))

    def test_every_wheel_is_pinned_and_runs_where_it_is_wanted(self):
        for table in (WHEELS, CUDA_WHEELS):
            for (system, machine), wheels in table.items():
                for wheel in wheels:
                    self.assertRegex(wheel.sha256, "^[0-9a-f]{64}$")
                    self.assertGreater(wheel.size, 100_000)
                    self.assertTrue(wheel.file.startswith(f"{wheel.package.replace('-', '_')}-{wheel.version}-"))
                    for platform in wheel.platforms():
                        system_of_wheel = "macosx" if system == "Darwin" else "manylinux"
                        self.assertRegex(platform, f"^{system_of_wheel}.*_{re.escape(machine)}$")
        hashes = [wheel.sha256 for table in (WHEELS, CUDA_WHEELS) for wheels in table.values() for wheel in wheels]
        self.assertEqual(len(hashes), len(set(hashes)))
        packages = {key: [(wheel.package, wheel.version) for wheel in wheels] for key, wheels in CUDA_WHEELS.items()}
        self.assertEqual(packages["Linux", "x86_64"], packages["Linux", "aarch64"])
        self.assertNotIn("torch/lib/libtorch_cpu.so", CUDA_WANTED)

    def test_macos_needs_no_packages(self):
        with mock.patch("platform.system", return_value="Darwin"):
            with mock.patch("shutil.which", return_value="/usr/bin/cc"):
                system_packages.provide(for_tests=True)
            with mock.patch("shutil.which", lambda name: name if name == "cargo" else None):
                with self.assertRaisesRegex(SetupError, "^cc is not on the PATH: run xcode-select --install$"):
                    system_packages.provide(for_tests=True)


if __name__ == "__main__":
    unittest.main()
