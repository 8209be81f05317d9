//! The right spelling that was probably meant.

/// How alike two words must be, from 0 to 1, for one to be taken for a misspelling of the other.
const LIKENESS: f64 = 0.8;

/// The candidate that is spelled most like a word, if any is near enough; upper and lower case are the same.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let likeness = |candidate: &'a str| (strsim::jaro_winkler(&word, &candidate.to_lowercase()), candidate);
    let near = candidates.into_iter().map(likeness).filter(|(likeness, _)| *likeness > LIKENESS);
    near.max_by(|(left, _), (right, _)| left.total_cmp(right)).map(|(_, candidate)| candidate)
}

/// The nearest candidate as a question that ends a finding; empty where none is near.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map(|near| format!("; did you mean {near}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_finds_its_word_and_another_word_none() {
        assert_eq!(nearest("Gambing", ["gambling", "contests"]), Some("gambling"));
        assert_eq!(nearest("colour", ["gambling", "contests"]), None);
        assert_eq!(did_you_mean("contest", ["gambling", "contests"]), "; did you mean contests?");
        assert_eq!(did_you_mean("xyz", ["gambling", "contests"]), "");
    }
}
