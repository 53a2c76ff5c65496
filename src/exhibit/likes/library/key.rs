//! The key of a network in a library: its name, and the SHA-256 of its weights.

use std::fmt;

use crate::error::Result;
use crate::interrupt::Interrupt;
use crate::network::WeightsFrom;
use crate::network::checkpoint;
use crate::network::manifest::Spec;

/// So many digits of the hash are in a folder's name.
const DIGITS: usize = 12;

/// Whose pictures they are. Other weights are another network.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// As on the command line: `efficientnet_lite0`.
    pub network: String,
    /// The SHA-256 of the weights' file in lower-case hexadecimal digits; "random" for made-up
    /// ones.
    pub weights: String,
}

impl Key {
    /// Of this network.
    ///
    /// # Errors
    /// Those of [`checkpoint::identity`].
    pub fn of(spec: &Spec, weights: &WeightsFrom, interrupt: &Interrupt) -> Result<Self> {
        let weights = checkpoint::identity(spec, weights, interrupt)?;
        Ok(Self { network: spec.name.clone(), weights })
    }
}

/// The name of its folder: "efficientnet_lite0-00f3dca2…", with twelve digits.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.weights.get(..DIGITS).unwrap_or(&self.weights);
        write!(f, "{}-{digits}", self.network)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::manifest::Manifest;

    #[test]
    fn the_same_weights_have_the_same_key_wherever_they_lie() {
        let manifest = Manifest::built_in().unwrap();
        let spec = manifest.network("efficientnet_lite0").unwrap();
        let of = |weights| Key::of(spec, &weights, &Interrupt::default()).unwrap();
        let hash = spec.sha256.clone().unwrap();
        let published = of(WeightsFrom::Published);
        assert_eq!(published.weights, hash);
        assert_eq!(published.to_string(), format!("efficientnet_lite0-{}", &hash[..12]));
        assert_eq!(of(WeightsFrom::Random).to_string(), "efficientnet_lite0-random");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.safetensors");
        std::fs::write(&file, "abc").unwrap();
        // FIPS 180-2, appendix B.1.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of(WeightsFrom::File(file)).weights, digest);
    }
}
