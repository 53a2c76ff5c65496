//! The shards of a large set: which of its pictures, or units, one machine works on.

use std::fmt;
use std::str::FromStr;

/// Some of the shards of a set, of which each takes every N-th member.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shards {
    /// Which, from 1, in ascending order.
    which: Vec<u32>,
    /// How many there are in all, from 1.
    of: u32,
}

/// More machines than anybody has.
const MOST: u32 = 65_536;

impl Shards {
    /// The set as a whole.
    pub fn whole() -> Self {
        Self { which: vec![1], of: 1 }
    }

    /// True where no member is left out.
    pub fn is_whole(&self) -> bool {
        self.which.len() == self.of as usize
    }

    /// True of a member that is in these shards, by its index.
    pub fn hold(&self, index: usize) -> bool {
        let shard = (index as u64 % u64::from(self.of)) as u32 + 1;
        self.which.binary_search(&shard).is_ok()
    }

    /// These and others, of the same set.
    ///
    /// # Errors
    /// Where the set was divided otherwise, or a shard is in both.
    pub fn and(&self, others: &Self) -> Result<Self, String> {
        if self.of != others.of {
            let (one, other) = (self.of, others.of);
            return Err(format!("one was divided into {one} shards, the other into {other}"));
        }
        let mut which = [&self.which[..], &others.which[..]].concat();
        which.sort_unstable();
        let pairs = which.iter().zip(which.iter().skip(1));
        if let Some((twice, _)) = pairs.into_iter().find(|(one, other)| one == other) {
            return Err(format!("shard {twice}/{} is there twice", self.of));
        }
        Ok(if which.len() == self.of as usize {
            Self::whole()
        } else {
            Self { which, of: self.of }
        })
    }
}

/// "1/1" for the whole, "2/8", "2,3,7/8".
impl fmt::Display for Shards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which: Vec<String> = self.which.iter().map(u32::to_string).collect();
        write!(f, "{}/{}", which.join(","), self.of)
    }
}

impl FromStr for Shards {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{} is no shard, such as 2/8", text.escape_debug());
        let (which, of) = text.split_once('/').ok_or_else(wrong)?;
        let of: u32 = of.parse().ok().ok_or_else(wrong)?;
        let which: Option<Vec<u32>> = which.split(',').map(|shard| shard.parse().ok()).collect();
        let which = which.ok_or_else(wrong)?;
        let ascending = which.windows(2).all(|pair| pair[0] < pair[1]);
        let inside = which.iter().all(|&shard| (1..=of).contains(&shard));
        if !ascending || !inside || of > MOST {
            return Err(wrong());
        }
        Ok(if which.len() == of as usize { Self::whole() } else { Self { which, of } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shards(text: &str) -> Shards {
        text.parse().unwrap()
    }

    #[test]
    fn every_member_is_in_one_shard() {
        for index in 0..20 {
            let held = (1..=3).filter(|shard| shards(&format!("{shard}/3")).hold(index));
            assert_eq!(held.count(), 1);
            assert!(Shards::whole().hold(index));
        }
        assert!(shards("2/3").hold(1) && shards("2/3").hold(4));
    }

    #[test]
    fn all_of_them_are_the_whole() {
        let two = shards("1/3").and(&shards("3/3")).unwrap();
        assert_eq!((two.to_string(), two.is_whole()), ("1,3/3".into(), false));
        assert_eq!(shards("1,3/3"), two);
        assert_eq!(two.and(&shards("2/3")).unwrap(), Shards::whole());
        assert_eq!(shards("1,2/2"), Shards::whole());
        assert_eq!(two.and(&shards("3/3")).unwrap_err(), "shard 3/3 is there twice");
        let error = two.and(&shards("3/4")).unwrap_err();
        assert_eq!(error, "one was divided into 3 shards, the other into 4");
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for wrong in ["", "1", "0/3", "4/3", "2,1/3", "1/0", "a/3", "1/99999999999", "1,1/3"] {
            assert!(wrong.parse::<Shards>().is_err(), "{wrong}");
        }
    }
}
