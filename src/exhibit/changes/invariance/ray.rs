//! The ways in which a picture is changed little by little, and the sizes tried in each.

use super::super::perturbation::{Perturbation, TURNS, ZOOMS};

/// Changes of one kind in one direction, known by how large they are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ray {
    /// Of length one.
    Shift { right: f32, down: f32 },
    /// The sign.
    Zoom(f32),
    /// The sign.
    Turn(f32),
    /// The sign.
    Light(f32),
}

/// The axes to both sides, in the order of [`Axis::ALL`].
pub(super) const RAYS: [Ray; 10] = [
    Ray::Shift { right: 0.0, down: -1.0 },
    Ray::Shift { right: 0.0, down: 1.0 },
    Ray::Shift { right: -1.0, down: 0.0 },
    Ray::Shift { right: 1.0, down: 0.0 },
    Ray::Zoom(-1.0),
    Ray::Zoom(1.0),
    Ray::Turn(-1.0),
    Ray::Turn(1.0),
    Ray::Light(-1.0),
    Ray::Light(1.0),
];

/// Pixels to either side of a movement: what there is beside a view of 224.
pub(super) const SHIFTS: i32 = 16;
/// Steps to either side of a zoom.
pub(super) const ZOOM_STEPS: u32 = 12;
/// Steps to either side in brightness.
pub(super) const LIGHT_STEPS: u32 = 12;
/// How much darker and brighter at most, as a part.
pub(super) const LIGHT: f32 = 0.6;

impl Ray {
    /// The n-th step from rest, from 1; none beyond what the sheet has.
    pub(super) fn step(self, n: u32, margin: i32) -> Option<f32> {
        let n_th = n as f32;
        let (size, steps) = match self {
            Self::Shift { .. } => (n_th, margin as u32),
            Self::Zoom(sign) => {
                let reach = if sign < 0.0 { 1.0 - ZOOMS.0 } else { ZOOMS.1 - 1.0 };
                (reach * n_th / ZOOM_STEPS as f32, ZOOM_STEPS)
            }
            Self::Turn(_) => (n_th / 2.0, (2.0 * TURNS) as u32),
            Self::Light(_) => (LIGHT * n_th / LIGHT_STEPS as f32, LIGHT_STEPS),
        };
        (n <= steps).then_some(size)
    }

    /// The change of this size: pixels, a part of the zoom or the brightness, degrees.
    pub(super) fn perturbation(self, size: f32) -> Perturbation {
        match self {
            Self::Shift { right, down } => {
                Perturbation::Shift { right: right * size, down: down * size }
            }
            Self::Zoom(sign) => Perturbation::Zoom((1.0 + sign * size).clamp(ZOOMS.0, ZOOMS.1)),
            Self::Turn(sign) => Perturbation::Turn(sign * size),
            Self::Light(sign) => Perturbation::Brightness(1.0 + sign * size),
        }
    }

    /// Where it is not searched on.
    pub(super) fn tolerance(self) -> f32 {
        match self {
            Self::Shift { .. } => 1.0 / 8.0,
            Self::Zoom(_) => 0.001,
            Self::Turn(_) => 1.0 / 16.0,
            Self::Light(_) => 0.005,
        }
    }
}
