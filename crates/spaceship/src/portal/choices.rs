//! What a profile gets where nothing else is asked for: decided from lists, without a network.

use time::OffsetDateTime;

use super::{Certificate, Device, Platform, Profile, ProfileKind};
use crate::error::{Error, ErrorKind, Result};

/// The types of certificates that fit, the preferred first.
fn fitting(kind: ProfileKind, platform: Platform) -> &'static [&'static str] {
    match (kind, platform) {
        (ProfileKind::Direct, _) => &["DeveloperIdApplication", "DeveloperIdApplicationG2"],
        (ProfileKind::InHouse, _) => &["InHouse"],
        (ProfileKind::Development, Platform::Mac) => &["MacDevelopment", "AppleDevelopment"],
        (ProfileKind::Development, Platform::Ios) => &["Development", "AppleDevelopment"],
        (_, Platform::Mac) => &["MacAppDistribution", "AppleDistribution"],
        (_, Platform::Ios) => &["Production", "AppleDistribution"],
    }
}

fn fits(certificate: &Certificate, names: &[&str], now: OffsetDateTime) -> bool {
    let right = certificate.kind().is_some_and(|kind| names.contains(&kind.name()));
    right && certificate.expires_at().is_none_or(|end| end > now)
}

/// The valid certificate of a fitting type that ends last.
pub(super) fn newest(
    kind: ProfileKind,
    platform: Platform,
    all: &[Certificate],
    now: OffsetDateTime,
) -> Result<&Certificate> {
    let names = fitting(kind, platform);
    let found = all.iter().filter(|certificate| fits(certificate, names, now));
    found.max_by_key(|certificate| certificate.expires_at()).ok_or_else(|| {
        let what = format!(
            "there is no valid certificate for a profile of the kind {}: one of {} is needed",
            kind.name(),
            names.join(" or ")
        );
        Error::new(ErrorKind::NotFound, what)
    })
}

/// The certificates of a profile that are still there and valid; where none is, a fitting one.
pub(super) fn replacement(
    profile: &Profile,
    kind: ProfileKind,
    platform: Platform,
    all: &[Certificate],
    now: OffsetDateTime,
) -> Result<Vec<String>> {
    let lives = |id: &String| {
        let found = all.iter().find(|certificate| certificate.id == *id);
        found.is_some_and(|certificate| certificate.expires_at().is_none_or(|end| end > now))
    };
    let own = profile.certificates.iter().map(|certificate| certificate.id.clone()).filter(lives);
    let own = own.collect::<Vec<_>>();
    if own.is_empty() {
        newest(kind, platform, all, now).map(|found| vec![found.id.clone()])
    } else {
        Ok(own)
    }
}

/// The ids of all enabled devices: of Apple TVs, or of all but those.
pub(super) fn devices_for(tv: bool, all: &[Device]) -> Vec<String> {
    let wanted = |device: &&Device| device.is_enabled() && device.class.eq_ignore_ascii_case("tvOS") == tv;
    all.iter().filter(wanted).map(|device| device.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00:00 UTC);

    fn certificate(id: &str, kind: &str, expires: &str) -> Certificate {
        let kind = super::super::CertificateType::new(kind).unwrap().id();
        let row = json!({"certificateId": id, "certificateTypeDisplayId": kind, "expirationDate": expires});
        serde_json::from_value(row).unwrap()
    }

    fn certificates() -> Vec<Certificate> {
        vec![
            certificate("old", "Production", "2026-11-19"),
            certificate("short", "Production", "2027-01-01T00:00:00Z"),
            certificate("long", "AppleDistribution", "2027-06-01T00:00:00Z"),
            certificate("dev", "Development", "2028-01-01"),
        ]
    }

    #[test]
    fn the_valid_certificate_that_ends_last_is_taken() {
        let all = certificates();
        let id = |kind| newest(kind, Platform::Ios, &all, NOW).map(|found| found.id.as_str());
        assert_eq!(id(ProfileKind::AppStore).unwrap(), "long");
        assert_eq!(id(ProfileKind::AdHoc).unwrap(), "long");
        assert_eq!(id(ProfileKind::Development).unwrap(), "dev");
        let error = id(ProfileKind::Direct).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(error.to_string().contains("DeveloperIdApplication"), "{error}");
    }

    #[test]
    fn a_profile_keeps_the_certificates_that_still_are() {
        let profile = |ids: &[&str]| -> Profile {
            let own = ids.iter().map(|id| json!({"certificateId": id})).collect::<Vec<_>>();
            serde_json::from_value(json!({"provisioningProfileId": "P", "certificates": own})).unwrap()
        };
        let all = certificates();
        let kept = |ids: &[&str]| replacement(&profile(ids), ProfileKind::AppStore, Platform::Ios, &all, NOW);
        assert_eq!(kept(&["short", "old", "gone"]).unwrap(), ["short"]);
        assert_eq!(kept(&["old", "gone"]).unwrap(), ["long"]);
    }

    #[test]
    fn all_enabled_devices_of_the_platform_are_taken() {
        let device = |id: &str, class: &str, status: &str| -> Device {
            serde_json::from_value(json!({"deviceId": id, "deviceClass": class, "status": status})).unwrap()
        };
        let all = [
            device("phone", "iphone", "c"),
            device("watch", "watch", "c"),
            device("tv", "tvOS", "c"),
            device("gone", "ipad", "r"),
        ];
        assert_eq!(devices_for(false, &all), ["phone", "watch"]);
        assert_eq!(devices_for(true, &all), ["tv"]);
    }
}
