//! Where the pictures of the map stand: those that were laid out, and newer ones among them.

/// Where the pictures stand that were laid out. It is kept beside them, so that whoever comes back
/// to the map finds it as it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Another number is another layout.
    pub(super) number: u32,
    /// Each picture's number and place, on t-SNE's own scale.
    pub(in crate::exhibit::teach) places: Vec<(u32, [f32; 2])>,
    /// How many pictures it had when it was last made anew, and of which things.
    pub(super) made_of: (usize, Vec<u8>),
    /// How many of its pictures are gone.
    pub(super) gone: usize,
}
