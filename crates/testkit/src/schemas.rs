//! The JSON schemas of what tools print, `docs/schemas`: made from the types by a test of each tool.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The folder of the schemas.
pub fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas")
}

/// The schema of what a type becomes as JSON.
pub fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Holds the schemas of a tool's verbs against `docs/schemas/<tool>`, or writes them where `UPDATE_DOCS` is set.
///
/// # Panics
/// When one is not current, or the folder has one that no verb has.
pub fn check_schemas(tool: &str, wanted: &[(&str, Value)]) {
    let folder = schemas().join(tool);
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    if update {
        fs::create_dir_all(&folder).expect("the folder of schemas can be made");
    }
    for (verb, schema) in wanted {
        let path = folder.join(format!("{verb}.json"));
        let text = serde_json::to_string_pretty(schema).expect("a schema is JSON") + "\n";
        if update {
            fs::write(&path, &text).expect("a schema can be written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        let path = path.display();
        assert!(found == text, "{path} is not current: run the tests of the tool with UPDATE_DOCS=1");
    }
    let files = fs::read_dir(&folder).expect("the folder of schemas can be read");
    let names = files.filter_map(Result::ok).map(|file| file.path());
    let found = names.filter(|path| path.is_file());
    let found =
        found.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect::<BTreeSet<_>>();
    let known = wanted.iter().map(|(verb, _)| (*verb).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(found, known, "{} and the verbs differ", folder.display());
}
