//! The pane of rubbing out: the picture with what is hidden, and how much that is.

use std::cmp::Ordering;

use crate::canvas::text::{Style, Typeface};
use crate::exhibit::counts::{LARGER_SQUARE, SMALLER_SQUARE, chosen_in, contrast, worst};
use crate::exhibit::rubber::{self, Sheet};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::network::erasure::Mask;
use crate::network::guess::Guess;
use crate::snapshot::ErasedAnswer;
use crate::view::palette::{LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT};
use crate::view::target::Rubber;
use crate::view::{Align, Brush, Target, What, answer};

/// Where the parts of the page lie.
pub(super) struct Places {
    /// The picture.
    pub(super) picture: Rect,
    /// Above it: whether it is held.
    heading: Rect,
    /// How much is hidden, and what came of it.
    verdict: Rect,
    /// For the evidence.
    why: Rect,
    /// For the square that counts most.
    one: Rect,
}

impl Places {
    pub(super) fn new(area: Rect, m: &Metrics) -> Self {
        let area = area.split_top(m.gap / 2).1;
        let line = m.body_style().leading() + m.gap / 3;
        let verdict_height = (m.heading * 1.4) as i32 + line + m.gap * 3 / 2;
        if m.upright {
            let side = area.width.min((area.height - 2 * line) * 58 / 100).max(0);
            let (heading, rest) = area.split_top(line);
            let picture = Rect { width: side, height: side, ..rest };
            let right = rest.split_left(side + m.gap).1;
            let (verdict, _) = Rect { height: side, ..right }.split_top(verdict_height);
            let below = rest.split_top(side + m.gap).1;
            let (why, one) = below.split_left((below.width - 2 * m.gap) * 55 / 100);
            let one = one.split_left(2 * m.gap).1;
            return Self { picture, heading, verdict, why, one };
        }
        let (heading, rest) = area.split_top(line);
        let side = rest.height.min(area.width * 54 / 100).max(0);
        let picture = Rect { width: side, height: side, ..rest };
        let heading = Rect { width: side, ..heading };
        let right = area.split_left(side + 2 * m.gap).1;
        let (verdict, beside) = right.split_top(verdict_height.min(right.height));
        let beside = beside.split_top(m.gap).1;
        let (why, one) = beside.split_top(beside.height * 58 / 100);
        Self { picture, heading, verdict, why, one: one.split_top(m.gap).1 }
    }
}

pub(super) fn targets(
    area: Rect,
    evidence: (contrast::Chosen, bool),
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let Some(sheet) = Sheet::on_screen(scene) else { return Vec::new() };
    let Places { picture, why, .. } = Places::new(area, m);
    let picture = rubber::pane::picture(picture, scene.outline);
    let rubber = Rubber { size: sheet.size, less: SMALLER_SQUARE, more: LARGER_SQUARE };
    let mut targets = vec![Target { what: What::Rubber(rubber), area: picture, touch: picture }];
    targets.extend(contrast::targets(why, evidence, scene, m, face));
    targets
}

pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    evidence: (contrast::Chosen, bool),
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let Some(snapshot) = scene.snapshot else {
        brush.paragraph(area, &say!("one-moment"), m.body_style());
        return;
    };
    let places = Places::new(area, &m);
    let chosen = &chosen_in(scene).rub.rubbing;
    let mask = chosen.shown(scene);
    let words = if scene.frozen {
        say!("rub-held")
    } else if scene.is_held() {
        say!("rub-photo")
    } else {
        say!("rub-is-live")
    };
    let style = Style::bold(m.body, TEXT);
    let style = brush.face.fitted(&words, style, places.heading.width, 11.0);
    let heading = places.heading;
    let used = brush.text((heading.x, heading.y), heading.width, Align::Left, &words, style);
    let grey = say!("rub-grey");
    let quiet = Style::regular(m.small, MUTED);
    if mask.is_some() && used + m.gap + brush.face.width(&grey, quiet) <= heading.width {
        brush.text((heading.x, heading.y), heading.width, Align::Right, &grey, quiet);
    }
    let picture = rubber::pane::picture(places.picture, scene.outline);
    brush.picture(picture, &snapshot.frame.picture, snapshot.crop);
    if let Some(mask) = mask {
        rubber::pane::draw_mask(brush, picture, mask);
    }
    rubber::pane::draw_rubber(brush, picture, chosen, snapshot);
    draw_verdict(brush, places.verdict, mask.map(AsRef::as_ref), scene);
    contrast::draw(brush, places.why, evidence, scene);
    worst::draw(brush, places.one, scene);
}

/// It answers what it answered before: more surely, or less.
fn still(before: &Guess, scene: &Scene<'_>) -> String {
    let erased = scene.snapshot.and_then(|snapshot| snapshot.erased.as_ref());
    let share = |erased: &ErasedAnswer| erased.probabilities.get(before.class).copied();
    let now = erased.and_then(share).unwrap_or(before.probability);
    let name = scene.label(before.class);
    // The figures stand in the answer's column; a difference that they do not show is none.
    let [then, now] = [before.probability, now].map(|share| (share * 100.0).round() as u32);
    match now.cmp(&then) {
        Ordering::Greater => say!("rub-surer", name = name),
        Ordering::Less => say!("rub-less-sure", name = name),
        Ordering::Equal => say!("rub-same", name = name),
    }
}

/// How much is hidden, and whether the answer is another then.
fn draw_verdict(brush: &mut Brush<'_, '_>, area: Rect, mask: Option<&Mask>, scene: &Scene<'_>) {
    let m = brush.metrics;
    let erased = scene.snapshot.and_then(|snapshot| snapshot.erased.as_ref());
    let before = scene.snapshot.and_then(|snapshot| snapshot.top.first());
    let after = erased.and_then(|erased| erased.top.first());
    if let Some(snapshot) = scene.snapshot.filter(|snapshot| snapshot.nothing_to_see) {
        // Whatever it says of such a picture means nothing, rubbed out or not.
        brush.paragraph(area, &answer::why_nothing(snapshot), Style::regular(m.body, NOTICE));
        return;
    }
    let Some(mask) = mask else {
        let words = before.map(|best| say!("rub-task", name = scene.label(best.class)));
        let style = Style::bold(m.heading * 0.8, TEXT);
        let task = words.unwrap_or_default();
        let lines = |style| brush.face.wrapped(&task, style, area.width).len() as i32;
        let fits = |style: Style| lines(style) * style.leading() <= area.height;
        let mut style = style;
        while style.size > 11.0 && !fits(style) {
            style = style.sized(style.size - 1.0);
        }
        brush.paragraph(area, &task, style);
        return;
    };
    let changed = after.zip(before).is_some_and(|(after, before)| after.class != before.class);
    let color = if changed { LEADER } else { TEXT };
    brush.canvas.rounded(area, m.gap / 2, PANEL);
    brush.canvas.frame(area, 1, if changed { LEADER } else { LINE });
    let inner = area.inset_by(m.gap, m.gap * 3 / 4);
    let percent = mask.share() * 100.0;
    let hid = if percent < 9.95 { format!("{percent:.1}") } else { format!("{percent:.0}") };
    let figure = say!("rub-hid", percent = hid);
    let words = match (after, before) {
        (Some(_), Some(before)) if changed => say!("rub-changed", name = scene.label(before.class)),
        (Some(_), Some(before)) => still(before, scene),
        // Its answer is still to come.
        _ => String::new(),
    };
    let fitted = |text: &str, style| brush.face.fitted(text, style, inner.width, 11.0);
    let large = fitted(&figure, Style::bold(m.heading, color));
    let small = fitted(&words, Style::regular((m.body * 1.15).round(), color));
    let between = m.gap * 5 / 4;
    let y = area.y + (area.height - large.cap_height() - between - small.cap_height()) / 2;
    brush.text((inner.x, y), inner.width, Align::Left, &figure, large);
    let below = Rect { y: y + large.cap_height() + between, ..inner };
    brush.text((below.x, below.y), below.width, Align::Left, &words, small);
}
