//! The year in the copyright line.

use super::words::words;

/// Years that can be meant as such.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// What is wrong with the year of a copyright line, if anything is. Of a span such as 2019–2026 the last year counts.
pub(super) fn fault(text: &str, now: i32) -> Option<String> {
    if text.trim().is_empty() {
        return Some("there is none".into());
    }
    let last = words(text).iter().filter_map(|word| year(&word.folded)).max();
    match last {
        None => Some(format!("no year, and this is {now}")),
        Some(year) if year == now => None,
        Some(year) if year > now => Some(format!("{year}, which is to come")),
        Some(year) => Some(format!("{year}, and this is {now}")),
    }
}

fn year(word: &str) -> Option<i32> {
    let is_number = word.len() == 4 && word.bytes().all(|letter| letter.is_ascii_digit());
    let year = is_number.then(|| word.parse().ok()).flatten()?;
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_now_is_right_alone_or_at_the_end_of_a_span() {
        for right in
            ["2026 Example Ltd", "© 2026 Example", "2019-2026 Example", "2019–2026 Example", "Ex, 2026."]
        {
            assert_eq!(fault(right, 2026), None, "{right}");
        }
    }

    #[test]
    fn no_year_and_years_that_are_past_or_to_come_are_faults() {
        let cases = [
            ("", "there is none"),
            ("Example Ltd", "no year, and this is 2026"),
            ("Area20260 Ltd, room 1234", "no year, and this is 2026"),
            ("2025 Example", "2025, and this is 2026"),
            ("2027 Example", "2027, which is to come"),
            ("2026–2027 Example", "2027, which is to come"),
        ];
        for (text, said) in cases {
            assert_eq!(fault(text, 2026).as_deref(), Some(said), "{text}");
        }
    }
}
