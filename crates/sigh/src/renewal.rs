//! Making a profile, and making one anew under the same name.
//!
//! Apple changes no profile and takes no name twice, so that a profile can be renewed only by deleting the old one
//! and making another. Between the two an error, or the end of this process, would leave the team without a
//! profile. Therefore an *interim* profile is made first, with everything that the new one is to hold, under the
//! name `<name> renewal`: it shows that Apple makes such a profile, it is read and judged, and its file is saved.
//! Only then the old one is deleted, the new one made under the old name and saved, and the interim one deleted.
//! Wherever that is interrupted, a profile exists, and the next run finds what is left and goes on. An old profile
//! with which nobody can sign any more needs no such care: it is deleted and made anew.

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{BundleId, NewProfile, Profile};
use time::OffsetDateTime;

use crate::candidate::Candidate;
use crate::choice::interim_name;
use crate::options::Options;
use crate::staleness::{Reason, Wanted, missing_devices, reasons};
use crate::{certificates, files};

/// One run that changes something at Apple.
pub(crate) struct Renewal<'a> {
    pub(crate) context: &'a Context,
    pub(crate) client: &'a Client,
    pub(crate) options: &'a Options,
    pub(crate) bundle_id: &'a Id<BundleId>,
    pub(crate) wanted: &'a Wanted,
}

impl Renewal<'_> {
    /// What a new profile needs must be there before anything is changed.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let target = self.options.target;
        if self.wanted.certificates.is_empty() {
            return Err(certificates::none(target, &self.options.certificate));
        }
        if target.takes_devices() && self.wanted.devices.is_empty() {
            let what = format!("the team has no enabled device for a profile of the type {}", self.kind());
            return Err(Failure::new(exit::NOT_FOUND, what).hint(
                "register a device on the Developer Portal, under Devices, and run the command again",
            ));
        }
        if let [first, _, ..] = self.wanted.certificates.as_slice()
            && !self.wanted.many
        {
            self.context.ui.notice(format!(
                "of {} certificates that would do {} is taken; --cert-id takes another",
                self.wanted.certificates.len(),
                first.shown()
            ));
        }
        Ok(())
    }

    fn kind(&self) -> &'static str {
        self.options.profile_type
    }

    /// The name for a new profile: the wanted one, unless it is another profile's. A profile that fits, which another run
    /// has made in the meantime, is answered in the place of a name.
    pub(crate) async fn free_name(&self, name: &str) -> Result<Result<String, Candidate>, Failure> {
        let Some(other) = self.named(name).await?.map(Candidate::read) else {
            return Ok(Ok(name.to_owned()));
        };
        if self.is_fresh(&other) {
            return Ok(Err(other));
        }
        let kind = &other.profile_type;
        let taken =
            format!("the name `{name}` is taken by another profile ({} of the type {kind})", other.id);
        if self.options.fail_on_name_taken {
            return Err(Failure::new(exit::REFUSED, taken)
                .hint("choose a name with --provisioning-name, or leave --fail-on-name-taken out"));
        }
        let numbered = format!("{name} {}", OffsetDateTime::now_utc().unix_timestamp());
        self.context.ui.notice(format!("{taken}; the new one will be called `{numbered}`"));
        Ok(Ok(numbered))
    }

    /// Makes a profile and saves it.
    pub(crate) async fn create(&self, name: &str) -> Result<Candidate, Failure> {
        let made = self.make(name).await?;
        self.judge(&made)?;
        self.save(&made)?;
        Ok(made)
    }

    /// Makes the profile anew; `interim` is what an interrupted renewal left behind. `None` where a new profile lacks
    /// the same as the old one, such as devices that Apple still looks at: the old one stays then, lest every run of
    /// these days exchange it.
    pub(crate) async fn renew(
        &self,
        old: &Candidate,
        reasons: &[Reason],
        interim: &[Candidate],
    ) -> Result<Option<Candidate>, Failure> {
        let stand_in = if old.is_usable(OffsetDateTime::now_utc()) {
            let stand_in = if let Some(left) = interim.iter().find(|left| self.is_fresh(left)) {
                left.clone()
            } else {
                self.delete_all(interim).await?;
                self.make(&interim_name(&old.name)).await?
            };
            self.judge(&stand_in)?;
            if self.is_no_better(&stand_in, reasons) {
                self.tell_missing(&missing_devices(&stand_in, self.wanted));
                self.context.ui.notice("a new profile would lack the same, so that the old one stays");
                self.delete_all(interim).await?;
                self.delete(&stand_in.id).await?;
                return Ok(None);
            }
            self.save(&stand_in)?;
            Some(stand_in)
        } else {
            None
        };
        self.delete(&old.id).await?;
        let made =
            self.create(&old.name).await.map_err(|failure| explained(failure, old, stand_in.as_ref()))?;
        self.delete_all(interim).await?;
        if let Some(stand_in) = stand_in {
            self.delete(&stand_in.id).await?;
        }
        Ok(Some(made))
    }

    /// Whether a new profile would be made anew for the same reasons as the old one.
    fn is_no_better(&self, stand_in: &Candidate, of_old: &[Reason]) -> bool {
        let mut its = reasons(stand_in, self.wanted, self.options.refresh, OffsetDateTime::now_utc());
        its.retain(|reason| {
            matches!(
                reason,
                Reason::LacksDevices(_) | Reason::LacksCapabilities(_) | Reason::HasCapabilities(_)
            )
        });
        !its.is_empty() && its == of_old
    }

    /// Deletes what an interrupted renewal left behind.
    pub(crate) async fn delete_all(&self, interim: &[Candidate]) -> Result<(), Failure> {
        for left in interim {
            self.delete(&left.id).await?;
        }
        Ok(())
    }

    /// Deletes a profile; that another run was faster is no failure.
    async fn delete(&self, id: &Id<Profile>) -> Result<(), Failure> {
        match self.client.delete(id).await {
            Err(error) if !error.is_not_found() => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Makes a profile. Where another run made it in the meantime, and it fits, that one is taken.
    async fn make(&self, name: &str) -> Result<Candidate, Failure> {
        let chosen = self.wanted.chosen().iter().map(|one| one.id.clone()).collect();
        let mut new = NewProfile::new(name.to_owned(), self.kind().into(), self.bundle_id.clone(), chosen);
        if self.options.target.takes_devices() {
            new.devices = Some(self.wanted.devices.iter().map(|device| device.id.clone()).collect());
        }
        let made = self.client.create_once(&new, async || self.named(name).await).await;
        let refused = match made {
            Ok(made) => return Ok(Candidate::read(made)),
            Err(error) => error,
        };
        let there = match refused.kind() {
            spaceship::ErrorKind::Refused => self.named(name).await?.map(Candidate::read),
            _ => None,
        };
        match there.filter(|there| self.is_fresh(there)) {
            Some(there) => Ok(there),
            None => Err(Failure::from(refused).context(format!("Apple made no profile `{name}`"))),
        }
    }

    /// The profile of that very name, whatever it is for.
    async fn named(&self, name: &str) -> spaceship::Result<Option<Resource<Profile>>> {
        let (all, _) = self.client.list::<Profile>().filter("name", name).all().await?;
        Ok(all.into_iter().find(|one| one.attributes.name.as_deref() == Some(name)))
    }

    fn is_fresh(&self, candidate: &Candidate) -> bool {
        let stale = reasons(candidate, self.wanted, self.options.refresh, OffsetDateTime::now_utc());
        candidate.profile_type == self.kind() && stale.is_empty() && self.judge(candidate).is_ok()
    }

    /// Whether what Apple answered is what was asked for.
    fn judge(&self, made: &Candidate) -> Result<(), Failure> {
        let wrong = |what: String| {
            Err(Failure::new(
                exit::FAILED,
                format!("the profile `{}` ({}) that Apple made {what}", made.name, made.id),
            )
            .hint("nothing was deleted; look at it on the Developer Portal and run the command again"))
        };
        let Some(profile) = made.profile() else {
            return wrong("has no content that can be read; the key's role may hide it".into());
        };
        if !profile.covers(&self.options.app_identifier) {
            return wrong(format!("is for {}", profile.bundle_id().unwrap_or("no bundle id")));
        }
        if !self.options.target.is_kind(profile.kind()) {
            return wrong(format!("is of the kind {}", profile.kind()));
        }
        let lacks = self.wanted.chosen().iter().find(|one| {
            one.certificate.as_ref().is_some_and(|certificate| !profile.has_certificate(certificate))
        });
        match lacks {
            Some(one) => wrong(format!("lacks the certificate {}", one.shown())),
            None => Ok(()),
        }
    }

    /// Apple leaves out devices that it still looks at.
    fn tell_missing(&self, devices: &[String]) {
        if !devices.is_empty() {
            self.context.ui.warn(format!(
                "Apple leaves devices out of the profile: {}. New ones may have to wait for up to three days",
                devices.join(", ")
            ));
        }
    }

    fn save(&self, made: &Candidate) -> Result<(), Failure> {
        self.tell_missing(&missing_devices(made, self.wanted));
        match &made.content {
            Some((bytes, _)) => files::save(&files::path(self.options), bytes),
            None => Ok(()),
        }
    }
}

/// What is left when the old profile is deleted and the new one could not be made.
fn explained(failure: Failure, old: &Candidate, stand_in: Option<&Candidate>) -> Failure {
    let left = stand_in.map_or_else(
        || "it could not be used any more".to_owned(),
        |stand_in| format!("`{}` stands in for it, and its file is saved", stand_in.name),
    );
    failure
        .context(format!("the profile `{}` was deleted and is not made anew yet; {left}", old.name))
        .hint("run the command again: it goes on from here")
}
