//! What Apple asks to be sent, read and checked.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::client::is_loopback;
use crate::error::{Error, ErrorKind, Result};

/// One part of a file, and where it goes.
#[derive(Debug, Clone)]
pub struct Part {
    pub(crate) method: http::Method,
    pub(crate) url: Url,
    /// The first byte of the part in the file.
    pub offset: u64,
    /// The number of bytes.
    pub length: u64,
    pub(crate) headers: http::HeaderMap,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawOperation {
    method: String,
    url: String,
    length: u64,
    offset: u64,
    #[serde(default)]
    request_headers: Vec<RawHeader>,
}

#[derive(Deserialize)]
struct RawHeader {
    name: String,
    value: String,
}

/// Reads the attribute `uploadOperations`, and checks that the parts are the whole file of `size` bytes, once.
pub fn parts_of(operations: &[impl serde::Serialize], size: u64) -> Result<Vec<Part>> {
    let mut parts = operations.iter().map(read).collect::<Result<Vec<_>>>()?;
    parts.sort_by_key(|part| part.offset);
    let mut end = 0;
    for part in &parts {
        if part.offset != end || part.length == 0 {
            return Err(refused(&format!("leave a gap at byte {end}")));
        }
        end = part.offset.saturating_add(part.length);
    }
    if end != size {
        return Err(refused(&format!("end at byte {end}, but the file has {size}")));
    }
    Ok(parts)
}

fn read(operation: &impl serde::Serialize) -> Result<Part> {
    let unreadable = |error| refused("cannot be read").with_source(error);
    let value: Value = serde_json::to_value(operation).map_err(unreadable)?;
    let raw: RawOperation = serde_json::from_value(value).map_err(unreadable)?;
    let url = Url::parse(&raw.url).map_err(|error| refused("name no URL").with_source(error))?;
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        return Err(refused(&format!(
            "go to {}, which is not encrypted",
            url.origin().ascii_serialization()
        )));
    }
    let method = http::Method::from_bytes(raw.method.as_bytes())
        .map_err(|error| refused("name no HTTP method").with_source(error))?;
    let mut headers = http::HeaderMap::new();
    for header in raw.request_headers {
        let name = http::HeaderName::from_bytes(header.name.as_bytes());
        let value = http::HeaderValue::from_str(&header.value);
        let (Ok(name), Ok(value)) = (name, value) else {
            return Err(refused(&format!(
                "list a header `{}` that cannot be sent",
                header.name.escape_debug()
            )));
        };
        headers.append(name, value);
    }
    Ok(Part { method, url, offset: raw.offset, length: raw.length, headers })
}

fn refused(why: &str) -> Error {
    Error::new(ErrorKind::Unexpected, format!("the upload operations that Apple gave {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn operation(offset: u64, length: u64) -> Value {
        json!({"method": "PUT", "url": "https://upload.example/x", "offset": offset, "length": length,
            "requestHeaders": [{"name": "Content-Type", "value": "image/png"}]})
    }

    #[test]
    fn parts_must_be_the_whole_file_once() {
        assert_eq!(parts_of(&[operation(5, 3), operation(0, 5)], 8).unwrap().len(), 2);
        for wrong in [vec![operation(0, 5)], vec![operation(0, 5), operation(4, 4)], vec![]] {
            assert!(parts_of(&wrong, 8).is_err());
        }
    }

    #[test]
    fn a_part_goes_nowhere_unencrypted() {
        let mut plain = operation(0, 8);
        plain["url"] = "http://upload.example/x".into();
        assert!(parts_of(&[plain], 8).unwrap_err().to_string().contains("not encrypted"));
    }
}
