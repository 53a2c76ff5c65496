//! Draws the pages about one detector, and says what of them can be touched.

mod favourites;
mod helps;
mod lines;
mod now;
mod places;
pub(super) mod search;
mod strip;
mod wished;

use std::hash::{Hash, Hasher};

use super::favourites::Favourites;
use super::favourites::other::OtherProjection;
use super::library::shelf::LibraryEntry;
use super::votes::Votes;
use super::{Chosen, LIKES, Likes, RECIPES, SEARCH, View, chosen_in, heading, is_class};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::exhibit::ascent::stimulus::Stimulus;
use crate::exhibit::ascent::wish::{Preset, Wish};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::geometry::Rect;
use crate::taps::plan::Unit;
use crate::view::button::{self, Button};
use crate::view::palette::{Metrics, step_color};
use crate::view::{Brush, Target};
use places::{Cell, Places};

/// All that a page is drawn from.
struct Page<'a> {
    scene: &'a Scene<'a>,
    /// What was chosen.
    chosen: Chosen,
    /// Whose page it is.
    unit: Unit,
    /// Its step, from 0, and how many there are.
    step: (usize, usize),
    /// The class that it is; none where it is a detector of a step.
    class: Option<usize>,
    /// The pictures that are made for it, each as far as it has come.
    wished: Vec<(Wish, Wished<'a>)>,
    favourites: Option<&'a Favourites>,
    /// The network that can be asked for projections instead of this one, which does not pool.
    pools: Option<&'a str>,
    /// What that one says, where it was asked.
    other: Option<Other<'a>>,
    /// What the library knows of it.
    library: Option<&'a LibraryEntry>,
    votes: Option<&'a Votes>,
    /// Why it is not known what it helps.
    no_votes: Option<&'a str>,
    /// Where the axis of its values ends.
    most: f32,
}

/// What another network says of the strongest favourite.
#[derive(Clone, Copy)]
enum Other<'a> {
    /// It is being loaded, and asked.
    Comes,
    Says(&'a OtherProjection),
    /// Why it says nothing.
    Nothing(&'a str),
}

/// A picture that is made.
enum Wished<'a> {
    /// It is not its turn yet.
    Waits,
    /// As it stands.
    Forms(&'a Stimulus),
    /// Why it cannot be made.
    Nothing(&'a str),
}

impl<'a> Page<'a> {
    fn new(likes: &'a Likes, scene: &'a Scene<'a>) -> Self {
        let chosen = chosen_in(scene);
        let unit = scene.selection.unit;
        let class = is_class(unit, scene.outline.layers.len()).then_some(unit.channel);
        let wished = |wish: Wish| {
            if let Some(done) = likes.finished(wish) {
                return (wish, Wished::Forms(done));
            }
            let found = scene.findings.of(&Question::Stimulus(wish));
            let wished = match found.map(|found| &found.finding) {
                Some(Finding::Stimulus(stimulus)) => Wished::Forms(stimulus),
                Some(Finding::Nothing(why)) => Wished::Nothing(why),
                _ => Wished::Waits,
            };
            (wish, wished)
        };
        let found = |question: Question| scene.findings.of(&question).map(|found| &found.finding);
        let favourites = |question: Question| match found(question) {
            Some(Finding::Favourites(favourites)) => Some(&**favourites),
            _ => None,
        };
        // Until their pixels are known, they are shown without.
        let projections = favourites(Question::Projections(unit)).filter(|_| chosen.projections);
        let favourites = projections.or_else(|| favourites(Question::Favourites(unit)));
        let before = likes.votes.as_deref().filter(|votes| votes.unit == unit);
        let (votes, no_votes) = match found(Question::Votes(unit)) {
            Some(Finding::Votes(votes)) if votes.pictures > 0 || before.is_none() => {
                (Some(&**votes), None)
            }
            Some(Finding::Nothing(why)) => (before, Some(why.as_str())),
            _ => (before, None),
        };
        let library = match found(Question::Library(unit)) {
            Some(Finding::Library(Some(entry))) => Some(&**entry),
            _ => None,
        };
        let pools = favourites.filter(|favourites| !favourites.has_switches);
        let pools = pools.and_then(|_| likes.other_that_pools(scene.outline));
        let pools = pools.map(|place| likes.networks[place].title.as_str());
        let asked = likes.other_projection(chosen, unit, scene.outline);
        let asked = asked.filter(|_| chosen.projections);
        let other = asked.map(|question| match found(question) {
            Some(Finding::OtherProjection(Some(seen))) => Other::Says(seen),
            Some(Finding::Nothing(why)) => Other::Nothing(why),
            _ => Other::Comes,
        });
        let of_library = library.and_then(|entry| entry.favourites.as_ref());
        // Those of a folder are exact, and many; but whoever wants sees those that were seen here.
        let favourites = of_library.filter(|_| !chosen.seen_here).or(favourites);
        let best = favourites.and_then(|favourites| favourites.best.first());
        let best = best.map_or(0.0, |favourite| favourite.value);
        let seen = if likes.largest.0 == unit.layer { likes.largest.1 } else { 0.0 };
        let kind = scene.outline.layers.get(unit.layer).map(|layer| layer.kind);
        Self {
            scene,
            chosen,
            unit,
            step: scene.step(unit.layer),
            class,
            wished: Likes::wishes(chosen, scene.selection).into_iter().map(wished).collect(),
            favourites,
            pools,
            other,
            library,
            votes,
            no_votes,
            most: if kind == Some("ReLU6") { 6.0 } else { end_of_axis(best.max(seen)) },
        }
    }

    /// The action that leads to this page.
    fn action(&self) -> Action {
        match self.chosen.view {
            View::One => LIKES,
            View::Recipes => RECIPES,
            View::Search => SEARCH,
        }
    }

    /// What is said beside the title.
    fn says(&self) -> String {
        match (self.chosen.view, self.class) {
            (View::Recipes, Some(class)) => {
                say!("recipes-says-class", name = self.scene.label(class))
            }
            (View::Recipes, None) => say!("recipes-says", step = self.step.0 + 1),
            (View::One, Some(class)) => {
                let count = self.scene.outline.labels.len();
                say!("likes-says-class", count = count, name = self.scene.label(class))
            }
            (View::Search, _) => say!("search-says"),
            (View::One, None) => match self.scene.name_of(self.unit) {
                Some(name) => say!("likes-says-named", name = name, step = self.step.0 + 1),
                None => say!("likes-says", step = self.step.0 + 1),
            },
        }
    }

    /// The colour of its step.
    fn color(&self) -> u32 {
        step_color(self.step.0, self.step.1)
    }

    /// Where its values can be negative, there is something that it likes least.
    fn is_signed(&self) -> bool {
        self.scene.outline.layers.get(self.unit.layer).is_some_and(|layer| layer.signed)
    }

    fn places(&self, area: Rect, m: &Metrics, face: &Typeface) -> Places {
        let area = heading::below(area, self.action(), &self.says(), m, face);
        let pictures = if self.chosen.view == View::One { 3 } else { Preset::YOSINSKI.len() };
        Places::new(area, m, self.scene.outline.blocks.len(), pictures)
    }

    /// The rows of buttons, each with where it lies.
    fn buttons(&self, places: &Places, gap: i32) -> Vec<(Rect, Button)> {
        let rows = match self.chosen.view {
            View::One => vec![
                (0, now::buttons(self)),
                (1, wished::buttons(self)),
                (2, favourites::buttons(self)),
            ],
            View::Recipes => vec![(0, wished::buttons(self))],
            View::Search => Vec::new(),
        };
        let of_cell = |(cell, buttons): (usize, Vec<Button>)| {
            let place = places.cells.get(cell).map_or(Rect::default(), |cell| cell.buttons);
            button::row(place, gap, buttons.len().max(1)).into_iter().zip(buttons)
        };
        rows.into_iter().flat_map(of_cell).collect()
    }
}

/// The end of an axis for values up to this: 1, 2 or 5 times a power of ten.
fn end_of_axis(most: f32) -> f32 {
    if most <= 0.0 || !most.is_finite() {
        return 1.0;
    }
    let power = 10_f32.powf(most.log10().floor());
    let ends = [1.0, 2.0, 5.0, 10.0].map(|end| end * power);
    ends.into_iter().find(|end| *end >= most).unwrap_or(10.0 * power)
}

pub(super) fn targets(
    likes: &Likes,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let page = Page::new(likes, scene);
    let places = page.places(area, m, face);
    let mut targets: Vec<Target> = heading::targets(area, page.action(), m, face).collect();
    targets.extend(
        page.buttons(&places, m.gap / 2).into_iter().map(|(place, button)| button.target(place)),
    );
    if page.chosen.view == View::One {
        targets.extend(helps::targets(&page, places.helps, m));
    }
    targets.extend(strip::targets(&page, &places));
    targets.retain(|target| !target.area.is_empty());
    targets
}

/// Hashes all that is drawn.
pub(super) fn stamp(likes: &Likes, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    let page = Page::new(likes, scene);
    let selection = scene.selection;
    (page.chosen, page.unit, selection.page, selection.strongest).hash(&mut hash);
    (&selection.ablated, scene.status.kiosk, page.most.to_bits()).hash(&mut hash);
    let look = scene.appearance;
    (look.gamma, look.boost, look.colors).hash(&mut hash);
    let snapshot = scene.snapshot.map(|snapshot| (snapshot.frame.sequence, snapshot.request));
    snapshot.hash(&mut hash);
    for (wish, wished) in &page.wished {
        let stands = match wished {
            Wished::Waits => None,
            Wished::Forms(stimulus) => Some((stimulus.steps, stimulus.stuck)),
            Wished::Nothing(_) => Some((0, None)),
        };
        (wish, stands).hash(&mut hash);
    }
    let problem = page.library.and_then(|entry| entry.problem.as_ref());
    (page.favourites.map(|favourites| favourites.pictures), problem).hash(&mut hash);
    for favourite in page.favourites.iter().flat_map(|favourites| &favourites.best) {
        let pixels = favourite.projection.as_ref().map(std::sync::Arc::as_ptr);
        (favourite.value.to_bits(), std::sync::Arc::as_ptr(&favourite.crop), pixels)
            .hash(&mut hash);
    }
    let other = page.other.map(|other| match other {
        Other::Comes => (0, None),
        Other::Says(seen) => (1, Some(seen.unit)),
        Other::Nothing(_) => (2, None),
    });
    (page.pools, other).hash(&mut hash);
    for vote in page.votes.iter().flat_map(|votes| &votes.helped) {
        (vote.class, vote.loss.to_bits()).hash(&mut hash);
    }
    page.votes.map(|votes| votes.pictures).hash(&mut hash);
}

pub(super) fn draw(likes: &Likes, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let page = Page::new(likes, scene);
    heading::draw(brush, area, page.action(), &page.says(), scene);
    let places = page.places(area, &brush.metrics, brush.face);
    if page.chosen.view == View::One {
        if let [now, wished, favourites] = places.cells[..] {
            now::draw(brush, &now, &page);
            wished::draw(brush, &wished, &page);
            favourites::draw(brush, &favourites, &page);
        }
        helps::draw(brush, places.helps, &page);
    } else {
        for (cell, (wish, wished)) in places.cells.iter().zip(&page.wished) {
            wished::draw_recipe(brush, cell, *wish, wished, &page);
        }
    }
    for (place, button) in page.buttons(&places, brush.metrics.gap / 2) {
        button::draw(brush, place, &button, scene.keyboard);
    }
    strip::draw(brush, &places, &page);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp, reason = "ends of axes are small whole numbers")]
    fn an_axis_ends_at_a_round_number_above_all_values() {
        for (most, end) in [(0.0, 1.0), (0.9, 1.0), (1.2, 2.0), (3.0, 5.0), (6.0, 10.0)] {
            assert_eq!(end_of_axis(most), end, "{most}");
        }
        assert_eq!([12.0, 38.4, 51.0].map(end_of_axis), [20.0, 50.0, 100.0]);
        assert_eq!(end_of_axis(f32::NAN), 1.0);
    }
}
