//! Any network's answer to any picture: the best class in large type, and the next guesses.

use super::bars::{self, Row};
use super::headline::{self, Headline, several};
use super::usual_pitch;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::network::outline::Outline;
use crate::view::Brush;
use crate::view::palette::{LEADER, MUTED, Metrics, OTHERS, REST, TEXT};
use crate::view::sureness::Sureness;
use crate::view::wording::{percent, percentages_of};

/// So many guesses are listed, and so many where there is much room.
const LISTED: [usize; 2] = [3, 5];

/// An answer that need not be the one that the answer pane shows.
#[derive(Debug, Clone, Copy)]
pub struct Brief<'a> {
    /// The network.
    pub outline: &'a Outline,
    /// Its best guesses, the best first.
    pub guesses: &'a [Guess],
}

/// Rows from one guess to the next at least.
fn pitch(m: &Metrics) -> i32 {
    (m.body * 1.75) as i32
}

/// Rows that it wants.
pub fn height(m: &Metrics) -> i32 {
    headline::height(m) + LISTED[0] as i32 * pitch(m)
}

/// Draws it, with as many of the bars as fit.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, brief: Brief<'_>) {
    let Brief { outline, guesses } = brief;
    let Some(&best) = guesses.first() else { return };
    let m = brush.metrics;
    let unknown = say!("class-unknown");
    let label = |class: usize| outline.labels.get(class).unwrap_or(&unknown);
    let (top, below) = area.split_top(headline::height(&m));
    let many = below.height >= LISTED[1] as i32 * usual_pitch(&m);
    let most = LISTED[usize::from(many)];
    let listed = &guesses[..guesses.len().min(most)];
    let shares: Vec<f32> = listed.iter().map(|guess| guess.probability).collect();
    let others = (1.0 - shares.iter().sum::<f32>()).max(0.0);
    let all: Vec<f32> = shares.iter().copied().chain([others]).collect();
    let whole = percentages_of(outline.answers, &all);
    let untrained = outline.untrained;
    let color = if untrained { OTHERS[1] } else { Sureness::of(best.probability).color() };
    let headline = Headline {
        label: label(best.class),
        probability: best.probability,
        percentage: percent(whole[0], best.probability),
        color,
        untrained,
        lacks_a_part: false,
        several: several(outline.answers, guesses.iter().map(|guess| guess.probability)),
        comment: None,
    };
    headline::draw_headline(brush, top, &headline);
    let pitch = pitch(&m).max((below.height / most as i32).min(usual_pitch(&m)));
    let fit = (below.height / pitch) as usize;
    for (n, (guess, &whole)) in listed.iter().zip(&whole).take(fit).enumerate() {
        let place = Rect { y: below.y + n as i32 * pitch, height: pitch, ..below };
        let leads = n == 0;
        let leader = if untrained { OTHERS[1] } else { LEADER };
        let row = Row {
            label: label(guess.class).clone(),
            share: guess.probability,
            whole,
            bar: if leads { leader } else { *OTHERS.get(n).unwrap_or(&REST) },
            words: if leads { TEXT } else { MUTED },
            leads,
            baseline: None,
        };
        bars::draw(brush, place, &row);
    }
}
