//! Stepping from network to network while it runs.

use std::sync::Arc;

use super::Render;
use crate::engine::Loaded;
use crate::network::outline::Outline;
use crate::pipeline::Pacing;

impl Render<'_> {
    /// The next network whose weights are here.
    pub(super) fn ask_for_next_network(&mut self) {
        if self.networks.len() < 2 {
            let only = "no other network is here; `scripts/fetch_weights NAME` brings one";
            self.wires.notices_in.tell(only);
            return;
        }
        self.wanted = (self.wanted + 1) % self.networks.len();
        let wanted = Arc::clone(&self.networks[self.wanted]);
        if self.settings.pacing == Pacing::Unpaced {
            self.hand_over_to(wanted);
        } else if wanted.name == self.outline.name {
            self.wires.notices_in.tell(format!("{} goes on", wanted.title));
        } else {
            self.wires.notices_in.tell(format!("loading {} …", wanted.title));
        }
    }

    /// From now on the keys are about this network.
    pub(super) fn hand_over_to(&mut self, network: Arc<Outline>) {
        self.outline = network;
        self.steering.begin_again(&self.rooms);
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
                self.engaged = Some(engaged);
            }
            Loaded::Refused { network, problem } => {
                let title = &self.networks[network].title;
                self.wires.notices_in.tell(format!("{title} cannot run: {problem}"));
                if self.wanted == network {
                    let shown = |other: &Arc<Outline>| other.name == self.outline.name;
                    self.wanted = self.networks.iter().position(shown).unwrap_or(0);
                }
            }
        }
    }
}
