//! What the catalogue implies and does not say in one place: which type a path serves, where a resource lives,
//! where its relationships lead, and what belongs to what.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use catalogue::{Answer, Body, Method, Operation, Request, catalogue};

/// A relationship of a JSON:API type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Relation {
    /// Whether it is to-many.
    pub many: bool,
    /// The JSON:API type it leads to; empty where no operation says it.
    pub to: &'static str,
}

/// The index over the catalogue.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    kinds: HashMap<&'static str, &'static str>,
    homes: HashMap<&'static str, &'static str>,
    relations: BTreeMap<&'static str, BTreeMap<&'static str, Relation>>,
    owned: HashMap<&'static str, Vec<(&'static str, &'static str)>>,
    readable: HashSet<&'static str>,
}

/// The index, made at the first call.
pub(crate) fn schema() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::of_catalogue);
    &SCHEMA
}

impl Schema {
    fn of_catalogue() -> Self {
        let mut schema = Self::default();
        for resource in &catalogue().resources {
            for relationship in &resource.relationships {
                schema.relate(resource.kind, relationship.name, relationship.many, relationship.to);
            }
        }
        for operation in &catalogue().operations {
            schema.place(operation);
            if let Some(Body::Document(name)) = operation.body
                && let Some(request) = catalogue().request(name)
            {
                schema.learn_request(request, operation.method == Method::Post);
                let inline = request.included.iter().filter_map(|name| catalogue().request(name));
                inline.for_each(|inline| schema.learn_request(inline, false));
            }
        }
        for operation in &catalogue().operations {
            schema.learn_related(operation);
        }
        schema
    }

    fn relate(&mut self, kind: &'static str, name: &'static str, many: bool, to: &'static str) {
        let known = self.relations.entry(kind).or_default().entry(name).or_insert(Relation { many, to });
        if known.to.is_empty() {
            *known = Relation { many, to };
        }
    }

    fn place(&mut self, operation: &Operation) {
        if operation.method == Method::Get {
            self.readable.insert(operation.path);
        }
        let collection = operation.path.strip_suffix("/{id}").unwrap_or(operation.path);
        if let Some((parent, _)) = collection.split_once("/{id}/") {
            // Some types are only ever reached through their relationships.
            let segment = parent.rsplit('/').next().unwrap_or(parent);
            self.kinds.entry(parent).or_insert(segment);
            return;
        }
        let answered = match operation.answer {
            Answer::One(name) | Answer::Many(name) => catalogue().resource(name),
            _ => None,
        };
        if let Some(resource) = answered {
            self.kinds.insert(collection, resource.kind);
            self.homes.entry(resource.name).or_insert(collection);
            self.homes.entry(resource.kind).or_insert(collection);
        } else if let Some(segment) = collection.rsplit('/').next() {
            self.kinds.entry(collection).or_insert(segment);
        }
    }

    fn learn_request(&mut self, request: &Request, creates: bool) {
        for relationship in &request.relationships {
            self.relate(request.kind, relationship.name, relationship.many, relationship.to);
            if creates && relationship.required && !relationship.many {
                let owned = self.owned.entry(relationship.to).or_default();
                if !owned.contains(&(request.kind, relationship.name)) {
                    owned.push((request.kind, relationship.name));
                }
            }
        }
    }

    /// A path such as `/v1/apps/{id}/buildUploads` tells where a relationship of links only leads.
    fn learn_related(&mut self, operation: &Operation) {
        let Some((collection, name)) = operation.path.split_once("/{id}/") else { return };
        let (many, answered) = match operation.answer {
            Answer::One(answered) => (false, answered),
            Answer::Many(answered) => (true, answered),
            _ => return,
        };
        if let (Some(kind), Some(resource)) = (self.kind_of(collection), catalogue().resource(answered)) {
            self.relate(kind, name, many, resource.kind);
        }
    }

    /// The JSON:API type that a collection path such as `/v1/apps` serves.
    pub(crate) fn kind_of(&self, collection: &str) -> Option<&'static str> {
        self.kinds.get(collection).copied()
    }

    /// The collection path at which a resource lives, by its schema name or else by its type.
    pub(crate) fn home(&self, name: &str, kind: &str) -> String {
        let known = self.homes.get(name).or_else(|| self.homes.get(kind));
        known.map_or_else(|| format!("/v1/{kind}"), |path| (*path).to_owned())
    }

    /// Whether a path template can be read with GET.
    pub(crate) fn is_readable(&self, template: &str) -> bool {
        self.readable.contains(template)
    }

    /// A relationship of a type.
    pub(crate) fn relation(&self, kind: &str, name: &str) -> Option<Relation> {
        self.relations.get(kind)?.get(name).copied()
    }

    /// All relationships of a type.
    pub(crate) fn relations(&self, kind: &str) -> impl Iterator<Item = (&'static str, Relation)> {
        self.relations.get(kind).into_iter().flatten().map(|(name, relation)| (*name, *relation))
    }

    /// Every type that has relationships.
    #[cfg(test)]
    pub(crate) fn related_kinds(&self) -> impl Iterator<Item = &'static str> {
        self.relations.keys().copied()
    }

    /// What cannot be without a resource of a type: the types whose create demands it, with the relationship.
    pub(crate) fn owned_by(&self, kind: &str) -> &[(&'static str, &'static str)] {
        self.owned.get(kind).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_has_its_type_and_a_resource_its_home() {
        assert_eq!(schema().kind_of("/v1/devices"), Some("devices"));
        assert_eq!(schema().home("InAppPurchaseV2", "inAppPurchases"), "/v2/inAppPurchases");
        assert!(schema().is_readable("/v1/apps/{id}/relationships/builds"));
    }

    #[test]
    fn a_relationship_of_links_only_gets_its_type_from_the_path() {
        assert_eq!(
            schema().relation("apps", "buildUploads"),
            Some(Relation { many: true, to: "buildUploads" })
        );
        assert_eq!(schema().relation("buildUploads", "app"), Some(Relation { many: false, to: "apps" }));
    }

    #[test]
    fn what_a_create_demands_owns_it() {
        assert!(
            schema()
                .owned_by("appStoreVersions")
                .contains(&("appStoreVersionLocalizations", "appStoreVersion"))
        );
        assert!(!schema().owned_by("devices").iter().any(|(kind, _)| *kind == "profiles"));
    }
}
