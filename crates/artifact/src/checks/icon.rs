//! The icon that Apple wants to see in an app for iPhone and iPad: named in Info.plist, and there.

use super::Finding;
use crate::{Ipa, Platform};

pub(super) fn check(ipa: &Ipa) -> Option<Finding> {
    let (info, folder) = (ipa.info(), ipa.app_folder());
    if info.platform != Some(Platform::Ios) {
        return None;
    }
    let icons = ipa.icons();
    let message = if info.icon_name.is_none() {
        format!("`{folder}/Info.plist` names no icon (CFBundleIconName)")
    } else if !icons.catalogue && !icons.files {
        format!(
            "`{folder}` has neither an asset catalogue (Assets.car) nor the icon files that its Info.plist names"
        )
    } else {
        return None;
    };
    Some(Finding::error(
        "icon",
        message,
        "add an app icon to the asset catalogue, choose it in the target and build again",
    ))
}

#[cfg(test)]
mod tests {
    use plist::{Dictionary, Value};

    use crate::Ipa;
    use crate::fixture::{ZipFile, arm64_header, demo_info_with};

    fn found(icons: Option<Value>, files: &[&str]) -> Vec<&'static str> {
        let mut info = demo_info_with("CFBundleIcons", icons);
        info.retain(|(key, _)| *key != "CFBundleIconName");
        let zip = ZipFile::new()
            .info_plist("Payload/Demo.app", &info)
            .file("Payload/Demo.app/Demo", &arm64_header())
            .file("Payload/Demo.app/embedded.mobileprovision", b"profile");
        let zip = files.iter().fold(zip, |zip, file| zip.file(&format!("Payload/Demo.app/{file}"), b""));
        let file = zip.write("Demo.ipa");
        Ipa::open(&file.path).unwrap().checks().iter().map(|finding| finding.check).collect()
    }

    fn named(files: &[&str]) -> Value {
        let mut primary = Dictionary::new();
        primary.insert("CFBundleIconName".into(), "AppIcon".into());
        primary.insert(
            "CFBundleIconFiles".into(),
            Value::Array(files.iter().map(|file| (*file).into()).collect()),
        );
        let mut icons = Dictionary::new();
        icons.insert("CFBundlePrimaryIcon".into(), Value::Dictionary(primary));
        Value::Dictionary(icons)
    }

    #[test]
    fn an_icon_is_named_and_there() {
        assert_eq!(found(Some(named(&["AppIcon60x60"])), &["AppIcon60x60@2x.png"]), [""; 0]);
        assert_eq!(found(Some(named(&[])), &["Assets.car"]), [""; 0]);
        assert_eq!(found(None, &["Assets.car"]), ["icon"]);
        assert_eq!(found(Some(named(&["AppIcon60x60"])), &["Other.png", "AppIcon60x60.txt"]), ["icon"]);
        assert_eq!(found(Some(named(&["AppIcon60x60"])), &["PlugIns/AppIcon60x60@2x.png"]), ["icon"]);
    }
}
