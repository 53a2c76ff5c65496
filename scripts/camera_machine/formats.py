"""How a webcam's pictures may be written, and pictures that did not come whole."""

import json
import subprocess

from camera_machine import screen
from camera_machine.machine import OPEN_MANY, PICTURES, node, stop, until
from camera_machine.run import BACK, GONE, Run
from camera_machine.table import passed
from camera_machine.webcam import NAME, NODROP, SLOW, Webcam

# In MJPEG, of colours that are sampled in every way.
COLOURS, TURNED = PICTURES / "camera/quarters-420.jpg", PICTURES / "camera/quarters-420-turned.jpg"
# Not in turns of two: what a program's four buffers hold would be the same picture again.
IN_TURNS = [COLOURS, TURNED, COLOURS]
RIGHT = "the picture is right"


def another_webcam(run, wanted, *options, jpegs=()):
    """In the place of the one before; asserts that it is read as `wanted`, and returns what was said."""
    run.webcam.goes()
    run.says(GONE)
    run.webcam = Webcam(SLOW, *options, jpegs=jpegs)
    back = run.says(BACK)
    if wanted not in back:
        run.fail(f"not as {wanted}: {back}")
    return back.removeprefix(BACK)


def halves(run, problem):
    """Every other picture is cut short, and none of those is shown."""
    run.webcam.order("half 1000")
    notice = run.says(problem)
    run.shows_quarters(count=3)
    run.webcam.order("half 0")
    return notice


def a_picture_with_an_error(run):
    """uvcvideo hands it over with a flag, where it does not drop it."""
    flagged = "the driver says that the camera's picture is damaged"
    return run.says_when(lambda: run.webcam.order("err"), flagged)


def jpeg_pictures(run):
    run.shows_quarters()
    run.passed("MJPEG 4:2:0", RIGHT)
    run.webcam.order("endless")
    run.shows_quarters()
    run.webcam.order("ended")
    run.passed("MJPEG without end marker", RIGHT)
    run.passed("MJPEG with an error, nodrop=1", a_picture_with_an_error(run))
    run.passed("half MJPEG, nodrop=1", halves(run, "the JPEG picture is cut short"))
    for sampling in ("422", "444"):
        back = another_webcam(run, "640x480 5 fps MJPEG", jpegs=[PICTURES / f"camera/quarters-{sampling}.jpg"])
        found = run.shows_quarters()
        run.passed(f"MJPEG {':'.join(sampling)}", f"{back}; {RIGHT}")
    back = another_webcam(run, "640x480 5 fps MJPEG", jpegs=[PICTURES / "camera/quarters-grey.jpg"])
    for pixels in run.next_pictures():
        if not screen.is_grey(pixels, found):
            run.fail("a grey JPEG picture does not look like one")
    run.passed("MJPEG in grey", f"{back}; {RIGHT}")


def pictures_without_compression(run):
    another_webcam(run, "640x480 5 fps YUYV", "--formats=yuyv")
    run.shows_quarters()
    run.passed("half YUYV, nodrop=1", halves(run, "the driver says that the camera's picture is damaged"))
    for name, fourcc, size in [
        ("uyvy", "UYVY", "640x480"),
        ("yuyv", "YUYV", "322x242"),
        ("i420", "YU12", "322x242"),
        ("yv12", "YV12", "640x480"),
        ("nv12", "NV12", "322x242"),
    ]:
        back = another_webcam(run, f"{size} 5 fps {fourcc}", f"--formats={name}", f"--sizes={size}")
        run.shows_quarters()
        run.passed(f"{fourcc} {size} only", f"{back}; {RIGHT}")


def a_webcam_writes_its_pictures_in_every_way():
    NODROP.write_text("1")
    webcam = Webcam(SLOW, jpegs=IN_TURNS)
    until(lambda: node(NAME))
    run = Run("camera:emulated", frames=240, webcam=webcam, seen=True)
    try:
        run.says("now showing")
        jpeg_pictures(run)
        pictures_without_compression(run)
        run.ends(losses=9)
    finally:
        run.webcam.goes()
        NODROP.write_text("0")


def opened_and_closed_many_times(times=200):
    """What the program holds does not grow with the openings."""
    webcam = Webcam(jpegs=[COLOURS])
    device = until(lambda: node(NAME))
    try:
        command = [OPEN_MANY, device.removeprefix("/dev/video"), str(times)]
        ended = subprocess.run(command, capture_output=True, text=True)
    finally:
        webcam.goes()
    if ended.returncode != 0:
        stop(f"{times} openings: {ended.stderr}")
    counts = json.loads(ended.stdout)
    grown = {name: counts[name][1] - counts[name][0] for name in ("descriptors", "threads", "rss_kb")}
    # An allocator keeps some pages.
    if counts["opened"] != times or grown["descriptors"] or grown["threads"] or grown["rss_kb"] > 1024:
        stop(f"{times} openings: {counts}")
    passed(f"opened, read once and closed {times} times", ended.stdout.strip())
