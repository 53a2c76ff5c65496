"""What scripts/package makes: which libraries, whose licences, one archive, and what starts the program in it."""

import os
import pathlib
import subprocess
import tarfile
import tempfile
import unittest
from unittest import mock

from packing import archive, crates, folder, libraries, licences
from provision.console import SetupError

LDD = """\tlinux-vdso.so.1 (0x00007ffd)
\tlibtorch_cpu.so => {home}/torch/lib/libtorch_cpu.so (0x00007f01)
\tlibc10.so => {home}/torch/lib/libc10.so (0x00007f02)
\tlibcudart.so.13 => {home}/torch/lib/../../nvidia/cu13/lib/libcudart.so.13 (0x00007f03)
\tlibstdc++.so.6 => /lib/x86_64-linux-gnu/libstdc++.so.6 (0x00007f04)
\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f05)
\t/lib64/ld-linux-x86-64.so.2 (0x00007f06)
"""
TELLS = '#!/bin/sh\necho "$0" "$@"\n'


def package(name, **rest):
    """A package of cargo's metadata."""
    usual = {"version": "1.0.0", "license": "MIT", "license_file": None, "authors": ["Ada"], "source": "registry"}
    return {"id": name, "name": name, "manifest_path": f"/crates/{name}/Cargo.toml", **usual, **rest}


def node(name, **needs):
    """What a package of cargo's metadata needs: names with a kind, None where it runs with them."""
    return {"id": name, "deps": [{"pkg": pkg, "dep_kinds": [{"kind": kind}]} for pkg, kind in needs.items()]}


class Package(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        # As ldd names it.
        self.home = pathlib.Path(kept.name).resolve()

    def file(self, path, text="", mode=0o644):
        path = self.home / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
        return path

    def test_libtorchs_libraries_are_taken_and_the_systems_are_not(self):
        names = [path.name for path in libraries.chosen(LDD.format(home=self.home), self.home)]
        self.assertEqual(names, ["libc10.so", "libcudart.so.13", "libtorch_cpu.so"])

    def test_a_library_that_no_desktop_is_sure_to_have_is_refused(self):
        for line in ("libusb-1.0.so.0 => /usr/lib/libusb-1.0.so.0 (0x00007f07)", "libc10.so => not found"):
            with self.assertRaises(SetupError) as caught:
                libraries.chosen(f"{LDD.format(home=self.home)}\t{line}\n", self.home)
            self.assertTrue(str(caught.exception).endswith(line), caught.exception)

    def test_the_newest_version_of_a_symbol_is_told_by_numbers(self):
        binary = self.file("program", "\0GLIBC_2.4\0GLIBC_2.35\0GLIBC_2.17\0GLIBCXX_3.4.9\0GLIBCXX_3.4.26\0xGLIBC_2.99\0")
        self.assertEqual(libraries.newest("GLIBC", [binary]), "2.35")
        self.assertEqual(libraries.newest("GLIBCXX", [binary]), "3.4.26")

    def test_crates_are_those_that_the_program_runs_with(self):
        metadata = {
            "packages": [package("deepvis", source=None), *map(package, "abcd"), package("camera", source=None)],
            "resolve": {
                "root": "deepvis",
                "nodes": [
                    node("deepvis", a=None, b="dev", c="build", camera=None),
                    node("a", deepvis=None),
                    *map(node, "bcd"),
                    node("camera", d=None),
                ],
            },
        }
        self.assertEqual([crate.name for crate in crates.crates(metadata)], ["a", "d"])

    def test_a_crate_without_a_licence_is_refused(self):
        metadata = {"packages": [package("a", license=None)], "resolve": {"root": "a", "nodes": [node("a")]}}
        with self.assertRaisesRegex(SetupError, "^a crate without a licence: a 1.0.0$"):
            crates.crates(metadata)

    def test_each_text_stands_once_with_the_crates_that_it_came_with(self):
        self.file("a/LICENSE-MIT", "Permission is granted\n")
        self.file("b/licenses/deep/MIT", "\r\nPermission is granted\r\n")
        self.file("b/lib.rs", "none of it")
        (self.home / "c").mkdir()
        found = [crates.Crate(name, "1.0", "MIT", ("Ada",), self.home / name) for name in "abc"]
        text = crates.document(found)
        self.assertEqual(text.count("Permission is granted"), 1)
        self.assertIn("\na 1.0, b 1.0\n", text)
        self.assertIn("\nc 1.0: MIT; no text in the crate; by Ada\n", text)
        self.assertNotIn("none of it", text)

    def test_an_archive_is_the_same_whenever_and_by_whomever_it_is_made(self):
        made = []
        for time, mode in ((1, 0o600), (2, 0o664)):
            self.file(f"{time}/p/lib/b", "b", mode)
            self.file(f"{time}/p/a", "a", 0o700 | mode)
            os.utime(self.home / f"{time}/p/a", (time, time))
            packed = self.home / f"{time}.tar.xz"
            archive.write(self.home / str(time) / "p", packed, 1_000_000_000)
            made.append(packed.read_bytes())
        self.assertEqual(made[0], made[1])
        with tarfile.open(self.home / "1.tar.xz") as tar:
            self.assertEqual(tar.getnames(), ["p", "p/a", "p/lib", "p/lib/b"])
            self.assertEqual([entry.mode for entry in tar], [0o755, 0o755, 0o755, 0o644])

    def test_an_interrupted_archive_leaves_the_older_one(self):
        older = self.file("p.tar.xz", "older")
        self.file("p/a")
        with mock.patch.object(tarfile.TarFile, "add", side_effect=KeyboardInterrupt):
            with self.assertRaises(KeyboardInterrupt):
                archive.write(self.home / "p", older, 0)
        self.assertEqual(older.read_text(), "older")
        self.assertEqual(sorted(os.listdir(self.home)), ["p", "p.tar.xz"])

    def checkout(self):
        """A checkout with a libtorch, as far as a package is made of them."""
        for name in ("LICENSE-MIT", "LICENSE-APACHE", "assets/fonts/OFL.txt", "assets/reel/README.md"):
            self.file(name, name)
        for name in ("share/deepvis/deepvis.toml", "weights/net.safetensors", "torch-2.dist-info/licenses/LICENSE"):
            self.file(name, name)
        return [self.file(f"torch/lib/{name}", name) for name in ("libc10.so", "libgomp.so.1")]

    def make(self, name="out/p", networks=None):
        loaded = self.checkout()
        source = {"kind": "pypi", "package": "net", "version": "0.1"}
        networks = networks or [{"name": "net", "file": "net.safetensors", "licence": "Apache-2.0", "source": source}]
        program = self.file("target/deepvis", "\0GLIBC_2.35\0", 0o755)
        with mock.patch.object(libraries, "of", return_value=loaded), mock.patch.object(folder, "say"):
            with mock.patch.object(licences.crates, "of_program", return_value=[]):
                with mock.patch("platform.system", return_value="Linux"):
                    folder.make(self.home / name, self.home, program, self.home / "torch", networks)
        return self.home / name

    def test_a_package_has_all_that_it_needs_and_nothing_else(self):
        self.make()
        made = self.make()
        self.assertEqual(os.listdir(made.parent), ["p"])
        files = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}
        self.assertEqual(
            {name for name in files if not name.startswith("LICENSES/")},
            {"deepvis", "run", "deepvis.desktop", "deepvis.toml", "README.txt"}
            | {"lib/libc10.so", "lib/libgomp.so.1", "weights/net.safetensors"},
        )
        self.assertTrue({"LICENSES/crates.txt", "LICENSES/GPL-3.0.txt", "LICENSES/torch-2/LICENSE"} <= files)
        self.assertIn("glibc 2.35 or later", (made / "README.txt").read_text())
        whose = (made / "LICENSES/README.txt").read_text()
        self.assertIn("* lib/libgomp.so.1: GCC's, unchanged", whose)
        self.assertIn("* weights/net.safetensors: Apache-2.0, out of net 0.1 of PyPI\n", whose)

    def test_what_is_no_package_is_not_replaced(self):
        self.file("photos/cat.jpg")
        with self.assertRaisesRegex(SetupError, "^not a package, so it is not replaced: .*/photos$"):
            self.make("photos")

    def test_weights_that_are_not_here_come_with_the_next_step_and_leave_nothing(self):
        missing = [{"name": "vgg16", "file": "vgg16.safetensors"}]
        with self.assertRaisesRegex(SetupError, "^no weights: run scripts/fetch_weights vgg16: "):
            self.make(networks=missing)
        self.assertEqual(os.listdir(self.home / "out"), [])

    def test_a_libtorch_without_its_licence_is_not_passed_on(self):
        with mock.patch.object(pathlib.Path, "glob", return_value=[]):
            with self.assertRaisesRegex(SetupError, "^no licence of libtorch: "):
                self.make()

    def carried(self):
        """A folder with a name that needs quotes, in which the program tells how it was called."""
        made = self.home / "Dad's 100 % \"über\" $HOME"
        made.mkdir()
        self.file(made / "deepvis", TELLS, 0o755)
        for name in ("run", "deepvis.desktop"):
            (made / name).write_bytes((folder.CARRIED / name).read_bytes())
        (made / "run").chmod(0o755)
        return made

    def test_run_finds_the_program_through_a_link_from_anywhere(self):
        made = self.carried()
        link = self.home / "deepvis link"
        link.symlink_to(made / "run")
        for command in (made / "run", link):
            said = subprocess.run([command, "a b", "--kiosk"], cwd="/", capture_output=True, text=True, check=True)
            self.assertEqual(said.stdout, f"{made}/deepvis a b --kiosk\n")

    def test_the_desktop_entry_starts_run_beside_it(self):
        made = self.carried()
        entry = made / "deepvis.desktop"
        line = next(line for line in entry.read_text().splitlines() if line.startswith("Exec="))
        line = line.removeprefix("Exec=")
        self.assertFalse(set(line) & set("\\$`'"), "desktops do not agree on what these mean")
        # A file manager says where the entry is by a path; or by an address or not at all, beside the entry.
        for place, folder_of_manager in ((str(entry), "/"), (entry.as_uri(), made), ("", made)):
            command = ["sh", "-c", line.replace("%k", '"$1"' if place else ""), "sh", place]
            # Find complains of an address, and goes on.
            said = subprocess.run(command, cwd=folder_of_manager, capture_output=True, text=True, check=False)
            self.assertEqual(said.stdout, f"{made}/deepvis\n")


if __name__ == "__main__":
    unittest.main()
