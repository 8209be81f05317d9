//! What an operation takes and answers.

use catalogue::{Answer, Body, Operation, Shape, catalogue};
use console::{Failure, Report, exit};
use serde::Serialize;

/// An operation, described.
#[derive(Debug, Serialize)]
pub(crate) struct Description {
    id: &'static str,
    method: &'static str,
    path: &'static str,
    deprecated: bool,
    parameters: Vec<Named>,
    body: Vec<Named>,
    answer: String,
}

/// Something with a name that an operation takes.
#[derive(Debug, Serialize)]
struct Named {
    name: String,
    required: bool,
    takes: String,
}

impl Report for Description {
    fn text(&self) -> String {
        let named = |named: &Named| {
            format!("  {}{} {}", named.name, if named.required { "!" } else { "" }, named.takes)
        };
        let deprecated = if self.deprecated { ", deprecated" } else { "" };
        let mut lines = vec![format!("{} {} ({}{deprecated})", self.method, self.path, self.id)];
        if !self.parameters.is_empty() {
            lines.push("parameters (! required):".into());
            lines.extend(self.parameters.iter().map(named));
        }
        if !self.body.is_empty() {
            lines.push("body (! required):".into());
            lines.extend(self.body.iter().map(named));
        }
        lines.push(format!("answers {}", self.answer));
        lines.join("\n")
    }
}

/// Describes the operation with this id, or the one that a method and a path name.
pub(crate) fn describe(wanted: &str) -> Result<Description, Failure> {
    let by_line = || {
        let (method, path) = wanted.split_once(' ')?;
        catalogue().find(method.parse().ok()?, path.trim()).map(|found| found.operation)
    };
    let operation = catalogue().operation(wanted).or_else(by_line).ok_or_else(|| {
        let ids = catalogue().operations.iter().map(|operation| operation.id);
        let nearest = catalogue::nearest(wanted, ids);
        let hint = nearest.map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default();
        Failure::new(exit::USAGE, format!("the API has no operation `{wanted}`{hint}"))
            .hint("spaceship api --list TEXT finds operations by a part of their path or id")
    })?;
    Ok(of(operation))
}

fn of(operation: &Operation) -> Description {
    let parameters = operation.parameters.iter().map(|parameter| Named {
        name: parameter.name.to_owned(),
        required: parameter.required,
        takes: takes(&parameter.shape),
    });
    Description {
        id: operation.id,
        method: operation.method.as_str(),
        path: operation.path,
        deprecated: operation.deprecated,
        parameters: parameters.collect(),
        body: operation.body.map(members).unwrap_or_default(),
        answer: match operation.answer {
            Answer::One(name) => format!("one {name}"),
            Answer::Many(name) => format!("many {name}"),
            Answer::Linkage(to) => format!("a linkage to {to}"),
            Answer::Linkages(to) => format!("linkages to {to}"),
            Answer::Shape(name) => name.to_owned(),
            Answer::Raw(media) => media.to_owned(),
            Answer::Nothing => "nothing".to_owned(),
        },
    }
}

/// A shape, and where it is a list of words under a name, the words.
fn takes(shape: &Shape) -> String {
    match shape {
        Shape::Named(name) => match catalogue().shape(name) {
            Some(words @ Shape::Enum(_)) => format!("{name} {words}"),
            _ => (*name).to_owned(),
        },
        other => other.to_string(),
    }
}

fn members(body: Body) -> Vec<Named> {
    let linkage = |takes: String| vec![Named { name: "data".into(), required: true, takes }];
    let document = match body {
        Body::Linkage(to) => return linkage(format!("one {to}")),
        Body::Linkages(to) => return linkage(format!("many {to}")),
        Body::Document(name) => catalogue().request(name),
    };
    let attributes = document.into_iter().flat_map(|document| &document.attributes).map(|attribute| Named {
        name: attribute.name.to_owned(),
        required: attribute.required,
        takes: takes(&attribute.shape),
    });
    let relationships =
        document.into_iter().flat_map(|document| &document.relationships).map(|relationship| Named {
            name: relationship.name.to_owned(),
            required: relationship.required,
            takes: format!("{} {}", if relationship.many { "many" } else { "one" }, relationship.to),
        });
    attributes.chain(relationships).collect()
}
