//! The readers of files' bytes in this folder, as functions for the fuzzing in `fuzz/`.

use std::io::Cursor;
use std::time::Duration;

use crate::frame::Picture;

use super::animation::{Animation, Format};
use super::clip::{Footage, Next};
use super::photo;
use super::y4m::Y4m;

/// More of a clip says nothing new.
const PICTURES: usize = 8;

/// Plays the beginning of a clip, seeks in it and plays on.
fn play(mut clip: impl Footage, seconds: u8) {
    let mut picture = Picture::default();
    for _ in 0..2 {
        for _ in 0..PICTURES {
            let Ok(Next::Picture(_)) = clip.next(&mut picture) else { break };
            assert_eq!(picture.rgb.len(), picture.size.area() * 3);
        }
        if clip.seek(Duration::from_millis(u64::from(seconds) * 100)).is_err() {
            return;
        }
    }
}

/// A y4m clip; the first byte says where to seek, in tenths of a second.
pub(crate) fn y4m(bytes: &[u8]) {
    let Some((&to, bytes)) = bytes.split_first() else { return };
    if let Ok(clip) = Y4m::open(Cursor::new(bytes)) {
        play(clip, to);
    }
}

/// An animated GIF, WebP or PNG; the first byte as in [`y4m`].
pub(crate) fn animation(bytes: &[u8]) {
    let Some((&to, bytes)) = bytes.split_first() else { return };
    let Some(format) = Format::of(bytes) else { return };
    if let Ok(clip) = Animation::open(format, bytes.into()) {
        play(clip, to);
    }
}

/// A picture's file.
pub(crate) fn image(bytes: &[u8]) {
    if let Ok((picture, _)) = photo::decode(bytes, photo::Detail::Shown) {
        assert_eq!(picture.rgb.len(), picture.size.area() * 3);
    }
}
