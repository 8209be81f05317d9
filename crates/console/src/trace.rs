//! `--verbose`: each request with its time, told on standard error. The events hold no secrets: paths without
//! queries, statuses, counts.

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::ui::trace_line;

/// Shows the events of `spaceship` from here on.
pub(crate) fn start() {
    let layer = tracing_subscriber::fmt::layer()
        .without_time()
        .with_target(false)
        .with_ansi(false)
        .with_writer(Lines);
    let only_ours = Targets::new().with_target("spaceship", tracing::Level::DEBUG);
    // Only a test that runs two tools in one process could meet a second start.
    let _ = tracing_subscriber::registry().with(layer).with(only_ours).try_init();
}

struct Lines;

/// One event's text, shown when it is complete.
struct Line(Vec<u8>);

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line;

    fn make_writer(&'a self) -> Line {
        Line(Vec::new())
    }
}

impl std::io::Write for Line {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        trace_line(String::from_utf8_lossy(&self.0).trim_end());
    }
}
