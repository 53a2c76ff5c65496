//! Where each word stands on the map, as plain data, and which words are alike.

use crate::exhibit::tsne::Way;

/// So many of the words that are most like one are known.
pub const NEAREST: usize = 10;

/// Where each word stands.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPlaces {
    /// By class: x to the right and y downwards, in parts of the map's longer side, 0..=1; around
    /// the middle of the square.
    pub places: Vec<[f32; 2]>,
    /// By class: those whose rows of weights have the most similar direction, the nearest first.
    /// Empty while the map forms.
    pub nearest: Vec<Vec<usize>>,
    /// How they were laid out.
    pub way: Way,
    /// After how many steps this is; none where it is done.
    pub forming: Option<usize>,
}

impl WordPlaces {
    /// Of places on any scale.
    pub fn new(
        places: &[[f32; 2]],
        nearest: Vec<Vec<usize>>,
        way: Way,
        forming: Option<usize>,
    ) -> Self {
        let places = into_square(places);
        Self { places, nearest, way, forming }
    }

    /// How far two words stand apart, in parts of the map's longer side, 0..=1.41; none where one
    /// of them is not there.
    pub fn distance(&self, one: usize, other: usize) -> Option<f32> {
        let (a, b) = (self.places.get(one)?, self.places.get(other)?);
        Some((a[0] - b[0]).hypot(a[1] - b[1]))
    }

    /// The word that stands nearest to this place; none where there are none.
    pub fn at(&self, [x, y]: [f32; 2]) -> Option<usize> {
        let away = |class: usize| {
            let place = self.places[class];
            (place[0] - x).hypot(place[1] - y)
        };
        (0..self.places.len()).min_by(|&one, &other| away(one).total_cmp(&away(other)))
    }

    /// The nearest word from this one to the left, right, above or below: `direction` is a step of
    /// -1, 0 or 1 each way. What lies aside counts double, and nothing beyond the diagonals.
    pub fn beside(&self, class: usize, direction: [f32; 2]) -> Option<usize> {
        let from = *self.places.get(class)?;
        let cost = |other: usize| {
            let (dx, dy) = (self.places[other][0] - from[0], self.places[other][1] - from[1]);
            let ahead = dx * direction[0] + dy * direction[1];
            let aside = (dx * direction[1] - dy * direction[0]).abs();
            (other != class && ahead > 0.0 && aside <= ahead)
                .then_some((other, ahead + 2.0 * aside))
        };
        let costs = (0..self.places.len()).filter_map(cost);
        costs.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(other, _)| other)
    }

    /// How far the words reach: from the left and top to the right and bottom.
    pub fn extent(&self) -> [[f32; 2]; 2] {
        let first = self.places.first().copied().unwrap_or([0.5; 2]);
        self.places.iter().fold([first; 2], |[low, high], place| {
            [
                [low[0].min(place[0]), low[1].min(place[1])],
                [high[0].max(place[0]), high[1].max(place[1])],
            ]
        })
    }
}

/// The same places around the middle of a square of side 1, which the longer side fills.
fn into_square(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
    for place in places {
        for axis in 0..2 {
            (low[axis], high[axis]) = (low[axis].min(place[axis]), high[axis].max(place[axis]));
        }
    }
    let side = (high[0] - low[0]).max(high[1] - low[1]);
    let scale = if side > 0.0 { 1.0 / side } else { 0.0 };
    let middle = [f32::midpoint(low[0], high[0]), f32::midpoint(low[1], high[1])];
    let place = |place: &[f32; 2]| {
        [0, 1].map(|axis: usize| ((place[axis] - middle[axis]) * scale + 0.5).clamp(0.0, 1.0))
    };
    places.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(places: &[[f32; 2]]) -> WordPlaces {
        WordPlaces::new(places, Vec::new(), Way::Neighbours, None)
    }

    #[test]
    fn places_fill_a_square_in_their_own_proportions() {
        let words = words(&[[-10.0, 2.0], [10.0, 2.0], [0.0, 12.0]]);
        assert_eq!(words.places, [[0.0, 0.25], [1.0, 0.25], [0.5, 0.75]]);
        assert_eq!(words.extent(), [[0.0, 0.25], [1.0, 0.75]]);
        assert_eq!(words.distance(0, 1), Some(1.0));
        assert_eq!(words.distance(0, 9), None);
        let one = self::words(&[[7.0, 7.0], [7.0, 7.0]]);
        assert_eq!(one.places, [[0.5, 0.5]; 2]);
        assert_eq!(self::words(&[]).at([0.5, 0.5]), None);
    }

    #[test]
    fn a_touch_means_the_nearest_word_and_an_arrow_the_next_one_that_way() {
        let words = words(&[[0.0, 0.0], [1.0, 0.0], [2.0, 0.1], [0.1, 1.0], [2.0, 2.0]]);
        assert_eq!(words.at(words.places[3]), Some(3));
        assert_eq!(words.at([0.1, 0.6]), Some(3));
        assert_eq!(words.beside(0, [1.0, 0.0]), Some(1));
        assert_eq!(words.beside(1, [1.0, 0.0]), Some(2));
        assert_eq!(words.beside(0, [0.0, 1.0]), Some(3));
        assert_eq!(words.beside(0, [-1.0, 0.0]), None);
        assert_eq!(words.beside(99, [1.0, 0.0]), None);
    }
}
