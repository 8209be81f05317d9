//! The phones that Apple can send a code to. It shows their numbers with most digits hidden.

use serde::Deserialize;

use crate::error::{Error, ErrorKind, Result};

/// A phone that Apple trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    id: u64,
    number: String,
    delivery: Delivery,
}

/// How a code comes to a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// In a message.
    Sms,
    /// In a call.
    Voice,
}

impl Delivery {
    /// Apple's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }
}

/// A phone as Apple describes it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawPhone {
    id: u64,
    #[serde(default)]
    number_with_dial_code: String,
    #[serde(default)]
    push_mode: Option<String>,
}

impl From<RawPhone> for Phone {
    fn from(raw: RawPhone) -> Self {
        let delivery =
            if raw.push_mode.as_deref() == Some("voice") { Delivery::Voice } else { Delivery::Sms };
        Self { id: raw.id, number: raw.number_with_dial_code, delivery }
    }
}

impl Phone {
    /// Apple's number of the phone.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The phone number as Apple shows it, such as `+49 •••• •••••85`.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// How Apple would send a code by itself.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// Whether the shown number can be this one: the same beginning and end, and as many digits as are hidden
    /// between them. Apple's masks have up to two bullets more than the number has digits.
    fn may_be(&self, number: &str) -> bool {
        let (mask, number) = (normal(&self.number), normal(number));
        let Some((front, rest)) = mask.split_once(BULLET) else { return false };
        let end = rest.trim_start_matches(BULLET);
        let hidden = mask.chars().filter(|c| *c == BULLET).count();
        let shown_as_apple_does = (2..=4).contains(&front.len())
            && front.chars().all(|c| c.is_ascii_digit() || c == '+')
            && end.len() == 2
            && end.chars().all(|c| c.is_ascii_digit());
        let middle = number.strip_prefix(front).and_then(|rest| rest.strip_suffix(end));
        shown_as_apple_does
            && middle.is_some_and(|middle| {
                middle.chars().all(|c| c.is_ascii_digit())
                    && (hidden.saturating_sub(2)..=hidden).contains(&middle.len())
            })
    }
}

const BULLET: char = '\u{2022}';

/// The number without what people and Apple put between the digits.
fn normal(number: &str) -> String {
    number.chars().filter(|c| !" \u{a0}-()\"".contains(*c)).collect()
}

/// The first phone whose shown number can be `number`, as fastlane finds it for
/// `SPACESHIP_2FA_SMS_DEFAULT_PHONE_NUMBER`. Where none is, the error lists them ([`ErrorKind::NotFound`]).
pub(super) fn pick_phone<'a>(phones: &'a [Phone], number: &str) -> Result<&'a Phone> {
    phones.iter().find(|phone| phone.may_be(number)).ok_or_else(|| {
        let shown = phones.iter().map(Phone::number).collect::<Vec<_>>().join(", ");
        let what = format!(
            "`{number}` is none of the account's phone numbers ({shown}); write it with its country code, such as +1-123-456-7866"
        );
        Error::new(ErrorKind::NotFound, what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phones() -> Vec<Phone> {
        let masks = [
            "+49 •••• •••••85",
            "+49 ••••• •••••81",
            "+1 (•••) •••-••66",
            "+39 ••• ••• ••71",
            "+353 •• ••• ••43",
            "+375 • ••• •••-••-59",
            "+49\u{a0}•••••••••11",
        ];
        let phone =
            |(id, mask): (u64, &&str)| Phone { id, number: (*mask).to_owned(), delivery: Delivery::Sms };
        (1..).zip(&masks).map(phone).collect()
    }

    #[test]
    fn numbers_are_found_behind_their_masks() {
        let table = [
            ("+49 123 4567885", 1),
            ("+4912341234581", 2),
            ("+1-123-456-7866", 3),
            ("+39 123 456 7871", 4),
            ("+353123456743", 5),
            ("+375 00 000-00-59", 6),
            ("+4900000000011", 7),
            ("\"+49\u{a0}123 4567885\"", 1),
        ];
        for (number, id) in table {
            assert_eq!(pick_phone(&phones(), number).unwrap().id(), id, "{number}");
        }
    }

    #[test]
    fn what_cannot_be_behind_a_mask_is_not_found() {
        let wrong = [
            "la le lu",
            "",
            "+49 123 4567800",
            "+49 12 85",
            "+49 123 456 789 012 85",
            "+49 abc defgh85",
            "+49•••••••••85",
        ];
        for number in wrong {
            let error = pick_phone(&phones(), number).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound, "{number}");
            assert!(error.to_string().contains("+353 •• ••• ••43"), "{error}");
        }
    }
}
