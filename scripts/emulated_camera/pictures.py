"""What the emulated webcam sees."""

import struct
from dataclasses import dataclass, field

# Y, U, V by BT.601, from 16 to 235: red, green, blue, yellow.
COLOURS = [(81, 90, 240), (145, 54, 34), (41, 240, 110), (210, 16, 146)]
# The end of each identifier of a format without compression.
GUID = bytes.fromhex("00001000800000aa00389b71")
# Its start, and the bits of a pixel.
RAW = {"yuyv": (b"YUY2", 16), "uyvy": (b"UYVY", 16), "nv12": (b"NV12", 12), "i420": (b"I420", 12), "yv12": (b"YV12", 12)}


def quarters(layout, width, height, turn):
    """Four quarters, each of one colour: at the top left the one of number `turn`, then the next."""
    colours = [COLOURS[(turn + quarter) % 4] for quarter in range(4)]

    def rows(cell, across, down):
        """A plane of so many cells. `cell` gives the bytes of one from its colour."""
        left = across // 2
        upper, lower = [cell(*colours[first]) * left + cell(*colours[first + 1]) * (across - left) for first in (0, 2)]
        return upper * (down // 2) + lower * (down - down // 2)

    if layout == "yuyv":
        return rows(lambda y, u, v: bytes([y, u, y, v]), width // 2, height)
    if layout == "uyvy":
        return rows(lambda y, u, v: bytes([u, y, v, y]), width // 2, height)
    brightness = rows(lambda y, u, v: bytes([y]), width, height)
    across, down = (width + 1) // 2, (height + 1) // 2
    if layout == "nv12":
        return brightness + rows(lambda y, u, v: bytes([u, v]), across, down)
    planes = [rows(lambda y, u, v: bytes([u]), across, down), rows(lambda y, u, v: bytes([v]), across, down)]
    return brightness + b"".join(planes if layout == "i420" else reversed(planes))


def jpeg_size(data):
    """Width and height, from the header of the frame."""
    at = 2
    while data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    height, width = struct.unpack(">HH", data[at + 5 : at + 9])
    return width, height


@dataclass
class Scene:
    """What the camera sees, and how it is to be spoiled."""

    jpegs: list
    bad: list = field(default_factory=list)
    halves: int = 0
    errors: int = 0
    endless: bool = False
    shown: int = 0

    def next(self, layout, width, height):
        """The next picture's bytes, and whether its error bit is set."""
        self.shown += 1
        if self.bad:
            data = self.bad.pop(0)
        elif layout == "mjpeg":
            fitting = [jpeg for jpeg in self.jpegs if jpeg_size(jpeg) == (width, height)] or self.jpegs
            data = fitting[self.shown % len(fitting)]
            if self.endless:
                data = data.removesuffix(b"\xff\xd9")
        else:
            # Not one of four: a program's buffers are often four, so that what is left in one would be the same again.
            data = quarters(layout, width, height, self.shown % 3)
        if self.halves and self.shown % 2:
            self.halves -= 1
            data = data[: len(data) // 2]
        error = self.errors > 0
        self.errors -= error
        return data, error
