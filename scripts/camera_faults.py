#!/usr/bin/env python3
"""Does to cameras what a day at a fair does to them, and asserts that DeepVis gets over it.

Runs as root inside the virtual machine of scripts/test_camera: camera_faults.py DEEPVIS PICTURES LIBRARIES OPEN_MANY [CASE…]
PICTURES is the folder of the tests' pictures; LIBRARIES that of what is loaded before other libraries: with idle_network.so the
network is quick and knows nothing, with wide_rows.so rows of pixels are padded. OPEN_MANY opens a camera many times. A program
takes ten seconds to start there, so a few runs meet all the faults, one after another. The parts are in camera_machine/. One
line is printed a case, and a table of all at the end. With words, only the functions that have one in their name are called.

The machine may be as slow as it likes: what is waited for is a line of the log, a device file, the state of a port. DeepVis' own
limits stay what they are, so a camera that the machine itself was late to bring, or lost, is told apart from one that DeepVis did
not find again, by what the machine's kernel says of it.
"""

import signal

from camera_machine import formats, loopback, settings, vivid, webcam_faults, without
from camera_machine.machine import CASES
from camera_machine.run import where_the_machine_keeps_up
from camera_machine.table import print_table
from camera_machine.webcam import drivers_are_loaded


def happens(case):
    if not CASES or any(word in case.__name__ for word in CASES):
        where_the_machine_keeps_up(case)


def main():
    # So that `sys.exit` is told by its message, and the machine goes on to its end.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    happens(without.a_full_disk)
    happens(without.no_camera_at_all)
    vivid.is_loaded(vivid.A_WEBCAM)
    happens(vivid.a_camera_that_is_hard_to_open)
    happens(vivid.vivid_meets_its_faults)
    happens(vivid.rows_that_are_padded)
    drivers_are_loaded()
    happens(webcam_faults.a_webcam_meets_its_faults)
    happens(webcam_faults.a_cable_is_pulled_for_four_seconds)
    happens(webcam_faults.a_cat_is_seen)
    happens(formats.a_webcam_writes_its_pictures_in_every_way)
    happens(formats.opened_and_closed_many_times)
    happens(settings.controls_are_listed)
    happens(settings.settings_are_made_at_every_opening)
    happens(settings.settings_of_a_person_are_put_back)
    if loopback.is_loaded():
        happens(loopback.a_program_shows_pictures)
    else:
        print("  (v4l2loopback is not there: what programs show as cameras is left out)", flush=True)
    vivid.is_loaded(vivid.A_TELEVISION)
    happens(vivid.interlaced_fields)
    vivid.is_loaded(vivid.AN_HDMI_GRABBER)
    happens(vivid.fields_one_by_one)
    print_table()


if __name__ == "__main__":
    main()
