"""What is not there: a camera, and room on the disk."""

import os
import subprocess
from pathlib import Path

from camera_machine.machine import CAT, DEEPVIS, LIBRARIES, LONG, quiet, stop
from camera_machine.run import Run
from camera_machine.table import passed


def a_full_disk():
    """A real one, of two blocks: a picture does not fit, and half of one is not left there."""
    place = Path("/run/full")
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", place], check=True)
    command = [DEEPVIS, "render", CAT, "--size=640x400", f"--out={place}/a.png"]
    idle = {**os.environ, "DEEPVIS_FUSED": "0", "LD_PRELOAD": str(LIBRARIES / "idle_network.so")}
    ended = subprocess.run(command, env=idle, capture_output=True, text=True, timeout=LONG)
    last = quiet(ended.stderr)[-1]
    left = list(place.iterdir())
    if ended.returncode != 1 or "No space left on device" not in last or left:
        stop(f"a full disk: exit code {ended.returncode}, {last}, and it left {left}")
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
