//! The directions in which a picture is moved, zoomed or turned, and the sizes tried in each.

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
}

/// The four axes to both sides, in the order of [`Axis::ALL`], then the diagonals.
pub(super) const RAYS: [Ray; 12] = {
    let half = std::f32::consts::FRAC_1_SQRT_2;
    [
        Ray::Shift { right: 0.0, down: -1.0 },
        Ray::Shift { right: 0.0, down: 1.0 },
        Ray::Shift { right: -1.0, down: 0.0 },
        Ray::Shift { right: 1.0, down: 0.0 },
        Ray::Zoom(-1.0),
        Ray::Zoom(1.0),
        Ray::Turn(-1.0),
        Ray::Turn(1.0),
        Ray::Shift { right: half, down: half },
        Ray::Shift { right: half, down: -half },
        Ray::Shift { right: -half, down: half },
        Ray::Shift { right: -half, down: -half },
    ]
};

/// Pixels to either side of a movement: what there is beside a view of 224.
pub(super) const SHIFTS: i32 = 16;
/// Steps to either side of a zoom.
pub(super) const ZOOM_STEPS: u32 = 12;

impl Ray {
    /// Which place of [`Invariance::smallest`] it is about.
    pub(super) fn kind(self) -> usize {
        match self {
            Self::Shift { .. } => 0,
            Self::Zoom(_) => 1,
            Self::Turn(_) => 2,
        }
    }

    /// The n-th step from rest, from 1; none beyond what the sheet has.
    pub(super) fn step(self, n: u32, margin: i32) -> Option<f32> {
        let n_th = n as f32;
        let (size, steps) = match self {
            Self::Shift { right, down } if right != 0.0 && down != 0.0 => {
                (n_th * std::f32::consts::SQRT_2, margin as u32)
            }
            Self::Shift { .. } => (n_th, margin as u32),
            Self::Zoom(sign) => {
                let reach = if sign < 0.0 { 1.0 - ZOOMS.0 } else { ZOOMS.1 - 1.0 };
                (reach * n_th / ZOOM_STEPS as f32, ZOOM_STEPS)
            }
            Self::Turn(_) => (n_th / 2.0, (2.0 * TURNS) as u32),
        };
        (n <= steps).then_some(size)
    }

    /// The change of this size: pixels, a part of the zoom, degrees.
    pub(super) fn perturbation(self, size: f32) -> Perturbation {
        // The diagonals' pixels are whole where the steps are.
        let whole = |pixels: f32| {
            if (pixels - pixels.round()).abs() < 1e-4 { pixels.round() } else { pixels }
        };
        match self {
            Self::Shift { right, down } => {
                Perturbation::Shift { right: whole(right * size), down: whole(down * size) }
            }
            Self::Zoom(sign) => Perturbation::Zoom((1.0 + sign * size).clamp(ZOOMS.0, ZOOMS.1)),
            Self::Turn(sign) => Perturbation::Turn(sign * size),
        }
    }

    /// Where it is not searched on.
    pub(super) fn tolerance(self) -> f32 {
        match self {
            Self::Shift { .. } => 1.0 / 8.0,
            Self::Zoom(_) => 0.001,
            Self::Turn(_) => 1.0 / 16.0,
        }
    }
}
