//! Looking through everything that the tools of a world said for the secrets that were used in it.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use testkit::World;

/// The secrets that were shown, by what they are.
pub fn shown(world: &World) -> Vec<String> {
    let said = world.said();
    let found = secrets(world).into_iter().filter(|(_, secret)| said.contains(secret.as_str()));
    found.map(|(what, _)| what).collect()
}

fn secrets(world: &World) -> Vec<(String, String)> {
    let environment = world.simulator().environment();
    // Every token begins so, whatever is in it.
    let mut all =
        vec![("a token".to_owned(), "eyJhbGciOi".to_owned()), ("a key".to_owned(), "PRIVATE KEY".to_owned())];
    all.push(("the token for GitLab".to_owned(), crate::gitlab::TOKEN.to_owned()));
    if let Some(password) = environment.get("FASTLANE_PASSWORD") {
        all.push(("the password".to_owned(), password.clone()));
    }
    if let Some(key) = environment.get("APP_STORE_CONNECT_API_KEY_KEY") {
        all.push(("the API key".to_owned(), key.chars().take(60).collect()));
        let pem = BASE64_STANDARD.decode(key).unwrap_or_default();
        let pem = String::from_utf8_lossy(&pem).into_owned();
        all.extend(
            pem.lines()
                .filter(|line| line.len() > 40)
                .map(|line| ("the API key".to_owned(), line.to_owned())),
        );
    }
    for code in world.simulator().two_factor_codes().as_array().into_iter().flatten() {
        if let Some(code) = code["code"].as_str() {
            all.push(("a code".to_owned(), code.to_owned()));
        }
    }
    let cookies = cookies(&world.home().join(".fastlane")).into_iter();
    all.extend(cookies.map(|cookie| ("a cookie".to_owned(), cookie)));
    all
}

/// The values of all cookies that are kept, but for those that are too short to be secrets.
fn cookies(folder: &std::path::Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        if entry.path().is_dir() {
            all.extend(cookies(&entry.path()));
        } else {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let values = text.lines().filter_map(|line| line.trim().strip_prefix("value: "));
            all.extend(
                values.map(|value| value.trim_matches('"').to_owned()).filter(|value| value.len() >= 16),
            );
        }
    }
    all
}
