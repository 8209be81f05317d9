//! The reference page of exit codes, generated from the file that names them.

use std::fmt::Write;

use crate::check;

#[test]
fn every_exit_code_stands_on_the_page() {
    let source = include_str!("../../../console/src/exit.rs");
    let mut page = String::from(
        "# Exit codes\n\n\
         The same for every tool, and a promise to scripts. `spaceauth --check-session` has fastlane's 0 and 1.\n\n\
         | code | when |\n| --- | --- |\n",
    );
    let (mut said, mut rows) = (String::new(), 0);
    for line in source.lines() {
        if let Some(words) = line.strip_prefix("/// ") {
            said = format!("{said} {words}");
        } else if let Some((_, code)) = line.split_once(": u8 = ") {
            let _ = writeln!(page, "| {} | {} |", code.trim_end_matches(';'), said.trim());
            said.clear();
            rows += 1;
        }
    }
    assert_eq!(rows, source.matches("pub const ").count(), "a constant has another form");
    check("reference/exit-codes.md", &page);
}
