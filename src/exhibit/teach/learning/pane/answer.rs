//! Draws the newest picture with the head's answer to it, as bars that move while it learns.

use super::View;
use super::places::Places;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::palette::{MUTED, NOTICE, PANEL, TAUGHT, TEXT};
use crate::view::wording::{percent, percentages};
use crate::view::{Align, Brush};

pub(super) fn draw(view: &View<'_>, brush: &mut Brush<'_, '_>, places: &Places) {
    let m = brush.metrics;
    let newest = view.scene.snapshot.map(|snapshot| (&*snapshot.frame, snapshot.crop));
    let shown = view.shown.as_ref().map(|shown| (&*shown.frame, shown.crop)).or(newest);
    match shown {
        Some((frame, crop)) => {
            brush.seen(places.picture, &frame.picture, crop);
        }
        None => brush.canvas.rounded(places.picture, 4, PANEL),
    }
    let Some(learning) = view.shown.as_ref().map(|shown| &shown.learning) else {
        let why = view.why_nothing().map_or_else(|| say!("one-moment"), str::to_owned);
        brush.paragraph(places.bars[0], &why, Style::regular(m.body, NOTICE));
        return;
    };
    let best = learning.answer.iter().copied().fold(0.0, f32::max);
    let whole = percentages(&learning.answer);
    let answers = learning.classes.iter().zip(&learning.answer).zip(whole);
    for (((&class, &share), whole), place) in answers.zip(places.bars) {
        let class = usize::from(class);
        let leads = share >= best;
        let color = TAUGHT[class % TAUGHT.len()];
        if leads {
            brush.canvas.frame(places.picture, (m.gap / 4).max(2), color);
        }
        let style = if leads { Style::bold(m.body, color) } else { Style::regular(m.body, MUTED) };
        let figure = Style::bold(m.body, if leads { TEXT } else { MUTED });
        let top = (place.x, place.y);
        let used = brush.text(top, place.width, Align::Right, &percent(whole, share), figure);
        let room = place.width - used - m.gap;
        let name = view.all.name(class);
        let style = brush.face.fitted(&name, style, room, 11.0);
        let name = brush.face.shortened(&name, style, room);
        brush.text(top, room, Align::Left, &name, style);
        let high = (m.gap / 2).max(4);
        let y = place.y + m.body_style().leading();
        let track = Rect { y, height: high, ..place };
        brush.canvas.rounded(track, high / 2, PANEL);
        let width = (share * track.width as f32).round() as i32;
        if width > 0 {
            brush.canvas.rounded(Rect { width: width.max(high), ..track }, high / 2, color);
        }
    }
}
