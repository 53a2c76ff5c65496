//! The change from network to network while a run goes on.

use std::sync::Arc;

use super::Render;
use crate::engine::{Engaged, Loaded};
use crate::network::outline::Outline;
use crate::pipeline::Pacing;

/// The networks of a run: those that can be stepped to, and the one that runs.
#[derive(Debug)]
pub(super) struct Networks {
    all: Vec<Arc<Outline>>,
    /// The one that is asked for; its place in `all`.
    pub(super) wanted: usize,
    /// What was loaded last; none before the first.
    pub(super) engaged: Option<Engaged>,
}

impl Networks {
    /// Begins with the first of these.
    pub(super) fn new(all: Vec<Arc<Outline>>) -> Self {
        Self { all, wanted: 0, engaged: None }
    }

    /// The place of the one with this outline.
    pub(super) fn shown(&self, outline: &Outline) -> usize {
        self.all.iter().position(|other| other.name == outline.name).unwrap_or(0)
    }

    /// The one that is asked for.
    pub(super) fn wanted(&self) -> &Arc<Outline> {
        &self.all[self.wanted]
    }
}

impl Render<'_> {
    /// The next network whose weights are here.
    pub(super) fn ask_for_next_network(&mut self) {
        let networks = &mut self.networks;
        if networks.all.len() < 2 {
            self.wires.notices_in.tell(say!("notice-only-network"));
            return;
        }
        networks.wanted = (networks.wanted + 1) % networks.all.len();
        let wanted = Arc::clone(networks.wanted());
        if self.settings.pacing == Pacing::Unpaced {
            self.session.hand_over_to(wanted);
        } else if wanted.name == self.session.outline().name {
            self.wires.notices_in.tell(say!("notice-network-goes-on", network = wanted.title));
        } else {
            self.wires.notices_in.tell(say!("notice-network-loading", network = wanted.title));
        }
    }

    pub(super) fn hear_all(&mut self) {
        while let Ok(loaded) = self.wires.loaded.try_recv() {
            self.hear(loaded);
        }
    }

    /// What came of a request for a network.
    pub(super) fn hear(&mut self, loaded: Loaded) {
        match loaded {
            Loaded::Ready(engaged) => {
                self.status.device.clone_from(&engaged.device);
                self.status.precision = engaged.precision;
                self.networks.engaged = Some(engaged);
            }
            Loaded::Refused { network, problem } => {
                let networks = &mut self.networks;
                let title = &networks.all[network].title;
                let refused = say!("notice-network-refused", network = title, problem = problem);
                self.wires.notices_in.tell(refused);
                if networks.wanted == network {
                    networks.wanted = networks.shown(self.session.outline());
                }
            }
        }
    }
}
