//! Uploaded assets that Apple is made to refuse, whatever is in them.

use serde::{Deserialize, Serialize};

use super::findings::Finding;
use crate::engine::store::Stored;
use crate::world::World;

/// Lets uploaded assets fail: those of a type, those whose file name contains a text, some of them or all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssetFailure {
    /// Only assets of this JSON:API type, such as `appScreenshots`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// Only assets whose file name contains this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file_name_contains: Option<String>,
    /// Only so many more assets; all of them where this is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
    /// The code that the failed asset has, such as `IMAGE_TOOL_FAILURE`.
    code: String,
    /// What the failed asset says; its code where this is absent, as Apple often has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

impl AssetFailure {
    fn meets(&self, asset: &Stored) -> bool {
        self.times != Some(0)
            && self.kind.as_ref().is_none_or(|kind| *kind == asset.kind)
            && self
                .file_name_contains
                .as_ref()
                .is_none_or(|part| asset.text("fileName").contains(part.as_str()))
    }
}

/// Why an asset that was looked at is refused all the same, if it is. The first failure that is meant for it counts.
pub(super) fn strike(world: &mut World, kind: &str, id: &str) -> Option<Finding> {
    let asset = world.store.get(kind, id)?;
    let failure = world.asset_failures.iter_mut().find(|failure| failure.meets(asset))?;
    failure.times = failure.times.map(|times| times - 1);
    let description = failure.description.as_ref().unwrap_or(&failure.code);
    Some(Finding::new(&*failure.code, &**description))
}
