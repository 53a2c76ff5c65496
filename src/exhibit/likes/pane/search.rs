//! Draws the page of the search: two buttons to hold, and which detectors tell whether it is there.

use std::hash::{Hash, Hasher};

use super::lines::{bar, line, words};
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::likes::search::memory::{Search, Stage, WITH, WITHOUT};
use crate::exhibit::likes::search::rank::BEST;
use crate::exhibit::likes::search::recording::{LEAST, Recorded};
use crate::exhibit::likes::search::{Detector, Detectors, Outcome};
use crate::exhibit::likes::{Likes, SEARCH, chosen_in, heading};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::inside::places::row_height;
use crate::view::palette::{FAINT, LEADER, LINE, MUTED, Metrics, NOTICE, PANEL, TEXT, step_color};
use crate::view::{Align, Brush, Target, What, spotlight};

/// Where the parts lie.
struct Places {
    /// What the camera sees.
    picture: Rect,
    /// With it, and without it: the button, and below it how far it has come.
    sides: [(Rect, Rect); 2],
    /// What to do, or what came of it.
    says: Rect,
    /// The detectors, each a square with words below.
    found: Vec<(Rect, Rect)>,
    /// What can be done next.
    foot: Rect,
}

impl Places {
    fn new(area: Rect, m: &Metrics) -> Self {
        let gap = 2 * m.gap;
        let high = m.target.max(row_height(area, m));
        let below = bar_height(m) + 2 * m.small_style().leading();
        let (left, right) = if m.upright {
            let (top, rest) = area.split_top(area.height * 11 / 20);
            (top, rest.split_top(m.gap).1)
        } else {
            let left = area.split_left(area.width * 36 / 100).0;
            (left, area.split_left(left.width + gap).1)
        };
        let side = left.width.min(left.height - high - below - m.gap).max(0);
        let picture = Rect { x: left.x + (left.width - side) / 2, ..left };
        let picture = Rect { width: side, height: side, ..picture };
        let buttons = Rect { y: picture.bottom() + m.gap, height: high, ..picture };
        let wide =
            if m.upright { Rect { x: left.x, width: left.width, ..buttons } } else { buttons };
        let row = button::row(wide, m.gap, 2);
        let side_of = |place: Rect| {
            let says = Rect { y: place.bottom() + m.gap / 3, height: below, ..place };
            (place, says)
        };
        let sides = [side_of(row[0]), side_of(row[1])];
        let lines = 3 * says_style(m).leading();
        let (says, rest) = right.split_top(title_style(m).leading() + lines + m.gap);
        let pitch = (rest.width + m.gap) / BEST as i32;
        let under = 4 * m.small_style().leading() + 2 * bar_height(m) + 3 * m.gap;
        let foot = 2 * m.small_style().leading() + m.gap;
        let square = (pitch - m.gap).min(rest.height - under - foot).max(0);
        // A third of what is left over stands above.
        let left = (rest.height - square - under - foot).max(0);
        let rest = rest.split_top(left / 3).1;
        let place = |n: usize| {
            let x = rest.x + n as i32 * pitch;
            let words = Rect { x, y: rest.y + square, width: pitch - m.gap, height: under };
            (Rect { x, y: rest.y, width: square, height: square }, words.split_top(m.gap).1)
        };
        let found: Vec<(Rect, Rect)> = (0..BEST).map(place).collect();
        let y = rest.y + square + under;
        Self { picture, sides, says, found, foot: Rect { y, height: rest.bottom() - y, ..rest } }
    }
}

fn bar_height(m: &Metrics) -> i32 {
    (m.gap / 2).max(4)
}

fn says_style(m: &Metrics) -> Style {
    Style::regular((m.body * 1.25).round(), TEXT)
}

fn title_style(m: &Metrics) -> Style {
    Style::bold((m.body * 1.7).round(), TEXT)
}

/// All that the page is drawn from.
struct Page<'a> {
    scene: &'a Scene<'a>,
    search: Search,
    stage: Stage<'a>,
    /// How far the recordings with it and without it have come.
    sides: [Option<Recorded>; 2],
    found: &'a [Detector],
}

impl<'a> Page<'a> {
    fn new(likes: &'a Likes, scene: &'a Scene<'a>) -> Self {
        let search = chosen_in(scene).search;
        Self {
            scene,
            search,
            stage: likes.search.stage(&search, scene.selection.holding),
            sides: [true, false].map(|with| likes.search.side(&search, with)),
            found: likes.search.found(&search),
        }
    }

    fn places(area: Rect, m: &Metrics, face: &Typeface) -> Places {
        Places::new(heading::below(area, SEARCH, &say!("search-says"), m, face), m)
    }

    fn buttons(&self) -> [Button; 2] {
        let button = |with: bool| {
            let (action, words) =
                if with { (WITH, say!("search-with")) } else { (WITHOUT, say!("search-without")) };
            let on = self.stage == Stage::Records(with);
            Button::new(action, words).held().lit(on)
        };
        [button(true), button(false)]
    }
}

pub(in crate::exhibit::likes) fn targets(
    likes: &Likes,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let page = Page::new(likes, scene);
    let places = Page::places(area, m, face);
    let mut targets: Vec<Target> = heading::targets(area, SEARCH, m, face).collect();
    let buttons = page.buttons().into_iter().zip(places.sides);
    targets.extend(buttons.map(|(button, (place, _))| button.target(place)));
    targets.extend(page.found.iter().zip(&places.found).map(|(detector, &(square, words))| {
        let touch = Rect { height: words.bottom() - square.y, ..square };
        Target { what: What::Square(detector.unit), area: square, touch }
    }));
    targets.retain(|target| !target.area.is_empty());
    targets
}

/// Hashes all that is drawn.
pub(in crate::exhibit::likes) fn stamp(
    likes: &Likes,
    scene: &Scene<'_>,
    mut hash: &mut dyn Hasher,
) {
    let page = Page::new(likes, scene);
    (page.search, page.sides, scene.selection.holding, scene.is_held()).hash(&mut hash);
    match page.stage {
        Stage::Waits => 0.hash(&mut hash),
        Stage::Records(with) => (1, with).hash(&mut hash),
        Stage::Ranks => 2.hash(&mut hash),
        Stage::Found(found) => (3, found.runs).hash(&mut hash),
        Stage::Nothing(why) => (4, why).hash(&mut hash),
    }
    let look = scene.appearance;
    (look.gamma, look.boost, look.colors).hash(&mut hash);
    scene.snapshot.map(|snapshot| (snapshot.frame.sequence, snapshot.request)).hash(&mut hash);
}

pub(in crate::exhibit::likes) fn draw(
    likes: &Likes,
    brush: &mut Brush<'_, '_>,
    area: Rect,
    scene: &Scene<'_>,
) {
    let page = Page::new(likes, scene);
    heading::draw(brush, area, SEARCH, &say!("search-says"), scene);
    let places = Page::places(area, &brush.metrics, brush.face);
    match scene.snapshot {
        Some(snapshot) => {
            brush.seen(places.picture, &snapshot.frame.picture, snapshot.crop);
        }
        None => brush.canvas.rounded(places.picture, 4, PANEL),
    }
    let buttons = page.buttons();
    for ((button, (place, below)), recorded) in buttons.iter().zip(places.sides).zip(page.sides) {
        button::draw(brush, place, button, scene.keyboard);
        draw_side(brush, below, recorded);
    }
    let (title, text, color) = said(&page);
    let style = title_style(&brush.metrics);
    let (top, rest) = places.says.split_top(style.leading());
    line(brush, top, Align::Left, &title, style);
    paragraph(brush, rest, &text, color);
    for (n, &(square, below)) in places.found.iter().enumerate() {
        match page.found.get(n) {
            Some(detector) => draw_found(brush, (square, below), &page, n, detector),
            None => brush.canvas.rounded(square, 4, PANEL),
        }
    }
    let foot = match page.stage {
        Stage::Found(Detectors { outcome: Outcome::Found(_), .. }) => say!("search-touch"),
        _ => say!("search-hand"),
    };
    words(brush, places.foot, &foot, MUTED);
}

/// A paragraph, set smaller where it must be.
fn paragraph(brush: &mut Brush<'_, '_>, area: Rect, text: &str, color: u32) {
    let mut style = Style { color, ..says_style(&brush.metrics) };
    let rows =
        |style: Style| brush.face.wrapped(text, style, area.width).len() as i32 * style.leading();
    while style.size > 11.0 && rows(style) > area.height {
        style = style.sized((style.size - 0.5).max(11.0));
    }
    brush.paragraph(area, text, style);
}

/// How far a recording has come: a bar, and the figures.
fn draw_side(brush: &mut Brush<'_, '_>, area: Rect, recorded: Option<Recorded>) {
    let m = brush.metrics;
    let (track, rest) = area.split_top(bar_height(&m));
    bar(brush, track, recorded.map_or(0.0, |recorded| recorded.share()), LEADER);
    let text = match recorded {
        None => say!("search-hold", seconds = LEAST.as_secs()),
        Some(recorded) => {
            let seconds = format!("{:.1}", recorded.lasted.as_secs_f32());
            say!("search-so-far", seconds = seconds, pictures = recorded.pictures)
        }
    };
    let rest = rest.split_top(m.gap / 3).1;
    line(brush, rest, Align::Left, &text, Style::regular(m.small, MUTED));
}

/// What to do, or what came of it: a heading, a sentence and its colour.
fn said(page: &Page<'_>) -> (String, String, u32) {
    let held = page.scene.frozen;
    match page.stage {
        Stage::Nothing(why) => (say!("search-title-nothing"), why.to_owned(), NOTICE),
        Stage::Records(_) if held => (say!("search-title-held"), say!("search-held"), NOTICE),
        Stage::Records(true) => (say!("search-title-with"), say!("search-records-with"), TEXT),
        Stage::Records(false) => {
            (say!("search-title-without"), say!("search-records-without"), TEXT)
        }
        Stage::Waits if page.sides[0].is_some_and(|recorded| recorded.is_enough()) => {
            (say!("search-title-second"), say!("search-second"), TEXT)
        }
        Stage::Waits if page.sides[1].is_some_and(|recorded| recorded.is_enough()) => {
            (say!("search-title-first"), say!("search-first-after"), TEXT)
        }
        Stage::Waits => (say!("search-title-first"), say!("search-first"), TEXT),
        Stage::Ranks => (say!("search-title-ranks"), say!("one-moment"), MUTED),
        Stage::Found(found) => {
            let count = found.channels;
            match &found.outcome {
                Outcome::TooFew => (say!("search-title-few"), say!("search-few"), NOTICE),
                Outcome::None => {
                    (say!("search-title-none"), say!("search-none", count = count), NOTICE)
                }
                Outcome::Found(best) => {
                    let title = say!("search-title-found", detectors = best.len());
                    (title, say!("search-found", count = count), TEXT)
                }
            }
        }
    }
}

/// A detector that was found: where it lights up now, and how often it was right.
fn draw_found(
    brush: &mut Brush<'_, '_>,
    (square, below): (Rect, Rect),
    page: &Page<'_>,
    n: usize,
    detector: &Detector,
) {
    let (scene, m) = (page.scene, brush.metrics);
    let unit = detector.unit;
    let (step, steps) = scene.step(unit.layer);
    let color = step_color(step, steps);
    let reading = scene.snapshot.and_then(|snapshot| {
        let reading = snapshot.units.iter().find(|reading| reading.unit == unit)?;
        Some((snapshot, reading))
    });
    let mut is_lit = false;
    if let Some((snapshot, reading)) = reading {
        spotlight::light_up(brush, square, &scene.facts, snapshot, reading);
        is_lit = reading.range.1 > detector.threshold;
    } else {
        brush.canvas.rounded(square, 4, PANEL);
    }
    let pressed = brush.pressed == Some(What::Square(unit));
    let frame = if is_lit || pressed { LEADER } else { LINE };
    brush.canvas.frame(square, if is_lit { 4 } else { 2 }, frame);
    if n == page.search.chosen.min(page.found.len() - 1) {
        brush.canvas.frame(square.inset(-3), 2, TEXT);
    }
    let small = m.small_style();
    let row = |n: i32| Rect { y: below.y + n * small.leading(), height: small.leading(), ..below };
    let name = match scene.name_of(unit) {
        Some(name) => name.to_owned(),
        None => say!("search-step", step = step + 1),
    };
    line(brush, row(0), Align::Left, &name, Style::bold(m.small, color));
    let now = if is_lit { say!("search-lit-now") } else { say!("search-dark-now") };
    let lit = Style::regular(m.small, if is_lit { LEADER } else { FAINT });
    line(brush, row(1), Align::Left, &now, lit);
    let mut rest = below.split_top(2 * small.leading()).1;
    let counts = [(detector.with, true), (detector.without, false)];
    for ((lit, of), with) in counts {
        let text = if with {
            say!("search-lit-with", lit = lit, of = of)
        } else {
            say!("search-lit-without", lit = lit, of = of)
        };
        line(brush, rest, Align::Left, &text, Style::regular(m.small, TEXT));
        rest = rest.split_top(small.leading()).1;
        let track = Rect { height: bar_height(&m), ..rest };
        bar(brush, track, lit as f32 / of.max(1) as f32, if with { color } else { FAINT });
        rest = rest.split_top(bar_height(&m) + m.gap * 2 / 3).1;
    }
}
