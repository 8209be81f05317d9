// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(BuildUpload, "buildUploads", "/v1/buildUploads", BuildUploadAttributes);

open_enum!(BuildUploadState {
    AwaitingUpload = "AWAITING_UPLOAD", Processing = "PROCESSING", Failed = "FAILED", Complete = "COMPLETE",
});

/// Apple's `BuildUploadStateValue`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildUploadStateValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<StateDetail>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<StateDetail>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infos: Option<Vec<StateDetail>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<BuildUploadState>,
}

/// The attributes of [`BuildUpload`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildUploadAttributes {
    pub cf_bundle_short_version_string: Option<String>,
    pub cf_bundle_version: Option<String>,
    pub created_date: Option<String>,
    pub state: Option<BuildUploadStateValue>,
    pub platform: Option<Platform>,
    pub uploaded_date: Option<String>,
}

kind!(BuildUploadFile, "buildUploadFiles", "/v1/buildUploadFiles", BuildUploadFileAttributes);

open_enum!(BuildUploadFileAssetType {
    Asset = "ASSET", AssetDescription = "ASSET_DESCRIPTION", AssetSpi = "ASSET_SPI",
});

open_enum!(BuildUploadFileUti {
    ComAppleBinaryPropertyList = "com.apple.binary-property-list", ComAppleIpa = "com.apple.ipa",
    ComApplePkg = "com.apple.pkg", ComAppleXmlPropertyList = "com.apple.xml-property-list",
    ComPkwareZipArchive = "com.pkware.zip-archive",
});

/// The attributes of [`BuildUploadFile`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildUploadFileAttributes {
    pub asset_delivery_state: Option<AppMediaAssetState>,
    pub asset_token: Option<String>,
    pub asset_type: Option<BuildUploadFileAssetType>,
    pub file_name: Option<String>,
    pub file_size: Option<i64>,
    pub source_file_checksums: Option<Checksums>,
    pub upload_operations: Option<Vec<DeliveryFileUploadOperation>>,
    pub uti: Option<BuildUploadFileUti>,
}

/// What a new [`BuildUpload`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBuildUpload {
    pub cf_bundle_short_version_string: String,
    pub cf_bundle_version: String,
    pub platform: Platform,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewBuildUpload {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        cf_bundle_short_version_string: String,
        cf_bundle_version: String,
        platform: Platform,
        app: Id<App>,
    ) -> Self {
        Self { cf_bundle_short_version_string, cf_bundle_version, platform, app }
    }
}

impl NewResource for NewBuildUpload {
    type Kind = BuildUpload;
    const PATH: &'static str = "/v1/buildUploads";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`BuildUploadFile`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBuildUploadFile {
    pub asset_type: BuildUploadFileAssetType,
    pub file_name: String,
    pub file_size: i64,
    pub uti: BuildUploadFileUti,
    #[serde(skip)]
    pub build_upload: Id<BuildUpload>,
}

impl NewBuildUploadFile {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        asset_type: BuildUploadFileAssetType,
        file_name: String,
        file_size: i64,
        uti: BuildUploadFileUti,
        build_upload: Id<BuildUpload>,
    ) -> Self {
        Self { asset_type, file_name, file_size, uti, build_upload }
    }
}

impl NewResource for NewBuildUploadFile {
    type Kind = BuildUploadFile;
    const PATH: &'static str = "/v1/buildUploadFiles";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("buildUpload".into(), Relationship::one(&self.build_upload));
        all
    }
}

/// A change to a [`BuildUploadFile`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildUploadFileUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksums: Field<Checksums>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for BuildUploadFileUpdate {
    type Kind = BuildUploadFile;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
