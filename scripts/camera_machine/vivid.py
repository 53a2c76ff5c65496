"""What happens to vivid, the kernel's camera for tests."""

import re
import signal
import subprocess
import time
from pathlib import Path

from camera_machine import screen
from camera_machine.machine import modprobe, node, stop, until, v4l2_ctl
from camera_machine.run import BACK, GONE, Run
from camera_machine.table import passed

DRIVER = Path("/sys/bus/platform/drivers/vivid")


# Its one input.
A_WEBCAM, A_TELEVISION, AN_HDMI_GRABBER = (f"input_types={number}" for number in (0, 1, 3))


def is_loaded(input_type):
    """Loads it anew."""
    if DRIVER.exists():
        subprocess.run(["rmmod", "vivid"], check=True)
    if not modprobe("vivid", "n_devs=1", "node_types=0x1", "num_inputs=1", input_type):
        stop("the machine's kernel has no vivid")
    until(lambda: node("vivid"))


def vivid(*options):
    return v4l2_ctl("vivid", *options)


def a_camera_that_is_hard_to_open():
    """Another program uses it, leaves it in a format of its own, and then its stream does not start."""
    strange = "--set-fmt-video=width=640,height=360,pixelformat=RGBP"
    other = subprocess.Popen(["v4l2-ctl", "-d", node("vivid"), strange, "--stream-mmap"], stderr=subprocess.PIPE)
    # It writes a character a picture.
    other.stderr.read(1)
    run = Run("camera:vivid", frames=10, network="idle")
    busy = run.says("is in use by another program: close it, and the picture comes back")
    run.passed("two programs on one camera", f"{busy} ({run.waits_idly()})")
    vivid("-c", "inject_vidioc_streamon_error=1")
    other.kill()
    other.wait()
    run.passed("STREAMON error", run.says("does not deliver"))
    run.passed("left in RGB565", run.says("now showing"))
    report = run.ends(losses=0)
    passed("vivid", f"{report['source']}, {report['fps']} a second")


def a_fatal_error_while_streaming(run):
    vivid("-c", "inject_fatal_streaming_error=1")
    run.says("Restarting it …")
    run.passed("fatal streaming error", run.says(BACK))


def a_camera_that_disconnects(run):
    """vivid connects again as soon as nobody holds it open."""
    vivid("-c", "disconnect=1")
    run.says(GONE)
    run.passed("disconnect", f"{GONE} {run.says(BACK)}")


def an_unplugged_camera(run):
    (DRIVER / "unbind").write_text("vivid.0")
    run.says(GONE)
    idle = run.waits_idly()
    (DRIVER / "bind").write_text("vivid.0")
    run.passed("unbind, bind", f"{GONE} ({idle}) {run.says(BACK)}")


def no_picture_for_a_while(run):
    vivid("-c", "percentage_of_dropped_buffers=100")
    stopped = run.says("stopped: no picture for 1 s. Restarting it …")
    run.says("stopped: no picture for 2 s")
    idle = run.waits_idly()
    vivid("-c", "percentage_of_dropped_buffers=0")
    run.says(BACK)
    run.passed("all buffers dropped", f"{stopped} ({idle})")


def a_program_that_is_held_up(run):
    """Not the camera's fault, so no loss: the run would count one too many."""
    run.process.send_signal(signal.SIGSTOP)
    time.sleep(2.5)
    run.process.send_signal(signal.SIGCONT)
    run.settles()
    run.passed("the program itself is stopped for a while", "no loss")


def vivid_meets_its_faults():
    run = Run("camera:vivid")
    run.says("now showing")
    run.settles()
    a_program_that_is_held_up(run)
    faults = [a_fatal_error_while_streaming, a_camera_that_disconnects, an_unplugged_camera, no_picture_for_a_while]
    for fault in faults:
        run.settles()
        fault(run)
    run.ends(losses=4)


def rows_that_are_padded():
    """The rows of its colour bars are as straight as ever."""
    vivid("-c", "osd_text_mode=2")
    run = Run("camera:vivid", frames=40, seen=True, libraries=["wide_rows.so"])
    showing = run.says("now showing")
    run.shows(screen.BARS, screen.is_of_bars)
    wide = re.search(r"Bytes per Line *: (\d+)", vivid("-V"))[1]
    width = re.search(r"(\d+)x\d+ ", showing)[1]
    if int(wide) != int(width) * 2 + 96:
        run.fail(f"rows of {wide} bytes for {width} pixels: nothing was tested")
    run.ends(losses=0)
    run.passed("padded rows", f"{showing}: {wide} bytes a row; the picture is right")


def interlaced_fields():
    """A television's picture: rows in turns of two fields, which were seen at different moments."""
    is_said_to_be_interlaced("its rows in turns", "Interlaced")


def fields_one_by_one():
    """An HDMI grabber's, from an interlaced source: each buffer has the rows of one field."""
    timings = vivid("--list-dv-timings").split("Index: ")[1:]
    number = next(one.split()[0] for one in timings if "Frame format: interlaced" in one)
    vivid(f"--set-dv-bt-timings=index={number}")
    is_said_to_be_interlaced("a field a buffer", "Alternating")


def is_said_to_be_interlaced(how, order):
    """`order` is v4l2-ctl's word for it."""
    run = Run("camera:vivid", frames=10, network="idle")
    showing = run.says("now showing")
    said = run.says("sends interlaced pictures")
    run.ends(losses=0)
    agreed = vivid("-V")
    if not re.search(rf"Field *: {order}$", agreed, re.M):
        run.fail(f"the fields are not {order}, nothing was tested: {agreed}")
    run.passed(f"interlaced, {how}", f"{showing}; {said}")
