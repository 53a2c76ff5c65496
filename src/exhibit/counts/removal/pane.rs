//! The pane of the page: how many must go, the curve, the squares that went, the answer without.

use super::finding::{DRAWS, End, Removal};
use super::plot;
use crate::canvas::blit::Enlarger;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::findings::Found;
use crate::exhibit::progress;
use crate::exhibit::scene::Scene;
use crate::geometry::{Rect, Size};
use crate::network::guess::Guess;
use crate::taps::reading::UnitReading;
use crate::view::colormaps::colormap;
use crate::view::palette::{
    BACKGROUND, FAINT, LEADER, LINE, MUTED, Metrics, NOTICE, TEXT, step_color,
};
use crate::view::squares::draw_silent;
use crate::view::sureness::Sureness;
use crate::view::tiles::Tiles;
use crate::view::{Align, Brush, Target, What};

/// Where the parts lie.
struct Places {
    /// How many are gone, in large figures, with words beside it.
    said: Rect,
    /// The picture that it is about, with its words above.
    picture: Rect,
    curve: Rect,
    /// Words above the squares.
    order: Rect,
    tiles: Tiles,
    /// What it answers without them.
    answer: Rect,
}

impl Places {
    /// For so many squares.
    fn new(area: Rect, count: usize, m: &Metrics) -> Self {
        let line = m.small_style().leading();
        let area = area.split_bottom(m.gap / 2).0;
        let (said, rest) = area.split_top(said_height(m) + m.gap);
        // The squares share their rows with the answer without them.
        let answer_width = (rest.width * 30 / 100).min((m.body * 24.0) as i32);
        let across = rest.width - answer_width - 2 * m.gap;
        let words = line + m.gap / 3;
        let grid = |height: i32| Rect::new(area.x, area.bottom() - height, across, height);
        let count = count.max(1);
        // In one row where that leaves squares that a finger finds; else in a third of the rows, or
        // nearly half of them.
        let row = across / count as i32 - m.gap / 4;
        let heights = [34, 46].map(|share| (rest.height * share / 100 - words).max(m.target));
        let tiles = [row.min(2 * m.target)].into_iter().chain(heights);
        let mut tiles = tiles.map(|height| Tiles::all(grid(height), count, 2 * m.target));
        let tiles = tiles.find(|tiles| tiles.side >= m.target);
        let tiles = tiles.unwrap_or_else(|| Tiles::all(grid(heights[0]), 1, m.target));
        let rows = count.div_ceil(tiles.columns.max(1) as usize) as i32;
        let rows = rows.min(tiles.rows.max(1));
        let high = rows * (tiles.side + tiles.gap) - tiles.gap;
        let answer_high = line + (m.body * 1.9) as i32 + line;
        let below = high.max(answer_high);
        let tiles = Tiles { area: Rect { height: high, ..grid(below) }, rows, ..tiles };
        let (above, _) = rest.split_bottom(words + below + m.gap);
        let order = Rect::new(area.x, tiles.area.y - words, across, words);
        let answer = Rect {
            x: area.right() - answer_width,
            y: order.y,
            width: answer_width,
            height: words + below,
        };
        // Which picture it is, and how far it has come, stand above it.
        let about = line + (m.small * 0.4) as i32 + m.gap / 2;
        let side = (above.height - about).min(above.width * 34 / 100).max(0);
        let (picture, curve) = above.split_left(side);
        let picture = Rect { height: about + side, ..picture };
        let curve = curve.split_left(2 * m.gap).1;
        Self { said, picture, curve, order, tiles, answer }
    }
}

/// Rows of the large figure, and of the two lines beside it.
fn said_height(m: &Metrics) -> i32 {
    (m.headline * 1.1).max(m.body * 2.6) as i32
}

/// The squares that can be touched, once it is known how many must go.
pub(super) fn targets(area: Rect, removal: &Removal, m: &Metrics) -> Vec<Target> {
    if removal.end.is_none() {
        return Vec::new();
    }
    let places = Places::new(area, removal.gone.len(), m);
    let shown = removal.maps.iter().take(places.tiles.room()).enumerate();
    let target = |(n, map): (usize, &UnitReading)| {
        let touch = places.tiles.touch(n).intersect(area);
        Target { what: What::Square(map.unit), area: places.tiles.tile(n), touch }
    };
    shown.map(target).collect()
}

/// What the job has found so far, below the heading.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    (found, removal): (&Found, &Removal),
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let places = Places::new(area, removal.gone.len(), &m);
    said(brush, places.said, removal, scene);
    let y = progress::about(brush, places.picture, found, scene);
    let square = Rect { y, height: places.picture.bottom() - y, ..places.picture };
    if square.height >= 24 {
        brush.seen(square, &found.frame.picture, found.crop);
    }
    plot::draw(brush, places.curve, removal, scene.label(removal.whole.class));
    squares(brush, &places, removal, scene);
    answer(brush, places.answer, removal, scene);
}

/// "2", and beside it "of 1152 detectors of step 17 gone, and it forgot the Egyptian cat."
fn said(brush: &mut Brush<'_, '_>, area: Rect, removal: &Removal, scene: &Scene<'_>) {
    let m = brush.metrics;
    let (step, all) = (scene.step(removal.layer).0 + 1, removal.channels);
    let class = scene.label(removal.whole.class);
    let last = removal.gone.last();
    let left = percent(last.map_or(removal.whole.probability, |gone| gone.probability));
    let first = match removal.end {
        Some(End::Forgotten) => say!("removal-forgot", all = all, step = step, class = class),
        Some(End::Enough | End::Empty) => {
            say!("removal-still", all = all, step = step, class = class, percent = left)
        }
        None => say!("removal-so-far", all = all, step = step, class = class, percent = left),
    };
    let then = last.filter(|_| removal.end == Some(End::Forgotten)).map(|gone| {
        let class = scene.label(gone.best.class);
        let percent = percent(gone.best.probability);
        if Sureness::of(gone.best.probability) == Sureness::Guess {
            say!("removal-then-lost", class = class, percent = percent)
        } else {
            say!("removal-then", class = class, percent = percent)
        }
    });
    let random = removal.random.last().filter(|_| removal.random.len() == removal.gone.len());
    let random =
        random.map(|spread| say!("removal-random", times = spread.forgotten, draws = DRAWS));
    let number = removal.gone.len().to_string();
    let style = Style::bold(m.headline, LEADER);
    let (high, middle) = (said_height(&m), area.y + said_height(&m) / 2);
    let y = middle - style.cap_height() / 2;
    let used = brush.text((area.x, y), area.width, Align::Left, &number, style) + m.gap;
    let words = area.split_left(used).1;
    let bold = brush.face.fitted(&first, Style::bold(m.body * 1.4, TEXT), words.width, 11.0);
    let first = brush.face.shortened(&first, bold, words.width);
    let second = [then, random].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let quiet = brush.face.fitted(&second, Style::regular(m.body, MUTED), words.width, 11.0);
    let second = brush.face.shortened(&second, quiet, words.width);
    // Together they stand as high as the figure.
    let both = (high * 3 / 4).max(bold.cap_height() + quiet.leading());
    let top = middle - both / 2;
    brush.text((words.x, top), words.width, Align::Left, &first, bold);
    let below = top + both - quiet.cap_height();
    brush.text((words.x, below), words.width, Align::Left, &second, quiet);
}

/// The detectors' maps in the order in which they went, each with its number.
fn squares(brush: &mut Brush<'_, '_>, places: &Places, removal: &Removal, scene: &Scene<'_>) {
    let m = brush.metrics;
    let super::Chosen { given_back, cursor, .. } = &super::super::chosen_in(scene).removal;
    let (tiles, order) = (&places.tiles, places.order);
    if removal.maps.is_empty() {
        return;
    }
    let room = tiles.room();
    let first = if room < removal.maps.len() {
        say!("removal-first", count = room)
    } else {
        say!("removal-order")
    };
    let touch = say!("removal-touch");
    let style = Style::bold(m.small, TEXT);
    let used = brush.text((order.x, order.y), order.width, Align::Left, &first, style) + m.gap;
    let (wide, lime) = (order.width - used, Style::bold(m.small, LEADER));
    if removal.end.is_some() && brush.face.width(&touch, lime) <= wide {
        brush.text((order.x + used, order.y), wide, Align::Left, &touch, lime);
    }
    let (step, steps) = scene.step(removal.layer);
    let signed = removal.maps.iter().any(|map| map.signed);
    let colors = colormap(scene.appearance, (step, steps), signed);
    let edge = (tiles.side / 28).clamp(2, 4);
    for (n, map) in removal.maps.iter().enumerate().take(room) {
        let tile = tiles.tile(n);
        let zero = if map.signed { 128 } else { 0 };
        if map.bytes.iter().all(|&byte| byte == zero) {
            draw_silent(brush.canvas, tile, step_color(step, steps));
        } else {
            let mut enlarger = Enlarger::new(map.size, Size::new(tiles.side, tiles.side));
            brush.canvas.map((tile.x, tile.y), &map.bytes, &mut enlarger, &colors);
        }
        let is_back = given_back.contains(&map.unit.channel);
        let color = if is_back { LEADER } else { NOTICE };
        brush.canvas.frame(tile, edge, color);
        number(brush, tile.inset(edge), n + 1, color);
        if *cursor == Some(n) {
            brush.canvas.frame(tile.inset(-2), 2, TEXT);
        }
    }
}

/// A number in the corner of a square.
fn number(brush: &mut Brush<'_, '_>, tile: Rect, number: usize, color: Color) {
    let m = brush.metrics;
    let style = Style::bold((m.small * 0.85).max(11.0), color);
    let words = number.to_string();
    let width = brush.face.width(&words, style) + m.gap / 2;
    let height = style.cap_height() + m.gap / 2;
    let corner = Rect { width, height, ..tile };
    brush.canvas.fill(corner, BACKGROUND);
    let y = corner.y + (height - style.cap_height()) / 2;
    brush.text((corner.x, y), width, Align::Centre, &words, style);
}

/// What it answers to the picture that is looked at now without those that are still gone, and with
/// all of them.
fn answer(brush: &mut Brush<'_, '_>, area: Rect, removal: &Removal, scene: &Scene<'_>) {
    let m = brush.metrics;
    let (Some(snapshot), true) = (scene.snapshot, removal.end.is_some()) else { return };
    brush.canvas.fill(Rect { width: 1, ..area }, LINE);
    let area = area.split_left(m.gap).1;
    let back = &super::super::chosen_in(scene).removal.given_back;
    let is_gone = |map: &&UnitReading| !back.contains(&map.unit.channel);
    let count = removal.maps.iter().filter(is_gone).count();
    let without = snapshot.without.as_ref().filter(|without| without.units.len() == count);
    let words = if count == 0 {
        say!("removal-all-back")
    } else if scene.is_held() {
        say!("removal-now", count = count)
    } else {
        say!("removal-live", count = count)
    };
    let bold = brush.face.fitted(&words, Style::bold(m.small, TEXT), area.width, 11.0);
    let words = brush.face.shortened(&words, bold, area.width);
    brush.text((area.x, area.y), area.width, Align::Left, &words, bold);
    let says = |guess: &Guess| (scene.label(guess.class).to_owned(), percent(guess.probability));
    let mut y = area.y + bold.leading() + m.gap / 3;
    if let Some((class, percent)) = without.and_then(|without| without.top.first()).map(says) {
        let words = say!("removal-says-now", class = class, percent = percent);
        let style = Style::bold(m.body * 1.4, NOTICE);
        let style = brush.face.fitted(&words, style, area.width, 11.0);
        let words = brush.face.shortened(&words, style, area.width);
        brush.text((area.x, y), area.width, Align::Left, &words, style);
        y += style.leading();
    }
    if let Some((class, percent)) = snapshot.top.first().map(says) {
        let words = say!("removal-with-all", class = class, percent = percent);
        let rest = Rect { y, height: (area.bottom() - y).max(0), ..area };
        brush.paragraph(rest, &words, Style::regular(m.small, FAINT));
    }
}

/// A share in whole percent.
fn percent(share: f32) -> String {
    let whole = (share * 100.0).round();
    if whole < 1.0 && share > 0.0 { "< 1".to_owned() } else { format!("{whole:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::counts::removal::MOST;

    #[test]
    fn the_parts_stay_apart_however_many_went_and_however_small_the_page_is() {
        for (window, width, height) in [
            ((800, 500), 540, 270),
            ((1280, 800), 920, 540),
            ((1600, 900), 1150, 590),
            ((3840, 2160), 2800, 1500),
            ((1080, 1920), 1020, 640),
        ] {
            let m = Metrics::new(Size::new(window.0, window.1));
            let area = Rect::new(20, 80, width, height);
            for count in [0, 1, 2, 9, 10, 23, MOST] {
                let places = Places::new(area, count, &m);
                let Places { said, picture, curve, order, answer, tiles } = &places;
                let shown = count.min(tiles.room());
                let parts = [*said, *picture, *curve, *order, *answer];
                let squares = (0..shown).map(|n| tiles.tile(n));
                let parts: Vec<Rect> = parts.into_iter().chain(squares).collect();
                for (n, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersect(area), *part, "{n} of {count} at {window:?}");
                    let meets = |other: &&Rect| !part.intersect(**other).is_empty();
                    assert_eq!(parts[n + 1..].iter().find(meets), None, "{n}, {count}, {window:?}");
                }
                assert!(tiles.side >= m.target, "{count} at {window:?}: {tiles:?}");
                assert!(shown == count || window.0 < 1280, "{shown} of {count} at {window:?}");
                assert!(picture.width > 40 && curve.width > 100, "{count} at {window:?}");
            }
        }
    }
}
