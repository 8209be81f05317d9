//! The files for the reviewers.

use std::collections::BTreeSet;

use console::Context;

use super::super::options::RunArgs;
use crate::files::Attachment;

impl RunArgs {
    /// The files; `None` where nothing is said of them. Nothing, or `none`, says that there are to be none.
    pub(super) fn attachments(
        &self,
        context: &Context,
        findings: &mut Vec<String>,
    ) -> Option<Vec<Attachment>> {
        let mut given = self.app_review_attachment_file.clone();
        if given.is_empty() {
            given.push(context.text(None, &["DELIVER_APP_REVIEW_ATTACHMENT_FILE"])?);
        }
        let (mut all, mut names) = (Vec::new(), BTreeSet::new());
        for name in given.iter().flat_map(|given| parts(context, given)) {
            let file = Attachment { path: context.path(name), ..Attachment::default() };
            let shown = context.shown(&file.path);
            match std::fs::metadata(&file.path) {
                Err(error) => findings.push(format!("the attachment {shown} cannot be read: {error}")),
                Ok(found) if !found.is_file() => findings.push(format!("the attachment {shown} is no file")),
                Ok(found) if found.len() == 0 => findings.push(format!("the attachment {shown} is empty")),
                Ok(_) if !names.insert(file.file_name()) => {
                    findings.push(format!("two attachments are called {}", file.file_name()));
                }
                Ok(_) => all.push(file),
            }
        }
        Some(all)
    }
}

/// The files of one value: itself where it is a file, else what stands between its commas.
fn parts<'a>(context: &Context, given: &'a str) -> Vec<&'a str> {
    if context.path(given).is_file() {
        return vec![given];
    }
    let parts = given.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("none")).collect()
}
