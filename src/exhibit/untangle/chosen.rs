//! What is chosen on the page: what is to be parted, with what, and which part of the way plays.

use super::job::{RATES, USUAL_RATE, Wanted};
use super::network::MOST_LAYERS;
use super::player::Player;
use super::points::Data;
use super::warp::length;

/// Positions of the knob that leads along the way, in each part.
pub(super) const STOPS: u8 = 6;

/// What plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Play {
    /// The whole way, again and again.
    #[default]
    All,
    /// This part alone, once.
    Part(u8),
    /// Nothing.
    Rest,
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chosen {
    pub(super) data: Data,
    pub(super) layers: u8,
    pub(super) cells: u8,
    /// An index into [`RATES`].
    pub(super) rate: u8,
    pub(super) run: u32,
    pub(super) play: Play,
    /// Where the way was to go on from when somebody last chose that, in [`STOPS`] a part.
    pub(super) stop: u8,
    /// How often somebody did.
    pub(super) leaps: u32,
}

impl Default for Chosen {
    fn default() -> Self {
        Self::NEW
    }
}

impl Chosen {
    /// Colah's example, as it fails.
    pub(super) const NEW: Self = Self {
        data: Data::Ring,
        layers: 1,
        cells: 2,
        rate: USUAL_RATE,
        run: 0,
        play: Play::All,
        stop: 0,
        leaps: 0,
    };

    pub(super) fn wanted(&self) -> Wanted {
        let Self { data, layers, cells, rate, run, .. } = *self;
        Wanted { data, layers, cells, rate, run }
    }

    /// So many parts the way has.
    pub(super) fn parts(&self) -> u8 {
        length(self.layers.into()) as u8
    }

    /// The knob's last position.
    pub(super) fn last_stop(&self) -> u8 {
        self.parts() * STOPS
    }

    fn leap(&mut self, stop: u8) {
        self.stop = stop.min(self.last_stop());
        self.leaps = self.leaps.wrapping_add(1);
    }

    /// Plays this part alone.
    pub(super) fn play_part(&mut self, part: u8) {
        let part = part.min(self.parts() - 1);
        self.leap(part * STOPS);
        self.play = Play::Part(part);
    }

    /// Plays the part before the one that plays or has just played, or the one after it.
    pub(super) fn step(&mut self, forward: bool, player: &Player) {
        let place = player.place(self);
        let newest = match self.play {
            Play::Part(part) => part,
            Play::All | Play::Rest => (place.ceil() as u8).max(1) - 1,
        };
        let begins = place == 0.0 && !matches!(self.play, Play::Part(_));
        let next = if begins { 0 } else { newest + 1 };
        self.play_part(if forward { next } else { newest.saturating_sub(1) });
    }

    /// Goes on to the end and begins anew, or rests.
    pub(super) fn play_or_rest(&mut self, player: &Player) {
        let place = player.place(self);
        if player.plays(self) {
            self.play = Play::Rest;
            return;
        }
        if place >= f64::from(self.parts()) {
            self.leap(0);
        }
        self.play = Play::All;
    }

    /// Turns the knob along the way by one position.
    pub(super) fn turn(&mut self, forward: bool, player: &Player) {
        let stop = (player.place(self) * f64::from(STOPS)).round() as u8;
        self.leap(if forward { stop + 1 } else { stop.saturating_sub(1) });
        self.play = Play::Rest;
    }

    /// Begins with another task or another network: the sheet lies flat.
    fn begin(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.wanted();
        change(self);
        if self.wanted() != before {
            self.leap(0);
            self.play = Play::All;
        }
    }

    pub(super) fn pick(&mut self, data: Data) {
        self.begin(|chosen| chosen.data = data);
    }

    /// The next of what is to be parted; the visitor's own where there is something.
    pub(super) fn next_data(&mut self, own: bool) {
        let all = if own { &Data::ALL[..] } else { &Data::ALL[..Data::ALL.len() - 1] };
        let place = all.iter().position(|&data| data == self.data).map_or(0, |n| n + 1);
        self.pick(all[place % all.len()]);
    }

    pub(super) fn change_layers(&mut self, more: bool) {
        self.begin(|chosen| chosen.layers = stepped(chosen.layers, more, 1, MOST_LAYERS));
    }

    pub(super) fn change_cells(&mut self, more: bool) {
        self.begin(|chosen| chosen.cells = stepped(chosen.cells, more, 2, 3));
    }

    pub(super) fn change_rate(&mut self, more: bool) {
        let last = RATES.len() as u8 - 1;
        self.begin(|chosen| chosen.rate = stepped(chosen.rate, more, 0, last));
    }

    /// Other weights to begin with.
    pub(super) fn begin_again(&mut self) {
        self.begin(|chosen| chosen.run = chosen.run.wrapping_add(1));
    }
}

fn stepped(value: u8, more: bool, least: u8, most: u8) -> u8 {
    if more { (value + 1).min(most) } else { value.saturating_sub(1).max(least) }
}
