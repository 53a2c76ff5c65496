//! The page on which a small head learns before one's eyes.

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

/// The state of a head that is being trained.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learning {
    /// How many steps were made.
    pub steps: u32,
}
