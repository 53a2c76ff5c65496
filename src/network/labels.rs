//! Class names.

use std::sync::Arc;

use crate::error::{Error, Result};

/// The class names of this list, by class number.
///
/// # Errors
/// [`Error::Network`] where no list of this name was built in.
pub fn named(list: &str) -> Result<Arc<[String]>> {
    match list {
        "imagenet_labels.txt" => Ok(include_str!("../../weights/imagenet_labels.txt")
            .lines()
            .map(str::to_owned)
            .collect()),
        _ => Err(Error::Network(format!("unknown labels {list}; there are imagenet_labels.txt"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imagenets_classes_are_in_their_order() {
        let labels = named("imagenet_labels.txt").unwrap();
        assert_eq!((labels.len(), &*labels[0], &*labels[285]), (1000, "tench", "Egyptian cat"));
    }
}
