//! `deepvis stability`: how much known changes of pictures change a network's answer, and every layer before it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::dynamics::profile::{Depth, Spread};
use deepvis::dynamics::stability::{Kind, Stability};
use deepvis::network::Network;
use deepvis::source;

use super::batch::{pictures, progress};
use super::{Ending, Reader, UNTRAINED, complain};
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
        let network = Reader::load(&choice, &stop.clone().into())?.network;
        let (stability, failed) = measure(&network, &images, &stop);
        if stop.load(Ordering::Relaxed) {
            return Ok(Ending::Interrupted);
        }
        if failed {
            ending = Ending::Failed;
        }
        if stability.pictures() > 0 {
            rows.push(Row { network, stability });
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
fn measure(network: &Network, images: &[PathBuf], stop: &Arc<AtomicBool>) -> (Stability, bool) {
    let bar = progress(images.len());
    let mut stability = Stability::default();
    let mut failed = false;
    for image in images {
        bar.set_message(format!("{}: {}", network.spec.title, image.display()));
        match source::load(image).and_then(|picture| stability.add(network, &picture)) {
            Ok(()) => {}
            Err(_) if stop.load(Ordering::Relaxed) => break,
            // The other pictures may be fine.
            Err(error) => {
                bar.suspend(|| complain(error));
                failed = true;
            }
        }
        bar.inc(1);
    }
    (stability, failed)
}

/// From the pixels to the class probabilities.
fn names(network: &Network) -> Vec<&str> {
    let outline = &network.outline;
    let shown = outline.blocks.iter().map(|block| outline.layers[block.shown].name.as_str());
    ["pixels"].into_iter().chain(shown).chain(["class probabilities"]).collect()
}

fn in_json(row: &Row) -> Value {
    let spread = |spread: Spread| json!({"mean": spread.mean, "sd": spread.deviation});
    let names = names(&row.network);
    let depths = row.stability.depths();
    let layers = names.iter().zip(&depths).map(|(name, depth)| {
        json!({
            "name": name,
            "relative": spread(depth.relative),
            "angle": spread(depth.angle),
        })
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
    writeln!(out, "{:width$}  {:>16}  {:>18}", "", "relative change", "1 − cosine")?;
    let (mean, spread) = ("mean", "spread");
    writeln!(out, "{:width$}  {mean:>8}{spread:>8}  {mean:>9}{spread:>9}", "")?;
    for (name, Depth { angle, relative }) in names.iter().zip(row.stability.depths()) {
        let [mean, spread] = [relative.mean, relative.deviation].map(|share| share * 100.0);
        write!(out, "{name:width$}  {mean:6.1} %{spread:6.1} %  ")?;
        writeln!(out, "{:9.4}{:9.4}", angle.mean, angle.deviation)?;
    }
    let kinds = row.stability.flips();
    let kinds = kinds.map(|(kind, of, flipped)| format!("{} {flipped} of {of}", kind.name()));
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    writeln!(out, "\nthe answer changed {flipped} times of {of}: {kinds}\n")
}

/// Several networks beside each other: mean relative changes, and flips by kind.
fn comparison(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let line = |out: &mut dyn Write, name: &str, cells: &[String]| {
        write!(out, "{name:20}")?;
        cells.iter().try_for_each(|cell| write!(out, "{cell:>11}"))?;
        writeln!(out)
    };
    let depths = ["pixels", "first", "last", "answer"].map(String::from);
    let kinds = Kind::ALL.map(|kind| kind.name().to_owned());
    line(out, "", &[&depths[..], &kinds, &["all".to_owned()]].concat())?;
    for row in rows {
        let depths = row.stability.depths();
        let at = [0, 1, depths.len().saturating_sub(2), depths.len().saturating_sub(1)];
        let depths = at.into_iter().filter_map(|at| depths.get(at));
        let changes = depths.map(|depth| format!("{:.1} %", depth.relative.mean * 100.0));
        let all = row.stability.all_flips();
        let flips = row.stability.flips().map(|(_, of, flipped)| (of, flipped)).chain([all]);
        let shares = flips
            .map(|(of, flipped)| format!("{:.0} %", flipped as f64 / of.max(1) as f64 * 100.0));
        line(out, &row.network.spec.name, &changes.chain(shares).collect::<Vec<_>>())?;
    }
    writeln!(
        out,
        "\nthe first four columns: mean relative change of the pixels, the first and the last layer of the wall, and the \
         class probabilities;\nthe others: how often the best class was another"
    )
}
