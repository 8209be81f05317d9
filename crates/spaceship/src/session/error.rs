//! Why a session cannot be used.

use crate::error::{Error, ErrorKind};

/// Why a session cannot be used; another sign-in helps. Ask an error for it with [`Error::session`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// Apple does not take its cookies any more.
    #[error("the session is dead: Apple does not take its cookies any more; sign in again")]
    Dead,
    /// There are no cookies of a session.
    #[error("there is no session: sign in first")]
    Missing,
    /// It is of another person.
    #[error("the session is of `{of}`, not of `{wanted}`: sign in as the one that is meant")]
    OtherAccount {
        /// Whom it is of.
        of: String,
        /// Whom it should be of.
        wanted: String,
    },
}

impl From<SessionError> for Error {
    fn from(error: SessionError) -> Self {
        Self::new(ErrorKind::Credentials, "the Apple ID session cannot be used").with_source(error)
    }
}

impl Error {
    /// Why a session cannot be used, if that is what this is about.
    pub fn session(&self) -> Option<&SessionError> {
        std::error::Error::source(self)?.downcast_ref()
    }
}
