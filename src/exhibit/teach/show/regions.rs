//! The soft colours behind the map: what the pictures around a place are answered.
//!
//! A small picture, which is enlarged when it is drawn. It is no answer for a place where no
//! picture stands: nothing is computed there, the colours only fade out.

use super::glide::Spot;
use super::places::INNER;
use crate::canvas::color::{Color, channels, mix};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::view::palette::TAUGHT;

/// So many places across and down.
pub(super) const GRID: Size = Size::new(64, 48);

/// A picture colours the places around it up to so many away.
const REACH: i32 = 10;

/// How far the colour spreads: the standard deviation in places.
const SPREAD: f32 = 3.2;

/// No place is coloured more than this, of 255.
const MOST: f32 = 120.0;

/// The answers of the pictures, spread around them, on this ground.
pub(super) fn picture(spots: &[Spot], ground: Color) -> Picture {
    let (width, height) = (GRID.width as usize, GRID.height as usize);
    let mut sums = vec![[0.0_f32; TAUGHT.len()]; GRID.area()];
    for spot in spots {
        let Some(class) = spot.answer.map(usize::from).filter(|class| *class < TAUGHT.len()) else {
            continue;
        };
        let x = (0.5 + spot.at[0] * INNER / 2.0) * width as f32 - 0.5;
        let y = (0.5 + spot.at[1] * INNER / 2.0) * height as f32 - 0.5;
        let (middle_x, middle_y) = (x.round() as i32, y.round() as i32);
        let rows = (middle_y - REACH).max(0)..(middle_y + REACH + 1).min(GRID.height);
        for row in rows {
            let columns = (middle_x - REACH).max(0)..(middle_x + REACH + 1).min(GRID.width);
            for column in columns {
                let away = (column as f32 - x).powi(2) + (row as f32 - y).powi(2);
                let part = (-away / (2.0 * SPREAD * SPREAD)).exp();
                sums[row as usize * width + column as usize][class] += part;
            }
        }
    }
    Picture::new(GRID, sums.iter().flat_map(|sums| channels(color(sums, ground))).collect())
}

/// What is answered most around a place leads there, and the more pictures, the stronger.
fn color(sums: &[f32; TAUGHT.len()], ground: Color) -> Color {
    let all: f32 = sums.iter().sum();
    // Squares: where two things meet, the border is narrow.
    let squares: f32 = sums.iter().map(|sum| sum * sum).sum();
    if squares <= 1e-6 {
        return ground;
    }
    let of = |channel: usize| -> f32 {
        let part = |(sum, color): (&f32, &Color)| sum * sum * f32::from(channels(*color)[channel]);
        sums.iter().zip(&TAUGHT).map(part).sum::<f32>() / squares
    };
    let [red, green, blue] = [0, 1, 2].map(|channel| of(channel) as Color);
    let opacity = MOST * (1.0 - (-0.35 * all).exp());
    mix(ground, red << 16 | green << 8 | blue, opacity as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(picture: &Picture, x: usize, y: usize) -> [u8; 3] {
        let start = 3 * (y * GRID.width as usize + x);
        [0, 1, 2].map(|channel| picture.rgb[start + channel])
    }

    #[test]
    fn a_place_has_the_colour_of_what_is_answered_around_it_and_none_far_away() {
        let spot = |x: f32, answer| Spot { id: 0, class: 0, answer, at: [x, 0.0] };
        let picture = picture(&[spot(-1.0, Some(0)), spot(1.0, Some(1))], 0);
        let [left, right] = [at(&picture, 5, 24), at(&picture, 58, 24)];
        assert!(left[2] > left[0] && left[2] > 25, "blue: {left:?}");
        assert!(right[0] > right[2] && right[0] > 25, "yellow: {right:?}");
        assert_eq!(at(&picture, 32, 24), [0; 3]);
        assert_eq!(at(&picture, 5, 2), [0; 3]);
    }

    #[test]
    fn what_is_none_of_these_stays_dark() {
        let spots = [Spot { id: 0, class: 2, answer: None, at: [0.0; 2] }];
        assert!(picture(&spots, 0).rgb.iter().all(|byte| *byte == 0));
    }
}
