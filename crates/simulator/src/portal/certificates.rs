//! Certificates: those of the API, and those for push and passes that only the portal has.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::answer::{Answer, Fault, INVALID};
use super::request::{Platform, Request};
use super::{app_ids, engine, identifiers};
use crate::clock::apple_timestamp;
use crate::engine::store::{Identifier, Stored};
use crate::ids::IdForm;
use crate::world::World;

/// The type of those that the API has.
const API: &str = "certificates";
/// The type of those that it has not.
const OWN: &str = "portalCertificates";

/// A type of certificates.
struct Type {
    id: &'static str,
    /// The type in the API, or a name where it has none.
    name: &'static str,
    shown: &'static str,
    platform: Platform,
    owner: Owner,
}

/// Who has a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Member,
    Team,
    /// An app id, a pass type or a website; the API has none of these.
    Bundle,
}

const fn is(
    id: &'static str,
    name: &'static str,
    shown: &'static str,
    platform: Platform,
    owner: Owner,
) -> Type {
    Type { id, name, shown, platform, owner }
}

static TYPES: [Type; 23] = [
    is("83Q87W3TGH", "DEVELOPMENT", "Apple Development", Platform::Ios, Owner::Member),
    is("WXV89964HE", "DISTRIBUTION", "Apple Distribution", Platform::Ios, Owner::Team),
    is("5QPB9NHCEI", "IOS_DEVELOPMENT", "iOS Development", Platform::Ios, Owner::Member),
    is("R58UK2EWSO", "IOS_DISTRIBUTION", "iOS Distribution", Platform::Ios, Owner::Team),
    is("9RQEK7MSXA", "IN_HOUSE", "In-House Distribution", Platform::Ios, Owner::Team),
    is("LA30L5BJEU", "GENERIC", "Certificate", Platform::Ios, Owner::Bundle),
    is("JKG5JZ54H7", "DEVELOPMENT_PUSH", "APNs Development iOS", Platform::Ios, Owner::Bundle),
    is("UPV3DW712I", "PRODUCTION_PUSH", "Apple Push Services", Platform::Ios, Owner::Bundle),
    is("BKLRAVXMGM", "OLD_DEVELOPMENT_PUSH", "APNs Development iOS", Platform::Ios, Owner::Bundle),
    is("3BQKVH9I2X", "OLD_PRODUCTION_PUSH", "Apple Push Services", Platform::Ios, Owner::Bundle),
    is("Y3B2F3TYSI", "PASSBOOK", "Pass Type ID", Platform::Ios, Owner::Bundle),
    is("3T2ZP62QW8", "WEBSITE_PUSH", "Website Push ID", Platform::Ios, Owner::Bundle),
    is("E5D663CMZW", "VOIP_PUSH", "VoIP Services", Platform::Ios, Owner::Bundle),
    is("4APLUP237T", "APPLE_PAY", "Apple Pay", Platform::Ios, Owner::Bundle),
    is("MD8Q2VRT6A", "APPLE_PAY_MERCHANT", "Apple Pay Merchant Identity", Platform::Ios, Owner::Bundle),
    is("749Y1QAGU7", "MAC_APP_DEVELOPMENT", "Mac Development", Platform::Mac, Owner::Member),
    is("HXZEUKP0FP", "MAC_APP_DISTRIBUTION", "Mac App Distribution", Platform::Mac, Owner::Team),
    is("2PQI8IDXNH", "MAC_INSTALLER_DISTRIBUTION", "Mac Installer Distribution", Platform::Mac, Owner::Team),
    is("OYVN2GW35E", "DEVELOPER_ID_INSTALLER", "Developer ID Installer", Platform::Mac, Owner::Team),
    is("W0EURJRMC5", "DEVELOPER_ID_APPLICATION", "Developer ID Application", Platform::Mac, Owner::Team),
    is("DIVN2GW3XT", "DEVELOPER_ID_APPLICATION_G2", "Developer ID Application", Platform::Mac, Owner::Team),
    is("HQ4KP3I34R", "MAC_DEVELOPMENT_PUSH", "APNs Development macOS", Platform::Mac, Owner::Bundle),
    is("CDZ7EMXIZ1", "MAC_PRODUCTION_PUSH", "Mac Push Services", Platform::Mac, Owner::Bundle),
];

impl Type {
    fn of(certificate: &Stored) -> Option<&'static Self> {
        TYPES.iter().find(|one| one.name == certificate.text("certificateType"))
    }

    /// Whether the API has it too.
    fn in_api(&self) -> bool {
        self.owner != Owner::Bundle && !matches!(self.name, "IN_HOUSE" | "DEVELOPER_ID_INSTALLER")
    }
}

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn list(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let types = request.ids("types");
    let wanted = |one: &&Stored| match Type::of(one) {
        Some(known) if types.is_empty() => known.platform == request.platform,
        Some(known) => types.contains(&known.id),
        None => false,
    };
    let all = world.store.all(API).chain(world.store.all(OWN));
    Ok(Answer::Rows("certRequests", all.filter(wanted).map(row).collect()))
}

pub(super) fn submit(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let (wanted, signing_request) = (request.required("type")?, request.required("csrContent")?);
    let known = TYPES.iter().find(|one| one.id == wanted);
    let known = known.ok_or_else(|| Fault::invalid(&format!("There is no certificate type '{wanted}'.")))?;
    let id = if known.in_api() {
        let attributes = json!({ "certificateType": known.name, "csrContent": signing_request });
        let data = json!({ "type": API, "attributes": attributes });
        engine::id(&engine::call(world, "POST", "/v1/certificates", Some(data), code)?)
    } else {
        issue(world, request, known, signing_request)?
    };
    let made = find(world, &id)?;
    Ok(Answer::Fields(json!({ "certRequest": row(made) })))
}

/// Issues a certificate that the API does not have.
fn issue(world: &mut World, request: &Request, known: &Type, signing_request: &str) -> Result<String, Fault> {
    let mut made = Stored::new(OWN, world.new_id(IdForm::TenCharacters));
    if known.owner == Owner::Bundle {
        let owner = request.required("appIdId")?;
        let kinds = [
            app_ids::KIND,
            identifiers::WEBSITES.kind,
            identifiers::PASS_TYPES.kind,
            identifiers::MERCHANTS.kind,
        ];
        let owner = kinds.iter().find_map(|kind| world.store.get(kind, owner));
        let owner = owner.ok_or_else(|| Fault::gone("App ID", request.get("appIdId")))?;
        made.set("owner", owner.id.as_str());
        made.set("displayName", owner.text("identifier"));
    } else {
        made.set("displayName", crate::pki::TEAM.name);
    }
    let issued = world.authority.issue(signing_request, known.name, &made.id, world.now());
    let issued = issued.map_err(|why| Fault::refused(3250, &format!("The CSR content is invalid: {why}")))?;
    made.set("certificateType", known.name);
    made.set("serialNumber", issued.serial);
    made.set("certificateContent", BASE64_STANDARD.encode(&issued.der));
    made.hidden.insert("notAfter".into(), issued.not_after.unix_timestamp().into());
    Ok(world.insert(made))
}

pub(super) fn revoke(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let id = request.required("certificateId")?;
    let certificate = typed(world, request)?;
    let (kind, gone) = (certificate.kind.clone(), row(certificate));
    if kind == API {
        engine::call(world, "DELETE", &format!("/v1/certificates/{id}"), None, code)?;
    } else {
        world.delete(&kind, id);
    }
    Ok(Answer::Fields(json!({ "certRequests": [gone] })))
}

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn download(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let content =
        typed(world, request).ok().map(|one| BASE64_STANDARD.decode(one.text("certificateContent")));
    Ok(match content {
        Some(Ok(der)) => Answer::File("application/pkix-cert", der),
        _ => Answer::NoFile,
    })
}

/// The certificate that a request names by its id and its type.
fn typed<'a>(world: &'a World, request: &Request) -> Result<&'a Stored, Fault> {
    let id = request.required("certificateId")?;
    let of_type = |one: &&Stored| Type::of(one).is_some_and(|known| known.id == request.get("type"));
    find(world, id).ok().filter(of_type).ok_or_else(|| Fault::gone("certificate", id))
}

fn find<'a>(world: &'a World, id: &str) -> Result<&'a Stored, Fault> {
    world.store.get(API, id).map_or_else(|| engine::find(world, OWN, "certificate", id), Ok)
}

/// The certificates of a profile.
pub(super) fn of_profile(world: &World, profile: &Stored) -> Vec<Value> {
    let all = world.linked(&Identifier::new("profiles", &*profile.id), "certificates");
    all.iter().filter_map(|one| world.store.get(API, &one.id)).map(row).collect()
}

/// What an answer says of a certificate.
fn row(certificate: &Stored) -> Value {
    let known = Type::of(certificate);
    let (type_id, type_shown) = known.map_or(("", ""), |known| (known.id, known.shown));
    let ends = certificate.hidden.get("notAfter").and_then(Value::as_i64);
    let ends = ends.and_then(|ends| OffsetDateTime::from_unix_timestamp(ends).ok());
    let begins = ends.map(|ends| apple_timestamp(ends - Duration::days(365)));
    let (owner, owner_id) = match known.map(|known| known.owner) {
        Some(Owner::Member) => ("teamMember", "MEMBER0001"),
        Some(Owner::Bundle) => ("bundle", certificate.text("owner")),
        _ => ("team", crate::pki::TEAM.id),
    };
    json!({
        "certRequestId": certificate.id,
        "certificateId": certificate.id,
        "name": certificate.text("displayName"),
        "statusString": "Issued",
        "certificateStatusCode": 0,
        "certRequestStatusCode": 4,
        "dateRequested": begins,
        "dateCreated": begins,
        "expirationDate": ends.map(apple_timestamp),
        "ownerType": owner,
        "ownerName": certificate.text("displayName"),
        "ownerId": owner_id,
        "canDownload": true,
        "canRevoke": true,
        "certificateTypeDisplayId": type_id,
        "certificateType": { "certificateTypeDisplayId": type_id, "name": type_shown },
        "serialNum": certificate.text("serialNumber"),
        "typeString": type_shown,
    })
}

fn code(error: &Value) -> u32 {
    let limit = error["detail"].as_str().is_some_and(|detail| detail.contains("already have a current"));
    match error["source"]["pointer"].as_str() {
        Some("/data/attributes/csrContent") => 3250,
        _ if limit => 7460,
        _ => INVALID,
    }
}
