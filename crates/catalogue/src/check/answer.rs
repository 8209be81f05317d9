//! Answers: what the simulator says is held against Apple's description with this.

use serde_json::Value;

use super::value::{Strictness, check_value};
use super::{Problem, ProblemKind};
use crate::model::{Answer, Catalogue, Operation, Resource};

impl Catalogue {
    /// Where the body of a successful answer departs from Apple's description.
    pub fn check_answer(&self, operation: &Operation, body: Option<&Value>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let (Some(body), Some(data)) = (body, body.and_then(|body| body.get("data"))) else {
            if !matches!(operation.answer, Answer::Nothing | Answer::Raw(_)) {
                problems.push(wrong("/data", "is missing"));
            }
            return problems;
        };
        match operation.answer {
            Answer::One(name) => self.check_one(name, data, "/data", &mut problems),
            Answer::Many(name) => {
                self.check_page(body, data, &mut problems, |item, pointer, problems| {
                    self.check_one(name, item, pointer, problems);
                });
            }
            Answer::Linkage(to) => {
                if !data.is_null() {
                    check_identifier(to, data, "/data", &mut problems);
                }
            }
            Answer::Linkages(to) => {
                self.check_page(body, data, &mut problems, |item, pointer, problems| {
                    check_identifier(to, item, pointer, problems);
                });
            }
            Answer::Shape(name) => {
                if let Some(shape) = self.shape(name) {
                    check_value(self, shape, body, "", Strictness::Answered, &mut problems);
                }
            }
            Answer::Nothing | Answer::Raw(_) => {}
        }
        if body.pointer("/links/self").and_then(Value::as_str).is_none() {
            problems.push(wrong("/links/self", "is missing"));
        }
        self.check_included_answers(body, &mut problems);
        problems
    }

    fn check_page(
        &self,
        body: &Value,
        data: &Value,
        problems: &mut Vec<Problem>,
        check: impl Fn(&Value, &str, &mut Vec<Problem>),
    ) {
        let Some(items) = data.as_array() else {
            problems.push(wrong("/data", "is not a list"));
            return;
        };
        for (index, item) in items.iter().enumerate() {
            check(item, &format!("/data/{index}"), problems);
        }
        if let Some(meta) = body.get("meta") {
            let limit = self.shape("PagingInformation");
            if let Some(shape) = limit {
                check_value(self, shape, meta, "/meta", Strictness::Answered, problems);
            }
        }
    }

    fn check_included_answers(&self, body: &Value, problems: &mut Vec<Problem>) {
        let included = body.get("included").and_then(Value::as_array).into_iter().flatten();
        for (index, item) in included.enumerate() {
            let pointer = format!("/included/{index}");
            let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
            // Two API generations may share a type: the item is right when it fits either.
            let attempts = self
                .resources_of_kind(kind)
                .map(|resource| {
                    let mut found = Vec::new();
                    self.check_resource_answer(resource, item, &pointer, &mut found);
                    found
                })
                .min_by_key(Vec::len);
            match attempts {
                Some(found) => problems.extend(found),
                None => problems.push(wrong(&pointer, &format!("has the unknown type `{kind}`"))),
            }
        }
    }

    fn check_one(&self, name: &str, data: &Value, pointer: &str, problems: &mut Vec<Problem>) {
        match self.resource(name) {
            // A to-one relationship without a value answers null.
            Some(_) if data.is_null() => {}
            Some(resource) => self.check_resource_answer(resource, data, pointer, problems),
            None => problems.push(wrong(pointer, &format!("has the unknown schema `{name}`"))),
        }
    }

    fn check_resource_answer(
        &self,
        resource: &Resource,
        data: &Value,
        pointer: &str,
        problems: &mut Vec<Problem>,
    ) {
        check_identifier(resource.kind, data, pointer, problems);
        let attributes = data.get("attributes").and_then(Value::as_object);
        for (name, value) in attributes.into_iter().flatten() {
            let pointer = format!("{pointer}/attributes/{name}");
            match resource.attributes.iter().find(|attribute| attribute.name == name) {
                Some(attribute) => {
                    check_value(self, &attribute.shape, value, &pointer, Strictness::Answered, problems);
                }
                None => problems.push(wrong(&pointer, "is no attribute of the resource")),
            }
        }
        let relationships = data.get("relationships").and_then(Value::as_object);
        for (name, value) in relationships.into_iter().flatten() {
            let pointer = format!("{pointer}/relationships/{name}");
            match resource.relationships.iter().find(|relationship| relationship.name == name) {
                Some(relationship) => check_linkage(relationship.to, value.get("data"), &pointer, problems),
                None => problems.push(wrong(&pointer, "is no relationship of the resource")),
            }
        }
    }
}

fn check_linkage(to: &str, data: Option<&Value>, pointer: &str, problems: &mut Vec<Problem>) {
    match data {
        None | Some(Value::Null) => {}
        Some(Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                check_identifier(to, item, &format!("{pointer}/data/{index}"), problems);
            }
        }
        Some(item) => check_identifier(to, item, &format!("{pointer}/data"), problems),
    }
}

fn check_identifier(to: &str, data: &Value, pointer: &str, problems: &mut Vec<Problem>) {
    let member = |name| data.get(name).and_then(Value::as_str).unwrap_or_default();
    if member("id").is_empty() {
        problems.push(wrong(&format!("{pointer}/id"), "is missing"));
    }
    // A relationship of links only names no type.
    if !to.is_empty() && member("type") != to {
        problems.push(wrong(&format!("{pointer}/type"), &format!("is not `{to}`")));
    }
}

fn wrong(pointer: &str, what: &str) -> Problem {
    Problem::pointer(pointer, ProblemKind::Answer(what.to_owned()))
}
