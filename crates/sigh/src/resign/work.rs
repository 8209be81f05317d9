//! What is to be done to each piece of code: decided before anything is written.

use console::Failure;
use plist::{Dictionary, Value};
use signing::{Certificate, ProvisioningProfile};
use time::OffsetDateTime;

use super::bundles::{Code, Kind};
use super::entitlements::{incomplete, of_profile};
use super::gather::Gathered;
use super::info::{NewInfo, edited};
use super::options::{Options, Source};
use super::profiles::{Assigned, for_app, for_nested};
use super::transfer::{Owner, transfer};

/// What one piece of code is to become.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(super) code: Code,
    /// The identifier in the signature.
    pub(super) identifier: String,
    /// The Info.plist, changed or not; `None` for a library that lies alone.
    pub(super) info: Option<Vec<u8>>,
    /// The number of the profile among those that were given; `None` for libraries.
    pub(super) profile: Option<usize>,
    pub(super) entitlements: Option<Dictionary>,
    /// What changes in the Info.plist, as fragments for people.
    pub(super) changes: Vec<String>,
    /// What a person should know of it.
    pub(crate) warnings: Vec<String>,
}

impl Work {
    /// Its place in the archive.
    pub(crate) fn place(&self) -> &str {
        self.code.place()
    }

    /// Whether a name of the archive is written anew.
    pub(super) fn touches(&self, name: &str) -> bool {
        let code = &self.code;
        // An Info.plist without changes stays as it is packed.
        let info = code.info_name().filter(|_| !self.changes.is_empty());
        name == code.executable
            || [info, code.resources_name(), code.profile_name()]
                .iter()
                .any(|own| own.as_deref() == Some(name))
    }
}

/// Decides for all code, the inner before the outer. All that stands in the way is told at once.
pub(crate) fn plan_work(
    gathered: &Gathered,
    options: &Options,
    now: OffsetDateTime,
) -> Result<Vec<Work>, Failure> {
    let main = gathered.codes.iter().find(|code| code.kind == Kind::Main);
    let main = main.ok_or_else(|| Failure::invalid("there is no app in the archive"))?;
    let old_id = bundle_id(main)?;
    let app = for_app(old_id, options.edits.new_bundle_id.as_deref(), &gathered.given)?;
    let mut assigned = Vec::new();
    for code in &gathered.codes {
        assigned.push(match code.kind {
            Kind::Library => None,
            Kind::Main => Some(app.clone()),
            Kind::App | Kind::Extension => {
                Some(for_nested(bundle_id(code)?, (old_id, &app.bundle_id), &gathered.given)?)
            }
        });
    }
    refuse_unknown_bundles(gathered, assigned.iter().flatten())?;
    refuse_unfit_profiles(gathered, assigned.iter().flatten(), now)?;
    let renames = gathered.codes.iter().zip(&assigned).filter_map(|(code, assigned)| {
        Some((code.bundle_id()?.to_owned(), assigned.as_ref()?.bundle_id.clone()))
    });
    let renames = renames.collect::<Vec<_>>();
    let mut findings = Vec::new();
    let mut all = Vec::new();
    for (code, assigned) in gathered.codes.iter().zip(assigned) {
        all.push(match assigned {
            None => library(code),
            Some(assigned) => {
                let profile = gathered.profile(assigned.profile)?;
                let wanted = wanted(code, &assigned, profile, (gathered, options));
                findings.extend(wanted.wrong.iter().map(|what| format!("{}: {what}", code.place())));
                bundle(code, &assigned, profile, wanted, (options, &renames))?
            }
        });
    }
    if findings.is_empty() {
        return Ok(all);
    }
    Err(Failure::findings("the profiles do not allow what is to be signed", &findings).hint(
        "take a profile that has these entitlements, or leave them out with --entitlements; without that option the app \
         gets what its profile allows",
    ))
}

impl Gathered {
    pub(super) fn profile(&self, number: usize) -> Result<&ProvisioningProfile, Failure> {
        let given = self.given.get(number).ok_or_else(|| Failure::invalid("a profile went missing"))?;
        Ok(&given.profile)
    }
}

fn bundle_id(code: &Code) -> Result<&str, Failure> {
    code.bundle_id().filter(|id| !id.is_empty()).ok_or_else(|| {
        Failure::invalid(format!("the Info.plist of `{}` has no CFBundleIdentifier", code.place()))
            .hint("set it in the target and build again")
    })
}

/// A file for a bundle that is not there is a slip of the pen, which must not pass in silence.
fn refuse_unknown_bundles<'a>(
    gathered: &Gathered,
    assigned: impl Iterator<Item = &'a Assigned>,
) -> Result<(), Failure> {
    let entitled = gathered.codes.iter().filter(|code| code.is_entitled());
    let known = entitled.filter_map(Code::bundle_id).collect::<Vec<_>>();
    let renamed = assigned.map(|assigned| assigned.bundle_id.as_str()).collect::<Vec<_>>();
    let profiles = gathered.given.iter().filter_map(|given| given.bundle_id.as_deref());
    let lists = gathered.entitlements.iter().filter_map(|(named, _)| named.as_deref());
    let unknown = profiles.filter(|id| !known.contains(id)).map(|id| ("provisioning-profile", id));
    let lists = lists.filter(|id| !known.contains(id) && !renamed.contains(id));
    match unknown.chain(lists.map(|id| ("entitlements", id))).next() {
        None => Ok(()),
        Some((option, id)) => {
            Err(Failure::invalid(format!("--{option} names {id}, which is not in the app"))
                .hint(format!("the bundles in it are {}", known.join(", "))))
        }
    }
}

/// A device refuses what is signed with a certificate that the profile does not have, or with a profile that expired.
fn refuse_unfit_profiles<'a>(
    gathered: &Gathered,
    used: impl Iterator<Item = &'a Assigned>,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let certificate = gathered.identity.certificate();
    if !certificate.is_valid_at(now) {
        let name = certificate.common_name();
        return Err(Failure::invalid(format!("the certificate \"{name}\" is not valid today"))
            .cause(format!("it is valid from {} to {}", certificate.not_before(), certificate.not_after()))
            .hint("make a new one with `cert`, and a profile with it with `sigh`"));
    }
    for assigned in used {
        let profile = gathered.profile(assigned.profile)?;
        if profile.is_expired_at(now) {
            return Err(Failure::invalid(format!("the profile \"{}\" has expired", profile.name))
                .hint("renew it with `sigh`"));
        }
        if !profile.has_certificate(certificate) {
            let there = profile.certificates.iter().map(Certificate::common_name).collect::<Vec<_>>();
            return Err(Failure::invalid(format!(
                "the profile \"{}\" does not have the certificate \"{}\" ({})",
                profile.name,
                certificate.common_name(),
                certificate.sha1()
            ))
            .cause(format!("it has: {}", there.join(", ")))
            .hint("give the .p12 of one of these, or renew the profile with `sigh`"));
        }
    }
    Ok(())
}

/// Libraries keep their identifiers: they are no part of an app's identity.
fn library(code: &Code) -> Work {
    let name = code.executable.rsplit('/').next().unwrap_or(&code.executable);
    let own = code.bundle_id().or(code.old.as_ref().map(|old| old.identifier.as_str()));
    let identifier = own.unwrap_or(name.strip_suffix(".dylib").unwrap_or(name)).to_owned();
    let info = code.info.as_ref().map(|info| info.bytes.clone());
    let (changes, warnings) = (Vec::new(), Vec::new());
    Work { code: code.clone(), identifier, info, profile: None, entitlements: None, changes, warnings }
}

fn bundle(
    code: &Code,
    assigned: &Assigned,
    profile: &ProvisioningProfile,
    wanted: Wanted,
    (options, renames): (&Options, &[(String, String)]),
) -> Result<Work, Failure> {
    let mut work = library(code);
    work.identifier.clone_from(&assigned.bundle_id);
    work.profile = Some(assigned.profile);
    work.entitlements = Some(wanted.entitlements);
    work.warnings = wanted.warnings;
    if let Some(info) = &code.info {
        let new = NewInfo {
            kind: code.kind,
            bundle_id: &assigned.bundle_id,
            prefix: profile.application_identifier_prefix(),
            edits: &options.edits,
            renames,
        };
        let (list, changes) = edited(&info.list, new);
        // What does not change keeps its very bytes.
        if !changes.is_empty() {
            let bytes = artifact::write_property_list(list, info.encoding).map_err(|reason| {
                Failure::invalid(format!("the Info.plist of `{}` cannot be written", code.place()))
                    .cause(reason)
            })?;
            work.info = Some(bytes);
        }
        work.changes = changes;
    }
    Ok(work)
}

/// The entitlements that a bundle is to have.
struct Wanted {
    entitlements: Dictionary,
    /// What stands in the way.
    wrong: Vec<String>,
    warnings: Vec<String>,
}

fn wanted(
    code: &Code,
    assigned: &Assigned,
    profile: &ProvisioningProfile,
    (gathered, options): (&Gathered, &Options),
) -> Wanted {
    let own = of_profile(profile, &assigned.bundle_id);
    let old = code.old.as_ref().and_then(|old| old.entitlements.as_ref());
    let (mut wrong, mut warnings) = (Vec::new(), Vec::new());
    let entitlements = match (&options.source, old) {
        (Source::App, Some(old)) => {
            let kept = kept(old, own, (code, assigned), profile);
            if !kept.left.is_empty() {
                warnings.push(format!(
                    "it is signed for another team, which cannot use its {}; it gets what the profile says",
                    kept.left.join(", ")
                ));
            }
            kept.entitlements
        }
        (Source::Files, _) if let Some(list) = from_file(gathered, code, assigned) => {
            wrong.extend(incomplete(list, profile));
            list.clone()
        }
        _ => {
            let lost = lost(&own, old, &profile.entitlements);
            if !lost.is_empty() {
                warnings.push(format!(
                    "the profile allows any value for {}, and so it gets none; keep what it had with \
                     --use-app-entitlements, or name the values with --entitlements",
                    lost.join(", ")
                ));
            }
            own
        }
    };
    wrong.extend(signing::refused_entitlements(&entitlements, &profile.entitlements));
    Wanted { entitlements, wrong, warnings }
}

/// What the profile allows without naming a value, and the app had, as far as that is known.
fn lost<'a>(own: &Dictionary, old: Option<&Dictionary>, allowed: &'a Dictionary) -> Vec<&'a str> {
    let had = |key: &str| old.is_none_or(|old| old.contains_key(key));
    allowed.keys().map(String::as_str).filter(|key| !own.contains_key(key) && had(key)).collect()
}

/// The entitlements that a file gives to a bundle: one that names it by its old or its new id, else, for the app, one that
/// names none.
fn from_file<'a>(gathered: &'a Gathered, code: &Code, assigned: &Assigned) -> Option<&'a Dictionary> {
    let all = || gathered.entitlements.iter();
    let names_it = |named: &Option<String>| {
        named.as_deref().is_some_and(|id| Some(id) == code.bundle_id() || id == assigned.bundle_id)
    };
    let unnamed = |named: &Option<String>| named.is_none() && code.kind == Kind::Main;
    let found = all().find(|(named, _)| names_it(named)).or_else(|| all().find(|(named, _)| unnamed(named)));
    found.map(|(_, list)| list)
}

fn kept(
    old: &Dictionary,
    own: Dictionary,
    (code, assigned): (&Code, &Assigned),
    profile: &ProvisioningProfile,
) -> super::transfer::Transferred {
    let old_id = code.bundle_id().unwrap_or_default();
    let text = |key: &str| old.get(key).and_then(Value::as_string);
    let application = text("application-identifier").unwrap_or_default();
    let old_prefix = application.split_once('.').map_or("", |(prefix, _)| prefix);
    let old_team = text("com.apple.developer.team-identifier")
        .or_else(|| code.old.as_ref()?.team_id.as_deref())
        .unwrap_or(old_prefix);
    let prefix = profile.application_identifier_prefix().unwrap_or_default();
    let team = profile.team_ids.first().map_or(prefix, String::as_str);
    let from = Owner { prefix: old_prefix, team: old_team, bundle_id: old_id };
    let to = Owner { prefix, team, bundle_id: &assigned.bundle_id };
    transfer(old, own, from, to, profile.kind())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::profile;
    use super::*;

    #[test]
    fn what_an_app_loses_is_what_it_had_and_the_profile_leaves_open() {
        let mut profile = profile("com.example.app");
        for key in ["com.apple.developer.associated-domains", "com.apple.developer.icloud-services"] {
            profile.entitlements.insert(key.into(), "*".into());
        }
        let own = of_profile(&profile, "com.example.app");
        assert_eq!(lost(&own, None, &profile.entitlements).len(), 2, "what it had is not known");
        let mut old = Dictionary::new();
        old.insert("com.apple.developer.associated-domains".into(), Value::Array(Vec::new()));
        let told = lost(&own, Some(&old), &profile.entitlements);
        assert_eq!(told, ["com.apple.developer.associated-domains"]);
    }
}
