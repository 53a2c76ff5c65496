//! The normalisation of pixels by the mean and standard deviation a network was trained with.

/// `(x / 255 - mean) / std` per channel, from a table: 256 values a channel, computed once in the
/// order in which torch computes them, so that the result equals torchvision's to the last bit and
/// costs one load a value.
#[derive(Debug)]
pub(super) struct Normalize {
    tables: Box<[[f32; 256]; 3]>,
}

impl Normalize {
    pub(super) fn new(mean: [f32; 3], std: [f32; 3]) -> Self {
        let table = |channel: usize| {
            std::array::from_fn(|byte| (byte as f32 / 255.0 - mean[channel]) / std[channel])
        };
        Self { tables: Box::new(std::array::from_fn(table)) }
    }

    /// RGB bytes to as many values, in the same order.
    pub(super) fn run(&self, rgb: &[u8], into: &mut [f32]) {
        let [red, green, blue] = &*self.tables;
        let pixels = rgb.as_chunks::<3>().0;
        for (&[r, g, b], values) in pixels.iter().zip(into.as_chunks_mut::<3>().0) {
            *values = [red[r as usize], green[g as usize], blue[b as usize]];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_channel_has_its_own_mean_and_deviation() {
        let normalize = Normalize::new([0.0, 0.5, 1.0], [1.0, 0.5, 2.0]);
        let mut got = [0.0; 6];
        normalize.run(&[0, 0, 0, 255, 255, 255], &mut got);
        // (0 - 0) / 1, (0 - 0.5) / 0.5, (0 - 1) / 2; then with 1 for 0.
        assert_eq!(got.map(f32::to_bits), [0.0, -1.0, -0.5, 1.0, 1.0, 0.0].map(f32::to_bits));
    }

    #[test]
    fn the_lite_familys_normalisation_is_centred_on_127() {
        let normalize = Normalize::new([127.0 / 255.0; 3], [128.0 / 255.0; 3]);
        let mut got = [9.0; 3];
        normalize.run(&[127, 255, 0], &mut got);
        // (x - 127) / 128
        for (got, want) in got.iter().zip([0.0, 1.0, -127.0 / 128.0]) {
            assert!((got - want).abs() < 1e-6, "{got} is not {want}");
        }
    }
}
