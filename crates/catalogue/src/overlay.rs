//! The hand-kept overlay: where Apple's service does otherwise than its description says. Its form stands at the head of
//! `data/overlay.txt`.

use std::collections::HashSet;

use crate::model::{Method, Operation};

const OVERLAY: &str = include_str!("../data/overlay.txt");

/// What the overlay says.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    /// The names of shapes whose list of words is not complete.
    pub(crate) open: HashSet<&'static str>,
    without: Vec<(Method, &'static str, &'static str)>,
}

impl Overlay {
    /// The overlay of this build.
    ///
    /// # Panics
    /// When a line of it has another form, which the tests of this crate rule out.
    pub(crate) fn built_in() -> Self {
        let mut overlay = Self::default();
        let lines = OVERLAY.lines().filter(|line| !line.starts_with(['#', ' ']) && !line.is_empty());
        for line in lines {
            match *line.split(' ').collect::<Vec<_>>() {
                ["open", shape] => drop(overlay.open.insert(shape)),
                ["without", method, path, parameter] if method.parse::<Method>().is_ok() => {
                    let method = method.parse().unwrap_or(Method::Get);
                    overlay.without.push((method, path, parameter));
                }
                _ => panic!("the overlay has a broken line: {line}"),
            }
        }
        overlay
    }

    /// Takes out of an operation what Apple refuses.
    pub(crate) fn apply(&self, operation: &mut Operation) {
        for (method, path, refused) in &self.without {
            if operation.method == *method && operation.path == *path {
                operation.parameters.retain(|parameter| parameter.name != *refused);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalogue, catalogue};

    #[test]
    fn every_entry_is_about_something_that_the_description_has() {
        let overlay = Overlay::built_in();
        for shape in &overlay.open {
            assert!(catalogue().shape(shape).is_some(), "{shape}");
        }
        let described = crate::parse::described();
        for (method, path, parameter) in &overlay.without {
            let parameters = |all: &Catalogue| {
                let found = all
                    .find(*method, &path.replace("{id}", "1"))
                    .map(|found| found.operation.parameter(parameter).is_some());
                found.unwrap_or_else(|| panic!("there is no {method} {path}"))
            };
            assert!(parameters(&described) && !parameters(catalogue()), "{method} {path} {parameter}");
        }
    }
}
