//! Pictures handed to the X server in memory that both share (MIT-SHM), not through a connection.
//!
//! minifb copies each picture into its own and sends it all through a socket. Here it is written
//! once, to a piece of memory that the server itself has made and copies to the window. Where the
//! server is on another machine, or cannot do this, [`SharedPicture::new`] says so.

use std::error::Error;
use std::fs::File;
use std::os::unix::fs::FileExt as _;

use x11rb::connection::Connection as _;
use x11rb::protocol::shm::ConnectionExt as _;
use x11rb::protocol::xproto::{ConnectionExt as _, CreateGCAux, ImageFormat, ImageOrder};
use x11rb::rust_connection::RustConnection;

use crate::geometry::Size;

/// The first version of the extension in which the server makes the memory.
const FIRST: (u16, u16) = (1, 2);

/// One window, and the memory through which it gets its pictures.
#[derive(Debug)]
pub struct SharedPicture {
    connection: RustConnection,
    window: u32,
    /// What the server draws with.
    context: u32,
    /// Bits of a pixel that count.
    depth: u8,
    memory: Option<Memory>,
}

/// Memory that the server has made.
#[derive(Debug)]
struct Memory {
    number: u32,
    file: File,
    bytes: usize,
}

impl SharedPicture {
    /// For the window with this number, on the display that `DISPLAY` names.
    ///
    /// # Errors
    /// In words, where the server does not share memory with us, or where a pixel of this window is
    /// no 0RGB word.
    pub fn new(window: u32) -> Result<Self, String> {
        Self::open(window).map_err(|error| error.to_string())
    }

    fn open(window: u32) -> Result<Self, Box<dyn Error>> {
        let (connection, _) = x11rb::connect(None)?;
        let version = connection.shm_query_version()?.reply()?;
        if (version.major_version, version.minor_version) < FIRST {
            return Err("its shared memory is too old".into());
        }
        let visual = connection.get_window_attributes(window)?.reply()?.visual;
        let depth = connection.get_geometry(window)?.reply()?.depth;
        let setup = connection.setup();
        let depths = setup.roots.iter().flat_map(|root| &root.allowed_depths);
        let mut visuals = depths.flat_map(|depth| &depth.visuals);
        let is_rgb = visuals.find(|known| known.visual_id == visual).is_some_and(|visual| {
            [visual.red_mask, visual.green_mask, visual.blue_mask] == [0xff_0000, 0x00_ff00, 0xff]
        });
        let mut formats = setup.pixmap_formats.iter();
        let format = formats.find(|format| format.depth == depth);
        let is_word = format.is_some_and(|f| f.bits_per_pixel == 32 && f.scanline_pad == 32);
        let native = if cfg!(target_endian = "little") {
            ImageOrder::LSB_FIRST
        } else {
            ImageOrder::MSB_FIRST
        };
        if !is_word || !is_rgb || setup.image_byte_order != native {
            return Err("its pixels are of another kind".into());
        }
        let context = connection.generate_id()?;
        let settings = CreateGCAux::new().graphics_exposures(0);
        connection.create_gc(context, window, &settings)?.check()?;
        Ok(Self { connection, window, context, depth, memory: None })
    }

    /// Shows this picture in the window's upper left corner. It is there when this returns.
    ///
    /// # Errors
    /// In words; nothing more can be shown in this way then.
    pub fn show(&mut self, pixels: &[u32], size: Size) -> Result<(), String> {
        self.put(pixels, size).map_err(|error| error.to_string())
    }

    fn put(&mut self, pixels: &[u32], size: Size) -> Result<(), Box<dyn Error>> {
        let bytes: &[u8] = bytemuck::cast_slice(&pixels[..size.area()]);
        let (width, height) = (u16::try_from(size.width)?, u16::try_from(size.height)?);
        let memory = match self.memory.take() {
            Some(memory) if memory.bytes >= bytes.len() => memory,
            too_small => {
                if let Some(Memory { number, .. }) = too_small {
                    self.connection.shm_detach(number)?.check()?;
                }
                self.memory_of(bytes.len())?
            }
        };
        memory.file.write_all_at(bytes, 0)?;
        let number = memory.number;
        self.memory = Some(memory);
        let shown = self.connection.shm_put_image(
            self.window,
            self.context,
            width,
            height,
            0,
            0,
            width,
            height,
            0,
            0,
            self.depth,
            ImageFormat::Z_PIXMAP.into(),
            false,
            number,
            0,
        )?;
        // Waits for the server: from now on the memory may be written again.
        Ok(shown.check()?)
    }

    fn memory_of(&self, bytes: usize) -> Result<Memory, Box<dyn Error>> {
        let number = self.connection.generate_id()?;
        let size = u32::try_from(bytes)?;
        let made = self.connection.shm_create_segment(number, size, false)?.reply()?;
        Ok(Memory { number, file: File::from(made.shm_fd), bytes })
    }
}
