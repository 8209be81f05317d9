// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppEncryptionDeclaration,
    "appEncryptionDeclarations",
    "/v1/appEncryptionDeclarations",
    AppEncryptionDeclarationAttributes
);

open_enum!(AppEncryptionDeclarationState {
    Created = "CREATED", InReview = "IN_REVIEW", Approved = "APPROVED", Rejected = "REJECTED",
    Invalid = "INVALID", Expired = "EXPIRED",
});

/// The attributes of [`AppEncryptionDeclaration`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEncryptionDeclarationAttributes {
    pub app_description: Option<String>,
    pub created_date: Option<String>,
    pub uses_encryption: Option<bool>,
    pub exempt: Option<bool>,
    pub contains_proprietary_cryptography: Option<bool>,
    pub contains_third_party_cryptography: Option<bool>,
    pub available_on_french_store: Option<bool>,
    pub platform: Option<Platform>,
    pub uploaded_date: Option<String>,
    pub document_url: Option<String>,
    pub document_name: Option<String>,
    pub document_type: Option<String>,
    pub app_encryption_declaration_state: Option<AppEncryptionDeclarationState>,
    pub code_value: Option<String>,
}

kind!(
    AppEncryptionDeclarationDocument,
    "appEncryptionDeclarationDocuments",
    "/v1/appEncryptionDeclarationDocuments",
    AppEncryptionDeclarationDocumentAttributes
);

/// The attributes of [`AppEncryptionDeclarationDocument`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEncryptionDeclarationDocumentAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub asset_token: Option<String>,
    pub download_url: Option<String>,
    pub source_file_checksum: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

/// What a new [`AppEncryptionDeclaration`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppEncryptionDeclaration {
    pub app_description: String,
    pub contains_proprietary_cryptography: bool,
    pub contains_third_party_cryptography: bool,
    pub available_on_french_store: bool,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewAppEncryptionDeclaration {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        app_description: String,
        contains_proprietary_cryptography: bool,
        contains_third_party_cryptography: bool,
        available_on_french_store: bool,
        app: Id<App>,
    ) -> Self {
        Self {
            app_description,
            contains_proprietary_cryptography,
            contains_third_party_cryptography,
            available_on_french_store,
            app,
        }
    }
}

impl NewResource for NewAppEncryptionDeclaration {
    type Kind = AppEncryptionDeclaration;
    const PATH: &'static str = "/v1/appEncryptionDeclarations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`AppEncryptionDeclarationDocument`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppEncryptionDeclarationDocument {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub app_encryption_declaration: Id<AppEncryptionDeclaration>,
}

impl NewAppEncryptionDeclarationDocument {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        app_encryption_declaration: Id<AppEncryptionDeclaration>,
    ) -> Self {
        Self { file_size, file_name, app_encryption_declaration }
    }
}

impl NewResource for NewAppEncryptionDeclarationDocument {
    type Kind = AppEncryptionDeclarationDocument;
    const PATH: &'static str = "/v1/appEncryptionDeclarationDocuments";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appEncryptionDeclaration".into(), Relationship::one(&self.app_encryption_declaration));
        all
    }
}

/// A change to a [`AppEncryptionDeclarationDocument`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEncryptionDeclarationDocumentUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppEncryptionDeclarationDocumentUpdate {
    type Kind = AppEncryptionDeclarationDocument;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
