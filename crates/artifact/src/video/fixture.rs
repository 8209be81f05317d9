//! Small videos for the tests: all headers, no pictures.

/// What the next video's headers shall say; the default is faultless.
#[derive(Clone)]
pub(super) struct Movie {
    /// Units of the clock, of which `scale` are a second.
    pub(super) length: u64,
    pub(super) scale: u32,
    pub(super) picture: Option<PictureTrack>,
    pub(super) sound: Vec<SoundTrack>,
    /// Headers behind the data, as cameras write them.
    pub(super) headers_last: bool,
    /// 64-bit times.
    pub(super) long_times: bool,
}

#[derive(Clone)]
pub(super) struct PictureTrack {
    pub(super) codec: [u8; 4],
    pub(super) size: (u16, u16),
    pub(super) on_its_side: bool,
    pub(super) frames: u32,
    pub(super) enabled: bool,
    pub(super) external: bool,
    /// Boxes in the sample entry.
    pub(super) extensions: Vec<u8>,
}

#[derive(Clone)]
pub(super) struct SoundTrack {
    pub(super) codec: [u8; 4],
    pub(super) channels: u16,
    pub(super) rate: u32,
    pub(super) enabled: bool,
    /// QuickTime's sound description of version 2.
    pub(super) version_2: bool,
}

impl Default for Movie {
    fn default() -> Self {
        Self {
            length: 20 * 600,
            scale: 600,
            picture: Some(PictureTrack::default()),
            sound: vec![SoundTrack::default()],
            headers_last: false,
            long_times: false,
        }
    }
}

impl Default for PictureTrack {
    fn default() -> Self {
        Self {
            codec: *b"avc1",
            size: (886, 1920),
            on_its_side: false,
            frames: 600,
            enabled: true,
            external: false,
            extensions: Vec::new(),
        }
    }
}

impl Default for SoundTrack {
    fn default() -> Self {
        Self { codec: *b"mp4a", channels: 2, rate: 44_100, enabled: true, version_2: false }
    }
}

/// A box with the sum of these parts in it.
pub(super) fn boxed(kind: [u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes(), kind.as_slice(), &content].concat()
}

impl Movie {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut tracks = self.picture.iter().map(|track| self.picture_track(track)).collect::<Vec<_>>();
        tracks.extend(self.sound.iter().map(|track| self.sound_track(track)));
        let movie = boxed(*b"moov", &[&boxed(*b"mvhd", &[&self.times()]), &tracks.concat()]);
        let data = boxed(*b"mdat", &[&[7; 100]]);
        let kind = boxed(*b"ftyp", &[b"isom\0\0\0\0isom"]);
        let order = if self.headers_last { [kind, data, movie] } else { [kind, movie, data] };
        order.concat()
    }

    /// The start of `mvhd` and `mdhd`.
    fn times(&self) -> Vec<u8> {
        let mut bytes = vec![u8::from(self.long_times), 0, 0, 0];
        bytes.extend(vec![0; if self.long_times { 16 } else { 8 }]);
        bytes.extend(self.scale.to_be_bytes());
        if self.long_times {
            bytes.extend(self.length.to_be_bytes());
        } else {
            bytes.extend(u32::try_from(self.length).unwrap().to_be_bytes());
        }
        bytes
    }

    fn track(&self, handler: [u8; 4], header: &[u8], dref_flags: u8, tables: &[u8]) -> Vec<u8> {
        let place = boxed(*b"url ", &[&[0, 0, 0, dref_flags]]);
        let places = boxed(*b"dinf", &[&boxed(*b"dref", &[&[0, 0, 0, 0, 0, 0, 0, 1], &place])]);
        let information = boxed(*b"minf", &[&places, &boxed(*b"stbl", &[tables])]);
        let handler = boxed(*b"hdlr", &[&[0; 8], &handler, &[0; 12]]);
        let media = boxed(*b"mdia", &[&boxed(*b"mdhd", &[&self.times()]), &handler, &information]);
        boxed(*b"trak", &[&boxed(*b"tkhd", &[header]), &media])
    }

    fn track_header(&self, enabled: bool, on_its_side: bool) -> Vec<u8> {
        let (one, zero, minus) = (0x1_0000_i32, 0, -0x1_0000_i32);
        let [a, b, c, d] = if on_its_side { [zero, one, minus, zero] } else { [one, zero, zero, one] };
        let mut bytes = vec![u8::from(self.long_times), 0, 0, u8::from(enabled)];
        bytes.extend(vec![0; if self.long_times { 48 } else { 36 }]);
        bytes.extend([a, b, 0, c, d, 0, 0, 0, 0x4000_0000].iter().flat_map(|number| number.to_be_bytes()));
        bytes.extend([0; 8]);
        bytes
    }

    fn picture_track(&self, track: &PictureTrack) -> Vec<u8> {
        let mut entry = vec![0; 24];
        entry.extend([track.size.0.to_be_bytes(), track.size.1.to_be_bytes()].concat());
        entry.extend([0; 50]);
        let entry = boxed(track.codec, &[&entry, &track.extensions]);
        let description = boxed(*b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], &entry]);
        let sizes = boxed(*b"stsz", &[&[0; 8], &track.frames.to_be_bytes()]);
        let header = self.track_header(track.enabled, track.on_its_side);
        self.track(*b"vide", &header, u8::from(!track.external), &[description, sizes].concat())
    }

    fn sound_track(&self, track: &SoundTrack) -> Vec<u8> {
        let mut entry = vec![0; 8];
        if track.version_2 {
            entry.extend([0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 16, 0xFF, 0xFE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 72]);
            entry.extend(f64::from(track.rate).to_be_bytes());
            entry.extend(u32::from(track.channels).to_be_bytes());
            entry.extend([0; 20]);
        } else {
            entry.extend([0; 8]);
            entry.extend(track.channels.to_be_bytes());
            entry.extend([0, 16, 0, 0, 0, 0]);
            entry.extend((track.rate << 16).to_be_bytes());
        }
        let description = boxed(*b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], &boxed(track.codec, &[&entry])]);
        self.track(*b"soun", &self.track_header(track.enabled, false), 1, &description)
    }
}
