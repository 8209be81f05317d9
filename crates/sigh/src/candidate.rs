//! A profile of the app, as Apple has it.

use signing::ProvisioningProfile;
use spaceship::apple_time;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{Profile, ProfileProfileState};
use time::OffsetDateTime;

use crate::certificates::decoded;

/// A profile of the app.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) id: Id<Profile>,
    pub(crate) name: String,
    pub(crate) profile_type: String,
    pub(crate) active: bool,
    pub(crate) expires: Option<OffsetDateTime>,
    /// The file and what is in it; `None` where Apple gave none or it cannot be read.
    pub(crate) content: Option<(Vec<u8>, ProvisioningProfile)>,
}

impl Candidate {
    /// Reads Apple's resource. Devices and certificates are read from the file itself: Apple's relationships tell
    /// at most fifty of them.
    pub(crate) fn read(resource: Resource<Profile>) -> Self {
        let attributes = resource.attributes;
        let bytes = attributes.profile_content.as_deref().and_then(decoded);
        let content = bytes.and_then(|bytes| {
            let profile = ProvisioningProfile::from_bytes(&bytes).ok()?;
            Some((bytes, profile))
        });
        let told = attributes.expiration_date.as_deref().and_then(apple_time);
        Self {
            id: resource.id,
            name: attributes.name.unwrap_or_default(),
            profile_type: attributes.profile_type.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            active: attributes.profile_state == Some(ProfileProfileState::Active),
            expires: told.or(content.as_ref().map(|(_, profile)| profile.expires)),
            content,
        }
    }

    /// What is in the file.
    pub(crate) fn profile(&self) -> Option<&ProvisioningProfile> {
        self.content.as_ref().map(|(_, profile)| profile)
    }

    /// Whether somebody may still sign with it. Apple calls an expired profile active.
    pub(crate) fn is_usable(&self, now: OffsetDateTime) -> bool {
        self.active && self.expires.is_none_or(|expires| expires > now)
    }

    /// Whether Xcode made it and looks after it.
    pub(crate) fn is_xcodes(&self) -> bool {
        self.profile().is_some_and(|profile| profile.is_xcode_managed)
    }
}
