//! The files that somebody asks for: an export, a picture of the screen.

use super::Render;
use crate::engine::Order;

impl Render<'_> {
    /// Has the engine write what is looked at; in the room of teaching what was taught.
    pub(super) fn export(&mut self) {
        let network = self.networks.shown(self.session.outline());
        let order = match self.session.taught_names() {
            Some(labels) => Order::ExportHead { network, labels, mirror: self.source.mirrored },
            None => Order::Export { network, names: self.session.names() },
        };
        if !self.order(order) {
            self.wires.notices_in.tell(say!("notice-engine-busy"));
        }
    }

    /// Saves what is on the screen.
    pub(super) fn save_picture(&mut self) {
        let (size, pixels) = (self.session.size(), self.picture.pixels());
        if pixels.len() == size.area() {
            self.saving.begin(&self.settings.folder, pixels, size, &self.wires.notices_in);
        } else {
            self.wires.notices_in.tell(say!("notice-nothing-to-save"));
        }
    }
}
