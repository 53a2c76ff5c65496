//! The messages of the room of changes: a heading and an explanation for each of its views.

use crate::control::door::Door;
use crate::exhibit::room::About;

pub(super) static FLIP: About = About {
    door: Door::Changes,
    title: "flip-title",
    says: "flip-says",
    explains: &["flip-explains-1", "flip-explains-2", "flip-explains-3"],
};

pub(super) static HOW_LITTLE: About = About {
    door: Door::Changes,
    title: "how-little-title",
    says: "how-little-says",
    explains: &["how-little-explains-1", "how-little-explains-2", "how-little-explains-3"],
};

pub(super) static CHAIR: About = About {
    door: Door::Changes,
    title: "chair-title",
    says: "chair-says",
    explains: &["chair-explains-1", "chair-explains-2", "chair-explains-3"],
};
