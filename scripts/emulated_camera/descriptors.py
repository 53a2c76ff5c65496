"""What the emulated webcam says that it is: its descriptors."""

import struct
from dataclasses import dataclass

from emulated_camera.controls import CAMERA, OUTPUT, PROCESSING, bitmap
from emulated_camera.pictures import GUID, RAW

# The interfaces.
CONTROL, STREAMING = 0, 1
# Bytes of one transfer with pixels, its header included.
PAYLOAD = 16384


def descriptor(*parts):
    """Its bytes, from numbers of a byte and bytes; its length is put before."""
    body = b"".join(bytes([part]) if isinstance(part, int) else part for part in parts)
    return bytes([len(body) + 1]) + body


def short(*numbers):
    return struct.pack(f"<{len(numbers)}H", *numbers)


def long(*numbers):
    return struct.pack(f"<{len(numbers)}I", *numbers)


@dataclass
class Model:
    """What is written in the camera's descriptors."""

    formats: list
    sizes: list
    intervals: list

    TEXTS = ("", "DeepVis", "Emulated UVC Camera", "0001")
    # Class-specific, of an interface.
    OWN = 0x24

    def device(self):
        return descriptor(1, short(0x200), 0xEF, 2, 1, 64, short(0x1D6B, 0x0199, 0x100), 1, 2, 3, 1)

    def text(self, number):
        return descriptor(3, self.TEXTS[number].encode("utf-16le") if number else short(0x409))

    def configuration(self):
        body = b"".join(
            [
                descriptor(11, 0, 2, 14, 3, 0, 0),
                descriptor(4, CONTROL, 0, 0, 14, 1, 0, 0),
                self.units(),
                descriptor(4, STREAMING, 0, 1, 14, 2, 0, 0),
                self.streaming(),
                descriptor(5, 0x81, 2, short(512), 0),
            ]
        )
        return descriptor(2, short(9 + len(body)), 2, 1, 0, 0x80, 50) + body

    def units(self):
        """From the sensor through the processing unit to USB."""
        units = b"".join(
            [
                descriptor(self.OWN, 2, CAMERA, short(0x201), 0, 0, short(0, 0, 0), 3, bitmap(CAMERA, 3)),
                descriptor(self.OWN, 5, PROCESSING, CAMERA, short(0), 2, bitmap(PROCESSING, 2), 0),
                descriptor(self.OWN, 3, OUTPUT, short(0x101), 0, PROCESSING, 0),
            ]
        )
        return descriptor(self.OWN, 1, short(0x100), short(13 + len(units)), long(48_000_000), 1, STREAMING) + units

    def streaming(self):
        colours = descriptor(self.OWN, 13, 1, 1, 4)
        formats = b"".join(self.format(at, name) + colours for at, name in enumerate(self.formats, 1))
        count = len(self.formats)
        header = 13 + count
        return descriptor(self.OWN, 1, count, short(header + len(formats)), 0x81, 0, OUTPUT, 0, 0, 0, 1, bytes(count)) + formats

    def format(self, at, name):
        sizes = len(self.sizes)
        if name == "mjpeg":
            kind, bits = 7, 16
            start = descriptor(self.OWN, 6, at, sizes, 1, 1, 0, 0, 0, 0)
        else:
            kind, (code, bits) = 5, RAW[name]
            start = descriptor(self.OWN, 4, at, sizes, code + GUID, bits, 1, 0, 0, 0, 0)
        frames = [self.frame(kind, number, *size, bits) for number, size in enumerate(self.sizes, 1)]
        return start + b"".join(frames)

    def frame(self, kind, number, width, height, bits):
        largest = width * height * bits // 8
        rates = long(largest * 8, largest * 8 * 60, largest, self.intervals[0])
        return descriptor(self.OWN, kind, number, 0, short(width, height), rates, len(self.intervals), long(*self.intervals))

    def agreed(self, wish):
        """What the camera delivers for such a wish: the bytes of a probe control, 26 of UVC 1.0."""
        at, number, interval = wish
        at, number = min(max(at, 1), len(self.formats)), min(max(number, 1), len(self.sizes))
        interval = min(self.intervals, key=lambda known: abs(known - interval))
        width, height = self.sizes[number - 1]
        return struct.pack("<HBBI10xII", 1, at, number, interval, width * height * 2, PAYLOAD)


def wish_of(probe):
    """Format, size and interval."""
    return struct.unpack("<2xBBI", probe[:8])
