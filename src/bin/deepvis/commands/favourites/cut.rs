//! The second pass of `deepvis favourites`: what the units saw of their favourites, as thumbnails.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use deepvis::Error;
use deepvis::exhibit::likes::library::store::Thumbnails;
use deepvis::exhibit::likes::library::tally::{NINE, Tally};
use deepvis::exhibit::likes::library::thumbnail;
use deepvis::frame::Picture;
use deepvis::geometry::{Rect, Size};
use deepvis::source;

use super::Run;
use crate::commands::batch::progress;
use crate::commands::complain;

/// So many thumbnails are held at once, of about 3 kB each; or those of one layer.
const THUMBNAILS: usize = 100_000;

/// A thumbnail's place, and the part of the network's picture that it shows.
struct Cut {
    /// Among the layers of a group.
    layer: usize,
    unit: usize,
    /// Among the unit's nine.
    rank: usize,
    part: Rect,
}

impl Run {
    /// Reads each picture that is among some unit's nine once more, and writes the files of the
    /// layers; false where it was interrupted.
    pub(super) fn cut(&mut self, tally: &Tally, failed: &mut usize) -> Result<bool, Error> {
        let mut from = 0;
        while from < tally.layers.len() {
            let to = from + group(tally, from);
            let mut thumbnails: Vec<Thumbnails> = tally.layers[from..to]
                .iter()
                .map(|layer| layer.units.iter().map(|nine| vec![Vec::new(); nine.len()]).collect())
                .collect();
            let cuts = self.cuts(tally, from..to);
            let bar = progress(cuts.len());
            for (picture, cuts) in cuts {
                bar.set_message(self.paths[picture as usize].clone());
                if let Err(error) = self.cut_one(picture, &cuts, &mut thumbnails) {
                    bar.suspend(|| complain(error));
                    *failed += 1;
                }
                if self.stop.load(Ordering::Relaxed) {
                    return Ok(false);
                }
                bar.inc(1);
            }
            for (layer, thumbnails) in (from..to).zip(&thumbnails) {
                if let Some(one) = tally.only(layer) {
                    self.library.write_favourites(&one, thumbnails)?;
                }
            }
            from = to;
        }
        Ok(true)
    }

    /// What is to be cut out of each picture for these layers.
    fn cuts(&self, tally: &Tally, layers: std::ops::Range<usize>) -> BTreeMap<u32, Vec<Cut>> {
        let mut cuts = BTreeMap::<u32, Vec<Cut>>::new();
        let side = self.reader.network.spec.side;
        for (layer, at) in layers.enumerate() {
            let known = &self.reader.network.outline.layers[self.layers[at]];
            for (unit, nine) in tally.layers[at].units.iter().enumerate() {
                for (rank, favoured) in nine.iter().enumerate() {
                    let part = thumbnail::part(known, side, favoured);
                    let cut = Cut { layer, unit, rank, part };
                    cuts.entry(favoured.picture).or_default().push(cut);
                }
            }
        }
        cuts
    }

    fn cut_one(
        &mut self,
        picture: u32,
        cuts: &[Cut],
        thumbnails: &mut [Thumbnails],
    ) -> Result<(), Error> {
        let loaded = source::load(&self.pictures[picture as usize])?;
        let prepared = self.reader.preprocess.run(&loaded)?;
        let side = self.reader.network.spec.side;
        let seen = Picture::new(Size::new(side, side), prepared.rgb.to_vec());
        for &Cut { layer, unit, rank, part } in cuts {
            let cut = thumbnail::cut(&seen, part, &mut self.resampler)?;
            thumbnails[layer][unit][rank] = thumbnail::encode(&cut)?;
        }
        Ok(())
    }
}

/// How many layers from this one on are cut in one pass over the pictures.
fn group(tally: &Tally, from: usize) -> usize {
    let mut all = 0;
    let fits = tally.layers[from..].iter().take_while(|layer| {
        all += layer.units.len() * NINE;
        all <= THUMBNAILS
    });
    fits.count().max(1)
}
