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

impl Door {
    /// All of them, in the order of the bar.
    pub const ALL: [Self; 8] = [
        Self::See,
        Self::Inside,
        Self::LooksFor,
        Self::Hide,
        Self::Changes,
        Self::Dreams,
        Self::Teach,
        Self::Play,
    ];

    /// The digit that opens it, 1 to 8.
    pub const fn digit(self) -> u8 {
        self as u8 + 1
    }

    /// The message of its question, in a child's words.
    pub const fn question(self) -> &'static str {
        match self {
            Self::See => "door-see",
            Self::Inside => "door-inside",
            Self::LooksFor => "door-looks-for",
            Self::Hide => "door-hide",
            Self::Changes => "door-changes",
            Self::Dreams => "door-dreams",
            Self::Teach => "door-teach",
            Self::Play => "door-play",
        }
    }

    /// The message of one word for it, where there is no room for the question.
    pub const fn short(self) -> &'static str {
        match self {
            Self::See => "door-see-short",
            Self::Inside => "door-inside-short",
            Self::LooksFor => "door-looks-for-short",
            Self::Hide => "door-hide-short",
            Self::Changes => "door-changes-short",
            Self::Dreams => "door-dreams-short",
            Self::Teach => "door-teach-short",
            Self::Play => "door-play-short",
        }
    }
}
