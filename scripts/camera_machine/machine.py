"""The virtual machine's cameras, as its kernel and v4l2-ctl see them; and how long things may take there."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

DEEPVIS, PICTURES, LIBRARIES, OPEN_MANY = map(Path, sys.argv[1:5])
CASES = sys.argv[5:]
# A cat, at 640x480.
CAT = PICTURES / "chelsea-640x480.jpg"
# Longer than anything takes on a busy computer: only what never comes is waited for so long.
LONG = 1200


def stop(problem):
    """Ends, with what the machine's kernel says of its cameras."""
    kernel = subprocess.run(["dmesg"], capture_output=True, text=True).stdout.splitlines()
    there = ", ".join(str(device) for device in Path("/dev").glob("video*")) or "none"
    about = f"the machine's cameras: {there}; its kernel's log ends:"
    sys.exit("\n".join([f"camera_faults: {problem}", f"camera_faults: {about}", *kernel[-20:]]))


def until(ready, problem="the camera's device never came"):
    start = time.monotonic()
    while not (found := ready()):
        if time.monotonic() - start > LONG:
            stop(problem)
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


def modprobe(*words):
    """False where the kernel has no such module."""
    return subprocess.run(["modprobe", *words], capture_output=True).returncode == 0


def v4l2_ctl(name, *options):
    """What v4l2-ctl says of the camera with this in its name."""
    command = ["v4l2-ctl", "-d", node(name), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def controls(name):
    """The camera's controls, by V4L2's names: value, and whether they can be set now."""
    lines = re.finditer(r"^ *(\w+) 0x\w+ \(\w+\) *:.*?value=(-?\d+)(.*)$", v4l2_ctl(name, "--list-ctrls"), re.M)
    return {line[1]: (int(line[2]), "inactive" not in line[3]) for line in lines}


def cpu_seconds(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def quiet(output):
    """Its lines without those of libtorch."""
    return [line for line in output.splitlines() if "NNPACK" not in line]
