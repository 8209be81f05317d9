//! Making a change to a device.

use console::{Action, Change};
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{Device, DeviceStatus, DeviceUpdate, NewDevice};
use spaceship::{Client, Error};

use super::plan::Step;
use crate::edits::Edit;

/// A change, and the account it is made in.
pub(crate) struct DeviceEdit<'a> {
    pub(crate) step: Step,
    pub(crate) client: &'a Client,
}

impl Edit for DeviceEdit<'_> {
    fn change(&self) -> Change {
        match &self.step {
            Step::Register(device) => {
                Change::new(Action::Create, "device", &device.name).from_to(None, Some(&device.udid))
            }
            Step::Rename { udid, before, after, .. } => {
                Change::new(Action::Update, "name of", udid).from_to(Some(before), Some(after))
            }
            Step::Enable { name, .. } => {
                Change::new(Action::Update, "device", name).from_to(Some("DISABLED"), Some("ENABLED"))
            }
            Step::Disable { name, .. } => {
                Change::new(Action::Update, "device", name).from_to(Some("ENABLED"), Some("DISABLED"))
            }
        }
    }

    async fn apply(&self) -> Result<(), Error> {
        match &self.step {
            Step::Register(device) => {
                let new = NewDevice::new(device.name.clone(), device.platform.clone(), device.udid.clone());
                let find = async || {
                    let (all, _) = self.client.list::<Device>().filter("udid", &device.udid).all().await?;
                    let same = |one: &str| one.eq_ignore_ascii_case(&device.udid);
                    Ok(all.into_iter().find(|one| one.attributes.udid.as_deref().is_some_and(same)))
                };
                self.client.create_once(&new, find).await.map(drop)
            }
            Step::Rename { id, after, .. } => {
                let update = DeviceUpdate { name: Field::Set(after.clone()), ..DeviceUpdate::default() };
                self.client.update(id, &update).await.map(drop)
            }
            Step::Enable { id, .. } => self.status(id, DeviceStatus::Enabled).await,
            Step::Disable { id, .. } => self.status(id, DeviceStatus::Disabled).await,
        }
    }
}

impl DeviceEdit<'_> {
    async fn status(&self, id: &Id<Device>, status: DeviceStatus) -> Result<(), Error> {
        let update = DeviceUpdate { status: Field::Set(status), ..DeviceUpdate::default() };
        self.client.update(id, &update).await.map(drop)
    }
}
