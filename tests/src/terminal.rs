//! A tool at a terminal: what a person sees and types there.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use testkit::{Tool, World};

/// The longest wait for what should appear; far more than it takes, as machines are shared.
const PATIENCE: Duration = Duration::from_mins(1);

/// A tool that runs at a terminal of its own, which shows what is typed as terminals do.
pub struct Terminal<'a> {
    world: &'a World,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    screen: Receiver<Vec<u8>>,
    seen: String,
    /// How much of what was seen was waited for already.
    known: usize,
    typed: Vec<String>,
    _master: Box<dyn MasterPty + Send>,
}

impl<'a> Terminal<'a> {
    /// Starts the tool.
    pub fn start(world: &'a World, tool: Tool) -> Self {
        let size = PtySize { rows: 40, cols: 200, ..PtySize::default() };
        let pty = native_pty_system().openpty(size).expect("a terminal can be opened");
        let child = pty.slave.spawn_command(command(tool)).expect("the tool starts");
        let mut reader = pty.master.try_clone_reader().expect("the terminal can be read");
        let (send, screen) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pty.master.take_writer().expect("the terminal can be written to");
        let (seen, typed) = (String::new(), Vec::new());
        Self { world, child, keyboard, screen, seen, known: 0, typed, _master: pty.master }
    }

    /// Waits until this appears, after what was waited for before.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.seen[self.known..].find(text) {
                self.known += at + text.len();
                return self;
            }
            match self.screen.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(why) => panic!("`{text}` did not appear ({why}) after:\n{}", self.seen),
            }
        }
    }

    /// Types a line.
    pub fn types(&mut self, line: &str) -> &mut Self {
        // A terminal that is being told to hide what is typed may drop what was typed before.
        std::thread::sleep(Duration::from_millis(100));
        self.keyboard.write_all(format!("{line}\r").as_bytes()).expect("the terminal takes a line");
        self.typed.push(line.to_owned());
        self
    }

    /// Presses Ctrl-C.
    pub fn interrupts(&mut self) -> &mut Self {
        // A tool that has only just asked may not listen yet, and is then ended by the system.
        std::thread::sleep(Duration::from_millis(300));
        self.keyboard.write_all(b"\x03").expect("the terminal takes a key");
        self
    }

    /// Waits for the end; the exit code, and all that was seen.
    pub fn ends(mut self) -> (u32, String) {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().expect("it has a status") {
                Some(status) => break status,
                None if Instant::now() < until => std::thread::sleep(Duration::from_millis(20)),
                None => {
                    let _ = self.child.kill();
                    self.read();
                    panic!("it does not end:\n{}", self.seen);
                }
            }
        };
        self.read();
        // What is typed the terminal itself shows, unless it was told not to: codes, but no passwords.
        let is_code = |line: &&String| line.chars().all(|digit| digit.is_ascii_digit());
        let codes = self.typed.iter().filter(is_code);
        self.world.keep_said(
            &codes.fold(self.seen.clone(), |said, code| said.replacen(&format!(" {code}\r\n"), "", 1)),
        );
        (status.exit_code(), self.seen)
    }

    /// Reads what is still to come.
    fn read(&mut self) {
        while let Ok(bytes) = self.screen.recv_timeout(Duration::from_millis(200)) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
}

fn command(tool: Tool) -> CommandBuilder {
    let mut tool = tool.env("TERM", "xterm");
    let given = tool.command();
    let mut command = CommandBuilder::new(given.get_program());
    command.env_clear();
    command.args(given.get_args());
    if let Some(folder) = given.get_current_dir() {
        command.cwd(folder);
    }
    for (name, value) in given.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command
}
