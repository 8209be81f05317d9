//! Who signed the bundles of an .ipa, with which profile, and what they may claim by it.

use artifact::Ipa;
use codesign::Signature;
use signing::{ProfileKind, ProvisioningProfile};
use time::OffsetDateTime;

use super::Findings;

const AGAIN: &str = "run `cert` and `sigh`, then sign the app again";

/// What TestFlight wants every app to be entitled to; profiles for the App Store have it.
const BETA: &str = "beta-reports-active";

pub(super) fn look(ipa: &Ipa, now: OffsetDateTime, findings: &mut Findings) {
    let app = (ipa.app_folder(), ipa.info().bundle_id.as_deref());
    let nested = ipa.nested_bundles().iter().map(|one| (one.path.as_str(), one.info.bundle_id.as_deref()));
    for (folder, bundle_id) in std::iter::once(app).chain(nested) {
        let bundle = Bundle { folder, is_app: folder == app.0 };
        let profile = bundle.profile(ipa, bundle_id.unwrap_or_default(), now, findings);
        let signature = bundle.signature(ipa, findings);
        if let (Some(profile), Some(signature)) = (profile, signature) {
            bundle.hold(&signature, &profile, now, findings);
        }
    }
}

struct Bundle<'a> {
    folder: &'a str,
    is_app: bool,
}

impl Bundle<'_> {
    /// What a finding begins with: nothing for the app itself.
    fn whose(&self) -> String {
        if self.is_app { "its".to_owned() } else { format!("`{}`: its", self.folder) }
    }

    fn profile(
        &self,
        ipa: &Ipa,
        bundle_id: &str,
        now: OffsetDateTime,
        findings: &mut Findings,
    ) -> Option<ProvisioningProfile> {
        let its = self.whose();
        let bytes = match ipa.profile(self.folder) {
            Ok(bytes) => bytes,
            Err(error) => {
                findings.error("profile-readable", &error.to_string());
                None
            }
        };
        // A missing profile is among artifact's own checks.
        let profile = match ProvisioningProfile::from_bytes(&bytes?) {
            Ok(profile) => profile,
            Err(error) => {
                findings.error(
                    "profile-readable",
                    &format!("{its} embedded profile: {error} (sign the app again)"),
                );
                return None;
            }
        };
        let name = &profile.name;
        if profile.kind() != ProfileKind::AppStore {
            findings.error("profile-kind", &format!(
                "{its} embedded profile `{name}` is for {}, but TestFlight takes AppStore (run `sigh`, then sign the app with it)",
                profile.kind()
            ));
        }
        if profile.is_expired_at(now) {
            let date = profile.expires.date();
            findings.error(
                "profile-expiry",
                &format!(
                    "{its} embedded profile `{name}` expired on {date} (run `sigh`, then sign the app again)"
                ),
            );
        }
        if !profile.covers(bundle_id) {
            let covered = profile.bundle_id().unwrap_or("nothing");
            findings.error("profile-bundle-id", &format!("{its} embedded profile `{name}` is for {covered}, not for {bundle_id} (sign the app with the right profile)"));
        }
        Some(profile)
    }

    fn signature(&self, ipa: &Ipa, findings: &mut Findings) -> Option<Signature> {
        let its = self.whose();
        let read = ipa.with_executable(self.folder, codesign::read_stream);
        let problem = match read {
            Ok(Some(Ok(Some(signature)))) => return Some(signature),
            // A missing executable, and one that is none, are among artifact's own checks.
            Ok(None | Some(Err(codesign::Error::NotMachO))) => return None,
            Ok(Some(Ok(None))) => "executable is not signed".to_owned(),
            Ok(Some(Err(error))) => format!("signature cannot be read: {error}"),
            Err(error) => format!("executable cannot be read: {error}"),
        };
        findings.error("signature", &format!("{its} {problem} (sign the app again, as with `sigh resign`)"));
        None
    }

    /// Holds a signature against the profile that lies beside it.
    fn hold(
        &self,
        signature: &Signature,
        profile: &ProvisioningProfile,
        now: OffsetDateTime,
        findings: &mut Findings,
    ) {
        let its = self.whose();
        match signature.certificates.iter().find(|certificate| profile.has_certificate(certificate)) {
            None if signature.certificates.is_empty() => findings.error(
                "certificate",
                &format!("{its} signature is nobody's: it is an ad hoc signature ({AGAIN})"),
            ),
            None => findings.error(
                "certificate",
                &format!(
                    "{its} signature is by a certificate that is not in its profile `{}` ({AGAIN})",
                    profile.name
                ),
            ),
            Some(signer) if !signer.is_valid_at(now) => findings.error(
                "certificate",
                &format!(
                    "{its} certificate `{}` ended on {} ({AGAIN})",
                    signer.common_name(),
                    signer.not_after().date()
                ),
            ),
            Some(_) => {}
        }
        let entitlements = signature.entitlements.clone().unwrap_or_default();
        for refused in signing::refused_entitlements(&entitlements, &profile.entitlements) {
            findings.error("entitlements", &format!(
                "{its} entitlement {refused} (switch the capability on for the bundle id, renew the profile with `sigh`, and sign again)"
            ));
        }
        if self.is_app && profile.entitlements.contains_key(BETA) && !entitlements.contains_key(BETA) {
            findings.warning("beta-entitlement", &format!(
                "its entitlements lack {BETA}, which its profile has: TestFlight may not offer the build (export it for App Store Connect)"
            ));
        }
    }
}
