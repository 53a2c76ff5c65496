//! What can be touched on the dashboard, by name: for scripts and assistive tools.

use super::Dashboard;
use crate::geometry::Rect;
use crate::screen::Touchable;
use crate::view::Target;

impl Dashboard {
    /// What can be touched, as laid out and last drawn. On the wall `step N`, from 1: the heading
    /// of a block, since a click among its squares means one of these; and its squares, `square
    /// LAYER CHANNEL`, with the layer's index in [`crate::network::outline::Outline::layers`]; or
    /// the squares of the open layer. The marks of flips: `flip FRAME`.
    pub fn targets(&self) -> Vec<Touchable> {
        let Some(layout) = &self.layout else { return Vec::new() };
        let mut found = Vec::new();
        let mut add = |name: String, area: Rect| {
            if !area.is_empty() {
                found.push(Touchable { name, area });
            }
        };
        let square = |layer: usize, channel: usize| format!("square {layer} {channel}");
        if let Some((layer, tiles)) = &layout.grid {
            for channel in 0..layout.channels.min(tiles.room()) {
                add(square(*layer, channel), tiles.tile(channel));
            }
        }
        for cell in &layout.wall.cells {
            add(format!("step {}", cell.block + 1), cell.label);
            let shown = self.shown.get(&cell.layer).into_iter().flatten();
            for (n, &channel) in shown.take(cell.tiles.room()).enumerate() {
                add(square(cell.layer, channel.into()), cell.tiles.tile(n));
            }
        }
        for &(flip, mark) in &self.marks {
            // One that lies under another cannot be touched in its middle.
            if self.target(mark.middle()) == Some(Target::Flip(flip)) {
                add(format!("flip {flip}"), mark);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::control::zoom::Zoom;
    use crate::exhibit::selection::Selection;
    use crate::geometry::Size;
    use crate::made_up;
    use crate::taps::plan::Unit;

    /// A dashboard for this selection, with channels 7, 3 and 5 on each step of the wall.
    fn dashboard(size: Size, zoom: Zoom) -> Dashboard {
        let outline = made_up::outline(6, 16);
        let mut dashboard = Dashboard::default();
        let unit = Unit { layer: outline.blocks[2].shown, channel: 0 };
        dashboard.arrange(size, &outline, &Selection { zoom, unit, ..Selection::default() });
        let shown = outline.blocks.iter().map(|block| (block.shown, vec![7, 3, 5]));
        dashboard.shown = shown.collect();
        let mark = |x| Rect::new(x, 700, 10, 10);
        dashboard.marks = vec![(17, mark(1000)), (18, mark(1004)), (40, mark(1100))];
        dashboard
    }

    fn names(dashboard: &Dashboard) -> Vec<String> {
        dashboard.targets().into_iter().map(|target| target.name).collect()
    }

    #[test]
    fn the_wall_offers_its_steps_their_squares_and_the_flips() {
        let names = names(&dashboard(Size::new(1280, 800), Zoom::Wall));
        assert_eq!(names.len(), 6 * (1 + 3) + 2);
        assert_eq!(names[0], "step 1");
        let layer = made_up::outline(6, 16).blocks[0].shown;
        for (n, channel) in [7, 3, 5].into_iter().enumerate() {
            assert_eq!(names[1 + n], format!("square {layer} {channel}"));
        }
        assert_eq!(names[6 * 4..], ["flip 17", "flip 40"], "one lies under another");
    }

    #[test]
    fn an_open_layer_offers_all_its_squares() {
        let open = names(&dashboard(Size::new(1280, 800), Zoom::Layer));
        let layer = made_up::outline(6, 16).blocks[2].shown;
        let squares: Vec<String> = (0..16).map(|n| format!("square {layer} {n}")).collect();
        assert_eq!(open[..16], squares);
        assert_eq!(open[16..], ["flip 17", "flip 40"]);
        assert_eq!(names(&dashboard(Size::new(1280, 800), Zoom::Unit)), open[16..]);
        assert_eq!(names(&Dashboard::default()), [""; 0]);
    }

    #[test]
    fn each_is_touched_in_its_middle_and_has_a_name_of_its_own() {
        for size in [Size::new(1280, 800), Size::new(768, 1024), Size::new(400, 300)] {
            for zoom in [Zoom::Wall, Zoom::Layer] {
                let dashboard = dashboard(size, zoom);
                let mut seen = HashSet::new();
                for Touchable { name, area } in dashboard.targets() {
                    let touched = match dashboard.target(area.middle()).unwrap() {
                        Target::Unit(unit) => format!("square {} {}", unit.layer, unit.channel),
                        Target::Layer(layer) => {
                            let blocks = made_up::outline(6, 16).blocks;
                            let step = blocks.iter().position(|block| block.shown == layer);
                            format!("step {}", step.unwrap() + 1)
                        }
                        Target::Flip(flip) => format!("flip {flip}"),
                    };
                    assert_eq!(touched, name, "{size}");
                    assert!(seen.insert(name));
                }
            }
        }
    }
}
