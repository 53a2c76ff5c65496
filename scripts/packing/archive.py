"""A folder as a .tar.xz that is the same whenever it is made of the same files."""

import os
import pathlib
import tarfile


def write(folder: pathlib.Path, archive: pathlib.Path, time: int) -> None:
    """Packs `folder`, under its own name, in a fixed order, with one time and owner; whole or not at all."""
    unfinished = archive.with_name(f"{archive.name}.{os.getpid()}.unfinished")

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = time
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    try:
        with tarfile.open(unfinished, "w:xz", format=tarfile.PAX_FORMAT) as tar:
            for path in [folder, *sorted(folder.rglob("*"))]:
                name = pathlib.Path(folder.name, path.relative_to(folder))
                tar.add(path, str(name), recursive=False, filter=plain)
        os.replace(unfinished, archive)
    finally:
        unfinished.unlink(missing_ok=True)
