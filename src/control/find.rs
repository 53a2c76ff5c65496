//! The search after `/`: what was typed, and the layers, units and classes that it finds.

use super::names::Names;
use crate::network::outline::Outline;
use crate::taps::plan::Unit;

/// How many finds are offered.
pub const OFFERED: usize = 8;

/// Longest text; no name is longer.
const LONGEST: usize = 40;

/// A search that is going on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Find {
    /// What was typed so far.
    pub text: String,
    /// Which of the finds Enter goes to.
    pub chosen: usize,
}

/// Something that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A layer, by its name.
    Layer(usize),
    /// A unit, by its number or by the name that a visitor gave it.
    Unit(Unit),
    /// A class, by its name: a unit of the last layer.
    Class(Unit),
}

impl Found {
    /// Where it is; a layer is entered at the unit that was selected.
    pub fn unit(self, channel: usize) -> Unit {
        match self {
            Self::Layer(layer) => Unit { layer, channel },
            Self::Unit(unit) | Self::Class(unit) => unit,
        }
    }
}

impl Find {
    /// One more character, as far as there is room.
    pub fn push(&mut self, typed: char) {
        if self.text.chars().count() < LONGEST {
            self.text.push(typed);
        }
        self.chosen = 0;
    }

    /// Takes the last character back.
    pub fn pop(&mut self) {
        self.text.pop();
        self.chosen = 0;
    }

    /// Chooses the next find, or the one before.
    pub fn step(&mut self, down: bool, outline: &Outline, layer: usize, names: &Names) {
        let last = self.finds(outline, layer, names).len().saturating_sub(1);
        self.chosen =
            if down { (self.chosen + 1).min(last) } else { self.chosen.saturating_sub(1) };
    }

    /// What fits, the best first, at most [`OFFERED`]: a number is a unit of `layer`, counted from
    /// 1 as on screen; a name and a number is a unit of that layer; anything else is a part of a
    /// name: one that a visitor gave a unit, a layer's or a class's.
    pub fn finds(&self, outline: &Outline, layer: usize, names: &Names) -> Vec<Found> {
        let text = self.text.trim().to_lowercase();
        if text.is_empty() {
            return Vec::new();
        }
        let (name, number) = match text.rsplit_once([' ', ':', '#']) {
            Some((name, digits)) => (name.trim(), digits.parse::<usize>().ok()),
            None => ("", text.parse::<usize>().ok()),
        };
        let unit = |layer: usize, number: usize| {
            let channel = number.checked_sub(1)?;
            let channels = outline.layers.get(layer)?.shape.channels;
            (channel < channels).then_some(Found::Unit(Unit { layer, channel }))
        };
        let named = |part: &str| {
            let mut layers: Vec<usize> = (0..outline.layers.len())
                .filter(|&n| outline.layers[n].name.to_lowercase().contains(part))
                .collect();
            // Whole names and beginnings before parts, essential layers before what leads to them.
            layers.sort_by_key(|&n| {
                let name = outline.layers[n].name.to_lowercase();
                (name != part, !name.starts_with(part), !outline.layers[n].essential)
            });
            layers
        };
        let given = names.on(&outline.name);
        let given = given.filter(|(_, name)| name.to_lowercase().contains(&text));
        let mut finds: Vec<Found> = given.map(|(unit, _)| Found::Unit(unit)).collect();
        match number {
            Some(number) if name.is_empty() => finds.extend(unit(layer, number)),
            Some(number) => {
                finds.extend(named(name).into_iter().filter_map(|layer| unit(layer, number)));
            }
            None => {}
        }
        let last = outline.layers.len().saturating_sub(1);
        let mut classes: Vec<usize> = (0..outline.labels.len())
            .filter(|&class| outline.labels[class].to_lowercase().contains(&text))
            .collect();
        classes.sort_by_key(|&class| {
            let label = outline.labels[class].to_lowercase();
            (label != text, !label.starts_with(&text))
        });
        finds.extend(named(&text).into_iter().map(Found::Layer));
        finds
            .extend(classes.into_iter().map(|channel| Found::Class(Unit { layer: last, channel })));
        finds.truncate(OFFERED);
        finds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{manifest::Spec, outline::Outline, zoo};

    fn outline() -> Outline {
        let spec = Spec {
            name: "alexnet".into(),
            input: crate::geometry::Size::new(224, 224),
            ..Spec::default()
        };
        let labels = ["tench", "tiger cat", "tiger", "Siamese cat"].map(String::from);
        Outline::new(&spec, &zoo::graph("alexnet").unwrap(), labels.into()).unwrap()
    }

    fn finds(text: &str) -> Vec<Found> {
        let mut find = Find::default();
        text.chars().for_each(|typed| find.push(typed));
        find.finds(&outline(), 0, &Names::default())
    }

    fn names(text: &str) -> Vec<String> {
        let outline = outline();
        let name = |found| match found {
            Found::Layer(layer) => outline.layers[layer].name.clone(),
            Found::Unit(unit) => {
                format!("{} {}", outline.layers[unit.layer].name, unit.channel + 1)
            }
            Found::Class(unit) => outline.labels[unit.channel].clone(),
        };
        finds(text).into_iter().map(name).collect()
    }

    #[test]
    fn a_part_of_a_name_finds_layers_and_classes() {
        assert_eq!(names("tiger"), ["tiger", "tiger cat"], "the whole name first");
        assert_eq!(names("conv5")[0], "conv5", "the whole name first");
        assert_eq!(names("Cat"), ["tiger cat", "Siamese cat"]);
        assert_eq!(names("no such thing"), Vec::<String>::new());
        assert_eq!(names("  "), Vec::<String>::new());
    }

    #[test]
    fn a_number_is_a_unit_as_counted_on_screen() {
        assert_eq!(finds("17")[0], Found::Unit(Unit { layer: 0, channel: 16 }));
        assert_eq!(names("conv5.relu 3")[0], "conv5.relu 3");
        assert_eq!(names("conv5.relu:257"), Vec::<String>::new(), "it has 256");
        assert_eq!(names("0"), Vec::<String>::new());
    }

    #[test]
    fn what_a_visitor_has_named_comes_first() {
        let (outline, mut names) = (outline(), Names::default());
        let unit = Unit { layer: 3, channel: 5 };
        names.give(&outline.name, unit, "My Tiger");
        names.give("another network", unit, "tiger");
        let mut find = Find::default();
        "tiger".chars().for_each(|typed| find.push(typed));
        let finds = find.finds(&outline, 0, &names);
        assert_eq!(finds[0], Found::Unit(unit));
        assert_eq!(finds.len(), 3, "and the two classes");
    }

    #[test]
    fn the_choice_stays_among_the_finds() {
        let (outline, mut find) = (outline(), Find::default());
        "tiger".chars().for_each(|typed| find.push(typed));
        for (down, chosen) in [(true, 1), (true, 1), (false, 0), (false, 0)] {
            find.step(down, &outline, 0, &Names::default());
            assert_eq!(find.chosen, chosen);
        }
        find.pop();
        assert_eq!(find.text, "tige");
    }
}
