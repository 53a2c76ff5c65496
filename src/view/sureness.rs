//! How sure the network is of its best guess: the four ranges, their words, the scale of them.

use super::palette::{GUESS, LEADER, UNSURE};
use crate::canvas::color::Color;
use crate::canvas::text::Style;

/// How sure the network is of its best guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Below 35 %: it does not know.
    Guess,
    /// From 35 %.
    Perhaps,
    /// From 60 %.
    Thinks,
    /// From 80 %.
    Sure,
}

/// Where the ranges begin and end.
const BOUNDS: [f32; 5] = [0.0, 0.35, 0.6, 0.8, 1.0];

impl Sureness {
    /// All of them, the least sure first.
    pub const ALL: [Self; 4] = [Self::Guess, Self::Perhaps, Self::Thinks, Self::Sure];

    /// Of a probability between 0 and 1.
    pub fn of(probability: f32) -> Self {
        match probability {
            p if p >= BOUNDS[3] => Self::Sure,
            p if p >= BOUNDS[2] => Self::Thinks,
            p if p >= BOUNDS[1] => Self::Perhaps,
            _ => Self::Guess,
        }
    }

    /// Its word on the scale.
    pub fn word(self) -> String {
        match self {
            Self::Guess => say!("sureness-guess"),
            Self::Perhaps => say!("sureness-perhaps"),
            Self::Thinks => say!("sureness-thinks"),
            Self::Sure => say!("sureness-sure"),
        }
    }

    /// What stands above the name of the best class.
    pub fn introduction(self, label: &str) -> String {
        let article = article(label);
        match self {
            Self::Guess => say!("answer-guesses", article = article),
            Self::Perhaps => say!("answer-perhaps", article = article),
            Self::Thinks => say!("answer-thinks", article = article),
            Self::Sure => say!("answer-is-sure"),
        }
    }

    /// That name: a mere guess asks.
    pub fn name(self, label: &str) -> String {
        if self == Self::Guess { say!("answer-asks", name = label) } else { label.to_owned() }
    }

    /// The colour of that name.
    pub fn color(self) -> Color {
        match self {
            Self::Sure | Self::Thinks => LEADER,
            Self::Perhaps => UNSURE,
            Self::Guess => GUESS,
        }
    }

    /// How that name is set: it shouts only where it is sure, and a guess is two thirds as large.
    pub fn style(self, size: f32, color: Color) -> Style {
        match self {
            Self::Sure | Self::Thinks => Style::bold(size, color),
            Self::Perhaps => Style::regular(size, color),
            Self::Guess => Style::regular((size * 2.0 / 3.0).round(), color),
        }
    }
}

/// The column of a probability on the scale, whose boxes begin and end in these columns: in each
/// box it runs from the one bound of its range to the other.
pub fn along(probability: f32, boxes: [(i32, i32); 4]) -> i32 {
    let at = Sureness::of(probability) as usize;
    let (from, to) = (BOUNDS[at], BOUNDS[at + 1]);
    let share = ((probability - from) / (to - from)).clamp(0.0, 1.0);
    let (left, right) = boxes[at];
    left + (share * (right - left) as f32).round() as i32
}

/// True where the name stands in a list of the table of words: which it is, that language alone
/// says.
fn is_listed(list: &str, name: &str) -> bool {
    list.split(", ").any(|listed| listed == name)
}

/// Which article a name takes: "a", "an" or "none", which the table of words chooses by.
fn article(label: &str) -> &'static str {
    let last = label.rsplit(' ').next().unwrap_or_default();
    let several = last.ends_with('s') && !["ss", "us", "is"].iter().any(|end| last.ends_with(end));
    let several = several && !is_listed(&say!("names-of-one-thing"), last);
    // "class 3", and what a network of one yes or no answers: no names of things.
    let is_no_thing = last.parse::<u32>().is_ok() || ["no", "yes"].contains(&label);
    if label.is_empty() || several || is_no_thing || is_listed(&say!("names-uncounted"), label) {
        return "none";
    }
    let start = label.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|begin| start.starts_with(begin));
    // It is what is heard that counts: a unicycle, an hourglass.
    let heard_as_consonant = begins(&["eu", "uni", "one-", "use", "ute"]);
    let vowel = begins(&["a", "e", "i", "o", "u"]) && !heard_as_consonant;
    if vowel || begins(&["hour", "heir", "honest"]) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::labels::named;

    #[test]
    fn the_ranges_begin_at_thirty_five_sixty_and_eighty_per_cent() {
        use Sureness::{Guess, Perhaps, Sure, Thinks};
        let wanted = [
            (0.0, Guess),
            (0.3499, Guess),
            (0.35, Perhaps),
            (0.599, Perhaps),
            (0.6, Thinks),
            (0.799, Thinks),
            (0.8, Sure),
            (1.0, Sure),
            (f32::NAN, Guess),
        ];
        for (probability, sureness) in wanted {
            assert_eq!(Sureness::of(probability), sureness, "{probability}");
        }
    }

    #[test]
    fn what_it_says_gets_surer() {
        let said = |probability: f32| {
            let sureness = Sureness::of(probability);
            format!("{} {}", sureness.introduction("bucket"), sureness.name("bucket"))
        };
        assert_eq!(said(0.2), "It does not know. A bucket?");
        assert_eq!(said(0.5), "Perhaps a bucket");
        assert_eq!(said(0.7), "It thinks this is a bucket");
        assert_eq!(said(0.9), "It is sure: bucket");
    }

    #[test]
    fn a_name_takes_the_article_that_is_heard() {
        for (name, wanted) in [
            ("Egyptian cat", "an"),
            ("tiger cat", "a"),
            ("unicycle", "a"),
            ("European gallinule", "a"),
            ("umbrella", "an"),
            ("hourglass", "an"),
            ("iPod", "an"),
            ("class 3", "none"),
            ("yes", "none"),
            ("sunglasses", "none"),
            ("swimming trunks", "none"),
            ("wool", "none"),
            ("great white shark", "a"),
            ("beer glass", "a"),
            ("abacus", "an"),
            ("mantis", "a"),
            ("Great Pyrenees", "a"),
            ("", "none"),
        ] {
            assert_eq!(article(name), wanted, "{name}");
        }
        let labels = named("imagenet_labels.txt").unwrap();
        let uncounted = say!("names-uncounted");
        let plural: Vec<&str> = labels
            .iter()
            .map(String::as_str)
            .filter(|name| article(name) == "none" && !is_listed(&uncounted, name))
            .collect();
        let wanted =
            ["binoculars", "parallel bars", "sunglasses", "swimming trunks", "hen-of-the-woods"];
        assert_eq!(plural, wanted);
        for name in uncounted.split(", ") {
            assert!(labels.iter().any(|label| label == name), "{name} is no class");
        }
    }

    #[test]
    fn the_mark_on_the_scale_runs_through_each_box_by_itself() {
        let boxes = [(0, 40), (50, 110), (120, 160), (170, 200)];
        let places = [0.0, 0.175, 0.3499, 0.35, 0.475, 0.6, 0.7, 0.8, 0.9, 1.0];
        let wanted = [0, 20, 40, 50, 80, 120, 140, 170, 185, 200];
        assert_eq!(places.map(|probability| along(probability, boxes)), wanted);
        assert_eq!(along(f32::NAN, boxes), 0);
    }
}
