"""The socket that the emulated webcam is plugged into: USB/IP, and the kernel's vhci_hcd."""

import socket
import struct
import sys
import threading
import time
from pathlib import Path

from emulated_camera.controls import Refused

HOST = Path("/sys/devices/platform/vhci_hcd.0")


class Plug:
    """The camera in the socket: USB/IP over a pair of sockets, of which the kernel has the other end.

    A transfer of pixels that the kernel has begun waits in `waiting` until there is a payload for it, or the kernel cancels it.
    What takes one off answers it under the same lock: the kernel never gets an answer to a transfer that it knows is cancelled.

    The kernel may cancel a transfer before it has sent it (vhci_hcd has a queue for either, and looks into one after the other).
    It gets its answer once the transfer is here: it would not find before what was cancelled, or find it twice.
    """

    SUBMIT, UNLINK, SUBMITTED, UNLINKED = 1, 2, 3, 4
    CANCELLED, STALLED = -104, -32

    def __init__(self, camera):
        self.camera = camera
        self.lock = threading.Condition()
        self.waiting = []
        # The newest transfer that has come, by its number, and what cancels those that have not.
        self.newest = 0
        self.early = {}
        self.is_in = True
        theirs, self.ours = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        high_speed = 3
        (HOST / "attach").write_text(f"0 {theirs.fileno()} 1 {high_speed}")
        theirs.close()
        for work in (self.serve, self.send):
            threading.Thread(target=work, daemon=True).start()

    def pull(self):
        with self.lock:
            self.is_in = False
            self.waiting.clear()
            self.lock.notify_all()
        try:
            (HOST / "detach").write_text("0")
        except OSError as error:
            print(f"uvc_camera: detach: {error}", file=sys.stderr)
        self.ours.close()

    def receive(self, length):
        data = b""
        while len(data) < length:
            more = self.ours.recv(length - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def submitted(self, number, status, length, data=b""):
        """Answers a transfer: with data, or that so many bytes were taken."""
        self.ours.sendall(struct.pack(">5IiI4x2I8x", self.SUBMITTED, number, 0, 0, 0, status, length, 0xFFFFFFFF, 0) + data)

    def serve(self):
        """Reads what the kernel wants until it is pulled."""
        try:
            while True:
                header = self.receive(48)
                command, number, _device, reads, endpoint = struct.unpack(">5I", header[:20])
                if command == self.UNLINK:
                    self.cancel(number, *struct.unpack(">I", header[20:24]))
                    continue
                length = int.from_bytes(header[24:28], "big")
                data = b"" if reads else self.receive(length)
                self.newest = number
                if number in self.early:
                    self.cancelled(self.early.pop(number), self.CANCELLED)
                elif endpoint:
                    with self.lock:
                        self.waiting.append((number, length))
                        self.lock.notify_all()
                else:
                    self.control(number, header[40:48], data, length)
        except (EOFError, OSError):
            # Pulled.
            pass

    def control(self, number, setup, data, length):
        try:
            answer = self.camera.answer(setup, data)
        except Refused:
            status, taken, answer = self.STALLED, 0, b""
        else:
            answer = answer[:length]
            status, taken = 0, len(answer) if setup[0] & 0x80 else len(data)
        with self.lock:
            self.submitted(number, status, taken, answer)

    def cancel(self, number, transfer):
        """A transfer that is answered already cannot be cancelled any more."""
        if transfer > self.newest:
            self.early[transfer] = number
            return
        with self.lock:
            left = [wait for wait in self.waiting if wait[0] != transfer]
            status = self.CANCELLED if len(left) < len(self.waiting) else 0
            self.waiting = left
            self.cancelled(number, status)

    def cancelled(self, number, status):
        with self.lock:
            self.ours.sendall(struct.pack(">5Ii24x", self.UNLINKED, number, 0, 0, 0, status))

    def send(self):
        """Sends pictures, as long as the kernel asks for some, at their rate."""
        due, parity = time.monotonic(), 0
        try:
            while self.is_in:
                if not self.is_asked(0.2) or self.camera.stalled.is_set():
                    # What was due meanwhile is not made up for.
                    due = time.monotonic()
                    time.sleep(0.01)
                    continue
                parity ^= 1
                for payload in self.camera.payloads(parity):
                    # The stream may end in the middle of a picture.
                    if not self.is_asked(0.5) or not self.hand_over(payload):
                        break
                due = max(due + self.camera.interval(), time.monotonic() - 0.5)
                time.sleep(max(due - time.monotonic(), 0))
        except OSError:
            # Pulled.
            pass

    def is_asked(self, limit):
        """Waits for a transfer. True where the kernel has begun one."""
        with self.lock:
            return self.lock.wait_for(lambda: self.waiting or not self.is_in, limit) and self.is_in

    def hand_over(self, payload):
        with self.lock:
            if not self.waiting:
                return False
            number, length = self.waiting.pop(0)
            if length < len(payload):
                # More than it asks for would be a fault of the device, which the kernel then lets go of.
                print(f"uvc_camera: a transfer of {length} bytes is too small", file=sys.stderr)
                payload = payload[:length]
            self.submitted(number, 0, len(payload), payload)
            return True
