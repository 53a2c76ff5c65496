//! Ablation: units that are held at zero during a forward pass.

use tch::{TchError, Tensor};

use super::graph::NodeId;

/// A unit, or all units of a node, held at zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AblatedChannel {
    /// The node.
    pub node: NodeId,
    /// One of its channels, from 0; none for all of them.
    pub channel: Option<usize>,
}

/// The value of `id` with its ablated channels at zero: a copy where there are any, since the
/// value may share its memory with another's.
pub(super) fn apply(
    value: Tensor,
    id: NodeId,
    ablated: &[AblatedChannel],
) -> Result<Tensor, TchError> {
    let mut own = ablated.iter().filter(|ablated| ablated.node == id).peekable();
    if own.peek().is_none() {
        return Ok(value);
    }
    let Some(channels) = own.map(|own| own.channel).collect::<Option<Vec<usize>>>() else {
        return value.f_zeros_like();
    };
    let count = value.size()[1] as usize;
    if let Some(channel) = channels.iter().find(|&&channel| channel >= count) {
        let problem = format!("it has {count} channels, from 0, so there is no channel {channel}");
        return Err(TchError::Shape(problem));
    }
    let channels: Vec<i64> = channels.into_iter().map(|channel| channel as i64).collect();
    let channels = Tensor::f_from_slice(&channels)?.f_to_device(value.device())?;
    value.f_index_fill(1, &channels, 0.0)
}
