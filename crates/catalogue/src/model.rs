//! What the catalogue knows: operations, resources, request bodies and named shapes.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use crate::shape::Shape;

/// An HTTP method that Apple's API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates a resource, or adds to a to-many relationship.
    Post,
    /// Changes a resource, or replaces a relationship.
    Patch,
    /// Deletes a resource, or removes from a to-many relationship.
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Method {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Get, Self::Post, Self::Patch, Self::Delete]
            .into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}

/// One operation: a method on a path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Apple's operation id, such as `devices_getCollection`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with `{id}` where an id stands.
    pub path: &'static str,
    /// Whether Apple calls the operation deprecated.
    pub deprecated: bool,
    /// The query parameters that are allowed.
    pub parameters: Vec<Parameter>,
    /// The request body, where one is taken.
    pub body: Option<Body>,
    /// The HTTP status of success.
    pub status: u16,
    /// What a success answers.
    pub answer: Answer,
}

impl Operation {
    /// The parameter of that name, such as `filter[platform]`.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

/// A query parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The whole name, brackets included.
    pub name: &'static str,
    /// Whether a request without it is refused.
    pub required: bool,
    /// The shape of a value; [`Shape::Array`] where several may be given, comma-separated.
    pub shape: Shape,
}

/// The body that an operation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// A resource document; the name of a [`Request`].
    Document(&'static str),
    /// A to-one linkage (`{"data": {..}}`, or `{"data": null}` to clear) to a resource of this type.
    Linkage(&'static str),
    /// A to-many linkage (`{"data": [..]}`) to resources of this type.
    Linkages(&'static str),
}

/// What an operation answers on success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One resource; the name of a [`Resource`].
    One(&'static str),
    /// A page of resources; the name of a [`Resource`].
    Many(&'static str),
    /// A to-one linkage to a resource of this type.
    Linkage(&'static str),
    /// A page of linkages to resources of this type.
    Linkages(&'static str),
    /// A document of its own shape (metrics); the name of a named shape.
    Shape(&'static str),
    /// A body that is no JSON:API document; its media type.
    Raw(&'static str),
    /// No body.
    Nothing,
}

/// A resource as Apple answers it.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Apple's schema name, such as `Device`; unique.
    pub name: &'static str,
    /// The JSON:API type, such as `devices`; two API generations may share one.
    pub kind: &'static str,
    /// The attributes.
    pub attributes: Vec<Attribute>,
    /// The relationships.
    pub relationships: Vec<Relationship>,
}

/// The document that a create or an update sends, or an inline create inside `included`.
#[derive(Debug, Clone)]
pub struct Request {
    /// Apple's schema name, such as `DeviceCreateRequest`; unique.
    pub name: &'static str,
    /// The JSON:API type of the resource.
    pub kind: &'static str,
    /// The attributes that may be sent.
    pub attributes: Vec<Attribute>,
    /// The relationships that may be sent.
    pub relationships: Vec<Relationship>,
    /// The names of the [`Request`]s that may stand in `included`.
    pub included: Vec<&'static str>,
}

/// An attribute of a resource or a request.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// The name in JSON.
    pub name: &'static str,
    /// Whether a request must give it. Never set on an answer: Apple promises none there.
    pub required: bool,
    /// What values it takes.
    pub shape: Shape,
}

/// A relationship of a resource or a request.
#[derive(Debug, Clone, Copy)]
pub struct Relationship {
    /// The name in JSON.
    pub name: &'static str,
    /// Whether a request must give it.
    pub required: bool,
    /// Whether it is a to-many relationship.
    pub many: bool,
    /// The JSON:API type it leads to; empty where Apple's description names none (links only).
    pub to: &'static str,
}

/// The whole API.
#[derive(Debug)]
pub struct Catalogue {
    /// Every operation, ordered by path and method.
    pub operations: Vec<Operation>,
    /// Every resource, ordered by name.
    pub resources: Vec<Resource>,
    pub(crate) requests: HashMap<&'static str, Request>,
    pub(crate) shapes: HashMap<&'static str, Shape>,
    /// The names of shapes whose list of words is not complete.
    pub(crate) open: HashSet<&'static str>,
}

impl Catalogue {
    /// The resource with Apple's schema name, such as `Device`.
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        let found = self.resources.binary_search_by(|resource| resource.name.cmp(name)).ok()?;
        self.resources.get(found)
    }

    /// The resources of a JSON:API type, oldest API generation first.
    pub fn resources_of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.resources.iter().filter(move |resource| resource.kind == kind)
    }

    /// The request document of that name, such as `DeviceCreateRequest`.
    pub fn request(&self, name: &str) -> Option<&Request> {
        self.requests.get(name)
    }

    /// The named shape, such as `CapabilityType`.
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    /// Whether the list of words of a named shape is known not to be complete, so that others are taken too.
    pub fn is_open(&self, shape: &str) -> bool {
        self.open.contains(shape)
    }

    /// The operation with Apple's id.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }
}
