//! Provisioning profiles: listing, making, repairing, downloading and deleting them.

use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt, future};
use serde::Deserialize;
use time::OffsetDateTime;

use super::action::{Action, Kind, Platform};
use super::choices::{devices_for, newest, replacement};
use super::client::{Portal, require};
use super::form::Form;
use super::rows::{list, text};
use super::{AppId, Certificate, Device};
use crate::error::{Error, ErrorKind, Result};
use crate::when::apple_time;

const LIST: Action = Action::read(
    Kind::Profile,
    "account/{p}/profile/listProvisioningProfiles.action",
    "provisioningProfiles",
);
const GET: Action =
    Action::read(Kind::Profile, "account/{p}/profile/getProvisioningProfile.action", "provisioningProfile");
const CREATE: Action = Action::write(
    Kind::Profile,
    "account/{p}/profile/createProvisioningProfile.action",
    "provisioningProfile",
);
const REPAIR: Action = Action::write(
    Kind::Profile,
    "account/{p}/profile/regenProvisioningProfile.action",
    "provisioningProfile",
);
const DELETE: Action = Action::order(Kind::Profile, "account/{p}/profile/deleteProvisioningProfile.action");

/// What a profile is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileKind {
    /// Development on registered devices.
    Development,
    /// The App Store and TestFlight.
    AppStore,
    /// Distribution to registered devices.
    AdHoc,
    /// Distribution within the company, in the Enterprise Program.
    InHouse,
    /// Distribution of Mac apps outside the App Store, with a Developer ID.
    Direct,
}

impl ProfileKind {
    /// Apple's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Development => "limited",
            Self::AppStore => "store",
            Self::AdHoc => "adhoc",
            Self::InHouse => "inhouse",
            Self::Direct => "direct",
        }
    }

    /// The name at the end of the default names of profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Development => "Development",
            Self::AppStore => "AppStore",
            Self::AdHoc => "AdHoc",
            Self::InHouse => "InHouse",
            Self::Direct => "Direct",
        }
    }

    /// Whether such a profile names the devices it is for.
    pub fn has_devices(self) -> bool {
        matches!(self, Self::Development | Self::AdHoc)
    }

    fn parse(word: &str) -> Option<Self> {
        let all = [Self::Development, Self::AppStore, Self::AdHoc, Self::InHouse, Self::Direct];
        all.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A profile.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Apple's id of it.
    #[serde(rename = "provisioningProfileId", deserialize_with = "text")]
    pub id: String,
    /// The id within the file.
    #[serde(default, rename = "UUID", deserialize_with = "text")]
    pub uuid: String,
    /// The name.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// Apple's word for its state: `Active`, `Expired` or `Invalid`.
    #[serde(default, deserialize_with = "text")]
    pub status: String,
    /// Apple's word for what it is for; see [`kind`](Self::kind).
    #[serde(default, deserialize_with = "text")]
    pub distribution_method: String,
    /// The platform as Apple names it: `ios` or `mac`.
    #[serde(default, rename = "proProPlatform", deserialize_with = "text")]
    pub platform: String,
    /// `tvOS` for profiles of Apple TV.
    #[serde(default, rename = "proProSubPlatform", deserialize_with = "text")]
    pub sub_platform: String,
    /// When it ends, as Apple writes it.
    #[serde(default, rename = "dateExpire", deserialize_with = "text")]
    pub expires: String,
    /// `Xcode` where Xcode keeps it.
    #[serde(default, deserialize_with = "text")]
    pub managing_app: String,
    /// The app id; known after [`Portal::profile`], not in lists.
    #[serde(default)]
    pub app_id: Option<AppId>,
    /// The certificates; known after [`Portal::profile`], not in lists.
    #[serde(default, deserialize_with = "list")]
    pub certificates: Vec<Certificate>,
    /// The devices; known after [`Portal::profile`], not in lists.
    #[serde(default, deserialize_with = "list")]
    pub devices: Vec<Device>,
    #[serde(default)]
    template: Option<Template>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Template {
    #[serde(default, deserialize_with = "text")]
    purpose_name: String,
}

impl Profile {
    /// What it is for, if Apple's word is a known one.
    pub fn kind(&self) -> Option<ProfileKind> {
        ProfileKind::parse(&self.distribution_method)
    }

    /// Whether it can be used now. Apple does not change the state of one that expires.
    pub fn is_valid(&self) -> bool {
        let ends = apple_time(&self.expires);
        self.status == "Active" && ends.is_none_or(|end| end > OffsetDateTime::now_utc())
    }

    fn half(&self) -> Platform {
        if self.platform.eq_ignore_ascii_case("mac") { Platform::Mac } else { Platform::Ios }
    }

    fn is_tv(&self) -> bool {
        self.sub_platform.eq_ignore_ascii_case("tvOS")
    }
}

/// A profile to be made. What is left out is chosen as the original tools do.
#[derive(Debug, Clone, PartialEq)]
pub struct NewProfile {
    /// What it is for.
    pub kind: ProfileKind,
    /// The half of the portal.
    pub platform: Platform,
    /// Whether it is for Apple TV.
    pub tv: bool,
    /// The bundle id of the app.
    pub bundle_id: String,
    /// The name; by default `com.example.app AppStore`.
    pub name: Option<String>,
    /// The ids of the certificates; by default the valid one of a fitting type that ends last.
    pub certificates: Option<Vec<String>>,
    /// The ids of the devices; by default all enabled ones. Other profiles than those for development and ad hoc
    /// distribution have none.
    pub devices: Option<Vec<String>>,
    /// The name of the template of entitlements.
    pub template: Option<String>,
}

/// What a repair changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Repair {
    /// The ids of the certificates; by default those of the profile that still are, or a fitting one.
    pub certificates: Option<Vec<String>>,
    /// The ids of the devices; by default those of the profile.
    pub devices: Option<Vec<String>>,
}

impl Portal {
    /// The profiles of a half, by name, without those that Xcode keeps for itself.
    pub fn profiles(
        &self,
        platform: Platform,
    ) -> impl Stream<Item = Result<Profile>> + Send + Unpin + 'static {
        let form = Form::new().text("includeInactiveProfiles", "true").text("onlyCountLists", "true");
        let all = self.list::<Profile>(LIST, platform, "name=asc", form);
        all.try_filter(|profile| future::ready(profile.managing_app != "Xcode")).boxed()
    }

    /// A profile with its app id, certificates and devices.
    pub async fn profile(&self, platform: Platform, id: &str) -> Result<Profile> {
        self.read(&GET, platform, Form::new().text("provisioningProfileId", id)).await
    }

    /// Makes a profile.
    pub async fn create_profile(&self, new: &NewProfile) -> Result<Profile> {
        require(&[("bundle id", &new.bundle_id)])?;
        if new.tv && new.platform == Platform::Mac {
            return Err(Error::new(
                ErrorKind::Invalid,
                "a profile is for macOS or for Apple TV, not for both",
            ));
        }
        let app_id = self.find_app_id(new.platform, &new.bundle_id).await?.ok_or_else(|| {
            let what = format!(
                "there is no app id `{}` for {}: make it first",
                new.bundle_id,
                new.platform.as_str()
            );
            Error::new(ErrorKind::NotFound, what)
        })?;
        let certificates = match &new.certificates {
            Some(certificates) => certificates.clone(),
            None => vec![self.newest_certificate(new.kind, new.platform).await?.id],
        };
        let devices = match &new.devices {
            _ if !new.kind.has_devices() => Vec::new(),
            Some(devices) => devices.clone(),
            None => self.all_devices(new.platform, new.tv).await?,
        };
        let default = || format!("{} {}", new.bundle_id, new.kind.name());
        let name = new.name.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(default);
        let form = base(&name, &app_id.id, new.kind.as_str(), new.tv, new.template.as_deref())
            .many("certificateIds", certificates)
            .many("deviceIds", devices);
        self.read(&CREATE, new.platform, form).await
    }

    /// Makes a profile anew under its name. Its id changes.
    pub async fn repair_profile(&self, profile: &Profile, repair: &Repair) -> Result<Profile> {
        let profile = self.profile(profile.half(), &profile.id).await?;
        let half = profile.half();
        let lacks = |what: &str| {
            Error::new(
                ErrorKind::Unexpected,
                format!("Apple says nothing of the {what} of `{}`", profile.name),
            )
        };
        let kind = profile.kind().ok_or_else(|| lacks("distribution"))?;
        let app_id = profile.app_id.as_ref().ok_or_else(|| lacks("app id"))?;
        let certificates = if let Some(certificates) = &repair.certificates {
            certificates.clone()
        } else {
            let all: Vec<_> = self.certificates(half, None).try_collect().await?;
            replacement(&profile, kind, half, &all, OffsetDateTime::now_utc())?
        };
        let own = || profile.devices.iter().map(|device| device.id.clone()).collect();
        let devices = repair.devices.clone().unwrap_or_else(own);
        let template = profile.template.as_ref().map(|template| template.purpose_name.as_str());
        let template = template.filter(|name| !name.is_empty());
        // Unlike for a new profile, the portal wants the certificates in one value here.
        let form = base(&profile.name, &app_id.id, kind.as_str(), profile.is_tv(), template)
            .text("provisioningProfileId", &profile.id)
            .text("certificateIds", certificates.join(","))
            .many("deviceIds", if kind.has_devices() { devices } else { Vec::new() });
        self.call(&REPAIR, half, form).await?;
        let mut profiles = self.profiles(half);
        while let Some(found) = profiles.try_next().await? {
            if found.name == profile.name {
                return Ok(found);
            }
        }
        let what = format!("the profile `{}` is not there any more after its repair", profile.name);
        Err(Error::new(ErrorKind::Unexpected, what))
    }

    /// Downloads a profile, as it is installed on devices.
    pub async fn download_profile(&self, profile: &Profile) -> Result<Bytes> {
        let path = format!("account/{}/profile/downloadProfileContent", profile.half().as_str());
        let form = Form::new().text("provisioningProfileId", &profile.id);
        self.download(&path, form, b"DOCTYPE plist PUBLIC").await
    }

    /// Deletes a profile.
    pub async fn delete_profile(&self, profile: &Profile) -> Result<()> {
        let form = Form::new().text("provisioningProfileId", &profile.id);
        self.call(&DELETE, profile.half(), form).await.map(drop)
    }

    async fn newest_certificate(&self, kind: ProfileKind, platform: Platform) -> Result<Certificate> {
        let all: Vec<_> = self.certificates(platform, None).try_collect().await?;
        newest(kind, platform, &all, OffsetDateTime::now_utc()).cloned()
    }

    async fn all_devices(&self, platform: Platform, tv: bool) -> Result<Vec<String>> {
        let all: Vec<_> = self.devices(platform, false).try_collect().await?;
        Ok(devices_for(tv, &all))
    }
}

/// What making and repairing a profile have in common.
fn base(name: &str, app_id: &str, kind: &str, tv: bool, template: Option<&str>) -> Form {
    let mut form = Form::new()
        .text("provisioningProfileName", name)
        .text("appIdId", app_id)
        .text("distributionType", kind);
    if tv {
        form = form.text("subPlatform", "tvOS");
    }
    match template {
        Some(template) => form.text("template", template),
        None => form,
    }
}
