//! The presenter's cards for the camera: what each order does, and how the camera stands.

use deepvis_camera::{CameraOrder, Tuned};

use crate::view::icon::Icon;
use crate::view::status::Status;

/// The icon, the name, and how it stands.
pub(super) fn card(order: CameraOrder, status: &Status) -> (Icon, String, String) {
    let (icon, name) = match order {
        CameraOrder::PowerLine => (Icon::Bolt, say!("card-power-line")),
        CameraOrder::Hold => (Icon::Pause, say!("card-hold")),
        CameraOrder::LowLightRate => (Icon::Moon, say!("card-low-light")),
        CameraOrder::Zoom => (Icon::Lens, say!("card-zoom")),
        CameraOrder::Rotate => (Icon::Turn, say!("card-rotate")),
    };
    let Some(tuned) = &status.tuned else { return (icon, name, say!("card-no-camera")) };
    let stands = match order {
        CameraOrder::Rotate => Some(say!("card-rotate-says", degrees = status.rotated)),
        _ => stands(order, tuned),
    };
    (icon, name, stands.unwrap_or_else(|| say!("card-camera-lacks")))
}

/// None where the camera lacks it.
fn stands(order: CameraOrder, tuned: &Tuned) -> Option<String> {
    Some(match order {
        CameraOrder::PowerLine => say!("card-power-line-says", line = tuned.power_line?.name()),
        CameraOrder::Hold => match (tuned.held.is_empty(), tuned.automatic.is_empty()) {
            (true, true) => return None,
            (true, false) => say!("card-hold-says-none"),
            (false, true) => say!("card-hold-says"),
            (false, false) => say!("card-hold-says-some"),
        },
        CameraOrder::LowLightRate if tuned.low_light_rate? => say!("card-low-light-says"),
        CameraOrder::LowLightRate => say!("card-low-light-says-not"),
        CameraOrder::Zoom => {
            let (step, steps) = tuned.zoom?;
            say!("card-zoom-says", step = step, steps = steps)
        }
        CameraOrder::Rotate => return None,
    })
}

#[cfg(test)]
mod tests {
    use deepvis_camera::{Held, PowerLine};

    use super::*;

    const ORDERS: [CameraOrder; 5] = [
        CameraOrder::PowerLine,
        CameraOrder::Hold,
        CameraOrder::LowLightRate,
        CameraOrder::Zoom,
        CameraOrder::Rotate,
    ];

    fn said(tuned: Option<Tuned>) -> [String; 5] {
        let status = Status { tuned, rotated: 90, ..Status::default() };
        ORDERS.map(|order| card(order, &status).2)
    }

    #[test]
    fn a_card_says_how_the_camera_stands_and_what_it_lacks() {
        assert_eq!(said(None), ["no camera is shown"; 5].map(str::to_owned));
        let bare = said(Some(Tuned::default()));
        assert_eq!(bare[..4], ["this camera cannot"; 4].map(str::to_owned));
        let tuned = Tuned {
            power_line: Some(PowerLine::Hz50),
            held: vec![Held::Focus],
            automatic: vec![Held::Exposure],
            low_light_rate: Some(false),
            zoom: Some((2, 5)),
        };
        let some = said(Some(tuned.clone()));
        let wanted = ["50 Hz", "some of it is held", "it keeps its speed", "2 of 5", "by 90°"];
        assert_eq!(some, wanted.map(str::to_owned));
        let all = said(Some(Tuned { automatic: Vec::new(), ..tuned }));
        assert_eq!(all[1], "held as it is");
    }
}
