//! The page that says why the newest picture is answered as it is.

/// Why the newest picture is taken for a taught class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Why {
    /// Which.
    pub class: u8,
}
