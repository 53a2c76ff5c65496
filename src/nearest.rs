//! What somebody who mistyped a name has meant.

/// How alike two names must be, 0 to 1. "netwrok" and "network" are 0.97, "freeze" and "help" 0.
const ALIKE: f64 = 0.8;

/// The known name that is most like this one; none where none is.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known = known.into_iter().map(|other| (strsim::jaro_winkler(name, other), other));
    let alike = known.filter(|(alike, _)| *alike >= ALIKE);
    alike.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_recognised_and_a_strange_one_is_not() {
        let known = ["network", "weights", "random-weights", "threads", "size", "source"];
        for (typed, meant) in [("netwrok", "network"), ("tread", "threads"), ("Size", "size")] {
            assert_eq!(nearest(typed, known), Some(meant), "{typed}");
        }
        assert_eq!(nearest("colour", known), None);
    }
}
