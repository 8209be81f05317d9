//! Where certificates are made and listed: the official API, or the Developer Portal for the types that only it makes.

use console::{Context, Failure, exit};
use futures::TryStreamExt;
use signing::{Csr, PrivateKey};
use spaceship::jsonapi::{Id, Resource};
use spaceship::portal::{self, CertificateType, IdentifierKind, Platform, Portal};
use spaceship::resources::{Certificate, MerchantId, NewCertificate, PassTypeId};
use spaceship::{Client, Error};
use time::OffsetDateTime;

use crate::choice::{Held, read};
use crate::cli::KEY_NAMES;
use crate::kinds::{Kind, Owner};

/// Where certificates of a type are made.
pub(crate) enum Maker {
    Api(Client),
    Portal(Portal, CertificateType),
}

/// A certificate as it is listed, whether its content may be read or not.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) expires: Option<OffsetDateTime>,
}

impl Known {
    /// Whether it has ended. One whose end is not told counts as valid.
    pub(crate) fn is_past(&self, now: OffsetDateTime) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }

    /// The day of its end.
    pub(crate) fn day(&self) -> String {
        self.expires.map_or_else(|| "?".into(), |end| end.date().to_string())
    }
}

impl From<&Resource<Certificate>> for Known {
    fn from(one: &Resource<Certificate>) -> Self {
        let attributes = &one.attributes;
        let name = attributes.name.as_ref().or(attributes.display_name.as_ref());
        Self {
            id: one.id.to_string(),
            kind: attributes.certificate_type.as_ref().map(ToString::to_string).unwrap_or_default(),
            name: name.cloned().unwrap_or_default(),
            expires: attributes.expiration_date.as_deref().and_then(spaceship::apple_time),
        }
    }
}

impl Maker {
    /// The place where this type is made. The portal needs a session.
    pub(crate) async fn of(kind: Kind, context: &Context) -> Result<Self, Failure> {
        let Some(name) = kind.portal else { return Ok(Self::Api(context.client(KEY_NAMES).await?)) };
        let account = context.account(KEY_NAMES)?;
        let portal = context.portal(&account).await.map_err(|failure| match failure.exit_code {
            exit::CREDENTIALS => failure.context(format!(
                "Apple's API makes no {} certificate; a session of an Apple ID does",
                kind.word
            )),
            _ => failure,
        })?;
        Ok(Self::Portal(portal, CertificateType::new(name)?))
    }

    /// Whether the account is of the Enterprise Program, as far as that is known.
    pub(crate) async fn in_house(&self) -> Result<bool, Failure> {
        Ok(match self {
            Self::Api(client) => client.in_house().await? == Some(true),
            Self::Portal(portal, _) => portal.team().is_in_house(),
        })
    }

    /// The certificates of these types whose content can be read, and the number of those whose content is hidden.
    pub(crate) async fn held(&self, kind: Kind) -> Result<(Vec<Held>, usize), Failure> {
        match self {
            Self::Api(client) => {
                let list = client.list::<Certificate>();
                // Apple's filter is known not to take the second generation of Developer ID: all are read then.
                let filtered = !kind.types.iter().any(|kind| kind.ends_with("_G2"));
                let list = if filtered { list.filter("certificateType", kind.types.join(",")) } else { list };
                let (all, _) = list.all().await?;
                let held = all.iter().filter_map(read).collect::<Vec<_>>();
                let hidden = all.len() - held.len();
                Ok((held, hidden))
            }
            Self::Portal(portal, of) => {
                let now = OffsetDateTime::now_utc();
                let rows = portal.certificates(of.half(), Some(*of)).try_collect::<Vec<_>>().await?;
                let (mut held, mut hidden) = (Vec::new(), 0);
                for row in rows.iter().filter(|row| row.expires_at().is_none_or(|end| end > now)) {
                    if row.can_download {
                        held.push(downloaded(portal, row, kind).await?);
                    } else {
                        hidden += 1;
                    }
                }
                Ok((held, hidden))
            }
        }
    }

    /// Every certificate of the team, of whatever type.
    pub(crate) async fn known(&self) -> Result<Vec<Known>, Error> {
        match self {
            Self::Api(client) => {
                let (all, _) = client.list::<Certificate>().all().await?;
                Ok(all.iter().map(Known::from).collect())
            }
            Self::Portal(portal, of) => {
                let rows = portal.certificates(of.half(), Some(*of)).try_collect::<Vec<_>>().await?;
                let known = |row: portal::Certificate| Known {
                    expires: row.expires_at(),
                    id: row.id,
                    kind: of.name().to_owned(),
                    name: row.name,
                };
                Ok(rows.into_iter().map(known).collect())
            }
        }
    }

    /// Asks Apple for the certificate. Whether an answer that got lost was a yes is found out by the key.
    pub(crate) async fn make(
        &self,
        csr: &Csr,
        key: &PrivateKey,
        kind: Kind,
        owner: Option<&str>,
    ) -> Result<Option<Held>, Error> {
        let wanted = kind.types.first().copied().unwrap_or_default();
        match self {
            Self::Api(client) => {
                let mut new = NewCertificate::new(csr.pem().to_owned(), wanted.into());
                match kind.owner {
                    Owner::PassTypeId => new.pass_type_id = Some(pass_type(client, owner).await?),
                    Owner::MerchantId => new.merchant_id = Some(merchant(client, owner).await?),
                    Owner::Team | Owner::App | Owner::WebsitePushId => {}
                }
                let look = async || {
                    let (all, _) = client.list::<Certificate>().all().await?;
                    let is_it = |there: &Resource<Certificate>| {
                        read(there).is_some_and(|held| held.certificate.matches(key))
                    };
                    Ok(all.into_iter().find(is_it))
                };
                client.create_once(&new, look).await.map(|made| read(&made))
            }
            Self::Portal(portal, of) => {
                let owner = match kind.owner {
                    Owner::App => Some(app_id(portal, of.half(), owner).await?),
                    Owner::WebsitePushId => Some(website(portal, owner).await?),
                    _ => None,
                };
                let made = portal.create_certificate(*of, csr.pem(), owner.as_deref()).await?;
                downloaded(portal, &made, kind).await.map(Some)
            }
        }
    }

    /// Takes a certificate back.
    pub(crate) async fn revoke(&self, id: &str) -> Result<(), Error> {
        match self {
            Self::Api(client) => client.delete::<Certificate>(&Id::new(id)).await,
            Self::Portal(portal, of) => {
                let rows = portal.certificates(of.half(), Some(*of)).try_collect::<Vec<_>>().await?;
                match rows.iter().find(|row| row.id == id) {
                    Some(row) => portal.revoke_certificate(row).await,
                    None => Ok(()),
                }
            }
        }
    }
}

async fn downloaded(portal: &Portal, row: &portal::Certificate, kind: Kind) -> Result<Held, Error> {
    let bytes = portal.download_certificate(row).await?;
    let certificate = signing::Certificate::read(&bytes).map_err(|error| {
        let what = format!("the content of the certificate {} cannot be read", row.id);
        Error::custom(spaceship::ErrorKind::Unexpected, format!("{what}: {error}"))
    })?;
    let certificate_type = kind.types.first().copied().unwrap_or_default().to_owned();
    Ok(Held { id: row.id.clone(), certificate_type, certificate })
}

fn missing(what: &str, owner: Option<&str>) -> Error {
    let what = match owner {
        Some(owner) => format!("the team has no {what} {owner}"),
        None => format!("the certificate is of a {what}, and none is given: name it with --owner"),
    };
    Error::custom(spaceship::ErrorKind::NotFound, what)
}

async fn pass_type(client: &Client, owner: Option<&str>) -> Result<Id<PassTypeId>, Error> {
    let (all, _) = client.list::<PassTypeId>().all().await?;
    let found = all.into_iter().find(|one| one.attributes.identifier.as_deref() == owner && owner.is_some());
    found.map(|one| one.id).ok_or_else(|| missing("pass type id", owner))
}

async fn merchant(client: &Client, owner: Option<&str>) -> Result<Id<MerchantId>, Error> {
    let (all, _) = client.list::<MerchantId>().all().await?;
    let found = all.into_iter().find(|one| one.attributes.identifier.as_deref() == owner && owner.is_some());
    found.map(|one| one.id).ok_or_else(|| missing("merchant id", owner))
}

async fn app_id(portal: &Portal, half: Platform, owner: Option<&str>) -> Result<String, Error> {
    let Some(bundle_id) = owner else { return Err(missing("bundle id", None)) };
    let found = portal.find_app_id(half, bundle_id).await?;
    found.map(|found| found.id).ok_or_else(|| missing("bundle id", owner))
}

async fn website(portal: &Portal, owner: Option<&str>) -> Result<String, Error> {
    let all = portal.identifiers(IdentifierKind::WebsitePush, Platform::Ios).try_collect::<Vec<_>>().await?;
    let found = all.into_iter().find(|one| Some(one.identifier.as_str()) == owner);
    found.map(|found| found.id).ok_or_else(|| missing("website push id", owner))
}
