"""EfficientNet-Lite0 as one writes it in PyTorch, with the checkpoint's names."""

import torch
from torch import nn
from torch.nn import functional

# Repeats, kernel, stride of the first, expansion, output channels.
STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)


class Same(nn.Conv2d):
    """A convolution with TensorFlow's "same" padding: the odd zero at the end."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1):
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        side, stride, size = self.kernel_size[0], self.stride[0], x.shape[-1]
        zeros = max((-(-size // stride) - 1) * stride + side - size, 0)
        before, after = zeros // 2, zeros - zeros // 2
        if before == after:
            return functional.conv2d(x, self.weight, None, stride, before, 1, self.groups)
        padded = functional.pad(x, (before, after, before, after))
        return functional.conv2d(padded, self.weight, None, stride, 0, 1, self.groups)


def norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)


class Block(nn.Module):
    """Expand, filter each channel on its own, project."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int):
        super().__init__()
        middle = inputs * expansion
        self.expands = expansion > 1
        if self.expands:
            self._expand_conv, self._bn0 = Same(inputs, middle, 1), norm(middle)
            self.relu_expanded = nn.ReLU6(inplace=True)
        self._depthwise_conv, self._bn1 = Same(middle, middle, kernel, stride, middle), norm(middle)
        self.relu = nn.ReLU6(inplace=True)
        self._project_conv, self._bn2 = Same(middle, outputs, 1), norm(outputs)
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.relu_expanded(self._bn0(self._expand_conv(x))) if self.expands else x
        y = self.relu(self._bn1(self._depthwise_conv(y)))
        y = self._bn2(self._project_conv(y))
        return y + x if self.adds else y


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self._conv_stem, self._bn0, self.relu_stem = Same(3, 32, 3, 2), norm(32), nn.ReLU6(inplace=True)
        blocks, inputs = [], 32
        for repeats, kernel, stride, expansion, outputs in STAGES:
            for repeat in range(repeats):
                blocks.append(Block(inputs, outputs, kernel, 1 if repeat else stride, expansion))
                inputs = outputs
        self._blocks = nn.ModuleList(blocks)
        self._conv_head, self._bn1, self.relu_head = Same(inputs, 1280, 1), norm(1280), nn.ReLU6(inplace=True)
        self._fc = nn.Linear(1280, 1000)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.relu_stem(self._bn0(self._conv_stem(x)))
        for block in self._blocks:
            x = block(x)
        x = self.relu_head(self._bn1(self._conv_head(x)))
        return self._fc(x.mean((2, 3)))

    def shown(self) -> list[nn.Module]:
        """Whose outputs the wall shows: the last rectified maps of each block, and the classes."""
        return [self.relu_stem, *(block.relu for block in self._blocks), self.relu_head, self._fc]
