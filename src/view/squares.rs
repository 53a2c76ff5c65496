//! Draws the activation maps of one layer, each into its square of the wall or the grid.

use super::Brush;
use super::palette::{BACKGROUND, LINE, NOTICE};
use super::thumbnails::Thumbnails;
use super::tiles::Tiles;
use crate::canvas::Canvas;
use crate::canvas::blit::Enlarger;
use crate::canvas::color::{Color, mix};
use crate::canvas::colormap::Colormap;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::taps::plan::{Ablation, Unit};
use crate::taps::reading::{Maps, Reading};

/// Squares below this size have no room for the stroke.
const SMALLEST_SILENT: i32 = 7;

/// How squares are drawn.
#[derive(Debug, Clone, Copy)]
pub struct SquareStyle<'a> {
    /// From a map's byte to a colour.
    pub colormap: &'a Colormap,
    /// The step's own colour.
    pub color: Color,
    /// True for a scale a channel.
    pub boost: bool,
    /// What is switched off, and framed therefore.
    pub ablated: &'a [Ablation],
}

/// The maps of one layer, and where they are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Squares<'a> {
    /// Where the squares lie.
    pub tiles: Tiles,
    /// What is read of the layer.
    pub maps: (&'a Maps, &'a Reading),
    /// Whose maps are drawn, as many as there are squares.
    pub channels: &'a [u16],
    /// How.
    pub style: SquareStyle<'a>,
}

/// Draws the maps of several layers that do not overlap. All of their grids
/// ([`Tiles::grid`]) is painted, whatever was there: nobody needs to fill them before.
pub fn draw(canvas: &mut Canvas<'_>, layers: &[Squares<'_>]) {
    canvas.side_by_side(|canvas| layers.iter().for_each(|squares| squares.draw(canvas)));
}

impl Squares<'_> {
    /// The square of a detector that finds nothing, with the gap to its right: they all look the
    /// same.
    fn silent(&self) -> Vec<Color> {
        let size = Size::new(self.tiles.side + self.tiles.gap, self.tiles.side);
        let mut pixels = vec![BACKGROUND; size.area()];
        let square = Rect { width: self.tiles.side, ..size.rect() };
        draw_silent(&mut Canvas::new(&mut pixels, size), square, self.style.color);
        pixels
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let Self { tiles, maps: (maps, reading), channels, style } = self;
        let grid = tiles.grid();
        let mut enlarger = Enlarger::new(reading.tile, Size::new(tiles.side, tiles.side));
        let zero = if reading.signed { 128 } else { 0 };
        let (mut boosted, mut silent) = (Vec::new(), Vec::new());
        let pitch = tiles.side + tiles.gap;
        let mut channels = channels.iter();
        for row in 0..tiles.rows {
            let whole = Rect { y: grid.y + row * pitch, height: pitch, ..grid }.intersect(grid);
            let (line, below) = whole.split_top(tiles.side);
            let here = channels.by_ref().take(tiles.columns as usize);
            if !canvas.shows(whole) {
                here.for_each(drop);
                continue;
            }
            canvas.fill(below, BACKGROUND);
            let mut tile = Rect { width: tiles.side, ..line };
            for &channel in here {
                let gap = tiles.gap.min(grid.right() - tile.right());
                let unit = Unit { layer: reading.layer, channel: channel.into() };
                let mut map = maps.map(reading, unit.channel);
                if tiles.side >= SMALLEST_SILENT && map.iter().all(|&byte| byte == zero) {
                    if silent.is_empty() {
                        silent = self.silent();
                    }
                    let size = Size::new(pitch, tiles.side);
                    let shown = Rect { width: tiles.side + gap, ..tile };
                    canvas.clip(shown).copy((tile.x, tile.y), &silent, size);
                } else {
                    if style.boost {
                        boost(map, zero, &mut boosted);
                        map = &boosted;
                    }
                    let (at, gap) = ((tile.x, tile.y), (gap, BACKGROUND));
                    canvas.map_and_gap(at, map, &mut enlarger, style.colormap, gap);
                }
                if !style.ablated.is_empty() && unit.is_ablated(style.ablated) {
                    canvas.frame(tile, (tiles.side / 12).clamp(1, 3), NOTICE);
                }
                tile.x += pitch;
            }
            let rest = Rect { x: tile.x, width: grid.right() - tile.x, ..line };
            canvas.fill(rest, BACKGROUND);
        }
    }
}

/// Draws what these detectors would like to see in the place of their maps.
pub fn draw_patterns(brush: &mut Brush<'_, '_>, squares: &Squares<'_>, patterns: &Thumbnails) {
    let Squares { tiles, maps: (_, reading), channels, style } = squares;
    brush.canvas.fill(tiles.grid(), BACKGROUND);
    for (n, &channel) in channels.iter().take(tiles.room()).enumerate() {
        let tile = tiles.tile(n);
        let unit = Unit { layer: reading.layer, channel: channel.into() };
        draw_pattern(brush, tile, patterns.of(unit));
        if unit.is_ablated(style.ablated) {
            brush.canvas.frame(tile, (tiles.side / 12).clamp(1, 3), NOTICE);
        }
    }
}

/// What a unit would like to see; an empty frame where that is not known.
pub fn draw_pattern(brush: &mut Brush<'_, '_>, square: Rect, picture: Option<&Picture>) {
    match picture {
        Some(picture) => {
            brush.seen(square, picture, picture.size.rect());
        }
        None => brush.canvas.frame(square, 1, LINE),
    }
}

/// A map on a scale of its own: its strongest value becomes the brightest.
fn boost(map: &[u8], zero: u8, boosted: &mut Vec<u8>) {
    let strongest = map.iter().map(|byte| byte.abs_diff(zero)).max().unwrap_or(0).max(1);
    let reach = f32::from(if zero == 0 { 255_u8 } else { 127 });
    let factor = reach / f32::from(strongest);
    boosted.clear();
    boosted.extend(
        map.iter().map(|&byte| {
            ((f32::from(byte) - f32::from(zero)) * factor + f32::from(zero) + 0.5) as u8
        }),
    );
}

/// The square of a detector that finds nothing anywhere: an outline with a stroke through it.
pub fn draw_silent(canvas: &mut Canvas<'_>, square: Rect, color: Color) {
    let color = mix(LINE, color, 40);
    canvas.frame(square, 1, color);
    let from = (square.x as f32 + 1.0, square.bottom() as f32 - 2.0);
    let to = (square.right() as f32 - 2.0, square.y as f32 + 1.0);
    canvas.line(from, to, 1.0, color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::colormap::Colormap;

    #[test]
    fn squares_paint_all_of_their_grid_the_same_in_one_band_and_in_many() {
        let tile = Size::new(5, 4);
        let noise = |at: usize| ((at * 2_654_435_761) >> 7) as u8;
        let mut bytes: Vec<u8> = (0..20 * 11).map(noise).collect();
        // One detector finds nothing.
        bytes[20 * 3..20 * 4].fill(0);
        let reading = Reading {
            layer: 7,
            channels: 11,
            tile,
            offset: 0,
            signed: false,
            signals: false,
            scale: 1.0,
            shown: (0..11).collect(),
            detail: None,
        };
        let maps = Maps { bytes, readings: Vec::new() };
        let (colormap, size) = (Colormap::depth(200.0, 0.6), Size::new(70, 90));
        for (side, gap) in [(13, 2), (4, 1), (3, 0)] {
            let area = Rect::new(6, 9, 50, 70);
            let tiles = Tiles { area, side, gap, columns: 3, rows: 4 };
            let ablated = [Ablation { layer: 7, channel: Some(5) }];
            let color = 0xff_8040;
            for boost in [false, true] {
                let style = SquareStyle { colormap: &colormap, color, boost, ablated: &ablated };
                let maps = (&maps, &reading);
                let squares = Squares { tiles, maps, channels: &reading.shown, style };
                let drawn = |ground: u32, bands: usize| {
                    let mut pixels = vec![ground; size.area()];
                    let mut canvas = Canvas::new(&mut pixels, size);
                    canvas.bands(bands).iter_mut().for_each(|band| squares.draw(band));
                    pixels
                };
                let whole = drawn(BACKGROUND, 1);
                for bands in 2..12 {
                    assert_eq!(drawn(BACKGROUND, bands), whole, "{bands} bands, side {side}");
                }
                let (other, grid) = (drawn(1, 1), tiles.grid());
                for (at, (&pixel, &other)) in (0..).zip(whole.iter().zip(&other)) {
                    let at = crate::geometry::Point::new(at % size.width, at / size.width);
                    let expected = if grid.contains(at) { pixel } else { 1 };
                    assert_eq!(other, expected, "{at:?}, side {side}");
                }
                assert_ne!(whole, vec![BACKGROUND; size.area()]);
            }
        }
    }

    #[test]
    fn a_boosted_map_reaches_the_brightest_and_keeps_its_zero() {
        let mut boosted = Vec::new();
        boost(&[0, 10, 20], 0, &mut boosted);
        assert_eq!(boosted, [0, 128, 255], "10 is half of the strongest: 127.5, rounded up");
        boost(&[108, 128, 138], 128, &mut boosted);
        assert_eq!(boosted, [1, 128, 192], "−20 is the strongest: −127; 10 is 63.5");
        boost(&[0, 0], 0, &mut boosted);
        assert_eq!(boosted, [0, 0]);
    }
}
