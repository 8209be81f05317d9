//! Tables for people.

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

use crate::ui::terminal_width;

/// Nothing but a line below the names of the columns: it reads as well in a log as on a terminal.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A table of these columns and rows.
pub fn table<R: IntoIterator<Item = String>>(columns: &[&str], rows: impl IntoIterator<Item = R>) -> String {
    let mut table = empty();
    table.set_header(columns.iter().copied());
    filled(table, rows)
}

/// What is known of one thing: names and values, a line each.
pub fn details(rows: impl IntoIterator<Item = (String, String)>) -> String {
    filled(empty(), rows.into_iter().map(|(name, value)| [name, value]))
}

fn empty() -> Table {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = terminal_width() {
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    }
    table
}

fn filled<R: IntoIterator<Item = String>>(mut table: Table, rows: impl IntoIterator<Item = R>) -> String {
    for row in rows {
        table.add_row(row.into_iter().collect::<Vec<_>>());
    }
    table.trim_fmt()
}
