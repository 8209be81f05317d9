//! Tables for people.

use comfy_table::{ContentArrangement, Table, presets};

/// A table of these columns and rows.
pub fn table<R: IntoIterator<Item = String>>(columns: &[&str], rows: impl IntoIterator<Item = R>) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(columns.iter().copied());
    for row in rows {
        table.add_row(row.into_iter().collect::<Vec<_>>());
    }
    table.trim_fmt()
}
