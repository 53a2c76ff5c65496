"""libtorch out of PyTorch's wheel: its headers and what a program on the CPU loads, 500 MB instead of 5 GB.

The libraries keep the places that their own run path expects: `torch/lib`, and `nvidia/cu13/lib` beside it.
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
from .wheels import Wheel

VERSION = "2.11.0"  # tch 0.24 builds with this version and no other

WHEELS = {
    "x86_64": [
        Wheel(
            "torch",
            VERSION,
            "torch-2.11.0-cp312-cp312-manylinux_2_28_x86_64.whl",
            "0f68f4ac6d95d12e896c3b7a912b5871619542ec54d3649cf48cc1edd4dd2756",
            530712279,
        ),
        Wheel(
            "nvidia-cuda-runtime",
            "13.0.96",
            "nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548",
            2243632,
        ),
        Wheel(
            "nvidia-cuda-cupti",
            "13.0.85",
            "nvidia_cuda_cupti-13.0.85-py3-none-manylinux_2_25_x86_64.whl",
            "4eb01c08e859bf924d222250d2e8f8b8ff6d3db4721288cf35d14252a4d933c8",
            10715597,
        ),
    ],
    "aarch64": [
        Wheel(
            "torch",
            VERSION,
            "torch-2.11.0-cp312-cp312-manylinux_2_28_aarch64.whl",
            "f99924682ef0aa6a4ab3b1b76f40dc6e273fca09f367d15a524266db100a723f",
            419731115,
        ),
        Wheel(
            "nvidia-cuda-runtime",
            "13.0.96",
            "nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "ef9bcbe90493a2b9d810e43d249adb3d02e98dd30200d86607d8d02687c43f55",
            2261060,
        ),
        Wheel(
            "nvidia-cuda-cupti",
            "13.0.85",
            "nvidia_cuda_cupti-13.0.85-py3-none-manylinux_2_25_aarch64.whl",
            "796bd679890ee55fb14a94629b698b6db54bcfd833d391d5e94017dd9d7d3151",
            10310827,
        ),
    ],
}

WANTED = [
    "torch/include/*",
    "torch/lib/libc10.so",
    "torch/lib/libtorch.so",
    "torch/lib/libtorch_cpu.so",
    "torch/lib/libgomp*.so*",
    "torch/lib/libshm.so",
    # What libtorch_cpu.so needs besides on aarch64.
    "torch/lib/libarm_compute*.so*",
    "torch/lib/libgfortran*.so*",
    "torch/lib/libnvpl_*.so*",
    "nvidia/cu13/lib/libcudart.so.*",
    "nvidia/cu13/lib/libcupti.so.*",
]


def provide(cache: Cache, checkout: pathlib.Path) -> list[str]:
    """Links `.libtorch` in the checkout to libtorch in the cache, which is filled first where it is empty.

    Returns what must exist from then on.
    """
    if "LIBTORCH" in os.environ:
        say(f"libtorch: LIBTORCH is set, so yours is used: {os.environ['LIBTORCH']}")
        return []
    machine = platform.machine()
    folder = cache.root / f"libtorch-{VERSION}-linux-{machine}"
    if not folder.exists():
        _require_platform(machine)
        _unpack([wheels.fetch(cache, wheel) for wheel in WHEELS[machine]], folder, cache)
    for wheel in WHEELS[machine]:
        (cache.wheels / wheel.file).unlink(missing_ok=True)
    link(checkout / ".libtorch", folder)
    say(f"libtorch {VERSION}: {folder}")
    return [".libtorch/torch/lib/libtorch_cpu.so"]


def _require_platform(machine: str) -> None:
    libc, version = platform.libc_ver()
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if platform.system() != "Linux" or machine not in WHEELS or libc != "glibc" or numbers < (2, 28):
        found = f"{platform.system()} {machine} {libc} {version}".strip()
        raise SetupError(
            f"libtorch {VERSION} is published for Linux on {' and '.join(WHEELS)} with glibc 2.28 or later, "
            f"this is {found}: install libtorch yourself and set LIBTORCH"
        )


def _unpack(paths: list[pathlib.Path], folder: pathlib.Path, cache: Cache) -> None:
    unfinished = pathlib.Path(tempfile.mkdtemp(dir=cache.unfinished))
    total = 0
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if any(fnmatch.fnmatch(entry.filename, pattern) for pattern in WANTED):
                    archive.extract(entry, unfinished)
                    total += entry.file_size
    (unfinished / "torch" / "build-version").write_text(f"{VERSION}\n")  # torch-sys checks it
    unfinished.chmod(0o755)
    os.replace(unfinished, folder)
    say(f"unpacked {megabytes(total)} of libtorch")
