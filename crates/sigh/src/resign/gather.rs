//! Reading all that the decision needs: the app, the profiles, the entitlements, the identity.

use artifact::{Contents, Ipa};
use console::{Context, Failure};
use plist::Dictionary;
use signing::{Identity, ProvisioningProfile};

use super::bundles::{self, Code};
use super::identity;
use super::inventory::Inventory;
use super::options::{Mapped, Options};
use super::profiles::Given;

/// The largest profile or list of entitlements.
const LARGEST: u64 = 10 * 1024 * 1024;

/// All that was read.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(super) contents: Contents,
    /// The app's folder in the archive.
    pub(super) app: String,
    /// The inner before the outer.
    pub(super) codes: Vec<Code>,
    pub(super) inventory: Inventory,
    pub(super) given: Vec<Given>,
    /// Entitlements from files, for the bundle with that id or for the app.
    pub(super) entitlements: Vec<(Option<String>, Dictionary)>,
    pub(super) identity: Identity,
}

/// Reads everything.
pub(crate) fn gather(options: &Options, context: &Context) -> Result<Gathered, Failure> {
    // That there is exactly one app in it, and what it is, is told here.
    let app = Ipa::open(&options.ipa)?.app_folder().to_owned();
    let given = options.profiles.iter().map(profile).collect::<Result<Vec<_>, _>>()?;
    let entitlements = options.entitlements.iter().map(entitlements).collect::<Result<_, _>>()?;
    let mut contents = Contents::open(&options.ipa)?;
    if contents
        .entries()
        .any(|(name, _)| name.contains("/OnDemandResources/") && name.contains(".assetpack/"))
    {
        context.ui.warn(
            "the packs of on-demand resources keep their signatures, which are of the old team; sign them with Apple's \
             codesign where that matters",
        );
    }
    let codes = bundles::find(&mut contents, &app, &options.ipa)?;
    let old = codes.iter().filter_map(|code| code.old.as_ref()).flat_map(|old| old.certificates.clone());
    let mut others = old.collect::<Vec<_>>();
    others.extend(given.iter().flat_map(|one| codesign::certificates_of_message(&one.bytes)));
    let identity = identity::find(options, &given, others, context)?;
    let inventory = Inventory::of(&mut contents, &app)?;
    Ok(Gathered { contents, app, codes, inventory, given, entitlements, identity })
}

fn profile(mapped: &Mapped) -> Result<Given, Failure> {
    let bytes = console::read_file(&mapped.path, LARGEST)?;
    let profile = ProvisioningProfile::from_bytes(&bytes)
        .map_err(|error| Failure::from(error).context(format!("cannot read {}", mapped.path.display())))?;
    Ok(Given { path: mapped.path.clone(), bundle_id: mapped.bundle_id.clone(), profile, bytes })
}

fn entitlements(mapped: &Mapped) -> Result<(Option<String>, Dictionary), Failure> {
    let bytes = console::read_file(&mapped.path, LARGEST)?;
    let list = artifact::read_property_list(&bytes).map_err(|reason| {
        Failure::invalid(format!("cannot read the entitlements in {}", mapped.path.display())).cause(reason)
    })?;
    Ok((mapped.bundle_id.clone(), list))
}
