//! Bundle ids, certificates and profiles of a large team.

use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};

use super::fill::{all, create, moment};
use crate::engine::store::Identifier;
use crate::error::Error;
use crate::seeds::provisioning::add as add_bundle_id;
use crate::world::World;

/// Over how many days all this was made: long enough to differ, and nothing has expired yet.
const DAYS: i64 = 300;

/// How many devices a profile for certain devices has at most.
const DEVICES: usize = 20;

/// The types of profile in turn, and whether each is for certain devices.
const PROFILES: [(&str, bool); 4] = [
    ("IOS_APP_STORE", false),
    ("IOS_APP_DEVELOPMENT", true),
    ("IOS_APP_STORE", false),
    ("IOS_APP_ADHOC", true),
];

/// Adds bundle ids.
pub(super) fn bundle_ids(world: &mut World, count: usize) {
    let before = world.store.all("bundleIds").count();
    for number in before + 1..=before + count {
        add_bundle_id(
            world,
            &format!("com.example.populated.app{number:05}"),
            &format!("Populated {number:05}"),
        );
    }
}

/// Adds certificates: one for distribution, one for development and so on in turn.
pub(super) fn certificates(world: &mut World, count: usize) -> Result<(), Error> {
    let kinds = ["DISTRIBUTION", "DEVELOPMENT"].into_iter().cycle().take(count).collect::<Vec<_>>();
    issue(world, &kinds)
}

/// Issues certificates of these types over one key, whatever the limits of the team are.
fn issue(world: &mut World, kinds: &[&str]) -> Result<(), Error> {
    let failed = |error: rcgen::Error| Error::Populate { kind: "certificates", answer: error.to_string() };
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(failed)?;
    let request = CertificateParams::default().serialize_request(&key).and_then(|request| request.pem());
    let request = request.map_err(failed)?;
    let limits = world.settings.clone();
    world.settings.distribution_certificates = usize::MAX;
    world.settings.development_certificates = usize::MAX;
    let now = world.now();
    let made = kinds.iter().enumerate().try_for_each(|(number, kind)| {
        let attributes = json!({ "certificateType": kind, "csrContent": request });
        let at = moment(now, DAYS, number, kinds.len());
        create(world, at, "certificates", &attributes, &json!({})).map(drop)
    });
    world.settings = limits;
    made
}

/// Adds signed profiles, for the bundle ids in turn.
pub(super) fn profiles(world: &mut World, count: usize) -> Result<(), Error> {
    for kind in ["DISTRIBUTION", "DEVELOPMENT"] {
        if certificate(world, kind).is_none() {
            issue(world, &[kind])?;
        }
    }
    if world.store.all("bundleIds").next().is_none() {
        bundle_ids(world, 1);
    }
    let (distribution, development) = (certificate(world, "DISTRIBUTION"), certificate(world, "DEVELOPMENT"));
    let bundle_ids = all(world, "bundleIds");
    let enabled = world
        .store
        .all("devices")
        .filter(|device| device.text("status") == "ENABLED" && device.text("platform") == "IOS");
    let devices = enabled.take(DEVICES).map(|device| linkage("devices", &device.id)).collect::<Vec<_>>();
    let now = world.now();
    for (number, bundle_id) in bundle_ids.iter().cycle().take(count).enumerate() {
        let (kind, wants_devices) = match PROFILES[number % PROFILES.len()] {
            // Without a device there are only profiles for the store.
            (_, true) if devices.is_empty() => PROFILES[0],
            known => known,
        };
        let certificate = if kind.ends_with("DEVELOPMENT") { &development } else { &distribution };
        let attributes =
            json!({ "name": format!("Populated {:05} {kind}", number + 1), "profileType": kind });
        let mut relationships = json!({
            "bundleId": { "data": linkage("bundleIds", &bundle_id.id) },
            "certificates": { "data": certificate.iter().map(|to| linkage("certificates", &to.id)).collect::<Vec<_>>() },
        });
        if wants_devices {
            relationships["devices"] = json!({ "data": devices });
        }
        // The youngest certificate is a few months old at most, and so is what it has signed.
        create(world, moment(now, DAYS / 2, number, count), "profiles", &attributes, &relationships)?;
    }
    Ok(())
}

/// The oldest certificate of a type.
fn certificate(world: &World, kind: &str) -> Option<Identifier> {
    let found = world.store.all("certificates").find(|there| there.text("certificateType") == kind);
    found.map(|there| Identifier::new("certificates", &*there.id))
}

fn linkage(kind: &str, id: &str) -> Value {
    json!({ "type": kind, "id": id })
}
