//! Writes the typed resources: what each file holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::areas::area_of;
use super::names::{field_name, snake, variant_names};
use super::spec::{Role, Spec, entries, holds_text, kind, reference, required, strings};

/// The longest that a generated file may be, in lines.
const LONGEST: usize = 500;

/// Every file of the typed resources, by name.
pub(crate) fn files(spec: &Spec) -> Result<Vec<(String, String)>, String> {
    let mut writer = Writer { spec, areas: BTreeMap::new(), written: BTreeSet::new() };
    let paths = paths(spec);
    for (name, schema) in spec.schemas(Role::Resource) {
        writer.resource(name, schema, paths.resources.get(name).map(String::as_str));
    }
    for (request, (path, resource)) in &paths.creates {
        writer.create(request, path, resource);
    }
    for (request, resource) in &paths.updates {
        writer.update(request, resource);
    }
    writer.finish()
}

/// A macro for tests that calls another with every resource type of the files.
pub(crate) fn kinds(files: &[(String, String)]) -> String {
    let texts = files.iter().flat_map(|(_, text)| text.split("kind!(").skip(1));
    let name = |rest: &str| rest.trim_start().split(',').next().unwrap_or_default().to_owned();
    let names = texts.map(name).collect::<BTreeSet<_>>();
    let mut text = String::from(
        "//! Every resource type.\n// Written by `cargo xtask catalogue`; do not edit.\n\n\
         /// Calls a macro with the name of every resource type.\nmacro_rules! for_every_kind {\n    ($then:ident) => {\n        $then! {\n",
    );
    for name in names {
        text.extend(["            ", &name, "\n"]);
    }
    text.push_str("        }\n    };\n}\n\npub(crate) use for_every_kind;\n");
    text
}

/// What the operations tell of where resources live.
#[derive(Default)]
struct Paths {
    resources: BTreeMap<String, String>,
    creates: BTreeMap<String, (String, String)>,
    updates: BTreeMap<String, String>,
}

fn paths(spec: &Spec) -> Paths {
    let mut paths = Paths::default();
    for operation in spec.operations() {
        let answers = |status| {
            operation.value.pointer(&format!("/responses/{status}/content/application~1json/schema"))
        };
        let success =
            answers(200).or_else(|| answers(201)).and_then(reference).and_then(|name| spec.schema(name));
        let data = success.and_then(|schema| schema.pointer("/properties/data"));
        let resource = data.and_then(|data| reference(data.get("items").unwrap_or(data)));
        let body =
            operation.value.pointer("/requestBody/content/application~1json/schema").and_then(reference);
        let (Some(resource), collection) = (resource, operation.path.trim_end_matches("/{id}")) else {
            continue;
        };
        let plain = collection.matches('/').count() == 2;
        if plain {
            paths.resources.entry(resource.to_owned()).or_insert_with(|| collection.to_owned());
        }
        match (operation.method, body) {
            ("post", Some(body)) if plain => {
                paths.creates.insert(body.to_owned(), (collection.to_owned(), resource.to_owned()));
            }
            ("patch", Some(body)) if plain => {
                paths.updates.insert(body.to_owned(), resource.to_owned());
            }
            _ => {}
        }
    }
    paths
}

struct Writer<'a> {
    spec: &'a Spec,
    areas: BTreeMap<&'static str, String>,
    written: BTreeSet<String>,
}

impl Writer<'_> {
    fn put(&mut self, area: &'static str, text: &str) {
        self.areas.entry(area).or_default().push_str(text);
    }

    fn resource(&mut self, name: &str, schema: &Value, path: Option<&str>) {
        let area = area_of(name);
        let kind = kind(schema).unwrap_or_default();
        let path = path.map_or_else(|| format!("/v1/{kind}"), str::to_owned);
        self.put(area, &format!("\nkind!({name}, \"{kind}\", \"{path}\", {name}Attributes);\n"));
        let mut out = format!(
            "\n/// The attributes of [`{name}`].\n#[derive(Debug, Clone, Default, Deserialize, Serialize)]\n\
             #[serde(rename_all = \"camelCase\")]\npub struct {name}Attributes {{\n"
        );
        for (field, shape) in entries(schema.pointer("/properties/attributes/properties")) {
            let of = self.rust_type(shape, &format!("{name}{}", pascal(field)), area);
            let _ = writeln!(out, "{}    pub {}: Option<{of}>,", rename(field), field_name(field));
        }
        out.push_str("}\n");
        self.put(area, &out);
    }

    fn create(&mut self, request: &str, path: &str, resource: &str) {
        let Some(data) = self.spec.schema(request).and_then(|schema| schema.pointer("/properties/data"))
        else {
            return;
        };
        let area = area_of(resource);
        let stem = request.trim_end_matches("CreateRequest");
        let links = self.links(data);
        let demands =
            attributes(data).iter().any(|(.., must)| *must) || links.iter().any(|link| link.required);
        let default = if demands { "" } else { "Default, " };
        let mut out = format!(
            "\n/// What a new [`{resource}`] is made of.\n#[derive(Debug, Clone, {default}Serialize)]\n\
             #[serde(rename_all = \"camelCase\")]\npub struct New{stem} {{\n"
        );
        let mut needed = Vec::new();
        let mut optional = Vec::new();
        for (field, shape, must) in attributes(data) {
            let of = self.rust_type(shape, &format!("{resource}{}", pascal(field)), area);
            let name = field_name(field);
            out.push_str(&rename(field));
            if must {
                let _ = writeln!(out, "    pub {name}: {of},");
                needed.push((name, of));
            } else {
                let _ = writeln!(
                    out,
                    "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub {name}: Option<{of}>,"
                );
                optional.push(name);
            }
        }
        for link in &links {
            let of = link.rust_type();
            if link.required {
                let _ = writeln!(out, "    #[serde(skip)]\n    pub {}: {of},", link.field);
                needed.push((link.field.clone(), of));
            } else {
                let _ = writeln!(out, "    #[serde(skip)]\n    pub {}: Option<{of}>,", link.field);
                optional.push(link.field.clone());
            }
        }
        out.push_str("}\n");
        if demands {
            constructor(&mut out, stem, &needed, &optional);
        }
        let _ = write!(
            out,
            "\nimpl NewResource for New{stem} {{\n    type Kind = {resource};\n    const PATH: &'static str = \"{path}\";\n\n"
        );
        relationships(&mut out, &links, |link| !link.required);
        out.push_str("}\n");
        self.put(area, &out);
    }

    fn update(&mut self, request: &str, resource: &str) {
        let Some(data) = self.spec.schema(request).and_then(|schema| schema.pointer("/properties/data"))
        else {
            return;
        };
        let area = area_of(resource);
        let stem = request.trim_end_matches("UpdateRequest");
        let mut out = format!(
            "\n/// A change to a [`{resource}`].\n#[derive(Debug, Clone, Default, Serialize)]\n\
             #[serde(rename_all = \"camelCase\")]\npub struct {stem}Update {{\n"
        );
        for (field, shape, _) in attributes(data) {
            let of = self.rust_type(shape, &format!("{resource}{}", pascal(field)), area);
            let _ = writeln!(
                out,
                "{}    #[serde(skip_serializing_if = \"Field::is_keep\")]\n    pub {}: Field<{of}>,",
                rename(field),
                field_name(field)
            );
        }
        let links = self.links(data);
        for link in &links {
            let of = if link.many {
                format!("Option<{}>", link.rust_type())
            } else {
                format!("Field<{}>", link.rust_type())
            };
            let _ = writeln!(out, "    #[serde(skip)]\n    pub {}: {of},", link.field);
        }
        out.push_str("}\n");
        let _ = write!(out, "\nimpl ResourceUpdate for {stem}Update {{\n    type Kind = {resource};\n\n");
        update_relationships(&mut out, &links);
        out.push_str("}\n");
        self.put(area, &out);
    }

    fn links(&self, data: &Value) -> Vec<Link> {
        let all = data.pointer("/properties/relationships");
        let resources = self.spec.schemas(Role::Resource);
        entries(all.and_then(|all| all.get("properties")))
            .filter_map(|(name, shape)| {
                let target = shape.pointer("/properties/data")?;
                let many = target.get("type").and_then(Value::as_str) == Some("array");
                let to = kind(target.get("items").unwrap_or(target))?;
                // Of two API generations with one type, the first stands for the type in a link.
                let resource = resources.iter().find(|(_, schema)| kind(schema) == Some(to))?.0;
                let required = all.is_some_and(|all| required(all, name));
                Some(Link {
                    name: name.clone(),
                    field: field_name(name),
                    many,
                    required,
                    resource: resource.to_owned(),
                })
            })
            .collect()
    }

    /// The Rust type of a value. An enumeration or object without a name of its own is written as `own_name`.
    fn rust_type(&mut self, shape: &Value, own_name: &str, area: &'static str) -> String {
        if let Some(name) = reference(shape) {
            let schema = self.spec.schema(name).unwrap_or(&Value::Null);
            if schema.get("additionalProperties").is_some() {
                return map_type(schema).into();
            }
            self.shape(name, schema, area_of(name));
            return name.to_owned();
        }
        if shape.get("enum").is_some() || shape.get("properties").is_some() {
            // `BuildUpload.state` is an object that holds a `BuildUploadState`.
            let taken = self.spec.schema(own_name).is_some();
            let own_name = if taken { format!("{own_name}Value") } else { own_name.to_owned() };
            self.shape(&own_name, shape, area);
            return own_name;
        }
        match shape.get("type").and_then(Value::as_str) {
            Some("string") => "String".into(),
            Some("integer") => "i64".into(),
            Some("number") => "f64".into(),
            Some("boolean") => "bool".into(),
            Some("array") => {
                let items = shape.get("items").unwrap_or(&Value::Null);
                format!("Vec<{}>", self.rust_type(items, own_name, area))
            }
            Some("object") if shape.get("additionalProperties").is_some() => map_type(shape).into(),
            _ => "serde_json::Value".into(),
        }
    }

    fn shape(&mut self, name: &str, schema: &Value, area: &'static str) {
        if !self.written.insert(name.to_owned()) {
            return;
        }
        if schema.get("enum").is_some() {
            let words = strings(schema.get("enum")).collect::<Vec<_>>();
            self.put(area, &enumeration(name, &words));
            return;
        }
        let mut out = format!(
            "\n/// Apple's `{name}`.\n#[derive(Debug, Clone, Default, Deserialize, Serialize)]\n\
             #[serde(rename_all = \"camelCase\")]\npub struct {name} {{\n"
        );
        for (field, shape) in entries(schema.get("properties")) {
            let of = self.rust_type(shape, &format!("{name}{}", pascal(field)), area);
            // A call stack holds call stacks.
            let of = if of == name { format!("Box<{of}>") } else { of };
            let skip = "    #[serde(skip_serializing_if = \"Option::is_none\")]";
            let _ = writeln!(out, "{}{skip}\n    pub {}: Option<{of}>,", rename(field), field_name(field));
        }
        out.push_str("}\n");
        self.put(area, &out);
    }

    fn finish(self) -> Result<Vec<(String, String)>, String> {
        let (mut files, mut too_long) = (Vec::new(), Vec::new());
        let mut contents =
            format!("//! The resources of the App Store Connect API {}, by area.\n\n", self.spec.version());
        for (area, body) in &self.areas {
            let text = format!(
                "// Written by `cargo xtask catalogue`; do not edit.\n\nuse super::prelude::*;\n{body}"
            );
            let text = formatted(&text)?;
            let lines = text.lines().count();
            if lines > LONGEST {
                too_long.push(format!("{area}.rs has {lines} lines"));
            }
            let _ = writeln!(contents, "mod {area};");
            files.push((format!("{area}.rs"), text));
        }
        if !too_long.is_empty() {
            return Err(format!("give some resources an area of their own: {}", too_long.join(", ")));
        }
        contents.push_str("\nmod prelude;\n\n");
        for area in self.areas.keys() {
            let _ = writeln!(contents, "pub use {area}::*;");
        }
        files.push(("mod.rs".into(), formatted(&contents)?));
        files.push(("prelude.rs".into(), formatted(PRELUDE)?));
        Ok(files)
    }
}

fn map_type(schema: &Value) -> &'static str {
    if holds_text(schema) { "BTreeMap<String, String>" } else { "serde_json::Value" }
}

/// An enumeration, its words packed into lines: rustfmt leaves them alone.
fn enumeration(name: &str, words: &[&str]) -> String {
    let mut out = format!("\nopen_enum!({name} {{\n   ");
    let mut width = 3;
    for (variant, word) in variant_names(words).iter().zip(words) {
        let item = format!(" {variant} = \"{word}\",");
        if width + item.len() > 108 {
            out.push_str("\n   ");
            width = 3;
        }
        width += item.len();
        out.push_str(&item);
    }
    out.push_str("\n});\n");
    out
}

/// The text as the workspace's rustfmt settings have it, so that generated files pass the formatting check.
fn formatted(text: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("cannot run rustfmt: {error}");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut input = rustfmt.stdin.take().ok_or("rustfmt takes no input")?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = rustfmt.wait_with_output().map_err(failed)?;
    writer.join().map_err(|_| "rustfmt was not fed")?.map_err(failed)?;
    if !output.status.success() {
        return Err("rustfmt refuses a generated file".into());
    }
    String::from_utf8(output.stdout).map_err(|error| format!("rustfmt wrote no text: {error}"))
}

const PRELUDE: &str = "// Written by `cargo xtask catalogue`; do not edit.

pub(super) use std::collections::BTreeMap;

pub(super) use serde::{Deserialize, Serialize};

pub(super) use super::*;
pub(super) use crate::client::{Field, NewResource, ResourceUpdate};
pub(super) use crate::jsonapi::{Id, Relationship, Relationships};
pub(super) use crate::resources::macros::{kind, open_enum};
";

struct Link {
    name: String,
    field: String,
    many: bool,
    required: bool,
    resource: String,
}

impl Link {
    fn rust_type(&self) -> String {
        let id = format!("Id<{}>", self.resource);
        if self.many { format!("Vec<{id}>") } else { id }
    }

    fn constructor(&self) -> &'static str {
        if self.many { "Relationship::many" } else { "Relationship::one" }
    }
}

fn attributes(data: &Value) -> Vec<(&str, &Value, bool)> {
    let all = data.pointer("/properties/attributes");
    entries(all.and_then(|all| all.get("properties")))
        .map(|(name, shape)| (name.as_str(), shape, all.is_some_and(|all| required(all, name))))
        .collect()
}

fn constructor(out: &mut String, stem: &str, needed: &[(String, String)], optional: &[String]) {
    let arguments = needed.iter().map(|(name, of)| format!("{name}: {of}")).collect::<Vec<_>>().join(", ");
    let fields = needed.iter().map(|(name, _)| name.clone());
    let rest = optional.iter().map(|name| format!("{name}: None"));
    let all = fields.chain(rest).collect::<Vec<_>>().join(", ");
    let _ = write!(
        out,
        "\nimpl New{stem} {{\n    /// With what Apple demands; the rest can be set on the fields.\n    \
         pub fn new({arguments}) -> Self {{\n        Self {{ {all} }}\n    }}\n}}\n"
    );
}

fn relationships(out: &mut String, links: &[Link], optional: impl Fn(&Link) -> bool) {
    out.push_str("    fn relationships(&self) -> Relationships {\n");
    if links.is_empty() {
        out.push_str("        Relationships::new()\n    }\n");
        return;
    }
    out.push_str("        let mut all = Relationships::new();\n");
    for link in links {
        let (name, field, make) = (&link.name, &link.field, link.constructor());
        if optional(link) {
            let _ = writeln!(
                out,
                "        if let Some(to) = &self.{field} {{\n            all.insert(\"{name}\".into(), {make}(to));\n        }}"
            );
        } else {
            let _ = writeln!(out, "        all.insert(\"{name}\".into(), {make}(&self.{field}));");
        }
    }
    out.push_str("        all\n    }\n");
}

fn update_relationships(out: &mut String, links: &[Link]) {
    out.push_str("    fn relationships(&self) -> Relationships {\n");
    if links.is_empty() {
        out.push_str("        Relationships::new()\n    }\n");
        return;
    }
    out.push_str("        let mut all = Relationships::new();\n");
    for link in links {
        let (name, field) = (&link.name, &link.field);
        if link.many {
            let _ = writeln!(
                out,
                "        if let Some(to) = &self.{field} {{\n            all.insert(\"{name}\".into(), Relationship::many(to));\n        }}"
            );
        } else {
            let _ = writeln!(out, "        self.{field}.relate(\"{name}\", &mut all);");
        }
    }
    out.push_str("        all\n    }\n");
}

fn pascal(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// The attribute that keeps Apple's spelling where serde's camel case would not find it.
fn rename(name: &str) -> String {
    let mut camel = String::new();
    for (index, word) in snake(name).split('_').enumerate() {
        camel.push_str(&if index == 0 { word.to_owned() } else { pascal(word) });
    }
    if camel == name { String::new() } else { format!("    #[serde(rename = \"{name}\")]\n") }
}
