//! The copy of all maps that are read from the device to the host, at once.
//!
//! The work is queued first, so that a CUDA device is never waited for in between.

use tch::{Device, Kind, TchError, Tensor};

use super::reading::Detail;
use super::tiles::Tiles;
use super::transpose::transpose;
use crate::geometry::Size;

/// One layer to fetch.
#[derive(Debug)]
pub struct Wanted {
    /// [1, channels, height, width].
    pub maps: Tensor,
    /// Longest side to shrink maps to.
    pub tile: i64,
    /// True if values can be negative.
    pub signed: bool,
    /// True to fetch the true range and each channel's peak as well.
    pub detail: bool,
    /// The least scale to draw with: what is left of the last one.
    pub held: f32,
}

/// One layer on the host.
#[derive(Debug)]
pub struct Fetched {
    /// Number of maps.
    pub channels: usize,
    /// Size of each.
    pub tile: Size,
    /// Where its maps begin in the bytes.
    pub offset: usize,
    /// The value drawn at full brightness.
    pub scale: f32,
    /// Where it was wanted.
    pub detail: Option<Detail>,
}

/// Fetches layers and whatever other numbers come with them.
#[derive(Debug, Default)]
pub struct Fetch {
    /// All bytes on the device, reused while their number stays the same.
    buffer: Option<Tensor>,
    /// The same on the host.
    staging: Vec<u8>,
}

impl Fetch {
    /// Writes all maps to `bytes`, and answers with the layers and with the values of `others`, of
    /// any shape.
    pub fn run(
        &mut self,
        wanted: &[Wanted],
        others: &[&Tensor],
        device: Device,
        bytes: &mut Vec<u8>,
    ) -> Result<(Vec<Fetched>, Vec<Vec<f32>>), TchError> {
        let tiles: Vec<Tiles> = wanted
            .iter()
            .map(|layer| Tiles::shrink(&layer.maps, layer.tile, layer.signed))
            .collect::<Result<_, _>>()?;
        let scales = scales(&tiles, wanted, device)?;
        let mut numbers = vec![scales.shallow_clone()];
        for layer in wanted.iter().filter(|layer| layer.detail) {
            let (low, high) = layer.maps.f_aminmax(None, false)?;
            let zeros = layer.maps.f_eq(0.0)?.f_mean(Kind::Float)?;
            numbers.extend([low, high, zeros, layer.maps.f_amax([0, 2, 3], false)?]);
        }
        numbers.extend(others.iter().map(|tensor| tensor.shallow_clone()));

        let maps_len = tiles.iter().map(Tiles::len).sum();
        self.copy(&tiles, &scales, &numbers, maps_len)?;
        let (pixels, numbers) = self.staging.split_at(maps_len);
        let mut numbers = Numbers(numbers);
        bytes.resize(maps_len, 0);
        let scales = numbers.take(tiles.len());
        let (mut layers, mut offset) = (Vec::with_capacity(tiles.len()), 0);
        for ((tiles, scale), wanted) in tiles.iter().zip(scales).zip(wanted) {
            let detail = wanted.detail.then(|| numbers.detail(tiles.channels));
            let (channels, tile) = (tiles.channels, tiles.size);
            let maps = offset..offset + tiles.len();
            transpose(&pixels[maps.clone()], tile.area(), channels, &mut bytes[maps]);
            layers.push(Fetched { channels, tile, offset, scale, detail });
            offset += tiles.len();
        }
        let others = others.iter().map(|tensor| numbers.take(tensor.numel())).collect();
        Ok((layers, others))
    }

    /// Writes the maps, then the numbers' own bytes, into the buffer on the device, and copies it
    /// to the host.
    fn copy(
        &mut self,
        tiles: &[Tiles],
        scales: &Tensor,
        numbers: &[Tensor],
        maps_len: usize,
    ) -> Result<(), TchError> {
        let flat: Vec<Tensor> = numbers.iter().map(numbers_of).collect::<Result<_, _>>()?;
        let numbers = Tensor::f_cat(&flat, 0)?.f_view_dtype(Kind::Uint8)?;
        let len = maps_len + numbers.numel();
        let buffer = match self.buffer.take() {
            Some(buffer) if buffer.numel() == len && buffer.device() == numbers.device() => buffer,
            _ => Tensor::f_empty([len as i64], (Kind::Uint8, numbers.device()))?,
        };
        let mut start = 0;
        for (index, tiles) in tiles.iter().enumerate() {
            let part = buffer.f_narrow(0, start, tiles.len() as i64)?;
            tiles.quantise(&scales.f_select(0, index as i64)?, &part)?;
            start += tiles.len() as i64;
        }
        buffer.f_narrow(0, start, numbers.numel() as i64)?.f_copy_(&numbers)?;
        self.staging.resize(len, 0);
        buffer.f_copy_data_u8(&mut self.staging, len)?;
        self.buffer = Some(buffer);
        Ok(())
    }
}

/// One number after another, f32 whatever the network computes with.
fn numbers_of(tensor: &Tensor) -> Result<Tensor, TchError> {
    tensor.f_flatten(0, -1)?.f_to_kind(Kind::Float)
}

/// The layers' scales, [layers]: their peaks, or what is held where that is more.
fn scales(tiles: &[Tiles], wanted: &[Wanted], device: Device) -> Result<Tensor, TchError> {
    let held: Vec<f32> = wanted.iter().map(|layer| layer.held).collect();
    let held = Tensor::f_from_slice(&held)?.f_to_device_(device, Kind::Float, true, false)?;
    if tiles.is_empty() {
        return Ok(held);
    }
    let peaks: Vec<Tensor> = tiles.iter().map(Tiles::peak).collect::<Result<_, _>>()?;
    Tensor::f_stack(&peaks, 0)?.f_maximum(&held)
}

/// Reads numbers off the bytes in the order in which they were written.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn take(&mut self, count: usize) -> Vec<f32> {
        let (taken, rest) = self.0.split_at(count * size_of::<f32>());
        self.0 = rest;
        taken.as_chunks().0.iter().map(|&bytes| f32::from_ne_bytes(bytes)).collect()
    }

    fn detail(&mut self, channels: usize) -> Detail {
        let facts = self.take(3);
        Detail { range: (facts[0], facts[1]), zeros: facts[2], peaks: self.take(channels) }
    }
}
