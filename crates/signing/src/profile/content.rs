//! The property list inside a profile.

use std::io::Cursor;

use plist::{Dictionary, Value};
use time::OffsetDateTime;

use super::envelope::{content, refused};
use super::{ProfileKind, nesting};
use crate::certificate::Certificate;
use crate::error::Result;

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
        Self::from_property_list(&content(bytes)?)
    }

    /// The certificates from the one that signed a `.mobileprovision` to a root that is trusted: one of Apple's, or of
    /// `roots`. See [`chain`](crate::chain).
    ///
    /// # Errors
    /// [`Signature`](crate::Error::Signature) where the signature does not hold, [`Chain`](crate::Error::Chain) where
    /// nobody trusted made it.
    pub fn signed_by(bytes: &[u8], roots: &[Certificate], at: OffsetDateTime) -> Result<Vec<Certificate>> {
        super::signature::signed_by(bytes, roots, at)
    }

    pub(super) fn from_property_list(text: &[u8]) -> Result<Self> {
        nesting::check(text)?;
        let list = Value::from_reader_xml(Cursor::new(text))
            .map_err(|error| refused(&format!("its property list is damaged ({error})")))?;
        let list = list.into_dictionary().ok_or_else(|| refused("its property list is no dictionary"))?;
        Self::of(&list)
    }

    fn of(list: &Dictionary) -> Result<Self> {
        let missing = |key: &str| refused(&format!("its property list has no {key}"));
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
            certificates: certificates(list)?,
            entitlements: list
                .get("Entitlements")
                .and_then(Value::as_dictionary)
                .cloned()
                .unwrap_or_default(),
            is_xcode_managed: flag(list, "IsXcodeManaged"),
        })
    }

    /// What it is for, from its entitlements, devices, platforms and certificates.
    pub fn kind(&self) -> ProfileKind {
        ProfileKind::of(self)
    }

    /// Whether a debugger may attach to an app that is signed with it.
    pub(super) fn is_debuggable(&self) -> bool {
        ["get-task-allow", "com.apple.security.get-task-allow"]
            .iter()
            .any(|key| flag(&self.entitlements, key))
    }

    /// The application identifier with its prefix, such as `ABCDE12345.com.example.app`.
    pub fn application_identifier(&self) -> Option<&str> {
        let keys = ["application-identifier", "com.apple.application-identifier"];
        keys.iter().find_map(|key| self.entitlements.get(key)?.as_string())
    }

    /// The prefix of the application identifier: the team id, or the older seed id of the app.
    pub fn application_identifier_prefix(&self) -> Option<&str> {
        self.application_identifier()?.split_once('.').map(|(prefix, _)| prefix)
    }

    /// The bundle id that it is for; with `*` at its end it stands for many.
    pub fn bundle_id(&self) -> Option<&str> {
        self.application_identifier()?.split_once('.').map(|(_, bundle_id)| bundle_id)
    }

    /// Whether an app with that bundle id may be signed with it.
    pub fn covers(&self, bundle_id: &str) -> bool {
        self.bundle_id().is_some_and(|pattern| match pattern.strip_suffix('*') {
            Some(start) => bundle_id.strip_prefix(start).is_some_and(|rest| !rest.is_empty()),
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

fn certificates(list: &Dictionary) -> Result<Vec<Certificate>> {
    let all = list.get("DeveloperCertificates").and_then(Value::as_array).into_iter().flatten();
    let read = |(at, value): (usize, &Value)| {
        let unreadable = |why: &str| refused(&format!("its certificate {} cannot be read ({why})", at + 1));
        let der = value.as_data().ok_or_else(|| unreadable("it is no data"))?;
        Certificate::from_der(der).map_err(|error| unreadable(&error.to_string()))
    };
    all.enumerate().map(read).collect()
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
    use std::sync::OnceLock;

    use proptest::prelude::*;

    use super::super::fixture::{list, message, read, signed, xml};
    use super::*;
    use crate::fixture;

    #[test]
    fn a_signed_profile_tells_all_that_is_in_it() {
        let bytes = signed(&xml(list("com.example.app")), &["-nodetach"]);
        let profile = ProvisioningProfile::from_bytes(&bytes).unwrap();
        assert_eq!(profile.name, "Demo AppStore");
        assert_eq!(profile.uuid, "0F1E2D3C-0000-4000-8000-000000000000");
        assert_eq!(profile.team_ids, ["ABCDE12345"]);
        assert_eq!(profile.team_name.as_deref(), Some("Example"));
        assert_eq!(profile.app_id_name.as_deref(), Some("Demo"));
        assert_eq!(profile.platforms, ["iOS", "xrOS"]);
        assert_eq!(profile.expires - profile.created.unwrap(), time::Duration::days(365));
        assert_eq!(profile.devices, None);
        assert_eq!(profile.certificates, [fixture::certificate()]);
        assert!(profile.is_xcode_managed && !profile.provisions_all_devices);
        assert_eq!(profile.application_identifier(), Some("ABCDE12345.com.example.app"));
        assert_eq!(profile.application_identifier_prefix(), Some("ABCDE12345"));
        assert_eq!(profile.bundle_id(), Some("com.example.app"));
        assert!(profile.has_certificate(&fixture::certificate()));
    }

    #[test]
    fn a_profile_expires_at_its_very_second() {
        let profile = read(list("com.example.app"));
        assert!(profile.is_expired_at(profile.expires));
        assert!(!profile.is_expired_at(profile.expires - time::Duration::SECOND));
    }

    #[test]
    fn a_wildcard_covers_what_begins_alike_and_goes_on() {
        let covers = |pattern: &str, bundle_id: &str| read(list(pattern)).covers(bundle_id);
        assert!(covers("com.example.app", "com.example.app"));
        assert!(!covers("com.example.app", "com.example.app.more"));
        assert!(covers("com.example.*", "com.example.app.more"));
        assert!(!covers("com.example.*", "com.example."));
        assert!(!covers("com.example.*", "com.examples.app"));
        assert!(covers("*", "org.other") && !covers("*", ""));
    }

    #[test]
    fn what_is_no_profile_is_said() {
        let whole = signed(&xml(list("com.example.app")), &["-nodetach"]);
        let without = |key: &str| {
            let mut list = list("com.example.app");
            list.remove(key);
            signed(&xml(list), &["-nodetach"])
        };
        let mut odd = list("com.example.app");
        odd.insert("DeveloperCertificates".into(), Value::Array(vec![Value::Data(b"x".to_vec())]));
        for (bytes, said) in [
            (Vec::new(), "it is empty"),
            (b"<?xml".to_vec(), "is it a .mobileprovision?"),
            (vec![0x30; 10 * 1024 * 1024 + 1], "larger than 10 MiB"),
            (whole[..whole.len() / 2].to_vec(), "cut or damaged"),
            (signed(b"text", &[]), "its signed message is empty"),
            (signed(b"text", &["-nodetach"]), "its property list is"),
            (signed(b"<plist><array/></plist>", &["-nodetach"]), "is no dictionary"),
            (
                fixture::openssl(&["cms", "-data_create", "-outform", "DER"], b"text"),
                "another kind of message",
            ),
            (signed(&xml(odd), &["-nodetach"]), "its certificate 1 cannot be read"),
            (without("Name"), "has no Name"),
            (without("UUID"), "has no UUID"),
            (without("ExpirationDate"), "has no ExpirationDate"),
        ] {
            assert!(message(&bytes).contains(said), "{said}: {}", message(&bytes));
        }
    }

    #[test]
    fn nesting_bombs_are_refused() {
        for (into, out_of) in
            [("<array>", "</array>"), ("<x:array>", "</x:array>"), ("<dict><key>a</key>", "</dict>")]
        {
            let (into, out_of) = (into.repeat(200_000), out_of.repeat(200_000));
            let bomb = format!("<plist><dict><key>Bomb</key>{into}{out_of}</dict></plist>");
            let error = ProvisioningProfile::from_property_list(bomb.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("without end") || error.contains("no profile has"), "{error}");
        }
        // Sequences within sequences, and the same with lengths left open.
        let closed = (0..200_u8).fold(Vec::new(), |inside, _| {
            let length = u16::try_from(inside.len()).unwrap().to_be_bytes();
            [&[0x30, 0x82, length[0], length[1]], inside.as_slice()].concat()
        });
        for bytes in [closed, [0x30, 0x80].repeat(100_000)] {
            assert!(message(&bytes).contains("cut or damaged"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_profile_never_crashes(at in any::<prop::sample::Index>(), byte in any::<u8>(), open in any::<bool>()) {
            static CLOSED: OnceLock<Vec<u8>> = OnceLock::new();
            static OPEN: OnceLock<Vec<u8>> = OnceLock::new();
            let made = |more: &[&str]| signed(&xml(list("com.example.app")), more);
            let mut bytes = if open {
                OPEN.get_or_init(|| made(&["-nodetach", "-stream"])).clone()
            } else {
                CLOSED.get_or_init(|| made(&["-nodetach"])).clone()
            };
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = ProvisioningProfile::from_bytes(&bytes);
            bytes.truncate(at);
            prop_assert!(ProvisioningProfile::from_bytes(&bytes).is_err());
        }

        #[test]
        fn a_damaged_property_list_never_crashes(at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            static WHOLE: OnceLock<Vec<u8>> = OnceLock::new();
            let mut text = WHOLE.get_or_init(|| xml(list("com.example.app"))).clone();
            let at = at.index(text.len());
            text[at] ^= 1 << bit;
            let _ = ProvisioningProfile::from_property_list(&text);
            text.truncate(at);
            let _ = ProvisioningProfile::from_property_list(&text);
        }

        #[test]
        fn arbitrary_bytes_are_no_profile(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(ProvisioningProfile::from_bytes(&bytes).is_err());
            prop_assert!(ProvisioningProfile::from_bytes(&[&[0x30, 0x80], bytes.as_slice()].concat()).is_err());
        }
    }
}
