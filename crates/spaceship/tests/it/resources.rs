//! Creating, reading, changing and deleting.

use spaceship::ErrorKind;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{App, AppStoreVersion, BundleId, Device, DeviceUpdate, NewBundleId, NewDevice};

use crate::world::{client, with_devices};

#[tokio::test]
async fn a_resource_goes_from_creation_to_deletion() {
    let world = with_devices(0);
    let client = client(&world);
    let new = NewBundleId::new("Tide Table".into(), "IOS".into(), "com.example.tide".into());
    let made = client.create(&new).await.unwrap();
    let read = client.get::<BundleId>(&made.id).send().await.unwrap().resource;
    assert_eq!(read.attributes.identifier.as_deref(), Some("com.example.tide"));
    client.delete(&made.id).await.unwrap();
    let gone = client.get::<BundleId>(&made.id).send().await.unwrap_err();
    assert!(gone.is_not_found(), "{gone}");
    assert!(client.get::<BundleId>(&made.id).optional().await.unwrap().is_none());
}

#[tokio::test]
async fn an_update_sends_only_what_is_set() {
    let world = with_devices(1);
    let client = client(&world);
    let device = client.list::<Device>().filter("name", "Device 0").first().await.unwrap().unwrap();
    let update = DeviceUpdate { name: Field::Set("Renamed".into()), ..DeviceUpdate::default() };
    let renamed = client.update(&device.id, &update).await.unwrap();
    assert_eq!(renamed.attributes.name.as_deref(), Some("Renamed"));
    assert_eq!(renamed.attributes.status, device.attributes.status);
}

#[tokio::test]
async fn apples_refusal_is_kept_whole() {
    let world = with_devices(1);
    let new = NewDevice::new("Again".into(), "IOS".into(), format!("00008110-{:016X}", 0));
    let error = client(&world).create(&new).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Refused, Some(409)));
    assert!(error.has_code("ENTITY_ERROR") && !error.is_ambiguous());
    assert!(error.errors()[0].detail.as_ref().unwrap().contains("already exists"), "{error}");
}

#[tokio::test]
async fn a_related_list_and_a_to_one_without_value_are_read() {
    let world = with_devices(0);
    let client = client(&world);
    let app = client.list::<App>().first().await.unwrap().unwrap();
    let versions = client.list_related::<App, AppStoreVersion>(&app.id, "appStoreVersions");
    let (versions, _) = versions.all().await.unwrap();
    assert_eq!(versions.len(), 1);
    let build = client.get_related::<AppStoreVersion, spaceship::resources::Build>(&versions[0].id, "build");
    assert!(build.optional().await.unwrap().is_none());
}

#[tokio::test]
async fn an_id_cannot_leave_its_place_in_the_path() {
    let world = with_devices(0);
    let id = Id::<Device>::new("../../_simulator/state?x=");
    let error = client(&world).get::<Device>(&id).send().await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert!(world.simulator().requests().iter().all(|request| request.path.starts_with("/v1/devices/")));
}
