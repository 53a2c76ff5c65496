//! Whether the pictures of different classes were all taken before one background.
//!
//! Then a head may have learned the background's share in each picture, not the thing. Only the
//! edge of the pictures is looked at, place by place: a camera that stands still sees the same
//! there, whatever is held before it.

use std::collections::BTreeMap;

use crate::frame::Picture;

/// Cells across and down.
const CELLS: usize = 24;
/// So many cells along each edge are taken for the background.
const EDGE: usize = 3;
/// By how much of 255 the backgrounds of two pictures may differ. Measured on things cut out of
/// photos: on one background 0, under lights that change by a fifth at most 23; each on a
/// background of its own, or on ten of them, 50 or more; crops of photos 45 or more.
const LIKE: f32 = 30.0;
/// So many pictures of a class are compared, evenly chosen.
const COMPARED: usize = 12;

/// What a picture shows along its edge: the mean colours of cells, 0..=255.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge(Vec<[f32; 3]>);

/// True where pictures of all classes look the same along their edges: for every two classes, half
/// of all pairs of their pictures differ there by less than 30 of 255, in half of the cells or
/// more. Each picture comes with its class; false of one class alone. What reaches into the edge of
/// a picture on one side does not count.
pub fn is_shared(pictures: &[(usize, &Edge)]) -> bool {
    let mut classes: BTreeMap<usize, Vec<&Edge>> = BTreeMap::new();
    for &(class, edge) in pictures {
        classes.entry(class).or_default().push(edge);
    }
    let chosen = |edges: &Vec<&Edge>| -> Vec<Vec<[f32; 3]>> {
        let count = edges.len().min(COMPARED);
        (0..count).map(|n| edges[n * edges.len() / count].0.clone()).collect()
    };
    let classes: Vec<_> = classes.values().map(chosen).collect();
    let mut pairs = (0..classes.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    classes.len() > 1 && pairs.all(|(one, other)| differ(&classes[one], &classes[other]) < LIKE)
}

impl Edge {
    /// Of this picture; none where it has no pixels.
    pub fn of(picture: &Picture) -> Option<Self> {
        if picture.size.area() == 0 {
            return None;
        }
        let at_edge = |n: usize| !(EDGE..CELLS - EDGE).contains(&n);
        let places = (0..CELLS * CELLS).map(|n| (n % CELLS, n / CELLS));
        let places = places.filter(|(x, y)| at_edge(*x) || at_edge(*y));
        Some(Self(places.map(|(x, y)| mean(picture, x, y)).collect()))
    }
}

/// The mean colour of a cell, of at least one pixel.
fn mean(picture: &Picture, x: usize, y: usize) -> [f32; 3] {
    let [width, height] = [picture.size.width, picture.size.height].map(|side| side as usize);
    let part = |n: usize, side: usize| {
        let start = n * side / CELLS;
        start..((n + 1) * side / CELLS).max(start + 1)
    };
    let (columns, rows) = (part(x, width), part(y, height));
    let mut sums = [0_u32; 3];
    for row in rows.clone() {
        let pixels =
            &picture.rgb[3 * (row * width + columns.start)..3 * (row * width + columns.end)];
        for pixel in pixels.chunks_exact(3) {
            sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u32::from(*value));
        }
    }
    sums.map(|sum| sum as f32 / (rows.len() * columns.len()) as f32)
}

/// By how much the pictures of two classes differ in the middle one of their pairs.
fn differ(one: &[Vec<[f32; 3]>], other: &[Vec<[f32; 3]>]) -> f32 {
    let cell = |(one, other): (&[f32; 3], &[f32; 3])| {
        one.iter().zip(other).map(|(one, other)| (one - other).abs()).sum::<f32>() / 3.0
    };
    let pair = |one: &Vec<[f32; 3]>, other: &Vec<[f32; 3]>| median(one.iter().zip(other).map(cell));
    median(one.iter().flat_map(|one| other.iter().map(move |other| pair(one, other))))
}

/// The middle one; of an even number the greater of both.
fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    let middle = values.len() / 2;
    if values.is_empty() { 0.0 } else { *values.select_nth_unstable_by(middle, f32::total_cmp).1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    /// A background of stripes of this width in these colours, with a disc in the middle.
    fn picture(size: Size, stripes: i32, colours: [[u8; 3]; 2], disc: [u8; 3]) -> Picture {
        let pixel = |n: i32| {
            let (x, y) = (n % size.width, n / size.width);
            let (across, down) = (x - size.width / 2, y - size.height / 2);
            let inside = across * across + down * down < (size.height / 3).pow(2);
            if inside { disc } else { colours[((x / stripes) % 2) as usize] }
        };
        Picture::new(size, (0..size.area() as i32).flat_map(pixel).collect())
    }

    /// Ten pictures of two things, each on the background that is told by its number.
    fn found(background: impl Fn(u8) -> (i32, [[u8; 3]; 2])) -> bool {
        let size = Size::new(72, 60);
        let made: Vec<(usize, Picture)> = (0..10)
            .map(|n| {
                let (stripes, colours) = background(n);
                let class = usize::from(n % 2);
                (class, picture(size, stripes, colours, [[250, 0, 0], [0, 30, 200]][class]))
            })
            .collect();
        let edges: Vec<(usize, Edge)> =
            made.iter().map(|(class, picture)| (*class, Edge::of(picture).unwrap())).collect();
        is_shared(&edges.iter().map(|(class, edge)| (*class, edge)).collect::<Vec<_>>())
    }

    #[test]
    fn one_background_behind_two_things_is_told() {
        assert!(found(|_| (8, [[90, 80, 70], [160, 150, 140]])));
        assert!(found(|n| (8, [[90 + n; 3], [160 + n; 3]])), "the light changes");
    }

    #[test]
    fn backgrounds_that_differ_are_not() {
        let colour = |n: u8| [n.wrapping_mul(57), n.wrapping_mul(113), n.wrapping_mul(29)];
        assert!(!found(|n| (8, [colour(n), colour(n + 20)])), "one a picture");
        assert!(!found(|n| (8, [[40 + 160 * (n % 2); 3], [60 + 160 * (n % 2); 3]])), "one a thing");
        assert!(!found(|n| (8, [[40 + 160 * (n / 5); 3], [60 + 160 * (n / 5); 3]])), "two");
    }

    #[test]
    fn one_class_or_none_is_no_matter_and_tiny_pictures_are_read() {
        let tiny = Edge::of(&picture(Size::new(3, 2), 1, [[9; 3], [10; 3]], [8; 3])).unwrap();
        assert!(!is_shared(&[]) && !is_shared(&[(0, &tiny), (0, &tiny)]));
        assert!(is_shared(&[(0, &tiny), (1, &tiny)]));
        assert!(Edge::of(&Picture::default()).is_none());
    }
}
