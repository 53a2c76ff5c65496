//! Which colours the maps of each step are drawn in.

use super::palette::hue;
use crate::canvas::colormap::Colormap;
use crate::control::appearance::{Appearance, Colors};
use crate::taps::reading::Reading;

/// Hues of signals above and below zero: orange and blue, which nobody confuses.
const SIGNALS: (f32, f32) = (62.0, 255.0);

/// The same as the Deep Visualization Toolbox has them: green and red.
const TOOLBOX_SIGNALS: (f32, f32) = (145.0, 27.0);

/// The colours of all steps' maps, kept as long as gamma and the set of colours stay.
#[derive(Debug, Default)]
pub struct Colormaps {
    /// So many steps, this gamma, these colours.
    made_for: Option<(usize, usize, Colors)>,
    positive: Vec<Colormap>,
    signed: Vec<Colormap>,
    signals: Option<Colormap>,
}

impl Colormaps {
    /// Makes those of a network with so many steps, where they are not there yet.
    pub fn prepare(&mut self, steps: usize, appearance: Appearance) {
        let wanted = (steps, appearance.gamma, appearance.colors);
        if self.made_for == Some(wanted) {
            return;
        }
        let all = |signed| (0..steps).map(move |step| colormap(appearance, (step, steps), signed));
        self.positive = all(false).collect();
        self.signed = all(true).collect();
        let is_toolbox = appearance.colors == Colors::Toolbox;
        let (above, below) = if is_toolbox { TOOLBOX_SIGNALS } else { SIGNALS };
        self.signals = Some(Colormap::signals(above, below, appearance.exponent()));
        self.made_for = Some(wanted);
    }

    /// The colours of one step's maps, or of the signals that run back through it; none where it is
    /// none of the steps.
    pub fn of(&self, step: usize, reading: &Reading) -> Option<&Colormap> {
        match (reading.signals, reading.signed) {
            (true, _) => self.signals.as_ref(),
            (false, true) => self.signed.get(step),
            (false, false) => self.positive.get(step),
        }
    }
}

/// The colours of one step of so many; `signed` where values can be negative.
pub fn colormap(appearance: Appearance, (step, steps): (usize, usize), signed: bool) -> Colormap {
    let gamma = appearance.exponent();
    match appearance.colors {
        Colors::Depth if signed => Colormap::signed(hue(step, steps), gamma),
        Colors::Depth => Colormap::depth(hue(step, steps), gamma),
        Colors::Grey | Colors::Toolbox => Colormap::grey(signed, gamma),
        Colors::Viridis => Colormap::gradient(colorous::VIRIDIS, signed, gamma),
        Colors::Inferno => Colormap::gradient(colorous::INFERNO, signed, gamma),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::color::weakness::difference;

    #[test]
    fn signals_that_raise_and_lower_are_told_apart_by_people_with_red_green_weakness() {
        // The Toolbox's green and red are its own; the words below say which is which.
        let map = Colormap::signals(SIGNALS.0, SIGNALS.1, 1.0);
        for strength in [50, 80, 100] {
            let apart = difference(map.color(128 + strength), map.color(128 - strength));
            assert!(apart >= 0.09, "{strength}: {apart}");
        }
    }
}
