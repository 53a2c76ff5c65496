//! How closely one looks: the wall, a layer, a unit, its pixels.

/// How closely one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Zoom {
    /// Every block at once.
    #[default]
    Wall,
    /// One layer, all its channels in a grid.
    Layer,
    /// One unit, large, beside what drives it.
    Unit,
    /// What drives it, as large as the pane allows.
    Pixels,
}

impl Zoom {
    /// One level closer.
    pub fn closer(self) -> Self {
        match self {
            Self::Wall => Self::Layer,
            Self::Layer => Self::Unit,
            Self::Unit | Self::Pixels => Self::Pixels,
        }
    }

    /// One level back.
    pub fn back(self) -> Self {
        match self {
            Self::Wall | Self::Layer => Self::Wall,
            Self::Unit => Self::Layer,
            Self::Pixels => Self::Unit,
        }
    }
}
