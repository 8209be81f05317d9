//! The property list inside a profile.

use std::io::Cursor;

use plist::{Dictionary, Value};
use time::OffsetDateTime;

use super::ProfileKind;
use super::envelope::{content, refused};
use crate::certificate::Certificate;
use crate::error::Result;

/// No profile has more dictionaries and arrays than this; it also bounds how deep they can nest.
const MOST_CONTAINERS: usize = 4_000;

/// A provisioning profile, read.
#[derive(Debug, Clone)]
pub struct ProvisioningProfile {
    /// The name.
    pub name: String,
    /// The UUID, which is the file's name where profiles are installed.
    pub uuid: String,
    /// The team ids.
    pub team_ids: Vec<String>,
    /// The team's name.
    pub team_name: Option<String>,
    /// The name of the app id.
    pub app_id_name: Option<String>,
    /// The platforms, such as `iOS` or `OSX`.
    pub platforms: Vec<String>,
    /// When it was made.
    pub created: Option<OffsetDateTime>,
    /// When it expires.
    pub expires: OffsetDateTime,
    /// The UDIDs of the devices it is for; `None` where devices do not matter.
    pub devices: Option<Vec<String>>,
    /// Whether it is for all devices (in-house and Developer ID).
    pub provisions_all_devices: bool,
    /// The certificates that may sign with it.
    pub certificates: Vec<Certificate>,
    /// What an app signed with it may be entitled to.
    pub entitlements: Dictionary,
    /// Whether Xcode manages it.
    pub is_xcode_managed: bool,
}

impl ProvisioningProfile {
    /// Reads a `.mobileprovision` or `.provisionprofile`. The signature is not judged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let text = content(bytes)?;
        let opens = |tag: &[u8]| text.windows(tag.len()).filter(|window| *window == tag).count();
        if opens(b"<array") + opens(b"<dict") > MOST_CONTAINERS {
            return Err(refused("its property list nests without end"));
        }
        let list = Value::from_reader_xml(Cursor::new(&text))
            .map_err(|error| refused(&format!("its property list is damaged ({error})")))?;
        let list = list.into_dictionary().ok_or_else(|| refused("its property list is no dictionary"))?;
        Self::of(&list)
    }

    fn of(list: &Dictionary) -> Result<Self> {
        let missing = |key: &str| refused(&format!("its property list has no {key}"));
        let certificates = list.get("DeveloperCertificates").and_then(Value::as_array);
        let certificates = certificates.into_iter().flatten().filter_map(Value::as_data);
        Ok(Self {
            name: text(list, "Name").ok_or_else(|| missing("Name"))?,
            uuid: text(list, "UUID").ok_or_else(|| missing("UUID"))?,
            team_ids: texts(list, "TeamIdentifier").unwrap_or_default(),
            team_name: text(list, "TeamName"),
            app_id_name: text(list, "AppIDName"),
            platforms: texts(list, "Platform").unwrap_or_default(),
            created: date(list, "CreationDate"),
            expires: date(list, "ExpirationDate").ok_or_else(|| missing("ExpirationDate"))?,
            devices: texts(list, "ProvisionedDevices"),
            provisions_all_devices: flag(list, "ProvisionsAllDevices"),
            certificates: certificates.map(Certificate::from_der).collect::<Result<_>>()?,
            entitlements: list
                .get("Entitlements")
                .and_then(Value::as_dictionary)
                .cloned()
                .unwrap_or_default(),
            is_xcode_managed: flag(list, "IsXcodeManaged"),
        })
    }

    /// What it is for, from its entitlements and devices.
    pub fn kind(&self) -> ProfileKind {
        let debuggable = ["get-task-allow", "com.apple.security.get-task-allow"]
            .iter()
            .any(|key| flag(&self.entitlements, key));
        let mac = self.platforms.iter().any(|platform| platform == "OSX");
        match (debuggable, self.provisions_all_devices, &self.devices) {
            (true, _, _) => ProfileKind::Development,
            (_, true, _) if mac => ProfileKind::Direct,
            (_, true, _) => ProfileKind::InHouse,
            (_, _, Some(_)) => ProfileKind::AdHoc,
            (_, _, None) => ProfileKind::AppStore,
        }
    }

    /// The application identifier with its prefix, such as `ABCDE12345.com.example.app`.
    pub fn application_identifier(&self) -> Option<&str> {
        let keys = ["application-identifier", "com.apple.application-identifier"];
        keys.iter().find_map(|key| self.entitlements.get(key)?.as_string())
    }

    /// The bundle id that it is for; with `*` at its end it stands for many.
    pub fn bundle_id(&self) -> Option<&str> {
        self.application_identifier()?.split_once('.').map(|(_, bundle_id)| bundle_id)
    }

    /// Whether an app with that bundle id may be signed with it.
    pub fn covers(&self, bundle_id: &str) -> bool {
        self.bundle_id().is_some_and(|pattern| match pattern.strip_suffix('*') {
            Some(start) => bundle_id.starts_with(start),
            None => pattern == bundle_id,
        })
    }

    /// Whether it has expired at that time.
    pub fn is_expired_at(&self, time: OffsetDateTime) -> bool {
        self.expires <= time
    }

    /// Whether that certificate may sign with it.
    pub fn has_certificate(&self, certificate: &Certificate) -> bool {
        self.certificates.iter().any(|there| there.der() == certificate.der())
    }
}

fn text(list: &Dictionary, key: &str) -> Option<String> {
    list.get(key)?.as_string().map(str::to_owned)
}

fn texts(list: &Dictionary, key: &str) -> Option<Vec<String>> {
    let all = list.get(key)?.as_array()?;
    Some(all.iter().filter_map(Value::as_string).map(str::to_owned).collect())
}

fn flag(list: &Dictionary, key: &str) -> bool {
    list.get(key).and_then(Value::as_boolean).unwrap_or_default()
}

fn date(list: &Dictionary, key: &str) -> Option<OffsetDateTime> {
    Some(std::time::SystemTime::from(list.get(key)?.as_date()?).into())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    /// A profile as openssl signs it.
    fn signed(list: &Value) -> Vec<u8> {
        let mut xml = Vec::new();
        list.to_writer_xml(&mut xml).unwrap();
        let mut certificate = tempfile::NamedTempFile::new().unwrap();
        certificate.write_all(fixture::certificate_pem().as_bytes()).unwrap();
        let key = fixture::key_file();
        let (signer, key) = (certificate.path().to_str().unwrap(), key.path().to_str().unwrap());
        fixture::openssl(
            &["cms", "-sign", "-nodetach", "-binary", "-outform", "DER", "-signer", signer, "-inkey", key],
            &xml,
        )
    }

    fn list(bundle_id: &str) -> Dictionary {
        let certificate = Certificate::read(fixture::certificate_pem().as_bytes()).unwrap();
        let mut entitlements = Dictionary::new();
        entitlements.insert("application-identifier".into(), format!("ABCDE12345.{bundle_id}").into());
        let expires = std::time::SystemTime::now() + std::time::Duration::from_hours(24);
        let mut list = Dictionary::new();
        list.insert("Name".into(), "Demo AppStore".into());
        list.insert("UUID".into(), "0F1E2D3C-0000-4000-8000-000000000000".into());
        list.insert("TeamIdentifier".into(), Value::Array(vec!["ABCDE12345".into()]));
        list.insert("Platform".into(), Value::Array(vec!["iOS".into()]));
        list.insert("ExpirationDate".into(), Value::Date(expires.into()));
        list.insert("Entitlements".into(), Value::Dictionary(entitlements));
        let certificates = vec![Value::Data(certificate.der().to_vec())];
        list.insert("DeveloperCertificates".into(), Value::Array(certificates));
        list
    }

    fn read(list: Dictionary) -> ProvisioningProfile {
        ProvisioningProfile::from_bytes(&signed(&Value::Dictionary(list))).unwrap()
    }

    #[test]
    fn a_profile_tells_what_it_is_for() {
        let profile = read(list("com.example.app"));
        assert_eq!(profile.kind(), ProfileKind::AppStore);
        assert!(profile.covers("com.example.app") && !profile.covers("com.example.app.more"));
        assert!(!profile.is_expired_at(OffsetDateTime::now_utc()));
        assert!(profile.has_certificate(&profile.certificates[0]));
    }

    #[test]
    fn devices_and_entitlements_decide_the_kind() {
        let devices = Value::Array(vec!["00008030-1".into()]);
        let mut ad_hoc = list("com.example.*");
        ad_hoc.insert("ProvisionedDevices".into(), devices);
        assert_eq!(read(ad_hoc.clone()).kind(), ProfileKind::AdHoc);
        assert!(read(ad_hoc.clone()).covers("com.example.anything"));
        let mut entitlements = ad_hoc.get("Entitlements").unwrap().as_dictionary().unwrap().clone();
        entitlements.insert("get-task-allow".into(), true.into());
        ad_hoc.insert("Entitlements".into(), Value::Dictionary(entitlements));
        assert_eq!(read(ad_hoc).kind(), ProfileKind::Development);
        let mut in_house = list("com.example.app");
        in_house.insert("ProvisionsAllDevices".into(), true.into());
        assert_eq!(read(in_house).kind(), ProfileKind::InHouse);
    }

    #[test]
    fn what_is_no_profile_is_said() {
        let message = |bytes: &[u8]| ProvisioningProfile::from_bytes(bytes).unwrap_err().to_string();
        assert!(message(b"<?xml").contains("is it a .mobileprovision?"));
        let whole = signed(&Value::Dictionary(list("com.example.app")));
        assert!(message(&whole[..whole.len() / 2]).contains("cut or damaged"));
        let mut nameless = list("com.example.app");
        nameless.remove("Name");
        assert!(message(&signed(&Value::Dictionary(nameless))).contains("has no Name"));
    }

    #[test]
    fn a_nesting_bomb_is_refused() {
        let mut bomb = list("com.example.app");
        bomb.insert("Bomb".into(), Value::Array(vec![Value::Array(Vec::new()); MOST_CONTAINERS]));
        let error = ProvisioningProfile::from_bytes(&signed(&Value::Dictionary(bomb))).unwrap_err();
        assert!(error.to_string().contains("without end"), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_profile_never_crashes(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            static WHOLE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
            let mut bytes = WHOLE.get_or_init(|| signed(&Value::Dictionary(list("com.example.app")))).clone();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = ProvisioningProfile::from_bytes(&bytes);
            bytes.truncate(at);
            prop_assert!(ProvisioningProfile::from_bytes(&bytes).is_err());
        }
    }
}
