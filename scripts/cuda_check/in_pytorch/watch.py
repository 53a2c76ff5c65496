"""Says what the card is, then at each line of standard input how much of its memory was taken.

It is what the card itself counts: of all programs on it.
"""

import json
import pathlib
import platform
import sys
import threading
import time

import torch

from ..pytorch import VERSION

PAUSE = 0.02
DRIVER = pathlib.Path("/proc/driver/nvidia/version")


def problem(device: str) -> str:
    """Why it cannot be looked at, in one line; empty where it can."""
    if not torch.__version__.startswith(f"{VERSION}."):
        return f"no PyTorch {VERSION}: this is {torch.__version__}, in {pathlib.Path(torch.__file__).parent}"
    if device == "cpu" or torch.cuda.is_available():
        return ""
    try:
        torch.cuda.init()
        reason = "PyTorch finds none"
    except (RuntimeError, AssertionError) as error:
        reason = str(error).strip().splitlines()[0].partition(". ")[0]
    return f"no CUDA device: {reason}; run this on a machine with a GPU"


def facts(device: str) -> dict:
    about = {"torch": torch.__version__, "python": platform.python_version()}
    if device == "cpu":
        return {**about, "card": f"this processor ({platform.machine()})"}
    card = torch.cuda.get_device_properties(0)
    return {
        **about,
        "card": card.name,
        "capability": f"{card.major}.{card.minor}",
        "memory_mib": card.total_memory >> 20,
        "cuda": torch.version.cuda,
        "cudnn": torch.backends.cudnn.version(),
        "driver": DRIVER.read_text().splitlines()[0] if DRIVER.exists() else None,
    }


class Memory:
    def __init__(self, device: str):
        self.is_card = device != "cpu"
        self.lock = threading.Lock()
        self.begin()
        if self.is_card:
            threading.Thread(target=self.watch, name="memory", daemon=True).start()

    def taken(self) -> int:
        if not self.is_card:
            return 0
        free, total = torch.cuda.mem_get_info(0)
        return total - free

    def begin(self) -> None:
        with self.lock:
            self.before = self.most = self.taken()

    def watch(self) -> None:
        while True:
            with self.lock:
                self.most = max(self.most, self.taken())
            time.sleep(PAUSE)

    def peak(self) -> dict:
        with self.lock:
            return {"mib": round((self.most - self.before) / 2**20, 1) if self.is_card else None}


def say(answer: dict) -> None:
    print(json.dumps(answer), flush=True)


def main() -> None:
    device = sys.argv[1]
    line = problem(device)
    if line:
        say({"problem": line})
        return
    say(facts(device))
    memory = Memory(device)
    for word in sys.stdin:
        if word.strip() == "begin":
            memory.begin()
            say({})
        else:
            say(memory.peak())


if __name__ == "__main__":
    main()
