"""The folder LICENSES: whose each part of a package is, and on which terms it may be passed on."""

import fnmatch
import pathlib
import platform
import shutil
from typing import NamedTuple

from provision.console import SetupError

from . import crates

TEXTS = pathlib.Path(__file__).resolve().parent / "licences"

GCC = "GPL-3.0.txt", "GCC-RUNTIME-EXCEPTION-3.1.txt"
MKL = "Intel-oneMKL.txt"

# Whose a library is that PyTorch's wheels bring, where it is not PyTorch's own.
OTHERS = (
    (("libgomp*", "libgfortran*"), "GCC's, unchanged, out of PyTorch's wheel; its source: https://gcc.gnu.org", GCC),
    (("libcudart*", "libcupti*", "libnvpl_*"), "NVIDIA's, unchanged; libtorch needs them without a GPU as well", ()),
    (("libomp*",), "LLVM's, out of PyTorch's wheel: Apache-2.0 WITH LLVM-exception, https://llvm.org/LICENSE.txt", ()),
)


class Parts(NamedTuple):
    """What a package is made of."""

    libraries: list[pathlib.Path]
    # As weights/manifest.toml describes them.
    networks: list[dict]


def write(folder: pathlib.Path, checkout: pathlib.Path, libtorch: pathlib.Path, parts: Parts) -> None:
    """Fills `folder` with the texts, and a README.txt that says what each is for."""
    folder.mkdir()
    rows = [("deepvis, run", "DeepVis' own: MIT or Apache-2.0, as you like", ["LICENSE-MIT", "LICENSE-APACHE"])]
    rows.append(("the crates in deepvis", "their authors'", ["crates.txt"]))
    rows.append(("Rust's standard library in deepvis", "its authors': MIT or Apache-2.0", []))
    rows.append(("the typeface Inter in deepvis", "SIL Open Font Licence 1.1", ["OFL.txt"]))
    rows.append(("the photos in deepvis", "CC0 or public domain, each named", ["photos.md"]))
    for name in ("LICENSE-MIT", "LICENSE-APACHE"):
        shutil.copyfile(checkout / name, folder / name)
    shutil.copyfile(checkout / "assets/fonts/OFL.txt", folder / "OFL.txt")
    shutil.copyfile(checkout / "assets/reel/README.md", folder / "photos.md")
    (folder / "crates.txt").write_text(crates.document(crates.of_program(checkout)), encoding="utf-8")
    for library in parts.libraries:
        about, texts = _owner(library.name)
        for text in texts:
            shutil.copyfile(TEXTS / text, folder / text)
        rows.append((f"lib/{library.name}", about, list(texts)))
    rows += _of_wheels(folder, libtorch)
    if platform.machine() == "x86_64":
        shutil.copyfile(TEXTS / MKL, folder / MKL)
        rows.append(("oneMKL in libtorch_cpu", "Copyright Intel Corporation", [MKL]))
    for network in parts.networks:
        rows.append((f"weights/{network['file']}", _of_weights(network), []))
    (folder / "README.txt").write_text(_table(rows), encoding="utf-8")


def _owner(library: str) -> tuple[str, tuple[str, ...]]:
    for patterns, about, texts in OTHERS:
        if any(fnmatch.fnmatch(library, pattern) for pattern in patterns):
            return about, texts
    return "PyTorch's, unchanged", ()


def _of_wheels(folder: pathlib.Path, libtorch: pathlib.Path) -> list[tuple[str, str, list[str]]]:
    """The licences that stand beside libtorch, as its wheels bring them."""
    rows = []
    for wheel in ("torch", "nvidia_cuda_runtime", "nvidia_cuda_cupti"):
        for licences in sorted(libtorch.resolve().parent.glob(f"{wheel}-*.dist-info/licenses")):
            name = licences.parent.name.removesuffix(".dist-info")
            shutil.copytree(licences, folder / name)
            rows.append((f"what is of {name}", "as its wheel says", [f"{name}/"]))
    if not any(name.startswith("what is of torch-") for name, _, _ in rows):
        raise SetupError(f"no licence of libtorch: leave LIBTORCH unset, so that scripts/setup brings it: {libtorch}")
    return rows


def _of_weights(network: dict) -> str:
    source = network["source"]
    origin = f"{source['package']} {source['version']} of PyPI" if source["kind"] == "pypi" else "torchvision"
    return f"{network['licence']}, out of {origin}"


def _table(rows: list[tuple[str, str, list[str]]]) -> str:
    lines = ["What is in this package, whose it is, and the files here that say on which terms.", ""]
    for part, about, texts in rows:
        files = f" [{', '.join(texts)}]" if texts else ""
        lines.append(f"* {part}: {about}{files}")
    return "\n".join(lines) + "\n"
