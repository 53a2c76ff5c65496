"""libtorch out of PyTorch's wheel: its headers and what a program on the CPU loads, 500 MB instead of 5 GB.

The libraries keep the places that their own run path expects: `torch/lib`, and `nvidia/cu13/lib` beside it. CUDA's half
comes into the same folder, on demand. It is opened at run time where it is there.
"""

import fnmatch
import os
import pathlib
import platform
import tempfile
import zipfile

from . import wheels
from .cache import Cache, link
from .console import SetupError, megabytes, say
from .libtorch_wheels import CUDA_WANTED, CUDA_WHEELS, LICENCES, VERSION, WANTED, WHEELS
from .wheels import Wheel

CUDA_LIBRARY = "torch/lib/libtorch_cuda.so"


def provide(cache: Cache, checkout: pathlib.Path, cuda: bool = False, licences: bool = False) -> list[str]:
    """Links `.libtorch` in the checkout to libtorch in the cache, which is filled first where it lacks.

    Returns what must exist from then on. An older set-up took no licences along: they are fetched only where they are
    wanted.
    """
    if "LIBTORCH" in os.environ:
        if cuda:
            raise SetupError(f"LIBTORCH is set, so yours is used and not completed: {os.environ['LIBTORCH']}")
        say(f"libtorch: LIBTORCH is set, so yours is used: {os.environ['LIBTORCH']}")
        return []
    system, machine = platform.system(), platform.machine()
    folder = cache.root / f"libtorch-{VERSION}-{system.lower()}-{machine}"
    _require_platform(system, machine, cuda)
    needed, patterns = [], []
    if not folder.exists():
        needed, patterns = list(WHEELS[system, machine]), list(WANTED)
    elif licences and not all(_licences(folder, wheel).exists() for wheel in WHEELS[system, machine]):
        needed, patterns = list(WHEELS[system, machine]), list(LICENCES)
    if cuda and not (folder / CUDA_LIBRARY).exists():
        # torch's own wheel holds both halves, and is not kept.
        needed = [*(needed or WHEELS[system, machine][:1]), *CUDA_WHEELS[system, machine]]
        patterns += CUDA_WANTED
    if needed:
        _fill(folder, _unpack([wheels.fetch(cache, wheel) for wheel in needed], patterns, cache))
    for wheel in _all_wheels(system, machine):
        (cache.wheels / wheel.file).unlink(missing_ok=True)
    link(checkout / ".libtorch", folder)
    with_cuda = (folder / CUDA_LIBRARY).exists()
    say(f"libtorch {VERSION}{' with CUDA' if with_cuda else ''}: {folder}")
    made = [f".libtorch/torch/lib/{library_of(system)}"]
    return [*made, f".libtorch/{CUDA_LIBRARY}"] if with_cuda else made


def library_of(system: str) -> str:
    return "libtorch_cpu.dylib" if system == "Darwin" else "libtorch_cpu.so"


def _licences(folder: pathlib.Path, wheel: Wheel) -> pathlib.Path:
    return folder / f"{wheel.package.replace('-', '_')}-{wheel.version}.dist-info" / "licenses"


def _all_wheels(system: str, machine: str) -> list[Wheel]:
    return WHEELS[system, machine] + CUDA_WHEELS.get((system, machine), [])


def _require_platform(system: str, machine: str, cuda: bool) -> None:
    libc, version = platform.libc_ver() if system == "Linux" else ("", "")
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    found = f"{system} {machine} {libc} {version}".strip()
    if (system, machine) not in WHEELS or (system == "Linux" and (libc != "glibc" or numbers < (2, 28))):
        raise SetupError(
            f"libtorch {VERSION} is published for Linux on x86_64 and aarch64 with glibc 2.28 or later "
            f"and for macOS on arm64, this is {found}: install libtorch yourself and set LIBTORCH"
        )
    if cuda and (system, machine) not in CUDA_WHEELS:
        raise SetupError(f"libtorch {VERSION} with CUDA is published for Linux, this is {found}: leave --cuda out")


def _unpack(paths: list[pathlib.Path], patterns: list[str], cache: Cache) -> pathlib.Path:
    unfinished = pathlib.Path(tempfile.mkdtemp(dir=cache.unfinished))
    total = 0
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if any(fnmatch.fnmatch(entry.filename, pattern) for pattern in patterns):
                    archive.extract(entry, unfinished)
                    total += entry.file_size
    say(f"unpacked {megabytes(total)} of libtorch")
    return unfinished


def _fill(folder: pathlib.Path, unpacked: pathlib.Path) -> None:
    """Puts what was unpacked into its place: the folder in one step; into a folder that is there, its mark last."""
    if not folder.exists():
        (unpacked / "torch" / "build-version").write_text(f"{VERSION}\n")  # torch-sys checks it
        unpacked.chmod(0o755)
        os.replace(unpacked, folder)
        return
    mark = unpacked / CUDA_LIBRARY
    for path in sorted((path for path in unpacked.rglob("*") if path.is_file()), key=lambda path: path == mark):
        place = folder / path.relative_to(unpacked)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, place)
