//! What is being uploaded: which parts are expected, which are here.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::addresses::api_origin;
use super::checksums::Checksums;
use super::folder::Folder;
use crate::engine::store::Identifier;
use crate::ids::IdForm;
use crate::world::World;

/// How long the address of a part holds, in simulated time.
pub const ADDRESS_LIFETIME: Duration = Duration::hours(24);

/// The most parts that a file is sent in.
const MOST_PARTS: u64 = 10_000;

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

/// All uploads that are open, by the token in their addresses. Their bytes lie in a folder: one that was named for
/// them, or else one of the system's temporary folder, which goes with this value.
#[derive(Debug, Default)]
pub struct Uploads {
    folder: Folder,
    open: HashMap<String, Upload>,
    /// How many parts have been begun: each is written to a file of its own first.
    begun: u64,
}

/// An upload that is open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Upload {
    owner: Identifier,
    /// The lengths of the parts, and whether each is here.
    parts: Vec<(u64, bool)>,
    #[serde(with = "time::serde::rfc3339")]
    expires: OffsetDateTime,
}

/// A part that is about to be received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub token: String,
    pub number: usize,
    pub length: u64,
    /// Where its bytes go once they are all here.
    file: PathBuf,
    /// Where its bytes go until then.
    pub incoming: PathBuf,
}

/// Why there is no place for a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoSlot {
    /// Nobody was told to send anything there.
    Unknown,
    /// It comes too late.
    Expired,
    /// There is no folder for it.
    NoFolder,
}

impl World {
    /// Opens the upload of a resource's bytes. An earlier upload of the same resource is forgotten.
    pub fn open_upload(&mut self, owner: &Identifier, size: u64) -> Vec<UploadPart> {
        self.uploads.forget(owner);
        let token = self.new_id(IdForm::Uuid);
        // A file has a bounded number of parts, however large it is.
        let part_size = self.settings.part_size.max(1).max(size.div_ceil(MOST_PARTS));
        let origin = api_origin(&self.origin);
        let mut parts = Vec::new();
        let mut offset = 0;
        while offset < size || parts.is_empty() {
            let length = part_size.min(size - offset);
            let number = parts.len() as u64 + 1;
            let url = format!("{origin}/_upload/{token}/{number}");
            parts.push(UploadPart { number, offset, length, url });
            offset += part_size;
        }
        let expected = parts.iter().map(|part| (part.length, false)).collect();
        let expires = self.now() + ADDRESS_LIFETIME;
        self.uploads.open.insert(token, Upload { owner: owner.clone(), parts: expected, expires });
        parts
    }
}

impl Uploads {
    /// The uploads of an earlier run, which are to be kept in a folder again.
    pub(crate) fn of(open: HashMap<String, Upload>) -> Self {
        Self { open, ..Self::default() }
    }

    /// What is to outlive the simulator besides the bytes.
    pub(crate) fn open(&self) -> &HashMap<String, Upload> {
        &self.open
    }

    /// Keeps the bytes in a folder of this value's own across runs. A part is here if its file is: it was moved there
    /// when it had come whole. What belongs to no open upload is removed.
    pub(crate) fn keep_in(&mut self, folder: PathBuf) {
        for (token, upload) in &mut self.open {
            for (number, (length, here)) in (1..).zip(&mut upload.parts) {
                let file = fs::metadata(part_file(&folder, token, number));
                *here = file.is_ok_and(|file| file.len() == *length);
            }
        }
        self.folder = Folder::named(folder);
        self.folder.sweep(|name| {
            name.split_once('.').is_some_and(|(token, number)| {
                self.open.contains_key(token) && number.bytes().all(|digit| digit.is_ascii_digit())
            })
        });
    }

    /// The bytes that were uploaded for a resource; `None` while a part is missing.
    pub fn bytes(&self, owner: &Identifier) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.copy(owner, &mut bytes)?.ok()?;
        Some(bytes)
    }

    /// Puts the parts of a resource together in one file; `None` while a part is missing.
    pub fn assemble(&self, owner: &Identifier) -> Option<io::Result<PathBuf>> {
        let (token, _) = self.complete(owner)?;
        let path = self.folder.path()?.join(format!("{token}.whole"));
        let whole = File::create(&path);
        match whole {
            Ok(mut file) => Some(self.copy(owner, &mut file)?.map(|()| path)),
            Err(error) => Some(Err(error)),
        }
    }

    /// Takes no more for a resource; what was uploaded for it stays.
    pub(crate) fn close(&mut self, owner: &Identifier, now: OffsetDateTime) {
        for upload in self.open.values_mut().filter(|upload| upload.owner == *owner) {
            upload.expires = upload.expires.min(now);
        }
    }

    /// Lets go of what was uploaded for a resource.
    pub fn forget(&mut self, owner: &Identifier) {
        let tokens = self.open.iter().filter(|(_, upload)| upload.owner == *owner);
        for token in tokens.map(|(token, _)| token.clone()).collect::<Vec<_>>() {
            let parts = self.open.remove(&token).map_or(0, |upload| upload.parts.len());
            for name in (1..=parts).map(|number| number.to_string()).chain(["whole".to_owned()]) {
                if let Some(folder) = self.folder.path() {
                    // A part that never came has no file.
                    let _ = fs::remove_file(folder.join(format!("{token}.{name}")));
                }
            }
        }
    }

    /// The checksums of the file that [`Uploads::assemble`] put together for a resource.
    pub(crate) fn checksums(&self, owner: &Identifier, whole: &Path) -> Option<io::Result<Checksums>> {
        let (token, _) = self.complete(owner)?;
        let lengths = self.open.get(token)?.parts.iter().map(|(length, _)| *length).collect::<Vec<_>>();
        Some(Checksums::of(whole, &lengths))
    }

    /// The place for a part, by what stands in its address.
    pub(super) fn slot(&mut self, token: &str, number: &str, now: OffsetDateTime) -> Result<Slot, NoSlot> {
        let number = number.parse::<usize>().map_err(|_| NoSlot::Unknown)?;
        let upload = self.open.get(token).ok_or(NoSlot::Unknown)?;
        let index = number.checked_sub(1).ok_or(NoSlot::Unknown)?;
        let length = upload.parts.get(index).ok_or(NoSlot::Unknown)?.0;
        if now >= upload.expires {
            return Err(NoSlot::Expired);
        }
        let folder = self.folder.make().map_err(|_| NoSlot::NoFolder)?;
        self.begun += 1;
        let incoming = folder.join(format!("{token}.{number}.{}.incoming", self.begun));
        Ok(Slot {
            token: token.to_owned(),
            number,
            length,
            file: part_file(&folder, token, number),
            incoming,
        })
    }

    /// Takes a part that came whole, in the place of one that came before; `false` where nobody waits for it any
    /// more.
    pub(super) fn received(&mut self, slot: &Slot) -> bool {
        let upload = self.open.get_mut(&slot.token);
        let part = upload.and_then(|upload| upload.parts.get_mut(slot.number - 1));
        match part {
            Some(part) if fs::rename(&slot.incoming, &slot.file).is_ok() => {
                part.1 = true;
                true
            }
            _ => {
                // It is in nobody's way where it cannot be removed: the folder goes in the end.
                let _ = fs::remove_file(&slot.incoming);
                false
            }
        }
    }

    fn complete(&self, owner: &Identifier) -> Option<(&str, usize)> {
        let (token, upload) = self.open.iter().find(|(_, upload)| upload.owner == *owner)?;
        upload.parts.iter().all(|(_, here)| *here).then_some((token, upload.parts.len()))
    }

    fn copy(&self, owner: &Identifier, to: &mut impl io::Write) -> Option<io::Result<()>> {
        let (token, parts) = self.complete(owner)?;
        let folder = self.folder.path()?;
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
            let now = world.now();
            for sent in ["....", bytes] {
                let slot = world.uploads.slot(token, number, now).unwrap();
                assert_eq!(slot.length, part.length);
                fs::write(&slot.incoming, sent).unwrap();
                assert!(world.uploads.received(&slot));
            }
        }
        assert_eq!(world.uploads.bytes(&owner).unwrap(), b"abcdefghij");
        let whole = world.uploads.assemble(&owner).unwrap().unwrap();
        assert_eq!(fs::read(&whole).unwrap(), b"abcdefghij");
        world.uploads.forget(&owner);
        assert_eq!(world.uploads.bytes(&owner), None);
        assert!(!whole.exists());
    }

    #[test]
    fn an_address_holds_for_a_day_and_no_other_address_holds_at_all() {
        let mut world = World::new(Settings::default(), 1);
        let owner = Identifier::new("appScreenshots", "s");
        let url = world.open_upload(&owner, 4)[0].url.clone();
        let token = url.rsplit('/').nth(1).unwrap().to_owned();
        let mut at = |number: &str, now| world.uploads.slot(&token, number, now).map(|slot| slot.length);
        let now = OffsetDateTime::now_utc();
        assert_eq!(at("1", now + Duration::hours(23)), Ok(4));
        assert_eq!(at("1", now + Duration::hours(25)), Err(NoSlot::Expired));
        for number in ["0", "2", "-1", "x", ""] {
            assert_eq!(at(number, now), Err(NoSlot::Unknown), "{number}");
        }
        let slot = world.uploads.slot(&token, "1", now).unwrap();
        fs::write(&slot.incoming, "abcd").unwrap();
        world.uploads.forget(&owner);
        assert!(!world.uploads.received(&slot));
        assert_eq!(world.uploads.slot(&token, "1", now), Err(NoSlot::Unknown));
        assert!(!slot.incoming.exists());
    }

    #[test]
    fn an_empty_file_has_one_empty_part() {
        let mut world = World::new(Settings::default(), 1);
        let parts = world.open_upload(&Identifier::new("appScreenshots", "s"), 0);
        assert_eq!(parts.iter().map(|part| part.length).collect::<Vec<_>>(), [0]);
    }
}
