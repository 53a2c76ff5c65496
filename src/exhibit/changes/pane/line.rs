//! The line of the answer during the chair test: its two best names, and a mark at every change.

use crate::canvas::text::Style;
use crate::exhibit::changes::chair::TEST;
use crate::exhibit::changes::trace::Line;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, OTHERS, PANEL, TEXT};
use crate::view::{Align, Brush};

/// Where the axis of probabilities may end.
const SCALES: [f32; 4] = [0.1, 0.25, 0.5, 1.0];

/// Draws it with its heading; `over` where it is a test's, and not that of the last seconds.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, line: &Line, over: bool, scene: &Scene<'_>) {
    let m = brush.metrics;
    let small = m.small_style();
    let title = say!("chair-line");
    let style = brush.face.fitted(&title, Style::bold(m.body * 1.2, TEXT), area.width, 11.0);
    let used = brush.text((area.x, area.y), area.width, Align::Left, &title, style) + 2 * m.gap;
    marks(brush, area.split_left(used).1, style.cap_height());
    let rest = area.split_top(style.leading() + m.gap / 3).1;
    let rest = names(brush, rest, line, scene);
    let axis = brush.face.width("100 %", small) + m.gap / 2;
    let (plot, below) = rest.split_bottom(small.leading() + m.gap / 4);
    let plot = plot.split_left(axis).1;
    if plot.width < 40 || plot.height < 20 {
        return;
    }
    brush.canvas.fill(plot, PANEL);
    let shares = line.moments.iter().flat_map(|moment| moment.shares);
    let most = shares.fold(0.0, f32::max);
    let highest = SCALES.into_iter().find(|&scale| scale >= most).unwrap_or(1.0);
    let across = |at: f32| plot.x as f32 + at * (plot.width - 1) as f32;
    let height = |share: f32| {
        (plot.bottom() - 1) as f32 - (share / highest).clamp(0.0, 1.0) * (plot.height - 3) as f32
    };
    let quiet = Style::regular(m.small, FAINT);
    for share in [0.0, highest] {
        let y = height(share) as i32;
        brush.canvas.fill(Rect::new(plot.x, y, plot.width, 1), LINE);
        let cap = quiet.cap_height();
        let top = (y - cap / 2).clamp(plot.y, (plot.bottom() - cap).max(plot.y));
        let label = say!("percent", of = format!("{:.0}", share * 100.0));
        brush.text((area.x, top), axis - m.gap / 2, Align::Right, &label, quiet);
    }
    for &flip in &line.flips {
        let x = across(flip) as i32;
        brush.canvas.shade(Rect::new(x, plot.y, 2, plot.height).intersect(plot), TEXT, 110);
    }
    // The likelier name last, so that it lies on top.
    for (n, color) in [(1, OTHERS[0]), (0, LEADER)] {
        if n >= line.classes.len() {
            continue;
        }
        for pair in line.moments.windows(2).filter(|pair| pair[1].joined) {
            let [from, to] =
                [pair[0], pair[1]].map(|moment| (across(moment.at), height(moment.shares[n])));
            brush.canvas.line(from, to, (m.gap as f32 / 5.0).max(2.0), color);
        }
    }
    let y = below.y + m.gap / 4;
    let seconds = TEST.as_secs();
    let (from, to) = if over {
        (say!("chair-line-begin"), say!("chair-line-end", seconds = seconds))
    } else {
        (say!("chair-line-ago", seconds = seconds), say!("chair-line-now"))
    };
    brush.text((plot.x, y), plot.width / 2, Align::Left, &from, quiet);
    brush.text((plot.middle().x, y), plot.right() - plot.middle().x, Align::Right, &to, quiet);
}

/// What a mark means, at the right end of the heading, where there is room.
fn marks(brush: &mut Brush<'_, '_>, area: Rect, cap: i32) {
    let m = brush.metrics;
    let (words, style) = (say!("chair-line-mark"), m.small_style());
    let width = brush.face.width(&words, style);
    if width + m.gap > area.width {
        return;
    }
    let y = area.y + cap - style.cap_height();
    brush.text((area.right() - width, y), width, Align::Left, &words, style);
    let mark = Rect::new(area.right() - width - m.gap, area.y, 2, cap);
    brush.canvas.shade(mark, TEXT, 170);
}

/// The two names in the colours of their lines; returns the room below.
fn names(brush: &mut Brush<'_, '_>, area: Rect, line: &Line, scene: &Scene<'_>) -> Rect {
    let m = brush.metrics;
    let small = m.small_style();
    let half = (area.width - m.gap) / 2;
    let colors = [LEADER, OTHERS[0]];
    if line.classes.is_empty() {
        let waits = say!("one-moment");
        brush.text(
            (area.x, area.y),
            area.width,
            Align::Left,
            &waits,
            Style { color: MUTED, ..small },
        );
    }
    for ((n, &class), color) in (0..).zip(&line.classes).zip(colors) {
        let label = scene.label(class);
        let style = brush.face.fitted(label, Style::bold(m.small, color), half, 11.0);
        let label = brush.face.shortened(label, style, half);
        let (x, align) =
            if n == 0 { (area.x, Align::Left) } else { (area.right() - half, Align::Right) };
        brush.text((x, area.y), half, align, &label, style);
    }
    area.split_top(small.leading() + m.gap / 4).1
}
