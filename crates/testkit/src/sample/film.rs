//! App previews without a picture in them: what cameras write around one.
//!
//! MP4 files are boxes within boxes: four bytes of length, four of name, then the content.

/// What a film's boxes say.
#[derive(Debug, Clone, Copy)]
pub struct Film {
    /// How long it plays.
    pub seconds: u32,
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
    /// The four characters of the pictures' codec.
    pub codec: [u8; 4],
    /// Of the sound; none is no sound.
    pub channels: u8,
    /// What stands in the place of the pictures, so that two films can differ.
    pub seed: u8,
}

/// What Apple takes for a large phone.
pub const GOOD: Film = Film { seconds: 20, width: 886, height: 1920, codec: *b"avc1", channels: 2, seed: 1 };

/// Units of the clock in a second.
const SCALE: u32 = 600;
const FRAMES_A_SECOND: u32 = 30;

impl Film {
    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut picture = vec![0; 86];
        picture[4..8].copy_from_slice(&self.codec);
        picture[32..34].copy_from_slice(&self.width.to_be_bytes());
        picture[34..36].copy_from_slice(&self.height.to_be_bytes());
        let mut sound = vec![0; 36];
        sound[4..8].copy_from_slice(b"mp4a");
        sound[25] = self.channels;
        // 44,100 samples a second, before the point.
        sound[32..34].copy_from_slice(&44_100_u16.to_be_bytes());
        let mut movie = boxed(*b"mvhd", &self.times());
        movie.extend(self.track(*b"vide", &mut picture));
        if self.channels > 0 {
            movie.extend(self.track(*b"soun", &mut sound));
        }
        [boxed(*b"ftyp", b"isom\0\0\0\0isom"), boxed(*b"mdat", &[self.seed; 64]), boxed(*b"moov", &movie)]
            .concat()
    }

    fn times(&self) -> Vec<u8> {
        [&[0; 12][..], &SCALE.to_be_bytes(), &(SCALE * self.seconds).to_be_bytes(), &[0; 4]].concat()
    }

    fn track(&self, handler: [u8; 4], entry: &mut [u8]) -> Vec<u8> {
        let length = u32::try_from(entry.len()).unwrap_or_default();
        entry[..4].copy_from_slice(&length.to_be_bytes());
        let frames = self.seconds * FRAMES_A_SECOND;
        let one = 1_u32.to_be_bytes();
        let lengths =
            [&[0; 4][..], &one, &frames.to_be_bytes(), &(SCALE / FRAMES_A_SECOND).to_be_bytes()].concat();
        let sizes = [&[0; 8][..], &frames.to_be_bytes()].concat();
        let table = [
            boxed(*b"stsd", &[&[0; 4][..], &one, entry].concat()),
            boxed(*b"stts", &lengths),
            boxed(*b"stsz", &sizes),
        ];
        // The pictures are in the file itself.
        let place = boxed(*b"dref", &[&[0; 4][..], &one, &boxed(*b"url ", &one)].concat());
        let information = [boxed(*b"dinf", &place), boxed(*b"stbl", &table.concat())].concat();
        let media = [
            boxed(*b"mdhd", &self.times()),
            boxed(*b"hdlr", &[&[0; 8][..], &handler, &[0; 12]].concat()),
            boxed(*b"minf", &information),
        ];
        boxed(*b"trak", &[boxed(*b"tkhd", &upright()), boxed(*b"mdia", &media.concat())].concat())
    }
}

/// The head of a track that is switched on, with ones on its matrix's diagonal.
fn upright() -> Vec<u8> {
    let mut head = vec![0; 84];
    head[3] = 1;
    for (at, one) in [(40, 0x1_0000_u32), (56, 0x1_0000), (72, 0x4000_0000)] {
        head[at..at + 4].copy_from_slice(&one.to_be_bytes());
    }
    head
}

fn boxed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap_or_default();
    [&length.to_be_bytes(), &name[..], content].concat()
}

#[cfg(test)]
mod tests {
    use artifact::Platform;
    use artifact::video::Preview;

    use super::*;

    #[test]
    fn apple_would_find_nothing_wrong_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("IPHONE_67.mp4");
        std::fs::write(&path, GOOD.bytes()).unwrap();
        let preview = Preview::check(&path, Platform::Ios).unwrap();
        assert_eq!(preview.findings, []);
        assert_eq!(preview.video.picture.unwrap().frames_in_1000_s, Some(30_000));
    }
}
