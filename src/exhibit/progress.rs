//! The parts that panes of background jobs share: heading, which picture it is about, progress bar.

use std::hash::{Hash, Hasher};

use super::findings::Found;
use super::room::About;
use super::work::Progress;
use super::{Finding, Question};
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{LEADER, Metrics, NOTICE, PANEL};
use crate::view::{Align, Brush, title};
use crate::words::message;

/// Heading and sentence at the top of the middle pane; returns the room below.
pub fn begin(brush: &mut Brush<'_, '_>, area: Rect, about: &About, scene: &Scene<'_>) -> Rect {
    title::draw(brush, area, &message(about.title), &message(about.says), scene)
}

/// The room below heading and sentence, without drawing them.
pub fn below(area: Rect, about: &About, m: &Metrics, face: &Typeface) -> Rect {
    title::below(area, &message(about.title), &message(about.says), m, face)
}

/// What came of a question of this kind; none where nothing has yet. Where the question itself has
/// just changed a little, that of the one before.
fn of<'a>(scene: &Scene<'a>, kind: fn(&Question) -> bool) -> Option<&'a Found> {
    scene.findings.iter().find(|found| kind(&found.question))
}

/// The same; where there is nothing to show yet, or never, the pane says so, and there is none.
pub fn found<'a>(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    scene: &Scene<'a>,
    kind: fn(&Question) -> bool,
) -> Option<&'a Found> {
    let found = of(scene, kind);
    let words = match found.map(|found| &found.finding) {
        None => say!("one-moment"),
        Some(Finding::Nothing(why)) => why.clone(),
        Some(_) => return found,
    };
    brush.paragraph(area, &words, Style::regular(brush.metrics.body, NOTICE));
    None
}

/// Hashes how far the job has come, and how old its picture is.
pub fn stamp(scene: &Scene<'_>, kind: fn(&Question) -> bool, mut hash: &mut dyn Hasher) {
    let found = of(scene, kind);
    let frame = found.map(|found| (found.question, found.frame.sequence, found.progress));
    (frame, found.and_then(|found| age(found, scene))).hash(&mut hash);
}

/// How many seconds old the picture is that the work is about; none where it is the one that is
/// shown.
fn age(found: &Found, scene: &Scene<'_>) -> Option<u64> {
    let shown = &scene.snapshot?.frame;
    // Of a still picture each frame is the same, until another photo comes.
    let same = scene.status.still && shown.scene == found.frame.scene;
    let older = shown.sequence != found.frame.sequence && !same;
    older.then(|| shown.time.saturating_sub(found.frame.time).as_secs())
}

/// "this picture, 2 s ago".
pub fn which(found: &Found, scene: &Scene<'_>) -> String {
    match age(found, scene) {
        None => say!("this-picture"),
        Some(0) => say!("this-picture-just-now"),
        Some(seconds) => say!("this-picture-ago", seconds = seconds),
    }
}

/// "this picture, 2 s ago", and a bar for how far the work has come; returns where it ends.
pub fn about(brush: &mut Brush<'_, '_>, area: Rect, found: &Found, scene: &Scene<'_>) -> i32 {
    let m = brush.metrics;
    let small = m.small_style();
    let text = which(found, scene);
    let style = brush.face.fitted(&text, small, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &text, style);
    let y = area.y + small.leading();
    let bar = Rect { y, height: (m.small * 0.4) as i32, ..area };
    self::bar(brush, bar, found.progress);
    bar.bottom() + m.gap / 2
}

/// How far the work has come; nothing where it is done.
pub fn bar(brush: &mut Brush<'_, '_>, bar: Rect, progress: Progress) {
    if progress.is_over() {
        return;
    }
    brush.canvas.rounded(bar, 2, PANEL);
    let width = progress.done as i64 * i64::from(bar.width) / progress.all.max(1) as i64;
    brush.canvas.rounded(Rect { width: width as i32, ..bar }, 2, LEADER);
}
