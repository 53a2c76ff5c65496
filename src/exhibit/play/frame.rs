//! The room's frame: where the page of a game, today's best and the cards of the others lie.

use super::{Page, cards};
use crate::geometry::Rect;
use crate::view::button;
use crate::view::palette::Metrics;

/// Where the parts lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The page: title and game.
    pub(super) page: Rect,
    /// Today's best; none where there is no room for it, and where nobody plays.
    pub(super) best: Option<Rect>,
    /// The cards; none while a game runs, whose player has no eye for others.
    pub(super) cards: Option<Rect>,
}

impl Frame {
    pub(super) fn new(area: Rect, page: Page, runs: bool, m: &Metrics) -> Self {
        let body = m.body as i32;
        let shows_cards = !runs || page == Page::Box;
        // The presenter's page has all of them, as buttons.
        let height = if page == Page::Box { button::height(m) } else { cards::height(area, m) };
        let (rest, cards) = area.split_bottom(if shows_cards { height } else { 0 });
        let cards = Some(cards).filter(|_| shows_cards);
        let rest = rest.split_bottom(m.gap).0;
        if page == Page::Box || !is_roomy(area, m) {
            return Self { page: rest, best: None, cards };
        }
        if m.upright {
            let (page, best) = rest.split_bottom(13 * body);
            let best = best.split_top(m.gap).1;
            return Self { page, best: Some(best), cards };
        }
        let (page, best) = rest.split_right(rest.width * 235 / 1000);
        let page = page.split_right(m.gap * 2).0;
        Self { page, best: Some(best), cards }
    }
}

/// True where there is room for more than the game.
pub(super) fn is_roomy(area: Rect, m: &Metrics) -> bool {
    let body = m.body as i32;
    area.height >= 34 * body && area.width >= 44 * body
}
