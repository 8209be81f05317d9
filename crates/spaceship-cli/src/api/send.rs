//! Sending a request, and what comes of it.

use catalogue::{Answer, catalogue};
use console::{Failure, OutputFormat, Ui};
use futures::TryStreamExt;
use serde_json::{Value, json};
use spaceship::Client;
use spaceship::transport::Request;

use super::document::Document;

/// Whether the answer is a file and no document.
pub(crate) fn answers_a_file(request: &Request) -> bool {
    let found = catalogue().find(request.method, &request.path);
    found.is_some_and(|found| matches!(found.operation.answer, Answer::Raw(_)))
}

/// Sends a request and answers the document.
pub(crate) async fn send(client: &Client, request: &Request) -> Result<Document, Failure> {
    Ok(Document(client.send(request).await?))
}

/// Follows a list to its end and answers it as one document.
pub(crate) async fn gather(client: &Client, request: Request) -> Result<Document, Failure> {
    let (mut data, mut included) = (Vec::new(), Vec::<Value>::new());
    let mut pages = std::pin::pin!(client.pages(request));
    while let Some(page) = pages.try_next().await? {
        data.extend(page.data);
        included.extend(page.included);
    }
    let total = data.len();
    let mut document = json!({ "data": data, "meta": { "paging": { "total": total } } });
    if !included.is_empty() {
        let mut seen = std::collections::HashSet::new();
        included.retain(|one| seen.insert((one["type"].to_string(), one["id"].to_string())));
        document["included"] = included.into();
    }
    Ok(Document(document))
}

/// Follows a list to its end and prints each resource as soon as it is there.
pub(crate) async fn stream(client: &Client, request: Request, ui: &Ui) -> Result<(), Failure> {
    let mut pages = std::pin::pin!(client.pages(request));
    while let Some(page) = pages.try_next().await? {
        ui.lines(page.data);
    }
    Ok(())
}

/// Prints a document: JSON unless the user asked for another form.
pub(crate) fn show(document: &Document, format: Option<OutputFormat>, ui: &Ui) {
    match format {
        Some(OutputFormat::Table | OutputFormat::Markdown) => ui.report(document),
        Some(OutputFormat::Ndjson) => ui.lines(document.lines()),
        Some(OutputFormat::Json) | None => ui.json(document),
    }
}
