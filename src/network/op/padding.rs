//! What stands around the input of a convolution: zeros, or its own values mirrored.

/// What stands around the input of a convolution: zeros, but for [`Self::Reflect`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// So many on each side.
    Each(i64),
    /// So many above, on the left, below and on the right.
    Sides([i64; 4]),
    /// So many of its own values above, on the left, below and on the right, mirrored at the first
    /// and the last one, which are not repeated: PyTorch's `padding_mode="reflect"`. Fewer than the
    /// map has.
    Reflect([i64; 4]),
    /// TensorFlow's "same": as many as make the output ⌈size / stride⌉ long, the odd one at the
    /// end.
    Same,
}

impl Padding {
    /// Values before the first and after the last of `size` values: of a column where `axis` is 0,
    /// of a row where it is 1.
    pub fn resolve(self, axis: usize, size: i64, kernel: i64, stride: i64) -> (i64, i64) {
        match self {
            Self::Each(zeros) => (zeros, zeros),
            Self::Sides(sides) | Self::Reflect(sides) => (sides[axis], sides[axis + 2]),
            Self::Same => {
                let windows = (size + stride - 1) / stride;
                let total = ((windows - 1) * stride + kernel - size).max(0);
                (total / 2, total - total / 2)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_padding_puts_the_odd_zero_at_the_end() {
        // 112 windows of 3 at stride 2 reach over 225 values: one zero more than 224, after them.
        assert_eq!(Padding::Same.resolve(0, 224, 3, 2), (0, 1));
        // 28 windows of 5 at stride 2 reach over 59 values: 56 and three zeros.
        assert_eq!(Padding::Same.resolve(0, 56, 5, 2), (1, 2));
        assert_eq!(Padding::Same.resolve(0, 28, 5, 1), (2, 2));
        assert_eq!(Padding::Same.resolve(0, 7, 1, 2), (0, 0));
    }
}
