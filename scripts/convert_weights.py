#!/usr/bin/env python3
"""Converts a PyTorch checkpoint to safetensors, without PyTorch and without running what the checkpoint says."""

import argparse
import os
import sys

from provision import checkpoint, safetensors
from provision.extent import ExtentError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", help="a .pth file, as torch.save writes it of a state_dict() or of a dictionary with one in it")
    parser.add_argument("safetensors", help="the file to write")
    arguments = parser.parse_args()
    try:
        if os.path.exists(arguments.safetensors) and os.path.samefile(arguments.checkpoint, arguments.safetensors):
            raise OSError("the converted file would replace it; name another")
        extents, notes = checkpoint.read(arguments.checkpoint)
        if not extents:
            raise ExtentError("there is no tensor in it")
        safetensors.write(arguments.checkpoint, extents, arguments.safetensors)
    except (ExtentError, OSError) as error:
        print(f"convert_weights: {error}: {arguments.checkpoint}", file=sys.stderr)
        return 1
    done = "; ".join([f"{len(extents)} tensors", *notes])
    print(f"{done}: {arguments.safetensors}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
