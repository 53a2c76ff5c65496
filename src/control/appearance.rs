//! How activation maps are drawn: brightness curve, scale, colours, opacity over the picture.

/// Exponents of the maps' brightness: 0.6 keeps faint maps visible, 1 is proportional.
pub const GAMMAS: [f32; 4] = [0.6, 1.0, 0.45, 0.3];

/// How strongly a map lies over the picture, 0..=1: not at all, a little, mostly.
pub const OVERLAYS: [f32; 3] = [0.0, 0.45, 0.8];

/// How maps are drawn, wherever they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Appearance {
    /// Index into [`GAMMAS`].
    pub gamma: usize,
    /// True for a scale a channel instead of one a layer.
    pub boost: bool,
    /// The colours.
    pub colors: Colors,
    /// Index into [`OVERLAYS`].
    pub overlay: usize,
}

impl Appearance {
    /// The exponent of brightness.
    pub fn exponent(self) -> f32 {
        GAMMAS[self.gamma % GAMMAS.len()]
    }

    /// How strongly a map lies over the picture, 0..=1; 0 where none does.
    pub fn opacity(self) -> f32 {
        OVERLAYS[self.overlay % OVERLAYS.len()]
    }

    /// True where a unit's map covers the picture wholly, at the end of [`OVERLAYS`].
    pub fn hides_picture(self) -> bool {
        self.overlay + 1 == OVERLAYS.len()
    }

    /// To the next exponent.
    pub fn next_gamma(&mut self) {
        self.gamma = (self.gamma + 1) % GAMMAS.len();
    }

    /// To the next colours.
    pub fn next_colors(&mut self) {
        let at = Colors::ALL.iter().position(|&colors| colors == self.colors).unwrap_or(0);
        self.colors = Colors::ALL[(at + 1) % Colors::ALL.len()];
    }

    /// To the next strength over the picture.
    pub fn next_overlay(&mut self) {
        self.overlay = (self.overlay + 1) % OVERLAYS.len();
    }
}

/// The colours that maps are drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Colors {
    /// From dark over the step's own hue to white; what is below zero in grey.
    #[default]
    Depth,
    /// From black to white.
    Grey,
    /// matplotlib's viridis, which people who cannot tell red from green read as well.
    Viridis,
    /// matplotlib's inferno.
    Inferno,
    /// As the Deep Visualization Toolbox has it: greys, and signals in green and red.
    Toolbox,
}

impl Colors {
    /// In the order of the key.
    pub const ALL: [Self; 5] =
        [Self::Depth, Self::Grey, Self::Viridis, Self::Inferno, Self::Toolbox];
}
