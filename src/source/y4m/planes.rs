//! The planes of a y4m picture: their sizes by chroma subsampling, and their conversion to RGB.

use yuv::{
    YuvError, YuvGrayImage, YuvPlanarImage, YuvRange, YuvStandardMatrix, yuv400_to_rgb,
    yuv420_to_rgb, yuv422_to_rgb, yuv444_to_rgb,
};

use crate::frame::Picture;

use super::header::Header;

/// How colour is stored beside brightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chroma {
    /// Not at all.
    Mono,
    /// For two by two pixels.
    Quarter,
    /// For two pixels side by side.
    Half,
    /// For each pixel.
    Full,
}

impl Chroma {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "mono" => Some(Self::Mono),
            // They differ in where the colour is taken, by half a pixel.
            "420" | "420jpeg" | "420mpeg2" | "420paldv" => Some(Self::Quarter),
            "422" => Some(Self::Half),
            "444" => Some(Self::Full),
            _ => None,
        }
    }

    /// Width and height of a colour plane.
    pub(super) fn plane(self, width: usize, height: usize) -> (usize, usize) {
        match self {
            Self::Mono => (0, 0),
            Self::Quarter => (width.div_ceil(2), height.div_ceil(2)),
            Self::Half => (width.div_ceil(2), height),
            Self::Full => (width, height),
        }
    }
}

impl Header {
    /// Bytes of a picture.
    pub(super) fn bytes(&self) -> usize {
        let (width, height) =
            self.chroma.plane(self.size.width as usize, self.size.height as usize);
        self.size.area() + 2 * width * height
    }

    /// As RGB. BT.601, limited range unless the header says full: y4m itself says nothing of
    /// either.
    pub(super) fn convert(&self, planes: &[u8], into: &mut Picture) -> Result<(), YuvError> {
        let (width, height) = (self.size.width as u32, self.size.height as u32);
        into.size = self.size;
        into.rgb.resize(self.size.area() * 3, 0);
        let range = if self.full_range { YuvRange::Full } else { YuvRange::Limited };
        let matrix = YuvStandardMatrix::Bt601;
        let (rgb, row) = (&mut into.rgb[..], width * 3);
        let (y_plane, colour) = planes.split_at(self.size.area());
        let (u_plane, v_plane) = colour.split_at(colour.len() / 2);
        let stride = self.chroma.plane(width as usize, 1).0 as u32;
        let image = YuvPlanarImage {
            y_plane,
            y_stride: width,
            u_plane,
            u_stride: stride,
            v_plane,
            v_stride: stride,
            width,
            height,
        };
        match self.chroma {
            Chroma::Mono => {
                let image = YuvGrayImage { y_plane, y_stride: width, width, height };
                yuv400_to_rgb(&image, rgb, row, range, matrix)
            }
            Chroma::Quarter => yuv420_to_rgb(&image, rgb, row, range, matrix),
            Chroma::Half => yuv422_to_rgb(&image, rgb, row, range, matrix),
            Chroma::Full => yuv444_to_rgb(&image, rgb, row, range, matrix),
        }
    }
}
