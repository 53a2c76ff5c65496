//! What the page shows, and when that is another.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::chosen::Other;
use super::{Page, chosen_in, common, dreamt_in, why_nothing};
use crate::control::action::Action;
use crate::exhibit::dreams::AGAIN;
use crate::exhibit::dreams::pane::{After, Card, Content, of_layers};
use crate::exhibit::scene::Scene;
use crate::exhibit::taught_name;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{NOTICE, TAUGHT, TEXT, step_color};

/// What it shows.
pub(super) fn content<'a>(page: &'a Page, scene: &'a Scene<'_>) -> Content<'a> {
    let chosen = &chosen_in(scene).live;
    let dreamt = page.now(scene);
    let snapshot = scene.snapshot;
    let seen = match dreamt {
        Some(dreamt) => Some((&dreamt.frame.picture, dreamt.crop)),
        None => snapshot.map(|snapshot| (&snapshot.frame.picture, snapshot.crop)),
    };
    let top = snapshot.map_or(&[][..], |snapshot| &snapshot.top);
    let nothing = why_nothing(scene.findings);
    let after = match dreamt.and_then(|dreamt| dreamt.after.as_ref()) {
        Some((guesses, _)) => After::Says(guesses),
        None if nothing.is_some() => After::Waits(String::new()),
        None => After::Waits(say!("one-moment")),
    };
    let note = if let Some(why) = nothing {
        Some((why.to_owned(), NOTICE))
    } else if dreamt.is_none() {
        Some((say!("one-moment"), TEXT))
    } else if scene.frozen {
        Some((say!("picture-held"), NOTICE))
    } else {
        let lost = snapshot.is_some_and(|snapshot| page.is_lost(snapshot.frame.time));
        lost.then(|| (say!("dream-lost"), TEXT))
    };
    let title =
        if scene.status.camera { say!("dream-your-camera") } else { say!("dream-your-picture") };
    let invitation =
        if scene.status.camera { say!("dream-invites") } else { say!("dream-invites-still") };
    let freeze = if scene.frozen {
        Button::new(Action::Freeze, say!("dream-go-on")).with_icon(Icon::Play)
    } else {
        Button::new(Action::Freeze, say!("button-freeze")).with_icon(Icon::Pause)
    };
    let again = Button::new(AGAIN, say!("dream-again")).with_icon(Icon::Turn);
    let mut cards = of_layers(scene.outline, page.cards(scene));
    cards.extend(chosen.other.map(|other| other_card(page, other, scene)));
    Content {
        dream: dreamt.map(|dreamt| &dreamt.picture),
        seen,
        title,
        before: dreamt.map_or(top, |dreamt| &dreamt.before),
        after,
        note,
        invitation,
        foot: None,
        progress: None,
        chosen: chosen.place(scene.outline),
        cards,
        strength: chosen.strength,
        buttons: vec![freeze.lit(scene.frozen), again],
    }
}

/// The card of what is none of the steps.
fn other_card<'a>(page: &'a Page, other: Other, scene: &'a Scene<'_>) -> Card<'a> {
    let goal = chosen_in(scene).live.other_goal(scene.selection);
    let before = page.other.as_ref().map(|(goal, dreamt)| (*goal, dreamt));
    let known = dreamt_in(scene.findings).into_iter().chain(before);
    let known = known.into_iter().find(|(of, _)| Some(*of) == goal);
    let picture = known.map(|(_, dreamt)| &dreamt.picture);
    let unit = scene.selection.unit;
    let (step, steps) = scene.step(unit.layer);
    match other {
        Other::Taught(class) => {
            let name = taught_name(scene.selection, class.into());
            let color = TAUGHT[usize::from(class) % TAUGHT.len()];
            Card { is_step: false, caption: [name.clone(), name], color, picture }
        }
        // A detector of the last layer is a word.
        Other::Selected if unit.layer + 1 == scene.outline.layers.len() => {
            let name = scene.label(unit.channel).to_owned();
            Card {
                is_step: false,
                caption: [name.clone(), name],
                color: step_color(step, steps),
                picture,
            }
        }
        Other::Selected => {
            let number = unit.channel + 1;
            let short = say!("dream-detector", number = number);
            let full = match scene.name_of(unit) {
                Some(name) => name.to_owned(),
                None => say!("dream-detector-of-step", number = number, step = step + 1),
            };
            Card { is_step: false, caption: [full, short], color: step_color(step, steps), picture }
        }
    }
}

/// Hashes all that is drawn.
pub(super) fn stamp(page: &Page, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    common::stamp(&content(page, scene), hash);
    chosen_in(scene).live.hash(&mut hash);
    let dreamt = page.now(scene);
    let stands = |dreamt: &Arc<super::Dreamt>| {
        let after = dreamt.after.as_ref().map(|(_, count)| *count);
        (Arc::as_ptr(dreamt).addr(), dreamt.count, dreamt.frame.sequence, after)
    };
    dreamt.map(stands).hash(&mut hash);
    if dreamt.is_none() {
        scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
    }
}
