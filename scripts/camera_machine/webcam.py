"""The USB webcam that scripts/uvc_camera.py emulates."""

import subprocess
import sys
from pathlib import Path

from camera_machine.machine import CAT, modprobe, stop, until

EMULATOR = Path(__file__).parent.parent / "uvc_camera.py"
ORDERS = Path("/run/uvc.ctl")
NAME = "Emulated"
# In tenths of a microsecond: five pictures a second. The usual 30 keep the machine busy with decoding.
SLOW = "--intervals=2000000"

# The port of the emulated USB host that it is plugged into.
PORT = Path("/sys/devices/platform/vhci_hcd.0/status")
# Whether uvcvideo hands over pictures that did not come whole, with a flag. From Linux 6.14 on it does unless told not to.
NODROP = Path("/sys/module/uvcvideo/parameters/nodrop")


def drivers_are_loaded():
    if not modprobe("-a", "vhci-hcd", "uvcvideo"):
        stop("the machine's kernel has no vhci-hcd or no uvcvideo")
    NODROP.write_text("0")
    # Where uvcvideo counts.
    subprocess.run(["mount", "-t", "debugfs", "none", "/sys/kernel/debug"], check=True)


def is_plugged_in():
    return PORT.read_text().splitlines()[1].split()[2] != "004"


class Webcam:
    """It sees the cat, unless it is given other JPEG files."""

    def __init__(self, *options, jpegs=(CAT,)):
        self.process = subprocess.Popen([sys.executable, EMULATOR, *options, *jpegs])
        # Whether it should be plugged in, and whether the kernel has seen it so.
        self.plugged, self.seen = True, False

    def order(self, *commands):
        """At once, and not before the last order was read to its end: what comes while the emulator closes its FIFO is lost."""
        until(self.waits_for_an_order, "the emulated webcam takes no orders any more")
        ORDERS.write_text("\n".join([*commands, ""]))
        if commands[-1] in ("plug", "unplug", "quit"):
            self.plugged, self.seen = commands[-1] == "plug", False
        if not self.plugged:
            until(lambda: not is_plugged_in(), "the emulated webcam stays plugged in")

    def waits_for_an_order(self):
        """True while it has the FIFO closed, to open it with the next order."""
        if self.process.poll() is not None:
            stop("the emulated webcam has ended by itself")
        opened = Path(f"/proc/{self.process.pid}/fd").iterdir()
        # One that is closed meanwhile leads nowhere.
        return ORDERS.is_fifo() and ORDERS not in [file.resolve() for file in opened]

    def stays_plugged(self):
        """Plugs it in anew where the machine has lost it, which no program that only uses a camera can bring about."""
        if not self.plugged:
            return
        if is_plugged_in():
            self.seen = True
        elif self.seen:
            print("  (the machine has lost the webcam: plugged in anew)", flush=True)
            self.order("unplug", "plug")

    def goes(self):
        if self.process.poll() is None:
            self.order("quit")
            self.process.wait()
