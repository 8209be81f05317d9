//! The files for the reviewers.

use spaceship::jsonapi::Id;
use spaceship::resources::AppStoreReviewAttachment;

use super::Wanted;
use super::steps::Step;
use crate::files::Attachment;
use crate::store::{Page, RemoteAttachment};

/// What is done to the files for the reviewers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AttachmentPlan {
    pub(crate) delete: Vec<Dropped>,
    pub(crate) upload: Vec<Attachment>,
}

/// A file at Apple that goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dropped {
    pub(crate) id: Id<AppStoreReviewAttachment>,
    pub(crate) file_name: String,
    pub(crate) reason: String,
}

/// Compares the files. Where nothing is said of them they stay; a version that is to be made has none.
pub(super) fn compare(wanted: &Wanted, page: &Page, creates: bool) -> Option<Step> {
    let wanted = wanted.attachments.as_ref()?;
    let mut there = if creates { Vec::new() } else { page.extras.attachments.iter().collect() };
    let mut upload = Vec::new();
    for file in wanted {
        match there.iter().position(|there| is_same(file, there)) {
            Some(place) => drop(there.remove(place)),
            None => upload.push(file.clone()),
        }
    }
    let dropped = |gone: &RemoteAttachment| Dropped {
        id: gone.id.clone(),
        file_name: gone.file_name.clone(),
        reason: reason(gone).into(),
    };
    let plan = AttachmentPlan { delete: there.into_iter().map(dropped).collect(), upload };
    (!plan.delete.is_empty() || !plan.upload.is_empty()).then_some(Step::Attachments(plan))
}

/// Whether Apple has the file. While Apple looks at it, it does not tell the checksum.
fn is_same(file: &Attachment, there: &RemoteAttachment) -> bool {
    let alike = file.file_name() == there.file_name && Some(file.size) == there.size;
    let checked = match there.state.as_str() {
        "COMPLETE" => there.md5 == file.md5,
        "UPLOAD_COMPLETE" => there.md5.is_empty() || there.md5 == file.md5,
        _ => false,
    };
    alike && checked
}

fn reason(gone: &RemoteAttachment) -> &'static str {
    match gone.state.as_str() {
        "AWAITING_UPLOAD" => "it never came whole",
        "FAILED" => "Apple did not take it",
        _ => "it is not among the files that were given",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::settled;
    use super::*;

    fn file(name: &str, md5: &str) -> Attachment {
        Attachment { path: name.into(), md5: md5.into(), size: 7 }
    }

    fn remote(id: &str, name: &str, md5: &str, state: &str) -> RemoteAttachment {
        let (file_name, md5, state) = (name.into(), md5.into(), state.into());
        RemoteAttachment { id: Id::new(id), file_name, md5, size: Some(7), state }
    }

    /// The ids that go, and the names that are sent.
    fn plan(wanted: &Wanted, page: &Page) -> (Vec<String>, Vec<String>) {
        match compare(wanted, page, false) {
            None => (Vec::new(), Vec::new()),
            Some(Step::Attachments(plan)) => (
                plan.delete.iter().map(|gone| gone.id.to_string()).collect(),
                plan.upload.iter().map(Attachment::file_name).collect(),
            ),
            Some(_) => panic!("another step"),
        }
    }

    #[test]
    fn they_are_left_alone_until_something_is_said_of_them() {
        let (mut wanted, mut page) = settled();
        page.extras.attachments = vec![remote("A", "a.pdf", "aa", "COMPLETE")];
        assert_eq!(plan(&wanted, &page), (vec![], vec![]));
        wanted.attachments = Some(Vec::new());
        assert_eq!(plan(&wanted, &page), (vec!["A".to_owned()], vec![]));
        assert!(compare(&wanted, &page, true).is_none(), "a new version has none");
    }

    #[test]
    fn name_size_and_checksum_decide() {
        let (mut wanted, mut page) = settled();
        page.extras.attachments = vec![
            remote("A", "a.pdf", "aa", "COMPLETE"),
            remote("B", "b.pdf", "xx", "COMPLETE"),
            remote("C", "c.pdf", "", "UPLOAD_COMPLETE"),
            remote("D", "d.pdf", "", "AWAITING_UPLOAD"),
            remote("E", "a.pdf", "aa", "COMPLETE"),
        ];
        wanted.attachments =
            Some(["a", "b", "c", "d"].map(|one| file(&format!("{one}.pdf"), &one.repeat(2))).into());
        let (gone, sent) = plan(&wanted, &page);
        assert_eq!(gone, ["B", "D", "E"]);
        assert_eq!(sent, ["b.pdf", "d.pdf"]);
    }
}
