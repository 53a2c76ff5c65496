//! What is kept of a long time: evenly spread, and never more than so many.

/// Things with the steps after which they were.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    most: usize,
    /// No two are nearer to each other than this.
    every: u32,
    all: Vec<(u32, T)>,
}

impl<T> Kept<T> {
    /// Keeps at most so many, at least two.
    pub fn new(most: usize) -> Self {
        Self { most: most.max(2), every: 1, all: Vec::new() }
    }

    /// True where what is after so many steps would be kept.
    pub fn takes(&self, step: u32) -> bool {
        self.all.last().is_none_or(|(last, _)| step >= last + self.every)
    }

    /// Keeps it, where it is far enough from the one before.
    pub fn put(&mut self, step: u32, one: T) {
        if !self.takes(step) {
            return;
        }
        self.all.push((step, one));
        while self.all.len() > self.most {
            self.every *= 2;
            let mut last: Option<u32> = None;
            let every = self.every;
            self.all.retain(|(step, _)| {
                let stays = last.is_none_or(|last| *step >= last + every);
                last = if stays { Some(*step) } else { last };
                stays
            });
        }
    }

    /// The last one that is not after so many steps.
    pub fn at(&self, step: u32) -> Option<&T> {
        self.all.iter().rev().find(|(of, _)| *of <= step).map(|(_, one)| one)
    }

    /// All with their steps, the first first.
    pub fn iter(&self) -> impl Iterator<Item = &(u32, T)> {
        self.all.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_more_than_so_many_are_kept_and_they_are_spread_evenly() {
        let mut kept = Kept::new(40);
        for step in (0..9000).step_by(3) {
            kept.put(step, step);
            assert!(kept.all.len() <= 40, "{}", kept.all.len());
        }
        assert!(kept.all.len() >= 15, "{}", kept.all.len());
        let steps: Vec<u32> = kept.iter().map(|(step, _)| *step).collect();
        assert_eq!(steps[0], 0, "the noise at the beginning stays");
        assert!(steps[steps.len() - 1] > 8000);
        let gaps = steps.windows(2).map(|pair| pair[1] - pair[0]);
        let (least, most) = (gaps.clone().min().unwrap(), gaps.max().unwrap());
        assert!(most <= 2 * least, "{least} to {most}");
        assert_eq!(kept.at(steps[5] + 1), Some(&steps[5]));
        assert_eq!(kept.at(0), Some(&0));
    }
}
