"""The licences of the crates that a program is made of, as cargo knows them: one text, each licence once."""

import json
import pathlib
import subprocess
from typing import NamedTuple

from provision.console import SetupError

NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


class Crate(NamedTuple):
    name: str
    version: str
    # As an SPDX expression.
    licence: str
    authors: tuple[str, ...]
    folder: pathlib.Path

    def texts(self) -> list[str]:
        """Its licence files, and those in a folder of that name."""
        files = [path for path in self.folder.iterdir() if path.name.upper().startswith(NAMES)]
        files += [inner for path in files if path.is_dir() for inner in path.rglob("*")]
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(files) if path.is_file())
        return [text.replace("\r\n", "\n").strip("\n") for text in texts]


def of_program(checkout: pathlib.Path) -> list[Crate]:
    """Every crate of others that is built into the program on this machine."""
    host = next(line.split()[1] for line in _output("rustc", "-vV").splitlines() if line.startswith("host:"))
    command = ["cargo", "metadata", "--format-version=1", "--locked", f"--filter-platform={host}"]
    return crates(json.loads(_output(*command, folder=checkout)))


def crates(metadata: dict) -> list[Crate]:
    """What the root needs to run, and that in turn, out of cargo's metadata; what has no registry is DeepVis' own."""
    needs = {
        node["id"]: [need["pkg"] for need in node["deps"] if any(kind["kind"] is None for kind in need["dep_kinds"])]
        for node in metadata["resolve"]["nodes"]
    }
    reached: set[str] = set()
    waiting = [metadata["resolve"]["root"]]
    while waiting:
        crate = waiting.pop()
        if crate not in reached:
            reached.add(crate)
            waiting += needs[crate]
    found = [_crate(package) for package in metadata["packages"] if package["id"] in reached and package["source"]]
    return sorted(found)


def _crate(package: dict) -> Crate:
    licence = package["license"] or package["license_file"]
    if not licence:
        raise SetupError(f"a crate without a licence: {package['name']} {package['version']}")
    folder = pathlib.Path(package["manifest_path"]).parent
    return Crate(package["name"], package["version"], licence, tuple(package["authors"]), folder)


def document(found: list[Crate]) -> str:
    """A list of the crates, then every text with the crates that it came with."""
    owners: dict[str, list[str]] = {}
    rows = []
    for crate in found:
        texts = crate.texts()
        for text in texts:
            owners.setdefault(text, []).append(f"{crate.name} {crate.version}")
        unsaid = "" if texts else f"; no text in the crate; by {', '.join(crate.authors) or 'its authors'}"
        rows.append(f"{crate.name} {crate.version}: {crate.licence}{unsaid}")
    head = f"The {len(found)} Rust crates that are built into DeepVis, and below them their licences.\n"
    parts = [head, *rows]
    for text, names in owners.items():
        parts += ["", "=" * 80, ", ".join(dict.fromkeys(names)), "=" * 80, "", text]
    return "\n".join(parts) + "\n"


def _output(*command: str, folder: pathlib.Path = pathlib.Path(".")) -> str:
    try:
        return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"{command[0]} does not tell what DeepVis is made of") from error
