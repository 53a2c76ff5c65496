//! Where everything of the page lies: three columns, or one below the other in an upright window,
//! or the map above a row of cards in a small one.

use crate::geometry::Rect;
use crate::view::button;
use crate::view::palette::Metrics;

/// The share of the map's width and height within which pictures stand.
pub(super) const INNER: f32 = 0.82;

/// So many depths are shown.
pub(super) const DEPTHS: usize = 5;

/// What there is to be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    /// So many cards.
    pub(super) cards: usize,
    /// True where there is room for another thing.
    pub(super) more: bool,
    /// True where there is something to forget.
    pub(super) forget: bool,
    /// So many bars.
    pub(super) bars: usize,
    /// True where there is a map.
    pub(super) map: bool,
}

/// A card's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Card {
    /// All of it.
    pub(super) whole: Rect,
    /// The name, and how many pictures.
    pub(super) name: Rect,
    /// The newest pictures, or what to do.
    pub(super) pictures: Rect,
    /// What is held.
    pub(super) button: Rect,
}

impl Card {
    /// Where a touch means the name: all that is above the button.
    pub(super) fn touch(&self) -> Rect {
        Rect { height: self.button.y - self.whole.y, ..self.whole }
    }
}

/// The maps of the depths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Strip {
    /// What they show.
    pub(super) title: Rect,
    /// Each of them; what is between them is an arrow's.
    pub(super) maps: Vec<Rect>,
    /// Rows for their names, below.
    pub(super) names: i32,
}

/// The third column's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Answer {
    /// What the camera sees.
    pub(super) live: Rect,
    /// What it answers, beside that.
    pub(super) said: Rect,
    /// The bars, and what stands above them.
    pub(super) bars: Rect,
    /// "None of these".
    pub(super) none: Rect,
    /// The test.
    pub(super) test: Rect,
    /// What else is to be said.
    pub(super) says: Rect,
}

/// Where everything lies. What has no room is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// What stands above the three parts.
    pub(super) titles: [Rect; 3],
    pub(super) cards: Vec<Card>,
    /// "One more thing" and "Forget me".
    pub(super) more: Rect,
    pub(super) forget: Rect,
    /// The map.
    pub(super) map: Rect,
    /// What is said below it.
    pub(super) note: Rect,
    pub(super) strip: Strip,
    /// What plays the maps of the depths.
    pub(super) play: Rect,
    pub(super) answer: Answer,
}

impl Places {
    /// Below the title.
    pub(super) fn new(area: Rect, m: &Metrics, content: Content) -> Self {
        if m.upright {
            Self::upright(area, m, content)
        } else if area.height < 10 * m.target {
            Self::small(area, m, content)
        } else {
            Self::wide(area, m, content)
        }
    }

    fn wide(area: Rect, m: &Metrics, content: Content) -> Self {
        let gap = m.gap;
        let area = area.split_bottom(gap * 2 / 3).0;
        let (first, rest) = area.split_left(area.width * 26 / 100);
        let rest = rest.split_left(2 * gap).1;
        let (rest, third) = rest.split_right(area.width * 29 / 100);
        let second = rest.split_right(2 * gap).0;
        let title = title_height(m);
        let [(one, first), (two, second), (three, third)] =
            [first, second, third].map(|column| column.split_top(title));
        let (first, foot) = first.split_bottom(m.target);
        let (more, forget) = foot_of(foot, gap, content);
        let cards = column(first.split_bottom(gap * 2 / 3).0, m, content.cards);
        let (map, note, strip, play) = map_and_strip(second, m, content.map);
        let answer = answer(third, m, content.bars);
        let titles = [one, two, three];
        Self { titles, cards, more, forget, map, note, strip, play, answer }
    }

    fn upright(area: Rect, m: &Metrics, content: Content) -> Self {
        let (gap, title) = (m.gap, title_height(m));
        let area = area.split_bottom(gap).0;
        let high = (area.width * 30 / 100).min(area.height / 4);
        let (rest, below) = area.split_bottom(high + title);
        let (three, below) = below.split_top(title);
        let rest = rest.split_bottom(gap).0;
        let (rest, foot) = rest.split_bottom(m.target);
        let (more, forget) = foot_of(foot, gap, content);
        let rest = rest.split_bottom(gap).0;
        let (rest, row_of_cards) = rest.split_bottom((m.target * 9 / 2).min(rest.height / 4));
        let cards = row(row_of_cards, m, content.cards);
        let (rest, one) = rest.split_bottom(title);
        let (two, second) = rest.split_bottom(gap).0.split_top(title);
        let (map, note, strip, play) = map_and_strip(second, m, content.map);
        // The picture, then what it is and the test, then the bars.
        let (live, rest) = below.split_left(high);
        let rest = rest.split_left(2 * gap).1;
        let (middle, right) = rest.split_left((rest.width - 3 * gap) * 42 / 100);
        let right = right.split_left(3 * gap).1;
        let (said, test) = middle.split_top(middle.height * 55 / 100);
        let pitch = row_height(m);
        let bars = m.small_style().leading() + content.bars as i32 * pitch;
        let (bars, right) = right.split_top(if content.bars == 0 { 0 } else { bars });
        let (none, says) = right.split_top(gap / 2).1.split_top(pitch);
        let says = says.split_top(gap).1;
        let answer = Answer { live, said, bars, none, test, says };
        let titles = [one, two, three];
        Self { titles, cards, more, forget, map, note, strip, play, answer }
    }

    fn small(area: Rect, m: &Metrics, content: Content) -> Self {
        let gap = m.gap;
        let (left, right) = area.split_left(area.width * 60 / 100);
        let right = right.split_left(2 * gap).1;
        let (top, foot) = left.split_bottom(m.target + m.small_style().leading() + gap);
        let (top, _) = top.split_bottom(gap);
        let note = if content.map { note_height(m) } else { 0 };
        let (map, note) = top.split_bottom(note);
        let side = m.target.min(map.height / 3);
        let play = if content.map {
            Rect::new(map.right() - 3 * side - gap / 2, map.y + gap / 2, 3 * side, side)
        } else {
            Rect::default()
        };
        let (foot, more) =
            if content.more { foot.split_right(m.target) } else { (foot, Rect::default()) };
        let foot = if content.more { foot.split_right(gap / 2).0 } else { foot };
        let more = if more.is_empty() { more } else { more.split_bottom(m.target).1 };
        let cards = button::row(foot, gap / 2, content.cards);
        let card = |whole: Rect| {
            let (name, button) = whole.split_bottom(m.target);
            Card { whole, name: name.inset_by(2, 2), pictures: Rect::default(), button }
        };
        let cards = cards.into_iter().map(card).collect();
        let answer = answer(right, m, content.bars);
        let (titles, forget, strip) = ([Rect::default(); 3], Rect::default(), Strip::default());
        Self { titles, cards, more, forget, map, note, strip, play, answer }
    }
}

/// Rows that the title of a part takes.
fn title_height(m: &Metrics) -> i32 {
    (m.body * 1.9) as i32
}

/// Rows of what is said below the map.
fn note_height(m: &Metrics) -> i32 {
    (m.small * 1.55) as i32
}

/// Rows of a bar.
pub(super) fn row_height(m: &Metrics) -> i32 {
    (m.body * 1.75) as i32
}

/// Rows of the test's figures.
fn test_height(m: &Metrics) -> i32 {
    (m.headline * 0.8).max(m.body * 2.4) as i32
}

/// "One more thing" and "Forget me", as far as they are offered.
fn foot_of(foot: Rect, gap: i32, content: Content) -> (Rect, Rect) {
    match (content.more, content.forget) {
        (true, true) => {
            let (left, right) = foot.split_left((foot.width - gap / 2) * 54 / 100);
            (left, right.split_left(gap / 2).1)
        }
        (true, false) => (foot, Rect::default()),
        (false, true) => (Rect::default(), foot),
        (false, false) => (Rect::default(), Rect::default()),
    }
}

/// Cards one below the other.
fn column(area: Rect, m: &Metrics, count: usize) -> Vec<Card> {
    let gap = m.gap * 2 / 3;
    let count = count.max(1) as i32;
    let pitch = ((area.height + gap) / count).min(m.target * 5);
    let place = |n: i32| Rect { y: area.y + n * pitch, height: pitch - gap, ..area };
    (0..count).map(|n| card(place(n), m)).collect()
}

/// Cards side by side.
fn row(area: Rect, m: &Metrics, count: usize) -> Vec<Card> {
    button::row(area, m.gap, count).into_iter().map(|place| card(place, m)).collect()
}

fn card(whole: Rect, m: &Metrics) -> Card {
    let inner = whole.inset_by(m.gap, m.gap * 3 / 5);
    let high = (inner.height * 36 / 100).max(m.target).min(m.target * 4 / 3);
    let (rest, button) = inner.split_bottom(high);
    let (name, pictures) = rest.split_top((m.body * 1.4) as i32);
    let pictures = pictures.split_bottom(m.gap / 2).0;
    Card { whole, name, pictures, button }
}

/// The map with what is said below it; below that the maps of the depths, and what plays them.
fn map_and_strip(area: Rect, m: &Metrics, is_map: bool) -> (Rect, Rect, Strip, Rect) {
    if !is_map {
        return (area, Rect::default(), Strip::default(), Rect::default());
    }
    let gap = m.gap;
    let names = m.small_style().leading();
    let between = gap * 2;
    let wide = (area.width + between) / DEPTHS as i32 - between;
    let high = (wide * 3 / 4).min(area.height / 5);
    let (top, below) = area.split_bottom(m.target + gap / 2 + high + names + gap / 2);
    let (top, _) = top.split_bottom(gap / 2);
    let (map, note) = top.split_bottom(note_height(m));
    let (head, below) = below.split_top(m.target);
    let (title, play) = head.split_right((m.body * 7.5) as i32);
    let title = title.split_right(gap).0;
    let (maps, _) = below.split_top(gap / 2).1.split_top(high);
    let maps = button::row(maps, between, DEPTHS);
    (map, note, Strip { title, maps, names }, play)
}

/// The third column: bars as wide apart as there is room for them.
fn answer(area: Rect, m: &Metrics, bars: usize) -> Answer {
    let gap = m.gap;
    let side = (area.width * 46 / 100).min(area.height * 34 / 100);
    let (top, rest) = area.split_top(side);
    let (live, said) = top.split_left(side);
    let said = said.split_left(gap).1;
    let rest = rest.split_top(gap).1;
    let (rest, says) = rest.split_bottom((m.body * 3.9) as i32);
    let (rest, test) = rest.split_bottom(gap / 3).0.split_bottom(test_height(m));
    let rest = rest.split_bottom(gap).0;
    let head = m.small_style().leading();
    let pitch = ((rest.height - head - gap / 3) / (bars as i32 + 1)).min(m.target * 11 / 10);
    let (bars, rest) = rest.split_top(if bars == 0 { 0 } else { head + bars as i32 * pitch });
    let none = rest.split_top(gap / 3).1.split_top(pitch).0;
    Answer { live, said, bars, none, test, says }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    fn all(places: &Places) -> Vec<Rect> {
        let Places { titles, cards, more, forget, map, note, strip, play, answer } = places;
        let Answer { live, said, bars, none, test, says } = *answer;
        let cards = cards.iter().map(|card| card.whole);
        let single = [*more, *forget, *map, *note, strip.title, live, said, bars, none, test];
        let some = titles.iter().chain(&strip.maps).copied().chain([says]);
        let small = if strip.maps.is_empty() { Rect::default() } else { *play };
        let all = cards.chain(single).chain(some).chain([small]);
        all.filter(|place| !place.is_empty()).collect()
    }

    #[test]
    fn at_every_size_all_parts_lie_inside_and_apart() {
        for (width, height) in
            [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)]
        {
            let m = Metrics::new(Size::new(width, height));
            for large in [false, true] {
                let m = m.with_large_text(large);
                let used = m.target * 4;
                let area = Rect::new(20, m.target + 10, width - 40, height - used);
                for cards in 2..=4 {
                    for map in [false, true] {
                        let more = cards < 4;
                        let content = Content { cards, more, forget: map, bars: cards, map };
                        let places = all(&Places::new(area, &m, content));
                        for (n, place) in places.iter().enumerate() {
                            assert_eq!(place.intersect(area), *place, "{width}x{height}");
                            for other in &places[n + 1..] {
                                let both = place.intersect(*other);
                                assert!(both.is_empty(), "{width}x{height}: {place:?} {other:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn buttons_are_as_high_as_a_finger_needs() {
        for (width, height) in [(1280, 800), (1600, 900), (1080, 1920)] {
            let m = Metrics::new(Size::new(width, height));
            let area = Rect::new(20, 60, width - 40, height - m.target * 4);
            let content = Content { cards: 4, more: false, forget: true, bars: 4, map: true };
            for card in Places::new(area, &m, content).cards {
                assert!(card.button.height >= 44 && card.touch().height >= 44, "{card:?}");
            }
        }
    }
}
