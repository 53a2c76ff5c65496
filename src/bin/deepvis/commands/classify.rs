//! `deepvis classify`: prints the best classes of pictures.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::interrupt::Interrupt;
use deepvis::network::guess::Guess;
use deepvis::network::top_k::{probabilities, top_k};

use super::batch::pictures;
use super::{Ending, Reader, UNTRAINED, complain, report};
use crate::cli::Classify;

pub fn run(arguments: &Classify) -> Result<Ending> {
    let images = pictures(&arguments.images)?;
    let mut reader = Reader::load(&arguments.network.choice(), &Interrupt::default())?;
    let labels = reader.network.outline.labels.clone();
    let untrained = reader.network.outline.untrained;
    if untrained && !arguments.json {
        writeln!(super::stdout(), "{UNTRAINED}")?;
    }
    let mut answers = Vec::new();
    let mut ending = Ending::Done;
    for image in &images {
        let name = image.display().to_string();
        let top = match classify(&mut reader, image, usize::from(arguments.top)) {
            Ok(top) => top,
            // The other pictures may be fine.
            Err(error) => {
                complain(error);
                ending = Ending::Failed;
                continue;
            }
        };
        if arguments.json {
            let network = &reader.network.spec.name;
            let top = report::guesses(&top, &labels);
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
    }
    if arguments.json {
        super::print_json(&answers)?;
    }
    Ok(ending)
}

fn classify(reader: &mut Reader, image: &Path, count: usize) -> Result<Vec<Guess>, Error> {
    let input = reader.input(image)?;
    let logits = reader.network.logits(&input)?;
    let probabilities = probabilities(&logits).map_err(|error| error.about(image))?;
    Ok(top_k(&probabilities, count))
}
