"""What is to be seen on a saved picture of the screen: a camera's picture of one-coloured areas."""

import struct
import zlib

# The camera's picture lies in this part of the screen, from the top left; the rest is not looked at.
ACROSS, DOWN = 0.22, 0.25
# How far a channel may be off a colour, after decoding and scaling, and how much of its area must have it.
NEAR = 60
FILLED = 0.85
# Pixels that an area has at least, in either direction.
LEAST = 7


def pixels_of(path):
    """Rows of pixels from the top left of a PNG without alpha, as triples; None where it is not yet whole."""
    data = path.read_bytes()
    if not data.endswith(b"IEND\xaeB`\x82"):
        return None
    at, packed, width, height = 8, b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", body[:10])
            assert (depth, colours) == (8, 2), "not a PNG of three bytes a pixel"
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    rows = unfiltered(zlib.decompress(packed), width * 3, int(height * DOWN))
    kept = int(width * ACROSS) * 3
    return [list(zip(*[iter(row[:kept])] * 3, strict=True)) for row in rows]


def unfiltered(data, stride, count):
    """The first rows of a PNG without the filters of its specification, section 9."""
    above, rows = bytearray(stride), []
    for number in range(count):
        start = number * (stride + 1)
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + stride])
        for at in range(stride):
            left = row[at - 3] if at >= 3 else 0
            up, corner = above[at], above[at - 3] if at >= 3 else 0
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = up
            elif kind == 3:
                guess = (left + up) // 2
            elif kind == 4:
                # Paeth's: the one that is nearest to left + up - corner.
                guess = min((abs(up - corner), 0, left), (abs(left - corner), 1, up), (abs(left + up - 2 * corner), 2, corner))[2]
            else:
                break
            row[at] = (row[at] + guess) & 255
        rows.append(row)
        above = row
    return rows


class Area:
    """The smallest rectangle that holds all pixels near a colour."""

    def __init__(self, pixels, colour):
        near = [
            (x, y)
            for y, row in enumerate(pixels)
            for x, pixel in enumerate(row)
            if all(abs(a - b) <= NEAR for a, b in zip(pixel, colour, strict=True))
        ]
        self.left, self.right = (pick((x for x, _ in near), default=0) for pick in (min, max))
        self.top, self.bottom = (pick((y for _, y in near), default=0) for pick in (min, max))
        self.share = len(near) / (self.across * self.down)

    @property
    def across(self):
        return self.right - self.left + 1

    @property
    def down(self):
        return self.bottom - self.top + 1

    def is_whole(self):
        return self.share >= FILLED and min(self.across, self.down) >= LEAST

    def __str__(self):
        return f"{self.across}x{self.down} at {self.left},{self.top}, filled to {self.share:.0%}"


# In the order in which a picture of quarters has them, from the top left.
QUARTERS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
# Their brightness.
GREYS = {"red": 76, "green": 150, "blue": 29, "yellow": 226}
# Those of vivid's colour bars that no other part of the screen has.
BARS = {"green": (16, 180, 16), "magenta": (180, 16, 180), "red": (180, 16, 16)}


def areas(pixels, colours):
    return {name: Area(pixels, colour) for name, colour in colours.items()}


def told(found):
    return "; ".join(f"{name} {area}" for name, area in found.items())


def is_of_quarters(found):
    """True for four whole areas, two above two, in the mirrored order of a camera's picture, with any of them first."""
    rows = sorted(found, key=lambda name: found[name].top)
    ordered = [name for row in (rows[:2], rows[2:]) for name in sorted(row, key=lambda name: -found[name].left)]
    names = list(QUARTERS)
    turn = names.index(ordered[0])
    return ordered == names[turn:] + names[:turn] and all(area.is_whole() for area in found.values())


def is_of_bars(found):
    """True for whole areas beside each other, all of the same rows."""
    heights = [(area.top, area.bottom) for area in found.values()]
    level = all(abs(a - b) <= 1 for ends in zip(*heights, strict=True) for a in ends for b in ends)
    return level and all(area.share >= FILLED for area in found.values())


def is_grey(pixels, found):
    """True where the areas that were found in a picture in colours have its brightness now."""

    def fits(area, grey):
        inside = [pixel for row in pixels[area.top + 1 : area.bottom] for pixel in row[area.left + 1 : area.right]]
        return all(abs(channel - grey) <= 12 for pixel in inside for channel in pixel)

    return all(fits(found[name], grey) for name, grey in GREYS.items())
