//! Fetching files that Apple's answers lead to: pictures of testers, screenshots, previews.
//!
//! Such an address is a secret of its own and good for a while; it gets no credentials.

use std::path::Path;

use futures::StreamExt;
use time::OffsetDateTime;
use tokio::io::AsyncWriteExt;
use url::Url;

use crate::Client;
use crate::client::is_loopback;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Decision, Method, Outcome, decide};

/// Fetches a file of at most `longest` bytes, piece by piece, and answers its length. It is written beside `path` and put in
/// its place once it is whole; what was there is replaced.
///
/// # Errors
/// [`ErrorKind::Invalid`] for an address that is not encrypted, [`ErrorKind::File`] where the file cannot be written, and
/// the last error of the exchange.
pub async fn download(client: &Client, address: &str, path: &Path, longest: u64) -> Result<u64> {
    let url = Url::parse(address).map_err(|error| {
        Error::new(ErrorKind::Invalid, "what Apple gave is no address").with_source(error)
    })?;
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        return Err(Error::new(ErrorKind::Invalid, "the address that Apple gave is not encrypted"));
    }
    let policy = client.transport().options().retry;
    let part = beside(path);
    let mut attempt = 0;
    loop {
        attempt += 1;
        let (outcome, error) = match fetch(client, &url, &part, longest).await {
            Ok(length) => {
                let moved = tokio::fs::rename(&part, path).await;
                return moved.map(|()| length).map_err(|error| unwritten(path, error));
            }
            Err(failure) => failure,
        };
        // What came so far is of no use.
        let _ = tokio::fs::remove_file(&part).await;
        match outcome.map(|outcome| decide(&policy, Method::Get, outcome, attempt, crate::transport::luck()))
        {
            Some(Decision::Retry(wait)) => tokio::time::sleep(wait).await,
            Some(Decision::GiveUp) | None => {
                return Err(error
                    .with_request(format!("fetching {}", path.display()))
                    .with_attempts(attempt));
            }
        }
    }
}

fn beside(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// One attempt. An error without an outcome is final.
async fn fetch(
    client: &Client,
    url: &Url,
    path: &Path,
    longest: u64,
) -> std::result::Result<u64, (Option<Outcome>, Error)> {
    let at_end = |error: Error| (None, error);
    let lost = |error: reqwest::Error| {
        let error = Error::new(ErrorKind::Unreachable, "the file did not get through")
            .with_source(error.without_url());
        (Some(Outcome::Lost), error)
    };
    let sent = client.transport().bare().map_err(at_end)?.get(url.clone()).send();
    let read = client.transport().options().timeouts.read;
    let silent =
        || (Some(Outcome::Lost), Error::new(ErrorKind::Unreachable, "the file got stuck on its way"));
    let response = tokio::time::timeout(read, sent).await.map_err(|_| silent())?.map_err(lost)?;
    let status = response.status().as_u16();
    if !response.status().is_success() {
        let wait = crate::transport::retry_after(response.headers(), OffsetDateTime::now_utc());
        return Err((Some(Outcome::Status(status, wait)), Error::answered(status, Vec::new(), None)));
    }
    let mut file = tokio::fs::File::create(path).await.map_err(|error| at_end(unwritten(path, error)))?;
    let (mut pieces, mut length) = (response.bytes_stream(), 0);
    while let Some(piece) = tokio::time::timeout(read, pieces.next()).await.map_err(|_| silent())? {
        let piece = piece.map_err(lost)?;
        length += piece.len() as u64;
        if length > longest {
            return Err(at_end(Error::new(
                ErrorKind::Unexpected,
                format!("the file has more than {longest} bytes"),
            )));
        }
        file.write_all(&piece).await.map_err(|error| at_end(unwritten(path, error)))?;
    }
    file.flush().await.map_err(|error| at_end(unwritten(path, error)))?;
    Ok(length)
}

fn unwritten(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::File, format!("cannot write {}", path.display())).with_source(error)
}
