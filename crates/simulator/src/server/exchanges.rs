//! The record of requests and answers, for whoever holds them against Apple's description.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::engine::call::{Body, Call, Reply};
use crate::error::Error;

/// A request to the API and the answer that the simulated Apple gave. What a fault rule put in its place is not here,
/// nor is any header: the token never gets into the file.
#[derive(Serialize)]
struct Exchange<'a> {
    method: &'a str,
    /// The path with the query, as sent.
    target: String,
    /// Null where none was sent, or none that is JSON.
    body: Option<&'a Value>,
    status: u16,
    /// Null where the answer is not JSON.
    answer: &'a Value,
}

/// A file with an exchange a line, in the order in which they happened.
#[derive(Debug)]
pub(crate) struct Exchanges {
    file: File,
}

impl Exchanges {
    /// The record in a file, behind what is there already. Bodies may hold a reviewer's password: a new file is for
    /// its owner only.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path);
        file.map(|file| Self { file }).map_err(|source| Error::File {
            action: "write",
            path: path.to_owned(),
            source,
        })
    }

    /// Writes an exchange as one line.
    pub(super) fn note(&mut self, call: &Call, reply: &Reply) {
        let body = match &call.body {
            Some(Body::Json(body)) => Some(body),
            Some(Body::Broken(_)) | None => None,
        };
        let (method, target) = (call.method.as_str(), call.target());
        let exchange = Exchange { method, target, body, status: reply.status, answer: reply.document() };
        let line = serde_json::to_string(&exchange).map(|line| line + "\n");
        let written =
            line.map_err(std::io::Error::from).and_then(|line| self.file.write_all(line.as_bytes()));
        if let Err(error) = written {
            tracing::error!(%error, "an exchange was not recorded");
        }
    }
}
