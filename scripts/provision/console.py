"""What set-up tells: one line a step, on standard error, so that standard output stays DeepVis's own."""

import os
import sys
from typing import Optional

PROGRAM = os.path.basename(sys.argv[0])  # setup, fetch_weights


class SetupError(Exception):
    """Why set-up cannot go on, in one line, with the next step where one is known."""


def say(line: str) -> None:
    print(f"{PROGRAM}: {line}", file=sys.stderr, flush=True)


def megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{size / 1e6:.1f} MB"


class Meter:
    """How much of a download is there: one line that is rewritten on a terminal, a line every ten seconds elsewhere.

    The total is None where the server does not say it.
    """

    def __init__(self, title: str, total: Optional[int]):
        self.title = title
        self.total = total
        self.on_terminal = sys.stderr.isatty()
        self.silence = 0.0

    def show(self, size: int, seconds_since_last: float) -> None:
        if self.total is None:
            text = f"{self.title}: {size / 1e6:.1f} MB"
        else:
            text = f"{self.title}: {min(size, self.total) / 1e6:.1f} of {megabytes(self.total)}"
        self.silence += seconds_since_last
        if self.on_terminal:
            print(f"\r\033[K{PROGRAM}: {text}", end="", file=sys.stderr, flush=True)
        elif self.silence >= 10:
            say(text)
            self.silence = 0.0

    def close(self) -> None:
        if self.on_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
