//! `deepvis stability`: measures how much known changes of pictures change answers and layers.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::exhibit::changes::stability::{PerturbationKind, Stability};
use deepvis::frame::Picture;
use deepvis::network::Network;
use deepvis::taps::profile::{Depth, Spread};

use super::batch::{pictures, progress};
use super::workers::{PictureReader, Workers};
use super::{Ending, UNTRAINED, complain};
use crate::cli;

/// What one network did.
struct Row {
    network: Network,
    stability: Stability,
}

pub fn run(arguments: &cli::Stability) -> Result<Ending> {
    let stop = super::stop_flag()?;
    let images = pictures(&arguments.images)?;
    if arguments.random_weights && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let mut rows = Vec::new();
    let mut ending = Ending::Done;
    for choice in arguments.choices() {
        let workers = Workers::load(&choice, images.len(), &stop.clone().into())?;
        let (stability, failed) = measure(&workers, &images, &stop)?;
        if failed {
            ending = Ending::Failed;
        }
        if stability.pictures() > 0 {
            rows.push(Row { network: workers.network, stability });
        }
    }
    if arguments.json {
        let networks: Vec<Value> = rows.iter().map(in_json).collect();
        super::print_json(&networks)?;
        return Ok(ending);
    }
    let mut out = super::stdout();
    for row in &rows {
        table(row, &mut out)?;
    }
    if rows.len() > 1 {
        comparison(&rows, &mut out)?;
    }
    Ok(ending)
}

/// All pictures that can be read; true where one could not.
fn measure(
    workers: &Workers,
    images: &[PathBuf],
    stop: &AtomicBool,
) -> Result<(Stability, bool), Error> {
    let bar = progress(images.len());
    let mut stability = Stability::default();
    let mut failed = false;
    let load = |reader: &mut PictureReader, image: &PathBuf| reader.load(image);
    let look = |network: &Network, image: &PathBuf, picture: Picture| {
        bar.set_message(format!("{}: {}", network.spec.title, image.display()));
        let mut alone = Stability::default();
        alone.add(network, &picture)?;
        Ok(alone)
    };
    workers.each(images, load, look, |image, found| {
        match found {
            Ok(found) => stability.append(found),
            Err(_) if stop.load(Ordering::Relaxed) => return Err(Error::Interrupted),
            // The other pictures may be fine.
            Err(error) => {
                bar.suspend(|| complain(error.about(image)));
                failed = true;
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    if stop.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok((stability, failed)) }
}

/// From the pixels to the class probabilities.
fn names(network: &Network) -> Vec<&str> {
    let outline = &network.outline;
    let shown = outline.blocks.iter().map(|block| outline.layers[block.shown].name.as_str());
    ["pixels"].into_iter().chain(shown).chain(["class probabilities"]).collect()
}

fn in_json(row: &Row) -> Value {
    let spread = |spread: Spread| json!({"mean": spread.mean, "sd": spread.deviation});
    let both =
        |depth: &Depth| json!({"found": depth.found.map(spread), "where": spread(depth.relative)});
    let depths = row.stability.depths(None);
    let kinds = PerturbationKind::ALL.map(|kind| (kind, row.stability.depths(Some(kind))));
    let layers =
        names(&row.network).into_iter().zip(&depths).enumerate().map(|(n, (name, depth))| {
            let by_kind =
                kinds.iter().map(|(kind, depths)| (kind.name().to_owned(), both(&depths[n])));
            let mut layer = both(depth);
            layer["name"] = name.into();
            layer["relative"] = spread(depth.relative);
            layer["angle"] = spread(depth.angle);
            layer["by_kind"] = by_kind.collect::<serde_json::Map<_, _>>().into();
            layer
        });
    let (of, flipped) = row.stability.all_flips();
    let mut flips = serde_json::Map::new();
    for (kind, of, flipped) in row.stability.flips() {
        flips.insert(kind.name().into(), json!({"of": of, "flipped": flipped}));
    }
    flips.insert("all".into(), json!({"of": of, "flipped": flipped}));
    let mut value = json!({
        "network": row.network.spec.name,
        "images": row.stability.pictures(),
        "wiggles": of / row.stability.pictures().max(1),
        "layers": layers.collect::<Vec<_>>(),
        "flips": flips,
    });
    if row.network.outline.untrained {
        value["untrained"] = true.into();
    }
    value
}

/// One network: every depth, and how often the answer changed.
fn table(row: &Row, out: &mut impl Write) -> io::Result<()> {
    let (of, flipped) = row.stability.all_flips();
    let pictures = row.stability.pictures();
    let many = if pictures == 1 { "picture" } else { "pictures" };
    let (title, each) = (&row.network.spec.title, of / pictures.max(1));
    writeln!(out, "{title}: {pictures} {many}, {each} changes each\n")?;
    let names = names(&row.network);
    let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
    writeln!(out, "{:width$}  {:>16}  {:>16}  {:>18}", "", "found", "where", "1 − cosine")?;
    let (mean, sd) = ("mean", "spread");
    write!(out, "{:width$}  {mean:>8}{sd:>8}  {mean:>8}{sd:>8}", "")?;
    writeln!(out, "  {mean:>9}{sd:>9}")?;
    for (name, Depth { angle, relative, found }) in names.iter().zip(row.stability.depths(None)) {
        let percent = |share: f32| format!("{:.1} %", share * 100.0);
        write!(out, "{name:width$}")?;
        for change in [found, Some(relative)] {
            let [mean, sd] = change.map_or(["–", "–"].map(String::from), |change| {
                [change.mean, change.deviation].map(percent)
            });
            write!(out, "  {mean:>8}{sd:>8}")?;
        }
        writeln!(out, "  {:9.4}{:9.4}", angle.mean, angle.deviation)?;
    }
    let kinds = row.stability.flips();
    let kinds = kinds.map(|(kind, of, flipped)| format!("{} {flipped} of {of}", kind.name()));
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    writeln!(out, "\nfound: {FOUND}; where: {WHERE}")?;
    writeln!(out, "the answer changed {flipped} times of {of}: {kinds}\n")
}

/// What the two measures are.
const FOUND: &str = "relative change of every channel's largest value, wherever it is";
const WHERE: &str = "relative change of all values, place by place";

/// Several networks beside each other: mean relative changes, and flips by kind.
fn comparison(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    const CHANGES: usize = 6;
    let line = |out: &mut dyn Write, name: &str, cells: &[String]| {
        write!(out, "{name:20}")?;
        let widths = std::iter::repeat_n(9, CHANGES).chain(std::iter::repeat(11));
        cells.iter().zip(widths).try_for_each(|(cell, width)| write!(out, "{cell:>width$}"))?;
        writeln!(out)
    };
    let above = ["", "found", "found", "where", "where", ""].map(String::from);
    let below = ["pixels", "first", "last", "first", "last", "answer"].map(String::from);
    let kinds = PerturbationKind::ALL.map(|kind| kind.name().to_owned());
    line(out, "", &above)?;
    line(out, "", &[&below[..], &kinds, &["all".to_owned()]].concat())?;
    for row in rows {
        let depths = row.stability.depths(None);
        let [pixels, .., answer] = &depths[..] else { continue };
        let [first, .., last] = &depths[1..depths.len() - 1] else { continue };
        let (found, place) = (|of: &Depth| of.found, |of: &Depth| Some(of.relative));
        let changes: [Option<Spread>; CHANGES] =
            [place(pixels), found(first), found(last), place(first), place(last), place(answer)];
        let changes = changes.into_iter().flatten();
        let changes = changes.map(|change| format!("{:.1} %", change.mean * 100.0));
        let all = row.stability.all_flips();
        let flips = row.stability.flips().map(|(_, of, flipped)| (of, flipped)).chain([all]);
        let shares = flips
            .map(|(of, flipped)| format!("{:.0} %", flipped as f64 / of.max(1) as f64 * 100.0));
        line(out, &row.network.spec.name, &changes.chain(shares).collect::<Vec<_>>())?;
    }
    writeln!(
        out,
        "\nthe first six columns: mean relative change of the pixels, of the first and the last layer of the wall (found: every \
         channel's largest\nvalue, wherever it is; where: all values, place by place), and of the class probabilities; the \
         others: how often the best class was another"
    )
}
