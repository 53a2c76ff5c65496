//! The layout: where every pane lies for a window of any size, and the parts of the middle one.

use super::places::Places;
use crate::control::zoom::Zoom;
use crate::exhibit::Room;
use crate::exhibit::room::Span;
use crate::exhibit::selection::Selection;
use crate::geometry::{Rect, Size};
use crate::network::outline::Outline;
use crate::view::inside::unit::CloseUp;
use crate::view::inside::{self, places};
use crate::view::palette::Metrics;
use crate::view::wall::Wall;
use crate::view::{doors, foot, guide};

/// A part of the screen with one job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// What the camera sees.
    Picture,
    /// One unit, enlarged, over the picture.
    Spotlight,
    /// What a square's colours mean.
    Legend,
    /// All blocks, one layer, or a room.
    Maps,
    /// The classes.
    Answer,
    /// The last ten seconds.
    Strip,
    /// The tour, while it runs.
    Tour,
    /// The bar of doors.
    Doors,
    /// The promise, notices and facts.
    Foot,
    /// What calls whoever comes by, in the place of all but the bar and the facts.
    Attract,
}

/// Above the tour's strip headings become no smaller than this.
const HEADING: f32 = 34.0;

/// In a window narrower than this a room has the picture's column as well.
const SMALL: i32 = 1000;

/// Where everything lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The window's size.
    pub size: Size,
    /// Sizes of type and space above the tour's strip and the bar of doors.
    pub metrics: Metrics,
    /// The same in the strip, the bar and the last line.
    pub bars: Metrics,
    /// Everything above the tour's strip, where there is one, and the bar of doors.
    pub content: Rect,
    /// What the camera sees, with its heading, words and buttons.
    pub picture: Rect,
    /// One unit, enlarged; empty where there is no room.
    pub spotlight: Rect,
    /// What colours mean; empty where there is no room.
    pub legend: Rect,
    /// The wall or the grid, with the gaps at both sides where arrows and the spotlight's line run.
    pub maps: Rect,
    /// The part of `maps` between the gaps, its heading included: what stands in the middle is
    /// drawn here.
    pub middle: Rect,
    /// The classes.
    pub answer: Rect,
    /// The last ten seconds.
    pub strip: Rect,
    /// The tour; empty while none runs.
    pub tour: Rect,
    /// The bar of doors.
    pub doors: Rect,
    /// The promise, notices and facts.
    pub foot: Rect,
    /// The blocks; empty while one layer is open.
    pub wall: Wall,
    /// The layer that is open.
    pub inside: Option<places::Places>,
    /// The unit that is looked at closely.
    pub close_up: Option<CloseUp>,
    /// The room that stands instead of all these.
    pub room: Option<Room>,
}

impl Layout {
    /// Lays everything out for a window of this size; an open room takes this much of it.
    pub fn new(size: Size, outline: &Outline, selection: &Selection, span: Span) -> Self {
        let bars = Metrics::new(size).with_large_text(selection.large_text);
        let (rest, foot) = size.rect().split_bottom(foot::height(&bars));
        let (rest, doors) = rest.split_bottom(doors::height(&bars));
        let high = if selection.shows_tour() { guide::height(size, &bars) } else { 0 };
        let (content, tour) = rest.split_bottom(high);
        // What stands above the tour is laid out as in a window that is lower by its strip.
        let window = Size::new(size.width, size.height - tour.height);
        let m = Metrics::new(window).with_large_text(selection.large_text);
        // A button beside a heading is as high as that.
        let m = Metrics { heading: m.heading.max(bars.heading.min(HEADING)), ..m };
        let body = content.split_top(m.gap).1.split_bottom(m.gap / 2).0;
        let inside = selection.is_inside();
        let whole = inside || span == Span::Whole;
        let mut places =
            if whole { Places::whole(body, &m) } else { Places::new(body, window, &m) };
        let is_small = selection.room.is_some() && size.width < SMALL && !m.upright;
        if !whole && (is_small || span == Span::WithPicture) {
            places.give_picture_to_middle(&m);
        }
        if span == Span::WithPicture {
            places.give_strip_away(&m);
        }
        let Places { picture, spotlight, legend, maps, middle, answer, strip } = places;
        let mut layout = Self {
            size,
            metrics: m,
            bars,
            content,
            picture,
            spotlight,
            legend,
            maps,
            middle,
            answer,
            strip,
            tour,
            doors,
            foot,
            wall: Wall::default(),
            inside: None,
            close_up: None,
            room: selection.room,
        };
        match selection.zoom {
            _ if layout.room.is_some() => {}
            Zoom::Wall => layout.wall = Wall::new(middle, &m, outline, selection.every_channel),
            Zoom::Layer => {
                let wanted = inside::wanted(selection.unit.layer, outline, selection.all_layers);
                layout.inside = wanted.map(|wanted| places::Places::new(middle, &m, &wanted));
            }
            Zoom::Unit | Zoom::Pixels => {
                let pixels_alone = selection.zoom == Zoom::Pixels;
                let units = if selection.study.beside.is_some() { 2 } else { 1 };
                layout.close_up = Some(CloseUp::new(middle, &m, pixels_alone, units));
            }
        }
        layout
    }

    /// Sizes of type and space in this pane.
    pub fn metrics_of(&self, pane: Pane) -> Metrics {
        if matches!(pane, Pane::Tour | Pane::Doors | Pane::Foot) { self.bars } else { self.metrics }
    }

    /// All panes that have room, with their rectangles. They do not overlap.
    pub fn panes(&self) -> Vec<(Pane, Rect)> {
        [
            (Pane::Picture, self.picture),
            (Pane::Spotlight, self.spotlight),
            (Pane::Legend, self.legend),
            (Pane::Maps, self.maps),
            (Pane::Answer, self.answer),
            (Pane::Strip, self.strip),
            (Pane::Tour, self.tour),
            (Pane::Doors, self.doors),
            (Pane::Foot, self.foot),
        ]
        .into_iter()
        .filter(|(_, area)| !area.is_empty())
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

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
                let wall = |span| (Zoom::Wall, span);
                let spans = [Span::Middle, Span::WithPicture, Span::Whole].map(wall);
                let zooms =
                    [Zoom::Layer, Zoom::Unit, Zoom::Pixels].map(|zoom| (zoom, Span::Middle));
                for (zoom, span) in spans.into_iter().chain(zooms) {
                    let selection = Selection { zoom, ..Selection::default() };
                    let panes = Layout::new(size, &outline, &selection, span).panes();
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
        let layout = Layout::new(Size::new(1280, 800), &outline, &selection, Span::Middle);
        for cell in &layout.wall.cells {
            assert!(cell.tiles.room() >= 1280, "{:?}", cell.tiles);
        }
    }

    #[test]
    fn eighteen_blocks_stand_in_three_rows_of_two_groups_of_three() {
        let outline = made_up::outline(18, 96);
        let layout =
            Layout::new(Size::new(1600, 900), &outline, &Selection::default(), Span::Middle);
        let groups = layout.wall.groups.iter().map(|group| (group.first, group.end));
        assert_eq!(layout.wall.columns, 6);
        assert!(groups.eq([(0, 3), (3, 6), (6, 9), (9, 12), (12, 15), (15, 18)]));
    }
}
