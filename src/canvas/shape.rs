//! Drawing of lines, frames, rounded boxes, discs, arrows and triangles onto the canvas.

use super::Canvas;
use super::color::{Color, mix};
use crate::geometry::Rect;

impl Canvas<'_> {
    /// A frame of so many pixels, inside the rectangle.
    pub fn frame(&mut self, area: Rect, thickness: i32, color: Color) {
        let t = thickness.min(area.width / 2).min(area.height / 2).max(0);
        self.fill(Rect { height: t, ..area }, color);
        self.fill(Rect { y: area.bottom() - t, height: t, ..area }, color);
        self.fill(Rect { y: area.y + t, width: t, height: area.height - 2 * t, ..area }, color);
        self.fill(Rect::new(area.right() - t, area.y + t, t, area.height - 2 * t), color);
    }

    /// A box with round corners, antialiased.
    pub fn rounded(&mut self, area: Rect, radius: i32, color: Color) {
        if area.is_empty() {
            return;
        }
        let r = radius.min(area.width / 2).min(area.height / 2).max(0);
        self.fill(area.inset_by(r, 0), color);
        self.fill(Rect { y: area.y + r, width: r, height: area.height - 2 * r, ..area }, color);
        self.fill(Rect::new(area.right() - r, area.y + r, r, area.height - 2 * r), color);
        for dy in 0..r {
            for dx in 0..r {
                // Distance of the pixel's centre from the corner's centre.
                let (fx, fy) = (r as f32 - dx as f32 - 0.5, r as f32 - dy as f32 - 0.5);
                let cover = (r as f32 + 0.5 - fx.hypot(fy)).clamp(0.0, 1.0);
                let opacity = (cover * 255.0) as u8;
                for (x, y) in [
                    (area.x + dx, area.y + dy),
                    (area.right() - 1 - dx, area.y + dy),
                    (area.x + dx, area.bottom() - 1 - dy),
                    (area.right() - 1 - dx, area.bottom() - 1 - dy),
                ] {
                    self.blend(x, y, color, opacity);
                }
            }
        }
    }

    /// A straight line of some thickness between two points, antialiased; coordinates are pixel
    /// centres.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, color: Color) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length_squared = (dx * dx + dy * dy).max(1e-6);
        let reach = thickness / 2.0 + 1.0;
        // Squares of the distances from which on nothing is covered, and below which all is: only
        // between them the root must be taken.
        let nothing = (thickness / 2.0 + 0.5).powi(2) * 1.0001;
        let all = (thickness / 2.0 - 0.5).max(0.0).powi(2) * 0.9999;
        let (wide, steep) = (reach * length_squared.sqrt(), dy.abs() > 1.0);
        let (left, right) = (from.0.min(to.0) - reach, from.0.max(to.0) + reach);
        let (top, bottom) = (from.1.min(to.1) - reach, from.1.max(to.1) + reach);
        let area = Rect::new(
            left.floor() as i32,
            top.floor() as i32,
            (right - left).ceil() as i32 + 1,
            (bottom - top).ceil() as i32 + 1,
        )
        .intersect(self.clip);
        for y in area.y..area.bottom() {
            let py = y as f32 - from.1;
            let (mut first, mut end) = (area.x, area.right());
            if steep {
                // Where the row meets the band that the line is a part of.
                let ends = [(py * dx - wide) / dy, (py * dx + wide) / dy].map(|px| from.0 + px);
                first = first.max((ends[0].min(ends[1]) - 1.0).floor() as i32);
                end = end.min((ends[0].max(ends[1]) + 2.0).ceil() as i32);
            }
            let (pixels, _) = self.row(first, y, end - first);
            for (x, pixel) in (first..).zip(pixels) {
                let px = x as f32 - from.0;
                let along = ((px * dx + py * dy) / length_squared).clamp(0.0, 1.0);
                let (ex, ey) = (px - along * dx, py - along * dy);
                let squared = ex * ex + ey * ey;
                if squared > nothing {
                    continue;
                }
                let cover = if squared < all {
                    1.0
                } else {
                    (thickness / 2.0 + 0.5 - ex.hypot(ey)).clamp(0.0, 1.0)
                };
                *pixel = mix(*pixel, color, (cover * 255.0) as u8);
            }
        }
    }

    /// A filled disc, antialiased.
    pub fn disc(&mut self, centre: (f32, f32), radius: f32, color: Color) {
        self.line(centre, centre, 2.0 * radius, color);
    }

    /// An arrow to the right that fills the rectangle's width, its head as high as the rectangle.
    pub fn arrow_right(&mut self, area: Rect, color: Color) {
        let middle = area.y + area.height / 2;
        let head = (area.height * 3 / 4).min(area.width);
        let shaft = (area.height / 5).max(2);
        self.fill(Rect::new(area.x, middle - shaft / 2, area.width - head / 2, shaft), color);
        self.triangle_right(Rect::new(area.right() - head, area.y, head, area.height), color);
    }

    /// A triangle that points right and fills the rectangle, antialiased.
    pub fn triangle_right(&mut self, area: Rect, color: Color) {
        let (w, h) = (area.width as f32, area.height as f32);
        for y in 0..area.height {
            let off = ((y as f32 + 0.5) - h / 2.0).abs() / (h / 2.0);
            let end = w * (1.0 - off);
            self.fill(Rect::new(area.x, area.y + y, end as i32, 1), color);
            self.blend(area.x + end as i32, area.y + y, color, (end.fract() * 255.0) as u8);
        }
    }

    /// A triangle that points up and fills the rectangle, antialiased.
    pub fn triangle_up(&mut self, area: Rect, color: Color) {
        let (w, h) = (area.width as f32, area.height as f32);
        for y in 0..area.height {
            let half = w / 2.0 * (y as f32 + 0.5) / h;
            self.triangle_row(area, y, half, color);
        }
    }

    /// A triangle that points down and fills the rectangle, antialiased.
    pub fn triangle_down(&mut self, area: Rect, color: Color) {
        let (w, h) = (area.width as f32, area.height as f32);
        for y in 0..area.height {
            let half = w / 2.0 * (1.0 - (y as f32 + 0.5) / h);
            self.triangle_row(area, y, half, color);
        }
    }

    /// One row of a triangle, so far to both sides of the middle.
    fn triangle_row(&mut self, area: Rect, y: i32, half: f32, color: Color) {
        let (middle, y) = (area.width as f32 / 2.0, area.y + y);
        let (from, to) = (middle - half, middle + half);
        let (first, last) = (from.ceil() as i32, to.floor() as i32);
        self.fill(Rect::new(area.x + first, y, last - first, 1), color);
        self.blend(area.x + first - 1, y, color, ((first as f32 - from) * 255.0) as u8);
        self.blend(area.x + last, y, color, ((to - last as f32) * 255.0) as u8);
    }
}

#[cfg(test)]
mod tests {
    use crate::canvas::color::mix;
    use crate::canvas::{Canvas, assert_pattern};
    use crate::geometry::{Rect, Size};

    fn drawn(size: Size, draw: impl FnOnce(&mut Canvas<'_>)) -> Vec<u32> {
        let mut pixels = vec![0; size.area()];
        draw(&mut Canvas::new(&mut pixels, size));
        pixels
    }

    #[test]
    fn a_frame_stays_inside_its_rectangle() {
        let size = Size::new(6, 5);
        let pixels = drawn(size, |c| c.frame(Rect::new(1, 1, 4, 3), 1, 1));
        assert_pattern(&pixels, size, &["......", ".####.", ".#..#.", ".####.", "......"]);
    }

    #[test]
    fn a_horizontal_line_is_as_thick_as_asked() {
        let size = Size::new(7, 5);
        let pixels = drawn(size, |c| c.line((1.0, 2.0), (5.0, 2.0), 1.0, 0xff_ffff));
        let lit: Vec<usize> = (0..5)
            .map(|y| pixels[y * 7..][..7].iter().filter(|&&p| p == 0xff_ffff).count())
            .collect();
        assert_eq!(lit, [0, 0, 5, 0, 0]);
    }

    #[test]
    fn a_line_covers_each_pixel_by_its_distance() {
        let size = Size::new(40, 30);
        for (n, thickness) in [0.5, 1.0, 2.0, 3.5, 9.0].into_iter().enumerate() {
            let n = n as f32;
            for (from, to) in [
                ((2.0, 3.0), (35.0, 27.0)),
                ((30.0 - n, 1.5), (7.25, 28.0)),
                ((5.0, 9.0), (33.0, 9.5 + n / 3.0)),
                ((-9.0, 14.0), (70.0, 14.0)),
                ((17.5, -20.0), (19.0, 99.0)),
                ((20.0, 15.0), (20.0, 15.0)),
            ] {
                let pixels = drawn(size, |c| c.line(from, to, thickness, 0xff_ffff));
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                for (at, &pixel) in (0_u16..).zip(&pixels) {
                    let (px, py) = (f32::from(at % 40) - from.0, f32::from(at / 40) - from.1);
                    let along = (px * dx + py * dy) / (dx * dx + dy * dy).max(1e-6);
                    let along = along.clamp(0.0, 1.0);
                    let distance = (px - along * dx).hypot(py - along * dy);
                    let cover = (thickness / 2.0 + 0.5 - distance).clamp(0.0, 1.0);
                    let expected = mix(0, 0xff_ffff, (cover * 255.0) as u8);
                    assert_eq!(pixel, expected, "{from:?} to {to:?}, {thickness}, pixel {at}");
                }
            }
        }
    }

    #[test]
    fn shapes_of_no_size_or_outside_draw_nothing() {
        let size = Size::new(3, 3);
        let pixels = drawn(size, |c| {
            c.frame(Rect::default(), 2, 1);
            c.rounded(Rect::new(1, 1, 0, 3), 2, 1);
            c.line((-50.0, -50.0), (-40.0, -40.0), 3.0, 1);
            c.triangle_right(Rect::new(0, 0, 0, 0), 1);
            c.triangle_down(Rect::new(9, 9, 4, 4), 1);
            c.triangle_up(Rect::new(0, 0, 2, 0), 1);
            c.arrow_right(Rect::new(-20, 0, 10, 3), 1);
        });
        assert_pattern(&pixels, size, &["...", "...", "..."]);
    }
}
