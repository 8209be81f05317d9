// Written by `cargo xtask catalogue`; do not edit.

pub(super) use std::collections::BTreeMap;

pub(super) use serde::{Deserialize, Serialize};

pub(super) use super::*;
pub(super) use crate::client::{Field, NewResource, ResourceUpdate};
pub(super) use crate::jsonapi::{Id, Relationship, Relationships};
pub(super) use crate::resources::macros::{kind, open_enum};
