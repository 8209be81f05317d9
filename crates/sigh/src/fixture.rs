//! What the tests share: certificates that openssl made, and profiles that hold them.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use plist::Dictionary;
use signing::{Certificate, ProvisioningProfile};
use spaceship::jsonapi::{Id, Relationships, Resource};
use spaceship::resources::{Certificate as CertificateKind, CertificateAttributes};
use time::OffsetDateTime;
use time::macros::datetime;

use crate::candidate::Candidate;
use crate::certificates::TeamCertificate;
use crate::devices::WantedDevice;
use crate::staleness::Wanted;

pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

fn der(name: &'static str) -> Vec<u8> {
    let output = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null", "-outform", "DER"])
        .args(["-days", "3650", "-subj", &format!("/CN={name}")])
        .stderr(Stdio::null())
        .output()
        .expect("the tests need the openssl command line");
    output.stdout
}

fn certificate(first: bool) -> Certificate {
    static BOTH: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    let [one, two] = BOTH.get_or_init(|| [der("One"), der("Two")]);
    Certificate::from_der(if first { one } else { two }).unwrap()
}

/// One of two certificates of the team, `ONE` or `TWO`.
pub(crate) fn team(id: &str) -> TeamCertificate {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let attributes = CertificateAttributes {
        certificate_type: Some("DISTRIBUTION".into()),
        certificate_content: Some(BASE64_STANDARD.encode(certificate(id == "ONE").der())),
        ..CertificateAttributes::default()
    };
    let relationships = Relationships::default();
    TeamCertificate::read(Resource::<CertificateKind> { id: Id::new(id), attributes, relationships })
}

/// An active profile with the certificate `ONE` and these devices.
pub(crate) fn profile(name: &str, devices: &[&str]) -> Candidate {
    let inside = ProvisioningProfile {
        name: name.into(),
        uuid: "0F1E2D3C".into(),
        team_ids: Vec::new(),
        team_name: None,
        app_id_name: None,
        platforms: vec!["iOS".into()],
        created: None,
        expires: datetime!(2027-11-20 12:00 UTC),
        devices: Some(devices.iter().map(|udid| (*udid).to_owned()).collect()),
        provisions_all_devices: false,
        certificates: vec![certificate(true)],
        entitlements: Dictionary::new(),
        is_xcode_managed: false,
    };
    Candidate {
        id: Id::new(name),
        name: name.into(),
        profile_type: "IOS_APP_ADHOC".into(),
        active: true,
        expires: Some(inside.expires),
        content: Some((Vec::new(), inside)),
    }
}

/// What an ad hoc profile should hold.
pub(crate) fn wanted(certificates: &[&str], devices: &[&str]) -> Wanted {
    let device = |udid: &&str| WantedDevice {
        id: Id::new(*udid),
        udid: (*udid).to_owned(),
        name: format!("phone {udid}"),
    };
    Wanted {
        certificates: certificates.iter().map(|id| team(id)).collect(),
        devices: devices.iter().map(device).collect(),
        ..Wanted::default()
    }
}
