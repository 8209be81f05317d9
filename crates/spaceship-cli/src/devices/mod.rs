//! Devices: what is known of them, files of them, and what has to change.

mod edit;
mod file;
mod plan;
mod udid;

pub(crate) use edit::DeviceEdit;
pub(crate) use file::read;
pub(crate) use plan::{Step, WantedDevice, registering, syncing};
pub(crate) use udid::check as check_udid;
