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

/// A function of one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Activation {
    /// 1 / (1 + e⁻ˣ).
    Sigmoid,
    /// x · sigmoid(x), also called swish (Ramachandran, Zoph and Le, "Searching for activation
    /// functions", 2017, <https://arxiv.org/abs/1710.05941>).
    Silu,
    /// min(max(x / 6 + 1/2, 0), 1) (Howard et al., "Searching for `MobileNetV3`", 2019,
    /// <https://arxiv.org/abs/1905.02244>).
    HardSigmoid,
    /// x · hardsigmoid(x) (the same).
    HardSwish,
    /// x · Φ(x), Φ being the normal distribution's (Hendrycks and Gimpel, "Gaussian error linear
    /// units", 2016, <https://arxiv.org/abs/1606.08415>).
    Gelu {
        /// True for the form with a hyperbolic tangent, which nearly is Φ.
        tanh: bool,
    },
    /// The hyperbolic tangent.
    Tanh,
    /// x above zero, `slope` · x below.
    LeakyRelu {
        /// What is left of what is below zero.
        slope: f64,
    },
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

/// Zeros around the input of a convolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// So many on each side.
    Each(i64),
    /// So many above, on the left, below and on the right.
    Sides([i64; 4]),
    /// TensorFlow's "same": as many as make the output ⌈size / stride⌉ long, the odd one at the
    /// end.
    Same,
}

impl Padding {
    /// Zeros before the first and after the last of `size` values: of a column where `axis` is 0,
    /// of a row where it is 1.
    pub fn resolve(self, axis: usize, size: i64, kernel: i64, stride: i64) -> (i64, i64) {
        match self {
            Self::Each(zeros) => (zeros, zeros),
            Self::Sides(sides) => (sides[axis], sides[axis + 2]),
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
    /// What is added to every output, a normalisation's included.
    Bias,
    /// A normalisation's factor, or a layer scale's.
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

/// What has a factor and a summand for each channel, or one of them, or none.
fn factor_and_summand(channels: i64, weight: Option<&str>, bias: Option<&str>) -> Vec<Parameter> {
    let factor = weight.map(|name| Parameter::new(name, &[channels], Role::NormWeight));
    let summand = bias.map(|name| Parameter::new(name, &[channels], Role::Bias));
    factor.into_iter().chain(summand).collect()
}

impl Activation {
    /// Its name in PyTorch's words.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Sigmoid => "Sigmoid",
            Self::Silu => "SiLU",
            Self::HardSigmoid => "Hardsigmoid",
            Self::HardSwish => "Hardswish",
            Self::Gelu { .. } => "GELU",
            Self::Tanh => "Tanh",
            Self::LeakyRelu { .. } => "LeakyReLU",
        }
    }

    /// The largest value that it can have.
    pub fn upper(self) -> f64 {
        match self {
            Self::Sigmoid | Self::HardSigmoid | Self::Tanh => 1.0,
            Self::Silu | Self::HardSwish | Self::Gelu { .. } | Self::LeakyRelu { .. } => {
                f64::INFINITY
            }
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
    fn same_padding_puts_the_odd_zero_at_the_end() {
        // 112 windows of 3 at stride 2 reach over 225 values: one zero more than 224, after them.
        assert_eq!(Padding::Same.resolve(0, 224, 3, 2), (0, 1));
        // 28 windows of 5 at stride 2 reach over 59 values: 56 and three zeros.
        assert_eq!(Padding::Same.resolve(0, 56, 5, 2), (1, 2));
        assert_eq!(Padding::Same.resolve(0, 28, 5, 1), (2, 2));
        assert_eq!(Padding::Same.resolve(0, 7, 1, 2), (0, 0));
    }

    #[test]
    fn rectifiers_are_clips_with_names() {
        assert_eq!(Op::RELU.kind(), "ReLU");
        assert_eq!(Op::RELU6.kind(), "ReLU6");
        assert_eq!(Op::Clip { lo: -1.0, hi: 1.0 }.kind(), "Hardtanh");
    }
}
