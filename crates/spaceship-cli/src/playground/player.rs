//! Carrying out a line.

use catalogue::Method;
use console::{Context, Failure, OutputFormat, exit};
use serde_json::Value;
use spaceship::Client;
use spaceship::transport::Request;

use super::help;
use super::line::{self, Line, refined};
use super::memory::Memory;
use crate::api::{self, Document, RequestArgs, Unsent};
use crate::cli::KEY_NAMES;

/// What follows a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Another line.
    Go,
    /// The end.
    Leave,
}

/// Carries out one line after another.
pub(super) struct Player<'a> {
    context: &'a Context,
    /// Made for the first request: help needs no key.
    client: Option<Client>,
    memory: Memory,
}

impl<'a> Player<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        let format = context.common.output.unwrap_or(OutputFormat::Table);
        Self { context, client: None, memory: Memory::new(format) }
    }

    pub(super) fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(super) async fn play(&mut self, line: &str) -> Result<Next, Failure> {
        let ui = &self.context.ui;
        match line::read(line)? {
            Line::Nothing => {}
            Line::Quit => return Ok(Next::Leave),
            Line::Help(topic) => ui.text(&help::text(topic.as_deref())),
            Line::List(text) => ui.report(&api::operations(text.trim())),
            Line::Describe(wanted) => ui.report(&api::describe(&wanted)?),
            Line::Format(format) => self.memory.format = format,
            Line::Budget => ui.text(&self.budget()),
            Line::Last => self.show()?,
            Line::Refine(by) => {
                let before =
                    self.memory.request.as_ref().ok_or_else(|| nothing_yet("no request was sent yet"))?;
                let args = refined(before, *by);
                self.send(args).await?;
            }
            Line::Request(args) => self.send(*args).await?,
            Line::Next => {
                let request = self.following()?;
                self.fetch(request, false).await?;
            }
            Line::Show(number) => {
                let request = self.row(number)?;
                self.fetch(request, false).await?;
            }
        }
        Ok(Next::Go)
    }

    async fn send(&mut self, args: RequestArgs) -> Result<(), Failure> {
        let request = api::request(&args)?;
        if !request.unchecked {
            request.check()?;
        }
        if request.method != Method::Get {
            return self.write(request).await;
        }
        let all = args.paginate;
        self.memory.request = Some(args);
        self.fetch(request, all).await
    }

    /// A write is shown before it is sent, and on a terminal asked about.
    async fn write(&mut self, request: Request) -> Result<(), Failure> {
        if self.context.common.dry_run {
            self.context.ui.report(&Unsent::from(request));
            return Ok(());
        }
        if self.context.ui.is_interactive() {
            self.context.ui.step(Unsent::from(request.clone()).summary());
            self.context.agreed("Send it?").await?;
        }
        self.fetch(request, false).await
    }

    async fn fetch(&mut self, request: Request, all: bool) -> Result<(), Failure> {
        let client = self.client().await?;
        if api::answers_a_file(&request) {
            return self.context.ui.bytes(&client.send_for_bytes(&request).await?);
        }
        let gathered =
            if all { api::gather(&client, request).await? } else { api::send(&client, &request).await? };
        self.memory.keep(gathered);
        self.show()
    }

    async fn client(&mut self) -> Result<Client, Failure> {
        if let Some(client) = &self.client {
            return Ok(client.clone());
        }
        let client = self.context.client(KEY_NAMES).await?;
        self.client = Some(client.clone());
        Ok(client)
    }

    fn show(&self) -> Result<(), Failure> {
        let document = self.document()?;
        match self.memory.format {
            OutputFormat::Table => self.context.ui.text(&document.numbered()),
            format => api::show(document, Some(format), &self.context.ui),
        }
        Ok(())
    }

    fn document(&self) -> Result<&Document, Failure> {
        self.memory.document.as_ref().ok_or_else(|| nothing_yet("nothing was answered yet"))
    }

    /// The request for the page after the last.
    fn following(&self) -> Result<Request, Failure> {
        let next = self.document()?.0["links"]["next"].as_str();
        let next = next.ok_or_else(|| nothing_yet("the last answer has no next page"))?;
        let (path, query) = next.split_once('?').unwrap_or((next, ""));
        // Whatever host the link names: the client asks its own.
        let path = url::Url::parse(path).map_or_else(|_| path.to_owned(), |url| url.path().to_owned());
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        Ok(pairs.fold(Request::new(Method::Get, path), |request, (name, value)| request.query(name, value)))
    }

    /// The request for a row of the last list.
    fn row(&self, number: usize) -> Result<Request, Failure> {
        let rows = self.document()?.resources();
        let row = number.checked_sub(1).and_then(|index| rows.get(index)).ok_or_else(|| {
            nothing_yet(&format!("the last answer has no row {number}: it has {}", rows.len()))
        })?;
        let text = |name: &str| row[name].as_str().map(str::to_owned).unwrap_or_default();
        let link = row["links"]["self"].as_str().and_then(|link| url::Url::parse(link).ok());
        let path =
            link.map_or_else(|| format!("/v1/{}/{}", text("type"), text("id")), |url| url.path().to_owned());
        Ok(Request::new(Method::Get, path))
    }

    fn budget(&self) -> String {
        let budget = self.client.as_ref().map(Client::budget);
        match budget.and_then(|budget| Some((budget.remaining()?, budget.limit()?))) {
            Some((left, all)) => format!("{left} of {all} requests are left this hour"),
            None => "no request was sent yet".to_owned(),
        }
    }
}

fn nothing_yet(what: &str) -> Failure {
    Failure::new(exit::USAGE, what)
}

impl Document {
    /// The document for a person, its rows numbered for `show`.
    fn numbered(&self) -> String {
        let more = matches!(self.0["links"]["next"], Value::String(_));
        let total = self.0["meta"]["paging"]["total"].as_u64();
        let foot = match (more, total) {
            (true, Some(total)) => {
                format!("\n{} of {total}; `next` fetches the next page", self.resources().len())
            }
            (true, None) => "\n`next` fetches the next page".to_owned(),
            _ => String::new(),
        };
        format!("{}{foot}", self.table(true))
    }
}
