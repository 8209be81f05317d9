//! Reading what Apple has, concurrently and with few requests.

use console::{Failure, exit};
use signing::ProfileKind;
use spaceship::Client;
use spaceship::jsonapi::{Id, Included, Resource};
use spaceship::resources::{BundleId, Certificate, Device, Profile};

use crate::devices;
use crate::kinds::{Platform, certificate_types, needs_devices, profile_type};

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) bundle_id: String,
    pub(super) kind: ProfileKind,
    pub(super) platform: Platform,
    pub(super) with_macs: bool,
}

/// What Apple has.
pub(super) struct Answer {
    pub(super) bundle_id: Resource<BundleId>,
    /// The profiles of the type for this bundle id.
    pub(super) profiles: Vec<Resource<Profile>>,
    /// The certificates of the types that may sign.
    pub(super) certificates: Vec<Resource<Certificate>>,
    /// The devices that belong into the profile; `None` where devices do not matter.
    pub(super) devices: Option<Vec<Resource<Device>>>,
}

pub(super) async fn gather(client: &Client, question: &Question) -> Result<Answer, Failure> {
    let (bundle_id, profiles, certificates, devices) = tokio::try_join!(
        bundle_id(client, question),
        profiles(client, question),
        certificates(client, question),
        devices(client, question)
    )?;
    let bundle_id = bundle_id.ok_or_else(|| {
        Failure::new(exit::NOT_FOUND, format!("the bundle id {} is not registered", question.bundle_id))
            .hint("register it under Certificates, Identifiers & Profiles on the Developer Portal")
    })?;
    let (profiles, included) = profiles;
    let profiles = of_app(profiles, &included, &bundle_id.id);
    Ok(Answer { bundle_id, profiles, certificates, devices })
}

/// Apple's filter matches neighbours too: the identifier is compared again.
async fn bundle_id(client: &Client, question: &Question) -> spaceship::Result<Option<Resource<BundleId>>> {
    let (all, _) = client.list::<BundleId>().filter("identifier", question.bundle_id.clone()).all().await?;
    Ok(all.into_iter().find(|one| one.attributes.identifier.as_deref() == Some(&question.bundle_id)))
}

async fn profiles(
    client: &Client,
    question: &Question,
) -> spaceship::Result<(Vec<Resource<Profile>>, Included)> {
    let mut include = "bundleId,certificates".to_owned();
    let mut list = client.list::<Profile>();
    if needs_devices(question.kind) {
        include.push_str(",devices");
        list = list.limit_of("devices", 50);
    }
    list = list.filter("profileType", profile_type(question.kind, question.platform));
    list.include(&include).limit_of("certificates", 50).all().await
}

fn of_app(
    profiles: Vec<Resource<Profile>>,
    included: &Included,
    bundle_id: &Id<BundleId>,
) -> Vec<Resource<Profile>> {
    let is_of_app = |profile: &Resource<Profile>| match profile.one::<BundleId>("bundleId") {
        Some(id) => id == *bundle_id && included.get(&id).is_some(),
        None => false,
    };
    profiles.into_iter().filter(is_of_app).collect()
}

async fn certificates(client: &Client, question: &Question) -> spaceship::Result<Vec<Resource<Certificate>>> {
    let types = certificate_types(question.kind, question.platform);
    let list = client.list::<Certificate>();
    // Apple's filter does not know the second generation of Developer ID.
    let filtered = !types.iter().any(|kind| kind.ends_with("_G2"));
    let list = if filtered { list.filter("certificateType", types.join(",")) } else { list };
    let (all, _) = list.all().await?;
    let fits = |one: &Resource<Certificate>| {
        one.attributes.certificate_type.as_ref().is_some_and(|kind| types.contains(&kind.as_str()))
    };
    Ok(all.into_iter().filter(fits).collect())
}

async fn devices(client: &Client, question: &Question) -> spaceship::Result<Option<Vec<Resource<Device>>>> {
    if !needs_devices(question.kind) {
        return Ok(None);
    }
    let list = client.list::<Device>().filter("status", "ENABLED");
    let list = list.filter("platform", devices::platforms(question.platform, question.with_macs));
    let (all, _) = list.all().await?;
    let belongs = |one: &Resource<Device>| devices::belongs(one, question.platform, question.with_macs);
    Ok(Some(all.into_iter().filter(belongs).collect()))
}

/// All devices of a profile; the list of profiles tells the first fifty only.
pub(super) async fn all_devices(
    client: &Client,
    profile: &Resource<Profile>,
) -> spaceship::Result<Vec<String>> {
    let told = profile.ids::<Device>("devices");
    if told.len() < 50 {
        return Ok(told.iter().map(ToString::to_string).collect());
    }
    let (all, _) = client.list_related::<Profile, Device>(&profile.id, "devices").all().await?;
    Ok(all.iter().map(|device| device.id.to_string()).collect())
}
