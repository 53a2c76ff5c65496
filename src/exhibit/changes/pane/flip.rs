//! The pane of a flip: the pictures before and after it, their answers, and where it grew.

use std::hash::{Hash, Hasher};

use super::triptych::{self, Sure, Triptych};
use super::{growth, reason};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::dynamics::evidence::{Evidence, SeenPicture};
use crate::dynamics::history::Flip;
use crate::exhibit::changes::{NEXT_FLIP, PREVIOUS_FLIP};
use crate::exhibit::progress;
use crate::exhibit::room::About;
use crate::exhibit::scene::Scene;
use crate::exhibit::why::{Cause, Why};
use crate::geometry::Rect;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, NOTICE, OTHERS, TEXT};
use crate::view::{Align, Brush, title};

/// "tiger cat 38 %", as the bars beside it say it.
fn share(look: &SeenPicture, class: usize) -> String {
    let found = look.top.iter().find(|guess| guess.class == class);
    found.map_or_else(|| say!("flip-below"), |guess| reason::share(guess.probability))
}

/// For a moment, below the camera's picture.
pub fn moment(brush: &mut Brush<'_, '_>, area: Rect, evidence: &Evidence, scene: &Scene<'_>) {
    let m = brush.metrics;
    let title = say!("flip-now");
    let style = brush.face.fitted(&title, Style::bold(m.body, NOTICE), area.width, 11.0);
    brush.text((area.x, area.y + m.gap / 4), area.width, Align::Left, &title, style);
    let rest = area.split_top(m.body_style().leading() + m.gap / 2).1;
    let line = m.small_style().leading();
    let words = 3 * line;
    let side = ((rest.width - m.gap) / 2).min(rest.height - words).max(0);
    if side < 24 {
        return;
    }
    let looks = [(&evidence.before, evidence.flip.from), (&evidence.after, evidence.flip.to)];
    for (n, (look, class)) in (0..).zip(looks) {
        let square = Rect::new(rest.x + n * (side + m.gap), rest.y, side, side);
        let seen = brush.seen(square, &look.picture, look.picture.size.rect());
        let color = if n == 0 { MUTED } else { LEADER };
        brush.canvas.frame(seen, 2, color);
        let mut y = square.bottom() + m.gap / 3;
        let label = scene.label(class);
        let style = brush.face.fitted(label, Style::bold(m.small, color), side, 11.0);
        let label = brush.face.shortened(label, style, side);
        brush.text((square.x, y), side, Align::Left, &label, style);
        y += line;
        let share = share(look, class);
        brush.text((square.x, y), side, Align::Left, &share, m.small_style());
    }
    let below = rest.split_top(side + m.gap / 2 + 2 * line).1;
    let beside = Rect { x: rest.x + 2 * (side + m.gap), ..rest };
    let keys = [PREVIOUS_FLIP, NEXT_FLIP];
    let key = keys.into_iter().find_map(|action| scene.keyboard.cap(action));
    let mut said: Vec<String> =
        key.map(|key| say!("flip-closely", key = key)).into_iter().collect();
    // Below the two pictures with words beside it; else in a row with them, with words below it.
    let narrow = side.min(below.height);
    let (square, words) = if narrow > side / 2 {
        let square = Rect { width: narrow, height: narrow, ..below };
        let x = square.right() + m.gap;
        (Some(square), Rect { x, width: rest.right() - x, ..below })
    } else if beside.x + side <= rest.right() {
        let square = Rect { width: side, height: side, ..beside };
        let (_, words) = Rect { width: side, ..beside }.split_top(side + m.gap / 3);
        (Some(square), words)
    } else {
        (None, below)
    };
    if let Some(square) = square {
        let difference = evidence.difference(evidence.magnification());
        brush.seen(square, &difference, difference.size.rect());
        said.insert(0, say!("flip-moved"));
    }
    let mut y = words.y;
    for text in said {
        let area = Rect { y, height: (rest.bottom() - y).max(0), ..words };
        y += brush.paragraph(area, &text, Style::regular(m.small, FAINT)) + m.gap / 3;
    }
}

/// Where there is no flip to look at: why, and what to do.
pub fn nothing(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    about: &About,
    let_go: bool,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let area = progress::begin(brush, area, about, scene);
    let area = area.split_top(area.height / 4).1;
    let (what, then) = if let_go {
        (say!("flip-let-go"), say!("flip-let-go-do"))
    } else {
        (say!("flip-none"), say!("flip-none-do"))
    };
    let used = brush.paragraph(area, &what, Style::bold(m.heading, TEXT));
    let below = area.split_top(used + m.gap).1;
    brush.paragraph(below, &then, Style::regular(m.body, MUTED));
}

/// When it was, in words that change once a second.
fn when(flip: Flip, scene: &Scene<'_>) -> String {
    let now = scene.history.newest().map_or(flip.time, |answer| answer.time);
    let seconds = now.saturating_sub(flip.time).as_secs();
    let newest = scene.history.evidence().next_back();
    let is_last = newest.is_none_or(|newest| newest.flip.frame <= flip.frame);
    match (is_last, seconds) {
        (true, 0) => say!("flip-last-now"),
        (true, ..120) => say!("flip-last-seconds", seconds = seconds),
        (true, _) => say!("flip-last-minutes", minutes = seconds / 60),
        (false, 0) => say!("flip-earlier-now"),
        (false, ..120) => say!("flip-earlier-seconds", seconds = seconds),
        (false, _) => say!("flip-earlier-minutes", minutes = seconds / 60),
    }
}

/// What it answers at this moment, for the line that says so; none where no picture follows.
fn live(scene: &Scene<'_>) -> Option<(String, String)> {
    let newest = scene.history.newest().filter(|answer| !(scene.is_held() || answer.nothing))?;
    Some((scene.label(newest.best.class).to_owned(), reason::share(newest.best.probability)))
}

/// Hashes what changes on the page of this flip.
pub fn stamp(flip: Flip, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    (when(flip, scene), live(scene)).hash(&mut hash);
}

/// In the wall's place, heading and all, for study.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    (evidence, why): (&Evidence, &Why),
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let when = when(evidence.flip, scene);
    let area = title::draw(brush, area, &say!("flip-title"), &when, scene).split_top(m.gap / 2).1;
    let shown = triptych(evidence, why, scene);
    if area.width < area.height * 6 / 5 {
        let (words, rest) = area.split_top(area.height * 26 / 100);
        say_why(brush, words.split_bottom(2 * m.gap).0, why, scene);
        let used = triptych::draw(brush, rest, &shown);
        let rest = rest.split_top(used + 2 * m.gap).1;
        grown(brush, rest.split_top(rest.height.min(rest.width / 2)).0, evidence, scene);
        return;
    }
    let (upper, _) = area.split_top(area.height * 64 / 100);
    let (pictures, _) = upper.split_left(area.width * 70 / 100);
    let width = triptych::width(triptych::side(pictures, &m), &m);
    let used = triptych::draw(brush, pictures, &shown);
    let words = area.split_left(width + 3 * m.gap).1.split_top(used).0;
    say_why(brush, words, why, scene);
    let below = area.split_top(used + m.gap).1;
    brush.canvas.fill(Rect { height: 1, ..below }, LINE);
    grown(brush, below.split_top(m.gap).1, evidence, scene);
}

/// The two pictures and what lies between them; the old name in white, the new one in the answer's
/// colour.
fn triptych<'a>(evidence: &'a Evidence, why: &Why, scene: &Scene<'_>) -> Triptych<'a> {
    let Evidence { flip, before, after, .. } = evidence;
    let sure = |look, class, color| Sure {
        name: scene.label(class).to_owned(),
        percent: share(look, class),
        color,
    };
    let [old, new] = [(flip.from, OTHERS[0]), (flip.to, LEADER)];
    let both = |look, [first, second]: [(usize, Color); 2]| {
        vec![sure(look, first.0, first.1), sure(look, second.0, second.1)]
    };
    let part = why.change.causes.iter().find_map(|cause| match cause {
        Cause::Part { part, .. } => Some(*part),
        _ => None,
    });
    let factor = evidence.magnification();
    Triptych {
        before: &before.picture,
        after: Some(&after.picture),
        factor,
        titles: [say!("flip-before"), say!("flip-difference", factor = factor), say!("flip-after")],
        sure_before: both(before, [old, new]),
        sure_after: both(after, [new, old]),
        note: say!("flip-grey"),
        part,
    }
}

/// Why, large; below it what was measured, and what it answers now.
fn say_why(brush: &mut Brush<'_, '_>, area: Rect, why: &Why, scene: &Scene<'_>) {
    let m = brush.metrics;
    let mut rest = area;
    if let Some((name, percent)) = live(scene) {
        let line = Style::bold(m.body, LEADER);
        let height = m.small_style().leading() + line.cap_height();
        let (above, below) = rest.split_bottom(height);
        let text = say!("flip-live", name = name, percent = percent);
        let label = m.small_style();
        brush.text((below.x, below.y), below.width, Align::Left, &say!("flip-live-title"), label);
        let style = brush.face.fitted(&text, line, below.width, 11.0);
        let text = brush.face.shortened(&text, style, below.width);
        let y = below.bottom() - line.cap_height();
        brush.text((below.x, y), below.width, Align::Left, &text, style);
        rest = above.split_bottom(m.gap).0;
    }
    let mut words = vec![reason::headline(why)];
    words.extend(reason::sentences(why));
    reason::draw(brush, rest, &words, (TEXT, MUTED));
}

/// Where in the network the difference grew: in a sentence and as bars.
fn grown(brush: &mut Brush<'_, '_>, area: Rect, evidence: &Evidence, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(profile) = &evidence.profile else { return };
    let changes: Vec<f32> = profile.depths().map(|depth| depth.relative).collect();
    let Some((step, percent)) = growth::most(&changes) else { return };
    let title = say!("growth-title");
    let bold = brush.face.fitted(&title, Style::bold(m.body, TEXT), area.width, 11.0);
    let used = brush.text((area.x, area.y), area.width, Align::Left, &title, bold);
    let said = say!("growth-most", step = step, percent = percent);
    let style = Style::regular(m.small, MUTED);
    let x = area.x + used + 2 * m.gap;
    let mut y = area.y + bold.leading();
    if x + brush.face.width(&said, style) <= area.right() {
        let foot = area.y + bold.cap_height() - style.cap_height();
        brush.text((x, foot), area.right() - x, Align::Left, &said, style);
    } else {
        let style = brush.face.fitted(&said, style, area.width, 11.0);
        brush.text((area.x, y), area.width, Align::Left, &said, style);
        y += style.leading();
    }
    growth::draw(brush, Rect { y, height: area.bottom() - y, ..area }, &changes, scene);
}
