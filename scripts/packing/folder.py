"""The folder that is carried: program, libraries, weights, licences, and what starts it."""

import os
import pathlib
import platform
import shutil
import string
import subprocess

from provision.console import SetupError, say

from . import libraries, licences

CARRIED = pathlib.Path(__file__).resolve().parent / "carried"
PROGRAM = "deepvis"


def make(
    folder: pathlib.Path, checkout: pathlib.Path, program: pathlib.Path, libtorch: pathlib.Path, networks: list[dict]
) -> None:
    """Makes `folder` in the place of an older one, whole or not at all."""
    if folder.exists() and not (folder / PROGRAM).exists():
        raise SetupError(f"not a package, so it is not replaced: {folder}")
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.unfinished")
    replaced = folder.with_name(f"{folder.name}.{os.getpid()}.replaced")
    try:
        unfinished.mkdir(parents=True)
        _fill(unfinished, checkout, program, libtorch, networks)
        if folder.exists():
            os.replace(folder, replaced)
        os.replace(unfinished, folder)
    finally:
        if replaced.exists() and not folder.exists():
            os.replace(replaced, folder)
        shutil.rmtree(replaced, ignore_errors=True)
        shutil.rmtree(unfinished, ignore_errors=True)


def _fill(
    folder: pathlib.Path, checkout: pathlib.Path, program: pathlib.Path, libtorch: pathlib.Path, networks: list[dict]
) -> None:
    loaded = libraries.of(program, libtorch)
    strip(program, folder / PROGRAM)
    (folder / "lib").mkdir()
    for library in loaded:
        # Unchanged, as the licences of NVIDIA and Intel ask for: libtorch is not stripped.
        shutil.copyfile(library, folder / "lib" / library.name)
    (folder / "weights").mkdir()
    for network in networks:
        weights = checkout / "weights" / network["file"]
        if not weights.exists():
            raise SetupError(f"no weights: run scripts/fetch_weights {network['name']}: {weights}")
        shutil.copyfile(weights, folder / "weights" / network["file"])
    shutil.copyfile(checkout / "share/deepvis/deepvis.toml", folder / "deepvis.toml")
    shutil.copy(CARRIED / "run", folder / "run")
    if platform.system() == "Linux":
        shutil.copy(CARRIED / "deepvis.desktop", folder / "deepvis.desktop")
        (folder / "deepvis.desktop").chmod(0o755)  # a desktop starts no other
    (folder / "README.txt").write_text(_readme([folder / PROGRAM, *loaded]), encoding="utf-8")
    licences.write(folder / "LICENSES", checkout, libtorch, licences.Parts(loaded, networks))


def strip(program: pathlib.Path, target: pathlib.Path) -> None:
    """Without the names of functions, which nothing reads; whole where there is no `strip`."""
    tool = shutil.which("strip")
    if tool is None or subprocess.run([tool, "-o", target, program], stderr=subprocess.DEVNULL).returncode != 0:
        say("packed with the names of its functions: there is no strip here, or it refused")
        shutil.copyfile(program, target)
    target.chmod(0o755)


def _readme(binaries: list[pathlib.Path]) -> str:
    if platform.system() == "Darwin":
        needs = f"macOS on {platform.machine()}. Never tried there."
    else:
        needs = string.Template((CARRIED / "needs.txt").read_text()).substitute(
            machine=platform.machine(),
            glibc=libraries.newest("GLIBC", binaries),
            glibcxx=libraries.newest("GLIBCXX", binaries),
        )
    return string.Template((CARRIED / "README.txt").read_text()).substitute(needs=needs.strip())
