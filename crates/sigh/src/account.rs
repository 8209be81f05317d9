//! A readable account of a profile, and what differs between two.

use std::collections::BTreeSet;

use console::{Report, details};
use plist::Value;
use serde::Serialize;
use signing::ProvisioningProfile;

/// What is in a profile.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) uuid: String,
    pub(crate) kind: String,
    pub(crate) team: Vec<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) platforms: Vec<String>,
    pub(crate) created: Option<String>,
    pub(crate) expires: String,
    pub(crate) expired: bool,
    pub(crate) xcode_managed: bool,
    pub(crate) all_devices: bool,
    pub(crate) devices: Vec<String>,
    pub(crate) certificates: Vec<Holder>,
    pub(crate) entitlements: serde_json::Map<String, serde_json::Value>,
    /// From the certificate that signed it to a root; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) signed_by: Option<Vec<String>>,
}

/// A certificate that may sign with a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Holder {
    pub(crate) name: String,
    pub(crate) sha1: String,
    pub(crate) expires: String,
}

impl Account {
    pub(crate) fn of(profile: &ProvisioningProfile, now: time::OffsetDateTime) -> Self {
        let holder = |one: &signing::Certificate| Holder {
            name: one.common_name().to_owned(),
            sha1: one.sha1(),
            expires: one.not_after().date().to_string(),
        };
        let team = profile.team_name.iter().chain(&profile.team_ids).cloned();
        Self {
            name: profile.name.clone(),
            uuid: profile.uuid.clone(),
            kind: profile.kind().to_string(),
            team: team.collect(),
            app_id: profile.application_identifier().map(str::to_owned),
            platforms: profile.platforms.clone(),
            created: profile.created.map(|time| time.date().to_string()),
            expires: profile.expires.date().to_string(),
            expired: profile.is_expired_at(now),
            xcode_managed: profile.is_xcode_managed,
            all_devices: profile.provisions_all_devices,
            devices: profile.devices.clone().unwrap_or_default(),
            certificates: profile.certificates.iter().map(holder).collect(),
            entitlements: profile
                .entitlements
                .iter()
                .map(|(key, value)| (key.clone(), json(value)))
                .collect(),
            signed_by: None,
        }
    }
}

/// A property list as JSON; dates and data as text.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Array(all) => all.iter().map(json).collect(),
        Value::Dictionary(all) => {
            serde_json::Value::Object(all.iter().map(|(key, value)| (key.clone(), json(value))).collect())
        }
        Value::Boolean(yes) => (*yes).into(),
        Value::Integer(number) => number.as_signed().map_or_else(|| number.to_string().into(), Into::into),
        Value::Real(number) => (*number).into(),
        Value::String(text) => text.clone().into(),
        Value::Date(date) => date.to_xml_format().into(),
        Value::Data(bytes) => format!("{} bytes", bytes.len()).into(),
        _ => serde_json::Value::Null,
    }
}

impl Report for Account {
    fn text(&self) -> String {
        let expired = if self.expired { ", which is past" } else { "" };
        let mut lines = vec![
            ("name".to_owned(), self.name.clone()),
            ("uuid".into(), self.uuid.clone()),
            ("kind".into(), self.kind.clone()),
            ("team".into(), self.team.join(", ")),
            ("app id".into(), self.app_id.clone().unwrap_or_default()),
            ("platforms".into(), self.platforms.join(", ")),
            (
                "valid".into(),
                format!("{} to {}{expired}", self.created.as_deref().unwrap_or("?"), self.expires),
            ),
        ];
        if self.xcode_managed {
            lines.push(("managed by".into(), "Xcode".into()));
        }
        if let Some(chain) = &self.signed_by {
            lines.push(("signed by".into(), chain.join(" <- ")));
        }
        let devices = match (self.all_devices, self.devices.as_slice()) {
            (true, _) => "all".to_owned(),
            (false, []) => "none".to_owned(),
            (false, all) => format!("{}\n{}", all.len(), all.join("\n")),
        };
        lines.push(("devices".into(), devices));
        let one = |one: &Holder| format!("{} until {} ({})", one.name, one.expires, one.sha1);
        lines.push(("certificates".into(), self.certificates.iter().map(one).collect::<Vec<_>>().join("\n")));
        let entitlements = self.entitlements.iter().map(|(key, value)| format!("{key}: {value}"));
        lines.push(("entitlements".into(), entitlements.collect::<Vec<_>>().join("\n")));
        details(lines)
    }
}

/// What differs between two profiles.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Differences {
    pub(crate) differences: Vec<Difference>,
}

/// One difference.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Difference {
    pub(crate) what: String,
    pub(crate) first: Option<String>,
    pub(crate) second: Option<String>,
}

impl Report for Differences {
    fn text(&self) -> String {
        if self.differences.is_empty() {
            return "they do not differ".into();
        }
        let line = |one: &Difference| match (&one.first, &one.second) {
            (Some(first), Some(second)) => format!("~ {}: {first} -> {second}", one.what),
            (Some(first), None) => format!("- {}: {first}", one.what),
            (None, second) => format!("+ {}: {}", one.what, second.as_deref().unwrap_or_default()),
        };
        self.differences.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// What differs: single values, then devices, certificates and entitlements one by one.
pub(crate) fn differences(first: &Account, second: &Account) -> Differences {
    let mut all = Vec::new();
    let values = |one: &Account| {
        [
            ("name", one.name.clone()),
            ("uuid", one.uuid.clone()),
            ("kind", one.kind.clone()),
            ("team", one.team.join(", ")),
            ("app id", one.app_id.clone().unwrap_or_default()),
            ("platforms", one.platforms.join(", ")),
            ("created", one.created.clone().unwrap_or_default()),
            ("expires", one.expires.clone()),
        ]
    };
    for ((what, one), (_, other)) in values(first).into_iter().zip(values(second)) {
        if one != other {
            all.push(Difference { what: what.into(), first: Some(one), second: Some(other) });
        }
    }
    let devices = |one: &Account| one.devices.iter().cloned().collect::<BTreeSet<_>>();
    sets("device", &devices(first), &devices(second), &mut all);
    let holders = |one: &Account| {
        one.certificates
            .iter()
            .map(|one| format!("{} until {} ({})", one.name, one.expires, one.sha1))
            .collect()
    };
    sets("certificate", &holders(first), &holders(second), &mut all);
    let keys = first.entitlements.keys().chain(second.entitlements.keys()).collect::<BTreeSet<_>>();
    for key in keys {
        let (one, other) = (first.entitlements.get(key), second.entitlements.get(key));
        if one != other {
            let text = |value: Option<&serde_json::Value>| value.map(ToString::to_string);
            all.push(Difference {
                what: format!("entitlement {key}"),
                first: text(one),
                second: text(other),
            });
        }
    }
    Differences { differences: all }
}

fn sets(what: &str, first: &BTreeSet<String>, second: &BTreeSet<String>, all: &mut Vec<Difference>) {
    let gone = first.difference(second).map(|one| (Some(one.clone()), None));
    let new = second.difference(first).map(|one| (None, Some(one.clone())));
    all.extend(gone.chain(new).map(|(first, second)| Difference { what: what.to_owned(), first, second }));
}
