//! The second pass of `deepvis favourites`: what the units saw of their favourites, as thumbnails.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use deepvis::Error;
use deepvis::exhibit::likes::library::store::Thumbnails;
use deepvis::exhibit::likes::library::tally::{NINE, Tally};
use deepvis::exhibit::likes::library::thumbnail;
use deepvis::frame::Picture;
use deepvis::geometry::Rect;
use deepvis::network::Network;
use deepvis::resample::Resampler;

use super::Run;
use crate::commands::batch::progress;
use crate::commands::complain;
use crate::commands::workers::{PictureReader, Prepared};

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
    pub(super) fn cut(&self, tally: &Tally, failed: &mut usize) -> Result<bool, Error> {
        let mut from = 0;
        while from < tally.layers.len() {
            let to = from + group(tally, from);
            let mut thumbnails: Vec<Thumbnails> = tally.layers[from..to]
                .iter()
                .map(|layer| layer.units.iter().map(|nine| vec![Vec::new(); nine.len()]).collect())
                .collect();
            let cuts = self.cuts(tally, from..to);
            let bar = progress(cuts.len());
            let Self { pictures, paths, .. } = self;
            let size = self.workers.network.spec.input;
            let read = |reader: &mut PictureReader, (picture, cuts): &(u32, Vec<Cut>)| {
                bar.set_message(paths[*picture as usize].clone());
                let Prepared { rgb, .. } = reader.prepare(&pictures[*picture as usize])?;
                thumbnails_of(&Picture::new(size, rgb), cuts)
            };
            let look = |_: &Network, _: &_, encoded: Vec<Vec<u8>>| Ok(encoded);
            let all = self.workers.each(&cuts, read, look, |(_, cuts), encoded| {
                match encoded {
                    Ok(encoded) => {
                        for (&Cut { layer, unit, rank, .. }, bytes) in cuts.iter().zip(encoded) {
                            thumbnails[layer][unit][rank] = bytes;
                        }
                    }
                    Err(error) => {
                        bar.suspend(|| complain(error));
                        *failed += 1;
                    }
                }
                bar.inc(1);
                if self.stop.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
            });
            match all {
                Err(Error::Interrupted) => return Ok(false),
                all => all?,
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
    fn cuts(&self, tally: &Tally, layers: std::ops::Range<usize>) -> Vec<(u32, Vec<Cut>)> {
        let mut cuts = BTreeMap::<u32, Vec<Cut>>::new();
        let size = self.workers.network.spec.input;
        for (layer, at) in layers.enumerate() {
            let known = &self.workers.network.outline.layers[self.layers[at]];
            for (unit, nine) in tally.layers[at].units.iter().enumerate() {
                for (rank, favoured) in nine.iter().enumerate() {
                    let part = thumbnail::part(known, size, favoured);
                    let cut = Cut { layer, unit, rank, part };
                    cuts.entry(favoured.picture).or_default().push(cut);
                }
            }
        }
        cuts.into_iter().collect()
    }
}

/// What is to be cut out of a picture, encoded.
fn thumbnails_of(seen: &Picture, cuts: &[Cut]) -> Result<Vec<Vec<u8>>, Error> {
    let mut resampler = Resampler::default();
    let encode = |cut: &Cut| thumbnail::encode(&thumbnail::cut(seen, cut.part, &mut resampler)?);
    cuts.iter().map(encode).collect()
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
