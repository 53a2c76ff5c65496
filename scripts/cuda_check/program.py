"""The deepvis that was carried here, run with this machine's libtorch."""

import os
import pathlib
import subprocess
import time
from typing import NamedTuple, Optional, Sequence

from .problem import Problem

# What would change the arithmetic: TF32 must be off because the program says so.
OVERRIDES = ("NVIDIA_TF32_OVERRIDE", "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE")


class Program(NamedTuple):
    path: pathlib.Path
    environment: dict[str, str]
    # When everything must have ended, by time.monotonic().
    deadline: float
    # Where it runs: no deepvis.toml lies there.
    folder: Optional[pathlib.Path] = None

    def run(self, *arguments: str) -> str:
        """What it writes to standard output. Problem: its own line, or that there was no time."""
        return run([str(self.path), *arguments], self.environment, self.deadline, folder=self.folder)

    def with_settings(self, settings: dict[str, str]) -> "Program":
        return self._replace(environment={**self.environment, **settings})


def run(
    command: Sequence[str],
    environment: dict[str, str],
    deadline: float,
    stdin: str = "",
    folder: Optional[pathlib.Path] = None,
) -> str:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Problem("not run: no time was left")
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=left,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Problem("stopped: no time was left") from error
    except OSError as error:
        raise Problem(f"cannot be run ({error.strerror}): {command[0]}") from error
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise Problem(lines[-1] if lines else f"exit code {done.returncode}: {command[0]}")
    return done.stdout


def environment(libtorch: pathlib.Path, pack: pathlib.Path, home: pathlib.Path) -> dict[str, str]:
    """For a program that was built with another machine's libtorch: the loader looks into
    LD_LIBRARY_PATH before the folder that is written in the program. NVIDIA's packages lie beside
    torch's; libtorch finds most of them by itself, but not what CUDA's run-time compiler opens by
    its bare name. `home` is a folder without a person's settings."""
    folders = [libtorch / "lib", *sorted((libtorch.parent / "nvidia").glob("*/lib"))]
    before = os.environ.get("LD_LIBRARY_PATH")
    path = os.pathsep.join([*map(str, folders), *([before] if before else [])])
    own = {
        "LD_LIBRARY_PATH": path,
        "LIBTORCH": str(libtorch),
        "DEEPVIS_WEIGHTS": str(pack / "weights"),
        "XDG_CONFIG_HOME": str(home),
    }
    others = {name: value for name, value in os.environ.items() if name not in OVERRIDES}
    return {**others, **own}


def require_libtorch(program: Program, libtorch: pathlib.Path) -> None:
    """Asks the loader whether every library is found and libtorch is the one meant."""
    found = {}
    for line in program.with_settings({"LD_TRACE_LOADED_OBJECTS": "1"}).run().splitlines():
        name, arrow, place = line.strip().partition(" => ")
        if arrow:
            found[name] = place.rpartition(" (")[0] or place
    missing = sorted(name for name, place in found.items() if place == "not found")
    if missing:
        raise Problem(f"{', '.join(missing)} not found: {program.path}")
    place = found.get("libtorch_cpu.so", "nowhere")
    if pathlib.Path(place).resolve().parent != (libtorch / "lib").resolve():
        raise Problem(f"libtorch is taken from {place}, not from {libtorch}: {program.path}")
