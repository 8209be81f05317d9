//! Walking through a list of pages, from its beginning and, where the list can be sorted both ways, from its end.
//!
//! A cursor is opaque: page seven is only known after page six, so that a long list takes as many rounds as it has
//! pages. Two walkers halve that. They have met when one sees what the other has seen. What came from the end is kept
//! until then and handed out last, so that the order is that of the list.

use std::collections::HashSet;
use std::future::Future;
use std::pin::Pin;

use catalogue::{Shape, catalogue};
use futures::{Stream, future, stream};
use tokio::sync::mpsc;

use super::Client;
use crate::error::Result;
use crate::transport::Request;

/// The most pages that are kept of a list's end, so that memory stays bounded however long the list is.
const LONGEST_TAIL: usize = 100;

/// A page, of typed or of raw resources.
pub(super) trait Paged: Sized + Send + 'static {
    /// Reads an answer.
    fn read(body: &[u8]) -> Result<Self>;
    /// The link to the next page.
    fn next(&self) -> Option<String>;
    /// How many resources the list has, where Apple says so.
    fn total(&self) -> Option<u64>;
    /// How many resources are on the page.
    fn len(&self) -> usize;
    /// Keeps the resources whose ids `keep` says yes to.
    fn retain(&mut self, keep: impl FnMut(&str) -> bool);
    /// Turns the order of the resources around.
    fn reverse(&mut self);
}

type Pending<P> = Pin<Box<dyn Future<Output = Result<P>> + Send>>;

/// From where a list is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// From its beginning.
    First,
    /// From its end too, where it is long and can be sorted both ways.
    Both,
}

/// All pages of the list that `request` begins, in order. Pages are fetched while earlier ones are consumed.
pub(super) fn pages<P: Paged>(
    client: Client,
    request: Request,
    ends: Ends,
) -> impl Stream<Item = Result<P>> + Send {
    let (to, from) = mpsc::channel(1);
    let walk = async move {
        let failed = to.clone();
        let walk = Walk { client, ends, to };
        if let Err(error) = walk.run(request).await {
            // Whoever listened may be gone; then nobody misses the error.
            let _ = failed.send(Err(error)).await;
        }
    };
    Abandoned { from, walk: tokio::spawn(walk) }.into_stream()
}

/// A walk that ends when nobody consumes it any more.
struct Abandoned<P> {
    from: mpsc::Receiver<Result<P>>,
    walk: tokio::task::JoinHandle<()>,
}

impl<P: Send> Abandoned<P> {
    fn into_stream(self) -> impl Stream<Item = Result<P>> + Send {
        stream::unfold(self, |mut walk| async { Some((walk.from.recv().await?, walk)) })
    }
}

impl<P> Drop for Abandoned<P> {
    fn drop(&mut self) {
        self.walk.abort();
    }
}

struct Walk<P> {
    client: Client,
    ends: Ends,
    to: mpsc::Sender<Result<P>>,
}

/// One of the two walkers.
struct Walker<P> {
    pending: Option<Pending<P>>,
    next: Option<String>,
}

impl<P: Paged> Walker<P> {
    fn at(next: Option<String>) -> Self {
        Self { pending: None, next }
    }

    /// The next page, if the list goes on; it stays under way when this is dropped.
    async fn step(&mut self, client: &Client) -> Option<Result<P>> {
        if self.pending.is_none() {
            self.pending = Some(follow(client.clone(), self.next.take()?));
        }
        let page = self.pending.as_mut()?.await;
        self.pending = None;
        if let Ok(page) = &page {
            self.next = page.next();
        }
        Some(page)
    }
}

impl<P: Paged> Walk<P> {
    async fn run(self, request: Request) -> Result<()> {
        let both = self.ends == Ends::Both && self.client.transport().options().concurrency > 1;
        let reversed = reversed(&request).filter(|_| both);
        let request = reversed.as_ref().map_or(request, |(upwards, _)| upwards.clone());
        let first = begin::<P>(self.client.clone(), request).await?;
        let total = first.total().and_then(|total| usize::try_from(total).ok());
        let long = total.filter(|total| first.len() > 0 && *total > 2 * first.len());
        match (reversed, long) {
            (Some((_, downwards)), Some(total)) => self.meet_in_the_middle(first, downwards, total).await,
            _ => self.forwards(first).await,
        }
    }

    /// Hands a page out; false when nobody wants more.
    async fn emit(&mut self, page: P) -> bool {
        self.to.send(Ok(page)).await.is_ok()
    }

    async fn forwards(mut self, first: P) -> Result<()> {
        let mut walker = Walker::at(first.next());
        let mut page = first;
        loop {
            // The next page is under way while this one is taken.
            let client = self.client.clone();
            let (taken, next) = future::join(self.emit(page), walker.step(&client)).await;
            match next {
                Some(next) if taken => page = next?,
                _ => return Ok(()),
            }
        }
    }

    async fn meet_in_the_middle(mut self, mut first: P, downwards: Request, mut total: usize) -> Result<()> {
        let client = self.client.clone();
        let (mut seen, mut tail) = (HashSet::new(), Vec::new());
        let mut front = Walker::at(first.next());
        let mut back = Walker { pending: Some(begin::<P>(client.clone(), downwards)), next: None };
        news(&mut first, &mut seen);
        if !self.emit(first).await {
            return Ok(());
        }
        let mut met = false;
        while !met || seen.len() < total {
            let (page, from_front) = tokio::select! {
                page = front.step(&client) => (page, true),
                page = back.step(&client), if tail.len() < LONGEST_TAIL => (page, false),
            };
            // Where either walker comes to its end, it has seen the whole list.
            let Some(page) = page else { break };
            let mut page = page?;
            total = page.total().and_then(|total| usize::try_from(total).ok()).unwrap_or(total);
            met |= news(&mut page, &mut seen);
            if !from_front {
                page.reverse();
                tail.push(page);
            } else if page.len() > 0 && !self.emit(page).await {
                return Ok(());
            }
        }
        while let Some(page) = tail.pop() {
            if page.len() > 0 && !self.emit(page).await {
                break;
            }
        }
        Ok(())
    }
}

/// Takes what was seen before out of a page; true where there was such.
fn news<P: Paged>(page: &mut P, seen: &mut HashSet<String>) -> bool {
    let before = page.len();
    page.retain(|id| seen.insert(id.to_owned()));
    page.len() < before
}

fn begin<P: Paged>(client: Client, request: Request) -> Pending<P> {
    Box::pin(async move {
        let answer = client.transport().send(&request).await?;
        P::read(&answer.body).map_err(|error| error.with_request(request.line()))
    })
}

fn follow<P: Paged>(client: Client, link: String) -> Pending<P> {
    Box::pin(async move {
        let answer = client.transport().follow(&link).await?;
        P::read(&answer.body)
    })
}

/// The request in both directions, where its list can be sorted in both. Without an order of the caller's own the
/// list is walked by id, where it can be.
fn reversed(request: &Request) -> Option<(Request, Request)> {
    if request.unchecked {
        return None;
    }
    let found = catalogue().find(request.method, &request.path)?;
    let Shape::Array(words) = &found.operation.parameter("sort")?.shape else { return None };
    let Shape::Enum(words) = words.as_ref() else { return None };
    let given = request.query.iter().find(|(name, _)| name == "sort").map(|(_, by)| by.as_str());
    let up = given.unwrap_or("id");
    let down = up.strip_prefix('-').map_or_else(|| format!("-{up}"), str::to_owned);
    if !words.contains(&up) || !words.contains(&down.as_str()) {
        return None;
    }
    let sorted = |by: &str| {
        let mut request = request.clone();
        request.query.retain(|(name, _)| name != "sort");
        request.query("sort", by)
    };
    Some((sorted(up), sorted(&down)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Method;

    fn orders(path: &str, sort: Option<&str>) -> Option<(String, String)> {
        let request = Request::new(Method::Get, path).query("limit", "200");
        let request = sort.into_iter().fold(request, |request, by| request.query("sort", by));
        let by =
            |request: Request| request.query.into_iter().find(|(name, _)| name == "sort").map(|(_, by)| by);
        let (up, down) = reversed(&request)?;
        Some((by(up)?, by(down)?))
    }

    #[test]
    fn a_list_is_walked_meet_in_the_middle_where_it_can_be_sorted_both_ways() {
        let pair = |up: &str, down: &str| Some((up.to_owned(), down.to_owned()));
        assert_eq!(orders("/v1/devices", None), pair("id", "-id"));
        assert_eq!(orders("/v1/devices", Some("-name")), pair("-name", "name"));
        assert_eq!(orders("/v1/devices", Some("name,-id")), None, "a compound order is left alone");
        assert_eq!(orders("/v1/apps", None), None, "apps cannot be sorted by id");
        assert_eq!(orders("/v1/apps", Some("bundleId")), pair("bundleId", "-bundleId"));
        assert_eq!(orders("/v1/apps/1/builds", None), None, "no order at all");
    }
}
