//! The check that all blocks of a JPEG scan are there, by walking its entropy-coded data.
//!
//! See ITU-T T.81, annexes F and G. It is read through without computing a pixel. Decoders, and
//! `zune-jpeg` in its strict mode too, make up for what is missing and say nothing.

use super::huffman::Codes;

/// So many bytes too many before a marker are no damage: webcams put some before every one (1 to 10
/// were reported, of many a Logitech), with all their blocks in place.
const SPARE: usize = 16;

/// What can be wrong with a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Damage {
    /// The bytes end before its last block, at no marker.
    CutShort,
    /// So does the scan, at a marker.
    Missing,
    /// After the last block come more data.
    LeftOver,
    /// A restart marker is missing, or another one is there.
    Restart,
    /// A code that does not exist.
    Impossible,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::CutShort => super::CUT_SHORT,
            Self::Missing => "part of the JPEG picture is missing",
            Self::LeftOver => "the JPEG picture has more data than blocks",
            Self::Restart => "a part of the JPEG picture is missing between two restart markers",
            Self::Impossible => "the JPEG picture has a code that does not exist",
        })
    }
}

/// A colour component of the frame.
#[derive(Debug, Clone)]
pub(super) struct Component {
    pub id: u8,
    /// Blocks across and down in a unit of all components.
    pub sampling: (u32, u32),
    /// Its own blocks across and down.
    pub blocks: (u32, u32),
    /// Of a progressive picture, by block: which of its coefficients are not zero so far.
    pub known: Vec<u64>,
    /// How many of the lowest bits of each coefficient are still to come.
    pub missing_bits: [u8; 64],
}

/// Not one bit of it has come.
pub(super) const ALL_BITS: u8 = 255;

/// What a scan's header says.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    /// Each component's place in the frame, its table of first and of further coefficients.
    pub parts: Vec<(usize, Option<&'a Codes>, Option<&'a Codes>)>,
    pub progressive: bool,
    /// The first and the last coefficient that it brings.
    pub band: (u32, u32),
    /// The lowest bit that came before, or 0, and the lowest one now.
    pub bits: (u8, u8),
    /// Units between two restart markers; 0 for no such markers.
    pub restart: u32,
    /// Units of all components in the picture, across and down.
    pub units: (u32, u32),
}

impl Scan<'_> {
    /// Reads through the data that begin at `at`, and gives the place behind them.
    pub(super) fn walk(
        &self,
        bytes: &[u8],
        at: usize,
        components: &mut [Component],
    ) -> Result<usize, Damage> {
        let mut reader = Reader { bytes, at, ..Reader::default() };
        let (units, alone) = match self.parts[..] {
            [(part, ..)] => (components[part].blocks, true),
            _ => (self.units, false),
        };
        let (mut run, mut restarts) = (0, 0);
        for unit in 0..units.0 * units.1 {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                reader.restart(restarts)?;
                (run, restarts) = (0, (restarts + 1) % 8);
            }
            for &(part, first, further) in &self.parts {
                let Component { sampling, known, .. } = &mut components[part];
                let blocks = if alone { 1 } else { sampling.0 * sampling.1 };
                for _ in 0..blocks {
                    if self.progressive {
                        // Coefficients other than the first come one component at a time.
                        let mut none = 0;
                        let known = known.get_mut(unit as usize).unwrap_or(&mut none);
                        self.progress(&mut reader, (first, further), known, &mut run)?;
                    } else {
                        reader.first(first)?;
                        reader.further(further)?;
                    }
                }
            }
        }
        reader.end()?;
        for &(part, ..) in &self.parts {
            let bits = &mut components[part].missing_bits;
            bits[self.band.0 as usize..=self.band.1 as usize].fill(self.bits.1);
        }
        Ok(reader.at)
    }

    /// A block of a progressive scan.
    fn progress(
        &self,
        reader: &mut Reader<'_>,
        codes: (Option<&Codes>, Option<&Codes>),
        known: &mut u64,
        run: &mut u32,
    ) -> Result<(), Damage> {
        match (self.band.0, self.bits.0) {
            (0, 0) => reader.first(codes.0),
            (0, _) => reader.skip(1),
            (_, 0) => self.begin(reader, codes.1, known, run),
            _ => self.refine(reader, codes.1, known, run),
        }
    }

    /// A band of a block for the first time.
    fn begin(
        &self,
        reader: &mut Reader<'_>,
        codes: Option<&Codes>,
        known: &mut u64,
        run: &mut u32,
    ) -> Result<(), Damage> {
        if *run > 0 {
            *run -= 1;
            return Ok(());
        }
        let mut at = self.band.0;
        while at <= self.band.1 {
            let (zeros, size) = reader.pair(codes)?;
            if size > 0 {
                at += zeros;
                reader.skip(size)?;
                *known |= 1_u64.checked_shl(at).ok_or(Damage::Impossible)?;
                at += 1;
            } else if zeros == 15 {
                at += 16;
            } else {
                *run = (1 << zeros) + reader.take(zeros)? - 1;
                break;
            }
        }
        Ok(())
    }

    /// One more bit of a band: one for each coefficient that is not zero, and those that now cease
    /// to be.
    fn refine(
        &self,
        reader: &mut Reader<'_>,
        codes: Option<&Codes>,
        known: &mut u64,
        run: &mut u32,
    ) -> Result<(), Damage> {
        let mut at = self.band.0;
        while *run == 0 && at <= self.band.1 {
            let (mut zeros, size) = reader.pair(codes)?;
            if size > 0 {
                reader.skip(1)?;
            } else if zeros < 15 {
                *run = (1 << zeros) + reader.take(zeros)?;
                break;
            }
            while at <= self.band.1 {
                if *known >> at & 1 == 1 {
                    reader.skip(1)?;
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if size > 0 {
                *known |= 1_u64.checked_shl(at).ok_or(Damage::Impossible)?;
            }
            at += 1;
        }
        if *run > 0 {
            let rest = (at..=self.band.1).filter(|at| *known >> at & 1 == 1).count();
            for _ in 0..rest {
                reader.skip(1)?;
            }
            *run -= 1;
        }
        Ok(())
    }
}

/// Bits of entropy-coded data, up to the next marker.
#[derive(Debug, Default)]
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, the first one at the top.
    buffer: u64,
    /// How many of them there are.
    bits: u32,
}

impl Reader<'_> {
    /// The next byte of data; none at a marker and at the end.
    #[inline]
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        if byte == 0xff {
            // A zero behind it says that it is one of the data.
            if self.bytes.get(self.at + 1) != Some(&0) {
                return None;
            }
            self.at += 1;
        }
        self.at += 1;
        Some(byte)
    }

    #[inline]
    fn fill(&mut self) {
        while self.bits <= 56 {
            let Some(byte) = self.byte() else { return };
            self.buffer |= u64::from(byte) << (56 - self.bits);
            self.bits += 8;
        }
    }

    /// What the lack of bits means here.
    #[cold]
    fn lack(&self) -> Damage {
        match self.marker() {
            Some(_) => Damage::Missing,
            None => Damage::CutShort,
        }
    }

    #[inline]
    fn skip(&mut self, count: u32) -> Result<(), Damage> {
        self.take(count).map(|_| ())
    }

    #[inline]
    fn take(&mut self, count: u32) -> Result<u32, Damage> {
        if self.bits < count {
            self.fill();
            if self.bits < count {
                return Err(self.lack());
            }
        }
        // Two shifts, since none may be by 64.
        let value = (self.buffer >> 1 >> (63 - count)) as u32;
        self.buffer <<= count;
        self.bits -= count;
        Ok(value)
    }

    #[inline]
    fn symbol(&mut self, codes: Option<&Codes>) -> Result<u8, Damage> {
        if self.bits < 16 {
            self.fill();
        }
        let codes = codes.ok_or(Damage::Impossible)?;
        let found = codes.find((self.buffer >> 48) as u32);
        match found {
            Some((length, symbol)) if length <= self.bits => {
                self.buffer <<= length;
                self.bits -= length;
                Ok(symbol)
            }
            // Near the end the bits that are missing may have made it impossible.
            _ if self.bits < 16 => Err(self.lack()),
            _ => Err(Damage::Impossible),
        }
    }

    /// How many zeros come before a coefficient, and how many bits that has.
    #[inline]
    fn pair(&mut self, codes: Option<&Codes>) -> Result<(u32, u32), Damage> {
        let symbol = u32::from(self.symbol(codes)?);
        Ok((symbol >> 4, symbol & 15))
    }

    /// The first coefficient of a block.
    #[inline]
    fn first(&mut self, codes: Option<&Codes>) -> Result<(), Damage> {
        match self.symbol(codes)? {
            size @ ..=16 => self.skip(u32::from(size)),
            _ => Err(Damage::Impossible),
        }
    }

    /// The other 63 of a block.
    #[inline]
    fn further(&mut self, codes: Option<&Codes>) -> Result<(), Damage> {
        let mut at = 1;
        while at < 64 {
            match self.pair(codes)? {
                (15, 0) => at += 16,
                (_, 0) => return Ok(()),
                (zeros, size) => {
                    at += zeros + 1;
                    self.skip(size)?;
                }
            }
        }
        if at == 64 { Ok(()) } else { Err(Damage::Impossible) }
    }

    /// The marker that is next, past filling; none at the end of the bytes.
    fn marker(&self) -> Option<u8> {
        let rest = self.bytes.get(self.at..)?;
        rest.iter().copied().find(|&byte| byte != 0xff)
    }

    /// Goes to the next marker, or to the end. More than a few bytes until there, other than zeros,
    /// are damage.
    fn end(&mut self) -> Result<(), Damage> {
        // What is begun of a byte is filled up.
        let mut spare = (self.bits / 8) as usize;
        let mut zeros = self.buffer << (self.bits % 8) == 0;
        (self.buffer, self.bits) = (0, 0);
        while let Some(byte) = self.byte() {
            spare += 1;
            zeros &= byte == 0;
        }
        if spare > SPARE && !zeros { Err(Damage::LeftOver) } else { Ok(()) }
    }

    /// Goes past the restart marker of this number.
    fn restart(&mut self, number: u8) -> Result<(), Damage> {
        self.end().map_err(|_left_over| Damage::Restart)?;
        match self.marker() {
            Some(marker) if marker == 0xd0 + number => {
                let filling = self.bytes[self.at..].iter().take_while(|&&byte| byte == 0xff);
                self.at += filling.count() + 1;
                Ok(())
            }
            Some(0xd0..=0xd7) => Err(Damage::Restart),
            _ => Err(self.lack()),
        }
    }
}
