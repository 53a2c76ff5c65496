"""Set-up trusts nothing but what has the pinned hash, and says what is wrong in one line."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
from unittest import mock

from provision import system_packages, weights, wheels
from provision.cache import Cache, link, require_sha256
from provision.console import SetupError

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent.parent
WHEEL = wheels.Wheel("pinned", "1.0", "pinned-1.0-py3-none-any.whl", hashlib.sha256(b"pinned").hexdigest(), 6)


class SetUp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        with mock.patch.dict(os.environ, {"XDG_CACHE_HOME": folder.name}):
            self.cache = Cache()

    def fetch(self, content):
        """Fetches WHEEL while pip brings `content`."""

        def bring(wheel, folder):
            (folder / wheel.file).write_bytes(content)

        with mock.patch.object(wheels, "_download", bring), mock.patch.object(wheels, "say"), self.cache.held():
            return wheels.fetch(self.cache, WHEEL)

    def test_a_wrong_hash_names_both_hashes_and_the_file(self):
        file = self.folder / "file"
        file.write_bytes(b"tampered")
        with self.assertRaises(SetupError) as caught:
            require_sha256(file, "0" * 64)
        message = str(caught.exception)
        for part in ("0" * 64, hashlib.sha256(b"tampered").hexdigest(), str(file)):
            self.assertIn(part, message)
        self.assertNotIn("\n", message)

    def test_a_wheel_is_kept_only_with_the_pinned_hash(self):
        with self.assertRaises(SetupError):
            self.fetch(b"something else")
        self.assertEqual(list(self.cache.wheels.iterdir()), [])
        self.assertEqual(self.fetch(b"pinned").read_bytes(), b"pinned")

    def test_a_wheel_that_changed_in_the_cache_stops_set_up(self):
        self.fetch(b"pinned").write_bytes(b"tampered")
        with self.assertRaises(SetupError):
            self.fetch(b"pinned")

    def test_a_finished_wheel_is_not_fetched_again(self):
        self.fetch(b"pinned")
        with mock.patch.object(wheels, "_download", side_effect=AssertionError), self.cache.held():
            wheels.fetch(self.cache, WHEEL)

    def test_what_an_interrupted_set_up_left_is_cleared(self):
        self.cache.unfinished.mkdir(parents=True)
        (self.cache.unfinished / "half").write_bytes(b"half")
        with self.cache.held():
            self.assertEqual(list(self.cache.unfinished.iterdir()), [])

    def test_a_link_is_replaced(self):
        name = self.folder / "name"
        link(name, self.folder / "old")
        link(name, self.folder / "new")
        self.assertEqual(os.readlink(name), str(self.folder / "new"))

    def test_the_wheels_platforms_are_in_its_name(self):
        several = WHEEL._replace(file="a-1-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl")
        self.assertEqual(several.platforms(), ["manylinux2014_x86_64", "manylinux_2_17_x86_64"])
        self.assertEqual(WHEEL.platforms(), ["any"])

    def test_without_root_one_line_says_what_to_install(self):
        nothing = mock.patch.object(system_packages.shutil, "which", lambda name: None if name == "Xvfb" else name)
        with nothing, mock.patch("os.geteuid", return_value=1000), self.assertRaises(SetupError) as caught:
            system_packages.provide(for_tests=True)
        self.assertIn("xvfb", str(caught.exception))
        self.assertNotIn("\n", str(caught.exception))

    def test_a_home_for_caches_that_is_not_absolute_is_ignored(self):
        usual = pathlib.Path.home() / ".cache" / "deepvis"
        for relative in ("x", "./x", "~/x", ""):
            with mock.patch.dict(os.environ, {"XDG_CACHE_HOME": relative}):
                self.assertEqual(Cache().root, usual)
        self.assertEqual(self.cache.root, self.folder / "deepvis")

    def test_a_broken_manifest_is_one_line(self):
        manifest = self.folder / "manifest.toml"
        for text in ("[[network]", "default = 'none'"):
            manifest.write_text(text)
            with self.assertRaises(SetupError) as caught:
                weights.read_manifest(manifest)
            self.assertIn(str(manifest), str(caught.exception))

    def test_the_manifest_pins_what_is_fetched(self):
        for network in weights.read_manifest(CHECKOUT / "weights" / "manifest.toml"):
            self.assertTrue((CHECKOUT / "weights" / network["labels"]).exists())
            if network["source"]["kind"] == "pypi":
                self.assertRegex(network["sha256"], "^[0-9a-f]{64}$")
                self.assertRegex(network["source"]["sha256"], "^[0-9a-f]{64}$")
                self.assertEqual((CHECKOUT / "weights" / network["file"]).stat().st_size, network["size"])

    def test_a_complete_set_up_is_recognised_in_silence_and_without_running_it(self):
        command = [CHECKOUT / "scripts" / "ensure_setup"]
        subprocess.run(command, capture_output=True, check=True)
        # Where no Python is found, the set-up itself cannot run: that is what makes it quick.
        (self.folder / "dirname").symlink_to(shutil.which("dirname"))
        bare = {"PATH": str(self.folder)}
        result = subprocess.run(["/bin/bash", *command], capture_output=True, env=bare)
        self.assertEqual((result.returncode, result.stdout), (0, b""), result.stderr)


if __name__ == "__main__":
    unittest.main()
