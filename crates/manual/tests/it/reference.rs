//! The reference pages: one for each binary, generated from its command line.

use std::collections::BTreeSet;
use std::fs;

use crate::page::page;
use crate::{check, docs};

/// The pages that are not about a binary.
const OTHERS: [&str; 2] = ["exit-codes", "variables"];

#[test]
fn each_binary_has_a_page_that_is_current() {
    for command in manual::commands() {
        let name = format!("reference/{}.md", command.get_name());
        check(&name, &page(command));
    }
}

#[test]
fn the_book_lists_every_page_of_the_reference() {
    let summary = fs::read_to_string(docs().join("SUMMARY.md")).unwrap();
    let names = manual::commands().iter().map(|command| command.get_name().to_owned()).collect::<Vec<_>>();
    for name in names.iter().map(String::as_str).chain(OTHERS) {
        assert!(summary.contains(&format!("](reference/{name}.md)")), "SUMMARY.md lacks reference/{name}.md");
    }
    let files = fs::read_dir(docs().join("reference")).unwrap();
    let found = files.map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
    let known = names.into_iter().chain(OTHERS.map(str::to_owned)).collect::<BTreeSet<_>>();
    assert_eq!(found.collect::<BTreeSet<_>>(), known, "a page of a binary that is no more");
}
