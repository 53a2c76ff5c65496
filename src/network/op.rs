//! The operations of nodes: hyper-parameters and the names of their parameters, no tensors.

mod activation;
mod padding;
mod parameter;

pub use activation::Activation;
pub use padding::Padding;
use parameter::factor_and_summand;
pub use parameter::{Parameter, Role};

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
    /// The same factor and summand for all values of a channel: a batch normalisation that no
    /// convolution stands before, a layer scale, a constant.
    Affine(Affine),
    /// Each position's channels brought to mean 0 and variance 1 (Ba, Kiros and Hinton, "Layer
    /// normalization", 2016, <https://arxiv.org/abs/1607.06450>).
    LayerNorm(LayerNorm),
    /// A function of each value by itself that is no [`Self::Clip`].
    Activation(Activation),
    /// min(max(x, lo), hi): ReLU where hi is infinite, ReLU6 where it is 6.
    Clip {
        /// Smallest value that passes.
        lo: f64,
        /// Largest value that passes.
        hi: f64,
    },
    /// The largest value of each window.
    MaxPool {
        /// Height and width of the window.
        kernel: [i64; 2],
        /// From one window to the next, down and across.
        stride: [i64; 2],
        /// How far windows reach over each edge, down and across; nothing there is ever the
        /// largest.
        padding: [i64; 2],
        /// True to round the number of windows up, so that the last may reach further over the end:
        /// PyTorch's word.
        ceil_mode: bool,
    },
    /// The mean of each window.
    AvgPool(AvgPool),
    /// The mean of each of `side` by `side` bins that cover the map, whatever its size.
    AdaptiveAvgPool {
        /// Rows and columns of the result.
        side: i64,
    },
    /// The sum of two inputs of the same shape.
    Add,
    /// The product of two inputs: of the same shape, or the second with one value a channel,
    /// [N, C, 1, 1] (Hu, Shen and Sun, "Squeeze-and-excitation networks", 2017,
    /// <https://arxiv.org/abs/1709.01507>).
    Mul,
    /// The maps of all inputs, one after the other: [N, C₁ + C₂ + …, H, W].
    Concat,
    /// The channels from `start` up to `end`, that one not included.
    Slice {
        /// First channel.
        start: i64,
        /// Behind the last.
        end: i64,
    },
    /// Channel `k` of group `g` becomes channel `g` of group `k` (Zhang et al., "`ShuffleNet`",
    /// 2017, <https://arxiv.org/abs/1707.01083>).
    Shuffle {
        /// Number of groups; it divides the number of channels.
        groups: i64,
    },
    /// [N, C, H, W] to [N, C·H·W].
    Flatten,
}

/// A convolution's hyper-parameters and the names of its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Conv {
    /// Name of its weight, [outputs, inputs / groups, height, width].
    pub weight: String,
    /// Name of its bias, `[outputs]`.
    pub bias: Option<String>,
    /// The batch normalisation that follows it.
    pub norm: Option<BatchNorm>,
    /// Input channels.
    pub inputs: i64,
    /// Output channels.
    pub outputs: i64,
    /// Height and width of its window.
    pub kernel: [i64; 2],
    /// From one window to the next, down and across.
    pub stride: [i64; 2],
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
    pub bias: Option<String>,
    /// Input units.
    pub inputs: i64,
    /// Output units.
    pub outputs: i64,
}

/// A factor and a summand for each channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Affine {
    /// Name of the factors, `[channels]`; none for 1.
    pub weight: Option<String>,
    /// Name of the summands, `[channels]`; none for 0.
    pub bias: Option<String>,
    /// The batch normalisation that it is; then it has neither of them.
    pub norm: Option<BatchNorm>,
    /// Number of channels.
    pub channels: i64,
}

/// Layer normalisation over the channels of one position:
/// `(x − mean) / √(variance + eps) · weight + bias`, the variance without Bessel's correction.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerNorm {
    /// Name of the factors, `[channels]`; none for 1.
    pub weight: Option<String>,
    /// Name of the summands, `[channels]`; none for 0.
    pub bias: Option<String>,
    /// Number of channels.
    pub channels: i64,
    /// Added to the variance.
    pub eps: f64,
}

/// The mean of each window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AvgPool {
    /// Height and width of the window.
    pub kernel: [i64; 2],
    /// From one window to the next, down and across.
    pub stride: [i64; 2],
    /// How far windows reach over each edge, down and across.
    pub padding: [i64; 2],
    /// True to round the number of windows up: see [`Op::MaxPool`].
    pub ceil_mode: bool,
    /// True where what reaches over an edge counts as zeros; false where only what is there is
    /// averaged.
    pub counts_padding: bool,
}

impl Op {
    /// max(x, 0).
    pub const RELU: Self = Self::Clip { lo: 0.0, hi: f64::INFINITY };
    /// min(max(x, 0), 6).
    pub const RELU6: Self = Self::Clip { lo: 0.0, hi: 6.0 };

    /// Max pooling with square windows.
    pub const fn max_pool(kernel: i64, stride: i64, padding: i64, ceil_mode: bool) -> Self {
        let [kernel, stride, padding] = [[kernel; 2], [stride; 2], [padding; 2]];
        Self::MaxPool { kernel, stride, padding, ceil_mode }
    }

    /// Its name in PyTorch's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Input { .. } => "Input",
            Self::Conv(_) => "Conv2d",
            Self::Linear(_) => "Linear",
            op if *op == Self::RELU => "ReLU",
            op if *op == Self::RELU6 => "ReLU6",
            Self::Clip { .. } => "Hardtanh",
            Self::Affine(Affine { norm: Some(_), .. }) => "BatchNorm2d",
            Self::Affine(_) => "Affine",
            Self::LayerNorm(_) => "LayerNorm",
            Self::Activation(activation) => activation.kind(),
            Self::MaxPool { .. } => "MaxPool2d",
            Self::AvgPool(_) => "AvgPool2d",
            Self::AdaptiveAvgPool { .. } => "AdaptiveAvgPool2d",
            Self::Add => "Add",
            Self::Mul => "Mul",
            Self::Concat => "Concat",
            Self::Slice { .. } => "Slice",
            Self::Shuffle { .. } => "ChannelShuffle",
            Self::Flatten => "Flatten",
        }
    }

    /// The largest value that it can have: 6 for ReLU6, infinite for most.
    pub fn upper(&self) -> f64 {
        match self {
            Self::Clip { hi, .. } => *hi,
            Self::Activation(activation) => activation.upper(),
            Self::Input { .. }
            | Self::Conv(_)
            | Self::Linear(_)
            | Self::Affine(_)
            | Self::LayerNorm(_)
            | Self::MaxPool { .. }
            | Self::AvgPool(_)
            | Self::AdaptiveAvgPool { .. }
            | Self::Add
            | Self::Mul
            | Self::Concat
            | Self::Slice { .. }
            | Self::Shuffle { .. }
            | Self::Flatten => f64::INFINITY,
        }
    }

    /// The tensors it needs.
    pub fn parameters(&self) -> Vec<Parameter> {
        match self {
            Self::Conv(conv) => conv.parameters(),
            Self::Linear(linear) => linear.parameters(),
            Self::Affine(affine) => affine.parameters(),
            Self::LayerNorm(norm) => {
                factor_and_summand(norm.channels, norm.weight.as_deref(), norm.bias.as_deref())
            }
            Self::Input { .. }
            | Self::Clip { .. }
            | Self::Activation(_)
            | Self::MaxPool { .. }
            | Self::AvgPool(_)
            | Self::AdaptiveAvgPool { .. }
            | Self::Add
            | Self::Mul
            | Self::Concat
            | Self::Slice { .. }
            | Self::Shuffle { .. }
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
            kernel: [kernel, kernel],
            stride: [1, 1],
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

    /// True for a window of one value at every place: sums over channels alone.
    pub fn is_pointwise(&self) -> bool {
        let none = [Padding::Each(0), Padding::Sides([0; 4]), Padding::Same];
        (self.kernel, self.stride) == ([1, 1], [1, 1]) && none.contains(&self.padding)
    }

    fn parameters(&self) -> Vec<Parameter> {
        let [height, width] = self.kernel;
        let shape = [self.outputs, self.inputs / self.groups, height, width];
        let mut parameters = vec![Parameter::new(&self.weight, &shape, Role::Weight)];
        if let Some(bias) = &self.bias {
            parameters.push(Parameter::new(bias, &[self.outputs], Role::Bias));
        }
        parameters.extend(self.norm.iter().flat_map(|norm| norm.parameters(self.outputs)));
        parameters
    }
}

impl Affine {
    /// The batch normalisation whose parameters' names begin with `prefix`.
    pub fn batch_norm(prefix: &str, eps: f64, channels: i64) -> Self {
        let norm = Some(BatchNorm { prefix: prefix.into(), eps });
        Self { weight: None, bias: None, norm, channels }
    }

    fn parameters(&self) -> Vec<Parameter> {
        match &self.norm {
            Some(norm) => norm.parameters(self.channels),
            None => factor_and_summand(self.channels, self.weight.as_deref(), self.bias.as_deref()),
        }
    }
}

impl Linear {
    /// A fully connected layer with the parameters `{name}.weight` and `{name}.bias`.
    pub fn new(name: &str, inputs: i64, outputs: i64) -> Self {
        let bias = Some(format!("{name}.bias"));
        Self { weight: format!("{name}.weight"), bias, inputs, outputs }
    }

    fn parameters(&self) -> Vec<Parameter> {
        let weight = Parameter::new(&self.weight, &[self.outputs, self.inputs], Role::Weight);
        let bias = self.bias.iter().map(|bias| Parameter::new(bias, &[self.outputs], Role::Bias));
        [weight].into_iter().chain(bias).collect()
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

    fn parameters(&self, channels: i64) -> Vec<Parameter> {
        let each = |name: String, role| Parameter::new(name, &[channels], role);
        vec![
            each(self.weight(), Role::NormWeight),
            each(self.bias(), Role::Bias),
            each(self.running_mean(), Role::RunningMean),
            each(self.running_var(), Role::RunningVar),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectifiers_are_clips_with_names() {
        assert_eq!(Op::RELU.kind(), "ReLU");
        assert_eq!(Op::RELU6.kind(), "ReLU6");
        assert_eq!(Op::Clip { lo: -1.0, hi: 1.0 }.kind(), "Hardtanh");
    }
}
