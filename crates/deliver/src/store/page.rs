//! What a run looks at: the app, its texts, the version that is worked on.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    AgeRatingDeclaration, App, AppCategory, AppInfo, AppScreenshot, AppScreenshotSet, AppStoreVersion,
    AppStoreVersionPhasedRelease, Build, ImageAsset, ReviewSubmission,
};

use super::{Clip, Extras, RemotePreviewSet};

/// A resource at Apple: its id and its attributes. It cannot be printed: a password may be among them.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct RemoteText {
    pub(crate) id: String,
    pub(crate) attributes: Map<String, Value>,
}

/// A screenshot at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteShot {
    pub(crate) id: Id<AppScreenshot>,
    pub(crate) file_name: String,
    /// The MD5 in lower-case hexadecimal; empty where Apple does not tell it (yet).
    pub(crate) md5: String,
    /// In bytes.
    pub(crate) size: Option<u64>,
    /// Apple's delivery state, such as `COMPLETE`.
    pub(crate) state: String,
    /// Where it is to be had, once Apple has looked at it.
    pub(crate) picture: Option<Picture>,
}

/// Where Apple gives out a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The address, with places for width, height and format: `{w}`, `{h}`, `{f}`.
    pub(crate) template: String,
    /// In pixels.
    pub(crate) size: (u32, u32),
}

impl Picture {
    pub(super) fn of(asset: &ImageAsset) -> Option<Self> {
        let side = |length: Option<i64>| u32::try_from(length?).ok().filter(|length| *length > 0);
        Some(Self { template: asset.template_url.clone()?, size: (side(asset.width)?, side(asset.height)?) })
    }

    /// The address of the picture in its own size, as `png` or `jpg`.
    pub(crate) fn address(&self, format: &str) -> String {
        let (width, height) = self.size;
        let sized = self.template.replace("{w}", &width.to_string()).replace("{h}", &height.to_string());
        sized.replace("{f}", format)
    }
}

/// A set of screenshots at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteSet {
    pub(crate) id: Id<AppScreenshotSet>,
    pub(crate) shots: Vec<RemoteShot>,
}

/// The texts of the app, whatever its version.
#[derive(Clone)]
pub(crate) struct RemoteInfo {
    pub(crate) resource: Resource<AppInfo>,
    /// Whether it is the one that belongs to a version in preparation or review, and not the one on the store.
    pub(crate) open: bool,
    pub(crate) texts: BTreeMap<String, RemoteText>,
    pub(crate) age_rating: Option<Resource<AgeRatingDeclaration>>,
}

/// A version.
#[derive(Clone)]
pub(crate) struct RemoteVersion {
    pub(crate) resource: Resource<AppStoreVersion>,
    pub(crate) version: String,
    /// Apple's state, by its newer name.
    pub(crate) state: String,
    pub(crate) texts: BTreeMap<String, RemoteText>,
    /// Screenshot sets by locale and display type.
    pub(crate) sets: BTreeMap<String, BTreeMap<String, RemoteSet>>,
    /// Preview sets by locale and preview type.
    pub(crate) previews: BTreeMap<String, BTreeMap<String, RemotePreviewSet>>,
    pub(crate) review: Option<RemoteText>,
    pub(crate) build: Option<Resource<Build>>,
    pub(crate) phased: Option<Id<AppStoreVersionPhasedRelease>>,
}

impl RemoteVersion {
    /// Whether it can be changed.
    pub(crate) fn is_editable(&self) -> bool {
        is_editable(&self.state)
    }
}

/// A submission that is a draft or under way.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    pub(crate) id: Id<ReviewSubmission>,
    pub(crate) state: String,
    pub(crate) version: Option<Id<AppStoreVersion>>,
    pub(crate) items: usize,
}

impl Submission {
    /// Whether Apple has it; a draft is not handed in.
    pub(crate) fn is_under_way(&self) -> bool {
        self.state != "READY_FOR_REVIEW"
    }

    /// Whether Apple has rejected something in it.
    pub(crate) fn is_rejected(&self) -> bool {
        self.state == "UNRESOLVED_ISSUES"
    }
}

/// Everything that a run looks at.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) app: Resource<App>,
    /// The platform that this is about, in Apple's words.
    pub(crate) platform: String,
    /// All platforms that the app has versions for.
    pub(crate) platforms: Vec<String>,
    pub(crate) info: Option<RemoteInfo>,
    /// The version in preparation or review, if there is one.
    pub(crate) version: Option<RemoteVersion>,
    /// The last version that was released, where there is none in preparation or review.
    pub(crate) previous: Option<RemoteVersion>,
    /// The numbers of the versions that were released.
    pub(crate) released: Vec<String>,
    /// How many versions of the platform there are, old ones included.
    pub(crate) versions: usize,
    pub(crate) submissions: Vec<Submission>,
    pub(crate) extras: Extras,
    /// Read only where the run is about it, see `clip_for`.
    pub(crate) clip: Option<Clip>,
}

/// The states in which a version and its texts can be changed.
const EDITABLE: [&str; 5] =
    ["PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED", "REJECTED", "METADATA_REJECTED", "INVALID_BINARY"];

/// The states of what is, or was, on the store, by their older names too.
const RELEASED: [&str; 8] = [
    "READY_FOR_DISTRIBUTION",
    "REPLACED_WITH_NEW_VERSION",
    "REPLACED_WITH_NEW_INFO",
    "READY_FOR_SALE",
    "PREORDER_READY_FOR_SALE",
    "REMOVED_FROM_SALE",
    "DEVELOPER_REMOVED_FROM_SALE",
    "NOT_APPLICABLE",
];

/// Whether a version or an app info in this state can be changed.
pub(super) fn is_editable(state: &str) -> bool {
    EDITABLE.contains(&state)
}

/// Whether a version or an app info in this state is, or was, on the store.
pub(crate) fn is_released(state: &str) -> bool {
    RELEASED.contains(&state)
}

/// The state of a version, by its newer name. Either of Apple's two attributes may be missing.
pub(super) fn state_of(version: &Resource<AppStoreVersion>) -> String {
    let newer = version.attributes.app_version_state.as_ref().map(ToString::to_string);
    let older = || version.attributes.app_store_state.as_ref().map(ToString::to_string);
    match newer.or_else(older).unwrap_or_default() {
        state if state == "READY_FOR_SALE" => "READY_FOR_DISTRIBUTION".into(),
        state if state == "PROCESSING_FOR_APP_STORE" => "PROCESSING_FOR_DISTRIBUTION".into(),
        state => state,
    }
}

/// The attributes of a resource as Apple names them.
pub(super) fn remote_text(id: &str, attributes: &impl serde::Serialize) -> RemoteText {
    // The typed attributes are plain structs, which always are JSON objects.
    let value = serde_json::to_value(attributes).unwrap_or_default();
    RemoteText { id: id.to_owned(), attributes: value.as_object().cloned().unwrap_or_default() }
}

/// A screenshot as Apple answered it.
pub(super) fn remote_shot(shot: Resource<AppScreenshot>) -> RemoteShot {
    let state = shot.attributes.asset_delivery_state.and_then(|state| state.state);
    RemoteShot {
        id: shot.id,
        file_name: shot.attributes.file_name.unwrap_or_default(),
        md5: shot.attributes.source_file_checksum.unwrap_or_default().to_lowercase(),
        size: shot.attributes.file_size.and_then(|size| u64::try_from(size).ok()),
        state: state.map(|state| state.to_string()).unwrap_or_default(),
        picture: shot.attributes.image_asset.as_ref().and_then(Picture::of),
    }
}

/// The id of the category that a relationship of the app info leads to.
pub(crate) fn category(info: &Resource<AppInfo>, relationship: &str) -> Option<String> {
    info.one::<AppCategory>(relationship).map(|id| id.to_string())
}
