//! The bill of materials, in CycloneDX 1.6 as JSON.

use aws_lc_rs::digest;
use serde_json::{Value, json};

use super::archive::hexadecimal;
use super::packages::{Key, Package};

/// The bill for the binaries that are made of these packages.
pub(super) fn bill(packages: &[Package]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("gantry@{version}");
    let ours = packages.iter().filter(|package| package.is_ours());
    let top =
        json!({ "ref": name, "dependsOn": ours.map(|package| purl(&package.key())).collect::<Vec<_>>() });
    let dependencies = std::iter::once(top).chain(packages.iter().map(|package| {
        json!({ "ref": purl(&package.key()), "dependsOn": package.uses.iter().map(purl).collect::<Vec<_>>() })
    }));
    let mut bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": name,
                "name": "gantry",
                "version": version,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": packages.iter().map(component).collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    });
    bill["serialNumber"] = json!(serial_number(&bill));
    format!("{bill:#}\n")
}

fn component(package: &Package) -> Value {
    let purl = purl(&package.key());
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "scope": "required",
        "licenses": [{ "expression": package.licence }],
        "purl": purl,
    });
    if let Some(checksum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// The name of a package in all of the world. A `+` of the version is written as its code there.
fn purl((name, version): &Key) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// A UUID of version 8, which leaves it to us how it is made: from the bill, so that the same bill has the same number.
fn serial_number(bill: &Value) -> String {
    let sum = digest::digest(&digest::SHA256, bill.to_string().as_bytes());
    let mut bytes = sum.as_ref().iter().copied().take(16).collect::<Vec<_>>();
    // RFC 9562, sections 4.1 and 4.2.
    for (at, keep, set) in [(6, 0x0f, 0x80), (8, 0x3f, 0x80)] {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = (*byte & keep) | set;
        }
    }
    let digits = hexadecimal(&bytes);
    let groups = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)].map(|(from, to)| digits.get(from..to));
    format!("urn:uuid:{}", groups.into_iter().flatten().collect::<Vec<_>>().join("-"))
}

/// What is wrong with a bill: the members that CycloneDX 1.6 demands, and that every name leads somewhere.
pub(super) fn faults(bill: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut demand = |ok: bool, what: &str| {
        if !ok {
            wrong.push(what.to_owned());
        }
    };
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    demand(bill["bomFormat"] == "CycloneDX" && bill["specVersion"] == "1.6", "it is no CycloneDX 1.6");
    let number = bill["serialNumber"].as_str().unwrap_or_default();
    demand(number.len() == 45 && number.starts_with("urn:uuid:"), "its serial number is no UUID");
    let components = list(bill, "components");
    demand(components.len() > 20, "it names too few packages");
    let known = components.iter().chain([&bill["metadata"]["component"]]).map(|one| &one["bom-ref"]);
    let known = known.filter_map(Value::as_str).collect::<std::collections::BTreeSet<_>>();
    demand(known.len() == components.len() + 1, "a package stands there twice, or has no name");
    for component in &components {
        let name = &component["name"];
        let full = ["type", "name", "version", "purl"].iter().all(|member| component[*member].is_string());
        demand(full, &format!("{name} lacks a type, name, version or purl"));
        let licence = component["licenses"][0]["expression"].as_str().unwrap_or_default();
        demand(!licence.is_empty(), &format!("{name} has no licence"));
    }
    for edge in list(bill, "dependencies") {
        let ends = list(&edge, "dependsOn").into_iter().chain([edge["ref"].clone()]);
        for end in ends.filter(|end| !end.as_str().is_some_and(|end| known.contains(end))) {
            demand(false, &format!("{end} is used and is not there"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packages() -> Vec<Package> {
        let package = |number: u32| Package {
            name: format!("crate-{number}"),
            version: "1.0.0+x".to_owned(),
            licence: "MIT".to_owned(),
            folder: std::path::PathBuf::new(),
            checksum: (number > 0).then(|| "00".repeat(32)),
            uses: if number == 0 { vec![("crate-1".to_owned(), "1.0.0+x".to_owned())] } else { Vec::new() },
        };
        (0..30).map(package).collect()
    }

    #[test]
    fn a_bill_is_whole_and_the_same_each_time() {
        let bill = bill(&packages());
        assert_eq!(bill, super::bill(&packages()));
        let value = serde_json::from_str::<Value>(&bill).unwrap();
        assert_eq!(faults(&value), Vec::<String>::new());
        assert_eq!(value["components"][0]["purl"], "pkg:cargo/crate-0@1.0.0%2Bx");
        assert_eq!(value["dependencies"][0]["dependsOn"], json!(["pkg:cargo/crate-0@1.0.0%2Bx"]));
        let number = value["serialNumber"].as_str().unwrap();
        assert_eq!((&number[23..24], &number[8..9]), ("8", ":"), "{number}");
    }

    #[test]
    fn what_is_wrong_with_a_bill_is_told() {
        let whole = serde_json::from_str::<Value>(&bill(&packages())).unwrap();
        let damage: [fn(&mut Value); 5] = [
            |bill| bill["specVersion"] = json!("1.0"),
            |bill| bill["serialNumber"] = json!("1"),
            |bill| bill["components"][3]["licenses"] = json!([]),
            |bill| bill["components"][3]["bom-ref"] = json!("crate-4"),
            |bill| bill["dependencies"][1]["dependsOn"] = json!(["nobody"]),
        ];
        for spoil in damage {
            let mut bill = whole.clone();
            spoil(&mut bill);
            assert_ne!(faults(&bill), Vec::<String>::new(), "{bill}");
        }
    }
}
