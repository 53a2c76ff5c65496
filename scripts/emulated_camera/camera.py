"""The emulated webcam: answers what is asked through the control endpoint, and cuts pictures into payloads."""

import struct
import threading

from emulated_camera.controls import GET_INFO, GET_LEN, INVALID_REQUEST, SET_CUR, Controls, Refused
from emulated_camera.descriptors import PAYLOAD, STREAMING, Model, short, wish_of

GET_DESCRIPTOR = 6


class Camera:
    """Answers what is asked through the control endpoint, and sends pictures."""

    def __init__(self, model, scene):
        self.model, self.scene = model, scene
        self.controls = Controls()
        self.probe = self.commit = model.agreed((1, 1, model.intervals[0]))
        # One more with each agreement: what is left of a picture then belongs to the stream before.
        self.stream = 0
        self.stalled = threading.Event()
        self.keeps_on = False
        self.rate = None

    def answer(self, setup, data):
        """The bytes for a request, none where it sets something; raises Refused."""
        kind, request, value, index, length = struct.unpack("<BBHHH", setup)
        to_class, reads = kind & 0x60 == 0x20, bool(kind & 0x80)
        if not to_class:
            return self.standard(request, value)[:length] if reads else b""
        selector, unit, interface = value >> 8, index >> 8, index & 255
        try:
            if interface == STREAMING:
                return self.negotiate(request, selector, data)[:length]
            if reads:
                return self.controls.get(request, unit, selector)[:length]
            self.controls.set(unit, selector, data)
        except Refused as refusal:
            self.controls.refusal = refusal.args[0]
            raise
        return b""

    def standard(self, request, value):
        if request != GET_DESCRIPTOR:
            # Of the device, an interface or an endpoint: nothing is special.
            return bytes(2)
        kind, number = value >> 8, value & 255
        if kind == 1:
            return self.model.device()
        if kind == 2:
            return self.model.configuration()
        if kind == 3 and number < len(Model.TEXTS):
            return self.model.text(number)
        raise Refused(INVALID_REQUEST)

    def negotiate(self, request, selector, data):
        if request == SET_CUR:
            agreed = self.model.agreed(wish_of(data))
            self.probe = agreed
            if selector == 2:
                self.commit = agreed
                self.stream += 1
            return b""
        if request == GET_LEN:
            return short(len(self.probe))
        if request == GET_INFO:
            return b"\3"
        return self.commit if selector == 2 else self.probe

    def interval(self):
        """Seconds between two pictures."""
        return 1 / self.rate if self.rate else wish_of(self.commit)[2] / 1e7

    def payloads(self, parity):
        """The next picture as payloads of at most PAYLOAD bytes, as long as its stream goes on."""
        at, number, _ = wish_of(self.commit)
        layout, stream = self.model.formats[at - 1], self.stream
        data, error = self.scene.next(layout, *self.model.sizes[number - 1])
        room = PAYLOAD - 2
        for start in range(0, len(data), room):
            if stream != self.stream and not self.keeps_on:
                return
            last = start + room >= len(data)
            yield bytes([2, 0x80 | parity | 2 * last | 0x40 * error]) + data[start : start + room]
