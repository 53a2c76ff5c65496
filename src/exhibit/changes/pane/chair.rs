//! The page of the chair test: its result large, the line of the answer, and how much every step
//! changed by both measures.

use super::profile::{self, Measure};
use super::{card, line};
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::exhibit::changes::CHAIR_AGAIN;
use crate::exhibit::changes::chair::{Chair, TEST, Verdict};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::taps::profile::Depth;
use crate::view::button::Button;
use crate::view::icon::Icon;
use crate::view::palette::{
    BACKGROUND, BUTTON_LINE, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT,
};
use crate::view::{Align, Brush, Target};

/// How far the test is.
pub(super) enum State<'a> {
    /// Nobody has asked for one.
    Ready,
    /// The picture is held: why, and what makes it go on.
    Waits(String, Option<Button>),
    /// It goes on; so much of it is over, 0..=1.
    Runs(f32),
    /// It is over.
    Over(&'a Verdict),
}

impl<'a> State<'a> {
    fn new(chair: &'a Chair, tests: u64, scene: &Scene<'_>) -> Self {
        if scene.is_held() && chair.is_due(tests) {
            return Self::waits(scene);
        }
        match (chair.part(), chair.verdict()) {
            (Some(part), _) => Self::Runs(part),
            (None, Some(verdict)) => Self::Over(verdict),
            (None, None) => Self::Ready,
        }
    }

    fn waits(scene: &Scene<'_>) -> Self {
        if scene.is_over() {
            Self::Waits(say!("chair-over"), None)
        } else if scene.status.still {
            Self::Waits(say!("chair-still"), Some(Button::new(Action::Shake, say!("strip-shake"))))
        } else {
            let goes_on = Button::new(Action::Freeze, say!("button-go-on")).with_icon(Icon::Play);
            Self::Waits(say!("chair-held"), Some(goes_on))
        }
    }

    /// What is to be touched on the card.
    pub(super) fn button(&self) -> Option<Button> {
        let again = |words| Button::new(CHAIR_AGAIN, words).with_icon(Icon::Play);
        match self {
            Self::Ready => Some(again(say!("chair-start"))),
            Self::Waits(_, button) => button.clone(),
            Self::Runs(_) => None,
            Self::Over(_) => Some(again(say!("chair-again"))),
        }
    }

    /// The card's frame and ground.
    pub(super) fn colors(&self) -> (Color, Color) {
        match self {
            Self::Ready => (BUTTON_LINE, PANEL),
            Self::Waits(..) => (NOTICE, mix(BACKGROUND, NOTICE, 30)),
            Self::Runs(_) => (LINE, PANEL),
            Self::Over(_) => (LEADER, mix(BACKGROUND, LEADER, 45)),
        }
    }
}

/// Where the parts of the page lie.
struct Places {
    /// The result, or what is to be done.
    card: Rect,
    /// The line of the answer; empty where there is no room.
    line: Rect,
    plots: Rect,
    /// True where there is room for both plots.
    both: bool,
    /// The sentence below them.
    said: Rect,
}

impl Places {
    fn new(area: Rect, m: &Metrics) -> Self {
        let body = m.body as i32;
        let line = Style::bold(m.body * 1.15, TEXT).leading();
        let foot = m.small_style().leading() + 2 * line + m.gap;
        if area.width >= 36 * body && area.height >= 26 * body {
            let (rest, said) = area.split_bottom(foot);
            let (above, below) = rest.split_top(rest.height * 44 / 100);
            let (card, line) = above.split_left((area.width - 2 * m.gap) * 45 / 100);
            let line = line.split_left(2 * m.gap).1;
            let plots = below.split_top(m.gap * 3 / 2).1;
            return Self { card, line, plots, both: true, said };
        }
        // The figure and one plot, side by side or one above the other.
        let (card, rest) = if area.width > area.height {
            let (card, rest) = area.split_left(area.width * 42 / 100);
            (card, rest.split_left(m.gap * 3 / 2).1)
        } else {
            let (card, rest) = area.split_top(area.height * 45 / 100);
            (card, rest.split_top(m.gap).1)
        };
        let (plots, said) = rest.split_bottom(foot + line / 2);
        Self { card, line: Rect::default(), plots, both: false, said }
    }

    /// Where the card's button lies: what a test begins with is large.
    fn button(&self, state: &State<'_>, m: &Metrics) -> Rect {
        let inner = card::inner(self.card, m);
        let height = match state {
            State::Ready => (inner.height * 42 / 100).clamp(m.target, 2 * m.target),
            _ => m.target,
        };
        inner.split_bottom(height.min(inner.height)).1
    }
}

/// What can be touched on it; `tests` is how many were asked for.
pub fn targets(
    area: Rect,
    chair: &Chair,
    tests: u64,
    scene: &Scene<'_>,
    m: &Metrics,
) -> Vec<Target> {
    let state = State::new(chair, tests, scene);
    let place = Places::new(area, m).button(&state, m);
    state.button().map(|button| button.target(place)).into_iter().collect()
}

/// The page, below its title.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, chair: &Chair, tests: u64, scene: &Scene<'_>) {
    let m = brush.metrics;
    let state = State::new(chair, tests, scene);
    let places = Places::new(area, &m);
    let button = places.button(&state, &m);
    card::draw(brush, (places.card, button), &state, chair, scene);
    let verdict = if let State::Over(verdict) = &state { Some(verdict) } else { None };
    if !places.line.is_empty() {
        let is_test = verdict.is_some() || chair.part().is_some();
        let line = verdict.map_or_else(|| chair.line(), |verdict| verdict.line.clone());
        line::draw(brush, places.line, &line, is_test, scene);
    }
    let depths = verdict.map_or_else(|| chair.recent(), |verdict| verdict.depths.clone());
    if places.both {
        profile::draw(brush, places.plots, &depths, scene);
    } else {
        profile::draw_one(brush, places.plots, (&depths, Measure::Found), scene);
    }
    said(brush, places.said, &depths, verdict.is_some());
}

/// What the height of a bar is, and what the bars say.
fn said(brush: &mut Brush<'_, '_>, area: Rect, depths: &[Depth], over: bool) {
    let m = brush.metrics;
    let bars = if over {
        say!("chair-bars-test", seconds = TEST.as_secs())
    } else {
        say!("chair-bars-second")
    };
    let small = m.small_style();
    let fits = |words: &String| brush.face.width(words, small.sized(11.0)) <= area.width;
    let bars = [bars, say!("chair-bars-short")].into_iter().find(fits).unwrap_or_default();
    let style = brush.face.fitted(&bars, small, area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &bars, style);
    let rest = area.split_top(small.leading() + m.gap / 2).1;
    let words = profile::sentence(depths).unwrap_or_else(|| say!("chair-nothing"));
    let style = Style::bold(m.body * 1.15, if over { LEADER } else { TEXT });
    let mut style = if depths.is_empty() { Style { color: MUTED, ..style } } else { style };
    let fits = |style: Style| {
        let lines = brush.face.wrapped(&words, style, rest.width).len() as i32;
        (lines - 1) * style.leading() + style.cap_height() <= rest.height
    };
    while style.size > 11.0 && !fits(style) {
        style = style.sized(style.size - 1.0);
    }
    brush.paragraph(rest, &words, style);
}
