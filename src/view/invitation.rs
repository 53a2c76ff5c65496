//! Words that invite visitors: what the network knows, what to hold up, to come closer.

use super::facts::Facts;
use super::palette::{BACKGROUND, LEADER, TEXT};
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::network::outline::Outline;

/// Things that people have about them, as they call them, and the class that each is. Of these only
/// the cup was tried on a photo (the reel's espresso, and the same one in the reference tests),
/// because there is no free photo of the others here; a banana, a keyboard, sunglasses and a watch
/// are chosen because each is a class of its own that fills the picture when held up. What is
/// tested is that the classes exist.
const THINGS: [(&str, &str); 5] = [
    ("a cup", "coffee mug"),
    ("a banana", "banana"),
    ("a keyboard", "computer keyboard"),
    ("sunglasses", "sunglasses"),
    ("a watch", "digital watch"),
];

/// What a visitor who waits for their own name must know; none where it would not be true, or would
/// mean nothing.
pub fn what_it_knows(outline: &Outline) -> Option<String> {
    outline.people()?;
    Some(say!("answer-knows", count = outline.labels.len()))
}

/// What to hold up: only what this network can name.
pub fn show_me(outline: &Outline) -> Option<String> {
    let names = names(outline);
    if names.is_empty() { None } else { Some(format!("Show me {}", names.join(", "))) }
}

/// The things whose class this network has; none where its answers mean nothing.
fn names(outline: &Outline) -> Vec<&'static str> {
    let knows = |class: &str| !outline.untrained && outline.labels.iter().any(|l| l == class);
    THINGS.iter().filter(|(_, class)| knows(class)).map(|(name, _)| *name).collect()
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

/// Across the whole screen, to be read from the other end of the room.
pub fn come_closer(brush: &mut Brush<'_, '_>, screen: Rect, facts: &Facts<'_>) {
    let m = brush.metrics;
    let width = screen.width - 2 * m.margin;
    let call = "Come closer: show me something";
    let large = Style::bold((m.headline * 1.35).round(), LEADER);
    let large = brush.face.fitted(call, large, width, m.body);
    let things = names(facts.outline);
    let more = (!things.is_empty()).then(|| format!("{} …", things.join(", ")));
    let below = Style::regular((m.heading * 0.62).round().max(m.body), TEXT);
    let more = more.map(|words| (brush.face.fitted(&words, below, width, 11.0), words));
    let second = more.as_ref().map_or(0, |(style, _)| style.leading() + m.gap);
    let height = large.leading() + second + 2 * m.gap;
    let band = Rect::new(0, (screen.height - height) * 62 / 100, screen.width, height);
    brush.canvas.shade(band, BACKGROUND, 232);
    brush.canvas.fill(Rect { height: 2, ..band }, LEADER);
    brush.canvas.fill(Rect { y: band.bottom() - 2, height: 2, ..band }, LEADER);
    let y = band.y + (large.leading() + 2 * m.gap - large.cap_height()) / 2;
    brush.text((m.margin, y), width, Align::Centre, call, large);
    if let Some((style, words)) = more {
        let y = band.y + large.leading() + 2 * m.gap;
        brush.text((m.margin, y), width, Align::Centre, &words, style);
    }
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
        for (name, class) in THINGS {
            assert_eq!(labels.iter().filter(|label| *label == class).count(), 1, "{name}");
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
