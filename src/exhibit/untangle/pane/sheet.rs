//! Draws the sheet: coloured by the network's answers, with its grid, its points and the line.

use super::raster::{Corner, fill_triangle};
use crate::canvas::Canvas;
use crate::canvas::color::{Color, mix, rgb};
use crate::exhibit::untangle::points::Point;
use crate::exhibit::untangle::space::Place;
use crate::exhibit::untangle::warp::{Part, Pose, Warp};
use crate::geometry::{Rect, Size};
use crate::view::Brush;
use crate::view::palette::{BACKGROUND, LINE, PANEL, TEXT};

/// Cells of the mesh along each side, and how many of them lie between two lines of the grid.
const CELLS: usize = 48;
const BETWEEN: usize = 4;

/// The sheet reaches so far to either side of its middle.
const REACH: f64 = 1.15;

/// The grid's lines.
const GRID: Color = rgb(0x6e, 0x77, 0x87);

/// So much room is left at the edges, of half of the picture.
const MARGIN: f32 = 0.1;

/// Lines of the grid and points lie so much nearer to whoever looks than the sheet.
const ABOVE: [f64; 2] = [0.02, 0.1];

/// All that is drawn of it.
pub(super) struct Sheet<'a> {
    pub(super) warp: &'a Warp,
    pub(super) pose: &'a Pose<'a>,
    pub(super) points: &'a [Point],
    /// Of the first class and of the second.
    pub(super) colors: [Color; 2],
}

/// From a place as it is seen to the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lens {
    middle: (f32, f32),
    scale: f32,
}

impl Lens {
    /// Where on the screen this place is.
    pub(super) fn at(&self, [x, y, _]: Place) -> (f32, f32) {
        (self.middle.0 + x as f32 * self.scale, self.middle.1 - y as f32 * self.scale)
    }
}

/// What is drawn in its turn: what is farther away comes first.
#[derive(Clone, Copy)]
enum Piece {
    /// A cell of the mesh, by its column and row.
    Cell(usize, usize),
    /// A piece of a line of the grid, by the numbers of its ends' corners.
    Edge(usize, usize),
    /// A point, by its number.
    Dot(usize),
}

/// A corner of the mesh.
#[derive(Clone, Copy)]
struct Vertex {
    seen: Place,
    logit: f32,
}

impl Sheet<'_> {
    /// Draws it, with points of this radius; returns what leads from a place to the screen.
    pub(super) fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, radius: f32) -> Lens {
        let size = Size::new(area.width.max(1), area.height.max(1));
        let mut pixels = vec![PANEL; size.area()];
        let mesh = self.mesh();
        let lens = lens(&mesh, size);
        draw_axes(&mut Canvas::new(&mut pixels, size), lens);
        self.draw_pieces(&mut pixels, size, &mesh, lens, radius);
        self.draw_line(&mut Canvas::new(&mut pixels, size), lens);
        brush.canvas.copy((area.x, area.y), &pixels, size);
        let middle = (lens.middle.0 + area.x as f32, lens.middle.1 + area.y as f32);
        Lens { middle, ..lens }
    }

    fn mesh(&self) -> Vec<Vertex> {
        let network = self.warp.network();
        let along = |n: usize| REACH * (2.0 * n as f64 / CELLS as f64 - 1.0);
        let corner = |n: usize| {
            let (x, y) = (along(n % (CELLS + 1)), along(n / (CELLS + 1)));
            let seen = self.pose.seen(self.pose.carry([x, y, 0.0]));
            Vertex { seen, logit: network.logit([x, y]) as f32 }
        };
        (0..(CELLS + 1) * (CELLS + 1)).map(corner).collect()
    }

    fn draw_pieces(
        &self,
        pixels: &mut [Color],
        size: Size,
        mesh: &[Vertex],
        lens: Lens,
        radius: f32,
    ) {
        let colors = answers(self.colors);
        let dots: Vec<Place> = self
            .points
            .iter()
            .map(|point| self.pose.seen(self.pose.carry([point.at[0], point.at[1], 0.0])))
            .collect();
        let corners = |x: usize, y: usize| {
            let first = y * (CELLS + 1) + x;
            [first, first + 1, first + CELLS + 2, first + CELLS + 1].map(|n| mesh[n])
        };
        let cells = (0..CELLS * CELLS).map(|n| {
            let (x, y) = (n % CELLS, n / CELLS);
            let depth = corners(x, y).iter().map(|corner| corner.seen[2]).sum::<f64>() / 4.0;
            (depth, Piece::Cell(x, y))
        });
        let edges = edges().map(|(from, to)| {
            let depth = f64::midpoint(mesh[from].seen[2], mesh[to].seen[2]);
            (depth + ABOVE[0], Piece::Edge(from, to))
        });
        let points = dots.iter().enumerate().map(|(n, dot)| (dot[2] + ABOVE[1], Piece::Dot(n)));
        let mut pieces: Vec<(f64, Piece)> = cells.chain(edges).chain(points).collect();
        pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
        for &(_, piece) in &pieces {
            match piece {
                Piece::Cell(x, y) => {
                    let corners = corners(x, y).map(|vertex| {
                        let (x, y) = lens.at(vertex.seen);
                        Corner { x, y, value: vertex.logit }
                    });
                    let [a, b, c, d] = corners;
                    fill_triangle(pixels, size, [a, b, c], &colors);
                    fill_triangle(pixels, size, [a, c, d], &colors);
                }
                Piece::Edge(from, to) => {
                    let ends = [from, to].map(|n| lens.at(mesh[n].seen));
                    Canvas::new(pixels, size).line(ends[0], ends[1], 1.1, GRID);
                }
                Piece::Dot(n) => {
                    let (at, mut canvas) = (lens.at(dots[n]), Canvas::new(pixels, size));
                    canvas.disc(at, radius + 1.3, BACKGROUND);
                    canvas.disc(at, radius, self.colors[usize::from(self.points[n].second)]);
                }
            }
        }
        // Points that the sheet covers shine through it.
        for (dot, point) in dots.iter().zip(self.points) {
            let color = self.colors[usize::from(point.second)];
            Canvas::new(pixels, size).disc(lens.at(*dot), radius * 0.6, color);
        }
    }

    /// The line between the classes, straight, where the way comes to its end.
    fn draw_line(&self, canvas: &mut Canvas<'_>, lens: Lens) {
        let (Part::Line, share) = self.pose.part() else { return };
        let size = canvas.size();
        let is_plane = self.warp.network().cells == 3;
        // A plane is seen as a line only from its side.
        if is_plane && share < 0.999 {
            return;
        }
        let ([a, b], offset) = self.pose.line();
        let foot = lens.at([a * offset, b * offset, 0.0]);
        let far = (size.width + size.height) as f32 * if is_plane { 1.0 } else { share as f32 };
        let (dx, dy) = (-b as f32 * far, -a as f32 * far);
        let ends = ((foot.0 - dx, foot.1 - dy), (foot.0 + dx, foot.1 + dy));
        canvas.line(ends.0, ends.1, 5.0, BACKGROUND);
        canvas.line(ends.0, ends.1, 2.6, TEXT);
    }
}

/// So that all of it is to be seen, about its origin.
fn lens(mesh: &[Vertex], size: Size) -> Lens {
    let far = |axis: usize| {
        let far = mesh.iter().map(|vertex| vertex.seen[axis].abs()).fold(0.0, f64::max);
        far.max(0.3) as f32
    };
    let half = (size.width as f32 / 2.0, size.height as f32 / 2.0);
    let scale = (half.0 / far(0)).min(half.1 / far(1)) * (1.0 - MARGIN);
    Lens { middle: half, scale }
}

/// Two lines through the origin.
fn draw_axes(canvas: &mut Canvas<'_>, lens: Lens) {
    let ((x, y), size) = (lens.middle, canvas.size());
    canvas.line((0.0, y), (size.width as f32, y), 1.0, LINE);
    canvas.line((x, 0.0), (x, size.height as f32), 1.0, LINE);
}

/// The pieces of the grid's lines, each by the corners at its ends.
fn edges() -> impl Iterator<Item = (usize, usize)> {
    let corner = |x: usize, y: usize| y * (CELLS + 1) + x;
    (0..=CELLS).step_by(BETWEEN).flat_map(move |line| {
        let across = (0..CELLS).map(move |x| (corner(x, line), corner(x + 1, line)));
        let along = (0..CELLS).map(move |y| (corner(line, y), corner(line, y + 1)));
        across.chain(along)
    })
}

/// The sheet's colour by the logit, -8 to 8: the surer, the stronger.
fn answers(colors: [Color; 2]) -> [Color; 256] {
    std::array::from_fn(|n| {
        let logit = (n as f32 - 127.5) / 16.0;
        let sure = (logit / 2.0).tanh().abs();
        let color = colors[usize::from(logit > 0.0)];
        mix(BACKGROUND, color, (26.0 + 96.0 * sure) as u8)
    })
}
