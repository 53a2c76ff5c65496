"""A USB webcam in user space: uvc_camera.py [--formats=mjpeg,yuyv] [--sizes=640x480,320x240] [--intervals=333333] JPEG…

It speaks USB/IP to the kernel's vhci_hcd, which shows it to the kernel as a device in a USB socket; the kernel's own driver
for webcams, uvcvideo, does the rest. So a program that reads cameras meets the real driver, and a camera that does as it is told.
It runs as root, with vhci_hcd and uvcvideo loaded: in the virtual machine of scripts/test_camera.

In MJPEG it shows the JPEG files of the size that was asked for (all of them where none has it), one after the other; in the
other formats four quarters in red, green, blue and yellow, which change their places from picture to picture. It has a camera
terminal and a processing unit with controls (emulated_camera/controls.py), which keep their values as long as it is plugged in.

Commands, one a line, through the FIFO /run/uvc.ctl:
  stall, resume       stop sending, without a word; go on
  unplug, plug        as by hand
  bad FILE            the next picture is this file's bytes
  half [N]            of the next pictures every other one is cut short, N in all (1)
  err                 the next picture has the error bit set
  endless, ended      JPEG pictures come without their end marker; with it
  mid                 from now on a restarted stream begins in the middle of a picture, as that of some cameras does
  fps N               so many pictures a second, whatever was agreed on
  quit                unplug and end
"""

import argparse
import os
import sys
from pathlib import Path

from emulated_camera.camera import Camera
from emulated_camera.descriptors import Model
from emulated_camera.pictures import RAW, Scene
from emulated_camera.plug import Plug

COMMANDS = Path("/run/uvc.ctl")


class Desk:
    """Takes the commands."""

    def __init__(self, model, scene):
        self.model, self.scene = model, scene
        self.plug()

    def plug(self):
        """A camera that was just plugged in has forgotten its settings, but not how it is to behave."""
        before = getattr(self, "camera", None)
        self.camera = Camera(self.model, self.scene)
        if before:
            self.camera.stalled, self.camera.keeps_on, self.camera.rate = before.stalled, before.keeps_on, before.rate
        self.socket = Plug(self.camera)

    def follow(self, line):
        """False at the end."""
        command, *words = line.split() or [""]
        camera, scene = self.camera, self.scene
        orders = {
            "": lambda: None,
            "stall": camera.stalled.set,
            "resume": camera.stalled.clear,
            "unplug": self.socket.pull,
            "quit": self.socket.pull,
            "plug": self.plug,
            "bad": lambda: scene.bad.append(Path(words[0]).read_bytes()),
            "half": lambda: setattr(scene, "halves", int(words[0]) if words else 1),
            "err": lambda: setattr(scene, "errors", 1),
            "endless": lambda: setattr(scene, "endless", True),
            "ended": lambda: setattr(scene, "endless", False),
            "mid": lambda: setattr(camera, "keeps_on", True),
            "fps": lambda: setattr(camera, "rate", float(words[0])),
        }
        if command in orders:
            orders[command]()
        else:
            print(f"uvc_camera: unknown command: {line.strip()}", file=sys.stderr)
        return command != "quit"


def size(text):
    width, height = text.split("x")
    return int(width), int(height)


def main():
    parser = argparse.ArgumentParser(description="A USB webcam in user space")
    formats = ["mjpeg", *RAW]
    parser.add_argument("--formats", default="mjpeg", help=f"what it offers, with commas between: {', '.join(formats)}")
    parser.add_argument("--sizes", default="640x480,320x240")
    parser.add_argument("--intervals", default="333333,666666,1333333", help="times between two pictures, in 100 ns")
    parser.add_argument("jpegs", nargs="*", type=Path, metavar="JPEG")
    wanted = parser.parse_args()
    offered = wanted.formats.split(",")
    if not set(offered) <= set(formats) or ("mjpeg" in offered and not wanted.jpegs):
        parser.error(f"formats are {', '.join(formats)}; mjpeg needs a JPEG file")
    model = Model(offered, [size(text) for text in wanted.sizes.split(",")], [int(text) for text in wanted.intervals.split(",")])
    desk = Desk(model, Scene([jpeg.read_bytes() for jpeg in wanted.jpegs]))
    if not Path(COMMANDS).exists():
        os.mkfifo(COMMANDS)
    while True:
        with open(COMMANDS) as commands:
            for line in commands:
                if not desk.follow(line):
                    return


if __name__ == "__main__":
    main()
