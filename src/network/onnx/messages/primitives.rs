//! Words and lists of numbers in the messages of an ONNX file, and how many of them it may have.

use std::path::Path;

use rten_onnx::protobuf::{Field, FieldValue};

use super::super::source::unpacked;
use super::{Problem, Read, Reader, Values};
use crate::error::in_one_line;

/// Operators, settings, names, weights and numbers of settings together: at most so many. The
/// largest networks here have some ten thousand; two bytes of a file can be an operator.
pub(super) const MOST_PARTS: usize = 1 << 20;

/// The bytes of a name: exporters write up to some hundred.
const LONGEST_WORD: u64 = 4096;

/// The bytes of an attribute's word: those that are known here are short.
const LONGEST_TEXT: u64 = 200;

impl Reader {
    pub(super) fn count(&mut self, parts: usize) -> Read<()> {
        self.parts += parts;
        if self.parts > MOST_PARTS {
            return Err(Problem(format!("more than {MOST_PARTS} operators, names and settings")));
        }
        Ok(())
    }

    /// A name, as one line: it comes up in messages.
    pub(super) fn word<R: Values>(&mut self, field: &mut Field<'_, R>) -> Read<String> {
        self.count(1)?;
        if let FieldValue::Len(length) = field.value()
            && length > LONGEST_WORD
        {
            return Err(Problem(format!("a name of {length} bytes; at most {LONGEST_WORD}")));
        }
        Ok(one_line(field.read_string()?))
    }

    /// A word of an attribute; none where it is long or not text, as other libraries' are.
    pub(super) fn text<R: Values>(&mut self, field: &mut Field<'_, R>) -> Read<Option<String>> {
        if let FieldValue::Len(length) = field.value()
            && length > LONGEST_TEXT
        {
            field.skip()?;
            return Ok(None);
        }
        Ok(String::from_utf8(field.read_bytes()?).ok().map(one_line))
    }

    /// Numbers, one by one or packed.
    pub(super) fn numbers<R: Values, T>(
        &mut self,
        field: &mut Field<'_, R>,
        to: &mut Vec<T>,
        most: usize,
        number: impl Fn(u64) -> T,
    ) -> Read<()> {
        let mut push = |bits| {
            if to.len() == most {
                return Err(Problem(format!("a list of more than {most} numbers")));
            }
            to.push(number(bits));
            Ok(())
        };
        if let FieldValue::Varint(bits) = field.value() {
            return push(bits);
        }
        let bytes = field.read_bytes()?;
        for bits in unpacked(&bytes) {
            push(bits?)?;
        }
        Ok(())
    }

    pub(super) fn floats<R: Values>(
        &mut self,
        field: &mut Field<'_, R>,
        to: &mut Vec<f32>,
    ) -> Read<()> {
        if let FieldValue::I32(bits) = field.value() {
            to.push(f32::from_bits(bits as u32));
            return Ok(());
        }
        let bytes = field.read_bytes()?;
        let (numbers, []) = bytes.as_chunks() else { return Err(cut(bytes.len(), 4)) };
        to.extend(numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)));
        Ok(())
    }

    pub(super) fn doubles<R: Values>(
        &mut self,
        field: &mut Field<'_, R>,
        to: &mut Vec<f64>,
    ) -> Read<()> {
        if let FieldValue::I64(bits) = field.value() {
            to.push(f64::from_bits(bits as u64));
            return Ok(());
        }
        let bytes = field.read_bytes()?;
        let (numbers, []) = bytes.as_chunks() else { return Err(cut(bytes.len(), 8)) };
        to.extend(numbers.iter().map(|&bytes| f64::from_le_bytes(bytes)));
        Ok(())
    }
}

fn one_line(word: String) -> String {
    if word.contains(char::is_control) { in_one_line(Path::new(&word)) } else { word }
}

fn cut(length: usize, size: usize) -> Problem {
    Problem(format!("{length} bytes of numbers of {size} bytes"))
}
