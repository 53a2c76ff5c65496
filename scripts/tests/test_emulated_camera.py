"""The emulated webcam of scripts/uvc_camera.py, without a kernel that it is plugged into."""

import socket
import struct
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from emulated_camera import plug
from emulated_camera.camera import Camera
from emulated_camera.controls import GET_CUR, GET_INFO, GET_MAX, SET_CUR, Refused
from emulated_camera.descriptors import PAYLOAD, Model
from emulated_camera.pictures import RAW, Scene, quarters

READ, WRITE = 0xA1, 0x21
CAMERA, PROCESSING = 0x100, 0x300
EXPOSURE_MODE, EXPOSURE_TIME, POWER_LINE, ERROR_CODE = 0x200, 0x400, 0x500, 0x200


def camera(*jpegs):
    return Camera(Model(["yuyv", "mjpeg"], [(64, 48), (32, 24)], [333333, 666666]), Scene(list(jpegs)))


class TestDescriptors(unittest.TestCase):
    def test_each_says_how_long_it_is(self):
        configuration = camera().model.configuration()
        self.assertEqual(int.from_bytes(configuration[2:4], "little"), len(configuration))
        at, kinds = 0, []
        while at < len(configuration):
            kinds.append(configuration[at + 1])
            at += configuration[at]
        self.assertEqual(at, len(configuration))
        self.assertEqual(kinds.count(0x04), 2, "interfaces")

    def test_a_wish_becomes_what_there_is(self):
        agreed = camera().model.agreed((7, 2, 400000))
        self.assertEqual(len(agreed), 26)
        self.assertEqual(struct.unpack("<2xBBI", agreed[:8]), (2, 2, 333333))


class TestControls(unittest.TestCase):
    def setUp(self):
        self.camera = camera()

    def get(self, request, unit, selector, length):
        return self.camera.answer(struct.pack("<BBHHH", READ, request, selector, unit, length), b"")

    def set(self, unit, selector, data):
        return self.camera.answer(struct.pack("<BBHHH", WRITE, SET_CUR, selector, unit, len(data)), data)

    def test_a_value_is_kept(self):
        self.set(PROCESSING, POWER_LINE, b"\1")
        self.assertEqual(self.get(GET_CUR, PROCESSING, POWER_LINE, 1), b"\1")
        self.assertEqual(self.get(GET_MAX, PROCESSING, POWER_LINE, 1), b"\2")

    def test_a_value_that_it_does_not_take_is_refused_with_a_reason(self):
        with self.assertRaises(Refused):
            self.set(PROCESSING, POWER_LINE, b"\3")
        out_of_range = b"\4"
        self.assertEqual(self.get(GET_CUR, 0, ERROR_CODE, 1), out_of_range)

    def test_what_is_automatic_cannot_be_set_and_stays_where_it_is_when_it_no_longer_is(self):
        disabled = 4
        self.assertTrue(self.get(GET_INFO, CAMERA, EXPOSURE_TIME, 1)[0] & disabled)
        with self.assertRaises(Refused):
            self.set(CAMERA, EXPOSURE_TIME, struct.pack("<I", 50))
        found = self.get(GET_CUR, CAMERA, EXPOSURE_TIME, 4)
        manual = b"\1"
        self.set(CAMERA, EXPOSURE_MODE, manual)
        self.assertEqual(self.get(GET_CUR, CAMERA, EXPOSURE_TIME, 4), found)
        self.assertFalse(self.get(GET_INFO, CAMERA, EXPOSURE_TIME, 1)[0] & disabled)
        self.set(CAMERA, EXPOSURE_TIME, struct.pack("<I", 50))
        self.assertEqual(self.get(GET_CUR, CAMERA, EXPOSURE_TIME, 4), struct.pack("<I", 50))


class TestPictures(unittest.TestCase):
    def test_quarters_fill_a_picture_of_every_format(self):
        for layout, (_, bits) in RAW.items():
            with self.subTest(layout):
                self.assertEqual(len(quarters(layout, 322, 242, 1)), 322 * 242 * bits // 8)

    def test_payloads_together_are_the_picture_and_the_last_one_says_so(self):
        big = Camera(Model(["yuyv"], [(640, 480)], [333333]), Scene([]))
        payloads = list(big.payloads(1))
        self.assertTrue(all(len(payload) <= PAYLOAD for payload in payloads))
        self.assertEqual(b"".join(payload[2:] for payload in payloads), quarters("yuyv", 640, 480, 1))
        last = [bool(payload[1] & 2) for payload in payloads]
        self.assertEqual(last, [False] * (len(payloads) - 1) + [True])

    def test_every_other_picture_is_cut_short(self):
        scene = Scene([], halves=2)
        whole = 64 * 48 * 2
        lengths = [len(scene.next("yuyv", 64, 48)[0]) for _ in range(5)]
        self.assertEqual(lengths, [whole // 2, whole, whole // 2, whole, whole])

    def test_a_jpeg_picture_may_come_without_its_end(self):
        end = b"\xff\xd9"
        jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\0\x30\0\x40 and so on" + end
        scene = Scene([jpeg], endless=True)
        self.assertEqual(scene.next("mjpeg", 64, 48), (jpeg.removesuffix(end), False))
        self.assertEqual(Scene([jpeg], errors=1).next("mjpeg", 64, 48), (jpeg, True))


class TestPlug(unittest.TestCase):
    """The test is the kernel."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        theirs, ours = socket.socketpair()
        self.kernel = theirs.dup()
        self.addCleanup(self.kernel.close)
        with mock.patch.object(plug, "HOST", Path(folder.name)), mock.patch("socket.socketpair", return_value=(theirs, ours)):
            self.plug = plug.Plug(camera())

    def begin(self, number, length):
        self.kernel.sendall(struct.pack(">7I20x", plug.Plug.SUBMIT, number, 1, 1, 1, 0, length))

    def cancel(self, number, transfer):
        self.kernel.sendall(struct.pack(">6I24x", plug.Plug.UNLINK, number, 1, 0, 0, transfer))

    def answer(self):
        """Its kind, number and status."""
        kind, number, _, _, _, status, length = struct.unpack(">5IiI20x", self.kernel.recv(48, socket.MSG_WAITALL))
        if kind == plug.Plug.SUBMITTED:
            self.kernel.recv(length, socket.MSG_WAITALL)
        return kind, number, status

    def test_a_transfer_that_waits_is_cancelled(self):
        self.plug.camera.stalled.set()
        self.begin(7, PAYLOAD)
        self.cancel(8, 7)
        self.assertEqual(self.answer(), (plug.Plug.UNLINKED, 8, plug.Plug.CANCELLED))

    def test_a_transfer_that_is_cancelled_before_it_comes_is_answered_once(self):
        self.cancel(8, 7)
        self.begin(7, PAYLOAD)
        self.assertEqual(self.answer(), (plug.Plug.UNLINKED, 8, plug.Plug.CANCELLED))
        self.begin(9, PAYLOAD)
        self.assertEqual(self.answer(), (plug.Plug.SUBMITTED, 9, 0))
        self.cancel(10, 9)
        self.assertEqual(self.answer(), (plug.Plug.UNLINKED, 10, 0))


if __name__ == "__main__":
    unittest.main()
