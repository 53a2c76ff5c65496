"""A camera's controls: set at every opening, and put back at the end."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from camera_machine.machine import DEEPVIS, controls, node, stop, until, v4l2_ctl
from camera_machine.run import BACK, GONE, Run
from camera_machine.table import passed
from camera_machine.webcam import NAME, SLOW, Webcam

WISHES = """
[camera]
power_line = "50 Hz"
hold = ["focus", "exposure"]
low_light_rate = false
zoom = 150
"""
# By V4L2's names. What was automatic is held where it was then.
WISHED = {
    "power_line_frequency": 1,
    "auto_exposure": 1,
    "exposure_time_absolute": 312,
    "exposure_dynamic_framerate": 0,
    "focus_automatic_continuous": 0,
    "focus_absolute": 35,
    "zoom_absolute": 150,
}
# Theirs, by the names that DeepVis lists them with.
NAMES = {
    "power line frequency": "power_line_frequency",
    "exposure mode": "auto_exposure",
    "exposure time": "exposure_time_absolute",
    "low light rate": "exposure_dynamic_framerate",
    "automatic focus": "focus_automatic_continuous",
    "focus": "focus_absolute",
    "automatic white balance": "white_balance_automatic",
    "white balance": "white_balance_temperature",
    "zoom": "zoom_absolute",
    "gain": "gain",
}
# What a person had set before.
OWN = {"power_line_frequency": 0, "focus_automatic_continuous": 0, "focus_absolute": 120, "zoom_absolute": 200}


def wishes():
    file = Path(tempfile.mkdtemp()) / "deepvis.toml"
    file.write_text(WISHES)
    return file


def settings():
    """The values alone."""
    return {name: value for name, (value, _) in controls(NAME).items()}


def comes_to_have(run, wished):
    """Waits until the camera has these settings, and all others as they were."""

    def reached():
        now = settings() if node(NAME) else {}
        return all(now.get(name) == value for name, value in wished.items()) and now

    return run.comes_to(reached, f"the camera's settings never became {wished}")


def told(names, now):
    return ", ".join(f"{name} {now[name]}" for name in names)


def put_back(run, before):
    after = controls(NAME)
    if after != before:
        run.fail(f"the camera's settings were {before} and are {after}")


def as_v4l2_ctl_lists_it(control):
    """A control of `deepvis cameras --controls --json`."""
    listed = {"value": control["value"], "default": control["default"], "inactive": not control["active"]}
    listed |= control["range"] or {}
    if control["menu"] and [item["words"] for item in control["menu"]] != ["off", "on"]:
        listed["menu"] = [item["value"] for item in control["menu"]]
    return listed


def as_deepvis_has_it(control):
    """A control of v4l2-ctl, as far as DeepVis lists such."""
    head, *items = control.splitlines()
    listed = {name: int(value) for name, value in re.findall(r"(\w+)=(-?\d+)", head)}
    if items:
        # Its least and most are those of the menu.
        listed = {name: listed[name] for name in ("value", "default")}
        listed["menu"] = [int(item.split(":")[0]) for item in items]
    return {**listed, "inactive": "flags=inactive" in head}


def controls_are_listed():
    """As v4l2-ctl lists them."""
    webcam = Webcam(SLOW)
    until(lambda: node(NAME))
    try:
        said = subprocess.run([DEEPVIS, "cameras", "--controls", "--json"], check=True, capture_output=True, text=True).stdout
        wanted = dict(re.findall(r"^ +(\w+) (0x.*(?:\n\t+\d+: .*)*)", v4l2_ctl(NAME, "--list-ctrls-menus"), re.M))
    finally:
        webcam.goes()
    (camera,) = [camera for camera in json.loads(said) if NAME in camera["name"]]
    got = {NAMES[control["name"]]: as_v4l2_ctl_lists_it(control) for control in camera["controls"]}
    wanted = {name: as_deepvis_has_it(control) for name, control in wanted.items()}
    if got != wanted:
        stop(f"the controls are listed as {got} instead of {wanted}")
    passed("controls are listed", ", ".join(f"{control['name']} {control['words']}" for control in camera["controls"]))


def settings_are_made_at_every_opening():
    webcam = Webcam(SLOW)
    until(lambda: node(NAME))
    before = controls(NAME)
    run = Run("camera:emulated", webcam=webcam, config=wishes())
    try:
        run.says("now showing")
        now = comes_to_have(run, WISHED)
        run.passed("settings, at the first opening", told(WISHED, now))
        if now["white_balance_automatic"] != 1:
            run.fail("the white balance was not to be held")
        webcam.order("unplug")
        run.says(GONE)
        webcam.order("plug")
        run.says(BACK)
        run.passed("settings, plugged in anew", told(WISHED, comes_to_have(run, WISHED)))
        run.ends(losses=1)
        put_back(run, before)
        run.passed("settings, at the end", told(WISHED, settings()))
    finally:
        webcam.goes()


def settings_of_a_person_are_put_back():
    """Not the camera's own defaults."""
    webcam = Webcam(SLOW)
    until(lambda: node(NAME))
    for name, value in OWN.items():
        v4l2_ctl(NAME, "-c", f"{name}={value}")
    before = controls(NAME)
    run = Run("camera:emulated", frames=40, webcam=webcam, config=wishes())
    try:
        run.says("now showing")
        comes_to_have(run, WISHED | {"focus_absolute": 120})
        run.ends(losses=0)
        put_back(run, before)
        run.passed("settings of a person, at the end", told(OWN, settings()))
    finally:
        webcam.goes()
