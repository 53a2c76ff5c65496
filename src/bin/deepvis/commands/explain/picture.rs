//! The saving of an attribution as a PNG, of the size of the network's input.

use std::path::Path;

use deepvis::Error;
use deepvis::attribution::Attribution;
use deepvis::attribution::filter::{self, Filter};
use deepvis::canvas::Canvas;
use deepvis::canvas::blit::Enlarger;
use deepvis::canvas::color::{Color, mix, oklch, rgb};
use deepvis::canvas::evidence;
use deepvis::frame::Picture;
use deepvis::screen::picture;

/// How much of the picture's light is left under a map of heat, of 255.
const UNDER: u8 = 130;
/// How much of the hottest place is covered, of 255.
const COVER: f32 = 165.0;

/// A signal for itself: of signed values the middle grey is zero, otherwise black. A map of heat
/// over the picture, whose colours give way to grey there. Of a contrast the picture, dark but for
/// what speaks for the one class, blue, or for the other, orange.
pub fn save(
    found: &Attribution,
    filter: Filter,
    picture: &Picture,
    file: &Path,
) -> Result<(), Error> {
    if found.origin.rival.is_some() {
        return picture::save(file, &contrast(found, picture), found.size);
    }
    let filtered = filter.run(found);
    let bytes = filtered.bytes();
    let pixels: Vec<Color> = match filtered.channels {
        3 => bytes.as_chunks::<3>().0.iter().map(|&[r, g, b]| rgb(r, g, b)).collect(),
        _ if found.channels == 3 => bytes.iter().map(|&grey| rgb(grey, grey, grey)).collect(),
        _ => {
            let under = picture.rgb.as_chunks::<3>().0;
            bytes.iter().zip(under).map(|(&heat, &under)| glow(heat, under)).collect()
        }
    };
    picture::save(file, &pixels, found.size)
}

fn contrast(found: &Attribution, picture: &Picture) -> Vec<Color> {
    let under = picture.rgb.as_chunks::<3>().0.iter();
    let mut pixels: Vec<Color> = under.map(|&[r, g, b]| rgb(r, g, b)).collect();
    let mut canvas = Canvas::new(&mut pixels, picture.size);
    let mut enlarger = Enlarger::new(found.size, picture.size);
    evidence::draw(&mut canvas, (0, 0), &filter::evidence(found), &mut enlarger);
    pixels
}

/// A pixel of the picture with this much heat over it.
fn glow(heat: u8, [red, green, blue]: [u8; 3]) -> Color {
    let light = (2 * u32::from(red) + 5 * u32::from(green) + u32::from(blue)) / 8;
    let grey = (light as u8).max(16);
    let share = f32::from(heat) / 255.0;
    let under = mix(0, rgb(grey, grey, grey), UNDER.saturating_add((share * 125.0) as u8));
    // From a dark red to a bright yellow: warmer is lighter, so that it can be told without colours
    // as well.
    let over = oklch(0.3 + 0.6 * share, 0.2, 15.0 + 80.0 * share * share);
    mix(under, over, (COVER * share.sqrt()) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use deepvis::canvas::color::channels;

    #[test]
    fn warmer_is_lighter_and_cold_places_are_grey() {
        let [r, g, b] = channels(glow(0, [200, 100, 50]));
        assert!(r == g && g == b);
        let light =
            |heat: u8| -> u32 { channels(glow(heat, [128; 3])).map(u32::from).iter().sum() };
        assert!(light(255) > light(128) && light(128) > light(0));
    }
}
