//! `cert verify`.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure, Report, details, exit};
use serde::Serialize;
use signing::{Certificate, Identity, PrivateKey};
use time::OffsetDateTime;

use crate::keys::{self, matching};
use crate::places::PlaceArgs;

/// See whether a certificate (.cer, .pem) or an identity (.p12) can be used: its validity, its key, its chain to Apple.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The file.
    file: PathBuf,
    /// Certificates between it and the root, beside those in the file: Apple's intermediates.
    #[arg(long, value_name = "FILE")]
    chain: Vec<PathBuf>,
    /// A root to trust beside Apple's own: a simulator's.
    #[arg(long, value_name = "FILE")]
    root: Vec<PathBuf>,
    #[command(flatten)]
    places: PlaceArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Verified {
    name: String,
    team: Option<String>,
    issuer: String,
    serial: String,
    valid_from: String,
    valid_until: String,
    valid: bool,
    /// Where its private key is.
    key_path: Option<String>,
    /// From the certificate to a root that is trusted.
    chain: Option<Vec<String>>,
    problems: Vec<String>,
}

impl Report for Verified {
    fn text(&self) -> String {
        let no = || "-".to_owned();
        let chain = self.chain.as_ref().map(|chain| chain.join(" <- "));
        let mut lines = vec![
            ("name".to_owned(), self.name.clone()),
            ("team".to_owned(), self.team.clone().unwrap_or_else(no)),
            ("issuer".to_owned(), self.issuer.clone()),
            ("serial".to_owned(), self.serial.clone()),
            ("valid".to_owned(), format!("{} to {}", self.valid_from, self.valid_until)),
            ("private key".to_owned(), self.key_path.clone().unwrap_or_else(no)),
            ("chain".to_owned(), chain.unwrap_or_else(no)),
        ];
        lines.extend(self.problems.iter().map(|problem| ("problem".to_owned(), problem.clone())));
        details(lines)
    }
}

pub(crate) fn run(args: &VerifyArgs, context: &Context) -> Result<u8, Failure> {
    let places = args.places.settle(context)?;
    let path = context.path(&args.file);
    let shown = context.shown(&path);
    let bytes = super::read_file(&path)?;
    let (certificate, mut others, own_key) = match Identity::from_pkcs12(&bytes, &places.password) {
        Ok(identity) => (identity.certificate().clone(), identity.chain().to_vec(), true),
        Err(signing::Error::Pkcs12Password) => {
            return Err(Failure::from(signing::Error::Pkcs12Password).context(shown));
        }
        Err(_) => {
            let mut all =
                Certificate::read_all(&bytes).map_err(|error| Failure::from(error).context(&shown))?;
            let first = all.remove(0);
            let own_key = PrivateKey::read(&bytes, &places.password).is_ok_and(|key| first.matches(&key));
            (first, all, own_key)
        }
    };
    let mut roots = Vec::new();
    for (files, into) in [(&args.chain, &mut others), (&args.root, &mut roots)] {
        for file in files {
            let path = context.path(file);
            let read = Certificate::read_all(&super::read_file(&path)?);
            into.extend(read.map_err(|error| Failure::from(error).context(context.shown(&path)))?);
        }
    }
    let keys = keys::at_hand(&places, context);
    let key_path =
        if own_key { Some(shown) } else { matching(&keys, &certificate).map(|key| context.shown(&key.path)) };
    let now = OffsetDateTime::now_utc();
    let mut problems = Vec::new();
    if !certificate.is_valid_at(now) {
        problems.push("it is not valid now".to_owned());
    }
    if key_path.is_none() {
        problems.push(
            "its private key is not at hand: neither in the file, the output folder nor the key store"
                .to_owned(),
        );
    }
    // That a certificate has ended is told already; the chain is judged in its time.
    let at = now.clamp(certificate.not_before(), certificate.not_after());
    let chain = match signing::chain(&certificate, &others, &roots, at) {
        Ok(chain) => Some(chain.iter().map(|one| one.common_name().to_owned()).collect()),
        Err(error) => {
            problems.push(format!("{error}; name Apple's intermediates and roots with --chain (www.apple.com/certificateauthority)"));
            None
        }
    };
    let report = Verified {
        name: certificate.common_name().to_owned(),
        team: certificate.team_id().map(str::to_owned),
        issuer: certificate.issuer().to_owned(),
        serial: certificate.serial().to_owned(),
        valid_from: certificate.not_before().date().to_string(),
        valid_until: certificate.not_after().date().to_string(),
        valid: certificate.is_valid_at(now),
        key_path,
        chain,
        problems,
    };
    context.ui.report(&report);
    Ok(if report.problems.is_empty() { exit::DONE } else { exit::FAILED })
}
