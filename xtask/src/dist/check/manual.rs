//! Whether the man pages and the completions load: by the programs that read them, where these are installed, and by
//! their form.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::BINARIES;
use super::{read, run, said};

/// What a shell is asked with the file and the name of a tool: it must answer with `--version`.
struct Shell {
    program: &'static str,
    arguments: &'static [&'static str],
    script: &'static str,
    folder: &'static str,
    file: fn(&str) -> String,
    /// What every such file has in it.
    mark: &'static str,
}

const SHELLS: [Shell; 4] = [
    Shell {
        program: "bash",
        arguments: &["--norc", "--noprofile", "-c"],
        script: r#"source "$0" && COMP_WORDS=("$1" --versio) COMP_CWORD=1 &&
            "$(complete -p "$1" | sed 's/.*-F \([^ ]*\).*/\1/')" "$1" --versio "$1" && printf '%s\n' "${COMPREPLY[@]}""#,
        folder: "share/bash-completion/completions",
        file: |tool| tool.to_owned(),
        mark: "complete -F",
    },
    Shell {
        program: "zsh",
        arguments: &["-f", "-c"],
        // A prompt is needed to complete a word: here it is looked whether the function loads and is the tool's.
        script: r#"fpath=("${0:h}" $fpath); autoload -Uz compinit && compinit -u -D && [[ "$_comps[$1]" = "_$1" ]] &&
            autoload -Uz +X "_$1" && whence -f "_$1" | grep -o -m 1 -e --version"#,
        folder: "share/zsh/site-functions",
        file: |tool| format!("_{tool}"),
        mark: "#compdef",
    },
    Shell {
        program: "fish",
        arguments: &["--no-config", "-c"],
        script: r#"source $argv[1]; complete -C "$argv[2] --versio""#,
        folder: "share/fish/vendor_completions.d",
        file: |tool| format!("{tool}.fish"),
        mark: "complete -c",
    },
    Shell {
        program: "pwsh",
        arguments: &["-NoProfile", "-Command"],
        script: "& { param($file, $tool) . $file; \
            (TabExpansion2 \"$tool --versio\" ($tool.Length + 9)).CompletionMatches.CompletionText }",
        folder: "share/gantry/powershell",
        file: |tool| format!("_{tool}.ps1"),
        mark: "Register-ArgumentCompleter",
    },
];

/// Each tool has its completions for each shell, and the shells that are here complete with them.
pub(super) fn completion_faults(top: &Path, left_out: &mut Vec<String>) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    for shell in &SHELLS {
        let mut missing = false;
        for tool in BINARIES {
            let file = top.join(shell.folder).join((shell.file)(tool));
            let what = format!("{}'s completions of {tool}", shell.program);
            if !read(&file)?.contains(shell.mark) {
                wrong.push(format!("{what} have no `{}`", shell.mark));
            }
            let file = file.to_string_lossy();
            let arguments = [shell.arguments, &[shell.script, &*file, tool]].concat();
            match run(shell.program, &arguments)? {
                None => missing = true,
                Some(output) if completes(&output) => {}
                Some(output) => wrong.push(format!("{what} do not load: {}", said(&output))),
            }
        }
        if missing {
            left_out.push(shell.program.to_owned());
        }
    }
    Ok(wrong)
}

fn completes(output: &std::process::Output) -> bool {
    let answer = String::from_utf8_lossy(&output.stdout);
    output.status.success()
        && output.stderr.is_empty()
        && answer.lines().any(|line| line.starts_with("--version"))
}

/// Each binary has a page, each page has the form of one, and mandoc or groff finds nothing wrong with them.
pub(super) fn page_faults(top: &Path, left_out: &mut Vec<String>) -> Result<Vec<String>, String> {
    let folder = top.join("share/man/man1");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut pages = entries.filter_map(Result::ok).map(|entry| entry.path()).collect::<Vec<PathBuf>>();
    pages.sort();
    let mut wrong = Vec::new();
    for tool in BINARIES.into_iter().filter(|tool| !folder.join(format!("{tool}.1")).exists()) {
        wrong.push(format!("there is no man page of {tool}"));
    }
    for page in &pages {
        let text = read(page)?;
        let needed = [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"];
        for line in needed.into_iter().filter(|line| !text.lines().any(|one| one.starts_with(line))) {
            wrong.push(format!("{} has no `{line}`", page.display()));
        }
    }
    let names = pages.iter().map(|page| page.to_string_lossy().into_owned()).collect::<Vec<_>>();
    let names = names.iter().map(String::as_str).collect::<Vec<_>>();
    let readers = [("mandoc", &["-T", "lint", "-W", "error"][..]), ("groff", &["-man", "-T", "utf8", "-z"])];
    for (program, arguments) in readers {
        match run(program, &[arguments, &names].concat())? {
            None => left_out.push(program.to_owned()),
            Some(output)
                if output.status.success() && output.stdout.is_empty() && output.stderr.is_empty() => {}
            Some(output) => wrong.push(format!("{program} does not like the man pages: {}", said(&output))),
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_that_do_not_load_are_told() {
        let folder = tempfile::tempdir().unwrap();
        for shell in &SHELLS {
            fs::create_dir_all(folder.path().join(shell.folder)).unwrap();
            for tool in BINARIES {
                fs::write(folder.path().join(shell.folder).join((shell.file)(tool)), shell.mark).unwrap();
            }
        }
        let wrong = completion_faults(folder.path(), &mut Vec::new()).unwrap();
        // bash at least is on every machine that builds this.
        assert!(
            wrong.iter().any(|one| one.starts_with("bash's completions of pilot do not load")),
            "{wrong:?}"
        );
    }

    #[test]
    fn a_page_without_its_sections_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("share/man/man1");
        fs::create_dir_all(&pages).unwrap();
        fs::write(pages.join("pilot.1"), ".TH pilot 1\n.SH NAME\npilot\n").unwrap();
        let wrong = page_faults(folder.path(), &mut Vec::new()).unwrap();
        assert!(wrong.contains(&"there is no man page of sigh".to_owned()), "{wrong:?}");
        assert!(wrong.iter().any(|one| one.ends_with("pilot.1 has no `.SH SYNOPSIS`")), "{wrong:?}");
    }
}
