//! Accounts, their second factors, and the teams they belong to.

use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// An Apple ID.
#[derive(Clone, Serialize, Deserialize)]
pub struct Account {
    /// The e-mail address.
    pub email: String,
    /// The password; nothing else is proved of it than that the client knows it.
    #[serde(serialize_with = "plain")]
    pub password: SecretString,
    /// How the password becomes the secret of the proof.
    pub protocol: Protocol,
    /// What is asked for beside the password.
    pub factor: Factor,
    /// The phones that codes can be sent to.
    pub phones: Vec<Phone>,
    /// The teams it belongs to, the first being the one that it sees at first.
    pub teams: Vec<Team>,
    /// How often in a row a wrong password was given.
    pub failures: u32,
    /// Until when the account is locked, in simulated time.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub locked_until: Option<OffsetDateTime>,
}

/// How the password becomes the secret of the proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// The digest of the password.
    #[default]
    S2k,
    /// The digest of the password in hexadecimal letters: accounts whose password is old.
    S2kFo,
}

/// What is asked for beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Factor {
    /// A code that the trusted devices show.
    #[default]
    Device,
    /// A code on a phone: the account has no trusted device.
    Sms,
    /// Nothing.
    None,
    /// The account has to agree to something first.
    Consent,
}

/// A phone that codes can be sent to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Phone {
    /// Apple's number of it.
    pub id: u64,
    /// The number as Apple shows it, such as `+49 •••• •••••42`.
    pub shown: String,
}

/// A team: of the Developer Portal by its id, of App Store Connect by its provider id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Team {
    /// Ten letters and digits.
    pub id: String,
    /// The name.
    pub name: String,
    /// App Store Connect's number of it.
    pub provider: u64,
}

fn plain<S: serde::Serializer>(password: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(password.expose_secret())
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("email", &self.email)
            .field("factor", &self.factor)
            .finish_non_exhaustive()
    }
}

impl Account {
    /// An account with two phones and two teams.
    pub fn new(email: &str, password: &str, factor: Factor) -> Self {
        let team =
            |id: &str, name: &str, provider| Team { id: id.to_owned(), name: name.to_owned(), provider };
        let phone = |id, shown: &str| Phone { id, shown: shown.to_owned() };
        Self {
            email: email.to_owned(),
            password: SecretString::from(password),
            protocol: Protocol::default(),
            factor,
            phones: vec![phone(1, "+49 •••• •••••42"), phone(2, "+1 (•••) •••-••99")],
            teams: vec![
                team("GANTRY2026", "Gantry Example", 118_573),
                team("EXAMPLE002", "Second Example", 118_574),
            ],
            failures: 0,
            locked_until: None,
        }
    }

    /// The account that exists where none was named.
    pub fn example() -> Self {
        Self::new("release@example.com", "Gezeiten-übersicht-7", Factor::Device)
    }
}

/// `EMAIL:PASSWORD`, with the second factor and the protocol before the password where they are not usual:
/// `EMAIL:sms:PASSWORD`, `EMAIL:none,s2k_fo:PASSWORD`. A password may hold colons: everything behind the words is one.
impl FromStr for Account {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (email, rest) = text.split_once(':').ok_or("an Apple ID is given as EMAIL:PASSWORD")?;
        if !email.contains('@') {
            return Err(format!("`{email}` is no e-mail address"));
        }
        let words = rest.split_once(':').and_then(|(words, password)| Some((read(words)?, password)));
        let (words, password) = words.unwrap_or((Words::default(), rest));
        if text.chars().any(char::is_control) {
            return Err(format!("{} has control characters, which no form takes", email.escape_debug()));
        }
        if password.is_empty() {
            return Err(format!("{email} needs a password"));
        }
        let mut account = Self { protocol: words.protocol, ..Self::new(email, password, words.factor) };
        if words.one_phone {
            account.phones.truncate(1);
        }
        Ok(account)
    }
}

/// What stands between the address and the password.
#[derive(Default)]
struct Words {
    factor: Factor,
    protocol: Protocol,
    one_phone: bool,
}

/// `sms`, `none,s2k_fo` and their like; nothing where a word is none of them.
fn read(text: &str) -> Option<Words> {
    let mut words = Words::default();
    for word in text.split(',') {
        match word {
            "device" => words.factor = Factor::Device,
            "sms" => words.factor = Factor::Sms,
            "none" => words.factor = Factor::None,
            "consent" => words.factor = Factor::Consent,
            "one-phone" => words.one_phone = true,
            "s2k" => words.protocol = Protocol::S2k,
            "s2k_fo" => words.protocol = Protocol::S2kFo,
            _ => return None,
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_with_a_password_of_any_form() {
        let read = |text: &str| {
            let account = text.parse::<Account>()?;
            Ok::<_, String>((account.factor, account.protocol, account.password.expose_secret().to_owned()))
        };
        assert_eq!(read("a@x.de:geheim"), Ok((Factor::Device, Protocol::S2k, "geheim".into())));
        assert_eq!(read("a@x.de:sms:ge:heim"), Ok((Factor::Sms, Protocol::S2k, "ge:heim".into())));
        assert_eq!(read("a@x.de:ge:heim"), Ok((Factor::Device, Protocol::S2k, "ge:heim".into())));
        assert_eq!(read("a@x.de:none,s2k_fo:x"), Ok((Factor::None, Protocol::S2kFo, "x".into())));
        let one = "a@x.de:sms,one-phone:x".parse::<Account>().unwrap();
        assert_eq!((one.factor, one.phones.len()), (Factor::Sms, 1));
        for wrong in ["a@x.de", "a:b", "a@x.de:", "a@x.de:sms:", "a@x.de:x\nEVIL=1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(!format!("{:?}", Account::example()).contains("Gezeiten"));
    }
}
