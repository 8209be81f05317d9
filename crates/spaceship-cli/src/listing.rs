//! Lists: a table, a JSON array, or a line of JSON for each thing as soon as it is known.

use console::{Context, Failure, OutputFormat, Report, exit, table};
use futures::TryStreamExt;
use serde::Serialize;
use spaceship::client::List;
use spaceship::jsonapi::{Included, Kind, Resource};

/// A thing that is listed. Its JSON is its serde form.
pub(crate) trait Row: Serialize {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// What stands in them.
    fn cells(&self) -> Vec<String>;
}

/// Things that are listed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Rows<R>(pub Vec<R>);

impl<R: Row> Report for Rows<R> {
    fn text(&self) -> String {
        if self.0.is_empty() { "nothing".into() } else { table(R::COLUMNS, self.0.iter().map(Row::cells)) }
    }
}

/// Prints rows that are all at hand.
pub(crate) fn show<R: Row>(rows: Vec<R>, context: &Context) -> u8 {
    match context.ui.format() {
        OutputFormat::Ndjson => context.ui.lines(rows),
        _ => context.ui.report(&Rows(rows)),
    }
    exit::DONE
}

/// Follows a list to its end and prints a row for each resource.
pub(crate) async fn stream<K: Kind, R: Row>(
    list: List<K>,
    context: &Context,
    row: impl Fn(Resource<K>, &Included) -> R,
) -> Result<u8, Failure> {
    let mut pages = std::pin::pin!(list.pages());
    let mut all = Vec::new();
    while let Some(page) = pages.try_next().await? {
        let included = page.included;
        let rows = page.data.into_iter().map(|resource| row(resource, &included));
        match context.ui.format() {
            OutputFormat::Ndjson => context.ui.lines(rows),
            _ => all.extend(rows),
        }
    }
    if context.ui.format() != OutputFormat::Ndjson {
        context.ui.report(&Rows(all));
    }
    Ok(exit::DONE)
}

/// A word of Apple's for a cell.
pub(crate) fn word(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The day of one of Apple's times.
pub(crate) fn day(time: Option<&String>) -> String {
    time.and_then(|time| time.split('T').next()).unwrap_or_default().to_owned()
}
