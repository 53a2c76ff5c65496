"""A program that shows pictures as a camera, as those do that make a webcam of a phone: v4l2loopback."""

import fcntl
import os
import struct
import threading
import time

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
    """Writes pictures of quarters in YU12 until it is closed."""

    def __init__(self, width, height):
        self.size = width, height
        self.device = os.open(node(NAME), os.O_RDWR)
        pixels = struct.pack("<2I4s4I", width, height, b"YU12", ONE_FIELD, width, width * height * 3 // 2, RGB_OF_BT709)
        fcntl.ioctl(self.device, VIDIOC_S_FMT, bytearray(struct.pack("<2I", OUTPUT, 0) + pixels).ljust(208, b"\0"))
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
        self.is_open = False
        self.thread.join()
        os.close(self.device)


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

        for size in [(320, 240), (640, 480)]:
            writer.close()
            writer = Writer(*size)
            changed = run.says("was changed by another program: it sends {}x{}".format(*size))
            run.shows_quarters()
            run.passed("its program goes on in another size", changed)
        run.ends(losses=1)
    finally:
        writer.close()
