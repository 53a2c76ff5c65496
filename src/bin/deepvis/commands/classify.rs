//! `deepvis classify`: prints the best classes of pictures.

mod by_head;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::interrupt::Interrupt;
use deepvis::network::Network;
use deepvis::network::guess::Guess;
use deepvis::network::top_k::top_k;

use super::batch::pictures;
use super::workers::{PictureReader, Prepared, Workers};
use super::{Ending, UNTRAINED, complain, report};
use crate::cli::Classify;

pub fn run(arguments: &Classify) -> Result<Ending> {
    let images = pictures(&arguments.images)?;
    if let Some(head) = &arguments.taught.head {
        return by_head::run(arguments, head, &images);
    }
    let workers = Workers::load(&arguments.network.choice(), images.len(), &Interrupt::default())?;
    let outline = workers.network.outline.clone();
    let (labels, untrained) = (&outline.labels, outline.untrained);
    if untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let mut answers = Vec::new();
    let mut ending = Ending::Done;
    let count = usize::from(arguments.top);
    let prepare = |reader: &mut PictureReader, image: &PathBuf| reader.prepare(image);
    let look = |network: &Network, image: &PathBuf, prepared: Prepared| {
        classify(network, image, &prepared, count)
    };
    workers.each(&images, prepare, look, |image, top| {
        let top = match top {
            Ok(top) => top,
            // The other pictures may be fine.
            Err(error) => {
                complain(error);
                ending = Ending::Failed;
                return Ok::<(), anyhow::Error>(());
            }
        };
        if arguments.json {
            let name = image.display().to_string();
            let top = report::guesses(&top, labels);
            let network = &workers.network.spec.name;
            let mut answer = json!({"image": name, "network": network, "top": top});
            if untrained {
                answer["untrained"] = true.into();
            }
            answers.push(answer);
        } else {
            let mut out = super::stdout();
            writeln!(out, "{}", in_one_line(image))?;
            for guess in top {
                let label = labels.get(guess.class).map_or("", String::as_str);
                writeln!(out, "{:6.1} %  {label}", guess.probability * 100.0)?;
            }
        }
        Ok(())
    })?;
    if arguments.json {
        super::print_json(&answers)?;
    }
    Ok(ending)
}

fn classify(
    network: &Network,
    image: &Path,
    prepared: &Prepared,
    count: usize,
) -> Result<Vec<Guess>, Error> {
    let input = prepared.input(network)?;
    let logits = network.logits(&input)?;
    let probabilities = network.answer(&logits).map_err(|error| error.about(image))?;
    Ok(top_k(&probabilities, count))
}
