"""This machine's PyTorch, imported in processes of its own: its memory is looked at."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
from typing import Optional

from .problem import Problem

VERSION = "2.11"  # tch 0.24 and libtorch 2.11.0 are a pair
CHECK = pathlib.Path(__file__).resolve().parent


def find() -> pathlib.Path:
    """The folder of the installed package torch, which libtorch is a part of."""
    found = importlib.util.find_spec("torch")
    if found is None or not found.origin:
        raise Problem(f"no PyTorch: {sys.executable} has no package torch; install PyTorch {VERSION}")
    return pathlib.Path(found.origin).resolve().parent


def command(part: str) -> list[str]:
    """Runs a module of in_pytorch/."""
    return [sys.executable, "-W", "ignore", "-m", f"cuda_check.in_pytorch.{part}"]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(CHECK.parent), os.environ.get("PYTHONPATH", "")])}


class Card:
    """The device, watched through PyTorch: what it is, and how much of its memory is taken."""

    def __init__(self, device: str):
        self.process = subprocess.Popen(
            [*command("watch"), device],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            self.facts = self._answer()
        except BaseException:
            self.close()
            raise

    def begin(self) -> None:
        """Counts the memory from here."""
        self._ask("begin")

    def peak_mib(self) -> Optional[float]:
        """The most that was taken at a time since then; none of a processor."""
        return self._ask("peak")["mib"]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()

    def _ask(self, question: str) -> dict:
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            lines = self.process.stderr.read().strip().splitlines()
            raise Problem(f"no PyTorch: it cannot be imported ({lines[-1] if lines else 'no reason given'})")
        answer = json.loads(line)
        if "problem" in answer:
            raise Problem(answer["problem"])
        return answer
