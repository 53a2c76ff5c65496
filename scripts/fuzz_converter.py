#!/usr/bin/env python3
"""Broken checkpoints for the converter: mutations of the kept ones. It must answer each with tensors or with one line,
within a second of processor time and 512 MiB. Stops at the first that it does not, and keeps it."""

import argparse
import os
import pathlib
import random
import resource
import signal
import sys
import tempfile
import time

from provision import checkpoint, safetensors
from provision.extent import ExtentError

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
KEPT = CHECKOUT / "tests/data/fuzz/converter"
# Of processor time: on a busy machine a second goes by without a process having run.
MOST_SECONDS = 1.0
MOST_BYTES = 512 << 20
LONGEST_INPUT = 16 << 10
# Lengths and counts that programs get wrong, as pickles write them.
EDGES = [bytes(n) for n in (1, 2, 4, 8)] + [b"\xff" * n for n in (1, 2, 4, 8)] + [b"\xff\xff\xff\x7f", b"\0\0\0\x80"]
# Opcodes that take memory, nest, or call.
OPCODES = [bytes([code]) for code in b"(.012FGIJKLMNPQRSTUVXabcdeghijlopqrstu}]\x80\x81\x85\x86\x87\x8a\x8c\x8d\x8e\x93\x94\x95"]


def mutated(data: bytes, corpus: list, chance: random.Random) -> bytes:
    """One to five changes."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(data))
        length = min(chance.choice((1, 1, 2, 4, 8, 16, 64)), len(data) - at)
        kind = chance.randrange(6)
        if kind == 0 and length:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            data[at : at + length] = b""
        elif kind == 3:
            data[at:at] = chance.choice(OPCODES)
        elif kind == 4:
            edge = chance.choice(EDGES)
            data[at : at + len(edge)] = edge
        else:
            other = chance.choice(corpus)
            start = chance.randint(0, len(other))
            data[at : at + length] = other[start : start + chance.choice((4, 16, 64, 256))]
    return bytes(data[:LONGEST_INPUT])


def convert(source: pathlib.Path, target: pathlib.Path) -> None:
    """Raises where the converter would crash, or took more than it may."""
    try:
        safetensors.write(str(source), checkpoint.read(str(source)).extents, str(target))
    except ExtentError as error:
        if "\n" in str(error):
            raise RuntimeError("an error of several lines") from error
        if isinstance(error.__cause__, (MemoryError, RecursionError, TimeoutError)):
            raise error.__cause__


def late(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"more than {MOST_SECONDS} s of processor time")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    parser.add_argument("--keep", type=pathlib.Path, default=CHECKOUT / "target/fuzz/failed", help="where a failure goes")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGPROF, late)
    chance = random.Random(arguments.seed)
    corpus = [path.read_bytes() for path in sorted(KEPT.iterdir())]
    print(f"converter: seed {arguments.seed}, {len(corpus)} kept inputs", flush=True)
    begun = time.monotonic()
    done = 0
    memory = "/dev/shm"
    with tempfile.TemporaryDirectory(dir=memory if os.path.isdir(memory) else None) as folder:
        source, target = pathlib.Path(folder, "source"), pathlib.Path(folder, "target")
        while done < arguments.inputs and time.monotonic() - begun < arguments.seconds:
            # The kept ones first, as they are.
            data = corpus[done] if done < len(corpus) else mutated(chance.choice(corpus), corpus, chance)
            source.write_bytes(data)
            signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
            try:
                convert(source, target)
            except Exception as error:  # whatever it is, it is what is looked for
                signal.setitimer(signal.ITIMER_PROF, 0)
                arguments.keep.mkdir(parents=True, exist_ok=True)
                failed = arguments.keep / f"converter-{arguments.seed}-{done}"
                failed.write_bytes(data)
                print(f"converter: {type(error).__name__}: {error}: {failed}", file=sys.stderr)
                return 1
            signal.setitimer(signal.ITIMER_PROF, 0)
            done += 1
    rate = done / (time.monotonic() - begun)
    print(f"converter: {done} inputs, {rate:.0f} a second, none failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
