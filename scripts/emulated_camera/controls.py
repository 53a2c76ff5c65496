"""The controls of the emulated webcam: those of its camera terminal and of its processing unit."""

from dataclasses import dataclass

# The units, by their numbers.
CAMERA, OUTPUT, PROCESSING = 1, 2, 3
# Requests of USB's video class.
SET_CUR, GET_CUR, GET_MIN, GET_MAX, GET_RES, GET_LEN, GET_INFO, GET_DEF = 0x01, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87
# Why a request was refused, as the camera says afterwards when it is asked for its ERROR_CODE.
WRONG_STATE, OUT_OF_RANGE, INVALID_CONTROL, INVALID_REQUEST = 2, 4, 6, 7
ERROR_CODE = 2


class Refused(Exception):
    """A request that the camera cannot follow. Says why with one of the codes above."""


@dataclass
class Control:
    """A control's numbers as the class's specification has them: selector, bit of the unit's bitmap, bytes; and its values."""

    unit: int
    selector: int
    bit: int
    size: int
    least: int
    most: int
    step: int
    default: int
    # The control that, at a value other than `manual`, sets this one by itself, to `found`.
    automatic: str = ""
    manual: int = 0
    found: int = 0
    # Its value right after it was plugged in, where that is not the default.
    start: int | None = None


MANUAL_EXPOSURE, APERTURE_PRIORITY = 1, 8
CONTROLS = {
    # Off, 50 Hz, 60 Hz.
    "power line frequency": Control(PROCESSING, 5, 10, 1, 0, 2, 1, 2),
    "gain": Control(PROCESSING, 4, 9, 2, 0, 255, 1, 0),
    "automatic white balance": Control(PROCESSING, 11, 12, 1, 0, 1, 1, 1),
    "white balance": Control(PROCESSING, 10, 6, 2, 2800, 6500, 10, 4000, "automatic white balance", 0, 4600),
    # A bitmap: its step says which modes there are.
    "exposure mode": Control(CAMERA, 2, 1, 1, 1, 8, MANUAL_EXPOSURE | APERTURE_PRIORITY, APERTURE_PRIORITY),
    # Whether the rate may fall in low light. Many cameras begin with yes.
    "dynamic frame rate": Control(CAMERA, 3, 2, 1, 0, 1, 1, 0, start=1),
    "exposure time": Control(CAMERA, 4, 3, 4, 3, 2047, 1, 156, "exposure mode", MANUAL_EXPOSURE, 312),
    "automatic focus": Control(CAMERA, 8, 17, 1, 0, 1, 1, 1),
    "focus": Control(CAMERA, 6, 5, 2, 0, 250, 5, 0, "automatic focus", 0, 35),
    "zoom": Control(CAMERA, 11, 9, 2, 100, 400, 1, 100),
}


class Controls:
    """The values of all controls, and the answers to requests about them."""

    def __init__(self):
        self.values = {name: control.default if control.start is None else control.start for name, control in CONTROLS.items()}
        self.refusal = 0

    def is_automatic(self, control):
        """True while another control sets this one by itself."""
        return bool(control.automatic) and self.values[control.automatic] != control.manual

    def current(self, name):
        control = CONTROLS[name]
        return control.found if self.is_automatic(control) else self.values[name]

    def get(self, request, unit, selector):
        """The answer's bytes; raises Refused."""
        if (unit, selector) == (0, ERROR_CODE) and request in (GET_CUR, GET_INFO):
            return bytes([self.refusal if request == GET_CUR else 1])
        name = named(unit, selector)
        control = CONTROLS[name]
        if request == GET_LEN:
            return control.size.to_bytes(2, "little")
        if request == GET_INFO:
            # Can be read and set; not now, while it is automatic, when it changes by itself.
            return bytes([3 | 4 * self.is_automatic(control) | 8 * bool(control.automatic)])
        numbers = {GET_MIN: control.least, GET_MAX: control.most, GET_RES: control.step, GET_DEF: control.default}
        if request == GET_CUR:
            number = self.current(name)
        elif request in numbers:
            number = numbers[request]
        else:
            raise Refused(INVALID_REQUEST)
        return number.to_bytes(control.size, "little")

    def set(self, unit, selector, data):
        """Takes the value on; raises Refused."""
        name = named(unit, selector)
        control, value = CONTROLS[name], int.from_bytes(data, "little")
        if self.is_automatic(control):
            raise Refused(WRONG_STATE)
        is_mode = name == "exposure mode"
        fits = value in (MANUAL_EXPOSURE, APERTURE_PRIORITY) if is_mode else (value - control.least) % control.step == 0
        if not control.least <= value <= control.most or not fits:
            raise Refused(OUT_OF_RANGE)
        # What was automatic stays where it is when that is switched off.
        for other, follower in CONTROLS.items():
            if follower.automatic == name and self.is_automatic(follower):
                self.values[other] = follower.found
        self.values[name] = value


def named(unit, selector):
    for name, control in CONTROLS.items():
        if (control.unit, control.selector) == (unit, selector):
            return name
    raise Refused(INVALID_CONTROL)


def bitmap(unit, size):
    return sum(1 << control.bit for control in CONTROLS.values() if control.unit == unit).to_bytes(size, "little")
