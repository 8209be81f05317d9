//! The services of an app id, and the values that each can have.

use crate::error::{Error, ErrorKind, Result};

/// A service and the value it is to have, such as `app_group` and `on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    id: &'static str,
    value: &'static str,
}

/// The words that people use for values, and Apple's.
type Values = &'static [(&'static str, &'static str)];

const SWITCH: Values = &[("on", "true"), ("off", "false")];
const PROTECTION: Values = &[
    ("off", ""),
    ("complete", "complete"),
    ("unless_open", "unlessopen"),
    ("until_first_auth", "untilfirstauth"),
];
const ICLOUD: Values = &[("xcode5_compatible", "1"), ("cloud_kit", "2")];

/// fastlane's names, Apple's ids, and the values.
const SERVICES: [(&str, &str, Values); 25] = [
    ("access_wifi", "AWEQ28MY3E", SWITCH),
    ("app_group", "APG3427HIY", SWITCH),
    ("apple_pay", "OM633U5T5G", SWITCH),
    ("associated_domains", "SKC3T5S89Y", SWITCH),
    ("auto_fill_credential", "CPEQ28MX4E", SWITCH),
    ("class_kit", "PKTJAN2017", SWITCH),
    ("cloud", "iCloud", SWITCH),
    ("cloud_kit", "cloudKitVersion", ICLOUD),
    ("data_protection", "dataProtection", PROTECTION),
    ("game_center", "gameCenter", SWITCH),
    ("health_kit", "HK421J6T7P", SWITCH),
    ("home_kit", "homeKit", SWITCH),
    ("hotspot", "HSC639VEI8", SWITCH),
    ("in_app_purchase", "inAppPurchase", SWITCH),
    ("inter_app_audio", "IAD53UNK2F", SWITCH),
    ("multipath", "MP49FN762P", SWITCH),
    ("network_extension", "NWEXT04537", SWITCH),
    ("nfc_tag_reading", "NFCTRMAY17", SWITCH),
    ("passbook", "passbook", SWITCH),
    ("personal_vpn", "V66P55NK2I", SWITCH),
    ("push_notification", PUSH, SWITCH),
    ("siri_kit", "SI015DKUHP", SWITCH),
    ("vpn_configuration", "V66P55NK2I", SWITCH),
    ("wallet", "passbook", SWITCH),
    ("wireless_accessory", "WC421J6T7P", SWITCH),
];

const PUSH: &str = "push";

impl Setting {
    /// The setting by fastlane's names. An unknown name or value is refused with those that there are.
    pub fn new(service: &str, value: &str) -> Result<Self> {
        let unknown = |what: &str, given: &str, known: Vec<&str>| {
            let what = format!("`{given}` is no {what}; there are {}", known.join(", "));
            Error::new(ErrorKind::Invalid, what)
        };
        let (_, id, values) = SERVICES
            .iter()
            .find(|(name, ..)| *name == service)
            .ok_or_else(|| unknown("service of an app id", service, Self::services().collect()))?;
        let (_, value) = values.iter().find(|(word, _)| *word == value).ok_or_else(|| {
            unknown(&format!("value of {service}"), value, values.iter().map(|(word, _)| *word).collect())
        })?;
        Ok(Self { id, value })
    }

    /// The names of all services.
    pub fn services() -> impl Iterator<Item = &'static str> {
        SERVICES.iter().map(|(name, ..)| *name)
    }

    /// Apple's id of the service.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Apple's word for the value.
    pub fn value(&self) -> &'static str {
        self.value
    }

    pub(super) fn is_on(self) -> bool {
        !matches!(self.value, "" | "false")
    }

    pub(super) fn is_push(self) -> bool {
        self.id == PUSH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_become_apples() {
        let table = [
            ("app_group", "on", "APG3427HIY", "true"),
            ("wallet", "off", "passbook", "false"),
            ("data_protection", "unless_open", "dataProtection", "unlessopen"),
            ("data_protection", "off", "dataProtection", ""),
            ("cloud_kit", "cloud_kit", "cloudKitVersion", "2"),
        ];
        for (service, value, id, word) in table {
            let setting = Setting::new(service, value).unwrap();
            assert_eq!((setting.id(), setting.value()), (id, word), "{service}");
        }
        assert!(Setting::new("push_notification", "on").unwrap().is_push());
    }

    #[test]
    fn what_there_is_not_is_refused_with_what_there_is() {
        let error = Setting::new("cloud_kit", "on").unwrap_err().to_string();
        assert!(error.ends_with("there are xcode5_compatible, cloud_kit"), "{error}");
        assert!(Setting::new("warp_drive", "on").unwrap_err().to_string().contains("access_wifi, app_group"));
    }
}
