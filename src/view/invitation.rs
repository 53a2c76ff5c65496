//! Words that invite visitors: what the network knows, what to hold up.

use super::Brush;
use super::palette::{BACKGROUND, TEXT};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::network::outline::Outline;

/// Things that people have about them, as they call them, and the class that each is: the table of
/// words has them. Of these only the cup was tried on a photo (the reel's espresso, and the same
/// one in the reference tests), because there is no free photo of the others here; a banana, a
/// keyboard, sunglasses and a watch are chosen because each is a class of its own that fills the
/// picture when held up. What is tested is that the classes exist.
fn things() -> Vec<(String, String)> {
    let table = say!("things-to-hold-up");
    let things = table.split(", ").filter_map(|thing| thing.split_once(": "));
    things.map(|(name, class)| (name.to_owned(), class.to_owned())).collect()
}

/// What a visitor who waits for their own name must know; none where it would not be true, or would
/// mean nothing.
pub fn what_it_knows(outline: &Outline) -> Option<String> {
    outline.people()?;
    Some(say!("answer-knows", count = outline.labels.len()))
}

/// What to hold up: only what this network can name.
pub fn show_me(outline: &Outline) -> Option<String> {
    things_to_hold_up(outline).map(|things| say!("show-me", things = things))
}

/// The same things, as a list.
pub fn things_to_hold_up(outline: &Outline) -> Option<String> {
    let names = names(outline);
    (!names.is_empty()).then(|| names.join(", "))
}

/// The things whose class this network has; none where its answers mean nothing.
fn names(outline: &Outline) -> Vec<String> {
    let knows = |class: &str| !outline.untrained && outline.labels.iter().any(|l| l == class);
    things().into_iter().filter(|(_, class)| knows(class)).map(|(name, _)| name).collect()
}

/// Over the lower part of the camera's picture, where visitors see themselves.
pub fn over_picture(brush: &mut Brush<'_, '_>, over: Rect, words: &str) {
    let m = brush.metrics;
    let style = Style::bold(m.body, TEXT);
    let width = over.width - 2 * m.gap;
    let lines = brush.face.wrapped(words, style, width).len() as i32;
    let height = lines * style.leading() + m.gap;
    if height > over.height {
        return;
    }
    let band = Rect { y: over.bottom() - height, height, ..over };
    brush.canvas.shade(band, BACKGROUND, 225);
    let inner = Rect::new(over.x + m.gap, band.y + m.gap / 2 + 2, width, height - m.gap / 2);
    brush.paragraph(inner, words, style);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;
    use crate::network::labels::named;

    fn imagenet() -> Outline {
        Outline { labels: named("imagenet_labels.txt").unwrap(), ..made_up::outline(1, 1) }
    }

    #[test]
    fn everything_to_hold_up_is_a_class() {
        let labels = imagenet().labels;
        for (name, class) in things() {
            assert_eq!(labels.iter().filter(|label| **label == class).count(), 1, "{name}");
        }
        let words = "Show me a cup, a banana, a keyboard, sunglasses, a watch";
        assert_eq!(show_me(&imagenet()).as_deref(), Some(words));
        assert_eq!(show_me(&made_up::outline(1, 1)), None, "it knows none of them");
    }

    #[test]
    fn that_it_knows_no_people_is_said_where_it_is_true() {
        let said = what_it_knows(&imagenet()).unwrap();
        let person = "“Person” is not one of them: it names what people wear or hold.";
        assert_eq!(said, format!("It knows 1000 words. {person}"));
        assert!(!imagenet().labels.iter().any(|label| label.eq_ignore_ascii_case("person")));
        let untrained = Outline { untrained: true, ..imagenet() };
        assert_eq!((what_it_knows(&untrained), show_me(&untrained)), (None, None));
        let own = Outline { own_weights: true, ..imagenet() };
        assert_eq!(what_it_knows(&own), None, "a thousand classes of its own, perhaps");
        assert_eq!(what_it_knows(&made_up::outline(1, 1)), None, "other labels");
    }
}
