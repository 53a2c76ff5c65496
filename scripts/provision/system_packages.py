"""What comes from the system's packages: a libclang for the camera's bindings, and what the window's tests use.

On macOS nothing does: the camera is Linux's, and so are the window's tests.
"""

import ctypes.util
import glob
import os
import platform
import shutil
import subprocess
import sys

from .console import SetupError, say

LIBCLANG = "libclang1-14"
LIBCLANG_ELSEWHERE = "libclang-dev"  # where Debian's or Ubuntu's release has no version 14
LIBCLANG_PLACES = [
    "/usr/lib/llvm*/lib/libclang*.so*",
    "/usr/lib/*-linux-gnu/libclang*.so*",
    "/usr/lib*/libclang.so*",
    "/usr/local/lib/libclang.so*",
]
PACKAGE_OF_TEST_PROGRAM = {
    "Xvfb": "xvfb",
    "setxkbmap": "x11-xkb-utils",
    "xdotool": "xdotool",
    "import": "imagemagick",
}


def provide(for_tests: bool) -> None:
    """Installs what is missing, as root with apt-get; else says what to install."""
    _require_compilers()
    missing = missing_packages(for_tests)
    if missing:
        _install(missing)


def missing_packages(for_tests: bool) -> list[str]:
    if platform.system() == "Darwin":
        return []
    missing = [] if _has_libclang() else [LIBCLANG]
    if for_tests:
        missing += [package for program, package in PACKAGE_OF_TEST_PROGRAM.items() if shutil.which(program) is None]
        # A window on X11 opens libX11, which the programs bring along, and libXcursor, which they
        # do not.
        missing += [] if ctypes.util.find_library("Xcursor") else ["libxcursor1"]
    return missing


def _require_compilers() -> None:
    remedies = {"cargo": "install Rust", "cc": "install gcc", "c++": "install g++"}
    if platform.system() == "Darwin":
        remedies |= dict.fromkeys(("cc", "c++"), "run xcode-select --install")
    for program, remedy in remedies.items():
        if shutil.which(program) is None:
            raise SetupError(f"{program} is not on the PATH: {remedy}")


def _has_libclang() -> bool:
    if "LIBCLANG_PATH" in os.environ or ctypes.util.find_library("clang"):
        return True
    return any("libclang-cpp" not in path for place in LIBCLANG_PLACES for path in glob.glob(place))


def _install(packages: list[str]) -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetupError(f"install these first (sudo apt-get install …): {' '.join(packages)}")
    say(f"installing {' '.join(packages)}")
    _apt_get("update", "-qq")
    if LIBCLANG in packages and not _is_known(LIBCLANG):
        packages = [LIBCLANG_ELSEWHERE if package == LIBCLANG else package for package in packages]
    _apt_get("install", "-qq", "-y", "--no-install-recommends", *packages)


def _is_known(package: str) -> bool:
    return bool(subprocess.run(["apt-cache", "madison", package], capture_output=True).stdout)


def _apt_get(*arguments: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(["apt-get", *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if result.returncode != 0:
        raise SetupError(f"apt-get {' '.join(arguments)} ended with {result.returncode} (see above)")
