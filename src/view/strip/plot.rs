//! The plot of the strip: the leader's and its rival's share, and a ring at every change.

use std::time::Duration;

use crate::canvas::color::{Color, mix};
use crate::canvas::text::{Style, Typeface};
use crate::dynamics::history::{Answer, WINDOW};
use crate::geometry::Rect;
use crate::view::answer::leader_color;
use crate::view::facts::Facts;
use crate::view::palette::{BACKGROUND, FAINT, LINE, MUTED, Metrics, OTHERS, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What};

/// Where the axis may end, and how far apart its numbers are then.
const AXES: [(f32, f32); 5] = [(0.1, 0.05), (0.2, 0.1), (0.5, 0.25), (0.75, 0.25), (1.0, 0.5)];

/// A touch means a mark that is so near at least, on either side.
const NEAR: i32 = 14;

/// The two classes with a line, and their colours: the leader of now and its rival.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The leader.
    pub leader: (usize, Color),
    /// Its rival; none where there is one class.
    pub rival: Option<(usize, Color)>,
}

impl Pair {
    /// Those of the newest answer; the rival is the one that the answer lists next.
    pub fn new(facts: &Facts<'_>) -> Option<Self> {
        let leader = facts.history.newest()?.best.class;
        let rival = facts.places().into_iter().find(|&class| class != leader);
        let rival = rival.map(|class| (class, OTHERS[0]));
        Some(Self { leader: (leader, leader_color(facts)), rival })
    }

    /// Their shares in an answer.
    fn shares(self, answer: &Answer) -> (f32, f32) {
        let share = |class: usize| answer.probabilities.get(class).copied().unwrap_or(0.0);
        (share(self.leader.0), self.rival.map_or(0.0, |(class, _)| share(class)))
    }
}

/// Where the plot lies; its axis stands at the left of it.
#[derive(Debug, Clone, Copy)]
pub struct Plot {
    /// The plot itself.
    pub area: Rect,
    /// Where the axis ends.
    top: f32,
    /// From one number beside it to the next.
    step: f32,
}

impl Plot {
    /// In this area, the numbers beside it included.
    pub fn new(area: Rect, facts: &Facts<'_>, m: &Metrics, face: &Typeface) -> Self {
        let axis = face.width("100 %", m.small_style()) + m.gap / 2;
        let history = facts.history;
        let pair = Pair::new(facts);
        let shares = history.answers().map(|answer| {
            let (leader, rival) = pair.map_or((0.0, 0.0), |pair| pair.shares(answer));
            leader.max(rival)
        });
        let led = history.recent_flips().iter().filter_map(|flip| at(facts, flip.frame));
        let most = shares.chain(led.map(|answer| answer.best.probability)).fold(0.0, f32::max);
        let fits = |(top, _): &&(f32, f32)| most <= *top;
        let &(top, step) = AXES.iter().find(fits).unwrap_or(&AXES[AXES.len() - 1]);
        Self { area: area.split_left(axis).1, top, step }
    }

    /// The column of a time, where the newest answer is from `now`.
    fn across(&self, time: Duration, now: Duration) -> f32 {
        let ago = now.saturating_sub(time).as_secs_f32() / WINDOW.as_secs_f32();
        self.area.right() as f32 - 4.0 - ago * (self.area.width as f32 - 5.0)
    }

    /// The row of a share.
    fn height(&self, share: f32) -> f32 {
        let share = (share / self.top).clamp(0.0, 1.0);
        (self.area.bottom() - 1) as f32 - share * (self.area.height as f32 - 4.0)
    }

    /// The marks of the flips whose pictures are kept, with their frames' numbers, oldest first.
    fn marks(&self, facts: &Facts<'_>) -> Vec<(u64, Rect)> {
        let (history, plot) = (facts.history, self.area);
        let Some(now) = history.newest() else { return Vec::new() };
        let flips = history.recent_flips().iter();
        let kept = flips.filter(|flip| history.evidence_of(flip.frame).is_some());
        kept.map(|flip| {
            let x = self.across(flip.time, now.time).round() as i32;
            (flip.frame, Rect::new(x - 4, plot.y, 9, plot.height).intersect(plot))
        })
        .collect()
    }

    /// The same, to be touched: wider than they are drawn, so that a hand can hit them.
    pub fn targets(&self, facts: &Facts<'_>) -> Vec<Target> {
        let plot = self.area;
        let target = |(flip, area): (u64, Rect)| {
            let least = plot.x - NEAR;
            let x = (area.middle().x - NEAR).clamp(least, (plot.right() - 2 * NEAR).max(least));
            let touch = Rect { x, width: 2 * NEAR, ..area };
            Target { what: What::Flip(flip), area, touch }
        };
        self.marks(facts).into_iter().map(target).collect()
    }

    /// Draws it.
    pub fn draw(&self, brush: &mut Brush<'_, '_>, facts: &Facts<'_>) {
        let (Some(now), Some(pair)) = (facts.history.newest(), Pair::new(facts)) else { return };
        let area = self.area;
        brush.canvas.fill(area, PANEL);
        self.draw_axis(brush);
        let across = |answer: &Answer| self.across(answer.time, now.time);
        let points = self.points(facts, pair, across);
        let parts = || points.windows(2).filter(|part| part[0].leads_to(&part[1]));
        for part in parts() {
            self.fill(brush, part, pair);
        }
        // The leader last, so that its line lies on top.
        let lines = pair.rival.map(|(_, color)| (color, false));
        for (color, leads) in lines.into_iter().chain([(pair.leader.1, true)]) {
            for part in parts() {
                let [from, to] =
                    [&part[0], &part[1]].map(|p| (p.x, if leads { p.leader } else { p.rival }));
                brush.canvas.line(from, to, 2.0, color);
            }
        }
        let marks = self.marks(facts);
        let radius = ring_radius(&brush.metrics);
        for flip in facts.history.recent_flips() {
            let Some(answer) = at(facts, flip.frame) else { continue };
            let place = (across(answer), self.height(answer.best.probability));
            let kept = marks.iter().any(|(frame, _)| *frame == flip.frame);
            ring(brush, place, radius, if kept { TEXT } else { MUTED });
        }
        if let Some(newest) = points.last() {
            brush.canvas.disc((newest.x, newest.leader), radius, BACKGROUND);
            brush.canvas.disc((newest.x, newest.leader), radius - 1.0, pair.leader.1);
        }
    }

    fn draw_axis(&self, brush: &mut Brush<'_, '_>) {
        let m = brush.metrics;
        let style = Style::regular(m.small, FAINT);
        let (area, axis) = (self.area, brush.face.width("100 %", style));
        let steps = (self.top / self.step).round() as i32;
        for n in 0..=steps {
            let share = n as f32 * self.step;
            let y = self.height(share) as i32;
            brush.canvas.fill(Rect::new(area.x, y, area.width, 1), LINE);
            // The number at the top must not stand above the plot, nor that at its foot below.
            let cap = style.cap_height();
            let beside = (y - cap / 2).clamp(area.y, (area.bottom() - cap).max(area.y));
            let pitch = self.area.height / steps.max(1);
            if n > 0 && n < steps && pitch < cap + 2 {
                continue;
            }
            let number = format!("{:.0} %", share * 100.0);
            let x = area.x - axis - m.gap / 2;
            brush.text((x, beside), axis, Align::Right, &number, style);
        }
    }

    /// One point a column at most.
    fn points(&self, facts: &Facts<'_>, pair: Pair, across: impl Fn(&Answer) -> f32) -> Vec<Point> {
        let newest = facts.history.newest().map(|answer| answer.frame);
        let mut points: Vec<Point> = Vec::new();
        for answer in facts.history.answers() {
            let x = across(answer);
            let near = points.last().is_some_and(|last| x - last.x < 0.9);
            if x < self.area.x as f32 || near && Some(answer.frame) != newest {
                continue;
            }
            let (leader, rival) = pair.shares(answer);
            let [leader, rival] = [leader, rival].map(|share| self.height(share));
            let scene = (!answer.nothing).then_some(answer.scene);
            points.push(Point { x, leader, rival, scene });
        }
        points
    }

    /// What lies between the two lines, in the dim colour of the upper one.
    fn fill(&self, brush: &mut Brush<'_, '_>, part: &[Point], pair: Pair) {
        let Some((_, white)) = pair.rival else { return };
        let (from, to) = (&part[0], &part[1]);
        let along = |x: i32| ((x as f32 - from.x) / (to.x - from.x).max(1e-3)).clamp(0.0, 1.0);
        for x in from.x.round() as i32..to.x.round() as i32 {
            let between = |a: f32, b: f32| (a + along(x) * (b - a)).round() as i32;
            let (leader, rival) = (between(from.leader, to.leader), between(from.rival, to.rival));
            let (color, opacity) = if leader <= rival { (pair.leader.1, 95) } else { (white, 75) };
            let (top, bottom) = (leader.min(rival), leader.max(rival));
            let column = Rect::new(x, top, 1, bottom - top).intersect(self.area);
            brush.canvas.fill(column, mix(PANEL, color, opacity));
        }
    }
}

/// Where the lines are at one time.
struct Point {
    x: f32,
    leader: f32,
    rival: f32,
    /// None where there was nothing to see.
    scene: Option<u64>,
}

impl Point {
    /// True where a line leads from here to the next.
    fn leads_to(&self, next: &Self) -> bool {
        self.scene.is_some() && self.scene == next.scene
    }
}

/// The answer to this frame, while it is among the last ten seconds'.
fn at<'a>(facts: &Facts<'a>, frame: u64) -> Option<&'a Answer> {
    facts.history.answers().find(|answer| answer.frame == frame)
}

/// How large a ring is.
pub fn ring_radius(m: &Metrics) -> f32 {
    (m.small * 0.22).max(3.0)
}

/// A ring: here it changed its mind.
pub fn ring(brush: &mut Brush<'_, '_>, place: (f32, f32), radius: f32, color: Color) {
    brush.canvas.disc(place, radius, color);
    brush.canvas.disc(place, radius - 1.5, BACKGROUND);
}
