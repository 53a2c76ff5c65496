//! The page of the chair test: its result large, the line of the answer, and how much every step
//! changed by both measures.

use super::line;
use super::profile::{self, Measure};
use crate::canvas::color::{Color, mix};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::exhibit::changes::CHAIR_AGAIN;
use crate::exhibit::changes::chair::{Chair, TEST, Verdict};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::taps::profile::Depth;
use crate::view::button::{self, Button};
use crate::view::icon::Icon;
use crate::view::palette::{
    BACKGROUND, BUTTON_LINE, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT,
};
use crate::view::{Align, Brush, Target};

/// How far the test is.
enum State<'a> {
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
    fn button(&self) -> Option<Button> {
        let again = |words| Button::new(CHAIR_AGAIN, words).with_icon(Icon::Play).lit(true);
        match self {
            Self::Ready => Some(again(say!("chair-start"))),
            Self::Waits(_, button) => button.clone(),
            Self::Runs(_) => None,
            Self::Over(_) => Some(again(say!("chair-again"))),
        }
    }

    /// The card's frame and ground.
    fn colors(&self) -> (Color, Color) {
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
        let foot = m.small_style().leading() + (m.body * 1.15) as i32 * 3 / 2 + m.gap;
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
        let (plots, said) = rest.split_bottom(foot + (m.body * 1.15) as i32 * 3 / 2);
        Self { card, line: Rect::default(), plots, both: false, said }
    }

    /// Where the card's button lies.
    fn button(&self, m: &Metrics) -> Rect {
        let inner = inner(self.card, m);
        inner.split_bottom(m.target.min(inner.height)).1
    }
}

/// The part of a card that is written on.
fn inner(card: Rect, m: &Metrics) -> Rect {
    card.inset_by(m.gap * 5 / 4, m.gap)
}

/// What can be touched on it; `tests` is how many were asked for.
pub fn targets(
    area: Rect,
    chair: &Chair,
    tests: u64,
    scene: &Scene<'_>,
    m: &Metrics,
) -> Vec<Target> {
    let button = State::new(chair, tests, scene).button();
    let place = Places::new(area, m).button(m);
    button.map(|button| button.target(place)).into_iter().collect()
}

/// The page, below its title.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, chair: &Chair, tests: u64, scene: &Scene<'_>) {
    let m = brush.metrics;
    let state = State::new(chair, tests, scene);
    let places = Places::new(area, &m);
    card(brush, &places, &state, chair, scene);
    let verdict = if let State::Over(verdict) = &state { Some(verdict) } else { None };
    if !places.line.is_empty() {
        let is_test = verdict.is_some() || matches!(state, State::Runs(_));
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

/// The card: what to do, how it goes, or what came of it.
fn card(
    brush: &mut Brush<'_, '_>,
    places: &Places,
    state: &State<'_>,
    chair: &Chair,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let (frame, ground) = state.colors();
    let radius = m.gap;
    brush.canvas.rounded(places.card, radius, frame);
    brush.canvas.rounded(places.card.inset(2), radius - 2, ground);
    let mut inner = inner(places.card, &m);
    if let Some(shown) = state.button() {
        let place = places.button(&m);
        button::draw(brush, place, &shown, scene.keyboard);
        inner.height = (place.y - m.gap / 2 - inner.y).max(0);
    }
    match state {
        State::Ready => {
            let rest = words(brush, inner, &say!("chair-ready"), Style::bold(m.body * 1.2, TEXT));
            let rest = words(brush, rest, &say!("chair-ready-how"), m.body_style());
            if let Some(best) = chair.best() {
                words(brush, rest, &say!("chair-most", most = best), m.small_style());
            }
        }
        State::Waits(why, _) => {
            words(brush, inner, why, Style::bold(m.body * 1.1, NOTICE));
        }
        State::Runs(part) => runs(brush, inner, *part, chair.flips()),
        State::Over(verdict) => over(brush, inner, verdict.flips, chair.best()),
    }
}

/// A paragraph where it is whole; returns the room below.
fn words(brush: &mut Brush<'_, '_>, area: Rect, text: &str, style: Style) -> Rect {
    let m = brush.metrics;
    let fits = |style: Style| {
        let lines = brush.face.wrapped(text, style, area.width).len() as i32;
        (lines - 1) * style.leading() + style.cap_height() <= area.height
    };
    let mut style = style;
    while style.size > m.small && !fits(style) {
        style = style.sized(style.size - 1.0);
    }
    if !fits(style) {
        return area;
    }
    area.split_top(brush.paragraph(area, text, style) + m.gap / 2).1
}

/// The seconds that are left, the changes so far, and how much is over.
fn runs(brush: &mut Brush<'_, '_>, area: Rect, part: f32, flips: usize) {
    let m = brush.metrics;
    let area = words(brush, area, &say!("chair-move"), Style::bold(m.body * 1.2, NOTICE));
    let (area, bar) = area.split_bottom((m.body * 0.6) as i32);
    brush.canvas.rounded(bar, bar.height / 2, LINE);
    let width = (part * bar.width as f32) as i32;
    brush.canvas.rounded(Rect { width, ..bar }, bar.height / 2, NOTICE);
    let left = (TEST.as_secs_f32() * (1.0 - part)).ceil() as usize;
    let half = (area.width - m.gap) / 2;
    let columns = [
        (left, say!("chair-seconds-left", seconds = left), NOTICE),
        (flips, say!("chair-so-far", count = flips), LEADER),
    ];
    for ((n, (count, unit, color)), x) in (0..).zip(columns).zip([area.x, area.right() - half]) {
        let (above, below) = Rect { x, width: half, ..area }.split_bottom(2 * m.gap);
        let align = if n == 0 { Align::Left } else { Align::Right };
        let small = brush.face.fitted(&unit, m.small_style(), half, 11.0);
        let y = below.y - small.cap_height();
        brush.text((x, y), half, align, &unit, small);
        let room = above.split_bottom(small.cap_height() + m.gap).0;
        figure(brush, room, &count.to_string(), color, align);
    }
}

/// A number as large as the area allows.
fn figure(brush: &mut Brush<'_, '_>, area: Rect, number: &str, color: Color, align: Align) {
    let style = as_high_as(area.height, brush.metrics.headline * 1.7, color);
    let style = brush.face.fitted(number, style, area.width, 11.0);
    let y = area.y + (area.height - style.cap_height()) / 2;
    brush.text((area.x, y), area.width, align, number, style);
}

/// Bold, with capitals as high as these rows, and not larger than `most`.
fn as_high_as(rows: i32, most: f32, color: Color) -> Style {
    let mut style = Style::bold(most, color);
    while style.size > 11.0 && style.cap_height() > rows {
        style = style.sized(style.size - 1.0);
    }
    style
}

/// How often the answer changed, and what there is to beat.
fn over(brush: &mut Brush<'_, '_>, area: Rect, flips: usize, best: Option<usize>) {
    let m = brush.metrics;
    let label = say!("chair-changed");
    let style = brush.face.fitted(&label, m.body_style(), area.width, 11.0);
    brush.text((area.x, area.y), area.width, Align::Left, &label, style);
    let mut rest = area.split_top(style.cap_height() + m.gap).1;
    let record = best.map(|best| match best {
        best if best < flips => (say!("chair-record"), Style::bold(m.small, NOTICE)),
        best => (say!("chair-most", most = best), Style::bold(m.small, TEXT)),
    });
    let below = record.into_iter().chain([(say!("chair-more"), m.small_style())]);
    let mut lines = Vec::new();
    for (text, style) in below {
        let high = brush.face.wrapped(&text, style, area.width).len() as i32 * style.leading();
        // The number needs most of the room.
        if rest.height - high > area.height / 3 {
            rest.height -= high + m.gap / 3;
            lines.push((text, style, high));
        }
    }
    number_with_unit(brush, rest, flips);
    let mut y = rest.bottom() + m.gap / 3;
    for (text, style, high) in lines {
        brush.paragraph(Rect { y, height: high, ..area }, &text, style);
        y += high + m.gap / 3;
    }
}

/// "20 times": the number as large as the area allows, on one line with its word.
fn number_with_unit(brush: &mut Brush<'_, '_>, area: Rect, count: usize) {
    let m = brush.metrics;
    let (number, unit) = (count.to_string(), say!("chair-times", count = count));
    let mut style = as_high_as(area.height - m.gap, m.headline * 2.2, LEADER);
    let small = |style: Style| style.sized((style.size * 0.42).max(11.0));
    let width = |style: Style| {
        brush.face.width(&number, style) + m.gap + brush.face.width(&unit, small(style))
    };
    while style.size > 11.0 && width(style) > area.width {
        style = style.sized(style.size - 1.0);
    }
    let y = area.y + (area.height - style.cap_height()) / 2;
    let used = brush.text((area.x, y), area.width, Align::Left, &number, style) + m.gap;
    let small = small(style);
    let y = y + style.cap_height() - small.cap_height();
    brush.text((area.x + used, y), area.width - used, Align::Left, &unit, small);
}
