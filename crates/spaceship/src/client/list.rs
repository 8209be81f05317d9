//! Lists: a page, everything as a stream, or the first match.

use std::marker::PhantomData;

use futures::{Stream, StreamExt, TryStreamExt, stream};

use super::walk::{self, Ends, Paged};
use super::{Client, unreadable};
use crate::error::Result;
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
    ends: Ends,
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> List<K> {
    pub(super) fn new(client: Client, path: String) -> Self {
        Self {
            client,
            request: Request::new(Method::Get, path),
            limited: false,
            ends: Ends::Both,
            kind: PhantomData,
        }
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

    /// Walks from the beginning only, for who stops before the end: from both ends it would read what nobody takes.
    pub fn from_the_beginning(mut self) -> Self {
        self.ends = Ends::First;
        self
    }

    /// The first page.
    pub async fn page(self) -> Result<Page<K>> {
        let request = self.sized();
        let answer = self.client.transport().send(&request).await?;
        read_page(&answer.body).map_err(|error| error.with_request(request.line()))
    }

    /// The first resource, if there is any. Asks for one only.
    pub async fn first(self) -> Result<Option<Resource<K>>> {
        let list = if self.limited { self } else { self.limit(1) };
        Ok(list.page().await?.data.into_iter().next())
    }

    /// All pages, in order. While one is consumed the next is already on its way, and a long list that can be sorted
    /// both ways is walked from both ends: it takes half the rounds, and its second half comes at once. The last page
    /// of the first half may be shorter than the others.
    pub fn pages(self) -> impl Stream<Item = Result<Page<K>>> + Send + 'static {
        let request = self.sized();
        walk::pages(self.client, request, self.ends)
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

fn read_page<K: Kind>(body: &[u8]) -> Result<Page<K>> {
    let document = serde_json::from_slice::<ManyDocument>(body).map_err(unreadable)?;
    Page::read(document).map_err(unreadable)
}

impl<K: Kind> Paged for Page<K> {
    fn read(body: &[u8]) -> Result<Self> {
        read_page(body)
    }

    fn next(&self) -> Option<String> {
        self.next.clone()
    }

    fn total(&self) -> Option<u64> {
        self.total
    }

    fn len(&self) -> usize {
        self.data.len()
    }

    fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.data.retain(|resource| keep(resource.id.as_str()));
    }

    fn reverse(&mut self) {
        self.data.reverse();
    }
}
