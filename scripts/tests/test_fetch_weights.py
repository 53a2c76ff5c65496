"""Weights are fetched from a server that may break off, fall silent or lie; here it is on this computer."""

import contextlib
import hashlib
import http.server
import importlib.machinery
import importlib.util
import io
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from unittest import mock

from provision import checkpoint, console, download, safetensors, weights

from .checkpoints import StorageReference, torch_tensor, zipped

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "fetch_weights"
VALUES = os.urandom(400_000)
STORAGE = StorageReference("ByteStorage", "0", len(VALUES))
CHECKPOINT = zipped({"weight": torch_tensor(STORAGE, 0, (len(VALUES),), (1,))}, [("0", VALUES)])
FILE = f"net-{hashlib.sha256(CHECKPOINT).hexdigest()[:8]}.pth"
MANIFEST = f"""
[[network]]
name = "net"
title = "Net"
file = "net.safetensors"

[network.source]
kind = "torchvision"
checkpoint = "{FILE}"
"""


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as the server's `answer` says, and notes what was asked for."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Range")))
        self.server.answer(self)

    def log_message(self, *_):
        pass

    def start(self):
        extent = self.headers.get("Range")
        return int(extent[len("bytes=") : -1]) if extent else 0

    def reply(self, code, data, **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


def whole(handler):
    """As a good server does."""
    start = handler.start()
    data = CHECKPOINT[start:]
    if not start:
        return handler.reply(200, data, Content_Length=len(data))
    extent = f"bytes {start}-{len(CHECKPOINT) - 1}/{len(CHECKPOINT)}"
    return handler.reply(206, data, Content_Length=len(data), Content_Range=extent)


def without_length(handler):
    handler.reply(200, CHECKPOINT)


def without_ranges(handler):
    handler.reply(200, CHECKPOINT, Content_Length=len(CHECKPOINT))


class FetchWeights(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.checkout = pathlib.Path(folder.name) / "checkout"
        self.weights = self.checkout / "weights"
        self.weights.mkdir(parents=True)
        (self.weights / "manifest.toml").write_text(MANIFEST)
        # A copy, whose checkout is this folder.
        scripts = self.checkout / "scripts"
        scripts.mkdir()
        (scripts / "fetch_weights").write_bytes(SCRIPT.read_bytes())
        (scripts / "provision").symlink_to(SCRIPT.parent / "provision")
        self.script = scripts / "fetch_weights"
        self.name = self.weights / "net.safetensors"
        self.cache = pathlib.Path(folder.name) / "cache" / "deepvis"
        self.partial = self.cache / "downloads" / f"{FILE}.partial"
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.asked, self.server.answer = [], whole
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.environment = {
            "DEEPVIS_CHECKPOINTS": f"http://127.0.0.1:{self.server.server_port}/models",
            "XDG_CACHE_HOME": str(self.cache.parent),
            "no_proxy": "127.0.0.1",
        }

    def run_script(self, *arguments):
        """The exit code, and what was said on standard error."""
        loader = importlib.machinery.SourceFileLoader("fetch_weights", str(self.script))
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader("fetch_weights", loader))
        said = io.StringIO()
        with contextlib.ExitStack() as stack:
            stack.enter_context(mock.patch.dict(os.environ, self.environment))
            stack.enter_context(mock.patch.object(sys, "argv", ["fetch_weights", *arguments]))
            stack.enter_context(mock.patch.object(sys, "dont_write_bytecode", True))
            stack.enter_context(mock.patch.object(download, "TIMEOUT_SECONDS", 0.3))
            stack.enter_context(mock.patch.object(download, "PAUSES_SECONDS", (0.01, 0.01)))
            stack.enter_context(mock.patch.object(signal, "signal"))
            stack.enter_context(contextlib.redirect_stderr(said))
            loader.exec_module(module)
            code = module.main()
        return code, said.getvalue()

    def expect_weights(self):
        """What the link in weights/ leads to is the converted checkpoint, byte by byte, and nothing else is left."""
        source, target = self.checkout / "source.pth", self.checkout / "target.safetensors"
        source.write_bytes(CHECKPOINT)
        safetensors.write(str(source), checkpoint.read(str(source)).extents, str(target))
        self.assertTrue(self.name.is_symlink())
        self.assertEqual(self.name.read_bytes(), target.read_bytes())
        self.assertEqual(self.name.read_bytes()[-len(VALUES) :], VALUES)
        self.assertEqual(list(self.partial.parent.iterdir()), [])
        self.assertFalse((self.cache / "unfinished").exists())

    def succeed(self, *arguments):
        code, said = self.run_script(*(arguments or ["net"]))
        self.assertEqual(code, 0, said)
        self.expect_weights()
        return said

    def fail(self, *parts):
        """Ends with 1 and a last line that says all of `parts`; there are no weights."""
        code, said = self.run_script("net")
        self.assertEqual(code, 1, said)
        last = said.splitlines()[-1]
        for part in ("error: ", *parts):
            self.assertIn(part, last)
        self.assertFalse(os.path.lexists(self.name))
        return said

    def leave_partial(self, data):
        self.partial.parent.mkdir(parents=True, exist_ok=True)
        self.partial.write_bytes(data)

    def test_weights_are_fetched_converted_and_linked_once(self):
        self.succeed()
        self.assertEqual(self.server.asked, [(f"/models/{FILE}", None)])
        self.assertIn(f"Net is there already: {self.name}", self.succeed())
        # A second checkout finds them in the cache.
        self.name.unlink()
        self.succeed("--all")
        self.assertEqual(len(self.server.asked), 1)

    def test_a_terminal_is_told_how_much_is_there(self):
        terminal = mock.Mock(wraps=console.Meter)

        def meter(*arguments):
            made = terminal(*arguments)
            made.on_terminal = True
            return made

        with mock.patch.object(download, "Meter", meter):
            self.assertIn("Net: 0.4 of 0.4 MB", self.succeed())
            for path in (self.name, *(self.cache / "weights").iterdir()):
                path.unlink()
            self.server.answer = without_length
            self.assertIn("Net: 0.4 MB", self.succeed())

    def test_a_link_that_leads_nowhere_is_made_again(self):
        self.name.symlink_to(self.weights / "gone")
        self.succeed()

    def test_a_file_of_ones_own_is_left_alone(self):
        self.name.write_bytes(b"mine")
        code, said = self.run_script("net")
        self.assertEqual((code, self.name.read_bytes(), self.server.asked), (0, b"mine", []))
        self.assertIn("is there already", said)

    def test_a_server_that_does_not_say_the_length_is_enough(self):
        self.server.answer = without_length
        self.succeed()

    def test_a_connection_that_breaks_is_taken_up_again_from_there(self):
        def breaking(handler):
            start = handler.start()
            if start < 300_000:
                data = CHECKPOINT[start : start + 100_000]
                extent = f"bytes {start}-{len(CHECKPOINT) - 1}/{len(CHECKPOINT)}"
                rest = len(CHECKPOINT) - start
                return handler.reply(206 if start else 200, data, Content_Length=rest, Content_Range=extent)
            return whole(handler)

        self.server.answer = breaking
        said = self.succeed()
        ranges = [extent for _, extent in self.server.asked]
        self.assertEqual(ranges, [None, "bytes=100000-", "bytes=200000-", "bytes=300000-"])
        self.assertIn(f"the connection ended after 100000 of {len(CHECKPOINT)} bytes; trying again", said)

    def test_a_server_that_always_breaks_is_given_up_and_what_came_is_kept(self):
        def stuck(handler):
            start = handler.start()
            extent = f"bytes {start}-{len(CHECKPOINT) - 1}/{len(CHECKPOINT)}"
            data = b"" if start else CHECKPOINT[:100_000]
            handler.reply(206 if start else 200, data, Content_Length=len(CHECKPOINT) - start, Content_Range=extent)

        self.server.answer = stuck
        self.fail("100000 bytes are kept", "to go on run scripts/fetch_weights net", FILE)
        self.assertEqual(len(self.server.asked), 4)
        self.server.answer = whole
        self.succeed()
        self.assertEqual(self.server.asked[-1][1], "bytes=100000-")

    def test_a_server_that_sends_all_of_it_again_is_read_from_the_start(self):
        self.leave_partial(CHECKPOINT[:1000])
        self.server.answer = without_ranges
        self.succeed()
        self.assertEqual(self.server.asked, [(f"/models/{FILE}", "bytes=1000-")])

    def test_a_server_that_sends_another_part_is_refused(self):
        self.leave_partial(CHECKPOINT[:1000])
        self.server.answer = lambda handler: handler.reply(206, b"x", Content_Range="bytes 7-7/8")
        self.fail("asked for the bytes from 1000 on, got bytes 7-7/8")

    def test_a_partial_file_that_is_whole_or_too_long_is_no_obstacle(self):
        def unsatisfiable(handler):
            if handler.start() < len(CHECKPOINT):
                return whole(handler)
            return handler.reply(416, b"", Content_Range=f"bytes */{len(CHECKPOINT)}")

        self.server.answer = unsatisfiable
        self.leave_partial(CHECKPOINT)
        self.succeed()
        self.assertEqual(len(self.server.asked), 1)
        for path in (self.name, *(self.cache / "weights").iterdir()):
            path.unlink()
        self.leave_partial(CHECKPOINT + b"more")
        self.succeed()
        self.assertEqual([extent for _, extent in self.server.asked[-2:]], [f"bytes={len(CHECKPOINT) + 4}-", None])

    def test_a_file_with_another_hash_is_not_kept(self):
        self.server.answer = lambda handler: handler.reply(200, b"something else", Content_Length=14)
        found = hashlib.sha256(b"something else").hexdigest()[:8]
        self.fail(f"its SHA-256 begins with {found}, its name says {FILE[4:12]}", FILE)
        self.assertFalse(self.partial.exists())

    def test_a_file_that_is_no_checkpoint_is_one_line(self):
        page = b"<html>not found</html>"
        file = f"net-{hashlib.sha256(page).hexdigest()[:8]}.pth"
        (self.weights / "manifest.toml").write_text(MANIFEST.replace(FILE, file))
        self.server.answer = lambda handler: handler.reply(200, page)
        self.fail("not a checkpoint", file)

    def test_what_the_server_refuses_is_not_asked_for_again(self):
        for code in (403, 404):
            self.server.asked.clear()
            self.server.answer = lambda handler: handler.send_error(code)
            self.fail(f"the server answered {code}", f"/models/{FILE}")
            self.assertEqual(len(self.server.asked), 1)

    def test_a_server_that_is_busy_is_asked_again(self):
        def busy_once(handler):
            handler.send_error(503) if len(self.server.asked) == 1 else whole(handler)

        self.server.answer = busy_once
        self.assertIn("the server answered 503", self.succeed())

    def test_no_server_and_no_network_are_one_line(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            self.environment["DEEPVIS_CHECKPOINTS"] = f"http://127.0.0.1:{unused.getsockname()[1]}"
            said = self.fail("no connection, is there a network?", "run scripts/fetch_weights net", FILE)
        self.assertEqual(said.count("\n"), 2)  # what it fetches, and why it cannot

    def test_a_server_that_falls_silent_is_given_up(self):
        released = threading.Event()
        self.addCleanup(released.set)

        def silent(handler):
            if handler.start() == 0:
                handler.reply(200, CHECKPOINT[:5000], Content_Length=len(CHECKPOINT))
                handler.wfile.flush()
            released.wait(10)

        self.server.answer = silent
        start = time.monotonic()
        self.fail("the server said nothing for 0.3 s", "5000 bytes are kept", "run scripts/fetch_weights net")
        self.assertLess(time.monotonic() - start, 8)

    def test_a_full_disk_is_one_line_and_what_came_is_kept(self):
        with mock.patch.object(download.Meter, "show", side_effect=OSError(28, "No space left on device")):
            self.fail("cannot be written (No space left on device)", "run scripts/fetch_weights net", str(self.partial))
        self.assertTrue(self.partial.exists())

    def test_a_server_that_never_ends_is_refused(self):
        with mock.patch.object(download, "MAX_BYTES", 100_000):
            self.server.answer = without_length
            self.fail("longer than 100000 bytes", FILE)
            self.server.answer = lambda handler: handler.reply(200, b"", Content_Length=1 << 60)
            self.fail("longer than 100000 bytes", FILE)

    def test_a_server_that_sends_in_circles_is_one_line(self):
        self.server.answer = lambda handler: handler.reply(302, b"", Location=handler.path)
        self.fail("the server answered 302")

    def test_ctrl_c_keeps_what_came_and_says_how_to_go_on(self):
        released = threading.Event()
        self.addCleanup(released.set)

        def slow(handler):
            handler.reply(200, CHECKPOINT[:200_000], Content_Length=len(CHECKPOINT))
            handler.wfile.flush()
            released.wait(20)

        self.server.answer = slow
        command = [sys.executable, self.script, "net"]
        environment = os.environ | self.environment
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            deadline = time.monotonic() + 15
            while not (self.partial.exists() and self.partial.stat().st_size) and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=10)
        self.assertEqual(process.returncode, 130, said)
        self.assertIn("interrupted: to go on run scripts/fetch_weights net\n", said)
        kept = self.partial.stat().st_size
        self.assertEqual(self.partial.read_bytes(), CHECKPOINT[:kept])
        self.server.answer = whole
        self.succeed()
        self.assertEqual(self.server.asked[-1][1], f"bytes={kept}-")

    def test_names_are_checked_before_anything_is_fetched(self):
        code, said = self.run_script("net", "lenet")
        self.assertEqual((code, said), (1, f"{console.PROGRAM}: error: unknown network lenet; there are net\n"))
        self.assertEqual(self.server.asked, [])
        with self.assertRaises(SystemExit) as caught:
            self.run_script()
        self.assertEqual(caught.exception.code, 2)

    def test_the_list_says_what_is_here(self):
        for state in ("-", "here"):
            listed = io.StringIO()
            with contextlib.redirect_stdout(listed):
                self.assertEqual(self.run_script("--list"), (0, ""))
            self.assertEqual(listed.getvalue().split(), ["net", state, FILE])
            self.name.write_bytes(b"mine")

    def test_a_base_address_is_http(self):
        self.environment["DEEPVIS_CHECKPOINTS"] = "file:///etc"
        self.fail("DEEPVIS_CHECKPOINTS is to begin with https:// or http://, it is file:///etc")

    def test_the_published_address_is_the_usual_one(self):
        with mock.patch.dict(os.environ):
            os.environ.pop("DEEPVIS_CHECKPOINTS", None)
            self.assertEqual(weights._base_address(), "https://download.pytorch.org/models/")


if __name__ == "__main__":
    unittest.main()
