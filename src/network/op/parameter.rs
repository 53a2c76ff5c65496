//! The tensors that operations need: names, shapes, and what each is for.

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
    pub(super) fn new(name: impl Into<String>, shape: &[i64], role: Role) -> Self {
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

/// What has a factor and a summand for each channel, or one of them, or none.
pub(super) fn factor_and_summand(
    channels: i64,
    weight: Option<&str>,
    bias: Option<&str>,
) -> Vec<Parameter> {
    let factor = weight.map(|name| Parameter::new(name, &[channels], Role::NormWeight));
    let summand = bias.map(|name| Parameter::new(name, &[channels], Role::Bias));
    factor.into_iter().chain(summand).collect()
}
