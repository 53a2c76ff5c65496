#!/usr/bin/env python3
"""Writes assets/packed_convolution.pt: one operation of libtorch that tch has no call for.

    scripts/packed_convolution.py assets/packed_convolution.pt

`mkldnn::_convolution_pointwise` is a convolution by oneDNN with an activation behind it, for weights
that were laid out beforehand. The file is TorchScript: a zip archive with a function of four lines
as text. Nothing but Python's standard library is needed, and every run gives the same bytes, which
a test compares with the file that is committed.
"""

import sys
import zipfile

# The list must be of optional numbers of any kind: the operation accepts no other.
FUNCTION = """\
class PackedConvolution(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.PackedConvolution,
    input: Tensor,
    weight: Tensor,
    bias: Optional[Tensor],
    padding: List[int],
    stride: List[int],
    groups: int,
    activation: str,
    limits: List[float]) -> Tensor:
    scalars = annotate(List[Optional[number]], [])
    for i in range(torch.len(limits)):
      _0 = torch.append(scalars, limits[i])
    return ops.mkldnn._convolution_pointwise(input, weight, bias, padding, stride, [1, 1], groups, activation, scalars, "")
"""

ENTRIES = {
    # A pickle of an object of the class above that has no attributes.
    "data.pkl": b"\x80\x02c__torch__\nPackedConvolution\n)\x81}b.",
    "code/__torch__.py": FUNCTION.encode(),
    # A pickle of an empty tuple.
    "constants.pkl": b"\x80\x02).",
    "version": b"3\n",
    "byteorder": b"little",
}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as archive:
        for name, content in ENTRIES.items():
            # Dated 1980, and as if written under DOS, wherever it is.
            entry = zipfile.ZipInfo(f"packed_convolution/{name}")
            entry.create_system = 0
            archive.writestr(entry, content)


if __name__ == "__main__":
    main()
