//! The pictures that testers send along with their feedback: at addresses that hold for a while and need no
//! credentials, as those of a content delivery network that Apple hands out.

use aws_lc_rs::hmac::{self, HMAC_SHA256};
use http::header::AUTHORIZATION;
use http::request::Parts;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::clock::apple_timestamp;
use crate::engine::call::{Payload, Query, Reply};
use crate::engine::store::Stored;
use crate::renditions;
use crate::uploads::{api_origin, hexadecimal};
use crate::world::World;

/// What the paths of pictures begin with.
pub(crate) const PREFIX: &str = "/_picture/";

/// How long an address holds, in simulated time. Apple says of each when it ends, and of none how long it holds.
const ADDRESS_LIFETIME: Duration = Duration::hours(1);

/// The type whose resources have pictures.
pub(crate) const OWNER: &str = "betaFeedbackScreenshotSubmissions";

/// Where a submission keeps the secret that its addresses are made with, and the sizes of its pictures.
pub(crate) const SECRET: &str = "pictureSecret";
pub(crate) const SIZES: &str = "pictureSizes";

/// The pictures of a submission as Apple lists them, at addresses that hold from now on.
pub(crate) fn listed(owner: &Stored, origin: &str, now: OffsetDateTime) -> Value {
    let ends = now + ADDRESS_LIFETIME;
    let expires = ends.unix_timestamp();
    let origin = api_origin(origin);
    let pictures = sizes(owner).into_iter().enumerate().map(|(number, (width, height))| {
        let signature = signature(owner, number, expires);
        let url = format!("{origin}{PREFIX}{}/{number}?expires={expires}&signature={signature}", owner.id);
        json!({ "url": url, "width": width, "height": height, "expirationDate": apple_timestamp(ends) })
    });
    pictures.collect()
}

/// Serves a picture, a tester's or the store page's: 404 where there is none, 403 where the address has expired or is not one that was given out.
pub(crate) fn serve(world: &World, parts: &Parts) -> Reply {
    if parts.method != http::Method::GET {
        return Reply::empty(405);
    }
    // The addresses belong to another host at Apple: a token that is sent there has leaked.
    if parts.headers.contains_key(AUTHORIZATION) {
        return Reply::empty(400);
    }
    if parts.uri.path().starts_with(renditions::PREFIX) {
        return renditions::serve(world, parts);
    }
    let place = parts.uri.path().strip_prefix(PREFIX).and_then(|rest| rest.split_once('/'));
    let owner = place.and_then(|(id, _)| world.store.get(OWNER, id));
    let number = place.and_then(|(_, number)| number.parse::<usize>().ok());
    let (Some(owner), Some(number)) = (owner, number) else { return Reply::empty(404) };
    let Some((width, height)) = sizes(owner).get(number).copied() else { return Reply::empty(404) };
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let expires = query.get("expires").and_then(|expires| expires.parse::<i64>().ok()).unwrap_or_default();
    let signed = query.get("signature") == Some(&*signature(owner, number, expires));
    if !signed || world.now().unix_timestamp() >= expires {
        return Reply::empty(403);
    }
    match drawn(width, height, number) {
        Some(bytes) => Reply { status: 200, headers: Vec::new(), payload: Payload::Raw("image/png", bytes) },
        None => Reply::empty(500),
    }
}

fn sizes(owner: &Stored) -> Vec<(u32, u32)> {
    let kept = owner.hidden.get(SIZES).cloned().unwrap_or_default();
    serde_json::from_value(kept).unwrap_or_default()
}

fn signature(owner: &Stored, number: usize, expires: i64) -> String {
    let secret = owner.hidden.get(SECRET).and_then(Value::as_str).unwrap_or_default();
    let key = hmac::Key::new(HMAC_SHA256, secret.as_bytes());
    hexadecimal(hmac::sign(&key, format!("{number}/{expires}").as_bytes()).as_ref())
}

/// A PNG of stripes, which differ from one picture of a submission to the next.
fn drawn(width: u32, height: u32, number: usize) -> Option<Vec<u8>> {
    let wide = u32::try_from(number).ok()?.saturating_add(2).saturating_mul(8);
    let row = |y: u32| (0..width).map(move |x| if ((x + y) / wide).is_multiple_of(2) { 0xE0 } else { 0x40 });
    let pixels = (0..height).flat_map(row).collect::<Vec<u8>>();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image;
    use crate::settings::Settings;

    #[test]
    fn a_picture_has_its_size_and_is_none_of_the_others() {
        let first = drawn(402, 874, 0).unwrap();
        let head = image::read(&first).unwrap();
        assert_eq!((head.width, head.height, head.alpha), (402, 874, false));
        assert_ne!(drawn(402, 874, 1).unwrap(), first);
    }

    proptest! {
        #[test]
        fn no_address_but_one_that_was_given_out_has_a_picture(tail in "[a-z0-9/?&=%.-]{0,40}") {
            let mut world = World::new(Settings::default(), 1);
            let mut owner = Stored::new(OWNER, "s");
            owner.hidden.insert(SIZES.into(), json!([[8, 8]]));
            owner.hidden.insert(SECRET.into(), "secret".into());
            world.insert(owner);
            for address in [format!("{PREFIX}{tail}"), format!("{PREFIX}s/0{tail}"), format!("{PREFIX}s/0?{tail}")] {
                let Ok(request) = http::Request::get(address).body(()) else { continue };
                let status = serve(&world, &request.into_parts().0).status;
                prop_assert!(matches!(status, 403 | 404), "{status}");
            }
        }
    }
}
