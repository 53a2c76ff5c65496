//! What the page shows, and when that is another.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Deep, Page, ZOOM, chosen_in, common, why_nothing};
use crate::exhibit::dreams::AGAIN;
use crate::exhibit::dreams::pane::{After, Content, of_layers};
use crate::exhibit::scene::Scene;
use crate::exhibit::work::Progress;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{NOTICE, TEXT};

/// What it shows.
pub(super) fn content<'a>(page: &'a Page, scene: &'a Scene<'_>) -> Content<'a> {
    let chosen = &chosen_in(scene).deep;
    let deep = page.now(scene);
    let seen = match deep {
        Some(deep) => Some((&deep.frame.picture, deep.crop)),
        None => scene.snapshot.map(|snapshot| (&snapshot.frame.picture, snapshot.crop)),
    };
    let nothing = why_nothing(scene.findings);
    let note = if let Some(why) = nothing {
        Some((why.to_owned(), NOTICE))
    } else {
        deep.is_none().then(|| (say!("one-moment"), TEXT))
    };
    let new = Button::new(AGAIN, say!("deep-new")).with_icon(Icon::Camera);
    let zoom = Button::new(ZOOM, say!("deep-zoom")).with_icon(Icon::Lens);
    let done = deep.is_some_and(|deep| deep.of.is_some() && deep.after.is_some());
    let cards = of_layers(scene.outline, page.cards(scene));
    Content {
        dream: deep.map(|deep| &deep.picture),
        seen,
        title: say!("deep-your-picture"),
        before: deep.map_or(&[][..], |deep| &deep.before),
        after: after(deep.map(Arc::as_ref), nothing.is_some()),
        note,
        invitation: say!("deep-invites"),
        foot: done.then(|| say!("deep-done")),
        progress: deep.and_then(|deep| Some(Progress { done: deep.steps, all: deep.of? })),
        chosen: usize::from(chosen.card).min(cards.len().saturating_sub(1)),
        cards,
        strength: chosen.strength,
        buttons: vec![new, zoom.lit(chosen.zooms)],
    }
}

/// What it answers to the picture; until it is done, how far that has come.
fn after(deep: Option<&Deep>, nothing: bool) -> After<'_> {
    let Some(deep) = deep else {
        return After::Waits(if nothing { String::new() } else { say!("one-moment") });
    };
    match (&deep.after, deep.of) {
        (Some(guesses), _) => After::Says(guesses),
        (None, None) => After::Waits(say!("deep-falling")),
        (None, Some(of)) => After::Waits(say!("deep-forming", steps = deep.steps, of = of)),
    }
}

/// Hashes all that is drawn.
pub(super) fn stamp(page: &Page, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    common::stamp(&content(page, scene), hash);
    chosen_in(scene).deep.hash(&mut hash);
    let deep = page.now(scene);
    let stands = |deep: &Arc<Deep>| (Arc::as_ptr(deep).addr(), deep.steps, deep.after.is_some());
    deep.map(stands).hash(&mut hash);
    if deep.is_none() {
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
    }
}
