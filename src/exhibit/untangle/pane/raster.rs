//! Fills triangles with the colours of a value that changes evenly from corner to corner.

use crate::canvas::color::Color;
use crate::geometry::Size;

/// A corner of a triangle, in pixels, and its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Corner {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) value: f32,
}

/// A colour's number for a value: the table reaches from -8 to 8.
fn number(value: f32) -> usize {
    (value * 16.0 + 128.0).clamp(0.0, 255.0) as usize
}

/// Fills a triangle: those pixels whose middles lie in it, so that triangles that share an edge
/// leave no gap.
pub(super) fn fill_triangle(
    pixels: &mut [Color],
    size: Size,
    corners: [Corner; 3],
    colors: &[Color; 256],
) {
    let mut corners = corners;
    corners.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let [top, middle, bottom] = corners;
    let area = (middle.x - top.x) * (bottom.y - top.y) - (bottom.x - top.x) * (middle.y - top.y);
    if !area.is_finite() || area.abs() < 1e-6 {
        return;
    }
    let rise = [middle.value - top.value, bottom.value - top.value];
    let across = (rise[0] * (bottom.y - top.y) - rise[1] * (middle.y - top.y)) / area;
    let down = (rise[1] * (middle.x - top.x) - rise[0] * (bottom.x - top.x)) / area;
    let first = (top.y - 0.5).ceil().max(0.0) as i32;
    let end = (bottom.y - 0.5).ceil().min(size.height as f32) as i32;
    let on = |from: Corner, to: Corner, y: f32| {
        from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y).max(1e-9)).clamp(0.0, 1.0)
    };
    for row in first..end {
        let y = row as f32 + 0.5;
        let long = on(top, bottom, y);
        let short = if y < middle.y { on(top, middle, y) } else { on(middle, bottom, y) };
        let left = (long.min(short) - 0.5).ceil().max(0.0) as i32;
        let right = (long.max(short) - 0.5).ceil().min(size.width as f32) as i32;
        if left >= right {
            continue;
        }
        let start = top.value + (left as f32 + 0.5 - top.x) * across + (y - top.y) * down;
        let line = row as usize * size.width as usize;
        let span = &mut pixels[line + left as usize..line + right as usize];
        for (n, pixel) in span.iter_mut().enumerate() {
            *pixel = colors[number(start + n as f32 * across)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangles_that_share_edges_cover_every_pixel_once_and_with_its_value() {
        let size = Size::new(40, 30);
        let corner = |x: f32, y: f32| Corner { x, y, value: x / 4.0 - 5.0 };
        let around =
            [corner(-3.0, -2.0), corner(44.0, -5.0), corner(41.0, 33.0), corner(-8.0, 31.0)];
        let middle = corner(17.3, 12.7);
        let colors: [Color; 256] = std::array::from_fn(|n| n as Color + 1);
        let mut all = vec![0; size.area()];
        let mut covered = vec![0; size.area()];
        for n in 0..4 {
            let corners = [around[n], around[(n + 1) % 4], middle];
            fill_triangle(&mut all, size, corners, &colors);
            let mut alone = vec![0; size.area()];
            fill_triangle(&mut alone, size, corners, &colors);
            covered
                .iter_mut()
                .zip(alone)
                .for_each(|(count, pixel)| *count += u32::from(pixel != 0));
        }
        assert!(covered.iter().all(|&count| count == 1));
        for (n, &pixel) in all.iter().enumerate() {
            let x = (n % 40) as f32 + 0.5;
            assert!(
                (pixel as f32 - 1.0 - (x / 4.0 - 5.0) * 16.0 - 127.5).abs() < 1.1,
                "{n}: {pixel}"
            );
        }
    }

    #[test]
    fn what_lies_outside_or_has_no_area_draws_nothing() {
        let size = Size::new(8, 8);
        let corner = |x: f32, y: f32| Corner { x, y, value: 0.0 };
        let mut pixels = vec![7; size.area()];
        for corners in [
            [corner(-9.0, 1.0), corner(-2.0, 3.0), corner(-5.0, 9.0)],
            [corner(1.0, 1.0), corner(2.0, 2.0), corner(3.0, 3.0)],
            [corner(f32::NAN, 1.0), corner(2.0, 5.0), corner(3.0, 3.0)],
            [corner(f32::INFINITY, 1.0), corner(2.0, 5.0), corner(3.0, 3.0)],
        ] {
            fill_triangle(&mut pixels, size, corners, &[1; 256]);
        }
        assert!(pixels.iter().all(|&pixel| pixel == 7));
    }
}
