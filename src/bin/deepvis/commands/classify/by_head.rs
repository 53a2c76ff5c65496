//! `deepvis classify --head`: the classes that somebody taught, or "none of these".

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Value, json};

use deepvis::Error;
use deepvis::error::in_one_line;
use deepvis::interrupt::Interrupt;
use deepvis::network::Network;
use deepvis::network::head::TrainedHead;
use deepvis::network::head::file::{Head, Said};
use deepvis::network::top_k::{probabilities, top_k};
use deepvis::source::mirror;

use super::super::teach::code;
use super::super::workers::{PictureReader, Prepared, Workers};
use super::super::{Ending, UNTRAINED, complain};
use crate::cli::{By, Classify};

/// A taught class, how alike the picture is to its mean, and what the trained head makes of it.
struct Guess {
    class: usize,
    cosine: f32,
    probability: Option<f32>,
}

struct Answer {
    said: Said,
    /// The best first.
    guesses: Vec<Guess>,
}

pub fn run(arguments: &Classify, path: &Path, images: &[PathBuf]) -> Result<Ending> {
    let head = Head::read(path)?;
    let trained = match (arguments.taught.by, &head.trained) {
        (By::Means, _) => None,
        (By::Head, Some(trained)) => Some(trained),
        (By::Head, None) => {
            let problem = "nothing was trained for it: --by means answers".to_owned();
            return Err(Error::Head { problem, path: path.to_owned() }.into());
        }
    };
    let (choice, interrupt) = (arguments.network.choice(), Interrupt::default());
    head.check(path, &choice.named()?.spec, &choice.weights, &interrupt)?;
    let workers = Workers::load(&choice, images.len(), &interrupt)?;
    let untrained = workers.network.outline.untrained;
    if untrained && !arguments.json {
        writeln!(super::super::stdout(), "{UNTRAINED}")?;
    }
    let (mut answers, mut ending) = (Vec::new(), Ending::Done);
    let prepare = |reader: &mut PictureReader, image: &PathBuf| {
        let mut picture = reader.load(image)?;
        // As it saw what it was taught.
        if head.about.mirror {
            mirror(&mut picture);
        }
        reader.prepare_picture(&picture)
    };
    let look = |network: &Network, image: &PathBuf, prepared: Prepared| {
        let code = code(network, &prepared).map_err(|error| error.about(image))?;
        answer(&head, trained, &code, usize::from(arguments.top))
    };
    workers.each(images, prepare, look, |image, answer| {
        match answer {
            Ok(answer) if arguments.json => {
                let mut value = in_json(&head, &answer);
                value["image"] = image.display().to_string().into();
                value["network"] = workers.network.spec.name.clone().into();
                value["by"] = arguments.taught.by.name().into();
                if untrained {
                    value["untrained"] = true.into();
                }
                answers.push(value);
            }
            Ok(answer) => {
                let mut out = super::super::stdout();
                writeln!(out, "{}", in_one_line(image))?;
                tell(&head, &answer, &mut out)?;
            }
            // The other pictures may be fine.
            Err(error) => {
                complain(error);
                ending = Ending::Failed;
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    if arguments.json {
        super::super::print_json(&answers)?;
    }
    Ok(ending)
}

fn answer(
    head: &Head,
    trained: Option<&TrainedHead>,
    code: &[f32],
    count: usize,
) -> Result<Answer, Error> {
    let said = head.answer(code)?;
    let guesses = if let Some(trained) = trained {
        let top = top_k(&probabilities(&trained.logits(code))?, count).into_iter();
        let guess = |guess: deepvis::network::guess::Guess| Guess {
            class: guess.class,
            cosine: said.cosines[guess.class],
            probability: Some(guess.probability),
        };
        top.map(guess).collect()
    } else {
        let mut order: Vec<usize> = (0..said.cosines.len()).collect();
        order.sort_by(|one, other| said.cosines[*other].total_cmp(&said.cosines[*one]));
        let guess = |class| Guess { class, cosine: said.cosines[class], probability: None };
        order.into_iter().take(count).map(guess).collect()
    };
    Ok(Answer { said, guesses })
}

fn in_json(head: &Head, Answer { said, guesses }: &Answer) -> Value {
    let labels = &head.about.labels;
    let guess = |guess: &Guess| {
        let mut value =
            json!({"class": guess.class, "label": labels[guess.class], "cosine": guess.cosine});
        if let Some(probability) = guess.probability {
            value["probability"] = probability.into();
        }
        value
    };
    let top: Vec<Value> = guesses.iter().map(guess).collect();
    json!({
        "image": null,
        "network": null,
        "by": null,
        "top": top,
        "none": said.none,
        // Of the class that it is most alike to: below the threshold it is none of these.
        "cosine": said.cosines[said.nearest],
        "threshold": head.means.threshold,
    })
}

fn tell(head: &Head, Answer { said, guesses }: &Answer, out: &mut impl Write) -> io::Result<()> {
    if said.none {
        writeln!(out, "    none of these")?;
    }
    for Guess { class, cosine, probability } in guesses {
        let label = &head.about.labels[*class];
        match probability {
            Some(probability) => writeln!(out, "{:6.1} %  {label}", probability * 100.0)?,
            None => writeln!(out, "{cosine:8.2}  {label}")?,
        }
    }
    Ok(())
}
