//! The second factor, asked of a person: a code of the trusted devices, or one that is sent to a phone.

use spaceship::auth::apple_id::{Awaits, Delivery, Phone, SignInError, TwoFactor};
use spaceship::session::Session;

use super::Account;
use super::sign_in::headless;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

/// The variable with the phone that codes are to be sent to, in the place of the trusted devices.
const PHONE: &str = "SPACESHIP_2FA_SMS_DEFAULT_PHONE_NUMBER";

impl Context {
    /// Has the person hand in the code. A wrong one is asked for again.
    pub(super) async fn second_factor(
        &self,
        account: &Account,
        mut factor: Box<TwoFactor>,
    ) -> Result<Session, Failure> {
        if !self.ui.is_interactive() {
            return Err(headless(
                account,
                "Apple wants the code of a second factor, and nobody is here to type it",
            ));
        }
        if let Some(number) = self.environment.get(PHONE) {
            let wrong = |error| Failure::from(error).hint(format!("see what {PHONE} is set to"));
            factor.prefer(number).await.map_err(wrong)?;
        } else if *factor.awaits() == Awaits::Choice {
            self.send_to_a_phone(&mut factor, None).await?;
        }
        loop {
            let typed = self.ui.ask(&question(&factor)).await?;
            match typed.to_lowercase().as_str() {
                "sms" => self.send_to_a_phone(&mut factor, Some(Delivery::Sms)).await?,
                "call" | "voice" => self.send_to_a_phone(&mut factor, Some(Delivery::Voice)).await?,
                "again" | "resend" => factor.resend().await?,
                _ => match factor.submit(&typed.into()).await {
                    Ok(session) => return Ok(session),
                    Err(error) => match error.sign_in() {
                        Some(why) if why.asks_again() => self.ui.warn(why),
                        _ => return Err(error.into()),
                    },
                },
            }
        }
    }

    /// Has a code sent to a phone, which is asked for where there are several.
    async fn send_to_a_phone(
        &self,
        factor: &mut TwoFactor,
        delivery: Option<Delivery>,
    ) -> Result<(), Failure> {
        let phones = factor.phones().to_vec();
        let phone = match phones.as_slice() {
            [] => {
                let none = SignInError::Protocol("no phone that a code could be sent to".to_owned());
                return Err(Failure::new(exit::CREDENTIALS, none.to_string()));
            }
            [only] => only,
            several => {
                let numbers = several.iter().map(|phone| phone.number().to_owned()).collect::<Vec<_>>();
                &several[self.ui.choose("Which phone shall get the code?", &numbers).await?]
            }
        };
        Ok(factor.send_to(phone.id(), delivery.unwrap_or_else(|| phone.delivery())).await?)
    }
}

fn question(factor: &TwoFactor) -> String {
    let digits = factor.digits();
    let other = if factor.phones().is_empty() { "" } else { "; `sms` or `call` sends one to a phone" };
    let where_it_is = match factor.awaits() {
        Awaits::Devices => format!("that your Apple devices show{other}"),
        Awaits::Phone(phone, delivery) => {
            format!("that {} got; `again` sends another", told(phone, *delivery))
        }
        Awaits::Choice => "that Apple sent".to_owned(),
    };
    format!("The code of {digits} digits ({where_it_is}):")
}

fn told(phone: &Phone, delivery: Delivery) -> String {
    match delivery {
        Delivery::Sms => format!("{} in a message", phone.number()),
        Delivery::Voice => format!("{} in a call", phone.number()),
    }
}
