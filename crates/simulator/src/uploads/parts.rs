//! What is being uploaded: which parts are expected, which are here.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::engine::store::Identifier;
use crate::ids::IdForm;
use crate::world::World;

/// The one media type that parts are sent with.
pub(super) const PART_MEDIA: &str = "application/octet-stream";

/// A part that a client is told to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadPart {
    /// Counted from one.
    pub number: u64,
    /// Where its bytes begin in the file.
    pub offset: u64,
    /// How many bytes it has.
    pub length: u64,
    /// Where it is to be sent, with PUT.
    pub url: String,
}

impl UploadPart {
    /// An entry of `uploadOperations` in the form that screenshots, previews and attachments have.
    pub fn operation(&self) -> Value {
        json!({
            "method": "PUT",
            "url": self.url,
            "length": self.length,
            "offset": self.offset,
            "requestHeaders": [{ "name": "Content-Type", "value": PART_MEDIA }],
        })
    }

    /// An entry of `uploadOperations` in the form that the files of build uploads have.
    pub fn delivery_operation(&self, expiration: &str) -> Value {
        let mut operation = self.operation();
        operation["partNumber"] = self.number.into();
        operation["expiration"] = expiration.into();
        operation
    }
}

/// All uploads that are open. Their bytes lie in a folder of the system's temporary folder, which goes with this
/// value; a state file does not hold them.
#[derive(Debug, Default)]
pub struct Uploads {
    folder: Option<TempDir>,
    open: HashMap<String, Upload>,
}

#[derive(Debug)]
struct Upload {
    owner: Identifier,
    /// The lengths of the parts, and whether each is here.
    parts: Vec<(u64, bool)>,
}

/// A part that is about to be received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub token: String,
    pub number: usize,
    pub length: u64,
    /// Where its bytes go.
    pub file: PathBuf,
}

impl World {
    /// Opens the upload of a resource's bytes. An earlier upload of the same resource is forgotten.
    pub fn open_upload(&mut self, owner: &Identifier, size: u64) -> Vec<UploadPart> {
        self.uploads.forget(owner);
        let token = self.new_id(IdForm::Uuid);
        let part_size = self.settings.part_size.max(1);
        let mut parts = Vec::new();
        let mut offset = 0;
        while offset < size || parts.is_empty() {
            let length = part_size.min(size - offset);
            let number = parts.len() as u64 + 1;
            let url = format!("{}/_upload/{token}/{number}", self.origin);
            parts.push(UploadPart { number, offset, length, url });
            offset += part_size;
        }
        let expected = parts.iter().map(|part| (part.length, false)).collect();
        self.uploads.open.insert(token, Upload { owner: owner.clone(), parts: expected });
        parts
    }
}

impl Uploads {
    /// The bytes that were uploaded for a resource; `None` while a part is missing.
    pub fn bytes(&self, owner: &Identifier) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.copy(owner, &mut bytes)?.ok()?;
        Some(bytes)
    }

    /// Puts the parts of a resource together in one file; `None` while a part is missing.
    pub fn assemble(&self, owner: &Identifier) -> Option<io::Result<PathBuf>> {
        let (token, _) = self.complete(owner)?;
        let path = self.folder.as_ref()?.path().join(format!("{token}.whole"));
        let whole = File::create(&path);
        match whole {
            Ok(mut file) => Some(self.copy(owner, &mut file)?.map(|()| path)),
            Err(error) => Some(Err(error)),
        }
    }

    /// Lets go of what was uploaded for a resource.
    pub fn forget(&mut self, owner: &Identifier) {
        let tokens = self.open.iter().filter(|(_, upload)| upload.owner == *owner);
        for token in tokens.map(|(token, _)| token.clone()).collect::<Vec<_>>() {
            let parts = self.open.remove(&token).map_or(0, |upload| upload.parts.len());
            for name in (1..=parts).map(|number| number.to_string()).chain(["whole".to_owned()]) {
                if let Some(folder) = &self.folder {
                    // A part that never came has no file.
                    let _ = fs::remove_file(folder.path().join(format!("{token}.{name}")));
                }
            }
        }
    }

    /// The place for a part, by what stands in its address.
    pub(super) fn slot(&mut self, token: &str, number: &str) -> Option<Slot> {
        let number = number.parse::<usize>().ok()?;
        let length = self.open.get(token)?.parts.get(number.checked_sub(1)?)?.0;
        if self.folder.is_none() {
            self.folder = TempDir::with_prefix("simulator-uploads-").ok();
        }
        let file = part_file(self.folder.as_ref()?.path(), token, number);
        Some(Slot { token: token.to_owned(), number, length, file })
    }

    /// Notes that a part is here.
    pub(super) fn received(&mut self, slot: &Slot) {
        let upload = self.open.get_mut(&slot.token);
        if let Some(part) = upload.and_then(|upload| upload.parts.get_mut(slot.number - 1)) {
            part.1 = true;
        }
    }

    fn complete(&self, owner: &Identifier) -> Option<(&str, usize)> {
        let (token, upload) = self.open.iter().find(|(_, upload)| upload.owner == *owner)?;
        upload.parts.iter().all(|(_, here)| *here).then_some((token, upload.parts.len()))
    }

    fn copy(&self, owner: &Identifier, to: &mut impl io::Write) -> Option<io::Result<()>> {
        let (token, parts) = self.complete(owner)?;
        let folder = self.folder.as_ref()?.path();
        let all = (1..=parts).try_for_each(|number| {
            io::copy(&mut File::open(part_file(folder, token, number))?, to).map(drop)
        });
        Some(all)
    }
}

fn part_file(folder: &Path, token: &str, number: usize) -> PathBuf {
    folder.join(format!("{token}.{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn parts_make_up_the_whole_once_all_are_here() {
        let mut world = World::new(Settings { part_size: 4, ..Settings::default() }, 1);
        let owner = Identifier::new("appScreenshots", "s");
        let parts = world.open_upload(&owner, 10);
        assert_eq!(
            parts.iter().map(|part| (part.offset, part.length)).collect::<Vec<_>>(),
            [(0, 4), (4, 4), (8, 2)]
        );
        for (part, bytes) in parts.iter().zip(["abcd", "efgh", "ij"]).rev() {
            assert_eq!(world.uploads.bytes(&owner), None);
            let [number, token] = part.url.rsplit('/').take(2).collect::<Vec<_>>()[..] else {
                panic!("{part:?}")
            };
            let slot = world.uploads.slot(token, number).unwrap();
            assert_eq!(slot.length, part.length);
            fs::write(&slot.file, bytes).unwrap();
            world.uploads.received(&slot);
        }
        assert_eq!(world.uploads.bytes(&owner).unwrap(), b"abcdefghij");
        let whole = world.uploads.assemble(&owner).unwrap().unwrap();
        assert_eq!(fs::read(&whole).unwrap(), b"abcdefghij");
        world.uploads.forget(&owner);
        assert_eq!(world.uploads.bytes(&owner), None);
        assert!(!whole.exists());
    }

    #[test]
    fn an_empty_file_has_one_empty_part() {
        let mut world = World::new(Settings::default(), 1);
        let parts = world.open_upload(&Identifier::new("appScreenshots", "s"), 0);
        assert_eq!(parts.iter().map(|part| part.length).collect::<Vec<_>>(), [0]);
    }
}
