//! Certificates: the portal's list of all their types, and making, downloading and revoking them.

use bytes::Bytes;
use futures::Stream;
use serde::Deserialize;
use time::OffsetDateTime;

use super::action::{Action, Kind, Platform};
use super::client::{Portal, require};
use super::form::Form;
use super::rows::{flag, text};
use crate::error::{Error, ErrorKind, Result};
use crate::when::apple_time;

const LIST: Action =
    Action::read(Kind::Certificate, "account/{p}/certificate/listCertRequests.action", "certRequests");
const SUBMIT: Action = Action::write(
    Kind::Certificate,
    "account/{p}/certificate/submitCertificateRequest.action",
    "certRequest",
);
const REVOKE: Action =
    Action::write(Kind::Certificate, "account/{p}/certificate/revokeCertificate.action", "certRequests");

/// A type of certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CertificateType(&'static Row);

#[derive(Debug, PartialEq, Eq)]
struct Row {
    id: &'static str,
    name: &'static str,
    section: Section,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// For all platforms.
    Apple,
    Ios,
    Mac,
    /// Ids that Apple no longer makes, but the portal still asks for.
    Older,
}

/// All types in the portal's own order.
const TYPES: [Row; 28] = [
    row("83Q87W3TGH", "AppleDevelopment", Section::Apple),
    row("WXV89964HE", "AppleDistribution", Section::Apple),
    row("5QPB9NHCEI", "Development", Section::Ios),
    row("R58UK2EWSO", "Production", Section::Ios),
    row("9RQEK7MSXA", "InHouse", Section::Ios),
    row("LA30L5BJEU", "Certificate", Section::Ios),
    row("JKG5JZ54H7", "DevelopmentPush", Section::Ios),
    row("UPV3DW712I", "ProductionPush", Section::Ios),
    row("Y3B2F3TYSI", "Passbook", Section::Ios),
    row("3T2ZP62QW8", "WebsitePush", Section::Ios),
    row("E5D663CMZW", "VoipPush", Section::Ios),
    row("4APLUP237T", "ApplePay", Section::Ios),
    row("MD8Q2VRT6A", "ApplePayMerchantIdentity", Section::Ios),
    row("3BQKVH9I2X", "", Section::Older),
    row("BKLRAVXMGM", "", Section::Older),
    row("T44PTHVNID", "", Section::Older),
    row("DZQUP8189Y", "", Section::Older),
    row("FGQUP4785Z", "", Section::Older),
    row("S5WE21TULA", "", Section::Older),
    row("FUOY7LWJET", "", Section::Older),
    row("749Y1QAGU7", "MacDevelopment", Section::Mac),
    row("HXZEUKP0FP", "MacAppDistribution", Section::Mac),
    row("2PQI8IDXNH", "MacInstallerDistribution", Section::Mac),
    row("OYVN2GW35E", "DeveloperIdInstaller", Section::Mac),
    row("W0EURJRMC5", "DeveloperIdApplication", Section::Mac),
    row("CDZ7EMXIZ1", "MacProductionPush", Section::Mac),
    row("HQ4KP3I34R", "MacDevelopmentPush", Section::Mac),
    row("DIVN2GW3XT", "DeveloperIdApplicationG2", Section::Mac),
];

const fn row(id: &'static str, name: &'static str, section: Section) -> Row {
    Row { id, name, section }
}

impl CertificateType {
    /// The type by fastlane's name, such as `AppleDistribution`, or by Apple's id. An unknown one is refused with the
    /// names that there are.
    pub fn new(name: &str) -> Result<Self> {
        let is_it = |row: &&Row| row.name.eq_ignore_ascii_case(name) || row.id == name;
        TYPES.iter().find(|row| !name.is_empty() && is_it(row)).map(Self).ok_or_else(|| {
            let names = TYPES.iter().map(|row| row.name).filter(|name| !name.is_empty()).collect::<Vec<_>>();
            let what = format!("`{name}` is no type of certificate; there are {}", names.join(", "));
            Error::new(ErrorKind::Invalid, what)
        })
    }

    /// fastlane's name, empty for types that Apple no longer makes.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Apple's id.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// The half of the portal that it is in.
    pub fn half(self) -> Platform {
        if self.0.section == Section::Mac { Platform::Mac } else { Platform::Ios }
    }
}

/// The ids of all types of a half, as the portal wants them.
pub(super) fn types_of(platform: Platform) -> String {
    let wanted = |row: &&Row| match platform {
        Platform::Ios => row.section != Section::Mac,
        Platform::Mac => matches!(row.section, Section::Apple | Section::Mac),
    };
    TYPES.iter().filter(wanted).map(|row| row.id).collect::<Vec<_>>().join(",")
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// Apple's id of it.
    #[serde(rename = "certificateId", default, deserialize_with = "text")]
    pub id: String,
    /// The name.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// Apple's word for its state.
    #[serde(default, rename = "statusString", deserialize_with = "text")]
    pub status: String,
    /// When it ends, as Apple writes it: a time or a date. See [`expires_at`](Self::expires_at).
    #[serde(default, deserialize_with = "text")]
    pub expiration_date: String,
    /// Whom it belongs to: `team`, `teamMember` or `bundle`.
    #[serde(default, deserialize_with = "text")]
    pub owner_type: String,
    /// The owner's name.
    #[serde(default, deserialize_with = "text")]
    pub owner_name: String,
    /// The owner's id.
    #[serde(default, deserialize_with = "text")]
    pub owner_id: String,
    /// The serial number, in hexadecimal.
    #[serde(default, rename = "serialNum", deserialize_with = "text")]
    pub serial_number: String,
    /// Whether the account may download it.
    #[serde(default, deserialize_with = "flag")]
    pub can_download: bool,
    /// Whether the account may revoke it.
    #[serde(default, deserialize_with = "flag")]
    pub can_revoke: bool,
    #[serde(default, rename = "certificateTypeDisplayId", deserialize_with = "text")]
    type_id: String,
    #[serde(default, rename = "certificateType")]
    nested: Option<NestedType>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct NestedType {
    #[serde(default, rename = "certificateTypeDisplayId", deserialize_with = "text")]
    type_id: String,
}

impl Certificate {
    /// Apple's id of its type, which some answers nest.
    pub fn type_id(&self) -> &str {
        match &self.nested {
            Some(nested) if self.type_id.is_empty() => &nested.type_id,
            _ => &self.type_id,
        }
    }

    /// Its type, if it is a known one.
    pub fn kind(&self) -> Option<CertificateType> {
        CertificateType::new(self.type_id()).ok()
    }

    /// When it ends, if Apple says.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        apple_time(&self.expiration_date)
    }

    fn half(&self) -> Platform {
        self.kind().map_or(Platform::Ios, CertificateType::half)
    }

    fn form(&self) -> Form {
        Form::new().text("certificateId", &self.id).text("type", self.type_id())
    }
}

impl Portal {
    /// The certificates of a half, of all types or of one.
    pub fn certificates(
        &self,
        platform: Platform,
        only: Option<CertificateType>,
    ) -> impl Stream<Item = Result<Certificate>> + Send + Unpin + 'static {
        let types = only.map_or_else(|| types_of(platform), |only| only.id().to_owned());
        let platform = only.map_or(platform, CertificateType::half);
        self.list(LIST, platform, "certRequestStatusCode=asc", Form::new().text("types", types))
    }

    /// Makes a certificate of a signing request in PEM. One for push messages, passes or payments needs `owner`,
    /// Apple's id of the app id or identifier that it is for.
    pub async fn create_certificate(
        &self,
        kind: CertificateType,
        csr: &str,
        owner: Option<&str>,
    ) -> Result<Certificate> {
        require(&[("signing request", csr)])?;
        let form = Form::new()
            .text("type", kind.id())
            .text("csrContent", csr)
            .maybe("appIdId", owner)
            .maybe("specialIdentifierDisplayId", owner);
        self.read(&SUBMIT, kind.half(), form).await
    }

    /// Downloads a certificate, in DER.
    pub async fn download_certificate(&self, certificate: &Certificate) -> Result<Bytes> {
        let half = certificate.half().as_str();
        let path = format!("account/{half}/certificate/downloadCertificateContent.action");
        self.download(&path, certificate.form(), b"Apple Inc").await
    }

    /// Revokes a certificate for ever.
    pub async fn revoke_certificate(&self, certificate: &Certificate) -> Result<()> {
        self.call(&REVOKE, certificate.half(), certificate.form()).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_list_of_all_types_is_the_portals() {
        assert_eq!(
            types_of(Platform::Ios),
            "83Q87W3TGH,WXV89964HE,5QPB9NHCEI,R58UK2EWSO,9RQEK7MSXA,LA30L5BJEU,JKG5JZ54H7,UPV3DW712I,Y3B2F3TYSI,3T2ZP62QW8,E5D663CMZW,4APLUP237T,MD8Q2VRT6A,3BQKVH9I2X,BKLRAVXMGM,T44PTHVNID,DZQUP8189Y,FGQUP4785Z,S5WE21TULA,FUOY7LWJET"
        );
        assert!(types_of(Platform::Mac).starts_with("83Q87W3TGH,WXV89964HE,749Y1QAGU7,"));
    }

    #[test]
    fn a_nested_type_is_the_type() {
        let nested =
            json!({"certificateId": "1", "certificateType": {"certificateTypeDisplayId": "R58UK2EWSO"}});
        let certificate: Certificate = serde_json::from_value(nested).unwrap();
        assert_eq!(certificate.kind().unwrap().name(), "Production");
        assert!(CertificateType::new("").is_err());
        assert!(CertificateType::new("Nonsense").unwrap_err().to_string().contains("AppleDistribution"));
    }

    #[test]
    fn dates_come_in_two_forms() {
        assert_eq!(apple_time("2027-11-25T22:45:50Z"), Some(datetime!(2027-11-25 22:45:50 UTC)));
        assert_eq!(apple_time("2027-11-25T22:45:50.000+00:00"), Some(datetime!(2027-11-25 22:45:50 UTC)));
        assert_eq!(apple_time("2027-11-25"), Some(datetime!(2027-11-25 00:00:00 UTC)));
        assert_eq!(apple_time("some day"), None);
    }
}
