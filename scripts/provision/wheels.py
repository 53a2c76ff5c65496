"""Wheels from PyPI, fetched by pip and pinned by their SHA-256. pip installs nothing."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

from .cache import Cache, require_sha256
from .console import Meter, SetupError, megabytes, say

POLL_SECONDS = 0.5


class Wheel(NamedTuple):
    package: str
    version: str
    file: str
    sha256: str
    size: int

    def platforms(self) -> list[str]:
        """What the file's name says it runs on: several names, joined by dots."""
        return self.file.removesuffix(".whl").rsplit("-", 1)[1].split(".")


def fetch(cache: Cache, wheel: Wheel) -> pathlib.Path:
    """Returns the checked wheel, from the cache where an earlier set-up got as far as that."""
    path = cache.wheels / wheel.file
    if not path.exists():
        say(f"fetching {wheel.package} {wheel.version}, {megabytes(wheel.size)}")
        folder = pathlib.Path(tempfile.mkdtemp(dir=cache.unfinished))
        _download(wheel, folder)
        if not (folder / wheel.file).exists():
            raise SetupError(f"pip fetched another file than {wheel.file}: {', '.join(os.listdir(folder)) or 'none'}")
        require_sha256(folder / wheel.file, wheel.sha256, "it is not what was pinned and was not kept")
        os.replace(folder / wheel.file, path)
        shutil.rmtree(folder)
    else:
        require_sha256(path, wheel.sha256)
    return path


def _download(wheel: Wheel, folder: pathlib.Path) -> None:
    if importlib.util.find_spec("pip") is None:
        raise SetupError(f"no pip for {sys.executable}: install python3-pip")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--python-version", "3.12", "--dest", str(folder)]
    command += [argument for platform in wheel.platforms() for argument in ("--platform", platform)]
    command.append(f"{wheel.package}=={wheel.version}")
    # pip collects the file in TMPDIR first: there it can be watched, and an interrupted set-up
    # leaves nothing behind. Where pip knows how (25.1), it goes on with a download whose connection
    # broke.
    environment = os.environ | {"TMPDIR": str(folder), "PIP_RESUME_RETRIES": "10"}
    meter = Meter(f"{wheel.package} {wheel.version}", wheel.size)
    with subprocess.Popen(command, env=environment, stdout=sys.stderr) as pip:
        try:
            while pip.poll() is None:
                time.sleep(POLL_SECONDS)
                meter.show(_bytes_under(folder), POLL_SECONDS)
        except BaseException:
            pip.terminate()
            raise
        finally:
            meter.close()
    if pip.returncode != 0:
        title = f"{wheel.package} {wheel.version}"
        raise SetupError(f"pip could not fetch {title} (it ended with {pip.returncode}, see above): is there a network?")


def _bytes_under(folder: pathlib.Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(root, name)).st_size
            except FileNotFoundError:
                continue  # pip has just moved it
    return total
