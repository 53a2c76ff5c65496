//! Draws the pictures that lit the detector up most, each with its value, and where they come from.

use super::lines::{bar, fits, heading, words};
use super::{Cell, Other, Page};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::exhibit::likes::favourites::other::OtherProjection;
use crate::exhibit::likes::favourites::{ENOUGH, Favourite};
use crate::exhibit::likes::{ASK_OTHER, PROJECTIONS, SEEN_HERE};
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{BACKGROUND, FAINT, MUTED, NOTICE, PANEL, TEXT};
use crate::view::wording::number;
use crate::view::{Align, Brush, pixels};

/// So many beside each other, and so many rows.
const ACROSS: i32 = 3;

/// What can be done with them.
pub(super) fn buttons(page: &Page<'_>) -> Vec<Button> {
    if is_of_library(page) || page.chosen.seen_here {
        let shown = page.chosen.seen_here;
        let words = if shown { say!("likes-of-folder") } else { say!("likes-of-here") };
        if !shown {
            return vec![Button::new(SEEN_HERE, words)];
        }
        return vec![forget(), Button::new(SEEN_HERE, words)];
    }
    let shown = page.chosen.projections;
    let words = if shown { say!("likes-pictures") } else { say!("likes-pixels") };
    let first = match page.pools.filter(|_| shown) {
        Some(network) => {
            let asked = page.other.is_some();
            Button::new(ASK_OTHER, say!("likes-ask-other", network = network)).lit(asked)
        }
        None => forget(),
    };
    vec![first, Button::new(PROJECTIONS, words).lit(shown)]
}

/// Lets it forget whoever was seen here.
fn forget() -> Button {
    Button::new(Action::Forget, say!("likes-forget")).with_icon(Icon::Cross)
}

/// True where those of the library are shown.
fn is_of_library(page: &Page<'_>) -> bool {
    let known = page.library.is_some_and(|entry| entry.favourites.is_some());
    known && !page.chosen.seen_here
}

/// Where they come from, or what is to be said of them.
fn said(page: &Page<'_>, best: &[Favourite]) -> (String, u32) {
    let pictures = page.favourites.map_or(0, |favourites| favourites.pictures);
    let projected = best.iter().any(|favourite| favourite.projection.is_some());
    let no_switches = page.favourites.is_some_and(|favourites| !favourites.has_switches);
    let problem = page.library.and_then(|entry| entry.problem.clone());
    match problem {
        Some(problem) => (problem, NOTICE),
        None if is_of_library(page) => (say!("likes-from-folder", pictures = pictures), MUTED),
        None if best.is_empty() && !is_kept(page) => (say!("likes-not-kept"), MUTED),
        None if projected && no_switches => (say!("likes-no-switches"), NOTICE),
        None if projected => (say!("likes-projected"), MUTED),
        None if pictures < ENOUGH => (say!("likes-too-few", pictures = pictures), NOTICE),
        None => (say!("likes-chosen-from", pictures = pictures), MUTED),
    }
}

/// True of what is looked at in every picture: the layers that the wall shows, and the classes.
fn is_kept(page: &Page<'_>) -> bool {
    let mut blocks = page.scene.outline.blocks.iter();
    page.class.is_some() || blocks.any(|block| block.shown == page.unit.layer)
}

/// What most of them were called, where that is so.
fn called(page: &Page<'_>) -> Option<String> {
    let agreed = page.library?.agreed.filter(|_| is_of_library(page))?;
    Some(say!("likes-called", count = agreed.count, name = page.scene.label(agreed.class)))
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, cell: &Cell, page: &Page<'_>) {
    let m = brush.metrics;
    let best = page.favourites.map_or(&[][..], |favourites| &favourites.best);
    let all = best.len() as i32 >= ACROSS * ACROSS;
    let title = if all { say!("likes-favourites") } else { say!("likes-favourites-so-far") };
    heading(brush, cell.heading, &title);
    match page.other {
        Some(Other::Says(seen)) => return draw_other(brush, cell, seen),
        Some(Other::Nothing(why)) => {
            pixels::words(brush, cell.square, why, NOTICE);
            return;
        }
        Some(Other::Comes) => {
            pixels::words(brush, cell.square, &say!("one-moment"), NOTICE);
            return;
        }
        None => {}
    }
    let apart = (m.gap / 2).max(3);
    let pitch = (cell.square.width + apart) / ACROSS;
    let side = pitch - apart;
    let high = (m.gap / 2).max(3);
    for n in 0..ACROSS * ACROSS {
        let place = Rect::new(
            cell.square.x + n % ACROSS * pitch,
            cell.square.y + n / ACROSS * pitch,
            side,
            side,
        );
        match best.get(n as usize) {
            Some(favourite) => draw_one(brush, place, favourite, high, page),
            None => brush.canvas.rounded(place, 4, PANEL),
        }
    }
    if best.is_empty() && is_kept(page) {
        pixels::words(brush, cell.square, &say!("likes-none-yet"), NOTICE);
    }
    let (text, color) = said(page, best);
    let used = words(brush, cell.words, &text, color);
    let below = cell.words.split_top(used).1;
    if is_of_library(page) {
        // The pictures of a folder are no visitor's.
        words(brush, below, &called(page).unwrap_or_default(), TEXT);
        return;
    }
    let promise =
        if page.scene.status.kiosk { say!("likes-promise-kiosk") } else { say!("likes-promise") };
    let below = below.split_top(m.gap / 4).1;
    let lock = (m.small * 1.1) as i32;
    if !fits(brush, below.split_left(lock + m.gap / 2).1, &promise) {
        // It stands in the last line of the screen as well.
        return;
    }
    let mark = Rect { width: lock, height: lock.min(below.height), ..below };
    Icon::Lock.draw(brush, mark, FAINT);
    words(brush, below.split_left(lock + m.gap / 2).1, &promise, FAINT);
}

/// What a network that pools saw in the strongest favourite: the part of it, and what drove it.
fn draw_other(brush: &mut Brush<'_, '_>, cell: &Cell, seen: &OtherProjection) {
    let apart = (brush.metrics.gap / 2).max(3);
    let side = (cell.square.width - apart) / 2;
    let left = Rect { width: side, height: side, ..cell.square };
    let right = Rect { x: left.right() + apart, ..left };
    let crop = &seen.seen.crop;
    brush.seen(left, crop, crop.size.rect());
    if let Some(projection) = &seen.seen.projection {
        brush.seen(right, projection, projection.size.rect());
    }
    let (step, all) = (seen.step.0 + 1, seen.step.1);
    let says = say!("likes-other", network = seen.network.as_str(), step = step, all = all);
    let below = Rect { y: left.bottom() + apart, ..cell.square };
    let below = Rect { height: cell.square.bottom() - below.y, ..below };
    words(brush, below, &says, MUTED);
    words(brush, cell.words, &say!("likes-projected"), MUTED);
}

/// A favourite with its value, as a figure and as a bar.
fn draw_one(
    brush: &mut Brush<'_, '_>,
    place: Rect,
    favourite: &Favourite,
    high: i32,
    page: &Page<'_>,
) {
    let m = brush.metrics;
    let projection = favourite.projection.as_ref().filter(|_| page.chosen.projections);
    let picture = projection.unwrap_or(&favourite.crop);
    let (square, track) = place.split_bottom(high);
    let square = square.split_bottom(2).0;
    let size = picture.size;
    // The crop is a square; what is below it has a bar.
    let crop = size.centre_square();
    brush.picture(
        square,
        picture,
        Rect { height: crop.height * square.height / square.width.max(1), ..crop },
    );
    let text = number(favourite.value);
    let style = Style::bold((m.small * 0.9).max(11.0), TEXT);
    let wide = brush.face.width(&text, style) + m.gap * 2 / 3;
    let tall = style.leading();
    let badge = Rect::new(square.x + 2, square.bottom() - tall - 2, wide, tall);
    brush.canvas.shade(badge.intersect(square), BACKGROUND, 190);
    let y = badge.y + (tall - style.cap_height()) / 2;
    brush.text((badge.x, y), wide, Align::Centre, &text, style);
    bar(brush, track, favourite.value / page.most, page.color());
}
