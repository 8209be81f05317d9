//! A film as cameras write it, without any picture in it: boxes within boxes.

/// What the film's boxes say.
#[derive(Clone, Copy)]
pub(super) struct Film {
    pub(super) seconds: u32,
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) codec: [u8; 4],
    pub(super) frames_a_second: u32,
    pub(super) channels: u8,
}

/// What Apple takes for a large phone.
pub(super) const GOOD: Film =
    Film { seconds: 20, width: 886, height: 1920, codec: *b"avc1", frames_a_second: 30, channels: 2 };

impl Film {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut picture = [0; 86];
        picture[4..8].copy_from_slice(&self.codec);
        picture[32..34].copy_from_slice(&self.width.to_be_bytes());
        picture[34..36].copy_from_slice(&self.height.to_be_bytes());
        let mut sound = [0; 36];
        sound[4..8].copy_from_slice(b"mp4a");
        sound[25] = self.channels;
        let mut movie = boxed(*b"mvhd", &self.times());
        movie.extend(self.track(*b"vide", &picture));
        if self.channels > 0 {
            movie.extend(self.track(*b"soun", &sound));
        }
        [boxed(*b"ftyp", b"qt  "), boxed(*b"mdat", b"pictures"), boxed(*b"moov", &movie)].concat()
    }

    /// Six hundred units a second.
    fn times(&self) -> Vec<u8> {
        [&[0; 12][..], &600_u32.to_be_bytes(), &(600 * self.seconds).to_be_bytes(), &[0; 4]].concat()
    }

    fn track(&self, handler: [u8; 4], entry: &[u8]) -> Vec<u8> {
        let mut head = [0; 84];
        // Upright: one on the matrix's diagonal.
        head[40..44].copy_from_slice(&0x1_0000_u32.to_be_bytes());
        head[56..60].copy_from_slice(&0x1_0000_u32.to_be_bytes());
        let frames = self.seconds * self.frames_a_second;
        let runs = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &frames.to_be_bytes(), &20_u32.to_be_bytes()].concat();
        let descriptions = boxed(*b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], entry].concat());
        let table = boxed(*b"stbl", &[descriptions, boxed(*b"stts", &runs)].concat());
        let media = [
            boxed(*b"mdhd", &self.times()),
            boxed(*b"hdlr", &[&[0; 8][..], &handler, &[0; 12]].concat()),
            boxed(*b"minf", &table),
        ];
        boxed(*b"trak", &[boxed(*b"tkhd", &head), boxed(*b"mdia", &media.concat())].concat())
    }
}

fn boxed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).expect("a short box");
    [&length.to_be_bytes(), &name[..], content].concat()
}
