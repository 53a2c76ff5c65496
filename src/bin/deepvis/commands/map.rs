//! `deepvis map`: a folder's pictures laid out by t-SNE of what a layer makes of them.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::{Result, anyhow};
use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::exhibit::lesson::Lesson;
use deepvis::exhibit::tsne::{Flat, Points, Way, lay_out};
use deepvis::geometry::Size;
use deepvis::network::Network;
use deepvis::network::forward::Keep;
use deepvis::network::graph::NodeId;
use deepvis::replace::replace;
use deepvis::source::{self, Listing};
use tch::Kind;

use super::workers::{Prepared, Workers};
use super::{Ending, complain};
use crate::cli::Map;

/// So long it waits for the map at a time.
const PATIENCE: Duration = Duration::from_millis(100);
/// Width and height of the PNG, in pixels.
const SIDE: u32 = 2400;
/// How many places there are for each picture: free ones keep groups apart.
const ROOM: f64 = 2.5;
/// Sides of the small pictures, in pixels.
const SMALLEST: u32 = 12;
const GREATEST: u32 = 200;
/// Between two of them.
const GAP: u32 = 2;
/// Where no picture is.
const GROUND: Rgb<u8> = Rgb([16, 18, 22]);

/// What the network made of a picture.
struct Looked {
    path: PathBuf,
    values: Vec<f32>,
    small: RgbImage,
}

pub fn run(arguments: &Map) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let Listing { pictures, left_out } = source::pictures_below(&arguments.folder)?;
    left_out.into_iter().for_each(complain);
    let choice = arguments.network.choice();
    let workers = Workers::load(&choice, pictures.len(), &stop.clone().into())?;
    let network = &workers.network;
    let node = match &arguments.layer {
        Some(layer) => network.graph.require(layer)?,
        None => network.graph.code,
    };
    let grid = Grid::new(pictures.len());
    let (looked, ending) = look(&workers, &pictures, node, grid.small(), &stop)?;
    if looked.is_empty() {
        return Ok(ending);
    }
    let map = map(&looked, &stop)?;
    let is_json = arguments.out.extension().is_some_and(|own| own.eq_ignore_ascii_case("json"));
    if is_json {
        let layer = &network.graph.nodes[node].name;
        let value = in_json(network, layer, &looked, &map);
        replace(&arguments.out, "write the map", |out| {
            serde_json::to_writer_pretty(&mut *out, &value)?;
            writeln!(out)
        })?;
    } else {
        let picture = grid.draw(&looked, &map.places);
        replace(&arguments.out, "write the map", |out| {
            let encoder = image::codecs::png::PngEncoder::new(out);
            picture.write_with_encoder(encoder).map_err(std::io::Error::other)
        })?;
    }
    Ok(ending)
}

/// All pictures that can be read, in their order.
fn look(
    workers: &Workers,
    pictures: &[PathBuf],
    node: NodeId,
    side: u32,
    stop: &AtomicBool,
) -> Result<(Vec<Looked>, Ending)> {
    let look = |network: &Network, path: &PathBuf, prepared: Prepared| {
        let values = values(network, &prepared, node)?;
        let Size { width, height } = network.spec.input;
        let [width, height] = [width, height].map(i32::unsigned_abs);
        let small = RgbImage::from_raw(width, height, prepared.rgb).unwrap_or_default();
        let small = imageops::resize(&small, side, side, FilterType::Triangle);
        Ok(Looked { path: path.clone(), values, small })
    };
    Ok(workers.look_at_all(pictures, stop, |path| path, look)?)
}

/// The layer's values; of maps the mean of each.
fn values(network: &Network, prepared: &Prepared, node: NodeId) -> Result<Vec<f32>, Error> {
    let trace = network.forward(&prepared.input(network)?, Keep::Only(&[node]), node)?;
    let value = trace.kept(&network.graph, node)?;
    let read = || {
        let value = value.f_select(0, 0)?.f_to_kind(Kind::Float)?;
        let channels = *value.size().first().unwrap_or(&1);
        Vec::<f32>::try_from(&value.f_reshape([channels, -1])?.f_mean_dim(
            &[1_i64][..],
            false,
            Kind::Float,
        )?)
    };
    let values = read().map_err(Error::torch(&network.graph.nodes[node].name))?;
    match values.iter().filter(|value| !value.is_finite()).count() {
        0 => Ok(values),
        broken => Err(Error::NotANumber { broken, all: values.len() }),
    }
}

/// Where they stand, each of width and height in 0..=1. On one thread, so that it is the same every
/// time.
fn map(looked: &[Looked], stop: &Arc<AtomicBool>) -> Result<Flat> {
    let width = looked.first().map_or(0, |looked| looked.values.len());
    let values = looked.iter().flat_map(|looked| looked.values.iter().copied()).collect();
    // As for a head, only the direction of a code counts.
    let points = Points::new(values, width).as_directions();
    let interrupts = [stop.clone().into()];
    let mut lesson = Lesson::default();
    let laid = lesson.teach(move |_| lay_out(&points, None, &interrupts, |_, _| ()))?;
    let busy = || anyhow!("the thread that lays points out is busy");
    let ticket = laid.ok_or_else(busy)?;
    let flat = loop {
        if let Some(flat) = ticket.wait(PATIENCE) {
            break flat?;
        }
    };
    Ok(Flat { places: unit(&flat.places), ..flat })
}

/// The places moved and scaled into the square from 0 to 1, both ways alike.
fn unit(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let (mut least, mut most) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
    for place in places {
        for axis in 0..2 {
            least[axis] = least[axis].min(place[axis]);
            most[axis] = most[axis].max(place[axis]);
        }
    }
    let spans = [most[0] - least[0], most[1] - least[1]];
    let span = spans[0].max(spans[1]).max(f32::MIN_POSITIVE);
    let moved = |place: &[f32; 2]| {
        [0, 1].map(|axis| (place[axis] - least[axis]) / span + (1.0 - spans[axis] / span) / 2.0)
    };
    places.iter().map(moved).collect()
}

fn in_json(network: &Network, layer: &str, looked: &[Looked], map: &Flat) -> Value {
    let picture = |(looked, [x, y]): (&Looked, &[f32; 2])| json!({"image": looked.path.display().to_string(), "x": x, "y": y});
    let pictures: Vec<Value> = looked.iter().zip(&map.places).map(picture).collect();
    let way = match map.way {
        Way::Neighbours => "t-SNE",
        Way::MainDirections => "main directions",
    };
    let mut value = json!({
        "network": network.spec.name, "layer": layer, "way": way, "pictures": pictures,
    });
    if network.outline.untrained {
        value["untrained"] = true.into();
    }
    value
}

/// The places of the PNG: a square grid, in which no picture covers another.
struct Grid {
    /// Places across and down.
    side: usize,
    /// A place's width and height, in pixels.
    cell: u32,
}

impl Grid {
    /// For so many pictures.
    fn new(pictures: usize) -> Self {
        let side = (pictures as f64 * ROOM).sqrt().ceil() as usize;
        let cell = (SIDE / side.max(1) as u32).clamp(SMALLEST + GAP, GREATEST + GAP);
        // Where they could be larger than they may, there is more room between them.
        Self { side: side.max((SIDE / cell) as usize), cell }
    }

    /// The side of a picture.
    fn small(&self) -> u32 {
        self.cell - GAP
    }

    /// For each place in 0..=1, in order, the nearest cell that is still free, by row and column.
    fn cells(&self, places: &[[f32; 2]]) -> Vec<(usize, usize)> {
        let mut taken = vec![false; self.side * self.side];
        let last = (self.side - 1) as f32;
        let cell = |place: &[f32; 2]| {
            let [x, y] = place.map(|value| (value * last).clamp(0.0, last));
            let away = |cell: usize| {
                let (row, column) = (cell / self.side, cell % self.side);
                (column as f32 - x).powi(2) + (row as f32 - y).powi(2)
            };
            let free = (0..taken.len()).filter(|&cell| !taken[cell]);
            let nearest = free.min_by(|&one, &other| away(one).total_cmp(&away(other)));
            let nearest = nearest.unwrap_or_default();
            taken[nearest] = true;
            (nearest / self.side, nearest % self.side)
        };
        places.iter().map(cell).collect()
    }

    fn draw(&self, looked: &[Looked], places: &[[f32; 2]]) -> RgbImage {
        let side = (self.side as u32 * self.cell).max(SIDE);
        let margin = (side - self.side as u32 * self.cell) / 2;
        let mut picture = RgbImage::from_pixel(side, side, GROUND);
        for (looked, (row, column)) in looked.iter().zip(self.cells(places)) {
            let at = |place: usize| i64::from(margin + place as u32 * self.cell + GAP / 2);
            imageops::replace(&mut picture, &looked.small, at(column), at(row));
        }
        picture
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_picture_has_a_cell_of_its_own_near_its_place() {
        let mut random = fastrand::Rng::with_seed(1);
        for count in [1, 2, 30, 400] {
            let grid = Grid::new(count);
            // Many at one place, the others anywhere.
            let place =
                |n: usize| if n < count / 3 { [0.5; 2] } else { [0; 2].map(|_| random.f32()) };
            let places: Vec<[f32; 2]> = (0..count).map(place).collect();
            let cells = grid.cells(&places);
            assert_eq!(cells.iter().collect::<HashSet<_>>().len(), count);
            assert!(cells.iter().all(|(row, column)| *row < grid.side && *column < grid.side));
            let far = |((row, column), [x, y]): (&(usize, usize), &[f32; 2])| {
                let last = (grid.side - 1).max(1) as f32;
                (*column as f32 / last - x).hypot(*row as f32 / last - y)
            };
            let mean = cells.iter().zip(&places).map(far).sum::<f32>() / count as f32;
            assert!(count < 30 || mean < 0.15, "{count}: {mean}");
        }
    }

    #[test]
    fn places_fill_the_square_and_keep_their_shape() {
        let found = unit(&[[-4.0, 0.0], [4.0, 2.0], [0.0, 1.0]]);
        assert_eq!(found, [[0.0, 0.375], [1.0, 0.625], [0.5, 0.5]]);
        assert_eq!(unit(&[[3.0, 3.0]]), [[0.5, 0.5]]);
    }
}
