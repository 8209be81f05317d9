//! What each bundle must have: a bundle id in its place, versions, an executable; the app also a platform, a
//! profile and an answer to the export question.

use super::{Finding, icon, versions};
use crate::{Architecture, Executable, Info, Ipa, Platform};

const MAX_BUNDLE_ID: usize = 155;

pub(super) fn app(ipa: &Ipa) -> Vec<Finding> {
    let (info, folder) = (ipa.info(), ipa.app_folder());
    let mut findings = every_bundle(info, ipa.executable(), folder);
    findings.extend(platform(info, folder));
    findings.extend(icon::check(ipa));
    findings.extend(profile(ipa, folder));
    if info.uses_non_exempt_encryption.is_none() {
        findings.push(Finding::warning(
            "export-compliance",
            format!("`{folder}/Info.plist` does not answer ITSAppUsesNonExemptEncryption"),
            "add the key, or App Store Connect asks before each build can be tested",
        ));
    }
    findings
}

pub(super) fn nested(ipa: &Ipa) -> Vec<Finding> {
    let mut findings = Vec::new();
    for bundle in ipa.nested_bundles() {
        findings.extend(every_bundle(&bundle.info, &bundle.executable, &bundle.path));
        findings.extend(profile(ipa, &bundle.path));
        findings.extend(belongs_to_parent(ipa, &bundle.path, &bundle.info));
        findings.extend(same_version(ipa.info(), &bundle.path, &bundle.info));
    }
    findings
}

fn every_bundle(info: &Info, executable: &Executable, folder: &str) -> Vec<Finding> {
    let short_version = info.short_version.as_deref();
    [
        bundle_id(info.bundle_id.as_deref(), folder),
        versions::check("short-version", "CFBundleShortVersionString", short_version, folder),
        versions::check("version", "CFBundleVersion", info.version.as_deref(), folder),
        self::executable(info, executable, folder),
        architecture(info, executable, folder),
        minimum_os(info, folder),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn bundle_id(bundle_id: Option<&str>, folder: &str) -> Option<Finding> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let message = match bundle_id {
        None | Some("") => format!("CFBundleIdentifier is missing or not a string in `{folder}/Info.plist`"),
        Some(id) if !id.bytes().all(is_allowed) => {
            format!(
                "the bundle id {id:?} of `{folder}` holds other characters than letters, digits, hyphens and periods"
            )
        }
        Some(id) if id.split('.').any(str::is_empty) => {
            format!("the bundle id {id:?} of `{folder}` has an empty part between its periods")
        }
        Some(id) if id.len() > MAX_BUNDLE_ID => {
            format!("the bundle id {id:?} of `{folder}` is longer than {MAX_BUNDLE_ID} characters")
        }
        Some(_) => return None,
    };
    Some(Finding::error("bundle-id", message, "set PRODUCT_BUNDLE_IDENTIFIER in the target and build again"))
}

fn executable(info: &Info, executable: &Executable, folder: &str) -> Option<Finding> {
    let name = info.executable.as_deref().unwrap_or_default();
    let message = match executable {
        Executable::Unnamed => format!("CFBundleExecutable is missing in `{folder}/Info.plist`"),
        Executable::Absent => format!("the executable `{folder}/{name}` is not in the archive"),
        Executable::NotMachO => format!("`{folder}/{name}` is not a Mach-O executable"),
        Executable::MachO(_) => return None,
    };
    Some(Finding::error("executable", message, "archive the app for a generic device, then export it again"))
}

/// Code for 64-bit ARM, and none for the processors of simulators.
fn architecture(info: &Info, executable: &Executable, folder: &str) -> Option<Finding> {
    let Executable::MachO(all) = executable else { return None };
    let name = info.executable.as_deref().unwrap_or_default();
    let foreign = all.contains(&Architecture::X86_64) && info.platform != Some(Platform::MacOs);
    let (message, remedy) = if !executable.has_arm64() {
        (
            format!("`{folder}/{name}` has no arm64 code"),
            "archive the app for a generic device, then export it again",
        )
    } else if foreign {
        let message = format!("`{folder}/{name}` has code for x86_64, which is for simulators");
        (message, "archive the app for a generic device, and strip what was made for simulators")
    } else {
        return None;
    };
    Some(Finding::error("architecture", message, remedy))
}

fn minimum_os(info: &Info, folder: &str) -> Option<Finding> {
    let set = "set the deployment target in Xcode and build again";
    let message = match (&info.minimum_os, &info.sdk_version) {
        (None, _) => format!("`{folder}/Info.plist` does not say which system it needs (MinimumOSVersion)"),
        (Some(minimum), _) if !versions::is_version(minimum) => {
            format!("MinimumOSVersion {minimum:?} in `{folder}` is no version")
        }
        (Some(minimum), Some(sdk))
            if versions::is_version(sdk) && versions::order(minimum) > versions::order(sdk) =>
        {
            format!("`{folder}` needs {minimum}, but was built with the SDK of {sdk}")
        }
        _ => return None,
    };
    Some(Finding::error("minimum-os", message, set))
}

fn profile(ipa: &Ipa, folder: &str) -> Option<Finding> {
    (!ipa.has_profile(folder)).then(|| {
        Finding::error(
            "embedded-profile",
            format!("`{folder}` has no embedded.mobileprovision"),
            "sign the app with a provisioning profile for the App Store and export it again",
        )
    })
}

fn platform(info: &Info, folder: &str) -> Option<Finding> {
    if info.platform.is_some() {
        return None;
    }
    let message = match &info.platform_name {
        None => {
            format!("`{folder}/Info.plist` names no platform (DTPlatformName, CFBundleSupportedPlatforms)")
        }
        Some(name) => format!("`{folder}` was built for {name:?}, which no store takes"),
    };
    Some(Finding::error("platform", message, "archive the app for a device, not for a simulator"))
}

/// A nested bundle's id starts with the id of the bundle it lies in, then a period.
fn belongs_to_parent(ipa: &Ipa, folder: &str, info: &Info) -> Option<Finding> {
    let parent = ipa
        .nested_bundles()
        .iter()
        .filter(|other| folder.strip_prefix(&other.path).is_some_and(|rest| rest.starts_with('/')))
        .max_by_key(|other| other.path.len())
        .map_or(ipa.info(), |other| &other.info);
    let (parent, child) = (parent.bundle_id.as_deref()?, info.bundle_id.as_deref()?);
    let belongs = child
        .strip_prefix(parent)
        .and_then(|rest| rest.strip_prefix('.'))
        .is_some_and(|rest| !rest.is_empty());
    (!belongs).then(|| {
        Finding::error(
            "nested-bundle-id",
            format!("the bundle id {child:?} of `{folder}` does not start with {parent:?} and a period"),
            format!("name it {parent}.<something> and build again"),
        )
    })
}

fn same_version(app: &Info, folder: &str, info: &Info) -> Option<Finding> {
    let (expected, found) = (app.short_version.as_deref()?, info.short_version.as_deref()?);
    (expected != found).then(|| {
        Finding::warning(
            "nested-version",
            format!("`{folder}` is version {found:?}, but its app is version {expected:?}"),
            "give both the same CFBundleShortVersionString",
        )
    })
}

#[cfg(test)]
mod tests {
    use plist::Value;

    use crate::Ipa;
    use crate::checks::Severity;
    use crate::fixture::{ZipFile, arm64_header, demo_info, demo_info_with, universal_header};

    fn found(zip: ZipFile) -> Vec<(&'static str, Severity)> {
        let file = zip.write("Demo.ipa");
        let findings = Ipa::open(&file.path).unwrap().checks();
        findings.iter().map(|finding| (finding.check, finding.severity)).collect()
    }

    /// What must be there of every nested bundle.
    fn nested(zip: ZipFile, folder: &str, info: &[(&'static str, Value)]) -> ZipFile {
        zip.info_plist(folder, info)
            .file(&format!("{folder}/Demo"), &arm64_header())
            .file(&format!("{folder}/embedded.mobileprovision"), b"profile")
    }

    fn app_with(key: &'static str, value: Option<Value>) -> ZipFile {
        ZipFile::new()
            .info_plist("Payload/Demo.app", &demo_info_with(key, value))
            .file("Payload/Demo.app/Demo", &arm64_header())
            .file("Payload/Demo.app/embedded.mobileprovision", b"profile")
            .file("Payload/Demo.app/Assets.car", b"")
    }

    #[test]
    fn bad_values_in_info_plist_are_found() {
        for (key, value, check) in [
            ("CFBundleIdentifier", None, "bundle-id"),
            ("CFBundleIdentifier", Some("com.example.my_app"), "bundle-id"),
            ("CFBundleIdentifier", Some("com..example"), "bundle-id"),
            ("CFBundleShortVersionString", Some("1.0-beta"), "short-version"),
            ("CFBundleVersion", Some("1.2.3.4"), "version"),
            ("CFBundleExecutable", None, "executable"),
            ("CFBundleExecutable", Some("Elsewhere"), "executable"),
            ("DTPlatformName", Some("iphonesimulator"), "platform"),
        ] {
            assert_eq!(
                found(app_with(key, value.map(Value::from))),
                [(check, Severity::Error)],
                "{key} {value:?}"
            );
        }
        let unanswered = found(app_with("ITSAppUsesNonExemptEncryption", None));
        assert_eq!(unanswered, [("export-compliance", Severity::Warning)]);
    }

    #[test]
    fn a_script_in_place_of_the_executable_and_a_missing_profile_are_found() {
        let zip = ZipFile::new()
            .info_plist("Payload/Demo.app", &demo_info())
            .file("Payload/Demo.app/Assets.car", b"")
            .file("Payload/Demo.app/Demo", b"#!/bin/sh");
        assert_eq!(found(zip), [("executable", Severity::Error), ("embedded-profile", Severity::Error)]);
    }

    #[test]
    fn an_extension_must_be_named_after_the_bundle_that_holds_it() {
        let nested = |zip: ZipFile, folder: &str, id: &str| {
            nested(zip, folder, &demo_info_with("CFBundleIdentifier", Some(id.into())))
        };
        let watch = "Payload/Demo.app/Watch/W.app";
        let good = nested(ZipFile::demo(), watch, "com.example.demo.watch");
        let good =
            nested(good, "Payload/Demo.app/Watch/W.app/PlugIns/E.appex", "com.example.demo.watch.face");
        assert_eq!(found(good), []);

        for id in ["com.example.widget", "com.example.demowidget", "com.example.demo."] {
            let bad = nested(ZipFile::demo(), "Payload/Demo.app/PlugIns/E.appex", id);
            assert!(found(bad).contains(&("nested-bundle-id", Severity::Error)), "{id}");
        }
        let skips_its_parent = nested(ZipFile::demo(), watch, "com.example.demo.watch");
        let skips_its_parent =
            nested(skips_its_parent, &format!("{watch}/PlugIns/E.appex"), "com.example.demo.face");
        assert_eq!(found(skips_its_parent), [("nested-bundle-id", Severity::Error)]);
    }

    #[test]
    fn an_extension_of_another_version_is_a_warning() {
        let mut info = demo_info_with("CFBundleIdentifier", Some("com.example.demo.widget".into()));
        info.retain(|(key, _)| *key != "CFBundleShortVersionString");
        info.push(("CFBundleShortVersionString", "1.2.2".into()));
        let folder = "Payload/Demo.app/PlugIns/E.appex";
        assert_eq!(found(nested(ZipFile::demo(), folder, &info)), [("nested-version", Severity::Warning)]);
    }

    #[test]
    fn a_nested_bundle_needs_a_profile_of_its_own() {
        let info = demo_info_with("CFBundleIdentifier", Some("com.example.demo.widget".into()));
        let folder = "Payload/Demo.app/PlugIns/E.appex";
        let zip = ZipFile::demo().info_plist(folder, &info).file(&format!("{folder}/Demo"), &arm64_header());
        assert_eq!(found(zip), [("embedded-profile", Severity::Error)]);
        assert_eq!(found(nested(ZipFile::demo(), folder, &info)), []);
    }

    #[test]
    fn code_for_simulators_and_missing_code_for_devices_are_found() {
        let of = |cpu_types: &[u32]| {
            let zip = ZipFile::new()
                .info_plist("Payload/Demo.app", &demo_info())
                .file("Payload/Demo.app/Assets.car", b"")
                .file("Payload/Demo.app/embedded.mobileprovision", b"profile")
                .file("Payload/Demo.app/Demo", &universal_header(cpu_types));
            found(zip)
        };
        let (arm, intel) = (0x0100_000C, 0x0100_0007);
        assert_eq!(of(&[arm]), []);
        assert_eq!(of(&[intel]), [("architecture", Severity::Error)]);
        assert_eq!(of(&[arm, intel]), [("architecture", Severity::Error)]);
    }

    #[test]
    fn the_minimum_os_is_on_this_side_of_the_sdk() {
        let of = |minimum: Option<&str>, sdk: &str| {
            let mut info = demo_info_with("MinimumOSVersion", minimum.map(Value::from));
            info.push(("DTPlatformVersion", sdk.into()));
            let zip = ZipFile::new().info_plist("Payload/Demo.app", &info);
            let zip =
                zip.file("Payload/Demo.app/Assets.car", b"").file("Payload/Demo.app/Demo", &arm64_header());
            found(zip.file("Payload/Demo.app/embedded.mobileprovision", b"profile"))
        };
        assert_eq!(of(Some("26.0"), "26.0"), []);
        assert_eq!(of(Some("9.0"), "26.0"), []);
        for (minimum, sdk) in [(Some("26.1"), "26.0"), (Some("soon"), "26.0"), (None, "26.0")] {
            assert_eq!(of(minimum, sdk), [("minimum-os", Severity::Error)], "{minimum:?}");
        }
    }
}
