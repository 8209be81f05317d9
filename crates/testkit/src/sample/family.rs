//! An .ipa with all that can lie in one: frameworks, a library, an extension, a watch app with an extension of its own,
//! and what Apple has signed itself. Nothing in it is signed.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use plist::{Dictionary, Value};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::mach_o;

/// The bundles of the family that need a profile: their folders in the archive, and what their bundle ids end in after the
/// app's.
pub const MEMBERS: [(&str, &str); 4] = [
    ("Payload/Demo.app", ""),
    ("Payload/Demo.app/PlugIns/Share.appex", ".share"),
    ("Payload/Demo.app/Watch/Wrist.app", ".watchkitapp"),
    ("Payload/Demo.app/Watch/Wrist.app/PlugIns/Face.appex", ".watchkitapp.face"),
];

/// The code of the family that needs none.
pub const LIBRARIES: [&str; 3] = [
    "Payload/Demo.app/Frameworks/Core.framework/Core",
    "Payload/Demo.app/Frameworks/Sound.framework/Sound",
    "Payload/Demo.app/Frameworks/libswiftDemo.dylib",
];

/// Writes the family of the app with that bundle id.
pub fn write(bundle_id: &str, path: &Path) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    let options = SimpleFileOptions::default();
    for folder in ["Payload/", "Payload/Demo.app/"] {
        zip.add_directory(folder, options)?;
    }
    for (name, content, mode) in files(bundle_id)? {
        zip.start_file(name, options.unix_permissions(mode))?;
        zip.write_all(&content)?;
    }
    zip.add_symlink("Payload/Demo.app/Latest.txt", "Base.lproj/Main.txt", options)?;
    zip.finish()?.flush()
}

fn files(bundle_id: &str) -> io::Result<Vec<(String, Vec<u8>, u32)>> {
    let mut all = Vec::new();
    let mut add = |name: &str, content: Vec<u8>, mode| all.push((name.to_owned(), content, mode));
    let [app, share, watch, face] = MEMBERS.map(|(folder, _)| folder);
    let id = |at: usize| MEMBERS.get(at).map(|(_, end)| format!("{bundle_id}{end}")).unwrap_or_default();

    add(&format!("{app}/Info.plist"), binary(info("Demo", &id(0)))?, 0o644);
    add(&format!("{app}/Demo"), mach_o::executable(), 0o755);
    add(&format!("{app}/PkgInfo"), b"APPL????".to_vec(), 0o644);
    add(&format!("{app}/Tides.json"), b"{\"tides\": []}".to_vec(), 0o644);
    add(&format!("{app}/Base.lproj/Main.txt"), b"main".to_vec(), 0o644);
    add(&format!("{app}/de.lproj/InfoPlist.strings"), b"\"CFBundleName\" = \"Demo\";".to_vec(), 0o644);
    // A bundle of resources alone is not signed.
    add(&format!("{app}/Assets.bundle/Info.plist"), binary(info("Assets", "assets"))?, 0o644);
    for (name, universal) in [("Core", false), ("Sound", true)] {
        let folder = format!("{app}/Frameworks/{name}.framework");
        let library = mach_o::library(&format!("{name}.framework/{name}"));
        let library = if universal { mach_o::universal(&library) } else { library };
        add(&format!("{folder}/Info.plist"), binary(info(name, &format!("com.example.{name}")))?, 0o644);
        add(&format!("{folder}/{name}"), library, 0o755);
        add(&format!("{folder}/Resources.txt"), name.as_bytes().to_vec(), 0o644);
    }
    add(&format!("{app}/Frameworks/libswiftDemo.dylib"), mach_o::library("libswiftDemo.dylib"), 0o755);

    let mut extension = info("Share", &id(1));
    extension.insert("NSExtension".to_owned(), Value::Dictionary(Dictionary::new()));
    add(&format!("{share}/Info.plist"), xml(extension)?, 0o644);
    add(&format!("{share}/Share"), mach_o::program(mach_o::IOS, 17), 0o755);

    let mut wrist = info("Wrist", &id(2));
    wrist.insert("WKCompanionAppBundleIdentifier".to_owned(), id(0).into());
    add(&format!("{watch}/Info.plist"), binary(wrist)?, 0o644);
    add(&format!("{watch}/Wrist"), mach_o::program(mach_o::WATCHOS, 10), 0o755);
    add(&format!("{watch}/_WatchKitStub/WK"), mach_o::program(mach_o::WATCHOS, 2), 0o755);
    let mut own = info("Face", &id(3));
    own.insert("NSExtension".to_owned(), attributes("WKAppBundleIdentifier", &id(2)));
    add(&format!("{face}/Info.plist"), binary(own)?, 0o644);
    add(&format!("{face}/Face"), mach_o::program(mach_o::WATCHOS, 10), 0o755);

    // What Apple signed and checks when the app is handed in.
    let swift = mach_o::library("libswiftDemo.dylib");
    add("SwiftSupport/iphoneos/libswiftDemo.dylib", swift, 0o755);
    add("WatchKitSupport2/WK", mach_o::program(mach_o::WATCHOS, 2), 0o755);
    Ok(all)
}

fn info(name: &str, bundle_id: &str) -> Dictionary {
    let mut info = Dictionary::new();
    let mut set = |key: &str, value: Value| info.insert(key.to_owned(), value);
    set("CFBundleExecutable", name.into());
    set("CFBundleIdentifier", bundle_id.into());
    set("CFBundleName", name.into());
    set("CFBundleShortVersionString", "1.0".into());
    set("CFBundleVersion", "1".into());
    set("DTPlatformName", "iphoneos".into());
    set("MinimumOSVersion", "17.0".into());
    info
}

fn attributes(key: &str, value: &str) -> Value {
    let mut attributes = Dictionary::new();
    attributes.insert(key.to_owned(), value.into());
    let mut extension = Dictionary::new();
    extension.insert("NSExtensionAttributes".to_owned(), Value::Dictionary(attributes));
    Value::Dictionary(extension)
}

fn binary(info: Dictionary) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Value::Dictionary(info).to_writer_binary(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

fn xml(info: Dictionary) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Value::Dictionary(info).to_writer_xml(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
