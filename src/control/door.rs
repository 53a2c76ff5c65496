//! The eight doors of the screen: the questions of a visitor, behind which the rooms stand.

/// What a visitor wants to know. The order is that of the bar at the foot of the screen, and of the
/// digits that open them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// What does it see? The wall: every step at once.
    See,
    /// A layer, a unit, its pixels.
    Inside,
    /// What is it looking for?
    LooksFor,
    /// Hide a part.
    Hide,
    /// Why did it change its mind?
    Changes,
    /// What does it dream?
    Dreams,
    /// Teach it.
    Teach,
    /// Let's play.
    Play,
}
