//! Man pages and completions of all binaries, made from their command lines and so never out of date.
//!
//! This is a crate of its own so that no tool carries what writes them, and so that `xtask` need not be linked with
//! all tools.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_complete::Shell;

/// Where the completions for a shell belong below a prefix such as `/usr/local`. The first three are where the shells
/// themselves look; PowerShell has no such place.
const SHELLS: [(Shell, &str); 4] = [
    (Shell::Bash, "share/bash-completion/completions"),
    (Shell::Zsh, "share/zsh/site-functions"),
    (Shell::Fish, "share/fish/vendor_completions.d"),
    (Shell::PowerShell, "share/gantry/powershell"),
];

/// The command lines of all binaries that users get.
pub fn commands() -> Vec<Command> {
    vec![
        cert::Cli::command(),
        deliver::Cli::command(),
        pilot::Cli::command(),
        sigh::Cli::command(),
        simulator::cli::Cli::command(),
        spaceship_cli::Spaceauth::command(),
        spaceship_cli::Cli::command(),
    ]
}

/// Writes a man page for every command and every verb, and the completions for every shell, below `prefix` in the
/// folders where they are looked for.
///
/// # Errors
/// When a file cannot be written.
pub fn write(prefix: &Path) -> io::Result<()> {
    let pages = prefix.join("share/man/man1");
    fs::create_dir_all(&pages)?;
    for command in commands() {
        clap_mangen::generate_to(command, &pages)?;
    }
    for (shell, folder) in SHELLS {
        let folder = prefix.join(folder);
        fs::create_dir_all(&folder)?;
        for mut command in commands() {
            let name = command.get_name().to_owned();
            let file = clap_complete::generate_to(shell, &mut command, &name, &folder)?;
            if shell == Shell::Bash {
                // bash-completion loads the file that is named as the command.
                fs::rename(file, folder.join(name))?;
            }
        }
    }
    Ok(())
}
