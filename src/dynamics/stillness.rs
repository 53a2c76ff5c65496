//! The detector of movement before a camera: how long nothing has moved.
//!
//! A few hundred cells of each picture are compared with those of a moment before.

use std::time::Duration;

use crate::frame::Picture;

/// Cells across and down.
const GRID: (usize, usize) = (32, 24);

/// At most so many pixels are read across a cell, and as many down.
const SAMPLES: usize = 8;

/// How often a picture is looked at.
const EVERY: Duration = Duration::from_millis(100);

/// How old the picture is that the new one is compared with, at most: what creeps has moved by
/// then, and what the light did meanwhile is still little.
const MEMORY: Duration = Duration::from_secs(1);

/// Pictures further apart than this say nothing of what was between them.
const GAP: Duration = Duration::from_secs(2);

/// By how much of 255 a cell's mean must differ, beyond what all cells differ by (a lamp, the
/// camera's own exposure). The mean over a cell of a webcam's noise in a dim room stays below half
/// of it.
const DIFFERENT: i32 = 14;

/// So many cells make a movement: one per cent of the picture, a hand at three metres.
const ENOUGH: usize = GRID.0 * GRID.1 / 100;

/// How long nothing has moved, by the pictures' own clock.
#[derive(Debug, Clone, Default)]
pub struct Stillness {
    reference: Vec<i32>,
    /// The reference's time.
    taken: Duration,
    /// Nothing has moved since.
    since: Duration,
    /// When a picture was looked at last.
    seen: Duration,
    cells: Vec<i32>,
}

impl Stillness {
    /// Takes in a picture. True if something has moved in it; not for the first one, nor after a
    /// gap.
    pub fn see(&mut self, picture: &Picture, time: Duration) -> bool {
        let passed = time.saturating_sub(self.seen);
        if self.reference.is_empty() || passed > GAP || time < self.seen {
            measure(picture, &mut self.reference);
            (self.taken, self.since, self.seen) = (time, time, time);
            return false;
        }
        if passed < EVERY {
            return false;
        }
        self.seen = time;
        measure(picture, &mut self.cells);
        let moved = differs(&self.reference, &self.cells);
        if moved {
            self.since = time;
        }
        if moved || time.saturating_sub(self.taken) >= MEMORY {
            std::mem::swap(&mut self.reference, &mut self.cells);
            self.taken = time;
        }
        moved
    }

    /// For how long nothing has moved, up to the newest picture.
    pub fn lasts(&self) -> Duration {
        self.seen.saturating_sub(self.since)
    }

    /// Another scene: the next picture is compared with none before.
    pub fn restart(&mut self) {
        self.reference.clear();
        self.cells.clear();
        (self.since, self.seen) = (Duration::ZERO, Duration::ZERO);
    }
}

/// The mean of each cell's green, which is most of what the eye calls bright.
fn measure(picture: &Picture, cells: &mut Vec<i32>) {
    cells.clear();
    let (width, height) = (picture.size.width as usize, picture.size.height as usize);
    if picture.size.area() == 0 {
        return;
    }
    let (columns, rows) = (GRID.0.min(width), GRID.1.min(height));
    let step = |length: usize| length.div_ceil(SAMPLES).max(1);
    for row in 0..rows {
        let (top, bottom) = (row * height / rows, (row + 1) * height / rows);
        for column in 0..columns {
            let (left, right) = (column * width / columns, (column + 1) * width / columns);
            let (mut sum, mut count) = (0, 0);
            for y in (top..bottom).step_by(step(bottom - top)) {
                for x in (left..right).step_by(step(right - left)) {
                    sum += i32::from(picture.rgb[(y * width + x) * 3 + 1]);
                    count += 1;
                }
            }
            cells.push(sum / count.max(1));
        }
    }
}

/// True where enough cells differ by more than all do.
fn differs(before: &[i32], after: &[i32]) -> bool {
    if before.len() != after.len() {
        return true;
    }
    let differences = || before.iter().zip(after).map(|(before, after)| after - before);
    let common = differences().sum::<i32>() / before.len().max(1) as i32;
    let different = differences().filter(|difference| (difference - common).abs() > DIFFERENT);
    different.count() > ENOUGH.min(before.len() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    const SIZE: Size = Size::new(640, 480);

    /// A room with a bright window: noise of a standard deviation of 12, and perhaps something in
    /// front of it.
    fn room(seed: u32, brighter: i32, thing: Option<(i32, i32, i32)>) -> Picture {
        let mut state = seed.wrapping_mul(0x9e37_79b9) | 1;
        let mut noise = || {
            // Twelve uniform numbers of ±12 add up to nearly normal ones of a standard deviation of
            // 24; half of it.
            (0..12)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 17;
                    state ^= state << 5;
                    (state % 25) as i32 - 12
                })
                .sum::<i32>()
                / 2
        };
        let rgb = (0..SIZE.area()).flat_map(|index| {
            let (x, y) = (index as i32 % SIZE.width, index as i32 / SIZE.width);
            let window = (400..560).contains(&x) && (60..260).contains(&y);
            let inside = |(left, top, side): (i32, i32, i32)| {
                (left..left + side).contains(&x) && (top..top + side).contains(&y)
            };
            let plain = if thing.is_some_and(inside) { 150 } else { 70 };
            let value = if window { 190 } else { plain } + brighter + noise();
            [value.clamp(0, 255) as u8; 3]
        });
        Picture::new(SIZE, rgb.collect())
    }

    /// Ten pictures a second.
    fn after(pictures: impl IntoIterator<Item = Picture>) -> (Stillness, usize) {
        let mut stillness = Stillness::default();
        let mut moves = 0;
        for (n, picture) in (0..).zip(pictures) {
            moves += usize::from(stillness.see(&picture, Duration::from_millis(100 * n)));
        }
        (stillness, moves)
    }

    #[test]
    fn a_noisy_picture_of_an_empty_room_is_still() {
        let (stillness, moves) = after((1..=40).map(|seed| room(seed, 0, None)));
        assert_eq!((moves, stillness.lasts()), (0, Duration::from_millis(3900)));
    }

    #[test]
    fn a_cloud_before_the_sun_is_no_movement() {
        let (_, moves) = after((1..=30).map(|n| room(n, n as i32, None)));
        assert_eq!(moves, 0);
    }

    #[test]
    fn a_hand_that_comes_in_is_seen_at_once_and_holds_off_the_stillness() {
        let pictures = (1..=30).map(|n| {
            let thing = (n > 20).then(|| (20 + 4 * n as i32, 200, 90));
            room(n, 0, thing)
        });
        let (stillness, moves) = after(pictures);
        assert!(moves >= 1);
        assert!(stillness.lasts() < Duration::from_secs(1), "{:?}", stillness.lasts());
    }

    #[test]
    fn what_creeps_is_seen_within_a_second() {
        // Four pixels a picture: 40 in a second.
        let (stillness, _) = after((1..=40).map(|n| room(n, 0, Some((4 * n as i32, 100, 160)))));
        assert!(stillness.lasts() <= MEMORY, "{:?}", stillness.lasts());
    }

    #[test]
    fn a_gap_in_the_pictures_is_not_stillness() {
        let mut stillness = Stillness::default();
        for seconds in [0, 1, 2, 30, 31] {
            stillness.see(&room(1, 0, None), Duration::from_secs(seconds));
        }
        assert_eq!(stillness.lasts(), Duration::from_secs(1));
        stillness.restart();
        assert_eq!(stillness.lasts(), Duration::ZERO);
    }

    #[test]
    fn pictures_of_any_size_are_looked_at() {
        let mut stillness = Stillness::default();
        for (n, (width, height)) in (0..).zip([(0, 0), (1, 1), (3, 2), (33, 25), (0, 0)]) {
            let size = Size::new(width, height);
            let picture = Picture::new(size, vec![n; size.area() * 3]);
            stillness.see(&picture, Duration::from_millis(200 * u64::from(n)));
        }
    }
}
