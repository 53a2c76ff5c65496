"""The libraries that a program loads: libtorch's travel with it, the system's are on every desktop."""

import fnmatch
import pathlib
import platform
import re
import subprocess

from provision.console import SetupError

# glibc's and GCC's, which every program in C++ needs. A desktop's own are at least as new as its
# glibc, and its graphics drivers need those: an older libstdc++ beside the program would hide them.
SYSTEM = (
    "linux-vdso.so.*",
    "ld-linux*.so.*",
    "libc.so.*",
    "libm.so.*",
    "libdl.so.*",
    "librt.so.*",
    "libpthread.so.*",
    "libutil.so.*",
    "libgcc_s.so.*",
    "libstdc++.so.*",
)


def of(program: pathlib.Path, libtorch: pathlib.Path) -> list[pathlib.Path]:
    """Libtorch's libraries that the program loads, all of what it names besides being the system's."""
    if platform.system() == "Darwin":
        return _of_macos(program, libtorch / "lib")
    return chosen(_output("ldd", program), libtorch.resolve().parent)


def chosen(listed: str, home: pathlib.Path) -> list[pathlib.Path]:
    """The libraries below `home` in what `ldd` lists. Whatever else there is must be the system's."""
    found = []
    for line in listed.splitlines():
        name, arrow, place = line.strip().partition(" => ")
        place = place.rpartition(" (")[0] or place
        path = pathlib.Path(place).resolve()
        if arrow and home in path.parents:
            found.append(path.with_name(name))
        elif place == "not found" or not _is_system(name):
            raise SetupError(f"not libtorch's and not on every desktop: {line.strip()}")
    return sorted(found, key=lambda path: path.name)


def _is_system(name: str) -> bool:
    file = name.split()[0].rpartition("/")[2]
    return any(fnmatch.fnmatch(file, pattern) for pattern in SYSTEM)


def _of_macos(program: pathlib.Path, folder: pathlib.Path) -> list[pathlib.Path]:
    """Never run: what `otool -L` names by @rpath or @loader_path, of the program and of these in turn."""
    found: set[pathlib.Path] = set()
    waiting = [program]
    while waiting:
        listed = _output("otool", "-L", waiting.pop())
        names = re.findall(r"^\s+@(?:rpath|loader_path)/(\S+)", listed, re.MULTILINE)
        new = {folder / name for name in names if (folder / name).exists()} - found
        found |= new
        waiting += new
    return sorted(found)


def _output(*command: object) -> str:
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"{command[0]} does not tell which libraries are loaded: {command[-1]}") from error


def newest(symbol: str, files: list[pathlib.Path]) -> str:
    """The newest version of GLIBC or GLIBCXX that these files ask for: "2.35"."""
    versions = {(0, 0)}
    for file in files:
        for version in re.findall(rf"(?<=\0){symbol}_([\d.]+)(?=\0)".encode(), file.read_bytes()):
            versions.add(tuple(map(int, version.decode().split("."))))
    return ".".join(map(str, max(versions)))
