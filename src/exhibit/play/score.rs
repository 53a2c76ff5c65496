//! Today's best: what was won in each game, its words and the time of day. No picture, and only in
//! memory: it survives that a visitor is forgotten, and goes when the program ends.

use super::Page;
use super::round::Score;
use crate::exhibit::TimeOfDay;

/// So many are kept of each game.
const MOST: usize = 20;

/// One that was won.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    /// What came of it.
    pub(super) score: Score,
    /// When; none in runs that are to be the same each time.
    pub(super) time: Option<TimeOfDay>,
}

/// The best of each game, the best first.
#[derive(Debug, Default)]
pub(super) struct Today {
    games: [Vec<Entry>; Page::ALL.len()],
    /// The last that came in, where it is still the last thing that happened: whose game, and its
    /// place from 0.
    newest: Option<(Page, usize)>,
}

impl Today {
    /// Those of a game, the best first.
    pub(super) fn of(&self, page: Page) -> &[Entry] {
        Page::ALL.iter().position(|&other| other == page).map_or(&[], |game| &self.games[game])
    }

    /// The place of the last that came in, from 0, where it was this game's and is in the list.
    pub(super) fn newest(&self, page: Page) -> Option<usize> {
        self.newest.filter(|(of, _)| *of == page).map(|(_, place)| place)
    }

    /// Takes one in. Of equals the earlier one stays before it. `is_better` says whether the first
    /// figure beats the second.
    pub(super) fn enter(&mut self, page: Page, entry: Entry, is_better: impl Fn(u32, u32) -> bool) {
        let Some(game) = Page::ALL.iter().position(|&other| other == page) else { return };
        let list = &mut self.games[game];
        let beaten = |other: &Entry| is_better(entry.score.figure, other.score.figure);
        let place = list.iter().position(beaten).unwrap_or(list.len());
        list.insert(place, entry);
        list.truncate(MOST);
        self.newest = (place < list.len()).then_some((page, place));
    }

    /// Another game begins: nothing is new any more.
    pub(super) fn settle(&mut self) {
        self.newest = None;
    }

    /// At which place of a game such a figure would come in, from 0.
    pub(super) fn place(
        &self,
        page: Page,
        figure: u32,
        is_better: impl Fn(u32, u32) -> bool,
    ) -> usize {
        let list = self.of(page);
        let beaten = |other: &Entry| is_better(figure, other.score.figure);
        list.iter().position(beaten).unwrap_or(list.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(figure: u32, word: &str) -> Entry {
        Entry { score: Score { figure, words: vec![word.into()] }, time: None }
    }

    fn words(today: &Today, page: Page) -> Vec<&str> {
        today.of(page).iter().map(|entry| entry.score.words[0].as_str()).collect()
    }

    #[test]
    fn the_best_stands_first_and_of_equals_the_earlier() {
        let mut today = Today::default();
        for (figure, word) in [(3, "a"), (9, "b"), (3, "c"), (5, "d")] {
            today.enter(Page::Find, entry(figure, word), |one, other| one > other);
        }
        assert_eq!(words(&today, Page::Find), ["b", "d", "a", "c"]);
        assert_eq!(today.newest(Page::Find), Some(1));
        assert_eq!(today.place(Page::Find, 4, |one, other| one > other), 2);
        assert_eq!((today.newest(Page::Hide), today.of(Page::Hide).len()), (None, 0));
        today.settle();
        assert_eq!(today.newest(Page::Find), None);
    }

    #[test]
    fn where_little_is_better_the_least_stands_first() {
        let mut today = Today::default();
        for (figure, word) in [(3, "a"), (9, "b"), (1, "c")] {
            today.enter(Page::Hide, entry(figure, word), |one, other| one < other);
        }
        assert_eq!(words(&today, Page::Hide), ["c", "a", "b"]);
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let mut today = Today::default();
        for figure in 0..100 {
            today.enter(Page::Flip, entry(100 - figure, "x"), |one, other| one > other);
        }
        assert_eq!(today.of(Page::Flip).len(), MOST);
        assert_eq!(today.of(Page::Flip)[0].score.figure, 100);
        assert_eq!(today.newest(Page::Flip), None, "the last came in behind all others");
    }
}
