//! Files of devices: fastlane's and Apple's own text file (`Device ID`, `Device Name` and perhaps `Device Platform`,
//! separated by tabs, under a line of headings), and Apple Configurator's `.deviceids` property list.

use std::path::Path;

use console::Failure;
use plist::Value;
use spaceship::resources::BundleIdPlatform;

use super::plan::WantedDevice;
use super::udid;

/// The largest file that is read, in bytes; Apple allows some hundreds of devices.
const LARGEST: u64 = 1024 * 1024;

/// The devices that a file names. `platform` is that of devices of which the file tells none.
///
/// # Errors
/// All lines that are wrong, with their numbers.
pub(crate) fn read(path: &Path, platform: &BundleIdPlatform) -> Result<Vec<WantedDevice>, Failure> {
    let shown = path.display();
    let unreadable =
        |error: std::io::Error| Failure::invalid(format!("cannot read {shown}")).cause(error.to_string());
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err(Failure::invalid(format!("{shown} is larger than 1 MiB: it is no file of devices")));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let read = if bytes.starts_with(b"bplist") || bytes.trim_ascii_start().starts_with(b"<") {
        property_list(&bytes, platform)
    } else {
        match std::str::from_utf8(&bytes) {
            Ok(text) => lines(text.trim_start_matches('\u{feff}'), platform),
            Err(_) => Err(vec!["it is neither UTF-8 text nor a property list".into()]),
        }
    };
    let unusable =
        |findings: &[String]| Failure::findings(&format!("{shown} cannot be used"), findings).in_file(path);
    let devices = read.map_err(|findings| unusable(&findings))?;
    let twice = repeated(&devices);
    if !twice.is_empty() {
        return Err(unusable(&twice));
    }
    Ok(devices)
}

fn lines(text: &str, platform: &BundleIdPlatform) -> Result<Vec<WantedDevice>, Vec<String>> {
    let (mut devices, mut findings) = (Vec::new(), Vec::new());
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (index, line) in numbered {
        let columns = line.split('\t').map(str::trim).collect::<Vec<_>>();
        if index == 0 && columns.first().is_some_and(|first| first.eq_ignore_ascii_case("Device ID")) {
            continue;
        }
        match device(&columns, platform) {
            Ok(device) => devices.push(device),
            Err(why) => findings.push(format!("line {}: {why}", index + 1)),
        }
    }
    if findings.is_empty() { Ok(devices) } else { Err(findings) }
}

fn device(columns: &[&str], platform: &BundleIdPlatform) -> Result<WantedDevice, String> {
    let (udid, name, word) = match *columns {
        [udid, name] => (udid, name, None),
        [udid, name, word] => (udid, name, Some(word).filter(|word| !word.is_empty())),
        [one] if one.contains("  ") || one.contains(' ') => {
            return Err("the columns are separated by spaces: they must be separated by tabs".into());
        }
        _ => return Err(format!("it has {} columns, and not two or three separated by tabs", columns.len())),
    };
    udid::check(udid)?;
    if name.is_empty() {
        return Err(format!("the device {udid} has no name"));
    }
    let platform = match word {
        Some(word) => self::platform(word)?,
        None => platform.clone(),
    };
    Ok(WantedDevice { udid: udid.to_owned(), name: name.to_owned(), platform })
}

fn platform(word: &str) -> Result<BundleIdPlatform, String> {
    match word.to_lowercase().as_str() {
        "ios" | "tvos" | "watchos" | "visionos" => Ok(BundleIdPlatform::Ios),
        "mac" | "macos" | "mac_os" | "osx" => Ok(BundleIdPlatform::MacOs),
        _ => Err(format!("the platform `{word}` is neither ios nor mac")),
    }
}

fn property_list(bytes: &[u8], platform: &BundleIdPlatform) -> Result<Vec<WantedDevice>, Vec<String>> {
    let list = Value::from_reader(std::io::Cursor::new(bytes))
        .map_err(|error| vec![format!("it is no property list: {error}")])?;
    let devices = list.as_dictionary().and_then(|list| list.get("Device UDIDs")).and_then(Value::as_array);
    let Some(devices) = devices else {
        return Err(vec!["the property list has no array `Device UDIDs`".into()]);
    };
    let (mut read, mut findings) = (Vec::new(), Vec::new());
    for (index, entry) in devices.iter().enumerate() {
        let text = |name: &str| entry.as_dictionary()?.get(name)?.as_string();
        let columns = [text("deviceIdentifier"), text("deviceName"), text("devicePlatform")];
        let columns = columns.map(Option::unwrap_or_default);
        match device(&columns, platform) {
            Ok(device) => read.push(device),
            Err(why) => findings.push(format!("entry {}: {why}", index + 1)),
        }
    }
    if findings.is_empty() { Ok(read) } else { Err(findings) }
}

fn repeated(devices: &[WantedDevice]) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let twice = devices.iter().filter(|device| !seen.insert(device.udid.to_lowercase()));
    twice.map(|device| format!("the UDID {} stands there twice", device.udid)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const UDID: &str = "00008110-000A11CE0BEE801C";

    fn read_text(text: &str) -> Result<Vec<WantedDevice>, Failure> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        read(file.path(), &BundleIdPlatform::Ios)
    }

    #[test]
    fn fastlanes_file_is_read() {
        let text = format!(
            "\u{feff}Device ID\tDevice Name\tDevice Platform\r\n{UDID}\tAnna’s iPhone\tios\r\n\r\n\
             564D2ECD-1D6A-4A6B-9D4F-7A5E3F1B2C3D\tBuild Mac\tmac\n5f6f5b9bd9ff0bd1e3a9bd3f4b2a2f9b1a2b3c4d\tOld\n"
        );
        let devices = read_text(&text).unwrap();
        let shown = devices.iter().map(|one| format!("{} {}", one.name, one.platform)).collect::<Vec<_>>();
        assert_eq!(shown, ["Anna’s iPhone IOS", "Build Mac MAC_OS", "Old IOS"]);
    }

    #[test]
    fn apples_property_list_is_read() {
        let text = format!(
            "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>Device UDIDs</key><array><dict>\
             <key>deviceIdentifier</key><string>{UDID}</string><key>deviceName</key><string>Anna</string>\
             <key>devicePlatform</key><string>mac</string></dict></array></dict></plist>"
        );
        assert_eq!(read_text(&text).unwrap()[0].platform, BundleIdPlatform::MacOs);
    }

    #[test]
    fn every_wrong_line_is_named() {
        let text =
            format!("Device ID\tDevice Name\nno\tName\n{UDID} Name\n{UDID}\t\n{UDID}\tX\tamiga\n{UDID}\n");
        let failure = read_text(&text).unwrap_err();
        for line in 2..=6 {
            assert!(failure.message.contains(&format!("line {line}:")), "{failure}");
        }
        let twice = format!("{UDID}\tOne\n{}\tTwo\n", UDID.to_lowercase());
        assert!(read_text(&twice).unwrap_err().message.contains("twice"));
        for broken in
            ["<plist>", "bplist00", "<?xml version=\"1.0\"?><plist version=\"1.0\"><array/></plist>"]
        {
            assert!(read_text(broken).is_err(), "{broken}");
        }
    }
}
