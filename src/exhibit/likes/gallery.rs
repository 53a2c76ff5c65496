//! What is known of what units would like to see: from the library, made in batches, or one by one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::patterns::{Patterns, can_be_made};
use crate::control::zoom::Zoom;
use crate::exhibit::ascent::stimulus::Stimulus;
use crate::exhibit::ascent::wish::Preset;
use crate::exhibit::findings::Found;
use crate::exhibit::room::Asked;
use crate::exhibit::selection::Selection;
use crate::exhibit::{Finding, Question};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::outline::Outline;
use crate::resample::{Filter, Resampler};
use crate::taps::plan::Unit;
use crate::view::thumbnails::Thumbnails;

/// A picture's side, in pixels.
const SIDE: i32 = 64;

/// The small pictures of the session, and what is still to be asked for.
#[derive(Debug, Default)]
pub(super) struct Gallery {
    /// The pictures.
    pub(super) thumbnails: Thumbnails,
    /// The layers of which the library was asked.
    read: BTreeSet<usize>,
    /// The layers of which no more will be made.
    made: BTreeSet<usize>,
}

impl Gallery {
    /// What to ask next, while squares show what their detectors like: first of the library, for
    /// every layer that is shown, then for what can be made.
    pub(super) fn missing(&self, asked: Asked<'_>) -> Option<Question> {
        let Asked { selection, outline, .. } = asked;
        if !selection.patterns || selection.room.is_some() {
            return None;
        }
        let layers = shown(selection, outline);
        let of_library = layers.iter().find(|layer| !self.read.contains(layer));
        let to_make = layers
            .iter()
            .find(|&&layer| can_be_made(outline, layer) && !self.made.contains(&layer));
        let of_library = of_library.map(|&layer| Question::LibraryLayer(layer));
        of_library.or(to_make.map(|&layer| Question::Patterns(layer)))
    }

    /// Takes over what was found.
    pub(super) fn see(&mut self, found: &Found) {
        match (&found.question, &found.finding) {
            (_, Finding::Patterns(patterns)) => self.see_patterns(patterns),
            (_, Finding::LibraryLayer(Some(known))) => {
                self.read.insert(known.layer);
                self.keep_all(known.layer, &known.stimuli);
                let all = !known.stimuli.is_empty() && known.stimuli.iter().all(Option::is_some);
                if all {
                    self.made.insert(known.layer);
                }
            }
            (Question::Patterns(layer), Finding::Nothing(_)) => {
                self.made.insert(*layer);
            }
            (Question::LibraryLayer(layer), Finding::Nothing(_)) => {
                self.read.insert(*layer);
            }
            _ => {}
        }
    }

    fn see_patterns(&mut self, patterns: &Patterns) {
        self.keep_all(patterns.layer, &patterns.pictures);
        if patterns.is_over() {
            self.made.insert(patterns.layer);
        }
    }

    fn keep_all(&mut self, layer: usize, pictures: &[Option<Arc<Picture>>]) {
        for (channel, picture) in pictures.iter().enumerate() {
            if let Some(picture) = picture {
                self.thumbnails.keep(Unit { layer, channel }, Arc::clone(picture));
            }
        }
    }

    /// Takes over a picture that was made for one unit, small.
    pub(super) fn see_stimulus(&mut self, stimulus: &Stimulus) {
        let Stimulus { wish, picture, stuck, .. } = stimulus;
        if wish.negative || wish.preset != Preset::Fourier || stuck.is_some() {
            return;
        }
        let size = Size::new(SIDE.min(picture.size.width), SIDE.min(picture.size.height));
        let mut rgb = vec![0; 3 * size.area()];
        let whole = picture.size.rect();
        let resized = Resampler::default().run(picture, whole, Filter::Bilinear, size, &mut rgb);
        if resized.is_ok() {
            self.thumbnails.keep(wish.unit, Arc::new(Picture::new(size, rgb)));
        }
    }
}

/// The layers whose squares are shown.
fn shown(selection: &Selection, outline: &Outline) -> Vec<usize> {
    if selection.zoom == Zoom::Wall {
        outline.blocks.iter().map(|block| block.shown).collect()
    } else {
        vec![selection.unit.layer]
    }
}
