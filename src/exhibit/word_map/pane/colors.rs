//! The colours of groups of words: one a family, told apart by lightness too.

use crate::canvas::color::{Color, oklch};
use crate::exhibit::word_map::groups::GROUPS;

/// What a word that is in no group is drawn in.
pub(super) const OTHER: Color = 0x6b_727e;

/// Of each family lightness, chroma and hue, in Oklch. They are told apart by lightness where eyes
/// take red and green for one another; lime and white belong to the answer.
const FAMILIES: [(f32, f32, f32); 7] = [
    (0.72, 0.15, 60.0),
    (0.86, 0.08, 84.0),
    (0.63, 0.13, 245.0),
    (0.62, 0.10, 165.0),
    (0.60, 0.19, 28.0),
    (0.51, 0.18, 276.0),
    (0.78, 0.12, 341.0),
];

/// A group's colour; groups of one family have the same.
pub(super) fn color(group: Option<u8>) -> Color {
    let family = group.and_then(|group| GROUPS.get(usize::from(group))).map(|group| group.family);
    family.map_or(OTHER, |family| {
        let (lightness, chroma, hue) = FAMILIES[family];
        oklch(lightness, chroma, hue)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_apart_by_people_with_red_green_weakness() {
        use crate::canvas::color::weakness::difference;
        use crate::view::palette::{LEADER, OTHERS};
        let colors = (0..GROUPS.len() as u8).map(|group| color(Some(group)));
        let mut colors: Vec<Color> = colors.chain([OTHER, LEADER, OTHERS[0]]).collect();
        colors.sort_unstable();
        colors.dedup();
        assert_eq!(colors.len(), FAMILIES.len() + 3);
        for (n, &one) in colors.iter().enumerate() {
            for &other in &colors[..n] {
                // Four times what is hardly seen; names stand beside them.
                let apart = difference(one, other);
                assert!(apart >= 0.08, "{one:06x} and {other:06x}: {apart}");
            }
        }
    }
}
