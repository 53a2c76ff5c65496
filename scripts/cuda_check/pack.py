"""What travels to a machine with a GPU: program, weights, pictures, this script; one folder."""

import json
import os
import pathlib
import shutil
import subprocess
from typing import NamedTuple, Optional

from .problem import Problem

LIMIT_MIB = 64
NOTE = "pack.json"
PROGRAM = "deepvis"
WEIGHTS = "weights/efficientnet_lite0.safetensors"
# Three: where a unit of one stands on the edge, another tells whether the way back is right.
PICTURES = ("chelsea.png", "coffee.png", "rocket.jpg")
SCRIPT = "check_cuda"
PARTS = "cuda_check"


class Pack(NamedTuple):
    folder: pathlib.Path
    # What was noted down when it was made.
    note: dict

    @property
    def program(self) -> pathlib.Path:
        return self.folder / PROGRAM

    @property
    def weights(self) -> pathlib.Path:
        return self.folder / WEIGHTS

    @property
    def pictures(self) -> tuple[pathlib.Path, ...]:
        return tuple(self.folder / "pictures" / name for name in PICTURES)


def open_pack(folder: pathlib.Path) -> Pack:
    note = folder / NOTE
    if not note.is_file():
        raise Problem(f"no pack: make it where DeepVis is built, with scripts/check_cuda --pack FOLDER: {folder}")
    pack = Pack(folder.resolve(), json.loads(note.read_text()))
    for path in (pack.program, pack.weights, *pack.pictures):
        if not path.is_file():
            raise Problem(f"not in the pack; make it again: {path}")
    # What carried it may not have kept that it can be run.
    pack.program.chmod(0o755)
    return pack


def make(checkout: pathlib.Path, program: pathlib.Path, folder: pathlib.Path, limit_mib: int = LIMIT_MIB) -> int:
    """Makes the pack, in the place of an older one, and returns its bytes; none too large."""
    if not program.is_file():
        raise Problem(f"no program: run cargo build --release: {program}")
    weights = checkout / WEIGHTS
    if not weights.exists():
        raise Problem(f"no weights: run scripts/setup: {weights}")
    if folder.exists() and any(folder.iterdir()) and not (folder / NOTE).exists():
        raise Problem(f"not a pack, so it is not replaced: {folder}")
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.unfinished")
    try:
        _fill(unfinished, checkout, program)
        size = sum(path.stat().st_size for path in unfinished.rglob("*") if path.is_file())
        if size > limit_mib << 20:
            raise Problem(f"{size / 2**20:.1f} MiB are more than the {limit_mib} MiB that may travel: {program}")
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return size


def _fill(folder: pathlib.Path, checkout: pathlib.Path, program: pathlib.Path) -> None:
    for inner in ("weights", "pictures"):
        (folder / inner).mkdir(parents=True)
    _strip(program, folder / PROGRAM)
    # copyfile follows a link, as weights/ has them into the cache.
    shutil.copyfile(checkout / WEIGHTS, folder / WEIGHTS)
    for name in PICTURES:
        shutil.copyfile(checkout / "assets" / "reel" / name, folder / "pictures" / name)
    shutil.copy(checkout / "scripts" / SCRIPT, folder / SCRIPT)
    parts = shutil.ignore_patterns("__pycache__")
    shutil.copytree(checkout / "scripts" / PARTS, folder / PARTS, ignore=parts)
    note = {"commit": _commit(checkout), "program_bytes": (folder / PROGRAM).stat().st_size}
    (folder / NOTE).write_text(json.dumps(note, indent=2) + "\n")


def _strip(program: pathlib.Path, target: pathlib.Path) -> None:
    """Without the names of functions, which nothing reads; whole where there is no `strip`."""
    strip = shutil.which("strip")
    if strip is None or subprocess.run([strip, "-o", target, program], stderr=subprocess.DEVNULL).returncode != 0:
        shutil.copyfile(program, target)
    target.chmod(0o755)


def _commit(checkout: pathlib.Path) -> Optional[str]:
    """What the checkout is at, with "+" where files differ from that commit."""
    command = ["git", "-C", str(checkout), "describe", "--always", "--abbrev=12", "--dirty=+", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
