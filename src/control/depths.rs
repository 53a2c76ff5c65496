//! Six detectors at six depths, for whoever comes by: those that show most of the picture now.

use std::time::Duration;

use super::spotlight::striking;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::{LayerPlan, Unit};
use crate::taps::reading::Maps;

/// How many.
pub const COUNT: usize = 6;

/// The first of them are drawn as maps alone: of these the one with the most contrast counts. Of
/// the others, which glow over the picture, the one that says most clearly "here, and not there".
pub const MAPS_ALONE: usize = 3;

/// How long one stays at least, unless it has hardly anything to show any more …
const STAY: Duration = Duration::from_secs(4);

/// … and how long even then.
const GLANCE: Duration = Duration::from_millis(1200);

/// One at a time changes, and no sooner after another than this.
const PAUSE: Duration = Duration::from_millis(300);

/// Where they stand between the first and the last step whose maps have places, in hundredths:
/// early maps become smaller fast.
const STEPS: [usize; COUNT] = [0, 14, 29, 50, 75, 100];

/// The maps among which is chosen are read this large …
const TILE: i32 = 32;

/// … and so many of each layer come into question.
const CANDIDATES: usize = 32;

/// By how many quarters another must show more.
const BETTER: i64 = 6;

/// A value that differs by more from the mean counts no more.
const FULL_CONTRAST: i64 = 60;

/// What is left of the best, in quarters, below which one has hardly anything to show.
const DULL: i64 = 1;

/// One of the six, and since when.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    unit: Unit,
    since: Duration,
}

/// Chooses them, so that they do not jump.
#[derive(Debug, Default)]
pub struct Depths {
    chosen: [Option<Chosen>; COUNT],
    changed: Duration,
}

impl Depths {
    /// The units at this time, earliest step first; fewer where nothing was read yet.
    pub fn choose(
        &mut self,
        snapshot: Option<&Snapshot>,
        outline: &Outline,
        clock: Duration,
    ) -> Vec<Unit> {
        if let Some(snapshot) = snapshot {
            self.look(&snapshot.maps, outline, clock);
        }
        self.chosen.iter().flatten().map(|chosen| chosen.unit).collect()
    }

    fn look(&mut self, maps: &Maps, outline: &Outline, clock: Duration) {
        for (depth, layer) in layers(outline).into_iter().enumerate() {
            let Some(reading) = maps.reading(layer) else { continue };
            let taken: Vec<Unit> =
                self.chosen[..depth].iter().flatten().map(|chosen| chosen.unit).collect();
            let shows = |unit: &Unit| shown(depth, maps.map(reading, unit.channel), reading.signed);
            let units = reading.shown.iter().map(|&channel| usize::from(channel));
            let units = units.map(|channel| Unit { layer: reading.layer, channel });
            let best = units.filter(|unit| !taken.contains(unit)).max_by_key(shows);
            let Some(best) = best else { continue };
            let here = |chosen: &Chosen| {
                chosen.unit.layer == reading.layer && chosen.unit.channel < reading.channels
            };
            let stays = self.chosen[depth].filter(here).filter(|c| !taken.contains(&c.unit));
            if let Some(now) = stays {
                let (has, could) = (shows(&now.unit), shows(&best));
                let stayed = clock.saturating_sub(now.since);
                let better = 4 * could > BETTER * has && stayed >= STAY;
                let dull = 4 * has < DULL * could && stayed >= GLANCE;
                if !(better || dull) || clock.saturating_sub(self.changed) < PAUSE {
                    continue;
                }
                self.changed = clock;
            }
            self.chosen[depth] = Some(Chosen { unit: best, since: clock });
        }
    }
}

/// What must be read for them, and nothing more.
pub fn plans(outline: &Outline) -> Vec<LayerPlan> {
    let mut layers = layers(outline);
    layers.dedup();
    let plan =
        |layer| LayerPlan { layer, tile: TILE, room: CANDIDATES, detail: false, signals: false };
    layers.into_iter().map(plan).collect()
}

/// The layers of the six depths; in a small network some of them are the same.
fn layers(outline: &Outline) -> Vec<usize> {
    let shown = outline.blocks.iter().map(|block| block.shown);
    // Single values glow nowhere in particular.
    let spatial = |layer: &usize| outline.layers[*layer].shape.map.width > 3;
    let spatial: Vec<usize> = shown.filter(spatial).collect();
    let Some(last) = spatial.len().checked_sub(1) else { return Vec::new() };
    STEPS.iter().map(|&step| spatial[(last * step + 50) / 100]).collect()
}

/// How much of the picture a map shows at this depth.
fn shown(depth: usize, map: &[u8], signed: bool) -> i64 {
    if depth >= MAPS_ALONE {
        // Below zero nothing glows.
        return if signed {
            let above: Vec<u8> = map.iter().map(|byte| byte.saturating_sub(128) * 2).collect();
            striking(&above)
        } else {
            striking(map)
        };
    }
    // Light and dark places, but no map that is only white and black, and no noise.
    let count = map.len().max(1) as i64;
    let mean = map.iter().map(|&byte| i64::from(byte)).sum::<i64>() / count;
    let contrast = |&byte: &u8| (i64::from(byte) - mean).abs().min(FULL_CONTRAST);
    let contrast = map.iter().map(contrast).sum::<i64>();
    let rough = map.windows(2).map(|two| i64::from(two[0].abs_diff(two[1]))).sum::<i64>();
    let glaring = map.iter().filter(|&&byte| byte >= 250).count() as i64;
    (16 * contrast - 5 * rough - 16 * FULL_CONTRAST * glaring).max(0) / count
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::made_up;
    use crate::taps::plan::Plan;

    /// A snapshot of a made-up network of so many steps, each with two channels, of which `bright`
    /// shows something.
    fn snapshot(outline: &Arc<Outline>, bright: usize) -> Snapshot {
        let plan = Plan { layers: plans(outline), ..Plan::default() };
        let mut snapshot = made_up::snapshot(outline, &plan, 1, 0.6);
        let maps = &mut snapshot.maps;
        for reading in &mut maps.readings {
            reading.shown = vec![0, 1];
            let area = reading.tile.area();
            for channel in 0..2 {
                let map = &mut maps.bytes[reading.offset + channel * area..][..area];
                map.fill(if reading.signed { 128 } else { 0 });
                if channel == bright {
                    map[..area / 8].fill(240);
                }
            }
        }
        snapshot
    }

    fn channels(units: &[Unit]) -> Vec<usize> {
        units.iter().map(|unit| unit.channel).collect()
    }

    #[test]
    fn six_depths_show_the_clearest_maps_and_stay_for_a_while() {
        let outline = Arc::new(made_up::outline(18, 40));
        let mut depths = Depths::default();
        assert_eq!(depths.choose(None, &outline, Duration::ZERO), []);
        let mut at = |bright: usize, seconds: f32| {
            let snapshot = snapshot(&outline, bright);
            depths.choose(Some(&snapshot), &outline, Duration::from_secs_f32(seconds))
        };
        let first = at(1, 0.0);
        assert_eq!(channels(&first), [1; COUNT]);
        assert!(first.windows(2).all(|pair| pair[0].layer < pair[1].layer), "{first:?}");
        assert_eq!(channels(&at(0, 1.0)), [1; COUNT], "so soon");
        // One after the other, and never two at once.
        assert_eq!(channels(&at(0, 5.0)), [0, 1, 1, 1, 1, 1]);
        assert_eq!(channels(&at(0, 5.1)), [0, 1, 1, 1, 1, 1]);
        assert_eq!(channels(&at(0, 5.4)), [0, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn in_a_small_network_no_detector_is_shown_twice() {
        let outline = Arc::new(made_up::outline(3, 40));
        let snapshot = snapshot(&outline, 1);
        let units = Depths::default().choose(Some(&snapshot), &outline, Duration::ZERO);
        for (n, unit) in units.iter().enumerate() {
            assert!(!units[..n].contains(unit), "{units:?}");
        }
    }
}
