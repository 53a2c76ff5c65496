//! Where the pictures of the map stand: those that were laid out, and newer ones among them.

use super::directions::Directions;
use super::procrustes::{aligned, frame, framed};
use crate::exhibit::teach::samples::Kept;

/// With fewer pictures there is no t-SNE, and they are laid out anew whenever one comes.
const FEW: usize = 16;

/// Where the pictures stand that were laid out. It is kept beside them, so that whoever comes back
/// to the map finds it as it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Another number is another layout.
    number: u32,
    /// Each picture's number and place, on t-SNE's own scale; by number.
    places: Vec<(u32, [f32; 2])>,
    /// How many pictures it had when it was last made anew, and which things.
    made_of: (usize, Vec<u8>),
    /// How many of its pictures are gone.
    gone: usize,
    /// The square that is shown, by its middle and half of its side; none before anything was laid
    /// out.
    square: Option<([f32; 2], f32)>,
}

/// How the pictures are to be laid out next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// They stand well.
    Nothing,
    /// A few are new or gone: the map is improved.
    Improve,
    /// Many are: it is made anew, around where they stand.
    MakeAnew,
}

impl Layout {
    /// Its number.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// What the pictures that are kept now need; `rests` where none is being shown.
    pub fn need(&self, kept: &[Kept], rests: bool) -> Need {
        let fresh = kept.iter().filter(|kept| self.of(kept.sample.id).is_none()).count();
        let (changed, count) = (fresh + self.gone, kept.len());
        if changed == 0 || count == 0 {
            return Need::Nothing;
        }
        let (made_of, classes) = &self.made_of;
        // Half as many again, or, when nothing is being shown, a fifth.
        let many = if rests { 5 } else { 2 };
        let another = classes_of(kept).iter().any(|class| !classes.contains(class));
        if count < FEW || another || count.abs_diff(*made_of) * many > *made_of {
            return Need::MakeAnew;
        }
        let enough = changed * 10 >= count || rests && fresh > 0;
        if enough { Need::Improve } else { Need::Nothing }
    }

    fn of(&self, id: u32) -> Option<[f32; 2]> {
        let at = self.places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.places[at].1)
    }

    /// Lets go of pictures that are kept no more. None of the others moves.
    pub fn follow(&mut self, kept: &[Kept]) {
        let before = self.places.len();
        self.places.retain(|(id, _)| kept.iter().any(|kept| kept.sample.id == *id));
        self.gone += before - self.places.len();
    }

    /// The next one, of these places turned towards this one's.
    pub fn with(&self, ids: &[u32], places: &[[f32; 2]]) -> Self {
        let old = |(id, place): (&u32, &[f32; 2])| Some((*place, self.of(*id)?));
        let pairs: Vec<_> = ids.iter().zip(places).filter_map(old).collect();
        let places = aligned(places, &pairs);
        let square = Some(frame(&places));
        let places = ids.iter().copied().zip(places).collect();
        let (number, made_of) = (self.number + 1, self.made_of.clone());
        Self { number, places, made_of, gone: 0, square }
    }

    /// Notes that it was made anew, of pictures of these things.
    pub fn made_anew_of(&mut self, classes: &[u8]) {
        let mut all = classes.to_vec();
        all.sort_unstable();
        all.dedup();
        self.made_of = (classes.len(), all);
    }

    /// Where each of the pictures that are kept stands, on the layout's own scale: one that is new
    /// in the weighted middle of those that it is most like, which moves no other. None while none
    /// was laid out.
    pub fn all(&self, kept: &[Kept], directions: &Directions) -> Vec<(u32, [f32; 2])> {
        if self.places.is_empty() {
            return Vec::new();
        }
        let place = |kept: &Kept| {
            let id = kept.sample.id;
            if let Some(place) = self.of(id) {
                return (id, place);
            }
            let near = directions.nearest(&kept.code, |id| self.of(id).is_some());
            let middle = |axis: usize| {
                near.iter().filter_map(|(id, part)| Some(part * self.of(*id)?[axis])).sum::<f32>()
            };
            (id, [middle(0), middle(1)])
        };
        kept.iter().map(place).collect()
    }

    /// The places of these pictures; none where one was not laid out.
    pub fn places_of(&self, kept: &[Kept]) -> Option<Vec<[f32; 2]>> {
        kept.iter().map(|kept| self.of(kept.sample.id)).collect()
    }

    /// These places in -1..=1. The scale is that of all pictures that were laid out: none that
    /// comes or goes changes it.
    pub fn framed(&self, places: &[(u32, [f32; 2])]) -> Vec<(u32, [f32; 2])> {
        let Some(square) = self.square else { return Vec::new() };
        places.iter().map(|(id, place)| (*id, framed(*place, square))).collect()
    }
}

/// The things of these pictures.
fn classes_of(kept: &[Kept]) -> Vec<u8> {
    let mut classes: Vec<u8> = kept.iter().map(|kept| kept.sample.class).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}
