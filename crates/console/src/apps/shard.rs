//! A part of the work: the Ith of N jobs.

use std::fmt;
use std::str::FromStr;

/// Which of how many jobs this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 1.
    index: u32,
    /// How many there are.
    total: u32,
}

impl Shard {
    /// How many jobs there are.
    pub fn total(self) -> u32 {
        self.total
    }

    /// The jobs take turns: what this one gets of all.
    pub(super) fn part<T>(self, all: Vec<T>) -> Vec<T> {
        let own = |place: usize| place % self.total as usize == self.index as usize - 1;
        all.into_iter().enumerate().filter(|(place, _)| own(*place)).map(|(_, one)| one).collect()
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.total)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no I/N with I from 1 to N, such as 2/3");
        let (index, total) = text.split_once('/').ok_or_else(wrong)?;
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| wrong());
        let (index, total) = (number(index)?, number(total)?);
        if (1..=total).contains(&index) { Ok(Self { index, total }) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_shard_is_written_as_gitlab_counts() {
        assert_eq!("2/3".parse(), Ok(Shard { index: 2, total: 3 }));
        for wrong in ["", "/", "0/3", "4/3", "1/0", "a/b", "1/", "2", "-1/3", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_shards_have_everything_once_and_about_the_same(count in 0_usize..100, total in 1_u32..20) {
            let all = (0..count).collect::<Vec<_>>();
            let parts = (1..=total).map(|index| Shard { index, total }.part(all.clone())).collect::<Vec<_>>();
            let sizes = parts.iter().map(Vec::len);
            prop_assert!(sizes.clone().max().unwrap() - sizes.min().unwrap() <= 1);
            let mut together = parts.concat();
            together.sort_unstable();
            prop_assert_eq!(together, all);
        }

        #[test]
        fn no_text_breaks_the_reading(text in "[0-9/ a-]{0,12}") {
            let _ = text.parse::<Shard>();
        }
    }
}
