//! The page on which a detector or a taught thing gets a name: what was typed, and words that a
//! finger can choose.

use super::button::{self, Button};
use super::facts::Facts;
use super::palette::{LEADER, LINE, Metrics, PANEL, TAUGHT, TEXT, step_color};
use super::{Align, Brush, Target, spotlight, title};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::names::{Naming, Subject};
use crate::geometry::Rect;

/// So many rows: what is typed, and what is offered.
const ROWS: i32 = 6;

/// Where everything lies.
struct Places {
    /// What was typed.
    line: Rect,
    /// What can be chosen, one below the other.
    rows: Vec<Rect>,
    /// What the detector, or the camera, sees now.
    square: Rect,
}

impl Places {
    fn new(area: Rect, m: &Metrics, face: &Typeface) -> Self {
        let below = title::below(area, &say!("name-title"), &says(), m, face).split_top(m.gap).1;
        let side = (below.width * 2 / 5).min(below.height);
        let square = Rect::new(below.right() - side, below.y, side, side);
        let left = below.width - side - 3 * m.gap;
        let left = Rect { width: left.min((m.body * 30.0) as i32), ..below };
        let pitch = (left.height / ROWS).min(m.target + m.gap).max(1);
        let height = pitch - (pitch / 11).clamp(1, m.gap);
        let row = |n: i32| Rect { y: left.y + n * pitch, height, ..left };
        Self { line: row(0), rows: (1..ROWS).map(row).collect(), square }
    }
}

fn says() -> String {
    say!("name-says")
}

/// What a finger can choose, each where it lies.
fn offers(places: &Places, naming: &Naming) -> Vec<(Rect, Button)> {
    let offer = |(n, name): (usize, &String)| Button::new(Action::PickName(n), name.clone());
    let offers = naming.offered.iter().enumerate().map(offer);
    places.rows.iter().copied().zip(offers).collect()
}

/// What can be touched: the arrow, and what is offered.
pub fn targets(area: Rect, naming: &Naming, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let places = Places::new(area, m, face);
    let offers = offers(&places, naming).into_iter().map(|(place, offer)| offer.target(place));
    std::iter::once(title::target(area, m)).chain(offers).collect()
}

/// Draws it in `area`.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, naming: &Naming) {
    let m = brush.metrics;
    title::draw(brush, area, &say!("name-title"), &says(), facts);
    let places = Places::new(area, &m, brush.face);
    let typed = Style::bold(m.body, TEXT);
    let line = places.line;
    brush.canvas.rounded(line, m.gap * 2 / 3, LINE);
    brush.canvas.rounded(line.inset(1), m.gap * 2 / 3, PANEL);
    let inner = line.inset_by(m.gap, 0);
    let typed = brush.face.fitted(&naming.text, typed, inner.width - 4, 11.0);
    let y = line.y + (line.height - typed.cap_height()) / 2;
    let used = brush.text((inner.x, y), inner.width, Align::Left, &naming.text, typed);
    let cursor = Rect::new(inner.x + used + 2, y - 3, 2, typed.cap_height() + 6);
    brush.canvas.fill(cursor, LEADER);
    for (place, offer) in offers(&places, naming) {
        button::draw(brush, place, &offer, facts.keyboard);
    }
    let Some(snapshot) = facts.snapshot else { return };
    let unit = match naming.subject {
        Subject::Detector(unit) => unit,
        Subject::Thing(thing) => {
            let seen = brush.seen(places.square, &snapshot.frame.picture, snapshot.crop);
            brush.canvas.frame(seen, 3, TAUGHT[thing % TAUGHT.len()]);
            return;
        }
    };
    let reading = snapshot.units.iter().find(|reading| reading.unit == unit);
    let seen = match reading {
        Some(reading) => spotlight::light_up(brush, places.square, facts, snapshot, reading),
        None => brush.seen(places.square, &snapshot.frame.picture, snapshot.crop),
    };
    let (step, steps) = facts.step(unit.layer);
    brush.canvas.frame(seen, 2, step_color(step, steps));
}
