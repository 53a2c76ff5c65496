//! Why it changed its mind, in words: a headline, and a sentence for each thing that was measured.

use crate::canvas::color::Color;
use crate::canvas::text::{Style, Typeface};
use crate::exhibit::why::{Cause, Change, Rest, Thing, Why};
use crate::geometry::Rect;
use crate::view::Brush;
use crate::view::wording::{percent, percentages};

/// A movement by at most so many pixels is tiny.
const TINY: f32 = 3.0;

/// The first of the words as a headline, a line for each of its sentences, the others below it, in
/// these two colours: as large as all of it fits; where nothing does, the last are left out.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    words: &[String],
    (first, others): (Color, Color),
) {
    let m = brush.metrics;
    let Some((headline, sentences)) = words.split_first() else { return };
    // A headline's sentences, then the others; true for the first.
    let headline = headline.split_inclusive(". ").map(|text| (text, true));
    let all = headline.chain(sentences.iter().map(|text| (text.as_str(), false)));
    let mut lines: Vec<(&str, bool)> = all.collect();
    let style = |large: bool, size: f32| {
        if large {
            Style::bold(size, first)
        } else {
            Style::regular((1.2 * m.body).round().min(size), others)
        }
    };
    let space = m.gap / 2;
    let rows = |face: &Typeface, lines: &[(&str, bool)], size: f32| -> i32 {
        let rows = |&(text, large): &(&str, bool)| {
            let style = style(large, size);
            face.wrapped(text, style, area.width).len() as i32 * style.leading() + space
        };
        lines.iter().map(rows).sum()
    };
    // A sentence that nearly fits into its line does so.
    let large = lines.iter().filter(|(_, large)| *large);
    let fitted = large.map(|(text, _)| {
        let style = Style::bold(m.heading, first);
        brush.face.fitted(text.trim_end(), style, area.width, 0.75 * m.heading).size
    });
    let mut size = fitted.fold(m.heading, f32::min);
    while rows(brush.face, &lines, size) > area.height + space && lines.len() > 1 {
        if size > 11.0 {
            size = (size - 1.0).max(11.0);
        } else {
            lines.pop();
        }
    }
    let mut rest = area;
    for (text, large) in lines {
        let used = brush.paragraph(rest, text, style(large, size)) + space;
        rest = rest.split_top(used).1;
    }
}

/// "38 %", "< 1 %".
pub fn share(probability: f32) -> String {
    let whole = percentages(&[probability, 1.0 - probability])[0];
    percent(whole, probability)
}

/// The reason in a few words.
pub fn headline(why: &Why) -> String {
    let Change { causes, rest, unseen } = &why.change;
    if *unseen {
        return say!("why-unseen");
    }
    // What explains less than half of the change has tipped nothing.
    let explains = *rest == Rest::Little;
    match (causes.first(), why.tie.is_some()) {
        (Some(cause), true) if explains => tipped(cause),
        (_, true) => match rest {
            Rest::Grain => say!("why-tie-grain"),
            Rest::Nothing => say!("why-tie-nothing"),
            Rest::Little | Rest::Most => say!("why-tie"),
        },
        (Some(cause), false) if explains => named(cause),
        (_, false) => match rest {
            Rest::Grain => say!("why-grain"),
            Rest::Nothing => say!("why-nothing"),
            Rest::Little | Rest::Most => say!("why-unknown"),
        },
    }
}

/// Two names were nearly equal, and this tipped it.
fn tipped(cause: &Cause) -> String {
    match *cause {
        Cause::Moved { right, down } if right.hypot(down) <= TINY => say!("why-tie-moved-little"),
        Cause::Moved { .. } => say!("why-tie-moved"),
        Cause::Nearer(by) if by > 1.0 => say!("why-tie-nearer"),
        Cause::Nearer(_) => say!("why-tie-away"),
        Cause::Turned(_) => say!("why-tie-turned"),
        Cause::Lighter(by) if by > 1.0 => say!("why-tie-lighter"),
        Cause::Lighter(_) => say!("why-tie-darker"),
        Cause::Part { thing: Thing::Entered, .. } => say!("why-tie-entered"),
        Cause::Part { thing: Thing::Left, .. } => say!("why-tie-left"),
        Cause::Part { thing: Thing::Changed, .. } => say!("why-tie-part"),
    }
}

/// This happened.
fn named(cause: &Cause) -> String {
    match *cause {
        Cause::Moved { right, down } if right.hypot(down) <= TINY => say!("why-moved-little"),
        Cause::Moved { .. } => say!("why-moved"),
        Cause::Nearer(by) if by > 1.0 => say!("why-nearer"),
        Cause::Nearer(_) => say!("why-away"),
        Cause::Turned(_) => say!("why-turned"),
        Cause::Lighter(by) if by > 1.0 => say!("why-lighter"),
        Cause::Lighter(_) => say!("why-darker"),
        Cause::Part { thing: Thing::Entered, .. } => say!("why-entered"),
        Cause::Part { thing: Thing::Left, .. } => say!("why-left"),
        Cause::Part { thing: Thing::Changed, .. } => say!("why-part"),
    }
}

/// What was measured, a sentence each: how equal the two names were, then the causes.
pub fn sentences(why: &Why) -> Vec<String> {
    let Change { causes, rest, .. } = &why.change;
    let tie = why.tie.map(|[from, to]| say!("why-equal", from = share(from), to = share(to)));
    let left = match rest {
        Rest::Little => None,
        Rest::Nothing => Some(say!("why-rest-nothing")),
        Rest::Grain => Some(say!("why-rest-grain")),
        Rest::Most if causes.is_empty() => Some(say!("why-rest-unknown")),
        Rest::Most => Some(say!("why-rest-most")),
    };
    tie.into_iter().chain(causes.iter().map(amount)).chain(left).collect()
}

/// A number with as many digits as say something.
fn digits(value: f32) -> String {
    let value = value.abs();
    if value < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// How much of it there was.
fn amount(cause: &Cause) -> String {
    let changed = |by: f32| digits((by - 1.0) * 100.0);
    match *cause {
        Cause::Moved { right, down } => moved(right, down),
        Cause::Nearer(by) if by > 1.0 => say!("why-by-nearer", percent = changed(by)),
        Cause::Nearer(by) => say!("why-by-away", percent = changed(by)),
        Cause::Turned(by) if by > 0.0 => say!("why-by-turned-right", degrees = digits(by)),
        Cause::Turned(by) => say!("why-by-turned-left", degrees = digits(by)),
        Cause::Lighter(by) if by > 1.0 => say!("why-by-lighter", percent = changed(by)),
        Cause::Lighter(by) => say!("why-by-darker", percent = changed(by)),
        Cause::Part { thing: Thing::Entered, .. } => say!("why-by-entered"),
        Cause::Part { thing: Thing::Left, .. } => say!("why-by-left"),
        Cause::Part { thing: Thing::Changed, .. } => say!("why-by-part"),
    }
}

/// "The picture moved by about 0.9 pixels to the left."
fn moved(right: f32, down: f32) -> String {
    let pixels = digits(right.hypot(down));
    // Eight directions, from the right over below: each half-way to the next.
    let eighth = (down.atan2(right) / std::f32::consts::FRAC_PI_4).round() as i32;
    match eighth.rem_euclid(8) {
        0 => say!("why-by-moved-right", pixels = pixels),
        1 => say!("why-by-moved-down-right", pixels = pixels),
        2 => say!("why-by-moved-down", pixels = pixels),
        3 => say!("why-by-moved-down-left", pixels = pixels),
        4 => say!("why-by-moved-left", pixels = pixels),
        5 => say!("why-by-moved-up-left", pixels = pixels),
        6 => say!("why-by-moved-up", pixels = pixels),
        _ => say!("why-by-moved-up-right", pixels = pixels),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(tie: Option<[f32; 2]>, causes: &[Cause], rest: Rest) -> Why {
        Why { tie, change: Change { causes: causes.to_vec(), rest, unseen: false } }
    }

    /// With plain spaces.
    fn said(why: &Why) -> String {
        let all = std::iter::once(headline(why)).chain(sentences(why));
        all.collect::<Vec<_>>().join(" | ").replace('\u{a0}', " ")
    }

    #[test]
    fn a_tie_is_always_named_and_the_largest_part_first() {
        let shift = Cause::Moved { right: -0.88, down: 0.1 };
        let tie = why(Some([0.4, 0.35]), &[shift], Rest::Little);
        let want = "Two names were nearly equal. A tiny shift tipped it. \
                    | The two names were nearly equal, 40 % and 35 %. \
                    | The picture moved by about 0.9 pixels to the left.";
        assert_eq!(said(&tie), want);
        let both = why(None, &[Cause::Lighter(0.8), Cause::Nearer(1.04)], Rest::Little);
        let want = "It got darker. | The picture got darker by 20 %. \
                    | What it sees came nearer: 4.0 % larger.";
        assert_eq!(said(&both), want);
    }

    #[test]
    fn where_nothing_explains_the_change_it_says_so() {
        let unknown = said(&why(None, &[], Rest::Most));
        assert_eq!(unknown, "Something changed. | It cannot say what changed.");
        let some = said(&why(Some([0.4, 0.4]), &[Cause::Turned(-2.0)], Rest::Most));
        assert!(!some.contains("tipped") && some.contains("less than half"), "{some}");
        let noise = said(&why(Some([0.31, 0.3]), &[], Rest::Grain));
        assert!(noise.starts_with("Two names were nearly equal. Noise tipped it."), "{noise}");
    }

    #[test]
    fn what_nobody_sees_is_said_first() {
        let mut unseen = why(Some([0.4, 0.35]), &[], Rest::Nothing);
        unseen.change.unseen = true;
        assert!(said(&unseen).starts_with("You could not see it. The network could. |"));
    }

    #[test]
    fn what_came_or_left_is_in_the_box() {
        let part = |thing| {
            let cause = Cause::Part { part: Rect::new(8, 8, 16, 16), thing };
            said(&why(None, &[cause], Rest::Little))
        };
        assert_eq!(part(Thing::Entered), "Something came in. | It is in the box.");
        assert_eq!(part(Thing::Left), "Something left. | It was in the box.");
        let changed = "A part of the picture changed. | The part in the box changed.";
        assert_eq!(part(Thing::Changed), changed);
    }

    #[test]
    fn a_movement_has_one_of_eight_directions() {
        let said = |right, down| moved(right, down).replace('\u{a0}', " ");
        assert!(said(12.0, -2.0).ends_with("by about 12 pixels to the right."));
        assert!(said(3.0, -3.0).ends_with("up and to the right."));
        assert!(said(0.1, -3.0).ends_with("up."));
        assert!(said(-3.0, 2.5).ends_with("down and to the left."));
        assert!(said(-3.0, -0.5).ends_with("to the left."));
    }
}
