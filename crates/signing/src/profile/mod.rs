//! Provisioning profiles: a signed message (CMS, RFC 5652) around a property list.

mod content;
mod envelope;
#[cfg(test)]
mod fixture;
mod kind;
mod nesting;
mod signature;

pub use content::ProvisioningProfile;
pub use kind::ProfileKind;
