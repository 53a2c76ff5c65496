//! The knobs of the lesson: what can be turned, over which values.

use crate::control::action::Action;

/// What can be turned: places on the scales of the knobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Knobs {
    /// The learning rate's.
    pub rate: u8,
    /// The hidden cells'.
    pub hidden: u8,
    /// The weight decay's.
    pub decay: u8,
    /// The share of the pictures'.
    pub share: u8,
    /// That of wrong labels.
    pub noise: u8,
}

impl Default for Knobs {
    fn default() -> Self {
        Self { rate: 2, hidden: 0, decay: 0, share: 4, noise: 0 }
    }
}

/// Learning rates of Adam. 1e-2 is visibly worse than 1e-3 here: with thirty pictures a thing,
/// 79 % against 94 % of strongly changed pictures were answered rightly.
const RATES: [f64; 6] = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 1e-1];
const HIDDEN: [usize; 6] = [0, 2, 5, 10, 30, 100];
const DECAYS: [f64; 5] = [0.0, 1e-4, 1e-3, 1e-2, 1e-1];
/// Percentages of the pictures of each thing.
const SHARES: [u32; 5] = [10, 25, 50, 75, 100];
const NOISES: [u32; 5] = [0, 10, 20, 30, 50];

fn at<T: Copy>(scale: &[T], place: u8) -> T {
    scale[usize::from(place).min(scale.len() - 1)]
}

impl Knobs {
    /// Adam's learning rate.
    pub fn rate(self) -> f64 {
        at(&RATES, self.rate)
    }

    /// So many hidden cells; 0 for a linear head.
    pub fn hidden(self) -> usize {
        at(&HIDDEN, self.hidden)
    }

    /// The penalty on the squared weights.
    pub fn decay(self) -> f64 {
        at(&DECAYS, self.decay)
    }

    /// How much of each thing's pictures it learns from, in percent.
    pub fn share(self) -> u32 {
        at(&SHARES, self.share)
    }

    /// How many of them have another thing's label, in percent.
    pub fn noise(self) -> u32 {
        at(&NOISES, self.noise)
    }
}

/// One of the knobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Which {
    #[default]
    Rate,
    Hidden,
    Decay,
    Share,
    Noise,
}

impl Which {
    /// From top to bottom.
    pub(super) const ALL: [Self; 5] =
        [Self::Rate, Self::Hidden, Self::Decay, Self::Share, Self::Noise];

    /// What leads down and up.
    pub(super) const fn actions(self) -> [Action; 2] {
        let [less, more] = match self {
            Self::Rate => ["slower-learning", "faster-learning"],
            Self::Hidden => ["fewer-cells", "more-cells"],
            Self::Decay => ["less-decay", "more-decay"],
            Self::Share => ["fewer-pictures", "more-pictures"],
            Self::Noise => ["fewer-wrong-labels", "more-wrong-labels"],
        };
        [Action::Room(less), Action::Room(more)]
    }

    /// How many positions it has.
    pub(super) fn positions(self) -> u8 {
        let count = match self {
            Self::Rate => RATES.len(),
            Self::Hidden => HIDDEN.len(),
            Self::Decay => DECAYS.len(),
            Self::Share => SHARES.len(),
            Self::Noise => NOISES.len(),
        };
        count as u8
    }

    /// Where it stands.
    pub(super) fn of(self, knobs: Knobs) -> u8 {
        match self {
            Self::Rate => knobs.rate,
            Self::Hidden => knobs.hidden,
            Self::Decay => knobs.decay,
            Self::Share => knobs.share,
            Self::Noise => knobs.noise,
        }
    }

    /// Turns it by one position; it stops at its ends.
    pub(super) fn turn(self, knobs: &mut Knobs, up: bool) {
        let last = self.positions() - 1;
        let at = match self {
            Self::Rate => &mut knobs.rate,
            Self::Hidden => &mut knobs.hidden,
            Self::Decay => &mut knobs.decay,
            Self::Share => &mut knobs.share,
            Self::Noise => &mut knobs.noise,
        };
        *at = if up { (*at + 1).min(last) } else { at.saturating_sub(1) };
    }

    /// What is called so: in plain words, and the field's word.
    pub(super) fn label(self) -> [String; 2] {
        match self {
            Self::Rate => [say!("learning-rate"), say!("learning-rate-field")],
            Self::Hidden => [say!("learning-hidden"), say!("learning-hidden-field")],
            Self::Decay => [say!("learning-decay"), say!("learning-decay-field")],
            Self::Share => [say!("learning-share"), say!("learning-share-field")],
            Self::Noise => [say!("learning-noise"), say!("learning-noise-field")],
        }
    }

    /// Where it stands, in words.
    pub(super) fn value(self, knobs: Knobs) -> String {
        let percent = |of: u32| say!("percent", of = of.to_string());
        match self {
            Self::Rate => knobs.rate().to_string(),
            Self::Hidden if knobs.hidden() == 0 => say!("learning-none"),
            Self::Hidden => knobs.hidden().to_string(),
            Self::Decay => knobs.decay().to_string(),
            Self::Share => percent(knobs.share()),
            Self::Noise => percent(knobs.noise()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_knob_goes_from_its_first_position_to_its_last_and_no_further() {
        for which in Which::ALL {
            let mut knobs = Knobs::default();
            assert!(which.of(knobs) < which.positions());
            for _ in 0..9 {
                which.turn(&mut knobs, true);
            }
            assert_eq!(which.of(knobs), which.positions() - 1);
            for _ in 0..9 {
                which.turn(&mut knobs, false);
            }
            assert_eq!(which.of(knobs), 0, "{which:?}");
        }
    }

    #[test]
    fn at_first_all_pictures_are_learned_linearly_at_a_thousandth() {
        let knobs = Knobs::default();
        assert!((knobs.rate() - 1e-3).abs() < 1e-12);
        assert_eq!((knobs.hidden(), knobs.share(), knobs.noise()), (0, 100, 0));
    }
}
