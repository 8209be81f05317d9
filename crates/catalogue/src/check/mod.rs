//! Checking a request or an answer against the catalogue.
//!
//! The client refuses with these what Apple would refuse; the simulator turns the same problems into Apple's
//! error documents.

mod answer;
mod body;
mod query;
mod value;

use std::fmt;

/// Where a problem lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A query parameter, by its whole name.
    Parameter(String),
    /// A place in the body, as a JSON pointer.
    Pointer(String),
}

/// Something that Apple's description rules out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it lies.
    pub place: Place,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A query parameter that the operation does not take, with the nearest that it takes.
    UnknownParameter {
        /// The nearest spelling among those allowed.
        nearest: Option<String>,
    },
    /// A required query parameter is missing.
    MissingParameter,
    /// A value outside those allowed.
    Value {
        /// The value as given.
        given: String,
        /// The words allowed; empty where the rule is not a list of words.
        allowed: Vec<&'static str>,
    },
    /// A number outside its bounds.
    Bounds {
        /// The value as given.
        given: String,
        /// The least value.
        minimum: Option<i64>,
        /// The greatest value.
        maximum: Option<i64>,
    },
    /// A JSON value of the wrong type.
    Type {
        /// What it must be.
        expected: String,
    },
    /// The body is no JSON:API document.
    NotADocument,
    /// `type` names another resource.
    Kind {
        /// The type as given.
        given: String,
        /// The type that the operation takes.
        expected: &'static str,
    },
    /// A create that brings its own id.
    UnexpectedId,
    /// An attribute that the resource does not have.
    UnknownAttribute {
        /// The nearest spelling among those allowed.
        nearest: Option<String>,
    },
    /// A required attribute is missing.
    MissingAttribute,
    /// A relationship that the resource does not have.
    UnknownRelationship {
        /// The nearest spelling among those allowed.
        nearest: Option<String>,
    },
    /// A required relationship is missing.
    MissingRelationship,
    /// An answer lacks a member that Apple promises, or has one that it does not know.
    Answer(String),
}

impl Problem {
    fn parameter(name: &str, kind: ProblemKind) -> Self {
        Self { place: Place::Parameter(name.to_owned()), kind }
    }

    fn pointer(pointer: impl Into<String>, kind: ProblemKind) -> Self {
        Self { place: Place::Pointer(pointer.into()), kind }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(name) => write!(f, "`{name}`"),
            Self::Pointer(pointer) => write!(f, "`{pointer}`"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = &self.place;
        match &self.kind {
            ProblemKind::UnknownParameter { nearest } => {
                write!(f, "the operation takes no parameter {place}")?;
                did_you_mean(f, nearest.as_deref())
            }
            ProblemKind::MissingParameter => write!(f, "the parameter {place} is required"),
            ProblemKind::Value { given, allowed } if allowed.is_empty() => {
                write!(f, "{place} does not take `{given}`")
            }
            ProblemKind::Value { given, allowed } => {
                write!(f, "{place} does not take `{given}`; it takes {}", allowed.join(", "))?;
                did_you_mean(f, crate::nearest(given, allowed.iter().copied()))
            }
            ProblemKind::Bounds { given, minimum, maximum } => {
                write!(f, "{place} is {given}, which is")?;
                match (minimum, maximum) {
                    (Some(minimum), Some(maximum)) => write!(f, " not within {minimum} to {maximum}"),
                    (Some(minimum), None) => write!(f, " under {minimum}"),
                    (_, maximum) => write!(f, " over {}", maximum.unwrap_or(i64::MAX)),
                }
            }
            ProblemKind::Type { expected } => write!(f, "{place} must be {expected}"),
            ProblemKind::NotADocument => write!(f, "{place} is no JSON:API document"),
            ProblemKind::Kind { given, expected } => {
                write!(f, "{place} is `{given}`, but the operation takes `{expected}`")
            }
            ProblemKind::UnexpectedId => write!(f, "{place}: a create takes no id"),
            ProblemKind::UnknownAttribute { nearest } => {
                write!(f, "there is no attribute {place}")?;
                did_you_mean(f, nearest.as_deref())
            }
            ProblemKind::MissingAttribute => write!(f, "the attribute {place} is required"),
            ProblemKind::UnknownRelationship { nearest } => {
                write!(f, "there is no relationship {place}")?;
                did_you_mean(f, nearest.as_deref())
            }
            ProblemKind::MissingRelationship => write!(f, "the relationship {place} is required"),
            ProblemKind::Answer(what) => write!(f, "{place} {what}"),
        }
    }
}

fn did_you_mean(f: &mut fmt::Formatter<'_>, nearest: Option<&str>) -> fmt::Result {
    nearest.map_or(Ok(()), |nearest| write!(f, " (did you mean `{nearest}`?)"))
}
