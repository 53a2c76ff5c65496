"""A program that shows pictures as a camera, as those do that make a webcam of a phone: v4l2loopback.

As long as anybody has its device open, version 0.12 keeps to the first size: it answers a program that asks for another with
the old one, and passes on what that program writes all the same.
"""

import fcntl
import os
import struct
import threading
import time
from pathlib import Path

from emulated_camera.pictures import quarters

from camera_machine.machine import modprobe, node, until
from camera_machine.run import BACK, Run

NAME = "loopcam"
# Of linux/videodev2.h.
VIDIOC_S_FMT = 0xC0D05605
OUTPUT, ONE_FIELD, RGB_OF_BT709 = 2, 1, 8
INTERVAL = 0.2


def is_loaded():
    return modprobe("v4l2loopback", "exclusive_caps=1", f"card_label={NAME}")


class Writer:
    """Writes pictures of quarters in YU12 until it is closed. It does not care whether its size is taken."""

    def __init__(self, width, height):
        self.size = width, height
        self.device = os.open(node(NAME), os.O_RDWR)
        pixels = struct.pack("<2I4s4I", width, height, b"YU12", ONE_FIELD, width, width * height * 3 // 2, RGB_OF_BT709)
        answer = bytearray(struct.pack("<2I", OUTPUT, 0) + pixels).ljust(208, b"\0")
        fcntl.ioctl(self.device, VIDIOC_S_FMT, answer)
        self.is_taken = struct.unpack("<8x2I", answer[:16]) == self.size
        self.is_open = True
        self.thread = threading.Thread(target=self.write, daemon=True)
        self.thread.start()

    def write(self):
        turn = 0
        while self.is_open:
            # Not one of four, as in the webcam's pictures.
            turn = (turn + 1) % 3
            os.write(self.device, quarters("i420", *self.size, turn))
            time.sleep(INTERVAL)

    def close(self):
        if self.is_open:
            self.is_open = False
            self.thread.join()
            os.close(self.device)


def another_size(run, writer):
    """Pictures of another length come without any event, and the device still says that they are of the old size."""
    writer.close()
    writer = Writer(320, 240)
    if writer.is_taken:
        changed = run.says("was changed by another program: it sends 320x240")
        run.passed("its program goes on in another size, which is taken", changed)
        return writer
    short = run.says("115200 bytes instead of 460800")
    run.says("stopped: no picture for")
    # A person begins the program anew. The device forgets the old size once nobody has it open.
    writer.close()
    held = Path(f"/proc/{run.process.pid}/fd")
    device = Path(node(NAME))
    run.comes_to(lambda: device not in [file.resolve() for file in held.iterdir()], "it holds on to the device")
    writer = Writer(320, 240)
    if not writer.is_taken:
        run.fail("the device has not forgotten the old size")
    back = run.says(BACK)
    if "320x240" not in back:
        run.fail(f"not in the new size: {back}")
    run.shows_quarters()
    run.passed("its program goes on in another size, which is not taken, and begins anew", f"{short}; {back}")
    return writer


def a_program_shows_pictures():
    until(lambda: node(NAME))
    writer = Writer(640, 480)
    run = Run(f"camera:{NAME}", name=NAME, seen=True)
    try:
        showing = run.says("now showing")
        if "640x480" not in showing or "YU12" not in showing:
            run.fail(f"not as the program writes: {showing}")
        run.shows_quarters()
        run.passed("YU12 640x480 of a loopback device", showing)

        writer.close()
        stopped = run.says("stopped: no picture for")
        idle = run.waits_idly()
        writer = Writer(640, 480)
        run.says(BACK)
        run.shows_quarters()
        run.passed("its program ends, and begins again", f"{stopped} ({idle})")

        writer = another_size(run, writer)
        run.ends(losses=2)
    finally:
        writer.close()
