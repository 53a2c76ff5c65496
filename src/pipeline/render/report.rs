//! The report of a run: what was shown, and what it cost.

use super::Render;
use crate::dynamics::history::FlipRecord;
use crate::engine::Engaged;
use crate::network::guess::Guess;
use crate::pipeline::message::SourceStatus;
use crate::pipeline::meter::Meter;
use crate::pipeline::outcome::Stop;

/// What a run showed and what it cost.
#[derive(Debug, Clone)]
pub struct Report {
    /// What ran.
    pub engaged: Engaged,
    /// Where the last frames came from.
    pub source: SourceStatus,
    /// Frames shown.
    pub frames: u64,
    /// Frames that capture delivered and nobody looked at.
    pub dropped: u64,
    /// Pictures a second, over the whole run.
    pub fps: f64,
    /// What each stage cost.
    pub meter: Meter,
    /// The flips: changes of the best class.
    pub flips: FlipRecord,
    /// How often a thread was busy with one thing for too long.
    pub stalls: u64,
    /// The last frame's best guesses.
    pub top: Vec<Guess>,
    /// The program's resident memory in MiB while the network was still loaded; none where the
    /// system does not tell.
    pub resident_mb: Option<f64>,
}

impl Render<'_> {
    pub(super) fn report(mut self, resident_mb: Option<f64>) -> Result<Report, Stop> {
        let lost = self.wires.notices_in.lost();
        if lost > 0 {
            log::warn!("{lost} notices found no room and were not shown");
        }
        self.hear_all();
        let fps = self.figures.fps();
        let (flips, last) = self.session.into_record();
        Ok(Report {
            // Only a window that was closed at once gets here without.
            engaged: self.networks.engaged.ok_or(Stop::Cancelled)?,
            source: self.source,
            frames: self.figures.frames,
            dropped: last.as_ref().map_or(0, |snapshot| snapshot.dropped),
            fps,
            meter: self.figures.meter,
            flips,
            stalls: self.wires.watchdog.stalls(),
            top: last.map(|snapshot| snapshot.top).unwrap_or_default(),
            resident_mb,
        })
    }
}
