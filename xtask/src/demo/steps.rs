//! The commands of the demo, as a user would type them.

/// One command: its tool, its arguments.
pub(super) struct Command {
    pub(super) tool: &'static str,
    pub(super) arguments: &'static [&'static str],
}

/// A certificate, with its key, in `signing/`.
pub(super) const CERT: Command = Command { tool: "cert", arguments: &["--output-path", "signing"] };

/// A profile for the App Store, in `signing/`.
pub(super) const SIGH: Command = Command { tool: "sigh", arguments: &["--output-path", "signing"] };

/// The build, to TestFlight and the testers of a group.
pub(super) const PILOT: Command = Command {
    tool: "pilot",
    arguments: &[
        "upload",
        "--ipa",
        "build/Demo.ipa",
        "--changelog",
        "Tide tables open twice as fast.",
        "--groups",
        "Friends",
    ],
};

/// Texts, screenshots and submission.
pub(super) const DELIVER: Command = Command {
    tool: "deliver",
    arguments: &["--app-version", "1.0.0", "--build-number", "1", "--submit-for-review", "--force"],
};

impl Command {
    /// The command line.
    pub(super) fn line(&self) -> String {
        let quoted = self
            .arguments
            .iter()
            .map(|word| if word.contains(' ') { format!("'{word}'") } else { (*word).to_owned() });
        std::iter::once(self.tool.to_owned()).chain(quoted).collect::<Vec<_>>().join(" ")
    }
}
