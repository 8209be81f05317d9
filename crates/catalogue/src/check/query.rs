//! Query parameters.

use super::value::check_word;
use super::{Problem, ProblemKind};
use crate::model::{Catalogue, Operation, Parameter};
use crate::shape::Shape;

impl Catalogue {
    /// What Apple would refuse in the query of a request, decoded into names and values.
    pub fn check_query<'a>(
        &self,
        operation: &Operation,
        query: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut given = Vec::new();
        for (name, value) in query {
            given.push(name);
            // The cursor is Apple's own: it stands in `links.next` and in no description.
            if name == "cursor" {
                continue;
            }
            match operation.parameter(name) {
                Some(parameter) => self.check_parameter(parameter, value, &mut problems),
                None => problems.push(unknown(operation, name)),
            }
        }
        let missing = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required && !given.contains(&parameter.name))
            .map(|parameter| Problem::parameter(parameter.name, ProblemKind::MissingParameter));
        problems.extend(missing);
        problems
    }

    fn check_parameter(&self, parameter: &Parameter, value: &str, problems: &mut Vec<Problem>) {
        if let Shape::Array(items) = &parameter.shape {
            for word in value.split(',') {
                problems.extend(
                    check_word(self, items, word).map(|kind| Problem::parameter(parameter.name, kind)),
                );
            }
        } else {
            let problem = check_word(self, &parameter.shape, value);
            problems.extend(problem.map(|kind| Problem::parameter(parameter.name, kind)));
        }
    }
}

fn unknown(operation: &Operation, name: &str) -> Problem {
    let known = operation.parameters.iter().map(|parameter| parameter.name);
    let nearest = crate::nearest(name, known).map(str::to_owned);
    Problem::parameter(name, ProblemKind::UnknownParameter { nearest })
}
