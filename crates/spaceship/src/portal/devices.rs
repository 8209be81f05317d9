//! Devices for development and ad hoc distribution.

use futures::{Stream, TryStreamExt};
use serde::Deserialize;
use serde_json::Value;

use super::action::{Action, Kind, Platform};
use super::answer::unescaped;
use super::client::{Portal, parsed, require};
use super::form::Form;
use super::rows::text;
use crate::error::{Error, ErrorKind, Result};

const LIST: Action = Action::read(Kind::Device, "account/{p}/device/listDevices.action", "devices");
const ADD: Action = Action::write(Kind::Device, "account/{p}/device/addDevices.action", "devices");
const DISABLE: Action = Action::order(Kind::Device, "account/{p}/device/deleteDevice.action");
const ENABLE: Action = Action::write(Kind::Device, "account/{p}/device/enableDevice.action", "device");

/// The longest name of a device, in characters.
const LONGEST_NAME: usize = 50;

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Apple's id of it.
    #[serde(rename = "deviceId", deserialize_with = "text")]
    pub id: String,
    /// The name.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// The device's own number.
    #[serde(default, rename = "deviceNumber", deserialize_with = "text")]
    pub udid: String,
    /// The platform as Apple names it: `ios` or `mac`.
    #[serde(default, rename = "devicePlatform", deserialize_with = "text")]
    pub platform: String,
    /// Apple's letter for the state: `c` enabled, `r` disabled.
    #[serde(default, deserialize_with = "text")]
    pub status: String,
    /// What it is: `iphone`, `ipad`, `ipod`, `watch`, `tvOS` or `mac`.
    #[serde(default, rename = "deviceClass", deserialize_with = "text")]
    pub class: String,
    /// The model, where Apple knows it.
    #[serde(default, deserialize_with = "text")]
    pub model: String,
}

impl Device {
    /// Whether profiles may name it.
    pub fn is_enabled(&self) -> bool {
        self.status == "c"
    }

    /// The half of the portal that it is in.
    pub fn half(&self) -> Platform {
        if self.platform.eq_ignore_ascii_case("mac") { Platform::Mac } else { Platform::Ios }
    }
}

impl Portal {
    /// The devices of a half, by name; the disabled ones too if asked for.
    pub fn devices(
        &self,
        platform: Platform,
        with_disabled: bool,
    ) -> impl Stream<Item = Result<Device>> + Send + Unpin + 'static {
        let form = Form::new().text("includeRemovedDevices", with_disabled.to_string());
        self.list(LIST, platform, "name=asc", form)
    }

    /// Registers a device. One that is registered and enabled already is returned as it is.
    pub async fn register_device(&self, platform: Platform, name: &str, udid: &str) -> Result<Device> {
        require(&[("device name", name), ("UDID", udid)])?;
        if name.chars().count() > LONGEST_NAME {
            let what = format!("the device name `{name}` has more than {LONGEST_NAME} characters");
            return Err(Error::new(ErrorKind::Invalid, what));
        }
        let mut devices = self.devices(platform, false);
        while let Some(device) = devices.try_next().await? {
            if device.udid.eq_ignore_ascii_case(udid) {
                return Ok(device);
            }
        }
        let form = Form::new()
            .text("deviceClasses", if platform == Platform::Mac { "mac" } else { "iphone" })
            .text("deviceNumbers", udid)
            .text("deviceNames", name)
            .text("register", "single");
        // A device that Apple does not take leaves the list empty, with the reason beside it.
        let whole = Action { payload: None, ..ADD };
        let mut answer = self.call(&whole, platform, form).await?;
        let added: Vec<Device> = parsed(&ADD, answer["devices"].take()).unwrap_or_default();
        added.into_iter().next().ok_or_else(|| {
            Error::new(
                ErrorKind::Refused,
                format!("Apple does not take the device {udid}: {}", reasons(&answer)),
            )
        })
    }

    /// Disables a device, if it is not already.
    pub async fn disable_device(&self, device: &Device) -> Result<()> {
        if !device.is_enabled() {
            return Ok(());
        }
        self.call(&DISABLE, device.half(), Form::new().text("deviceId", &device.id)).await.map(drop)
    }

    /// Enables a device again, if it is not already.
    pub async fn enable_device(&self, device: &Device) -> Result<Device> {
        if device.is_enabled() {
            return Ok(device.clone());
        }
        // Apple names the id differently here than for disabling.
        let form = Form::new().text("displayId", &device.id).text("deviceNumber", &device.udid);
        self.read(&ENABLE, device.half(), form).await
    }
}

/// What Apple says of devices it does not take, each sentence once.
fn reasons(answer: &Value) -> String {
    let messages = answer.get("validationMessages").and_then(Value::as_array).into_iter().flatten();
    let texts = messages.filter_map(|message| message.get("validationUserMessage")?.as_str());
    let mut said = Vec::<String>::new();
    for text in texts.map(unescaped) {
        if !said.contains(&text) {
            said.push(text);
        }
    }
    if said.is_empty() { "it does not say why".to_owned() } else { said.join("; ") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_apple_says_twice_is_told_once() {
        let answer = json!({"validationMessages": [
            {"validationKey": "a", "validationUserMessage": "It&#x27;s there."},
            {"validationKey": "b", "validationUserMessage": "It&#x27;s there."},
            {"validationKey": "c", "validationUserMessage": "Bad number."}]});
        assert_eq!(reasons(&answer), "It's there.; Bad number.");
        assert_eq!(reasons(&json!({})), "it does not say why");
    }
}
