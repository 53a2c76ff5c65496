//! The nearest of known names to one that was mistyped, for "did you mean …?".

/// How alike two names must be, 0 to 1. "netwrok" and "network" are 0.97, "freeze" and "help" 0.
const ALIKE: f64 = 0.8;

/// The known name that is most like this one; none where none is.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known = known.into_iter().map(|other| (strsim::jaro_winkler(name, other), other));
    let alike = known.filter(|(alike, _)| *alike >= ALIKE);
    alike.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}

/// All known names, the ones that are most like this one first; of those that are alike as much, in
/// their own order.
pub fn by_likeness<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let known = known.into_iter().map(|other| (strsim::jaro_winkler(name, other), other));
    let mut known: Vec<(f64, &str)> = known.collect();
    known.sort_by(|one, other| other.0.total_cmp(&one.0));
    known.into_iter().map(|(_, name)| name).collect()
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

    #[test]
    fn the_most_alike_comes_first_and_none_is_left_out() {
        let known = ["square 4 1", "step 12", "step 2", "square 4 2"];
        let wanted = ["step 2", "step 12", "square 4 2", "square 4 1"];
        assert_eq!(by_likeness("stpe 2", known), wanted);
        assert_eq!(by_likeness("", ["b", "a"]), ["b", "a"]);
    }
}
