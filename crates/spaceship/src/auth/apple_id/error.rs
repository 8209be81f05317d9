//! Why a sign-in did not come to its end.

use crate::error::{Error, ErrorKind};

/// Why Apple did not sign somebody in, or what a second factor lacks. Ask an error for it with
/// [`Error::sign_in`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignInError {
    /// 401: Apple ID and password do not fit. Trying again and again locks the account.
    #[error("the Apple ID or the password is wrong")]
    WrongPassword,
    /// 403: the account is locked or not allowed in.
    #[error("Apple has locked the account or does not let it in; unlock it at iforgot.apple.com")]
    Locked,
    /// 412: something has to be accepted or set up in a browser first.
    #[error(
        "Apple wants something acknowledged first: sign in at appstoreconnect.apple.com in a browser, follow what it asks, then try again"
    )]
    Acknowledge,
    /// 503 or 429: too many sign-ins, or cookies that Apple no longer likes.
    #[error("Apple takes no sign-in now{}; wait some minutes, and if it stays so forget the stored session", wait(*.0))]
    Throttled(Option<u64>),
    /// The Apple ID is a right one, but belongs to no team.
    #[error("the Apple ID has no access to App Store Connect")]
    NoAccess,
    /// The account still has the older verification in two steps, with codes of four digits.
    #[error(
        "the account uses the old two-step verification; turn on two-factor authentication at account.apple.com"
    )]
    TwoStep,
    /// The code is wrong or its time is over. Ask for it again.
    #[error("the code is wrong or its time is over")]
    WrongCode,
    /// The text is no code at all; nothing was sent. Ask for it again.
    #[error("a code has {0} digits")]
    NoCode(usize),
    /// Too many codes were sent or tried.
    #[error("too many codes were asked for or tried; wait some hours before the next")]
    TooManyCodes,
    /// Apple speaks a protocol that is not understood, or something that looks like an attack.
    #[error("Apple's sign-in sends {0}")]
    Protocol(String),
}

fn wait(seconds: Option<u64>) -> String {
    seconds.map(|seconds| format!(" (it says to wait {seconds} seconds)")).unwrap_or_default()
}

impl SignInError {
    /// Whether the same second factor may be tried with another code.
    pub fn asks_again(&self) -> bool {
        matches!(self, Self::WrongCode | Self::NoCode(_))
    }

    fn kind(&self) -> ErrorKind {
        match self {
            Self::WrongPassword | Self::WrongCode => ErrorKind::Credentials,
            Self::NoCode(_) => ErrorKind::Invalid,
            Self::Locked | Self::Acknowledge | Self::NoAccess | Self::TwoStep => ErrorKind::Forbidden,
            Self::Throttled(_) | Self::TooManyCodes => ErrorKind::RateLimited,
            Self::Protocol(_) => ErrorKind::Unexpected,
        }
    }
}

impl From<SignInError> for Error {
    fn from(error: SignInError) -> Self {
        let what = match error {
            SignInError::WrongCode | SignInError::NoCode(_) => "the code was not taken",
            _ => "Apple did not sign the account in",
        };
        Self::new(error.kind(), what).with_source(error)
    }
}

impl Error {
    /// Why a sign-in did not come to its end, if that is what this is about.
    pub fn sign_in(&self) -> Option<&SignInError> {
        std::error::Error::source(self)?.downcast_ref()
    }
}
