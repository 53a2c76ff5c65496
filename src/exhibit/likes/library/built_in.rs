//! The sheet that comes with DeepVis: what each of EfficientNet-Lite0's classes would like to see.
//!
//! Its pictures are those of `deepvis stimulus --class N`, with the published weights, seed 0 and
//! 150 steps; `deepvis stimulus --classes --library DIR` makes such a sheet.

use super::key::Key;
use super::sheet::Sheet;

/// The network, and its last layer.
const OF: (&str, &str) = ("efficientnet_lite0", "head.classifier");

const INDEX: &[u8] =
    include_bytes!("../../../../assets/likes/efficientnet_lite0/head.classifier.json");
const PICTURE: &[u8] =
    include_bytes!("../../../../assets/likes/efficientnet_lite0/head.classifier.jpg");

/// True where there is a sheet for this layer, of some weights.
pub(super) fn has(network: &str, layer: &str) -> bool {
    (network, layer) == OF
}

/// That sheet; none for other weights than those with which it was made.
pub(super) fn sheet(key: &Key, layer: &str) -> Option<Sheet> {
    if !has(&key.network, layer) {
        return None;
    }
    let sheet = Sheet::read(INDEX, PICTURE).ok()?;
    (sheet.made.key() == *key && sheet.made.layer == layer).then_some(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interrupt::Interrupt;
    use crate::network::manifest::Manifest;
    use crate::network::named::Named;
    use crate::network::onnx::Reading;
    use crate::network::particulars::Particulars;
    use crate::network::{WeightsFrom, outline_of};

    #[test]
    fn every_class_of_the_default_network_has_a_picture_and_other_weights_have_none() {
        let manifest = Manifest::built_in().unwrap();
        let spec = manifest.network("efficientnet_lite0").unwrap();
        let named = Named::find(&spec.name, &Particulars::default(), Reading::Structure).unwrap();
        let outline = outline_of(named, &WeightsFrom::Random, None).unwrap();
        let classes = outline.layers.last().unwrap();
        let key = Key::of(spec, &WeightsFrom::Published, &Interrupt::default()).unwrap();
        let sheet = sheet(&key, &classes.name).unwrap();
        assert_eq!(sheet.made.units, outline.labels.len());
        assert!((0..sheet.made.units).all(|class| sheet.stimulus(class).is_some()));
        let other = Key { weights: "random".into(), ..key };
        assert!(super::sheet(&other, &classes.name).is_none());
        assert!(INDEX.len() + PICTURE.len() <= 4_000_000);
    }
}
