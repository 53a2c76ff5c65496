"""The cache that every checkout shares: ~/.cache/deepvis. What stands in it under its own name is whole and checked."""

import contextlib
import fcntl
import hashlib
import os
import pathlib
import shutil
from typing import Iterator

from .console import SetupError, say

CHUNK = 1 << 20


def home() -> pathlib.Path:
    """XDG_CACHE_HOME where it is absolute: "a relative path" is to be ignored, says its specification (XDG Base Directory 0.8)."""
    named = pathlib.Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else pathlib.Path.home() / ".cache"


class Cache:
    def __init__(self) -> None:
        self.root = home() / "deepvis"
        self.wheels = self.root / "wheels"
        self.weights = self.root / "weights"
        # What a broken connection has left of a file, to go on with. Only a whole and checked one
        # leaves this folder.
        self.downloads = self.root / "downloads"
        # On the cache's own file system, so that what is finished here is renamed to its place in
        # one step.
        self.unfinished = self.root / "unfinished"

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Holds the cache for one set-up at a time, and clears what an interrupted one left half done."""
        self.root.mkdir(parents=True, exist_ok=True)
        with open(self.root / "lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("waiting for another set-up to finish")
                fcntl.flock(lock, fcntl.LOCK_EX)
            shutil.rmtree(self.unfinished, ignore_errors=True)
            for folder in (self.wheels, self.weights, self.downloads, self.unfinished):
                folder.mkdir(exist_ok=True)
            try:
                yield
            finally:
                shutil.rmtree(self.unfinished, ignore_errors=True)


def require_sha256(path: pathlib.Path, expected: str, next_step: str = "delete it and run scripts/setup again") -> None:
    """Stops with both hashes unless the file at `path` has the one that is pinned."""
    found = sha256(path)
    if found != expected:
        raise SetupError(f"wrong SHA-256: expected {expected}, got {found}: {path} ({next_step})")


def sha256(path: pathlib.Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def link(name: pathlib.Path, target: pathlib.Path) -> None:
    """Makes `name` a symbolic link to `target`, in one step."""
    beside = name.with_name(f"{name.name}.{os.getpid()}.new")
    beside.symlink_to(target)
    os.replace(beside, name)
