//! What can keep the simulator from starting.

use std::io;
use std::path::PathBuf;

/// A failure of the simulator itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The port cannot be listened on.
    #[error(
        "cannot listen on 127.0.0.1 port {port} (is another simulator running there? `--port 0` takes a free one)"
    )]
    Listen {
        /// The port.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The server's threads cannot be started.
    #[error("cannot start the server")]
    Runtime(#[source] io::Error),
    /// HTTPS cannot be served.
    #[error("cannot make the certificate for HTTPS")]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No API key could be generated.
    #[error("cannot generate an API key")]
    KeyGeneration,
    /// A key in the state file is none.
    #[error("the state file holds an unreadable private key for `{id}`; start with a new state file")]
    KeyUnreadable {
        /// The key's id.
        id: String,
    },
    /// A file cannot be read or written.
    #[error("cannot {action} {}", path.display())]
    File {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A team cannot be populated as was asked.
    #[error("cannot populate {kind}: {answer}")]
    Populate {
        /// The JSON:API type.
        kind: &'static str,
        /// What stood against it.
        answer: String,
    },
    /// The state file is no state of a simulator.
    #[error("{} is no state file of this simulator; move it away or name another", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}
