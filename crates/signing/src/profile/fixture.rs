//! Profiles for the tests, signed by openssl.

use plist::{Dictionary, Value};
use time::OffsetDateTime;

use super::ProvisioningProfile;
use crate::fixture;

/// A message as openssl signs it.
pub(super) fn signed(content: &[u8], more: &[&str]) -> Vec<u8> {
    let (certificate, key) = (fixture::certificate_file(), fixture::key_file());
    let (signer, key) = (certificate.path().to_str().unwrap(), key.path().to_str().unwrap());
    let mut arguments = vec!["cms", "-sign", "-binary", "-outform", "DER", "-signer", signer, "-inkey", key];
    arguments.extend(more);
    fixture::openssl(&arguments, content)
}

/// A property list as text.
pub(super) fn xml(list: Dictionary) -> Vec<u8> {
    let mut xml = Vec::new();
    Value::Dictionary(list).to_writer_xml(&mut xml).unwrap();
    xml
}

/// Entitlements for an app, with the debugger's if it has a name.
pub(super) fn entitled(bundle_id: &str, debugger: Option<&str>) -> Value {
    let mut entitlements = Dictionary::new();
    entitlements.insert("application-identifier".into(), format!("ABCDE12345.{bundle_id}").into());
    if let Some(key) = debugger {
        entitlements.insert(key.into(), true.into());
    }
    Value::Dictionary(entitlements)
}

/// The property list of an App Store profile.
pub(super) fn list(bundle_id: &str) -> Dictionary {
    let made = OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000);
    let date = |at: OffsetDateTime| Value::Date(std::time::SystemTime::from(at).into());
    let texts = |all: &[&str]| Value::Array(all.iter().map(|text| (*text).into()).collect());
    let certificates = vec![Value::Data(fixture::certificate().der().to_vec())];
    let mut list = Dictionary::new();
    list.insert("Name".into(), "Demo AppStore".into());
    list.insert("UUID".into(), "0F1E2D3C-0000-4000-8000-000000000000".into());
    list.insert("TeamIdentifier".into(), texts(&["ABCDE12345"]));
    list.insert("TeamName".into(), "Example".into());
    list.insert("AppIDName".into(), "Demo".into());
    list.insert("Platform".into(), texts(&["iOS", "xrOS"]));
    list.insert("IsXcodeManaged".into(), true.into());
    list.insert("CreationDate".into(), date(made));
    list.insert("ExpirationDate".into(), date(made + time::Duration::days(365)));
    list.insert("Entitlements".into(), entitled(bundle_id, None));
    list.insert("DeveloperCertificates".into(), Value::Array(certificates));
    list
}

/// A property list, read as if it had come signed.
pub(super) fn read(list: Dictionary) -> ProvisioningProfile {
    ProvisioningProfile::from_property_list(&xml(list)).unwrap()
}

/// What is said of bytes that are no profile.
pub(super) fn message(bytes: &[u8]) -> String {
    ProvisioningProfile::from_bytes(bytes).unwrap_err().to_string()
}
