//! The key that Apple's sign-in wants to see: it says which of Apple's sites somebody signs in to.

use http::Method;
use serde_json::Value;
use url::Url;

use crate::session::{Call, Effect, Host, Reply, Session};

/// App Store Connect's key as it has been since 2018, for the day that Apple tells it in neither way.
const LAST_KNOWN: &str = "e0b80c3bf78523bfe80974d320935bfa30add02e1bff88ec2166c6bd5a706c42";

/// Finds the key: in the redirect of the logout page, in the configuration that App Store Connect served until 2026,
/// or as the last one known. The cookies of the session stay out of it: what the logout page leads to ends sessions.
pub(super) async fn discover(session: &Session) -> String {
    let ask = |method, path| Call::new(Effect::SignIn, method, Host::AppStoreConnect, path).without_cookies();
    if let Ok(reply) = session.send(&ask(Method::HEAD, "/logout")).await
        && let Some(key) = of_redirect(&reply)
    {
        return key;
    }
    let config = ask(Method::GET, "/olympus/v1/app/config?hostname=itunesconnect.apple.com");
    let reply = session.send(&config).await.ok().filter(Reply::is_success);
    let config = reply.and_then(|reply| reply.json().ok());
    config.as_ref().and_then(of_config).unwrap_or_else(|| LAST_KNOWN.to_owned())
}

fn of_redirect(reply: &Reply) -> Option<String> {
    let redirect = (300..400).contains(&reply.status);
    redirect.then(|| reply.header("location")).flatten().and_then(of_location)
}

/// The key within the address that the logout page leads to; nothing of any other address.
fn of_location(location: &str) -> Option<String> {
    let url = Url::parse(location).ok()?;
    let right = url.scheme() == "https"
        && url.host_str() == Some("idmsa.apple.com")
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && url.path() == "/appleauth/signout";
    let key = url.query_pairs().find(|(name, _)| name == "widgetKey").filter(|_| right)?.1.into_owned();
    is_key(&key).then_some(key)
}

fn of_config(config: &Value) -> Option<String> {
    let keys = ["authServiceKey", "serviceKey"];
    keys.iter().find_map(|name| config.get(name)?.as_str()).filter(|key| is_key(key)).map(str::to_owned)
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.len() <= 256 && text.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_right_address_tells_the_key() {
        let right =
            "https://idmsa.apple.com/appleauth/signout?widgetKey=e0abc&asop=destroy-session&asoc=/&rv=3";
        assert_eq!(of_location(right).as_deref(), Some("e0abc"));
        for wrong in [
            "http://idmsa.apple.com/appleauth/signout?widgetKey=e0abc",
            "https://idmsa.apple.com.evil.org/appleauth/signout?widgetKey=e0abc",
            "https://idmsa.apple.com:444/appleauth/signout?widgetKey=e0abc",
            "https://me@idmsa.apple.com/appleauth/signout?widgetKey=e0abc",
            "https://idmsa.apple.com/appleauth/signin?widgetKey=e0abc",
            "https://idmsa.apple.com/appleauth/signout?widgetKey=",
            "https://idmsa.apple.com/appleauth/signout?widgetKey=a%0d%0ab",
            "/appleauth/signout?widgetKey=e0abc",
        ] {
            assert_eq!(of_location(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_old_configuration_is_read_under_both_names() {
        assert_eq!(of_config(&json!({"authServiceKey": "e0abc"})).as_deref(), Some("e0abc"));
        assert_eq!(of_config(&json!({"serviceKey": "e0abc"})).as_deref(), Some("e0abc"));
        assert_eq!(of_config(&json!({"authServiceKey": ""})), None);
    }
}
