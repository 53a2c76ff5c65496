"""One network on both sides: every node's values, and the signals back from the best class."""

import pathlib
import re
import shutil
import time
from typing import NamedTuple, Optional

from . import archive, comparison, switches
from .archive import Archive, ArchiveError
from .comparison import NODE_TOLERANCE, SIGNAL_TOLERANCE
from .problem import Problem
from .sides import Side

METHODS = ("gradient", "guided", "deconvnet", "grad-cam")
# Of a signal's values, so many may lie beyond the tolerance where units switched: each changes no
# more than what it sees.
MOST_BEYOND = 0.1


class Task(NamedTuple):
    network: str
    has_weights: bool
    pictures: tuple[pathlib.Path, ...]
    sides: tuple[Side, Side]
    # For what the program writes; emptied when the task is done.
    folder: pathlib.Path

    def options(self) -> list[str]:
        return options(self.network, self.has_weights)


def options(network: str, has_weights: bool) -> list[str]:
    return ["--network", network, *([] if has_weights else ["--random-weights"])]


def check(task: Task) -> dict:
    """What came out, for the JSON. What keeps it from being looked at is this network's problem."""
    begun = time.monotonic()
    found = {"network": task.network, "weights": "published" if task.has_weights else "random"}
    try:
        found.update(_compare(task))
        found["ok"] = all(part["ok"] for part in found["nodes"] + found["signals"])
    except (Problem, ArchiveError, OSError) as error:
        found.update(ok=False, problem=str(error))
    finally:
        shutil.rmtree(task.folder, ignore_errors=True)
    return {**found, "seconds": round(time.monotonic() - begun, 1)}


def _compare(task: Task) -> dict:
    kept = _write(task, "activations")
    signals = {method: _write(task, "explain", "--method", method, "--format", "safetensors") for method in METHODS}
    result = {"nodes": [], "signals": []}
    for picture in task.pictures:
        if time.monotonic() > task.sides[0].program.deadline:
            raise Problem("not compared: no time was left")
        values = [archive.read(folder / f"{picture.stem}.safetensors") for folder in kept]
        result["nodes"].append({"picture": picture.stem, **nodes(*values)})
        switched = None
        for method in METHODS:
            sides = [archive.read(folder / f"{picture.stem}.safetensors") for folder in signals[method]]
            difference = signal(*sides)
            if difference["error"] > SIGNAL_TOLERANCE and not difference["problem"]:
                switched = switched or switches.count(*values)
                difference["switched"] = switched.on_the_way(method)
            difference["ok"] = signal_is_right(difference)
            result["signals"].append({"picture": picture.stem, "method": method, **difference})
    return result


def _write(task: Task, command: str, *arguments: str) -> list[pathlib.Path]:
    folders = []
    for name, side in zip(("cpu", "card"), task.sides):
        folder = task.folder / "-".join([command, *arguments[1:2], name])
        folder.mkdir(parents=True)
        side.run(command, *map(str, task.pictures), *arguments, *task.options(), "--out", str(folder))
        folders.append(folder)
    return folders


def nodes(reference: Archive, other: Archive) -> dict:
    differences = comparison.compare(reference.values, other.values)
    name, worst = comparison.worst(differences)
    beyond = [name for name, found in differences.items() if not found.error <= NODE_TOLERANCE]
    return {
        "nodes": len(differences),
        "worst": name,
        "error": worst.error,
        "problem": worst.problem,
        "beyond": beyond,
        "ok": bool(differences) and not beyond,
    }


def signal(reference: Archive, other: Archive) -> dict:
    ours, theirs = (side.values.get("attribution") for side in (reference, other))
    asked, answered = _target(reference), _target(other)
    found = comparison.difference(ours, theirs)
    if asked != answered:
        found = comparison.Difference(float("inf"), f"of class {answered} instead of {asked}")
    beyond = 0 if found.problem else comparison.count_beyond(ours, theirs, SIGNAL_TOLERANCE)
    values = 0 if ours is None else len(ours)
    return {"class": asked, "error": found.error, "problem": found.problem, "beyond": beyond, "values": values}


def signal_is_right(difference: dict) -> bool:
    """Within the tolerance; or, beside units that switched, beyond it in a small part."""
    if difference["error"] <= SIGNAL_TOLERANCE:
        return True
    is_small = difference["beyond"] <= MOST_BEYOND * difference["values"]
    return not difference["problem"] and difference.get("switched", 0) > 0 and is_small


def _target(signal_file: Archive) -> Optional[int]:
    """Of "Egyptian cat (class 285), logit 9.31", the number."""
    found = re.search(r"\(class (\d+)\)", signal_file.about.get("target", ""))
    return int(found[1]) if found else None
