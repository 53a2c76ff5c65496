"""Where the way back is another one, though both sides computed right.

A rectifier is open or closed, and a window has one largest value. Where f32 leaves open which, a
signal that goes back jumps with the last digit of a sum. Between SSE4.1 and AVX-512 on one
processor, Lite0's gradient of the reel's chelsea is off by 0.012 of its range: two rectifiers stand
on the other side. So it is with ResNet-50's, and with GoogLeNet's, where it is poolings' windows.
"""

import operator
from typing import NamedTuple

from .archive import Archive

SIX = 6.0  # where ReLU6 closes again


class Switches(NamedTuple):
    """How many units send a signal another way."""

    rectifiers: int = 0
    windows: int = 0

    def on_the_way(self, method: str) -> int:
        """Those that matter to a rule: deconvnet does not ask whether a rectifier was open."""
        return self.windows if method == "deconvnet" else self.rectifiers + self.windows


def count(reference: Archive, other: Archive) -> Switches:
    """Of two files of activations of one picture."""
    nodes = {node["name"]: node for node in reference.graph()}
    rectifiers = windows = 0
    for name, node in nodes.items():
        sides = [archive.values.get(name) for archive in (reference, other)]
        if None in sides or len(sides[0]) != len(sides[1]):
            continue
        if node["kind"] in ("ReLU", "ReLU6"):
            rectifiers += _differing(*([value > 0 for value in side] for side in sides))
        if node["kind"] == "ReLU6":
            rectifiers += _differing(*([value < SIX for value in side] for side in sides))
        if node["kind"] == "MaxPool2d":
            before = nodes[node["inputs"][0]]
            pooled = (archive.values[before["name"]] for archive in (reference, other))
            windows += _differing(*(largest(values, before, node) for values in pooled))
    return Switches(rectifiers, windows)


def _differing(ours: list, theirs: list) -> int:
    return sum(map(operator.ne, ours, theirs))


def largest(values: object, before: dict, node: dict) -> list[int]:
    """Where each window of a pooling has its largest value, the first of several alike."""
    channels, height, width = before["shape"]
    _, rows, columns = node["shape"]
    # The windows follow from what a value sees before and after.
    inner, outer = before["receptive_field"], node["receptive_field"]
    side = round((outer["size"] - inner["size"]) / inner["stride"]) + 1
    stride = round(outer["stride"] / inner["stride"])
    # The first window's centre lies (side - 1) / 2 - padding from the first value.
    padding = round((side - 1) / 2 - (outer["offset"] - inner["offset"]) / inner["stride"])
    places = []
    for channel in range(channels):
        start = channel * height * width
        for row in range(rows):
            top = row * stride - padding
            lines = range(max(top, 0), min(top + side, height))
            for column in range(columns):
                left = column * stride - padding
                across = range(max(left, 0), min(left + side, width))
                window = [start + y * width + x for y in lines for x in across]
                places.append(max(window, key=values.__getitem__))
    return places
