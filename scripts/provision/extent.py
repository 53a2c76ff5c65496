"""A tensor's place in a file, and its elements in row-major order."""

import array
import itertools
import math
import sys
from typing import BinaryIO, Iterator, NamedTuple

CHUNK = 1 << 20
# Elements are moved, never looked at, so an unsigned integer of the same width serves for each
# type.
TYPECODE_OF_WIDTH = {1: "B", 2: "H", 4: "I", 8: "Q"}


class ExtentError(Exception):
    """What is wrong with a tensor or with the file it lies in, in one line."""


class Dtype(NamedTuple):
    name: str  # as safetensors calls it
    size: int  # bytes an element


DOUBLE, FLOAT = Dtype("F64", 8), Dtype("F32", 4)


class Extent(NamedTuple):
    """A view of the file: element (i, j, …) lies i·strides[0] + j·strides[1] + … elements behind the byte `offset`."""

    dtype: Dtype
    shape: tuple
    strides: tuple
    offset: int

    def elements(self) -> int:
        return math.prod(self.shape)

    def length(self) -> int:
        """The tensor's bytes in the file, once it is row-major."""
        return self.elements() * self.dtype.size

    def as_written(self) -> Dtype:
        """The type it is written as: DeepVis computes in float32, and reads nothing wider."""
        return FLOAT if self.dtype == DOUBLE else self.dtype

    def written_length(self) -> int:
        """The tensor's bytes as it is written."""
        return self.elements() * self.as_written().size

    def span(self) -> int:
        """The elements of the file from its first to its last."""
        if self.elements() == 0:
            return 0
        return 1 + sum((size - 1) * stride for size, stride in zip(self.shape, self.strides))

    def read(self, file: BinaryIO) -> Iterator[bytes]:
        """The tensor's bytes in row-major order and as they are written, piece by piece."""
        pieces = self._read(file)
        return map(_narrow, pieces) if self.dtype == DOUBLE else pieces

    def _read(self, file: BinaryIO) -> Iterator[bytes]:
        file.seek(self.offset)
        if self.elements() <= 1 or self.strides == row_major_strides(self.shape):
            left = self.length()
            while left:
                piece = _read_exactly(file, min(left, CHUNK))
                left -= len(piece)
                yield piece
        else:
            yield self._gather(_read_exactly(file, self.span() * self.dtype.size))

    def _gather(self, data: bytes) -> bytes:
        source = array.array(TYPECODE_OF_WIDTH[self.dtype.size], data)
        target = array.array(source.typecode, bytes(self.length()))
        target_strides = row_major_strides(self.shape)
        # One slice a line along the longest axis; a line for each index of the other axes.
        along = max(range(len(self.shape)), key=lambda axis: self.shape[axis])
        others = [axis for axis in range(len(self.shape)) if axis != along]
        for index in itertools.product(*(range(self.shape[axis]) for axis in others)):
            read_from = sum(i * self.strides[axis] for i, axis in zip(index, others))
            write_to = sum(i * target_strides[axis] for i, axis in zip(index, others))
            read_line = _line(read_from, self.shape[along], self.strides[along])
            target[_line(write_to, self.shape[along], target_strides[along])] = source[read_line]
        return target.tobytes()


def _narrow(doubles: bytes) -> bytes:
    """The nearest float32 of each float64; infinity where it is too large for one. Both little-endian."""
    values = array.array("d", doubles)
    if sys.byteorder == "big":
        values.byteswap()
    narrow = array.array("f", values)
    if sys.byteorder == "big":
        narrow.byteswap()
    return narrow.tobytes()


def row_major_strides(shape: tuple) -> tuple:
    return tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))


def _line(start: int, count: int, stride: int) -> slice:
    return slice(start, start + (count - 1) * stride + 1, stride)


def _read_exactly(file: BinaryIO, length: int) -> bytes:
    piece = file.read(length)
    if len(piece) < length:
        raise ExtentError(f"truncated: expected {length} bytes of a tensor, found {len(piece)}")
    return piece
