//! The operations of nodes: hyper-parameters and the names of their parameters, no tensors.

/// An operation. Whoever walks a graph matches exhaustively, so that a new operation cannot be
/// forgotten.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// The normalised picture, [N, channels, H, W].
    Input {
        /// Number of colour channels.
        channels: i64,
    },
    /// Convolution, with its batch normalisation folded in where it has one.
    Conv(Conv),
    /// Fully connected: y = x·weightᵀ + bias.
    Linear(Linear),
    /// min(max(x, lo), hi): ReLU where hi is infinite, ReLU6 where it is 6.
    Clip {
        /// Smallest value that passes.
        lo: f64,
        /// Largest value that passes.
        hi: f64,
    },
    /// The largest value of each window.
    MaxPool {
        /// Side of the window.
        kernel: i64,
        /// From one window to the next.
        stride: i64,
        /// How far windows reach over each edge; nothing there is ever the largest.
        padding: i64,
        /// True to round the number of windows up, so that the last may reach further over the end:
        /// PyTorch's word.
        ceil_mode: bool,
    },
    /// The mean of each of `side` by `side` bins that cover the map, whatever its size.
    AdaptiveAvgPool {
        /// Rows and columns of the result.
        side: i64,
    },
    /// The sum of two inputs of the same shape.
    Add,
    /// The maps of all inputs, one after the other: [N, C₁ + C₂ + …, H, W].
    Concat,
    /// [N, C, H, W] to [N, C·H·W].
    Flatten,
}

/// A convolution's hyper-parameters and the names of its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Conv {
    /// Name of its weight, [outputs, inputs / groups, kernel, kernel].
    pub weight: String,
    /// Name of its bias, `[outputs]`.
    pub bias: Option<String>,
    /// The batch normalisation that follows it.
    pub norm: Option<BatchNorm>,
    /// Input channels.
    pub inputs: i64,
    /// Output channels.
    pub outputs: i64,
    /// Side of its window.
    pub kernel: i64,
    /// From one window to the next.
    pub stride: i64,
    /// Zeros around its input.
    pub padding: Padding,
    /// 1, or the number of channels where each is filtered on its own (depthwise).
    pub groups: i64,
}

/// Batch normalisation in inference: `(x − running_mean) / √(running_var + eps) · weight + bias`
/// (Ioffe and Szegedy, 2015).
#[derive(Debug, Clone, PartialEq)]
pub struct BatchNorm {
    /// What the names of its four parameters begin with.
    pub prefix: String,
    /// Added to the variance.
    pub eps: f64,
}

/// A fully connected layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Linear {
    /// Name of its weight, [outputs, inputs].
    pub weight: String,
    /// Name of its bias, `[outputs]`.
    pub bias: String,
    /// Input units.
    pub inputs: i64,
    /// Output units.
    pub outputs: i64,
}

/// Zeros around the input of a convolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// So many on each side.
    Each(i64),
    /// TensorFlow's "same": as many as make the output ⌈size / stride⌉ long, the odd one at the
    /// end.
    Same,
}

impl Padding {
    /// Zeros before the first and after the last of `size` values.
    pub fn resolve(self, size: i64, kernel: i64, stride: i64) -> (i64, i64) {
        match self {
            Self::Each(zeros) => (zeros, zeros),
            Self::Same => {
                let windows = (size + stride - 1) / stride;
                let total = ((windows - 1) * stride + kernel - size).max(0);
                (total / 2, total - total / 2)
            }
        }
    }
}

/// What a parameter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A convolution's or fully connected layer's weight.
    Weight,
    /// What is added to every output, batch normalisation's included.
    Bias,
    /// Batch normalisation's factor.
    NormWeight,
    /// Batch normalisation's mean over the training pictures.
    RunningMean,
    /// Batch normalisation's variance over the training pictures.
    RunningVar,
}

impl Role {
    /// False for what was counted rather than trained.
    pub fn is_trained(self) -> bool {
        !matches!(self, Self::RunningMean | Self::RunningVar)
    }
}

/// A tensor that a checkpoint must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the checkpoint.
    pub name: String,
    /// Its shape.
    pub shape: Vec<i64>,
    /// What it is for.
    pub role: Role,
}

impl Parameter {
    fn new(name: impl Into<String>, shape: &[i64], role: Role) -> Self {
        Self { name: name.into(), shape: shape.to_vec(), role }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.shape.iter().product::<i64>() as usize
    }

    /// True if it has no values.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Op {
    /// max(x, 0).
    pub const RELU: Self = Self::Clip { lo: 0.0, hi: f64::INFINITY };
    /// min(max(x, 0), 6).
    pub const RELU6: Self = Self::Clip { lo: 0.0, hi: 6.0 };

    /// Its name in PyTorch's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Input { .. } => "Input",
            Self::Conv(_) => "Conv2d",
            Self::Linear(_) => "Linear",
            op if *op == Self::RELU => "ReLU",
            op if *op == Self::RELU6 => "ReLU6",
            Self::Clip { .. } => "Hardtanh",
            Self::MaxPool { .. } => "MaxPool2d",
            Self::AdaptiveAvgPool { .. } => "AdaptiveAvgPool2d",
            Self::Add => "Add",
            Self::Concat => "Concat",
            Self::Flatten => "Flatten",
        }
    }

    /// The largest value that it can have: 6 for ReLU6, infinite for most.
    pub fn upper(&self) -> f64 {
        match self {
            Self::Clip { hi, .. } => *hi,
            Self::Input { .. }
            | Self::Conv(_)
            | Self::Linear(_)
            | Self::MaxPool { .. }
            | Self::AdaptiveAvgPool { .. }
            | Self::Add
            | Self::Concat
            | Self::Flatten => f64::INFINITY,
        }
    }

    /// The tensors it needs.
    pub fn parameters(&self) -> Vec<Parameter> {
        match self {
            Self::Conv(conv) => conv.parameters(),
            Self::Linear(linear) => vec![
                Parameter::new(&linear.weight, &[linear.outputs, linear.inputs], Role::Weight),
                Parameter::new(&linear.bias, &[linear.outputs], Role::Bias),
            ],
            Self::Input { .. }
            | Self::Clip { .. }
            | Self::MaxPool { .. }
            | Self::AdaptiveAvgPool { .. }
            | Self::Add
            | Self::Concat
            | Self::Flatten => Vec::new(),
        }
    }
}

impl Conv {
    /// A convolution with a bias, named as PyTorch names a module's parameters: `{name}.weight` and
    /// `{name}.bias`. Its stride is 1, and no zeros are around its input.
    pub fn biased(name: &str, inputs: i64, outputs: i64, kernel: i64) -> Self {
        Self {
            weight: format!("{name}.weight"),
            bias: Some(format!("{name}.bias")),
            norm: None,
            inputs,
            outputs,
            kernel,
            stride: 1,
            padding: Padding::Each(0),
            groups: 1,
        }
    }

    /// The same with the batch normalisation of this name instead of a bias.
    pub fn normalised(
        name: &str,
        norm: &str,
        eps: f64,
        [inputs, outputs]: [i64; 2],
        kernel: i64,
    ) -> Self {
        let norm = Some(BatchNorm { prefix: norm.into(), eps });
        Self { bias: None, norm, ..Self::biased(name, inputs, outputs, kernel) }
    }

    fn parameters(&self) -> Vec<Parameter> {
        let shape = [self.outputs, self.inputs / self.groups, self.kernel, self.kernel];
        let mut parameters = vec![Parameter::new(&self.weight, &shape, Role::Weight)];
        if let Some(bias) = &self.bias {
            parameters.push(Parameter::new(bias, &[self.outputs], Role::Bias));
        }
        if let Some(norm) = &self.norm {
            let of_norm = |name: String, role| Parameter::new(name, &[self.outputs], role);
            parameters.push(of_norm(norm.weight(), Role::NormWeight));
            parameters.push(of_norm(norm.bias(), Role::Bias));
            parameters.push(of_norm(norm.running_mean(), Role::RunningMean));
            parameters.push(of_norm(norm.running_var(), Role::RunningVar));
        }
        parameters
    }
}

impl Linear {
    /// A fully connected layer with the parameters `{name}.weight` and `{name}.bias`.
    pub fn new(name: &str, inputs: i64, outputs: i64) -> Self {
        Self { weight: format!("{name}.weight"), bias: format!("{name}.bias"), inputs, outputs }
    }
}

impl BatchNorm {
    /// What PyTorch adds to the variance where nothing else is said.
    pub const EPS: f64 = 1e-5;

    /// Name of its factor.
    pub fn weight(&self) -> String {
        format!("{}.weight", self.prefix)
    }

    /// Name of its summand.
    pub fn bias(&self) -> String {
        format!("{}.bias", self.prefix)
    }

    /// Name of its mean.
    pub fn running_mean(&self) -> String {
        format!("{}.running_mean", self.prefix)
    }

    /// Name of its variance.
    pub fn running_var(&self) -> String {
        format!("{}.running_var", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_padding_puts_the_odd_zero_at_the_end() {
        // 112 windows of 3 at stride 2 reach over 225 values: one zero more than 224, after them.
        assert_eq!(Padding::Same.resolve(224, 3, 2), (0, 1));
        // 28 windows of 5 at stride 2 reach over 59 values: 56 and three zeros.
        assert_eq!(Padding::Same.resolve(56, 5, 2), (1, 2));
        assert_eq!(Padding::Same.resolve(28, 5, 1), (2, 2));
        assert_eq!(Padding::Same.resolve(7, 1, 2), (0, 0));
    }

    #[test]
    fn rectifiers_are_clips_with_names() {
        assert_eq!(Op::RELU.kind(), "ReLU");
        assert_eq!(Op::RELU6.kind(), "ReLU6");
        assert_eq!(Op::Clip { lo: -1.0, hi: 1.0 }.kind(), "Hardtanh");
    }
}
