//! The file `Distribution` of a product archive.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::layout::has_extension;

/// The app that a product archive installs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Product {
    pub(super) bundle_id: String,
    pub(super) short_version: String,
    pub(super) version: String,
}

/// Reads it: `<product id version/>` is the product, `<bundle id CFBundleShortVersionString CFBundleVersion path/>` a
/// bundle in it. The product's own bundle is the app; without one of its id it is the first that is an app.
pub(super) fn read(text: &[u8]) -> Result<Product, String> {
    let text = std::str::from_utf8(text).map_err(|_| "its `Distribution` is not in UTF-8".to_owned())?;
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut product, mut bundles) = (None, Vec::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.name().as_ref() {
                "product" => product = attribute(&tag, "id"),
                "bundle" => bundles.extend(bundle(&tag)),
                _ => {}
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("its `Distribution` cannot be read: {error}")),
        }
    }
    let own = bundles.iter().find(|(bundle, _)| Some(&bundle.bundle_id) == product.as_ref());
    let found = own.or_else(|| bundles.iter().find(|(_, path)| has_extension(path, "app")));
    found
        .map(|(bundle, _)| bundle.clone())
        .ok_or_else(|| "its `Distribution` names no app's bundle with its versions".into())
}

fn bundle(tag: &BytesStart<'_>) -> Option<(Product, String)> {
    let bundle = Product {
        bundle_id: attribute(tag, "id")?,
        short_version: attribute(tag, "CFBundleShortVersionString")?,
        version: attribute(tag, "CFBundleVersion")?,
    };
    Some((bundle, attribute(tag, "path").unwrap_or_default()))
}

pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_products_own_bundle_is_the_app() {
        let text = r#"<?xml version="1.0" encoding="utf-8"?><installer-gui-script minSpecVersion="1">
            <product id="com.example.a&amp;b" version="1.0"/>
            <pkg-ref id="com.example.a&amp;b"><bundle-version>
              <bundle id="com.example.helper" CFBundleShortVersionString="9" CFBundleVersion="9" path="H.app"/>
              <bundle id="com.example.a&amp;b" CFBundleShortVersionString="1.0" CFBundleVersion="7" path="A.app"/>
            </bundle-version></pkg-ref></installer-gui-script>"#;
        let product = read(text.as_bytes()).unwrap();
        assert_eq!((product.bundle_id.as_str(), product.version.as_str()), ("com.example.a&b", "7"));
        let other = read(text.replace("<product id=\"com.example.a&amp;b\"", "<product id=\"p\"").as_bytes());
        assert_eq!(other.unwrap().version, "9");
        assert!(read(b"<a><b></a>").is_err());
        assert!(read(b"\xff").is_err());
    }
}
