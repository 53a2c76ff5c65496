//! The strongest value of each map of some layers, and what the network calls the picture.

use tch::{Device, Kind, Tensor};

use super::tally::{Favoured, Named, Tally};
use crate::error::{Error, Result};
use crate::network::Network;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::guess::Guess;
use crate::network::outline::Outline;
use crate::network::top_k::top_k;

/// The strongest value of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// The value, as the network computed it.
    pub value: f32,
    /// Its column; of equal values the first, row by row.
    pub x: u32,
    /// Its row.
    pub y: u32,
}

/// The layers of the wall, and the classes, as indices into the outline's layers.
pub fn usual(outline: &Outline) -> Vec<usize> {
    let mut layers: Vec<usize> = outline.blocks.iter().map(|block| block.shown).collect();
    let last = outline.layers.len().checked_sub(1);
    layers.extend(last.filter(|last| !layers.contains(last)));
    layers
}

/// What a network makes of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// By layer, in the order that was asked for: of each unit the strongest value, and none where
    /// a rectified unit shows nothing.
    peaks: Vec<Vec<Option<Peak>>>,
    best: Option<Guess>,
}

/// Runs the network on `input`, [1, 3, side, side], and gives the strongest values in these layers
/// (as indices into the outline's). A rectified unit that shows nothing is not excited.
///
/// # Errors
/// Where libtorch refuses; [`Error::NotANumber`]; [`Error::Interrupted`].
pub fn see(network: &Network, input: &Tensor, layers: &[usize]) -> Result<Seen> {
    let outline = &network.outline;
    let layers = layers.iter().filter_map(|&layer| outline.layers.get(layer));
    let layers: Vec<_> = layers.collect();
    let nodes: Vec<NodeId> = layers.iter().map(|layer| layer.node).collect();
    let trace = network.forward(input, Keep::Only(&nodes), network.graph.logits())?;
    let best = top_k(&network.probabilities(&trace)?, 1).first().copied();
    let excited = layers.iter().map(|layer| {
        let peaks = peaks(network, &trace, layer.node)?.into_iter();
        Ok(peaks.map(|peak| (layer.signed || peak.value > 0.0).then_some(peak)).collect())
    });
    Ok(Seen { peaks: excited.collect::<Result<_>>()?, best })
}

/// Adds what a network made of the picture of this index to the tally, whose layers are those that
/// [`see`] was asked for. Where no unit is excited enough, the picture is none of its favourites.
pub fn add(seen: &Seen, tally: &mut Tally, (index, path): (u32, &str)) {
    let mut kept = false;
    for (peaks, into) in seen.peaks.iter().zip(&mut tally.layers) {
        for (unit, peak) in peaks.iter().enumerate() {
            if let &Some(Peak { value, x, y }) = peak {
                kept |= into.add(unit, Favoured { picture: index, value, x, y });
            }
        }
    }
    if let Some(guess) = seen.best.as_ref().filter(|_| kept) {
        let (class, probability) = (guess.class as u32, guess.probability);
        tally.pictures.insert(index, Named { path: path.to_owned(), class, probability });
    }
    tally.seen += 1;
}

/// The strongest value of each unit of a node that the pass kept.
///
/// # Errors
/// Where the pass did not keep it, or libtorch refuses.
pub fn peaks(network: &Network, trace: &Trace, node: NodeId) -> Result<Vec<Peak>> {
    let value = trace.kept(&network.graph, node)?;
    let failed = || Error::torch(&network.graph.nodes[node].name);
    let (values, width, units) = rows(value).map_err(failed())?;
    let start = Peak { value: f32::NEG_INFINITY, x: 0, y: 0 };
    let (mut best, mut at) = (vec![start.value; units], vec![0_u32; units]);
    for (place, row) in values.chunks_exact(units.max(1)).enumerate() {
        for ((best, at), &value) in best.iter_mut().zip(&mut at).zip(row) {
            if value > *best {
                (*best, *at) = (value, place as u32);
            }
        }
    }
    let width = width.max(1);
    // Negative zero is no other value.
    let peak = |(value, at): (f32, u32)| Peak { value: value + 0.0, x: at % width, y: at / width };
    Ok(best.into_iter().zip(at).map(peak).collect())
}

/// The first picture's values on the host, place after place, in each one value a unit; how many
/// places are in a row; how many units there are.
fn rows(value: &Tensor) -> std::result::Result<(Vec<f32>, u32, usize), tch::TchError> {
    let value = value.f_select(0, 0)?.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?;
    // Values are channels-last in memory: there is nothing to copy for it.
    let value = if value.dim() == 3 { value.f_permute([1, 2, 0])? } else { value };
    let (width, units) = match value.size()[..] {
        [_, width, units] => (width, units),
        [units] => (1, units),
        _ => (1, value.numel() as i64),
    };
    Ok((Vec::try_from(&value.f_contiguous()?.f_flatten(0, -1)?)?, width as u32, units as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::likes::library::key::Key;
    use crate::exhibit::likes::library::shards::Shards;
    use crate::exhibit::likes::library::tally::{LayerTally, Set};
    use crate::network::device::{Device as Place, DeviceChoice};

    /// Straight from the definition, in the other order.
    fn brute_force(value: &Tensor) -> Vec<Peak> {
        let size = value.size();
        (0..size[1])
            .map(|unit| {
                let map = value.get(0).get(unit).to_kind(Kind::Float);
                let (height, width) = if size.len() == 4 { (size[2], size[3]) } else { (1, 1) };
                let map = map.reshape([height, width]);
                let mut best = Peak { value: f32::NEG_INFINITY, x: 0, y: 0 };
                for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
                    let value = map.double_value(&[y, x]) as f32;
                    if value > best.value {
                        best = Peak { value, x: x as u32, y: y as u32 };
                    }
                }
                best
            })
            .collect()
    }

    #[test]
    fn every_units_strongest_value_is_the_one_that_looking_at_all_finds() {
        let device = Place::open(DeviceChoice::Cpu, Some(1)).unwrap();
        let network = Network::with_deterministic_weights("squeezenet1_1", device).unwrap();
        let noise: Vec<f32> =
            (0..3 * 64 * 64).map(|i| ((i * 37 % 101) as f32 - 50.0) / 40.0).collect();
        let input = Tensor::from_slice(&noise).reshape([1, 3, 64, 64]);
        let trace = network.forward(&input, Keep::All, network.graph.logits()).unwrap();
        let layers = usual(&network.outline);
        let nodes = layers.iter().map(|&layer| network.outline.layers[layer].node);
        assert!(nodes.clone().any(|node| node == network.graph.logits()), "the classes too");
        for node in nodes {
            let value = trace.value(node).unwrap();
            assert_eq!(peaks(&network, &trace, node).unwrap(), brute_force(value));
        }

        let key = Key { network: "squeezenet1_1".into(), weights: "random".into() };
        let set = Set::new(key, 64, &["a.png".into()], Shards::whole());
        let of = |&layer: &usize| {
            let layer = &network.outline.layers[layer];
            LayerTally::new(&layer.name, layer.shape.channels)
        };
        let mut tally = Tally::new(set, layers.iter().map(of).collect());
        add(&see(&network, &input, &layers).unwrap(), &mut tally, (0, "a.png"));
        assert_eq!((tally.seen, tally.pictures[&0].path.as_str()), (1, "a.png"));
        let excited = tally.layers[0].favoured().all(|kept| kept.value > 0.0);
        assert!(excited, "a rectified unit that shows nothing has no favourite");
    }
}
