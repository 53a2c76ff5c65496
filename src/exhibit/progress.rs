//! What the panes of long work have in common: a heading and a sentence, which picture it is about,
//! and how far it has come.

use crate::canvas::text::Style;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::snapshot::Work;
use crate::view::palette::{FAINT, LEADER, MUTED, NOTICE, PANEL};
use crate::view::{Align, Brush};

/// Heading and sentence at the top of the middle pane; returns the room below.
pub fn begin(brush: &mut Brush<'_, '_>, area: Rect, heading: &str, says: &str) -> Rect {
    let area = brush.heading(area, 2, heading);
    let m = brush.metrics;
    let used = brush.paragraph(area, says, Style::regular(m.body, MUTED));
    area.split_top(used + m.gap / 2).1
}

/// What came of the work that is asked for; none where nothing has come yet.
pub fn of<'a>(scene: &Scene<'a>) -> Option<&'a Work> {
    scene.snapshot.and_then(|snapshot| snapshot.work.as_ref())
}

/// That nothing has come yet.
pub fn wait(brush: &mut Brush<'_, '_>, area: Rect) {
    let style = Style::regular(brush.metrics.body, NOTICE);
    brush.paragraph(area, "one moment …", style);
}

/// Why there is nothing to see.
pub fn nothing(brush: &mut Brush<'_, '_>, area: Rect, why: &str) {
    let style = Style::regular(brush.metrics.body, NOTICE);
    brush.paragraph(area, why, style);
}

/// How many seconds old the picture is that the work is about; none where it is the one that is
/// shown.
pub fn age(work: &Work, scene: &Scene<'_>) -> Option<u64> {
    let shown = &scene.snapshot?.frame;
    // Of a still picture each frame is the same.
    let older = shown.sequence != work.frame.sequence && !scene.status.still;
    older.then(|| shown.time.saturating_sub(work.frame.time).as_secs())
}

/// "this picture, 2 s ago", and a bar for how far the work has come; returns where it ends.
pub fn about(brush: &mut Brush<'_, '_>, area: Rect, work: &Work, scene: &Scene<'_>) -> i32 {
    let m = brush.metrics;
    let small = m.small_style();
    let text = match age(work, scene) {
        None => "this picture".to_owned(),
        Some(0) => "this picture, just now".to_owned(),
        Some(seconds) => format!("this picture, {seconds} s ago"),
    };
    let style = brush.face.fitted(&text, small, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &text, style);
    let y = area.y + small.leading();
    let bar = Rect { y, height: (m.small * 0.4) as i32, ..area };
    let progress = work.progress;
    brush.canvas.rounded(bar, 2, PANEL);
    if progress.is_over() {
        brush.canvas.rounded(bar, 2, FAINT);
    } else {
        let width = progress.done as i64 * i64::from(bar.width) / progress.all.max(1) as i64;
        brush.canvas.rounded(Rect { width: width as i32, ..bar }, 2, LEADER);
    }
    bar.bottom() + m.gap / 2
}
