//! The bytes of a file as rten-onnx's reader wants them.
//!
//! rten-onnx brings such a source too. This one takes memory for what the file holds only, and
//! knows where a number ends that is too long.

use std::io::{BufRead, Cursor, Seek};

use rten_onnx::protobuf::{ErrorKind, OwnedValues, ProtobufError, ReadValue};

/// Bytes with how many of them have been passed, of how many.
pub(super) struct Source<R> {
    bytes: R,
    at: u64,
    length: u64,
}

impl<R: BufRead + Seek> Source<R> {
    /// `length` bytes.
    pub(super) fn new(bytes: R, length: u64) -> Self {
        Self { bytes, at: 0, length }
    }

    /// Passes `length` bytes, where there are so many.
    fn pass(&mut self, length: u64) -> Result<(), ProtobufError> {
        if length > self.length - self.at {
            return Err(ProtobufError::new(ErrorKind::Eof));
        }
        self.at += length;
        Ok(())
    }

    fn next<const N: usize>(&mut self) -> Result<[u8; N], ProtobufError> {
        self.pass(N as u64)?;
        let mut bytes = [0; N];
        self.bytes.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl<R: BufRead + Seek> ReadValue for Source<R> {
    type Types = OwnedValues;

    fn read_i32(&mut self) -> Result<i32, ProtobufError> {
        self.next().map(i32::from_le_bytes)
    }

    fn read_i64(&mut self) -> Result<i64, ProtobufError> {
        self.next().map(i64::from_le_bytes)
    }

    fn read_varint(&mut self) -> Result<u64, ProtobufError> {
        let mut value = 0;
        for place in 0..10 {
            let [byte] = self.next()?;
            // The tenth byte holds the last of 64 bits.
            if place == 9 && byte > 1 {
                break;
            }
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ProtobufError::new(ErrorKind::InvalidVarint))
    }

    fn read_bytes(&mut self, len: usize) -> Result<Vec<u8>, ProtobufError> {
        self.pass(len as u64)?;
        let mut bytes = vec![0; len];
        self.bytes.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn read_string(&mut self, len: usize) -> Result<String, ProtobufError> {
        let invalid = |_| ProtobufError::new(ErrorKind::InvalidUtf8);
        String::from_utf8(self.read_bytes(len)?).map_err(invalid)
    }

    fn skip(&mut self, len: usize) -> Result<(), ProtobufError> {
        self.pass(len as u64)?;
        self.bytes.seek_relative(len as i64)?;
        Ok(())
    }

    fn position(&self) -> u64 {
        self.at
    }
}

/// The numbers of a packed list.
pub(super) fn unpacked(bytes: &[u8]) -> impl Iterator<Item = Result<u64, ProtobufError>> {
    let length = bytes.len() as u64;
    let mut source = Source::new(Cursor::new(bytes), length);
    std::iter::from_fn(move || (source.at < length).then(|| source.read_varint()))
}
