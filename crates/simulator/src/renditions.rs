//! Screenshots of the store page, and header images of App Clips, as Apple gives them out again: at an address with places for size and format.
//!
//! Apple renders the picture anew in the size and format that are asked for. Here the bytes are those that were
//! uploaded, whatever the size, so that a test can tell that it got the right picture.

use http::request::Parts;
use serde_json::{Map, Value};

use crate::engine::call::{Payload, Reply};
use crate::engine::store::{Identifier, Stored};
use crate::image::{self, Format};
use crate::uploads::api_origin;
use crate::world::World;

/// What the paths begin with.
pub(crate) const PREFIX: &str = "/_picture/asset/";

/// The types whose resources have such pictures.
pub(crate) const OWNERS: [&str; 2] = ["appScreenshots", "appClipHeaderImages"];

/// The address of a picture, with places for width, height and format as in Apple's.
pub(crate) fn template(origin: &str, id: &str) -> String {
    format!("{}{PREFIX}{id}/{{w}}x{{h}}bb.{{f}}", api_origin(origin))
}

/// An `imageAsset` whose address leads to where the client calls now: it may be another origin since a restart. A copy,
/// as in a new version, keeps leading to the bytes of its original.
fn at_origin(asset: &Value, origin: &str) -> Value {
    let mut asset = asset.clone();
    let path = asset["templateUrl"].as_str().and_then(|url| url.find(PREFIX).and_then(|at| url.get(at..)));
    if let Some(path) = path {
        asset["templateUrl"] = format!("{}{path}", api_origin(origin)).into();
    }
    asset
}

/// The attribute of a picture that depends on where the client calls.
pub(crate) fn fresh(stored: &Stored, origin: &str) -> Map<String, Value> {
    let asset = stored.attributes.get("imageAsset").filter(|asset| asset.is_object());
    asset.map(|asset| ("imageAsset".to_owned(), at_origin(asset, origin))).into_iter().collect()
}

/// Serves a picture; 404 where there is none, or where the places were not filled in.
pub(crate) fn serve(world: &World, parts: &Parts) -> Reply {
    let place = parts.uri.path().strip_prefix(PREFIX).and_then(|rest| rest.split_once('/'));
    let picture = place.filter(|(_, name)| is_filled_in(name));
    let bytes = picture
        .and_then(|(id, _)| OWNERS.iter().find_map(|kind| world.uploads.bytes(&Identifier::new(*kind, id))));
    let kind = bytes.as_deref().and_then(|bytes| image::read(bytes).ok()).map(|image| match image.format {
        Format::Png => "image/png",
        Format::Jpeg => "image/jpeg",
    });
    match (kind, bytes) {
        (Some(kind), Some(bytes)) => {
            Reply { status: 200, headers: Vec::new(), payload: Payload::Raw(kind, bytes) }
        }
        _ => Reply::empty(404),
    }
}

/// Whether a name is `WxHbb.F` with a size above nothing and a format that Apple renders.
fn is_filled_in(name: &str) -> bool {
    let size = name.split_once("bb.").filter(|(_, format)| matches!(*format, "png" | "jpg"));
    let sides = size.and_then(|(size, _)| size.split_once('x'));
    let is_side = |side: &str| side.parse::<u32>().is_ok_and(|side| side > 0);
    sides.is_some_and(|(width, height)| is_side(width) && is_side(height))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::settings::Settings;

    #[test]
    fn an_address_is_one_once_its_places_are_filled_in() {
        for name in ["1290x2796bb.png", "1x1bb.jpg"] {
            assert!(is_filled_in(name), "{name}");
        }
        for name in ["{w}x{h}bb.{f}", "0x1bb.png", "1x-1bb.png", "1x1.png", "1x1bb.gif", "1x1bb.", ""] {
            assert!(!is_filled_in(name), "{name}");
        }
    }

    #[test]
    fn an_address_follows_the_origin_and_keeps_its_picture() {
        let asset = json!({ "templateUrl": template("http://127.0.0.1:1", "s"), "width": 2 });
        let moved = at_origin(&asset, "http://127.0.0.1:2/iris");
        let url = "http://127.0.0.1:2/_picture/asset/s/{w}x{h}bb.{f}";
        assert_eq!(moved, json!({ "templateUrl": url, "width": 2 }));
        let other = json!({ "templateUrl": "https://example.com/{w}", "width": 2 });
        assert_eq!(at_origin(&other, "http://127.0.0.1:2"), other);
    }

    #[test]
    fn what_is_no_picture_is_not_found() {
        let world = World::new(Settings::default(), 1);
        for path in ["", "s", "s/1x1bb.png", "../s/1x1bb.png"] {
            let request = http::Request::get(format!("{PREFIX}{path}")).body(()).unwrap();
            assert_eq!(serve(&world, &request.into_parts().0).status, 404, "{path}");
        }
    }
}
