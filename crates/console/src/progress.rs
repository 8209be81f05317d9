//! What is live: how far something has come, and what is waited for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::harmless::harmless;
use crate::ui::Ui;

/// Without a terminal something that is waited for is spoken of once in so long.
const CALM: Duration = Duration::from_mins(1);

/// Something on its way; ends with this value.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    label: String,
    total: u64,
    done: AtomicU64,
    ui: Ui,
}

impl Progress {
    pub(crate) fn new(ui: &Ui, label: &str, total: u64) -> Self {
        let bar = ui.bars().map(|bars| {
            let bar = bars.add(ProgressBar::new(total));
            bar.set_style(style("{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec}"));
            bar.set_message(harmless(label).into_owned());
            bar
        });
        Self { bar, label: label.to_owned(), total, done: AtomicU64::new(0), ui: ui.clone() }
    }

    /// So much more is done. Without a terminal a line is said at each quarter.
    pub fn advance(&self, by: u64) {
        let before = self.done.fetch_add(by, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.inc(by);
            return;
        }
        let quarter = |done: u64| done.saturating_mul(4) / self.total.max(1);
        if quarter(before + by) > quarter(before) {
            self.ui.step(format!("{}: {} %", self.label, quarter(before + by).min(4) * 25));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Something that is waited for; ends with this value.
#[derive(Debug)]
pub struct Waiting {
    bar: Option<ProgressBar>,
    label: String,
    begun: Instant,
    /// What was last said, and when.
    said: Option<(String, Instant)>,
    ui: Ui,
}

impl Waiting {
    pub(crate) fn new(ui: &Ui, label: &str) -> Self {
        let bar = ui.bars().map(|bars| {
            let bar = bars.add(ProgressBar::new_spinner());
            bar.set_style(style("{spinner} {msg} ({elapsed})"));
            bar.set_message(harmless(label).into_owned());
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { bar, label: label.to_owned(), begun: Instant::now(), said: None, ui: ui.clone() }
    }

    /// How it stands. Without a terminal a line is said when that changes, and once a minute.
    pub fn state(&mut self, state: &str) {
        let line = format!("{}: {state}", self.label);
        if let Some(bar) = &self.bar {
            bar.set_message(harmless(&line).into_owned());
            return;
        }
        if self.said.as_ref().is_some_and(|(said, when)| *said == line && when.elapsed() < CALM) {
            return;
        }
        let seconds = self.begun.elapsed().as_secs();
        self.ui.step(if seconds == 0 { line.clone() } else { format!("{line} ({seconds} s)") });
        self.said = Some((line, Instant::now()));
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
