//! Versions and build numbers as Apple takes them: numbers with periods between them.

/// For comparing: part by part, as numbers, where what is missing is zero.
pub(crate) fn order(number: &str) -> Vec<u64> {
    let mut parts = number.split('.').map(|part| part.parse().unwrap_or_default()).collect::<Vec<u64>>();
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}

/// All ways to write it: with and without zeros at its end (`1`, `1.0`, `1.0.0`) and before its parts. What is no such
/// number is written as it is.
pub(crate) fn spellings(number: &str) -> Vec<String> {
    let parts = number.split('.').map(str::parse::<u64>).collect::<Result<Vec<_>, _>>();
    let mut all = vec![number.to_owned()];
    let Ok(mut parts) = parts else { return all };
    while parts.len() > 1 && parts.last() == Some(&0) {
        parts.pop();
    }
    loop {
        let written = parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        if !all.contains(&written) {
            all.push(written);
        }
        if parts.len() >= 3 {
            return all;
        }
        parts.push(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_part_by_part() {
        assert!(order("10") > order("9"));
        assert!(order("1.10") > order("1.9.9"));
        assert_eq!(order("1.0"), order("1"));
        assert!(order("20261121.2") > order("20261121"));
    }

    #[test]
    fn a_number_has_several_spellings() {
        assert_eq!(spellings("1.0"), ["1.0", "1", "1.0.0"]);
        assert_eq!(spellings("1.2.0"), ["1.2.0", "1.2"]);
        assert_eq!(spellings("01.2"), ["01.2", "1.2", "1.2.0"]);
        assert_eq!(spellings("1.2.3"), ["1.2.3"]);
        assert_eq!(spellings("1.0b"), ["1.0b"]);
        assert_eq!(spellings("0"), ["0", "0.0", "0.0.0"]);
    }
}
