"""A run of DeepVis that meets faults."""

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

from camera_machine import screen
from camera_machine.machine import DEEPVIS, LIBRARIES, LONG, cpu_seconds, node, quiet, stop
from camera_machine.table import ROWS, Row, passed

# Frames of a run that meets faults. Each takes a second at least, so that it lasts for them all; those left then are quick.
FRAMES = 120
# Seconds from a camera's device file to its first picture, with a pause of `render` between two attempts: 4 and 5 at most.
ATTEMPT = 10
# Times that a run is begun anew where the machine brought a camera too late.
TRIES = 3
# CPU seconds a second that waiting may take, on a processor ten times slower than others: a busy loop takes one.
IDLE = 0.15
# EfficientNet-Lite0 has 49 convolutions.
# The idle network stands in for one function of libtorch, which convolutions with packed weights do not call.
NETWORKS = {"true": {}, "idle": {"DEEPVIS_FUSED": "0"}, "paced": {"DEEPVIS_FUSED": "0", "CONVOLUTION_MS": "20"}}
GONE = "The camera is gone. Looking for it …"
BACK = "the camera is back: "
# The screen, small to be drawn quickly; and large enough to see the camera's picture on it, which is saved every frame.
SMALL, SEEN = "80x60", "480x300"


class CameLate(Exception):
    """DeepVis gave up, as it should, before the machine had the camera there."""


class Run:
    """`deepvis render` of so many frames, and what it says. Its camera is `webcam`, or one with `name` in its name."""

    def __init__(
        self, source, frames=FRAMES, *, network="paced", webcam=None, name="vivid", config=None, seen=False, libraries=()
    ):
        self.frames = frames
        self.webcam = webcam
        self.name = "Emulated" if webcam else name
        self.folder = Path(tempfile.mkdtemp())
        self.heard = 0
        # How often it was back when the last case had passed.
        self.returns = 0
        # When the kernel had no such camera last.
        self.absent = -LONG
        preloaded = [*libraries, *([] if network == "true" else ["idle_network.so"])]
        command = [DEEPVIS, "render", source, f"--frames={frames}", f"--size={SEEN if seen else SMALL}", "--json"]
        command += [f"--out={self.folder}/a.png"]
        command += [f"--config={config}"] if config else []
        command += ["--keys=" + "s " * (frames - 1), f"--folder={self.folder}"] if seen else []
        with open(self.folder / "json", "wb") as out, open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                command,
                env={
                    **os.environ,
                    "RUST_LOG": "deepvis=info",
                    "LD_PRELOAD": " ".join(str(LIBRARIES / library) for library in preloaded),
                    "CONVOLUTION_UNTIL": str(self.folder / "hurry"),
                    **NETWORKS[network],
                },
                stdout=out,
                stderr=log,
            )

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    def says(self, words):
        """Waits until it says so, after what was heard before; returns the line."""
        start = time.monotonic()
        while (at := self.log().find(words, self.heard)) < 0:
            self.goes_on(f"it ended before it said: {words}")
            if time.monotonic() - start > LONG:
                self.fail(f"it never said: {words}")
            time.sleep(0.05)
        self.heard = at + len(words)
        return self.log()[at:].splitlines()[0]

    def says_when(self, provoke, words):
        """Provokes it until it says so: a picture that finds every buffer full is lost in the driver."""
        while words not in self.log()[self.heard :]:
            self.goes_on(f"it ended before it said: {words}")
            provoke()
            time.sleep(1)
        return self.says(words)

    def comes_to(self, ready, problem):
        """Waits until that gives something; returns it."""
        start = time.monotonic()
        while not (found := ready()):
            self.goes_on(f"it ended before this: {problem}")
            if time.monotonic() - start > LONG:
                self.fail(problem)
            time.sleep(0.2)
        return found

    def settles(self):
        """Lets the camera deliver for a while. The run must not be over by then."""
        time.sleep(1.5)
        self.goes_on("it ended before it met every fault")

    def goes_on(self, problem):
        """Asserts that it has not ended, and looks after its camera."""
        if node(self.name) is None:
            self.absent = time.monotonic()
        if self.webcam:
            self.webcam.stays_plugged()
        if self.process.poll() is None:
            return
        late = time.monotonic() - self.absent < ATTEMPT
        if self.process.returncode == 1 and late:
            raise CameLate("DeepVis had given up before the machine had its camera there")
        self.fail(problem)

    def waits_idly(self, seconds=2):
        """Asserts that no core is busy while it waits, once the network has loaded and seen the last pictures."""
        for _ in range(8):
            begin, used = time.monotonic(), cpu_seconds(self.process.pid)
            time.sleep(seconds)
            share = (cpu_seconds(self.process.pid) - used) / (time.monotonic() - begin)
            if share <= IDLE:
                return f"waits at {share:.0%} of a core"
        self.fail(f"waiting takes {share:.0%} of a core")

    def saved(self):
        return sorted(self.folder.glob("deepvis-*.png"))

    def next_pictures(self, count=1):
        """The next pictures of the screen that show what the camera sees from now on."""
        # One shows what was on the screen before it, and what is on its way through the network was seen before as well.
        begun = len(self.saved()) + 3
        self.comes_to(lambda: len(self.saved()) > begun + count, "it saves no pictures of the screen")
        paths = self.saved()[begun : begun + count]
        pixels = [screen.pixels_of(path) for path in paths]
        if None in pixels:
            self.fail(f"a picture of the screen is not whole: {paths}")
        return pixels

    def shows(self, colours, is_right, count=1):
        """Asserts that the camera's picture is right on the next pictures of the screen; returns its areas on the last."""
        for pixels in self.next_pictures(count):
            found = screen.areas(pixels, colours)
            if not is_right(found):
                self.fail(f"the camera's picture is not what it should be: {screen.told(found)}")
        return found

    def shows_quarters(self, count=1):
        return self.shows(screen.QUARTERS, screen.is_of_quarters, count)

    def passed(self, case, notice):
        """A case, and how often the camera was lost in it."""
        before, self.returns = self.returns, self.log().count(BACK)
        passed(case, notice, lost=self.returns - before)

    def ends(self, losses):
        """Waits for the end and asserts what the report counts; returns it. Each loss is one, and each return."""
        (self.folder / "hurry").touch()
        if self.process.wait(LONG) != 0:
            self.fail(f"exit code {self.process.returncode}")
        report = json.loads((self.folder / "json").read_text())
        counts, wanted = (report["frames"], report["lost"], report["recovered"]), (self.frames, losses, losses)
        if counts != wanted or not (self.folder / "a.png").exists():
            self.fail(f"frames, lost, recovered: {counts} instead of {wanted}")
        print("  frames {}, lost {}, recovered {}".format(*counts), flush=True)
        ROWS.append(Row("those of this run", *counts, report["source"]))
        return report

    def fail(self, problem):
        lines = quiet(self.log())
        self.process.kill()
        stop("\n".join([f"{problem}; the log ends:", *lines[-20:]]))


def where_the_machine_keeps_up(case):
    """Begins a case anew where the machine brought its camera later than DeepVis waits for one."""
    for _ in range(TRIES):
        rows = len(ROWS)
        try:
            return case()
        except CameLate as late:
            del ROWS[rows:]
            print(f"  (once more: {late})", flush=True)
    stop(f"the machine is too slow: {TRIES} times its camera came later than DeepVis waits for one")
