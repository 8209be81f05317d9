//! Answers that are no JSON:API documents: reports, codes, metrics. Small, and of the right kind.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::call::{Payload, Reply};

/// The heading of a summary sales report.
const SALES: &str =
    "Provider\tProvider Country\tSKU\tDeveloper\tTitle\tVersion\tProduct Type Identifier\tUnits\n";

/// An empty report of a media type.
pub(super) fn answer(media: &'static str) -> Reply {
    let bytes = match media {
        "application/a-gzip" => gzip(SALES.as_bytes()),
        "text/csv" => b"code\n".to_vec(),
        "application/vnd.apple.xcode-metrics+json" => {
            json!({ "version": "1.0", "insights": { "trendingUp": [], "regressions": [] }, "productData": [] })
                .to_string()
                .into_bytes()
        }
        _ => json!({ "version": "1.0", "productData": [] }).to_string().into_bytes(),
    };
    Reply { status: 200, headers: Vec::new(), payload: Payload::Raw(media, bytes) }
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(text);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_report_is_compressed_text() {
        let Payload::Raw(_, bytes) = answer("application/a-gzip").payload else { panic!("not raw") };
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, SALES);
    }
}
