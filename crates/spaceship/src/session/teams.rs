//! Choosing one of several teams or providers.

use crate::error::{Error, ErrorKind, Result};

/// A team or provider to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its ids; any of them names it.
    pub ids: Vec<String>,
    /// Its name.
    pub name: String,
}

/// Which one is wanted. An id counts before a name; with neither, only a single candidate is clear.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// An id.
    pub id: Option<String>,
    /// A name; its case does not matter unless two differ in nothing else.
    pub name: Option<String>,
}

/// The place of the wanted candidate. Where there is none, or no clear one, the error lists them all, the nearest
/// first ([`ErrorKind::NotFound`] and [`ErrorKind::Invalid`]).
pub fn choose(candidates: &[Candidate], wanted: &Wanted) -> Result<usize> {
    let given = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if let Some(id) = given(&wanted.id) {
        let found = candidates.iter().position(|candidate| candidate.ids.contains(&id));
        return found.ok_or_else(|| missing(candidates, "id", &id));
    }
    if let Some(name) = given(&wanted.name) {
        let alike = |candidate: &Candidate| candidate.name.to_lowercase() == name.to_lowercase();
        let exact = candidates.iter().position(|candidate| candidate.name == name);
        let found = exact.or_else(|| candidates.iter().position(alike));
        return found.ok_or_else(|| missing(candidates, "name", &name));
    }
    match candidates {
        [] => Err(Error::new(ErrorKind::NotFound, "the Apple ID belongs to no team")),
        [_] => Ok(0),
        _ => {
            let what =
                format!("the Apple ID belongs to several teams, say which one: {}", list(candidates.iter()));
            Err(Error::new(ErrorKind::Invalid, what))
        }
    }
}

fn missing(candidates: &[Candidate], what: &str, wanted: &str) -> Error {
    let likeness = |candidate: &Candidate| {
        let texts = candidate.ids.iter().chain(std::iter::once(&candidate.name));
        let best = texts.map(|text| strsim::jaro_winkler(&text.to_lowercase(), &wanted.to_lowercase()));
        best.fold(0.0, f64::max)
    };
    let mut nearest = candidates.iter().collect::<Vec<_>>();
    nearest.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)));
    let offered = if nearest.is_empty() { "none".to_owned() } else { list(nearest.into_iter()) };
    Error::new(
        ErrorKind::NotFound,
        format!("the Apple ID has no team with the {what} `{wanted}`; it has {offered}"),
    )
}

fn list<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> String {
    let one = |candidate: &Candidate| {
        let id = candidate.ids.first().map_or("", String::as_str);
        format!("{} ({id})", candidate.name)
    };
    candidates.map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates() -> Vec<Candidate> {
        [("XXXXXXXXXX", "SpaceShip"), ("BBBBBBBBBB", "SecondTeam"), ("CCCCCCCCCC", "spaceship")]
            .map(|(id, name)| Candidate {
                ids: vec![id.to_owned(), format!("member-{id}")],
                name: name.to_owned(),
            })
            .to_vec()
    }

    fn wanted(id: Option<&str>, name: Option<&str>) -> Wanted {
        Wanted { id: id.map(str::to_owned), name: name.map(str::to_owned) }
    }

    #[test]
    fn an_id_counts_before_a_name_and_a_name_before_its_likes() {
        let table = [
            (wanted(Some(" BBBBBBBBBB "), Some("SpaceShip")), 1),
            (wanted(Some("member-XXXXXXXXXX"), None), 0),
            (wanted(Some(""), Some("spaceship")), 2),
            (wanted(None, Some("SECONDTEAM")), 1),
        ];
        for (wanted, expected) in table {
            assert_eq!(choose(&candidates(), &wanted).unwrap(), expected, "{wanted:?}");
        }
        assert_eq!(choose(&candidates()[..1], &Wanted::default()).unwrap(), 0);
    }

    #[test]
    fn what_is_not_clear_lists_what_there_is() {
        let error = choose(&candidates(), &Wanted::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains("SpaceShip (XXXXXXXXXX), SecondTeam (BBBBBBBBBB)"), "{error}");
        let error = choose(&candidates(), &wanted(None, Some("SecndTeam"))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(error.to_string().contains("it has SecondTeam (BBBBBBBBBB), "), "{error}");
        assert_eq!(choose(&[], &Wanted::default()).unwrap_err().kind(), ErrorKind::NotFound);
    }
}
