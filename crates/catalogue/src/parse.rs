//! Reads the data files. Their form is simple: a line that starts in the first column opens an entry, indented
//! lines belong to it.

use std::collections::{HashMap, HashSet};

use crate::model::{
    Answer, Attribute, Body, Catalogue, Method, Operation, Parameter, Relationship, Request, Resource,
};
use crate::overlay::Overlay;
use crate::shape::Shape;

const OPERATIONS: &str = include_str!("../data/operations.txt");
const RESOURCES: &str = include_str!("../data/resources.txt");
const REQUESTS: &str = include_str!("../data/requests.txt");
const SHAPES: &str = include_str!("../data/shapes.txt");

/// The catalogue from the built-in data: what Apple describes, and what is known to differ.
///
/// # Panics
/// When the data is not well formed, which the tests of this crate rule out.
pub(crate) fn built_in() -> Catalogue {
    let overlay = Overlay::built_in();
    let mut catalogue = described();
    catalogue.operations.iter_mut().for_each(|operation| overlay.apply(operation));
    Catalogue { open: overlay.open, ..catalogue }
}

/// What Apple describes.
pub(crate) fn described() -> Catalogue {
    let resources = entries(RESOURCES, resource);
    let kinds = resources.iter().map(|resource| (resource.name, resource)).collect::<HashMap<_, _>>();
    let operations = entries(OPERATIONS, |head, lines| operation(head, lines, &kinds));
    let requests = entries(REQUESTS, request).into_iter().map(|request| (request.name, request)).collect();
    let shapes = entries(SHAPES, |line, _| named_shape(line)).into_iter().collect();
    Catalogue { operations, resources, requests, shapes, open: HashSet::new() }
}

fn named_shape(line: &'static str) -> (&'static str, Shape) {
    let (name, shape) = line.split_once(' ').unwrap_or((line, "any"));
    (name, shape_of(shape))
}

fn entries<T>(text: &'static str, read: impl Fn(&'static str, &[&'static str]) -> T) -> Vec<T> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect::<Vec<_>>();
    lines
        .chunk_by(|_, next| next.starts_with(' '))
        .filter_map(|chunk| chunk.split_first())
        .map(|(head, body)| read(head, body))
        .collect()
}

fn words(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split_ascii_whitespace()
}

fn shape_of(text: &'static str) -> Shape {
    Shape::parse(text).unwrap_or_else(|| panic!("the catalogue's data has a broken shape: {text}"))
}

fn flagged(name: &'static str) -> (&'static str, bool) {
    name.strip_suffix('!').map_or((name, false), |name| (name, true))
}

fn resource(head: &'static str, lines: &[&'static str]) -> Resource {
    let mut head = words(head);
    let (name, kind) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
    let (attributes, relationships) = members(lines);
    Resource { name, kind, attributes, relationships }
}

fn request(head: &'static str, lines: &[&'static str]) -> Request {
    let mut head = words(head);
    let (name, kind) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
    let (attributes, relationships) = members(lines);
    let included = lines
        .iter()
        .filter_map(|line| line.trim_start().strip_prefix("included "))
        .flat_map(str::split_ascii_whitespace)
        .collect();
    Request { name, kind, attributes, relationships, included }
}

/// Attributes stand as `name shape`, relationships as `> name one type` or `> name many type`.
fn members(lines: &[&'static str]) -> (Vec<Attribute>, Vec<Relationship>) {
    let mut attributes = Vec::new();
    let mut relationships = Vec::new();
    for line in lines {
        let mut parts = words(line);
        match parts.next().unwrap_or_default() {
            "included" => {}
            ">" => {
                let (name, required) = flagged(parts.next().unwrap_or_default());
                let many = parts.next() == Some("many");
                let to = parts.next().unwrap_or_default();
                relationships.push(Relationship { name, required, many, to });
            }
            name => {
                let (name, required) = flagged(name);
                let shape = shape_of(parts.next().unwrap_or_default());
                attributes.push(Attribute { name, required, shape });
            }
        }
    }
    (attributes, relationships)
}

fn operation(
    head: &'static str,
    lines: &[&'static str],
    resources: &HashMap<&'static str, &Resource>,
) -> Operation {
    let mut head = words(head);
    let method = head.next().and_then(|method| method.parse().ok()).unwrap_or(Method::Get);
    let path = head.next().unwrap_or_default();
    let id = head.next().unwrap_or_default();
    let deprecated = head.next().is_some();
    let mut parameters = Vec::new();
    let (mut body, mut status, mut answer) = (None, 200, Answer::Nothing);
    for line in lines {
        let mut parts = words(line);
        let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        match first {
            "<" => body = Some(body_of(second, parts.next())),
            ">" => {
                status = second.parse().unwrap_or(200);
                answer = answer_of(parts.next(), parts.next());
            }
            name => {
                let (name, required) = flagged(name);
                parameters.push(Parameter {
                    name,
                    required,
                    shape: parameter_shape(name, second, resources),
                });
            }
        }
    }
    Operation { id, method, path, deprecated, parameters, body, status, answer }
}

fn body_of(form: &'static str, to: Option<&'static str>) -> Body {
    match (form, to) {
        ("linkage", Some(to)) => Body::Linkage(to),
        ("linkages", Some(to)) => Body::Linkages(to),
        (name, _) => Body::Document(name),
    }
}

fn answer_of(form: Option<&'static str>, of: Option<&'static str>) -> Answer {
    match (form, of) {
        (Some("one"), Some(name)) => Answer::One(name),
        (Some("many"), Some(name)) => Answer::Many(name),
        (Some("linkage"), Some(to)) => Answer::Linkage(to),
        (Some("linkages"), Some(to)) => Answer::Linkages(to),
        (Some("shape"), Some(name)) => Answer::Shape(name),
        (Some("raw"), Some(media)) => Answer::Raw(media),
        _ => Answer::Nothing,
    }
}

/// `*Name` stands for every attribute and relationship of that resource, which is what most `fields[..]` allow.
fn parameter_shape(
    name: &str,
    notation: &'static str,
    resources: &HashMap<&'static str, &Resource>,
) -> Shape {
    let Some(of) = notation.strip_prefix('*') else { return shape_of(notation) };
    let resource =
        resources.get(of).unwrap_or_else(|| panic!("the catalogue's data names no resource {of} at {name}"));
    let attributes = resource.attributes.iter().map(|attribute| attribute.name);
    let relationships = resource.relationships.iter().map(|relationship| relationship.name);
    Shape::Array(Box::new(Shape::Enum(attributes.chain(relationships).collect())))
}
