//! Taking a certificate or making one, and its files.

use std::collections::BTreeSet;
use std::path::Path;

use console::{Context, Failure, exit};
use secrecy::ExposeSecret;
use signing::{Csr, CsrSubject, Encryption, Identity, PrivateKey};
use time::{Duration, OffsetDateTime};

use crate::choice::{Decision, Held, decide};
use crate::files::Files;
use crate::keys::{self, KeyAtHand};
use crate::kinds::Kind;
use crate::maker::Maker;
use crate::places::Places;
use crate::store::KeyStore;
use crate::{keychain, limit, pending};

/// A certificate that ends within this time is reused with a warning.
const SOON: Duration = Duration::days(30);

/// The options, settled.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) force: bool,
    pub(crate) file_name: Option<String>,
    pub(crate) encryption: Encryption,
    /// Whether key and certificate are written as PEM too.
    pub(crate) pem: bool,
    /// The pass type id, merchant id, bundle id or website push id that the certificate is for.
    pub(crate) owner: Option<String>,
    /// Whether an expired certificate may make room at Apple's limit.
    pub(crate) revoke_oldest_expired: bool,
    pub(crate) places: Places,
}

/// What there is: Apple's certificates that can be read, and the keys at hand.
#[derive(Debug)]
pub(crate) struct There {
    pub(crate) held: Vec<Held>,
    pub(crate) keys: Vec<KeyAtHand>,
    /// The fingerprints of the certificates whose keys are in macOS's keychains.
    pub(crate) keychain: BTreeSet<String>,
}

/// The certificate that this run ends with.
#[derive(Debug)]
pub(crate) struct Taken {
    /// `reused` or `created`.
    pub(crate) action: &'static str,
    pub(crate) held: Held,
    pub(crate) files: Files,
}

/// One run.
pub(crate) struct Making<'a> {
    pub(crate) context: &'a Context,
    pub(crate) options: &'a Options,
    pub(crate) maker: &'a Maker,
    pub(crate) kind: Kind,
}

impl Making<'_> {
    /// Apple's type to ask for.
    pub(crate) fn asked(&self) -> &'static str {
        self.kind.types.first().copied().unwrap_or_default()
    }

    /// Reads what Apple has and what is at hand.
    pub(crate) async fn gather(&self) -> Result<There, Failure> {
        let (held, hidden) = self.maker.held(self.kind).await?;
        if hidden > 0 {
            self.context.ui.notice(format!(
                "{hidden} certificates cannot be reused: the key's role hides their content"
            ));
        }
        let keys = keys::at_hand(&self.options.places, self.context);
        Ok(There { held, keys, keychain: keychain::identities() })
    }

    /// Takes a certificate whose key is at hand, and writes what is missing of its files.
    pub(crate) fn reuse(&self, held: &Held, key: &KeyAtHand, unfinished: bool) -> Result<Taken, Failure> {
        let ends = held.certificate.not_after();
        if ends < OffsetDateTime::now_utc() + SOON {
            let (id, day) = (&held.id, ends.date());
            self.context
                .ui
                .warn(format!("certificate {id} ends on {day}; `cert --force` makes the next one"));
        }
        self.finish("reused", held.clone(), &key.key, unfinished.then_some(held.certificate_type.as_str()))
    }

    /// Takes a certificate whose key stays in a keychain: only the certificate itself is written.
    pub(crate) fn kept(&self, held: &Held) -> Result<Taken, Failure> {
        let places = &self.options.places;
        let files = Files::of(&places.folder, &held.id, self.options.file_name.as_deref());
        make_folder(places)?;
        signing::write_public(&files.cer, held.certificate.der())?;
        Ok(Taken { action: "reused", held: held.clone(), files })
    }

    /// Makes a certificate, unless another run has made one that will do in the meantime.
    pub(crate) async fn create(&self, there: &There) -> Result<Taken, Failure> {
        let places = &self.options.places;
        make_folder(places)?;
        let _lock = match &places.store {
            Some(store) => {
                store.prepare()?;
                Some(store.lock(&self.context.ui).await?)
            }
            None => None,
        };
        // Two runs at once with the same store end with one certificate: the second sees the key of the first.
        if keys::at_hand(places, self.context).len() == there.keys.len() {
            return self.ask(there).await;
        }
        let there = self.gather().await?;
        let (force, now) = (self.options.force, OffsetDateTime::now_utc());
        match decide(&there.held, self.kind.types, &there.keys, &there.keychain, force, now) {
            Decision::Reuse { held, key, unfinished } => self.reuse(held, key, unfinished),
            Decision::Keychain(held) => self.kept(held),
            Decision::Create(_) => self.ask(&there).await,
        }
    }

    async fn ask(&self, there: &There) -> Result<Taken, Failure> {
        let (kind, places) = (self.asked(), &self.options.places);
        let new;
        let key = if let Some(key) = pending::left_behind(&there.keys, kind) {
            key
        } else {
            new = PrivateKey::generate()?;
            &new
        };
        // The key is on disk before Apple hears of it: what comes after can be interrupted.
        pending::keep(key, kind, &places.folders())?;
        let csr = Csr::create(key, &CsrSubject::named("Gantry"))?;
        let held = self.request(&csr, key).await?;
        let request = Files::of(&places.folder, &held.id, None).request;
        signing::write_public(&request, csr.pem().as_bytes())?;
        self.finish("created", held, key, Some(kind))
    }

    /// Asks Apple for the certificate. At the limit an expired one may make room, if the user wants it.
    async fn request(&self, csr: &Csr, key: &PrivateKey) -> Result<Held, Failure> {
        let ask = async || self.maker.make(csr, key, self.kind, self.options.owner.as_deref()).await;
        let made = match ask().await {
            Err(error) if limit::is_reached(&error) && self.options.revoke_oldest_expired => {
                self.make_room().await?;
                ask().await
            }
            made => made,
        };
        let made = match made {
            Ok(made) => made,
            Err(error) => return Err(limit::explained(self.maker, error, self.asked()).await),
        };
        let held = made.ok_or_else(|| {
            Failure::new(exit::FAILED, "Apple made the certificate but answered no content of it")
                .hint("run the command again: the key is kept, and the certificate will be found by it")
        })?;
        if !held.certificate.matches(key) {
            let what = format!("Apple answered the certificate {}, which is for another key", held.id);
            return Err(Failure::new(exit::FAILED, what));
        }
        Ok(held)
    }

    /// Revokes the certificate that ended first.
    async fn make_room(&self) -> Result<(), Failure> {
        let all = self.maker.known().await?;
        let Some(oldest) = limit::oldest_expired(&all, self.asked(), OffsetDateTime::now_utc()) else {
            return Ok(());
        };
        let (id, day) = (&oldest.id, oldest.day());
        self.context
            .ui
            .step(format!("the limit is reached; certificate {id}, which ended on {day}, is revoked"));
        Ok(self.maker.revoke(id).await?)
    }

    /// Writes what is missing. The key of a request for the type `asked` is kept under the certificate's id before
    /// its pending files go.
    fn finish(
        &self,
        action: &'static str,
        held: Held,
        key: &PrivateKey,
        asked: Option<&str>,
    ) -> Result<Taken, Failure> {
        let places = &self.options.places;
        let files =
            Files::of(&places.folder, &held.id, self.options.file_name.as_deref()).with_pem(self.options.pem);
        let due = files.due(&held.certificate, key, &places.password, &self.context.ui);
        if !due.is_empty() {
            make_folder(places)?;
            self.write(&files, &due, &held, key)?;
        }
        if let Some(kind) = asked {
            if let Some(store) = &places.store {
                keep(store, &held.id, key)?;
            }
            pending::finish(key, kind, &places.folders())?;
        }
        Ok(Taken { action, held, files })
    }

    /// The certificate with its key, which is at hand by now.
    pub(crate) fn identity(&self, taken: &Taken) -> Result<Identity, Failure> {
        let keys = keys::at_hand(&self.options.places, self.context);
        let certificate = taken.held.certificate.clone();
        let key = keys::matching(&keys, &certificate).ok_or_else(|| {
            Failure::new(exit::FAILED, format!("the key of {} is not at hand", taken.held.id))
        })?;
        let copy = PrivateKey::from_pem(key.key.to_pem().expose_secret().as_bytes())?;
        Ok(Identity::new(copy, certificate)?)
    }

    fn write(&self, files: &Files, due: &[&Path], held: &Held, key: &PrivateKey) -> Result<(), Failure> {
        let password = &self.options.places.password;
        files.write(due, &held.certificate, key, password, self.options.encryption)
    }
}

fn keep(store: &KeyStore, certificate_id: &str, key: &PrivateKey) -> Result<(), Failure> {
    store.prepare()?;
    Ok(signing::write_secret(&store.path_of(certificate_id), key.to_pem().expose_secret().as_bytes())?)
}

fn make_folder(places: &Places) -> Result<(), Failure> {
    std::fs::create_dir_all(&places.folder).map_err(|error| {
        Failure::invalid(format!("cannot make {}", places.folder.display()))
            .cause(error.to_string())
            .hint("name another folder with --output-path")
    })
}
