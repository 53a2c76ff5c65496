"""What came out, for people."""

from typing import Optional, Sequence

from .comparison import NODE_TOLERANCE, SIGNAL_TOLERANCE
from .network import METHODS


def of(result: dict) -> str:
    parts = [[_machine(result)], _nodes(result), _signals(result), _speed(result), [_verdict(result)]]
    return "\n\n".join("\n".join(lines) for lines in parts)


def failures(result: dict) -> list[str]:
    """One line for everything that is not as it should be."""
    lines = []
    for network in result["networks"]:
        name = network["network"]
        if "problem" in network:
            lines.append(f"{name}: {network['problem']}")
            continue
        for found in network["nodes"]:
            if not found["ok"]:
                others = f", {len(found['beyond'])} nodes beyond" if len(found["beyond"]) > 1 else ""
                lines.append(f"{name}, {found['picture']}: {found['worst']} {_how(found)}{others}")
        for found in network["signals"]:
            if not found["ok"]:
                why = "" if found["problem"] else _beyond(found)
                lines.append(f"{name}, {found['picture']}: {found['method']} {_how(found)}{why}")
    for found in result["bench"]:
        if not found["ok"]:
            lines.append(f"bench of {found['network']}: {found['problem']}")
    if not result["networks"]:
        lines.append("no network was compared")
    return lines


def progress(network: dict) -> str:
    """One line when a network is done."""
    if "problem" in network:
        return f"{network['network']}: {network['problem']}"
    parts = [f"nodes {_error(max(found['error'] for found in network['nodes']))}"]
    for method in METHODS:
        parts.append(f"{method} {_error(max(found['error'] for found in _of_method(network, method)))}")
    verdict = "" if network["ok"] else ": FAILED"
    return f"{network['network']}: {', '.join(parts)} ({network['seconds']:.0f} s){verdict}"


def _machine(result: dict) -> str:
    facts = result["machine"]
    names = [("driver", "driver"), ("cuda", "CUDA"), ("cudnn", "cuDNN"), ("torch", "PyTorch"), ("cores", "cores")]
    parts = [f"{title} {facts[name]}" for name, title in names if facts.get(name)]
    return f"{facts['card']}: {', '.join(parts)}; deepvis of {result['pack']['commit']}"


def _nodes(result: dict) -> list[str]:
    lines = [f"nodes, the card against the CPU; at most {NODE_TOLERANCE:g} of each node's range"]
    lines.append(_row("network", "weights", "nodes", "worst", widths=(11, 7, 9)) + "  where")
    for network in result["networks"]:
        name = network["network"]
        if "problem" in network:
            lines.append(f"{_row(name)} {network['problem']}")
            continue
        worst = max(network["nodes"], key=lambda found: found["error"])
        row = _row(name, network["weights"], worst["nodes"], _error(worst["error"]), widths=(11, 7, 9))
        lines.append(f"{row}  {worst['worst']}, {worst['picture']}")
    return lines


def _signals(result: dict) -> list[str]:
    count = len(result["pictures"])
    most = f"at most {SIGNAL_TOLERANCE:g} of the range"
    lines = [f"signals back from the best class, the worst of {count} pictures; {most}"]
    lines.append(_row("network", *METHODS, widths=[11] * len(METHODS)))
    switched = 0
    for network in result["networks"]:
        if "problem" in network:
            continue
        cells = []
        for method in METHODS:
            found = max(_of_method(network, method), key=lambda found: found["error"])
            cells.append(_error(found["error"]) + ("*" if _has_switched(found) else ""))
        lines.append(_row(network["network"], *cells, widths=[11] * len(METHODS)))
        switched += sum(map(_has_switched, network["signals"]))
    if switched:
        what = "signal is" if switched == 1 else "signals are"
        lines.append(f"  * {switched} {what} beyond it in some values, where a rectifier or a window switched")
    return lines


def _has_switched(found: dict) -> bool:
    return found["ok"] and found["error"] > SIGNAL_TOLERANCE


def _speed(result: dict) -> list[str]:
    widths = (9, 9, 9, 9, 9, 14, 14)
    lines = ["speed in ms, medians; memory in MB of the process and in MiB of the card"]
    owners = ("DeepVis", "DeepVis", "PyTorch", "PyTorch", "PyTorch", "DeepVis", "PyTorch")
    lines.append(_row("", *owners, widths=widths))
    columns = ("period", "bare", "bare", "hooks", "TF32", "memory", "memory")
    lines.append(_row("network", *columns, widths=widths))
    for found in result["bench"]:
        ours, theirs = found.get("deepvis"), found.get("pytorch")
        if ours is None or theirs is None:
            lines.append(f"{_row(found['network'])} {found['problem']}")
            continue
        times = (ours["period"], ours["bare_forward"], theirs["bare"], theirs["hooks"], theirs["bare_tf32"])
        cells = [*map(_median, times), _memory(ours), _memory(theirs)]
        lines.append(_row(found["network"], *cells, widths=widths))
    return lines


def _row(name: str, *cells: object, widths: Sequence[int] = ()) -> str:
    return f"  {name:19}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths))


def _verdict(result: dict) -> str:
    what = "rehearsal" if result["rehearsal"] else "check"
    lines = failures(result)
    if not lines:
        return f"{what} passed in {result['seconds']:.0f} s"
    return "\n".join([*lines, f"{what} FAILED in {result['seconds']:.0f} s"])


def _of_method(network: dict, method: str) -> list[dict]:
    return [found for found in network["signals"] if found["method"] == method]


def _how(found: dict) -> str:
    return found["problem"] or f"is off by {_error(found['error'])}"


def _beyond(found: dict) -> str:
    return f" ({found['beyond']} of {found['values']} values beyond; {found.get('switched', 0)} units switched)"


def _error(error: float) -> str:
    return f"{error:.1e}"


def _median(spread: Optional[dict]) -> str:
    return f"{spread['p50_ms']:.2f}" if spread else "-"


def _memory(side: dict) -> str:
    card = "-" if side["card_mib"] is None else f"{side['card_mib']:.0f}"
    return f"{side['rss_mb']:.0f}, {card}"
