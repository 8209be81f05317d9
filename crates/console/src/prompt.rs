//! Asking the person at the terminal. Answers are read aside, so that Ctrl-C ends the wait for one.

use std::io::{self, BufRead};

use secrecy::SecretString;

use crate::exit;
use crate::failure::Failure;
use crate::ui::Ui;

impl Ui {
    /// Asks for a line, which is trimmed. Where nobody is there to answer, which
    /// [`is_interactive`](Self::is_interactive) tells, nobody should be asked.
    pub async fn ask(&self, question: &str) -> Result<String, Failure> {
        self.question(question)?;
        let line = read(|| {
            let mut line = String::new();
            let count = io::stdin().lock().read_line(&mut line)?;
            if count == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(line) }
        });
        Ok(line.await?.trim().to_owned())
    }

    /// Asks for something that is not shown while it is typed.
    pub async fn ask_secret(&self, question: &str) -> Result<SecretString, Failure> {
        self.question(question)?;
        // The reader is left behind by Ctrl-C, and with it a terminal that shows nothing.
        let _restored = Shown::now();
        Ok(read(|| terminal::Term::stderr().read_secure_line()).await?.into())
    }

    /// Asks yes or no; no without somebody to answer.
    pub async fn confirm(&self, question: &str) -> Result<bool, Failure> {
        if !self.is_interactive() {
            return Ok(false);
        }
        let answer = self.ask(&format!("{question} [y/N]")).await?;
        Ok(matches!(answer.to_lowercase().as_str(), "y" | "yes"))
    }

    /// Has one of several things chosen by its number, until a number is right. What is answered counts from 0.
    pub async fn choose(&self, question: &str, choices: &[String]) -> Result<usize, Failure> {
        for (number, choice) in (1..).zip(choices) {
            self.say(format!("{number}. {choice}"));
        }
        loop {
            let answer = self.ask(&format!("{question} [1-{}]", choices.len())).await?;
            match answer.parse::<usize>() {
                Ok(number) if (1..=choices.len()).contains(&number) => return Ok(number - 1),
                _ => self.say(format!("`{answer}` is none of these numbers")),
            }
        }
    }

    fn question(&self, question: &str) -> Result<(), Failure> {
        self.prompt(question).map_err(unread)
    }
}

/// Reads on a thread that may be left behind.
async fn read(from: impl FnOnce() -> io::Result<String> + Send + 'static) -> Result<String, Failure> {
    let read = tokio::task::spawn_blocking(from).await;
    read.map_err(io::Error::other).and_then(|read| read).map_err(unread)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in the place of the error")]
fn unread(error: io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the input ended".to_owned(),
        _ => error.to_string(),
    };
    Failure::new(exit::FAILED, "the answer could not be read").cause(why)
}

/// The terminal as it was, which it is again at the end of this value.
struct Shown {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

impl Shown {
    fn now() -> Self {
        Self {
            #[cfg(unix)]
            before: rustix::termios::tcgetattr(io::stdin()).ok(),
        }
    }
}

#[cfg(unix)]
impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            // A terminal that is gone needs no care.
            let _ = rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, before);
        }
    }
}
