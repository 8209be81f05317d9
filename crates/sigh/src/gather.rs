//! What Apple has: the bundle id with its profiles, the team's certificates, its devices.

use std::collections::BTreeSet;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{BundleId, BundleIdCapability, Certificate, Device, Profile};

use crate::candidate::Candidate;
use crate::certificates::TeamCertificate;
use crate::devices;
use crate::options::Options;

/// What Apple has.
#[derive(Debug)]
pub(crate) struct There {
    pub(crate) bundle_id: Id<BundleId>,
    /// The app's profiles of the wanted type.
    pub(crate) profiles: Vec<Candidate>,
    pub(crate) certificates: Vec<TeamCertificate>,
    pub(crate) devices: Vec<Resource<Device>>,
    /// What the bundle id may do.
    pub(crate) capabilities: BTreeSet<String>,
}

/// Reads it, concurrently. The profiles are read through their bundle id: an account may have hundreds of others.
pub(crate) async fn gather(client: &Client, options: &Options) -> Result<There, Failure> {
    let (app, certificates, devices) = tokio::try_join!(
        profiles_of_app(client, options),
        certificates(client, options),
        devices_of(client, options)
    )?;
    let App { bundle_id, profiles, capabilities } = app;
    Ok(There { bundle_id, profiles, certificates, devices, capabilities })
}

/// What belongs to the app.
struct App {
    bundle_id: Id<BundleId>,
    profiles: Vec<Candidate>,
    capabilities: BTreeSet<String>,
}

async fn profiles_of_app(client: &Client, options: &Options) -> Result<App, Failure> {
    let identifier = &options.app_identifier;
    let (found, _) = client.list::<BundleId>().filter("identifier", identifier).all().await?;
    // Apple's filter also finds longer bundle ids.
    let exact = found.into_iter().find(|one| one.attributes.identifier.as_ref() == Some(identifier));
    let bundle_id = exact.ok_or_else(|| unknown(identifier))?.id;
    let profiles = client.list_related::<BundleId, Profile>(&bundle_id, "profiles");
    let capabilities =
        client.list_related::<BundleId, BundleIdCapability>(&bundle_id, "bundleIdCapabilities");
    let ((all, _), (capabilities, _)) = tokio::try_join!(profiles.all(), capabilities.all())?;
    let candidates = all.into_iter().map(Candidate::read);
    let profiles = candidates.filter(|one| one.profile_type == options.profile_type).collect();
    let words = capabilities.into_iter().filter_map(|one| one.attributes.capability_type);
    let capabilities = words.map(|word| word.to_string()).collect();
    Ok(App { bundle_id, profiles, capabilities })
}

fn unknown(identifier: &str) -> Failure {
    Failure::new(exit::NOT_FOUND, format!("the bundle id `{identifier}` is not registered in this team"))
        .cause("a profile is for a registered bundle id (an App ID), and `sigh` does not register one")
        .hint(
            "register it on the Developer Portal, under Identifiers, or let Xcode do so; an app in App Store \
             Connect comes after that. If it is registered, check for a typing error and that the API key is of \
             the right team",
        )
}

async fn certificates(client: &Client, options: &Options) -> Result<Vec<TeamCertificate>, Failure> {
    let types = options.target.certificate_types();
    let list = client.list::<Certificate>();
    // Apple's filter is known not to take the second generation of Developer ID. And when a certificate is named,
    // the error for a wrong one is to say what it is.
    let filtered = options.certificate.id.is_none() && !types.iter().any(|kind| kind.ends_with("_G2"));
    let list = if filtered { list.filter("certificateType", types.join(",")) } else { list };
    let (all, _) = list.all().await?;
    Ok(all.into_iter().map(TeamCertificate::read).collect())
}

async fn devices_of(client: &Client, options: &Options) -> Result<Vec<Resource<Device>>, Failure> {
    if !options.target.takes_devices() {
        return Ok(Vec::new());
    }
    let platforms = devices::platforms(options.target, options.include_mac);
    let list = client.list::<Device>().filter("status", "ENABLED").filter("platform", platforms);
    Ok(list.all().await?.0)
}
