"""What happens to a USB webcam."""

import subprocess
import time
from pathlib import Path

from camera_machine.machine import DEEPVIS, node, stop, until
from camera_machine.run import BACK, GONE, Run
from camera_machine.table import passed
from camera_machine.webcam import SLOW, Webcam


def damaged_pictures(webcam, run):
    Path("/run/garbage").write_bytes(bytes(range(256)) * 64)
    garbage = run.says_when(lambda: webcam.order("bad /run/garbage"), "not a JPEG picture")
    run.passed("a picture of garbage", garbage)
    run.passed("half a picture", run.says_when(lambda: webcam.order("half"), "the JPEG picture is cut short"))
    # The driver leaves such a picture out.
    before = driver_errors()
    while driver_errors() == before:
        webcam.order("err")
        time.sleep(1)
    run.passed("err", f"errors that the driver counts: {driver_errors()}")


def driver_errors():
    """Payloads with the error bit set."""
    stats = next(Path("/sys/kernel/debug/usb/uvcvideo").glob("*/stats")).read_text()
    return int(stats.split("errors:")[1].split()[0])


def the_same_picture_again_and_again(run):
    run.passed("a picture that never changes", run.says("The camera sends the same picture again and again"))


def a_stall(webcam, run):
    webcam.order("mid", "stall")
    stopped = run.says("stopped: no picture for 1 s")
    webcam.order("resume")
    run.says(BACK)
    run.passed("stall, resume in the middle of a picture", stopped)


def another_number(webcam, run):
    """Something else holds the old device file open, so that its number is not free."""
    old = node("Emulated")
    with open(old):
        webcam.order("unplug")
        run.says(GONE)
        idle = run.waits_idly()
        webcam.order("plug")
        back = run.says(BACK)
    new = node("Emulated")
    if old == new:
        run.fail(f"the camera is {old} as before: nothing was tested")
    run.passed(f"unplugged as {old}, plugged as {new}", f"{back} ({idle})")


def a_strange_rate(webcam, run, interval, rate):
    webcam.goes()
    run.says(GONE)
    webcam = run.webcam = Webcam(f"--intervals={interval}")
    back = run.says(BACK)
    if f"{rate} fps MJPEG" not in back:
        run.fail(f"not at {rate} fps: {back}")
    run.passed(f"{rate} fps", back)
    return webcam


def the_list():
    """A webcam has a second device file, for metadata."""
    listed = subprocess.run([DEEPVIS, "cameras"], check=True, capture_output=True, text=True).stdout.splitlines()
    if [line.split()[1].split("-")[0] for line in listed] != ["vivid", "Emulated"]:
        stop(f"not the two cameras: {listed}")
    passed("metadata nodes left out", "; ".join(listed))


def a_webcam_meets_its_faults():
    webcam = Webcam(SLOW)
    until(lambda: node("Emulated"))
    the_list()
    run = Run("camera:emulated", webcam=webcam)
    try:
        run.says("now showing")
        the_same_picture_again_and_again(run)
        damaged_pictures(webcam, run)
        run.settles()
        a_stall(webcam, run)
        run.settles()
        another_number(webcam, run)
        run.settles()
        a_strange_rate(webcam, run, 800000, "12.5")
        run.settles()
        a_strange_rate(run.webcam, run, 1333333, "7.5")
        run.ends(losses=4)
    finally:
        run.webcam.goes()


def a_cable_is_pulled_for_four_seconds():
    webcam = Webcam(SLOW)
    until(lambda: node("Emulated"))
    run = Run("camera:emulated", frames=300, network="idle", webcam=webcam)
    try:
        run.says("render: 50 of 300 frames")
        webcam.order("unplug")
        time.sleep(4)
        webcam.order("plug")
        back = run.says(BACK)
        run.ends(losses=1)
    finally:
        webcam.goes()
    passed("300 frames, unplugged after 50 for four seconds", back)


def a_cat_is_seen():
    webcam = Webcam(SLOW)
    until(lambda: node("Emulated"))
    run = Run("camera:emulated", frames=3, network="true", webcam=webcam)
    try:
        run.says("now showing")
        report = run.ends(losses=0)
    finally:
        webcam.goes()
    top = {guess["class"]: guess["label"] for guess in report["top"]}
    # Tabby, tiger cat or Egyptian cat.
    if not top.keys() & {281, 282, 285}:
        run.fail(f"it does not see a cat, but {top}")
    passed(report["source"], f"it sees {', '.join(top.values())}")
