//! Lists: a page, everything as a stream, or the first match.

use std::marker::PhantomData;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use tokio::task::JoinHandle;

use super::{Client, unreadable};
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::{Included, Kind, ManyDocument, Page, Resource};
use crate::transport::{Method, Request};

/// The most resources that Apple puts on a page.
const LARGEST_PAGE: u32 = 200;

/// A list, being built.
#[must_use = "nothing is sent before `page`, `stream`, `all` or `first`"]
pub struct List<K> {
    client: Client,
    request: Request,
    limited: bool,
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> List<K> {
    pub(super) fn new(client: Client, path: String) -> Self {
        Self { client, request: Request::new(Method::Get, path), limited: false, kind: PhantomData }
    }

    /// Only resources whose `name` is one of the values, comma-separated. Apple sometimes matches loosely: compare
    /// again where it matters.
    pub fn filter(mut self, name: &str, values: impl Into<String>) -> Self {
        self.request = self.request.query(format!("filter[{name}]"), values);
        self
    }

    /// Brings related resources along, comma-separated.
    pub fn include(mut self, relationships: &str) -> Self {
        self.request = self.request.query("include", relationships);
        self
    }

    /// Answers these fields of a type only, comma-separated.
    pub fn fields(mut self, kind: &str, fields: &str) -> Self {
        self.request = self.request.query(format!("fields[{kind}]"), fields);
        self
    }

    /// Orders by an attribute, or downwards with `-` before it.
    pub fn sort(mut self, by: &str) -> Self {
        self.request = self.request.query("sort", by);
        self
    }

    /// The size of a page; the largest that Apple allows is used unless this says otherwise.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limited = true;
        self.request = self.request.query("limit", limit.to_string());
        self
    }

    /// At most this many of an included to-many relationship (Apple takes up to 50).
    pub fn limit_of(mut self, relationship: &str, limit: u32) -> Self {
        self.request = self.request.query(format!("limit[{relationship}]"), limit.to_string());
        self
    }

    /// The first page.
    pub async fn page(self) -> Result<Page<K>> {
        let request = self.sized();
        let answer = self.client.transport().send(&request, true).await?;
        read_page(&answer.body).map_err(|error| error.with_request(request.line()))
    }

    /// The first resource, if there is any. Asks for one only.
    pub async fn first(self) -> Result<Option<Resource<K>>> {
        let list = if self.limited { self } else { self.limit(1) };
        Ok(list.page().await?.data.into_iter().next())
    }

    /// All pages, in order. While one is consumed the next is already on its way.
    pub fn pages(self) -> impl Stream<Item = Result<Page<K>>> + Send + 'static {
        let client = self.client.clone();
        let start = Ahead(Some(tokio::spawn(self.page())));
        stream::try_unfold(start, move |mut ahead| {
            let client = client.clone();
            async move {
                let Some(pending) = ahead.0.as_mut() else { return Ok(None) };
                let page = pending.await.map_err(lost)??;
                let next = page.next.clone().map(|link| tokio::spawn(follow::<K>(client, link)));
                Ok(Some((page, Ahead(next))))
            }
        })
    }

    /// All resources, in order, to the end of the list.
    pub fn stream(self) -> impl Stream<Item = Result<Resource<K>>> + Send + Unpin + 'static {
        let resources = |page: Page<K>| stream::iter(page.data.into_iter().map(Ok));
        self.pages().map_ok(resources).try_flatten().boxed()
    }

    /// All resources at once, with everything that came along.
    pub async fn all(self) -> Result<(Vec<Resource<K>>, Included)> {
        let mut pages = self.pages().boxed();
        let (mut all, mut included) = (Vec::new(), Included::default());
        while let Some(page) = pages.try_next().await? {
            all.extend(page.data);
            included.extend(page.included);
        }
        Ok((all, included))
    }

    /// The request with the largest page that its operation allows, if no size was chosen.
    fn sized(&self) -> Request {
        let request = self.request.clone();
        if self.limited {
            return request;
        }
        let found = catalogue::catalogue().find(Method::Get, &request.path);
        let takes_limit = found.is_some_and(|found| found.operation.parameter("limit").is_some());
        if takes_limit { request.query("limit", LARGEST_PAGE.to_string()) } else { request }
    }
}

/// A page that is on its way; it is not fetched to the end once nobody waits for it.
struct Ahead<K: Kind>(Option<JoinHandle<Result<Page<K>>>>);

impl<K: Kind> Drop for Ahead<K> {
    fn drop(&mut self) {
        if let Some(pending) = &self.0 {
            pending.abort();
        }
    }
}

fn lost(error: tokio::task::JoinError) -> Error {
    Error::new(ErrorKind::Unexpected, "reading a page was broken off").with_source(error)
}

async fn follow<K: Kind>(client: Client, link: String) -> Result<Page<K>> {
    let answer = client.transport().follow(&link).await?;
    read_page(&answer.body)
}

fn read_page<K: Kind>(body: &[u8]) -> Result<Page<K>> {
    let document = serde_json::from_slice::<ManyDocument>(body).map_err(unreadable)?;
    Page::read(document).map_err(unreadable)
}
