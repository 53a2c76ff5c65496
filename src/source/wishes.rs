//! The wishes for every camera of a run: what the settings say, and what a presenter has changed
//! since.

use std::sync::{Mutex, MutexGuard, PoisonError};

use deepvis_camera::{Held, Tuned, Wishes};

use super::rotation::Rotation;

/// How every camera is to be, as the settings have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraWishes {
    /// Its controls.
    pub controls: Wishes,
    /// How its pictures are turned.
    pub rotation: Rotation,
    /// True where they are mirrored at first, as people expect of a picture of themselves.
    pub mirrored: bool,
}

impl Default for CameraWishes {
    fn default() -> Self {
        Self { controls: Wishes::default(), rotation: Rotation::default(), mirrored: true }
    }
}

/// How the camera that is shown is set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct CameraState {
    /// Its controls.
    pub tuned: Tuned,
    /// How its pictures are turned.
    pub rotation: Rotation,
}

/// The wishes as they are now, shared by all that open cameras: what a presenter has set holds for
/// a camera that is plugged in again as well.
#[derive(Debug, Default)]
pub struct LiveWishes {
    settled: CameraWishes,
    now: Mutex<CameraWishes>,
}

impl LiveWishes {
    /// As the settings have them.
    pub fn new(settled: CameraWishes) -> Self {
        Self { now: Mutex::new(settled.clone()), settled }
    }

    /// As they are now.
    pub fn now(&self) -> MutexGuard<'_, CameraWishes> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a presenter who holds something means: what the settings name, or else everything.
    pub fn to_hold(&self) -> Vec<Held> {
        match self.settled.controls.hold.as_slice() {
            [] => Held::ALL.to_vec(),
            some => some.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_holds_something_means_what_the_settings_name_or_everything() {
        assert_eq!(LiveWishes::default().to_hold(), Held::ALL);
        let controls = Wishes { hold: vec![Held::Focus], ..Wishes::default() };
        let wishes = LiveWishes::new(CameraWishes { controls, ..CameraWishes::default() });
        wishes.now().controls.hold.clear();
        assert_eq!(wishes.to_hold(), [Held::Focus]);
    }
}
