//! The names of what can be touched, for scripts and assistive tools.

use std::collections::HashSet;

use super::Dashboard;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::screen::Touchable;
use crate::view::target::{What, at};

impl Dashboard {
    /// What a touch of its middle means, with its name. `step N` is as large as the heading of the
    /// block, since a touch among its squares means one of these.
    pub fn touchable(&self, scene: &Scene<'_>) -> Vec<Touchable> {
        let targets = self.targets(scene);
        let window = self.layout.as_ref().map(|layout| layout.size.rect()).unwrap_or_default();
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for target in &targets {
            let mut area = target.area;
            if let What::Step(layer) = target.what {
                let inside = |other: &&crate::view::Target| matches!(other.what, What::Square(unit) if unit.layer == layer);
                let squares = targets.iter().filter(inside).map(|square| square.area.y);
                let first = squares.min().unwrap_or(area.bottom());
                area = Rect { height: (first - area.y).clamp(0, area.height.max(0)), ..area };
            }
            // A window shrunk to nothing has no room for all.
            area = area.intersect(window);
            // One that lies under another cannot be touched in its middle.
            let meant = at(&targets, area.middle()).is_some_and(|meant| meant.what == target.what);
            let name = target.name(scene.outline);
            if meant && !area.is_empty() && seen.insert(name.clone()) {
                found.push(Touchable { name, area });
            }
        }
        found
    }
}
