//! Where every pane lies, for any window size: the picture at the left, the wall in the middle, the
//! answer at the right.

use super::places::Places;
use crate::control::experiment::Stage;
use crate::control::zoom::Zoom;
use crate::exhibit::selection::Selection;
use crate::geometry::{Point, Rect, Size};
use crate::network::outline::{Outline, Shape};
use crate::view::palette::Metrics;

/// Lines that the sentence of what the network knows takes in the answer's column.
const QUIET_LINES: i32 = 3;

/// A part of the screen with one job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// Name and notices.
    Header,
    /// What the camera sees.
    Picture,
    /// One unit, enlarged, over the picture.
    Spotlight,
    /// What a square's colours mean.
    Legend,
    /// All blocks, or one layer's channels.
    Maps,
    /// The classes.
    Answer,
    /// The last ten seconds.
    Strip,
    /// Keys and facts.
    Footer,
}

/// Tiles of one layer: a grid of squares that all have the same size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiles {
    /// Where the grid lies.
    pub area: Rect,
    /// Side of one square.
    pub side: i32,
    /// Pixels between squares.
    pub gap: i32,
    /// Squares in a row.
    pub columns: i32,
    /// Rows.
    pub rows: i32,
}

impl Tiles {
    /// The largest squares, at most `largest`, with which all `count` fit; at least one pixel each.
    fn all(area: Rect, count: usize, largest: i32) -> Self {
        let fits = |side: i32| {
            let tiles = Self::of_side(area, side);
            tiles.room() >= count
        };
        let (mut low, mut high) = (1, largest.min(area.width).min(area.height).max(1));
        while low < high {
            let middle = (low + high + 1) / 2;
            if fits(middle) { low = middle } else { high = middle - 1 }
        }
        Self::of_side(area, low)
    }

    /// Squares between `smallest` and twice that, of the size that fills the area best.
    fn legible(area: Rect, count: usize, smallest: i32) -> Self {
        let all = Self::all(area, count, area.height);
        if all.side >= smallest {
            return all;
        }
        let filled = |side: i32| Self::of_side(area, side).room() as i32 * (side + 2) * (side + 2);
        let widest = (2 * smallest).min(area.width).min(area.height);
        let side = (smallest..=widest).max_by_key(|&side| filled(side)).unwrap_or(smallest);
        Self::of_side(area, side)
    }

    fn of_side(area: Rect, side: i32) -> Self {
        let side = side.max(1);
        let gap = gap(side);
        let columns = ((area.width + gap) / (side + gap)).max(0);
        let rows = ((area.height + gap) / (side + gap)).max(0);
        Self { area, side, gap, columns, rows }
    }

    /// How many squares there are places for.
    pub fn room(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// The n-th square, row by row.
    pub fn tile(&self, n: usize) -> Rect {
        let columns = self.columns.max(1);
        let (column, row) = (n as i32 % columns, n as i32 / columns);
        let pitch = self.side + self.gap;
        Rect::new(self.area.x + column * pitch, self.area.y + row * pitch, self.side, self.side)
    }

    /// Which square lies under this pixel, gaps counting to the square before.
    pub fn at(&self, point: Point) -> Option<usize> {
        let pitch = self.side + self.gap;
        let (x, y) = (point.x - self.area.x, point.y - self.area.y);
        if x < 0 || y < 0 || x / pitch >= self.columns || y / pitch >= self.rows {
            return None;
        }
        Some((y / pitch * self.columns + x / pitch) as usize)
    }
}

/// Small squares stand closer together.
const fn gap(side: i32) -> i32 {
    match side {
        0..=3 => 0,
        4..=11 => 1,
        _ => 2,
    }
}

/// One block on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index into the outline's blocks.
    pub block: usize,
    /// The layer it shows.
    pub layer: usize,
    /// Label and squares together.
    pub area: Rect,
    /// The row of its label.
    pub label: Rect,
    /// Its squares.
    pub tiles: Tiles,
}

/// The wall: blocks in columns that are read top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wall {
    /// One a block, in order.
    pub cells: Vec<Cell>,
    /// Blocks in a full column.
    pub rows: usize,
    /// The heading of each column.
    pub chips: Vec<Rect>,
}

/// Where everything lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The window's size.
    pub size: Size,
    /// Sizes of type and space.
    pub metrics: Metrics,
    /// Name and notices.
    pub header: Rect,
    /// What the camera sees, with its heading and caption.
    pub picture: Rect,
    /// One unit, enlarged; empty where there is no room.
    pub spotlight: Rect,
    /// What colours mean; empty where there is no room.
    pub legend: Rect,
    /// The wall or the grid, with the gaps at both sides where arrows and the spotlight's line run.
    pub maps: Rect,
    /// The part of `maps` below its heading, between the gaps.
    pub wall_area: Rect,
    /// The classes.
    pub answer: Rect,
    /// The last ten seconds.
    pub strip: Rect,
    /// Keys and facts.
    pub footer: Rect,
    /// The blocks; empty while one layer is open.
    pub wall: Wall,
    /// The open layer and its squares.
    pub grid: Option<(usize, Tiles)>,
    /// How many channels that has.
    pub channels: usize,
    /// The unit that is looked at closely.
    pub close_up: Option<CloseUp>,
    /// The experiment that stands instead of all these.
    pub stage: Option<Stage>,
}

/// One unit, large: its map, and what drives it, each under a title and above a caption; for
/// comparison another pair below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseUp {
    /// Squares of the unit's map; the second one's is empty where nothing is kept beside.
    pub maps: [Rect; 2],
    /// Squares of what drives them.
    pub pixels: [Rect; 2],
    /// Numbers and kernels, below.
    pub facts: Rect,
}

impl CloseUp {
    /// In a pane below its headings, for what is selected.
    fn new(area: Rect, m: &Metrics, selection: &Selection) -> Self {
        let pixels_alone = selection.zoom == Zoom::Pixels;
        let beside = selection.study.beside.is_some();
        let line = m.small_style().leading();
        // A title above each square, two lines of caption below.
        let words = 3 * line + m.gap;
        let least = if pixels_alone { 0 } else { (m.body * 7.5) as i32 };
        let squares = area.split_bottom(least.min(area.height / 2)).0;
        let rows = if beside { 2 } else { 1 };
        let columns = if pixels_alone { 1 } else { 2 };
        let fits_across = (area.width - (columns - 1) * 2 * m.gap) / columns;
        let fits_down = squares.height / rows - words;
        let side = fits_across.min(fits_down).max(0);
        let pitch = side + words;
        // In an upright window one square alone would leave a hole beside it.
        let centred = m.upright && pixels_alone;
        let left = if centred { squares.x + (squares.width - side) / 2 } else { squares.x };
        let place = |column: i32, row: i32| {
            Rect::new(
                left + column * (side + 2 * m.gap),
                squares.y + line + row * pitch,
                side,
                side,
            )
        };
        let (_, facts) = area.split_top(rows * pitch);
        let facts = if pixels_alone { Rect { height: 0, ..facts } } else { facts };
        let empty = Rect::default();
        let second = |column| if beside { place(column, 1) } else { empty };
        if pixels_alone {
            return Self { maps: [empty; 2], pixels: [place(0, 0), second(0)], facts };
        }
        Self { maps: [place(0, 0), second(0)], pixels: [place(1, 0), second(1)], facts }
    }
}

impl Layout {
    /// Lays everything out for a window of this size.
    pub fn new(size: Size, outline: &Outline, selection: &Selection) -> Self {
        let m = Metrics::new(size);
        let (rest, footer) = size.rect().split_bottom((m.body * 2.2) as i32);
        let (header, body) = rest.split_top((m.heading * 1.35) as i32);
        let body = Rect { height: body.height - m.gap / 2, ..body };
        let said = if outline.people().is_some() { Self::quiet_height(&m) } else { 0 };
        let Places { picture, spotlight, legend, maps, wall_area, answer, strip } =
            Places::new(body, size, &m, said);
        let mut layout = Self {
            size,
            metrics: m,
            header,
            picture,
            spotlight,
            legend,
            maps,
            wall_area,
            answer,
            strip,
            footer,
            wall: Wall::default(),
            grid: None,
            channels: 0,
            close_up: None,
            stage: None,
        };
        layout.stage = selection.experiments.stage;
        match selection.zoom {
            _ if layout.stage.is_some() => {}
            Zoom::Wall => layout.wall = Wall::new(wall_area, &m, outline, selection.every_channel),
            Zoom::Layer => {
                layout.grid = layout.open_layer(outline, selection.unit.layer);
                let open = outline.layers.get(selection.unit.layer);
                layout.channels = open.map_or(0, |layer| layer.shape.channels);
            }
            Zoom::Unit | Zoom::Pixels => {
                let words = (m.body * 3.8) as i32;
                let area = layout.wall_area.split_top(words).1;
                layout.close_up = Some(CloseUp::new(area, &m, selection));
            }
        }
        layout
    }

    /// The quiet line below the guesses: what the network knows.
    pub fn quiet_height(m: &Metrics) -> i32 {
        QUIET_LINES * m.small_style().leading()
    }

    /// Heading, answer, percentage, five guesses and everything else; and what is `said` below.
    pub(super) fn answer_height(m: &Metrics, said: i32, available: i32) -> i32 {
        let fixed = m.heading * 1.3 + m.body * 1.5 + m.headline * 1.7 + m.heading * 1.4;
        let wanted = fixed as i32 + 6 * Self::bar_pitch(m) + said;
        wanted.min(available)
    }

    /// Rows from one guess to the next.
    pub fn bar_pitch(m: &Metrics) -> i32 {
        (m.body * 1.95) as i32
    }

    fn open_layer(&self, outline: &Outline, layer: usize) -> Option<(usize, Tiles)> {
        let shape = outline.layers.get(layer)?.shape;
        let words = (self.metrics.body * 3.8) as i32;
        let area = self.wall_area.split_top(words).1;
        let largest = (area.height / 3).max(24);
        Some((layer, Tiles::all(area, shape.channels, largest)))
    }

    /// All panes that have room, with their rectangles. They do not overlap.
    pub fn panes(&self) -> Vec<(Pane, Rect)> {
        [
            (Pane::Header, self.header),
            (Pane::Picture, self.picture),
            (Pane::Spotlight, self.spotlight),
            (Pane::Legend, self.legend),
            (Pane::Maps, self.maps),
            (Pane::Answer, self.answer),
            (Pane::Strip, self.strip),
            (Pane::Footer, self.footer),
        ]
        .into_iter()
        .filter(|(_, area)| !area.is_empty())
        .collect()
    }
}

impl Wall {
    fn new(area: Rect, m: &Metrics, outline: &Outline, every_channel: bool) -> Self {
        let count = outline.blocks.len();
        if count == 0 || area.is_empty() {
            return Self::default();
        }
        let chip_height = (m.small * 1.75) as i32;
        let (chip_row, blocks) = area.split_top(chip_height + m.gap / 2);
        let rows = Self::rows(count, blocks.size());
        let columns = count.div_ceil(rows) as i32;
        let (gap_x, gap_y) = (m.gap + 2, m.gap + 2);
        let width = (area.width - (columns - 1) * gap_x) / columns;
        let height = (blocks.height - (rows as i32 - 1) * gap_y) / rows as i32;
        let label_height = (m.small * 1.5) as i32;
        let cells = outline.blocks.iter().enumerate().map(|(index, block)| {
            let (column, row) = ((index / rows) as i32, (index % rows) as i32);
            let area = Rect::new(
                blocks.x + column * (width + gap_x),
                blocks.y + row * (height + gap_y),
                width,
                height,
            );
            let (label, squares) = area.split_top(label_height);
            let shape = outline.layers[block.shown].shape;
            let tiles = if every_channel {
                Tiles::all(squares, shape.channels, squares.height)
            } else {
                Tiles::legible(squares, shape.channels, smallest_tile(shape, m))
            };
            Cell { block: index, layer: block.shown, area, label, tiles }
        });
        let chips = (0..columns).map(|column| {
            Rect::new(chip_row.x + column * (width + gap_x), chip_row.y, width, chip_height)
        });
        Self { cells: cells.collect(), rows, chips: chips.collect() }
    }

    /// The number of rows that makes blocks about five wide by eight high and leaves few places
    /// empty.
    fn rows(count: usize, area: Size) -> usize {
        let cost = |rows: usize| {
            let columns = count.div_ceil(rows);
            let width = area.width.max(1) as f32 / columns as f32;
            let height = area.height.max(1) as f32 / rows as f32;
            (width / height / 0.62).ln().abs() + 0.12 * (columns * rows - count) as f32
        };
        (1..=count.min(6)).min_by(|&a, &b| cost(a).total_cmp(&cost(b))).unwrap_or(1)
    }
}

/// A map must be this large to be recognised. A single value needs hardly any room, and the
/// strongest alone would all be equally bright.
fn smallest_tile(shape: Shape, m: &Metrics) -> i32 {
    if shape.map.area() > 1 { (m.body * 1.4).max(22.0) as i32 } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::study::Beside;
    use crate::made_up;
    use crate::taps::plan::Unit;

    #[test]
    fn panes_never_overlap_and_stay_inside_at_any_size() {
        for outline in
            [made_up::outline(18, 480), made_up::outline(8, 4096), made_up::outline(1, 3)]
        {
            for (width, height) in [
                (800, 500),
                (1280, 800),
                (1600, 900),
                (1920, 1080),
                (500, 900),
                (1080, 1920),
                (768, 1024),
                (800, 1000),
                (300, 380),
                (60, 40),
                (1, 1),
                (0, 0),
            ] {
                let size = Size::new(width, height);
                for zoom in [Zoom::Wall, Zoom::Layer, Zoom::Unit, Zoom::Pixels] {
                    let selection = Selection { zoom, ..Selection::default() };
                    let panes = Layout::new(size, &outline, &selection).panes();
                    for (index, &(a, first)) in panes.iter().enumerate() {
                        assert_eq!(first.intersect(size.rect()), first, "{a:?} at {size}");
                        for &(b, second) in &panes[index + 1..] {
                            assert!(
                                first.intersect(second).is_empty(),
                                "{a:?} and {b:?} at {size}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_channel_finds_a_place_when_all_are_asked_for() {
        let outline = made_up::outline(18, 1280);
        let selection = Selection { every_channel: true, ..Selection::default() };
        let layout = Layout::new(Size::new(1280, 800), &outline, &selection);
        for cell in &layout.wall.cells {
            assert!(cell.tiles.room() >= 1280, "{:?}", cell.tiles);
        }
    }

    #[test]
    fn squares_stay_inside_their_block() {
        for count in [1, 3, 24, 96, 1280, 4096] {
            let area = Rect::new(10, 20, 123, 197);
            for tiles in [Tiles::all(area, count, 197), Tiles::legible(area, count, 24)] {
                for n in 0..tiles.room().min(count) {
                    assert_eq!(tiles.tile(n).intersect(area), tiles.tile(n), "{count} {tiles:?}");
                    assert_eq!(tiles.at(Point::new(tiles.tile(n).x, tiles.tile(n).y)), Some(n));
                }
            }
        }
    }

    #[test]
    fn a_close_up_stays_inside_its_area_with_and_without_a_comparison() {
        for (width, height) in [(700, 560), (300, 700), (60, 40), (1, 1)] {
            let area = Rect::new(10, 20, width, height);
            let m = Metrics::new(Size::new(1280, 800));
            let beside = Some(Beside { unit: Unit::default(), question: None });
            for (zoom, beside) in [(Zoom::Unit, None), (Zoom::Unit, beside), (Zoom::Pixels, beside)]
            {
                let mut selection = Selection { zoom, ..Selection::default() };
                selection.study.beside = beside;
                let close_up = CloseUp::new(area, &m, &selection);
                for square in close_up.maps.into_iter().chain(close_up.pixels) {
                    assert!(square.is_empty() || square.intersect(area) == square, "{close_up:?}");
                    assert!(square.intersect(close_up.facts).is_empty(), "{close_up:?}");
                }
            }
        }
    }

    #[test]
    fn eighteen_blocks_stand_in_six_columns_of_three() {
        let outline = made_up::outline(18, 96);
        let layout = Layout::new(Size::new(1600, 900), &outline, &Selection::default());
        assert_eq!((layout.wall.rows, layout.wall.chips.len()), (3, 6));
    }
}
