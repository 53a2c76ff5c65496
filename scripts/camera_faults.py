#!/usr/bin/env python3
"""Does to cameras what a day at a fair does to them, and asserts that DeepVis gets over it.

Runs as root inside the virtual machine of scripts/test_camera: camera_faults.py DEEPVIS UVCEMU JPEG IDLE_NETWORK.
UVCEMU is the program that emulates a USB webcam, JPEG is what that webcam sees; with the library IDLE_NETWORK the network is
quick and knows nothing. A program takes ten seconds to start there, so a few runs meet all the faults, one after another.
One line is printed a case.

The machine may be as slow as it likes: what is waited for is a line of the log, a device file, the state of a port. DeepVis' own
limits stay what they are, so a camera that the machine itself was late to bring, or lost, is told apart from one that DeepVis did not
find again, by what the machine's kernel says of it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEEPVIS, UVCEMU, JPEG, IDLE_NETWORK = sys.argv[1:]
# Longer than anything takes on a busy computer: only what never comes is waited for so long.
LONG = 1200
# Frames of a run that meets faults. Each takes a second at least, so that it lasts for them all;
# those left then are quick.
FRAMES = 120
# Seconds from a camera's device file to its first picture, with a pause of `render` between two
# attempts: 4 and 5 at most.
ATTEMPT = 10
# Times that a run is begun anew where the machine brought a camera too late.
TRIES = 3
# CPU seconds a second that waiting may take, on a processor ten times slower than others: a busy
# loop takes one.
IDLE = 0.15
# EfficientNet-Lite0 has 49 convolutions.
NETWORKS = {
    "true": {},
    "idle": {"LD_PRELOAD": IDLE_NETWORK},
    "paced": {"LD_PRELOAD": IDLE_NETWORK, "CONVOLUTION_MS": "20"},
}
# In tenths of a microsecond: five pictures a second. The usual 30 keep the machine busy with
# decoding.
SLOW = "--intervals=2000000"
GONE = "The camera is gone. Looking for it …"
BACK = "the camera is back: "
VIVID = Path("/sys/bus/platform/drivers/vivid")
# The port of the emulated USB host that the webcam is plugged into.
PORT = Path("/sys/devices/platform/vhci_hcd.0/status")


class CameLate(Exception):
    """DeepVis gave up, as it should, before the machine had the camera there."""


class Run:
    """`deepvis render` of so many frames, and what it says. Its camera is `webcam`, or vivid."""

    def __init__(self, source, frames=FRAMES, *, network="paced", webcam=None):
        self.frames = frames
        self.webcam = webcam
        self.folder = Path(tempfile.mkdtemp())
        self.heard = 0
        # When the kernel had no such camera last.
        self.absent = -LONG
        with open(self.folder / "json", "wb") as out, open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [DEEPVIS, "render", source, f"--frames={frames}", "--size=80x60", "--json", f"--out={self.folder}/a.png"],
                env={
                    **os.environ,
                    "RUST_LOG": "deepvis=info",
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

    def settles(self):
        """Lets the camera deliver for a while. The run must not be over by then."""
        time.sleep(1.5)
        self.goes_on("it ended before it met every fault")

    def goes_on(self, problem):
        """Asserts that it has not ended, and looks after its camera."""
        if node("Emulated" if self.webcam else "vivid") is None:
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
        return report

    def fail(self, problem):
        lines = [line for line in self.log().splitlines() if "NNPACK" not in line]
        self.process.kill()
        kernel = subprocess.run(["dmesg"], capture_output=True, text=True).stdout.splitlines()
        there = ", ".join(str(device) for device in Path("/dev").glob("video*")) or "none"
        sys.exit(
            "\n".join(
                [f"camera_faults: {problem}; the log ends:", *lines[-20:]]
                + [f"camera_faults: the machine's cameras: {there}; its kernel's log ends:", *kernel[-20:]]
            )
        )


class Webcam:
    """A USB webcam that sees the JPEG."""

    def __init__(self, *options):
        self.process = subprocess.Popen([UVCEMU, *options, JPEG])
        # Whether it should be plugged in, and whether the kernel has seen it so.
        self.plugged, self.seen = True, False

    def order(self, *commands):
        """At once, and not before the last order was read to its end: what comes while the emulator closes its FIFO is lost."""
        until(self.waits_for_an_order, "the emulated webcam takes no orders any more")
        with open("/run/uvc.ctl", "w") as control:
            control.write("\n".join([*commands, ""]))
        if commands[-1] in ("plug", "unplug", "quit"):
            self.plugged, self.seen = commands[-1] == "plug", False
        if not self.plugged:
            until(lambda: not is_in_use(), "the emulated webcam stays plugged in")

    def waits_for_an_order(self):
        """True while it has the FIFO closed, to open it with the next order."""
        if self.process.poll() is not None:
            sys.exit("camera_faults: the emulated webcam has ended by itself")
        opened = Path(f"/proc/{self.process.pid}/fd").iterdir()
        # One that is closed meanwhile leads nowhere.
        return Path("/run/uvc.ctl") not in [file.resolve() for file in opened]

    def stays_plugged(self):
        """Plugs it in anew where the machine has lost it, which no program that only uses a camera can bring about.

        While a stream is stopped, the emulator may answer that a transfer is cancelled before it answers the transfer itself.
        The kernel's USB/IP then finds an answer to nothing ("cannot find a urb of seqnum"), and lets go of the device for good.
        """
        if not self.plugged:
            return
        if is_in_use():
            self.seen = True
        elif self.seen:
            print("  (the machine has lost the webcam: plugged in anew)", flush=True)
            self.order("unplug", "plug")

    def goes(self):
        if self.process.poll() is None:
            self.order("quit")
            self.process.wait()


def is_in_use():
    """True while a device is plugged into the port."""
    return PORT.read_text().splitlines()[1].split()[2] != "004"


def cpu_seconds(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def passed(case, detail):
    print(f"  {case}: {detail}", flush=True)


def until(ready, problem="the camera's device never came"):
    start = time.monotonic()
    while not (found := ready()):
        if time.monotonic() - start > LONG:
            sys.exit(f"camera_faults: {problem}")
        time.sleep(0.1)
    return found


def node(name):
    """The device file of the camera with this in its name, or none."""
    for device in sorted(Path("/sys/class/video4linux").glob("video*")):
        try:
            if name in (device / "name").read_text() and (device / "index").read_text().strip() == "0":
                return f"/dev/{device.name}"
        except OSError:
            # It goes at this moment.
            pass
    return None


def vivid(*options):
    subprocess.run(["v4l2-ctl", "-d", node("vivid"), *options], check=True, stdout=subprocess.DEVNULL)


def a_camera_that_is_hard_to_open():
    """Another program uses it, leaves it in a format of its own, and then its stream does not start."""
    strange = "--set-fmt-video=width=640,height=360,pixelformat=UYVY"
    other = subprocess.Popen(["v4l2-ctl", "-d", node("vivid"), strange, "--stream-mmap"], stderr=subprocess.PIPE)
    # It writes a character a picture.
    other.stderr.read(1)
    run = Run("camera:vivid", frames=10, network="idle")
    busy = run.says("is in use by another program: close it, and the picture comes back")
    passed("two programs on one camera", f"{busy} ({run.waits_idly()})")
    vivid("-c", "inject_vidioc_streamon_error=1")
    other.kill()
    other.wait()
    passed("STREAMON error", run.says("does not deliver"))
    passed("left in UYVY", run.says("now showing"))
    report = run.ends(losses=0)
    passed("vivid", f"{report['frames']} frames of {report['source']}, {report['fps']} a second")


def a_fatal_error_while_streaming(run):
    vivid("-c", "inject_fatal_streaming_error=1")
    run.says("Restarting it …")
    passed("fatal streaming error", run.says(BACK))


def a_camera_that_disconnects(run):
    """vivid connects again as soon as nobody holds it open."""
    vivid("-c", "disconnect=1")
    run.says(GONE)
    passed("disconnect", f"{GONE} {run.says(BACK)}")


def an_unplugged_camera(run):
    (VIVID / "unbind").write_text("vivid.0")
    run.says(GONE)
    idle = run.waits_idly()
    (VIVID / "bind").write_text("vivid.0")
    passed("unbind, bind", f"{GONE} ({idle}) {run.says(BACK)}")


def no_picture_for_a_while(run):
    vivid("-c", "percentage_of_dropped_buffers=100")
    stopped = run.says("stopped: no picture for 1 s. Restarting it …")
    run.says("stopped: no picture for 2 s")
    idle = run.waits_idly()
    vivid("-c", "percentage_of_dropped_buffers=0")
    run.says(BACK)
    passed("all buffers dropped", f"{stopped} ({idle})")


def a_program_that_is_held_up(run):
    """Not the camera's fault, so no loss: the run would count one too many."""
    run.process.send_signal(signal.SIGSTOP)
    time.sleep(2.5)
    run.process.send_signal(signal.SIGCONT)
    run.settles()
    passed("the program itself is stopped for a while", "no loss")


def vivid_meets_its_faults():
    run = Run("camera:vivid")
    run.says("now showing")
    run.settles()
    a_program_that_is_held_up(run)
    faults = [a_fatal_error_while_streaming, a_camera_that_disconnects, an_unplugged_camera, no_picture_for_a_while]
    for fault in faults:
        run.settles()
        fault(run)
    run.ends(losses=4)


def damaged_pictures(webcam, run):
    Path("/run/garbage").write_bytes(bytes(range(256)) * 64)
    garbage = run.says_when(lambda: webcam.order("bad /run/garbage"), "not a JPEG picture")
    passed("a picture of garbage", garbage)
    passed("half a picture", run.says_when(lambda: webcam.order("half"), "the JPEG picture is cut short"))
    # The driver leaves such a picture out.
    before = driver_errors()
    while driver_errors() == before:
        webcam.order("err")
        time.sleep(1)
    passed("err", f"errors that the driver counts: {driver_errors()}")


def driver_errors():
    """Payloads with the error bit set."""
    stats = next(Path("/sys/kernel/debug/usb/uvcvideo").glob("*/stats")).read_text()
    return int(stats.split("errors:")[1].split()[0])


def the_same_picture_again_and_again(run):
    passed("a picture that never changes", run.says("The camera sends the same picture again and again"))


def a_stall(webcam, run):
    webcam.order("mid", "stall")
    stopped = run.says("stopped: no picture for 1 s")
    webcam.order("resume")
    run.says(BACK)
    passed("stall, resume in the middle of a picture", stopped)


def another_number(webcam, run):
    """Something else holds the old device file open, so that its number is not free."""
    old = node("Emulated")
    with open(old):
        webcam.order("unplug")
        run.says(GONE)
        idle = run.waits_idly()
        webcam.order("plug")
        back = run.says(BACK)
    new = node("Emulated")
    if old == new:
        run.fail(f"the camera is {old} as before: nothing was tested")
    passed(f"unplugged as {old}, plugged as {new}", f"{back} ({idle})")


def a_strange_rate(webcam, run, interval, rate):
    webcam.goes()
    run.says(GONE)
    webcam = run.webcam = Webcam(f"--intervals={interval}")
    back = run.says(BACK)
    if f"{rate} fps MJPEG" not in back:
        run.fail(f"not at {rate} fps: {back}")
    passed(f"{rate} fps", back)
    return webcam


def the_list():
    """A webcam has a second device file, for metadata."""
    listed = subprocess.run([DEEPVIS, "cameras"], check=True, capture_output=True, text=True).stdout.splitlines()
    if [line.split()[1].split("-")[0] for line in listed] != ["vivid", "Emulated"]:
        sys.exit(f"camera_faults: not the two cameras: {listed}")
    passed("metadata nodes left out", "; ".join(listed))


def a_webcam_meets_its_faults():
    webcam = Webcam(SLOW)
    until(lambda: node("Emulated"))
    the_list()
    run = Run("camera:emulated", webcam=webcam)
    try:
        run.says("now showing")
        the_same_picture_again_and_again(run)
        damaged_pictures(webcam, run)
        run.settles()
        a_stall(webcam, run)
        run.settles()
        another_number(webcam, run)
        run.settles()
        a_strange_rate(webcam, run, 800000, "12.5")
        run.settles()
        a_strange_rate(run.webcam, run, 1333333, "7.5")
        run.ends(losses=4)
    finally:
        run.webcam.goes()


def a_cable_is_pulled_for_four_seconds():
    webcam = Webcam(SLOW)
    until(lambda: node("Emulated"))
    run = Run("camera:emulated", frames=300, network="idle", webcam=webcam)
    try:
        run.says("render: 50 of 300 frames")
        webcam.order("unplug")
        time.sleep(4)
        webcam.order("plug")
        back = run.says(BACK)
        run.ends(losses=1)
    finally:
        webcam.goes()
    passed("300 frames, unplugged after 50 for four seconds", back)


def a_cat_is_seen():
    webcam = Webcam(SLOW)
    until(lambda: node("Emulated"))
    run = Run("camera:emulated", frames=3, network="true", webcam=webcam)
    try:
        run.says("now showing")
        report = run.ends(losses=0)
    finally:
        webcam.goes()
    top = {guess["class"]: guess["label"] for guess in report["top"]}
    # Tabby, tiger cat or Egyptian cat.
    if not top.keys() & {281, 282, 285}:
        run.fail(f"it does not see a cat, but {top}")
    passed(report["source"], f"it sees {', '.join(top.values())}")


def where_the_machine_keeps_up(case):
    """Begins a case anew where the machine brought its camera later than DeepVis waits for one."""
    for _ in range(TRIES):
        try:
            return case()
        except CameLate as late:
            print(f"  (once more: {late})", flush=True)
    sys.exit(f"camera_faults: the machine is too slow: {TRIES} times its camera came later than DeepVis waits for one")


def a_full_disk():
    """A real one, of two blocks: a picture does not fit, and half of one is not left there."""
    place = Path("/run/full")
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", place], check=True)
    command = [DEEPVIS, "render", JPEG, "--size=640x400", f"--out={place}/a.png"]
    ended = subprocess.run(command, env={**os.environ, **NETWORKS["idle"]}, capture_output=True, text=True, timeout=LONG)
    last = [line for line in ended.stderr.splitlines() if "NNPACK" not in line][-1]
    left = list(place.iterdir())
    if ended.returncode != 1 or "No space left on device" not in last or left:
        sys.exit(f"camera_faults: a full disk: exit code {ended.returncode}, {last}, and it left {left}")
    passed("a full disk", last)


def no_camera_at_all():
    """One that was asked for and never comes is waited for 30 s, then an error of one line."""
    run = Run("camera:0")
    run.says("no camera is connected; trying again")
    idle = run.waits_idly()
    if run.process.wait(LONG) != 1:
        run.fail(f"exit code {run.process.returncode} instead of 1")
    last = run.log().splitlines()[-1]
    if last != "deepvis: no camera is connected":
        run.fail(f"not the error that was expected: {last}")
    passed("no camera", f"{last} ({idle})")


def main():
    # So that `sys.exit` is told by its message, and the machine goes on to its end.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    a_full_disk()
    no_camera_at_all()
    subprocess.run("modprobe vivid n_devs=1 node_types=0x1 num_inputs=1 input_types=0x0", shell=True, check=True)
    until(lambda: node("vivid"))
    a_camera_that_is_hard_to_open()
    where_the_machine_keeps_up(vivid_meets_its_faults)
    subprocess.run("modprobe -a vhci-hcd uvcvideo", shell=True, check=True)
    subprocess.run("mount -t debugfs none /sys/kernel/debug", shell=True, check=True)
    for case in [a_webcam_meets_its_faults, a_cable_is_pulled_for_four_seconds, a_cat_is_seen]:
        where_the_machine_keeps_up(case)


if __name__ == "__main__":
    main()
