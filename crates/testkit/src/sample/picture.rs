//! Pictures of a colour gradient and rectangles, written as PNG in no time even by a debug build.
//!
//! Such a picture consists of few different rows, each repeated many times. Each row is compressed once, each
//! length of repetition once for the whole picture, and the pieces are put together: a deflate stream that was
//! flushed in full can be cut and joined there.

use std::collections::{BTreeSet, HashMap};
use std::io;

use flate2::{Compress, Compression, FlushCompress};

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// Steps of the gradient.
const STEPS: u32 = 48;

/// An axis-parallel rectangle in one colour; what lies outside the picture is cut off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rectangle {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) colour: Colour,
}

/// A gradient from top to bottom, and rectangles on it, later ones over earlier ones.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: Colour,
    pub(super) bottom: Colour,
    pub(super) shapes: Vec<Rectangle>,
}

impl Picture {
    /// The picture as a PNG file: eight bits each of red, green and blue, no transparency.
    pub(super) fn encode(&self) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        let mut writer = encoder.write_header()?;
        writer.write_chunk(png::chunk::IDAT, &self.data()?)?;
        writer.finish()?;
        Ok(file)
    }

    /// The zlib stream of all rows.
    fn data(&self) -> io::Result<Vec<u8>> {
        let mut stream = Stream::default();
        let mut repetitions: HashMap<u32, Piece> = HashMap::new();
        let edges = self.edges();
        for (&from, &to) in edges.iter().zip(edges.iter().skip(1)) {
            // Filter 0: the row's own bytes.
            stream.append(&Piece::new(&[&[0], self.row(from).as_slice()].concat())?);
            let repeated = to - from - 1;
            if repeated > 0 {
                let piece = match repetitions.get(&repeated) {
                    Some(piece) => piece,
                    None => repetitions.entry(repeated).or_insert(self.same_again(repeated)?),
                };
                stream.append(piece);
            }
        }
        Ok(stream.finish())
    }

    /// Rows that equal the one above. Filter 2: differences to the row above, which are all zero.
    fn same_again(&self, rows: u32) -> io::Result<Piece> {
        let mut row = vec![0; 1 + 3 * self.width as usize];
        row[0] = 2;
        Piece::new(&row.repeat(rows as usize))
    }

    /// The rows at which something changes, the first and the end included.
    fn edges(&self) -> Vec<u32> {
        let mut edges: BTreeSet<u32> = (0..=STEPS).map(|step| (self.height * step).div_ceil(STEPS)).collect();
        for shape in &self.shapes {
            edges.extend([shape.y, shape.y + shape.height].map(|y| y.min(self.height)));
        }
        edges.into_iter().collect()
    }

    fn row(&self, y: u32) -> Vec<u8> {
        let mut row = self.background(y).repeat(self.width as usize);
        for shape in self.shapes.iter().filter(|shape| (shape.y..shape.y + shape.height).contains(&y)) {
            let from = shape.x.min(self.width) as usize * 3;
            let to = (shape.x + shape.width).min(self.width) as usize * 3;
            row[from..to].copy_from_slice(&shape.colour.repeat((to - from) / 3));
        }
        row
    }

    fn background(&self, y: u32) -> Colour {
        let step = (y * STEPS / self.height).min(STEPS - 1);
        let mix = |top: u8, bottom: u8| {
            let sum = u32::from(top) * (STEPS - 1 - step) + u32::from(bottom) * step;
            u8::try_from(sum / (STEPS - 1)).unwrap_or(u8::MAX)
        };
        std::array::from_fn(|channel| mix(self.top[channel], self.bottom[channel]))
    }
}

/// A compressed run of bytes that stands for itself, with what its bytes add to a checksum.
struct Piece {
    compressed: Vec<u8>,
    checksum: Adler,
}

impl Piece {
    fn new(bytes: &[u8]) -> io::Result<Self> {
        let mut compress = Compress::new(Compression::new(6), false);
        let mut compressed = Vec::new();
        let mut consumed = 0;
        loop {
            compressed.reserve(16 * 1024);
            let before = compress.total_in();
            compress.compress_vec(&bytes[consumed..], &mut compressed, FlushCompress::Full)?;
            consumed += usize::try_from(compress.total_in() - before).map_err(io::Error::other)?;
            if consumed == bytes.len() && compressed.len() < compressed.capacity() {
                break;
            }
        }
        Ok(Self { compressed, checksum: Adler::of(bytes) })
    }
}

/// Adler-32 without the leading one, so that runs can be joined (RFC 1950, section 8.2).
#[derive(Debug, Clone, Copy, Default)]
struct Adler {
    length: u64,
    sum: u64,
    sum_of_sums: u64,
}

impl Adler {
    const MODULUS: u64 = 65_521;

    fn of(bytes: &[u8]) -> Self {
        let (mut sum, mut sum_of_sums) = (0_u64, 0_u64);
        // No picture's piece is long enough for these sums to overflow before they are reduced.
        for byte in bytes {
            sum += u64::from(*byte);
            sum_of_sums += sum;
        }
        Self {
            length: bytes.len() as u64,
            sum: sum % Self::MODULUS,
            sum_of_sums: sum_of_sums % Self::MODULUS,
        }
    }

    fn joined(self, next: Self) -> Self {
        Self {
            length: self.length + next.length,
            sum: (self.sum + next.sum) % Self::MODULUS,
            sum_of_sums: (self.sum_of_sums + next.length % Self::MODULUS * self.sum + next.sum_of_sums)
                % Self::MODULUS,
        }
    }

    fn value(self) -> u64 {
        let sum = (self.sum + 1) % Self::MODULUS;
        let sum_of_sums = (self.sum_of_sums + self.length) % Self::MODULUS;
        (sum_of_sums << 16) | sum
    }
}

/// A zlib stream put together from pieces.
#[derive(Default)]
struct Stream {
    compressed: Vec<u8>,
    checksum: Adler,
}

impl Stream {
    fn append(&mut self, piece: &Piece) {
        self.compressed.extend(&piece.compressed);
        self.checksum = self.checksum.joined(piece.checksum);
    }

    fn finish(self) -> Vec<u8> {
        // Deflate with a window of 32 KiB; an empty last block; the checksum.
        let mut stream = vec![0x78, 0x01];
        stream.extend(self.compressed);
        stream.extend([0x03, 0x00]);
        stream.extend(&self.checksum.value().to_be_bytes()[4..]);
        stream
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_decoder_sees_the_rows_that_were_drawn() {
        let shape = |x, y, colour| Rectangle { x, y, width: 30, height: 25, colour };
        let shapes =
            vec![shape(10, 20, [255, 0, 0]), shape(30, 35, [0, 255, 0]), shape(90, 190, [0, 0, 255])];
        let picture = Picture { width: 100, height: 200, top: [10, 20, 30], bottom: [200, 100, 0], shapes };
        let mut reader = png::Decoder::new(Cursor::new(picture.encode().unwrap())).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (100, 200));
        assert_eq!(reader.info().color_type, png::ColorType::Rgb);
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        for (y, row) in (0..).zip(pixels.chunks_exact(300)) {
            assert_eq!(row, picture.row(y), "row {y}");
        }
        assert_eq!(pixels[..3], [10, 20, 30]);
        assert_eq!(pixels[(40 * 100 + 35) * 3..][..3], [0, 255, 0]);
    }

    #[test]
    fn joined_checksums_equal_the_checksum_of_the_whole() {
        // RFC 1950's checksum of this text is widely published.
        let (one, other) = b"Wikipedia".split_at(4);
        assert_eq!(Adler::of(one).joined(Adler::of(other)).value(), 0x11E6_0398);
    }
}
